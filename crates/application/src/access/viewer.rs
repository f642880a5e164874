use crate::{Call, Error};
use domain::access::{Action, Assignment, Proof, Reach, Visibility};
use domain::accounts::{Account, AssignmentState, ExternalIdentity, RoleAssignment};
use domain::shared::RoleAssignmentId;
use persistence::accounts::{Accounts, ExternalIdentities, RoleAssignments, RoleScopes};
use std::collections::BTreeSet;

/// Who is asking, as they see themselves.
#[derive(Clone, Debug)]
pub struct Viewer {
    /// Their account.
    pub account: Account,
    /// Their name.
    pub name: String,
    /// The roles that they hold today.
    pub roles: Vec<RoleAssignment>,
    /// Those of them that count only with the second factor, which this session lacks.
    pub suspended: BTreeSet<RoleAssignmentId>,
    /// The roles for which the identity provider vouches, and whether they count or lack the second factor.
    pub vouched: Vec<(Assignment, bool)>,
    /// The identity at a provider outside by which they are signed in.
    pub identity: Option<ExternalIdentity>,
}

/// Who is asking; `None` when nobody is signed in.
///
/// # Errors
/// When the database does not answer.
pub async fn viewer(call: &Call) -> Result<Option<Viewer>, Error> {
    let Some(own) = call.actor().account() else { return Ok(None) };
    let database = call.database();
    let account = Accounts::of(database).find(&call.visibility(Action::AccountOwn), own.id).await?;
    let person = RoleScopes::of(database).person(&call.visibility(Action::PersonRead), own.person).await?;
    let (Some(account), Some(person)) = (account, person) else { return Ok(None) };
    let mut roles = RoleAssignments::of(database).of_accounts(&[own.id]).await?.remove(&own.id).unwrap_or_default();
    roles.retain(|role| role.standing(call.today()) == AssignmentState::Current);
    let suspended = own.suspended.iter().filter_map(|held| held.id).collect();
    let counting = own.assignments.iter().map(|held| (held, true));
    let vouched = counting.chain(own.suspended.iter().map(|held| (held, false)));
    let vouched = vouched.filter(|(held, _)| held.id.is_none()).map(|(held, counts)| (held.clone(), counts)).collect();
    let identity = match own.proof {
        Proof::Identity(id) => ExternalIdentities::of(database).find(id).await?,
        Proof::Session(_) | Proof::Token(_) | Proof::Address => None,
    };
    Ok(Some(Viewer { account, name: person.name, roles, suspended, vouched, identity }))
}

/// One action, and how far the viewer reaches with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Right {
    /// The action.
    pub action: Action,
    /// How far.
    pub reach: Reach,
    /// What it shows, in a form that a database can filter by.
    pub shown: Visibility,
}

/// What the caller may do at all, in the order of the access table.
pub fn effective_rights(call: &Call) -> Vec<Right> {
    let right = |action: &Action| Right {
        action: *action,
        reach: call.actor().reach(*action),
        shown: call.visibility(*action),
    };
    Action::ALL.iter().map(right).filter(|right| right.reach != Reach::Nothing).collect()
}
