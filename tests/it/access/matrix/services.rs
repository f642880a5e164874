//! Service accounts and personal access tokens in the matrix.

use super::case::Case;
use super::prove;
use super::target::{Made, Target, global};
use acceptance::{World, on_both_engines};
use application::Call;
use application::services::{
    CreateServiceAccount, IssueSecret, create_service_account, disable_service_account, issue_secret, secrets_of,
};
use domain::access::{Action, Owner};
use domain::organisations::Organisation;
use domain::services::{PersonalToken, ServiceReach};
use domain::shared::{AccountId, Name, PersonId, PersonalTokenId, ServiceAccountId};
use persistence::Change;
use persistence::services::insert_personal_token;
use serde_json::json;

const SEEN: Option<Action> = Some(Action::ServiceRead);

/// A field about a service account that is found by the right to read it.
const fn about(field: &'static str, document: &'static str, variables: &'static str, target: Target) -> Case {
    Case { field, document, variables, target, found_by: SEEN, refusals: &[] }
}

pub(super) const CASES: &[Case] = &[
    about(
        "serviceAccount",
        "query($id: ID!) { serviceAccount(id: $id) { name } }",
        r#"{"id": "$service"}"#,
        Target::ServiceAccount,
    ),
    Case {
        field: "serviceAccounts",
        document: "{ serviceAccounts(first: 1) { totalCount } }",
        variables: "{}",
        target: Target::Nothing,
        found_by: None,
        refusals: &[],
    },
    Case {
        field: "createServiceAccount",
        document: "mutation($input: CreateServiceAccountInput!) { createServiceAccount(input: $input) { errors { code } } }",
        variables: r#"{"input": {"organisationId": "$organisation", "name": "Webseite", "scopes": ["organisation:read-community"]}}"#,
        target: Target::Organisation,
        found_by: None,
        refusals: &[],
    },
    about(
        "updateServiceAccount",
        "mutation($input: UpdateServiceAccountInput!) { updateServiceAccount(input: $input) { errors { code } } }",
        r#"{"input": {"serviceAccountId": "$service", "expectedVersion": "$serviceVersion", "name": "Portal"}}"#,
        Target::ServiceAccount,
    ),
    about(
        "issueServiceSecret",
        "mutation($input: IssueServiceSecretInput!) { issueServiceSecret(input: $input) { errors { code } } }",
        r#"{"input": {"serviceAccountId": "$service"}}"#,
        Target::ServiceAccount,
    ),
    about(
        "revokeServiceSecret",
        "mutation($input: RevokeServiceSecretInput!) { revokeServiceSecret(input: $input) { errors { code } } }",
        r#"{"input": {"serviceAccountId": "$service", "secretId": "$secret"}}"#,
        Target::ServiceAccount,
    ),
    about(
        "disableServiceAccount",
        "mutation($input: ServiceAccountVersionInput!) { disableServiceAccount(input: $input) { errors { code } } }",
        r#"{"input": {"serviceAccountId": "$service", "expectedVersion": "$serviceVersion"}}"#,
        Target::ServiceAccount,
    ),
    about(
        "enableServiceAccount",
        "mutation($input: ServiceAccountVersionInput!) { enableServiceAccount(input: $input) { errors { code } } }",
        r#"{"input": {"serviceAccountId": "$service", "expectedVersion": "$serviceVersion"}}"#,
        Target::DisabledServiceAccount,
    ),
    Case {
        field: "myPersonalTokens",
        document: "{ myPersonalTokens { id } }",
        variables: "{}",
        target: Target::Oneself,
        found_by: None,
        refusals: &[],
    },
    Case {
        field: "createPersonalToken",
        document: "mutation($input: CreatePersonalTokenInput!) { createPersonalToken(input: $input) { errors { code } } }",
        variables: r#"{"input": {"name": "Skript", "scopes": ["person:read"]}}"#,
        target: Target::Oneself,
        found_by: None,
        refusals: &[],
    },
    Case {
        field: "revokePersonalToken",
        document: "mutation($input: RevokePersonalTokenInput!) { revokePersonalToken(input: $input) { errors { code } } }",
        variables: r#"{"input": {"personalTokenId": "$token"}}"#,
        target: Target::PersonalToken,
        found_by: Some(Action::AccountOwn),
        refusals: &[],
    },
];

/// Makes one that an organisation owns, with a secret.
pub(super) async fn make(call: &Call, disabled: bool, home: &Organisation, made: &mut Made) -> ServiceAccountId {
    let input = CreateServiceAccount {
        organisation: home.id,
        name: "Webseite".to_owned(),
        purpose: None,
        scopes: vec![Action::OrganisationReadCommunity],
        reach: ServiceReach::Organisation,
        networks: Vec::new(),
        public_keys: None,
        valid_from: None,
        valid_until: None,
    };
    let mut account = create_service_account(call, input).await.unwrap();
    issue_secret(call, IssueSecret { service: account.id, expires_at: None }).await.unwrap();
    let secret = secrets_of(call, &[account.id]).await.unwrap()[&account.id][0].id;
    if disabled {
        account = disable_service_account(call, account.id, account.version).await.unwrap();
    }
    made.names.push(("service", global(account.id)));
    made.names.push(("serviceVersion", json!(account.version)));
    made.names.push(("secret", global(secret)));
    account.id
}

/// Makes a personal access token of an account.
pub(super) async fn token(call: &Call, account: AccountId, person: PersonId, made: &mut Made) {
    let unit = call.begin().await.unwrap();
    let (id, now) = (PersonalTokenId::new(unit.ids()), unit.now());
    let token = PersonalToken {
        id,
        account,
        name: Name::new("Skript").unwrap(),
        scopes: [Action::PersonRead].into(),
        second_factor: false,
        created_at: now,
        expires_at: PersonalToken::decide_end(None, now).unwrap(),
        revoked_at: None,
        last_used_at: None,
    };
    insert_personal_token(&unit, &token, &id.to_string()).await.unwrap();
    let owner = Owner::default().about(person);
    let permit = call.permit(Action::AccountOwn, &owner).unwrap();
    unit.commit([Change::new(permit, "personal_token.created", id, owner)]).await.unwrap();
    made.names.push(("token", global(id)));
}

on_both_engines! {
    async fn services(world: World) {
        prove(world, "services", CASES).await;
    }
}
