use crate::{Call, Error};
use domain::access::{Action, Role};
use domain::accounts::{RoleAssignment, decide_grant};
use domain::shared::{AccountId, Date, OrganisationId, Period, RoleAssignmentId};
use persistence::Change;
use persistence::accounts::{Accounts, NewAssignment, RoleAssignments, RoleScopes, insert_assignments};
use persistence::organisations::Organisations;

/// What is needed to grant a role.
#[derive(Clone, Copy, Debug)]
pub struct GrantRole {
    /// To whom.
    pub account: AccountId,
    /// What.
    pub role: Role,
    /// For which organisation.
    pub organisation: OrganisationId,
    /// The first day; today when it is left out.
    pub from: Option<Date>,
    /// The last day, if there is one.
    pub until: Option<Date>,
}

/// Grants a role for an organisation and a period. Nobody grants more than they hold.
///
/// # Errors
/// `NOT_FOUND` for an account or organisation that is not seen; `END_BEFORE_START`, `OUT_OF_RANGE`, `OVERLAP`,
/// `WRONG_STATE` for an organisation that is not active,
/// `GRANT_EXCEEDS_OWN`.
pub async fn grant_role(call: &Call, input: GrantRole) -> Result<RoleAssignment, Error> {
    let today = call.today();
    let period = Period::new(input.from.unwrap_or(today), input.until)?;
    let unit = call.begin().await?;
    let account = Accounts::of(&unit).hold(&call.visibility(Action::AccountRead), input.account).await?;
    let account = account.ok_or_else(|| Error::not_found("accountId"))?;
    let scopes = RoleScopes::of(&unit);
    // Held, so that it does not end meanwhile: roles end with their organisation.
    let seen = call.visibility(Action::OrganisationRead);
    let organisation = Organisations::of(&unit).hold(&seen, input.organisation).await?;
    let organisation = organisation.ok_or_else(|| Error::not_found("organisationId"))?;
    let owner = organisation.owner().about(account.person);
    let permit = call.permit(Action::RoleGrant, &owner)?;
    organisation.expect_active("grantRole").map_err(|refusal| refusal.at("organisationId"))?;
    let id = RoleAssignmentId::new(unit.ids());
    let reach = scopes.reach(id, input.role, input.organisation).await?;
    let existing = RoleAssignments::of(&unit).of_accounts(&[account.id]).await?.remove(&account.id);
    decide_grant(call.actor(), &reach, owner.district.as_deref(), &period, &existing.unwrap_or_default(), today)?;
    let granted_by = call.actor().account().map(|granter| granter.id);
    let (role, organisation) = (input.role, input.organisation);
    let new = NewAssignment { id, account: account.id, role, organisation, period, granted_by };
    insert_assignments(&unit, &[new]).await?;
    let granted = Change::new(permit, "role.granted", id, owner.clone())
        .version(1)
        .field("account", None, Some(account.id.to_string()))
        .field("role", None, Some(role.to_string()))
        .field("from", None, Some(period.from.to_string()))
        .field("until", None, period.until.map(|day| day.to_string()));
    unit.commit([granted]).await?;
    Ok(RoleAssignment {
        id,
        account: account.id,
        role,
        organisation,
        period,
        ended_at: None,
        granted_by,
        version: 1,
        owner,
    })
}
