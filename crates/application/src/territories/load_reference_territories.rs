use super::reference::{self, Reference};
use crate::{Call, Error};
use domain::access::{Action, Owner, Permit};
use domain::shared::RefusalCode;
use persistence::territories::{Territories, insert_territories, link_territories};
use persistence::{Change, UnitOfWork};

/// Loads the territories that come with the binary, unless there are some already, and says how many.
///
/// # Errors
/// [`Error::Denied`] unless the caller may import territories; when the database does not answer.
pub async fn load_reference_territories(call: &Call) -> Result<usize, Error> {
    let permit = call.permit(Action::TerritoryImport, &Owner::NOBODY)?;
    if !Territories::of(call.database()).is_empty().await? {
        return Ok(0);
    }
    let reference = reference::read(call.ids())?;
    let unit = call.begin().await?;
    if !Territories::of(&unit).is_empty().await? {
        return Ok(0);
    }
    match write_reference(&unit, permit, &reference).await {
        // On PostgreSQL another process may load them at the same moment: its rows show only now.
        Err(Error::Refused(refusals)) if refusals.iter().any(|refusal| refusal.code == RefusalCode::Duplicate) => Ok(0),
        changes => {
            unit.commit(changes?).await?;
            Ok(reference.territories.len())
        }
    }
}

/// Writes them, and says what to commit.
pub(super) async fn write_reference(
    unit: &UnitOfWork,
    permit: Permit,
    reference: &Reference,
) -> Result<Vec<Change>, Error> {
    insert_territories(unit, &reference.territories).await?;
    link_territories(unit, &reference.successions).await?;
    let created = reference.territories.iter().map(|territory| {
        Change::new(permit, "territory.created", territory.id, Owner::NOBODY)
            .version(territory.version)
            .field("key", None, Some(&territory.facts.key))
            .field("officialName", None, Some(&territory.facts.official_name))
    });
    Ok(created.collect())
}
