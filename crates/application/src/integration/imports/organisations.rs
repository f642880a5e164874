//! Rows that become organisations.

use super::cells::{Cells, Known};
use super::row::{Lookup, Tried};
use crate::organisations::{AddressInput, CreateOrganisation, create_organisation};
use crate::{Call, Error};
use domain::integration::imports::ImportField as F;
use domain::organisations::{Organisation, OrganisationFunction, OrganisationKind};
use domain::shared::{ContactKind, ContactPointDraft, ContactVisibility, Refusal, RefusalCode};

const KINDS: Known<OrganisationKind> =
    Known { all: OrganisationKind::ALL, code: OrganisationKind::code, german: OrganisationKind::german };
const FUNCTIONS: Known<OrganisationFunction> =
    Known { all: OrganisationFunction::ALL, code: OrganisationFunction::code, german: OrganisationFunction::german };

/// The ways to reach an organisation, in the order in which they are entered.
const REACHED: [(F, ContactKind); 3] =
    [(F::Email, ContactKind::Email), (F::Phone, ContactKind::Phone), (F::Web, ContactKind::Web)];

/// Enters an organisation, unless there is one of its name and kind in its district.
pub(super) async fn enter(call: &Call, lookup: &mut Lookup<'_>, cells: &mut Cells<'_>) -> Result<Tried, Error> {
    let kind = cells.coded(F::OrganisationKind, &KINDS);
    let functions = cells.coded_list(F::Functions, &FUNCTIONS);
    let valid_from = cells.day(F::ValidFrom);
    let parent = lookup.organisation(cells, F::Parent).await?;
    let sponsor = lookup.organisation(cells, F::Sponsor).await?;
    let Some(kind) = kind else {
        if cells.are_good() {
            cells.refuse(Some(F::OrganisationKind), &Refusal::new(RefusalCode::Required));
        }
        return Ok(Tried::Refused);
    };
    if !cells.are_good() {
        return Ok(Tried::Refused);
    }
    let district_key = cells.owned(F::DistrictKey);
    if let Some(name) = cells.text(F::Name) {
        let same = |known: &Organisation| {
            let district = known.profile.district.as_ref().map(ToString::to_string);
            known.profile.kind == kind && (district_key.is_none() || district == district_key)
        };
        if lookup.named(name).await?.iter().any(same) {
            cells.refuse(Some(F::Name), &Refusal::new(RefusalCode::Duplicate));
            return Ok(Tried::Duplicate);
        }
    }
    let input = CreateOrganisation {
        name: cells.owned(F::Name).unwrap_or_default(),
        short_name: cells.owned(F::ShortName),
        kind,
        legal_form: cells.owned(F::LegalForm),
        local_label: cells.owned(F::LocalLabel),
        functions,
        parent,
        district_key,
        territory_keys: cells.list(F::TerritoryKeys),
        address: address(cells),
        sponsor,
        contact_points: contact_points(cells, &REACHED, ContactVisibility::Public),
        valid_from,
    };
    Tried::of(create_organisation(call, input).await.map(|made| made.id.uuid()), cells, field)
}

fn address(cells: &Cells<'_>) -> Option<AddressInput> {
    let (street, postal_code, place) = (cells.owned(F::Street), cells.owned(F::PostalCode), cells.owned(F::Place));
    if street.is_none() && postal_code.is_none() && place.is_none() {
        return None;
    }
    Some(AddressInput { street, postal_code: postal_code.unwrap_or_default(), place: place.unwrap_or_default() })
}

/// The ways to be reached that a row has.
pub(super) fn contact_points(
    cells: &Cells<'_>,
    reached: &[(F, ContactKind)],
    visibility: ContactVisibility,
) -> Vec<ContactPointDraft> {
    let draft = |(field, kind): &(F, ContactKind)| {
        let value = cells.owned(*field)?;
        Some(ContactPointDraft { id: None, kind: *kind, value, label: None, visibility })
    };
    reached.iter().filter_map(draft).collect()
}

/// The field of a row that says what stands at this place of the verb's input.
fn field(cells: &Cells<'_>, path: &[String]) -> Option<F> {
    let second = path.get(1).map(String::as_str);
    Some(match path.first()?.as_str() {
        "name" => F::Name,
        "shortName" => F::ShortName,
        "legalForm" => F::LegalForm,
        "localLabel" => F::LocalLabel,
        "functions" => F::Functions,
        "parentId" => F::Parent,
        // Whoever may not enter it (`permission`) may not in this district.
        "districtKey" | "permission" => F::DistrictKey,
        "territoryKeys" => F::TerritoryKeys,
        "sponsorId" => F::Sponsor,
        "validFrom" => F::ValidFrom,
        "address" => match second {
            Some("postalCode") => F::PostalCode,
            Some("place") => F::Place,
            _ => F::Street,
        },
        "contactPoints" => reached_at(cells, &REACHED, second?)?,
        _ => return None,
    })
}

/// The field of the contact point at a place among those that a row has.
pub(super) fn reached_at(cells: &Cells<'_>, reached: &[(F, ContactKind)], place: &str) -> Option<F> {
    let place: usize = place.parse().ok()?;
    reached.iter().filter(|(field, _)| cells.text(*field).is_some()).nth(place).map(|(field, _)| *field)
}
