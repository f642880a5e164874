//! Accounts of others, invitations and roles in the matrix.

use super::case::Case;
use super::prove;
use super::target::Target;
use acceptance::{World, on_both_engines};
use domain::access::Action;

const SEEN: Option<Action> = Some(Action::AccountRead);

pub(super) const CASES: &[Case] = &[
    Case {
        field: "account",
        document: "query($id: ID!) { account(id: $id) { email } }",
        variables: r#"{"id": "$account"}"#,
        target: Target::Account,
        found_by: SEEN,
        refusals: &[],
    },
    Case {
        field: "accounts",
        document: "{ accounts(first: 1) { totalCount } }",
        variables: "{}",
        target: Target::Nothing,
        found_by: None,
        refusals: &[],
    },
    Case {
        field: "inviteAccount",
        document: "mutation($input: InviteAccountInput!) { inviteAccount(input: $input) { errors { code } } }",
        variables: r#"{"input": {"personId": "$person", "email": "$email"}}"#,
        target: Target::Person,
        found_by: Some(Action::PersonRead),
        refusals: &[],
    },
    Case {
        field: "resendInvitation",
        document: "mutation($input: AccountInput!) { resendInvitation(input: $input) { errors { code } } }",
        variables: r#"{"input": {"accountId": "$account"}}"#,
        target: Target::InvitedAccount,
        found_by: SEEN,
        refusals: &[],
    },
    Case {
        field: "revokeInvitation",
        document: "mutation($input: AccountInput!) { revokeInvitation(input: $input) { errors { code } } }",
        variables: r#"{"input": {"accountId": "$account"}}"#,
        target: Target::InvitedAccount,
        found_by: SEEN,
        refusals: &[],
    },
    Case {
        field: "disableAccount",
        document: "mutation($input: AccountVersionInput!) { disableAccount(input: $input) { errors { code } } }",
        variables: r#"{"input": {"accountId": "$account", "expectedVersion": "$accountVersion"}}"#,
        target: Target::Account,
        found_by: SEEN,
        refusals: &[],
    },
    Case {
        field: "enableAccount",
        document: "mutation($input: AccountVersionInput!) { enableAccount(input: $input) { errors { code } } }",
        variables: r#"{"input": {"accountId": "$account", "expectedVersion": "$accountVersion"}}"#,
        target: Target::DisabledAccount,
        found_by: SEEN,
        refusals: &[],
    },
    Case {
        field: "unlockAccount",
        document: "mutation($input: AccountInput!) { unlockAccount(input: $input) { errors { code } } }",
        variables: r#"{"input": {"accountId": "$account"}}"#,
        target: Target::Account,
        found_by: SEEN,
        refusals: &[],
    },
    Case {
        field: "unlinkIdentity",
        document: "mutation($input: UnlinkIdentityInput!) { unlinkIdentity(input: $input) { errors { code } } }",
        variables: r#"{"input": {"identityId": "$identity"}}"#,
        target: Target::ExternalIdentity,
        found_by: SEEN,
        refusals: &[],
    },
    Case {
        field: "grantRole",
        document: "mutation($input: GrantRoleInput!) { grantRole(input: $input) { errors { code } } }",
        variables: r#"{"input": {"accountId": "$account", "role": "STATISTICIAN", "organisationId": "$organisation"}}"#,
        target: Target::Account,
        found_by: SEEN,
        refusals: &[],
    },
    Case {
        field: "endRole",
        document: "mutation($input: EndRoleInput!) { endRole(input: $input) { errors { code } } }",
        variables: r#"{"input": {"roleAssignmentId": "$assignment", "expectedVersion": "$assignmentVersion"}}"#,
        target: Target::Assignment,
        found_by: SEEN,
        refusals: &[],
    },
];

on_both_engines! {
    async fn accounts(world: World) {
        prove(world, "accounts", CASES).await;
    }
}
