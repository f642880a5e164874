//! Rows that become people.

use super::cells::{Cells, Known};
use super::organisations::{contact_points, reached_at};
use super::row::{Lookup, Tried};
use crate::people::{CreatePerson, create_person};
use crate::{Call, Error};
use domain::integration::imports::ImportField as F;
use domain::people::Salutation;
use domain::shared::{ContactKind, ContactVisibility};

const SALUTATIONS: Known<Salutation> =
    Known { all: Salutation::ALL, code: Salutation::code, german: Salutation::german };

/// The ways to reach a person, in the order in which they are entered.
const REACHED: [(F, ContactKind); 3] =
    [(F::Email, ContactKind::Email), (F::Phone, ContactKind::Phone), (F::Mobile, ContactKind::Mobile)];

/// Enters a person, unless somebody looks alike. Their contact points are for their organisation alone, until somebody
/// opens them.
pub(super) async fn enter(call: &Call, lookup: &mut Lookup<'_>, cells: &mut Cells<'_>) -> Result<Tried, Error> {
    let salutation = cells.coded(F::Salutation, &SALUTATIONS);
    let organisation = lookup.organisation(cells, F::Organisation).await?;
    if !cells.are_good() {
        return Ok(Tried::Refused);
    }
    let input = CreatePerson {
        organisation: organisation.unwrap_or(lookup.owner()),
        salutation,
        title: cells.owned(F::Title),
        given_name: cells.owned(F::GivenName),
        family_name: cells.owned(F::FamilyName).unwrap_or_default(),
        languages: cells.list(F::Languages),
        contact_points: contact_points(cells, &REACHED, ContactVisibility::Organisation),
        accept_duplicates: false,
    };
    Tried::of(create_person(call, input).await.map(|made| made.id.uuid()), cells, field)
}

/// The field of a row that says what stands at this place of the verb's input.
fn field(cells: &Cells<'_>, path: &[String]) -> Option<F> {
    Some(match path.first()?.as_str() {
        "organisationId" | "permission" => F::Organisation,
        "title" => F::Title,
        "givenName" => F::GivenName,
        "familyName" => F::FamilyName,
        "languages" => F::Languages,
        "contactPoints" => reached_at(cells, &REACHED, path.get(1)?)?,
        _ => return None,
    })
}
