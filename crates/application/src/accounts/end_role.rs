use crate::version::expect_version;
use crate::{Call, Error};
use domain::access::Action;
use domain::accounts::{RoleAssignment, decide_end};
use domain::shared::{Date, Period, RoleAssignmentId};
use persistence::Change;
use persistence::accounts::{Accounts, RoleAssignments, RoleScopes, end_assignment};

/// What is needed to end a role.
#[derive(Clone, Copy, Debug)]
pub struct EndRole {
    /// Which.
    pub assignment: RoleAssignmentId,
    /// Its last day; when it is left out, the role ends at once.
    pub last_day: Option<Date>,
    /// The version that the caller has seen.
    pub expected_version: i64,
}

/// Ends a role, at once or after a day.
///
/// # Errors
/// `NOT_FOUND`, `VERSION_CONFLICT`, `WRONG_STATE`, `OUT_OF_RANGE`, `GRANT_EXCEEDS_OWN`.
pub async fn end_role(call: &Call, input: EndRole) -> Result<RoleAssignment, Error> {
    let unit = call.begin().await?;
    let unknown = || Error::not_found("roleAssignmentId");
    let held = RoleAssignments::of(&unit).hold(input.assignment).await?.ok_or_else(unknown)?;
    let account = Accounts::of(&unit).find(&call.visibility(Action::AccountRead), held.account).await?;
    let account = account.ok_or_else(unknown)?;
    let owner = held.owner.clone().about(account.person);
    let permit = call.permit(Action::RoleGrant, &held.owner)?;
    expect_version(held.version, input.expected_version)?;
    let reach = RoleScopes::of(&unit).reach(held.id, held.role, held.organisation).await?;
    decide_end(call.actor(), &held, &reach, input.last_day, call.today())?;
    end_assignment(&unit, &held, input.last_day).await?;
    let version = held.version + 1;
    let ended_at = if input.last_day.is_none() { Some(unit.now()) } else { None };
    let ended = Change::new(permit, "role.ended", held.id, owner)
        .version(version)
        .field("until", held.period.until.map(|day| day.to_string()), input.last_day.map(|day| day.to_string()))
        .field("ended_at", None, ended_at.map(|at| at.to_string()));
    unit.commit([ended]).await?;
    let period = Period { until: input.last_day.or(held.period.until), ..held.period };
    Ok(RoleAssignment { period, ended_at, version, ..held })
}
