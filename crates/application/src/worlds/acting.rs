//! People of an invented world who do something themselves: what is closed to the platform, for instance to write down
//! whom they called.

use crate::accounts::{AccountFilter, list_accounts};
use crate::{Call, Error};
use domain::access::{Account, Actor, Assignment, Proof, Role};
use domain::organisations::Organisation;
use domain::shared::{Language, PageRequest, RoleAssignmentId, SessionId};
use std::sync::Arc;

/// The call of the person with this address, with a role for an organisation.
///
/// # Errors
/// When there is no such account, or the database does not answer.
pub(super) async fn acting(call: &Call, email: &str, role: Role, organisation: &Organisation) -> Result<Call, Error> {
    let filter = AccountFilter { text: Some(email.to_owned()), ..AccountFilter::default() };
    let found = list_accounts(call, &filter, &PageRequest::first(1)).await?;
    let (_, account) =
        found.rows.into_iter().next().ok_or_else(|| Error::unexpected(format!("nobody signs in as {email}")))?;
    let assignment = Assignment {
        id: Some(RoleAssignmentId::new(call.ids())),
        role,
        organisation: organisation.id,
        territories: organisation.profile.territories.iter().map(ToString::to_string).collect(),
        districts: organisation.profile.district.iter().map(ToString::to_string).collect(),
    };
    let actor = Actor::Account(Account {
        id: account.id,
        proof: Proof::Session(SessionId::new(call.ids())),
        person: account.person,
        assignments: vec![assignment],
        suspended: Vec::new(),
        scopes: None,
    });
    Ok(Call::new(Arc::clone(call.platform()), actor, call.request().to_owned(), Language::German))
}
