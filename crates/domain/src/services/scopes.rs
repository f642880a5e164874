//! Scopes: the actions that a token may use.

use crate::access::Action;
use crate::shared::{Refusal, RefusalCode};
use std::collections::BTreeSet;

/// Checks the scopes of a token.
///
/// # Errors
/// `REQUIRED` for none at all; `NOT_A_SCOPE` for an action that no token can be given.
pub fn read_scopes(actions: &[Action]) -> Result<BTreeSet<Action>, Refusal> {
    if actions.is_empty() {
        return Err(Refusal::new(RefusalCode::Required));
    }
    match actions.iter().position(|action| !action.may_be_scope()) {
        Some(place) => Err(Refusal::new(RefusalCode::NotAScope).at(place.to_string()).with("scope", actions[place])),
        None => Ok(actions.iter().copied().collect()),
    }
}

/// The scopes as OAuth 2 spells them: with spaces between them (RFC 6749, 3.3).
pub fn write_scopes(scopes: &BTreeSet<Action>) -> String {
    scopes.iter().map(|action| action.code()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_token_hands_out_accounts_roles_or_tokens() {
        let refused = |action| read_scopes(&[Action::PersonRead, action]).unwrap_err().code;
        for action in [Action::AccountOwn, Action::RoleGrant, Action::ServiceManage, Action::OrganisationRead] {
            assert_eq!(refused(action), RefusalCode::NotAScope, "{action}");
        }
        assert_eq!(read_scopes(&[]).unwrap_err().code, RefusalCode::Required);
        let scopes = read_scopes(&[Action::PersonUpdate, Action::PersonRead, Action::PersonRead]).unwrap();
        assert_eq!(write_scopes(&scopes), "person:read person:update");
    }
}
