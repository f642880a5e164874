use super::record;
use crate::accounts::stop_roles;
use crate::people::stop_functions;
use crate::version::expect_version;
use crate::{Call, Error};
use domain::access::Action;
use domain::organisations::{Organisation, StageChange};
use domain::shared::{Date, OrganisationId};
use persistence::organisations::Organisations;
use persistence::people::Functions;

/// An organisation to be closed.
#[derive(Clone, Debug)]
pub struct CloseOrganisation {
    /// Which.
    pub id: OrganisationId,
    /// The version that the caller saw.
    pub expected_version: i64,
    /// Its last day; today without a day.
    pub on: Option<Date>,
}

/// Closes an organisation. The functions in it end with it; those that would have begun later never do. The roles that
/// accounts hold for it end at once.
///
/// # Errors
/// `NOT_FOUND`, `VERSION_CONFLICT`, `WRONG_STATE` when it is not active, `OUT_OF_RANGE` for a day before its present
/// stage or after today, `IN_USE` while active organisations are parts of it or were brought in by it, or administrators of the
/// platform hold their role for it.
pub async fn close_organisation(call: &Call, input: CloseOrganisation) -> Result<Organisation, Error> {
    let unit = call.begin().await?;
    let seen = call.visibility(Action::OrganisationRead);
    let organisations = Organisations::of(&unit);
    let before = organisations.hold(&seen, input.id).await?.ok_or_else(|| Error::not_found("id"))?;
    let permit = call.permit(Action::OrganisationClose, &before.owner())?;
    expect_version(before.version, input.expected_version)?;
    let (parts, partners) = organisations.count_dependants(&seen, before.id).await?;
    let present = organisations.last_stage(&before).await?;
    let on = input.on.unwrap_or_else(|| call.today());
    let mut after = before.clone().close(on, call.today(), &present, parts, partners)?;
    after.version += 1;
    after.updated_at = unit.now();
    Organisations::update(&unit, &after, before.version, &StageChange::Nothing).await?;
    Organisations::end_stage(&unit, after.id, on).await?;
    let lasting = Functions::hold_lasting(&unit, after.id, on).await?;
    let mut changes = vec![record::changed(permit, "organisation.closed", Some(&before), &after)];
    changes.extend(stop_functions(&unit, permit, &lasting, on).await?);
    changes.extend(stop_roles(&unit, permit, after.id, call.today()).await?);
    unit.commit(changes).await?;
    Ok(after)
}
