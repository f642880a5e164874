//! Personal access tokens: a script acts as a person, within its scopes.

use super::{PEOPLE, error};
use acceptance::{Scene, Who, on_both_engines};
use domain::access::Role;
use serde_json::{Value, json};

const MAKE: &str = "mutation($input: CreatePersonalTokenInput!) { createPersonalToken(input: $input) \
                    { token personalToken { id expiresAt scopes } errors { code path } } }";
const MINE: &str = "{ myPersonalTokens { id name state lastUsedAt } }";

async fn make(scene: &Scene, who: Who, scopes: &[&str]) -> (String, Value) {
    let made = scene.get(who, MAKE, json!({"input": {"name": "Skript", "scopes": scopes}})).await;
    let token = made["token"].as_str().unwrap_or_else(|| panic!("{made}"));
    (token.to_owned(), made["personalToken"].clone())
}

on_both_engines! {
    async fn a_script_sees_what_the_person_sees_and_no_more_than_its_scopes(scene: Scene) {
        let (token, made) = make(&scene, Who::LEAD, &["person:read"]).await;
        assert!(token.starts_with("bnp_") && token.len() == 47);
        assert_eq!(made["expiresAt"], "2020-06-01T08:00:00.000000Z");
        let own = scene.get(Who::LEAD, PEOPLE, Value::Null).await;
        let answer = scene.site().ask_as(&token, PEOPLE, Value::Null).await;
        assert_eq!(answer["data"]["people"], own);
        for closed in ["{ accounts { totalCount } }", "{ me { id } }", MINE] {
            assert_eq!(error(&scene, &token, closed).await.as_deref(), Some("FORBIDDEN"), "{closed}");
        }
        let another = scene.site().ask_as(&token, MAKE, json!({"input": {"name": "X", "scopes": ["person:read"]}})).await;
        assert_eq!(another["errors"][0]["extensions"]["code"], "FORBIDDEN", "no token makes tokens");
    }

    async fn its_last_use_is_noted_to_within_a_minute(scene: Scene) {
        let (token, _) = make(&scene, Who::LEAD, &["person:read"]).await;
        let last = async || scene.get(Who::LEAD, MINE, Value::Null).await[0]["lastUsedAt"].clone();
        assert_eq!(last().await, Value::Null);
        for (seconds, noted) in [(0, "08:00:00"), (30, "08:00:00"), (30, "08:01:00")] {
            scene.world().clock().advance(seconds);
            assert_eq!(error(&scene, &token, PEOPLE).await, None);
            assert_eq!(last().await, json!(format!("2020-03-03T{noted}.000000Z")));
        }
    }

    async fn it_ends_with_its_time_with_its_revocation_and_with_its_account(scene: Scene) {
        let (revoked, made) = make(&scene, Who::STAFF, &["person:read"]).await;
        let (kept, _) = make(&scene, Who::STAFF, &["person:read"]).await;
        let revoke = "mutation($input: RevokePersonalTokenInput!) { revokePersonalToken(input: $input) \
                      { personalToken { state } errors { code path } } }";
        let input = json!({"personalTokenId": made["id"]});
        assert_eq!(scene.refusals(Who::LEAD, revoke, input.clone()).await, ["NOT_FOUND personalTokenId"]);
        assert_eq!(scene.change(Who::STAFF, revoke, input.clone()).await["state"], "REVOKED");
        assert_eq!(scene.refusals(Who::STAFF, revoke, input).await, ["WRONG_STATE"]);
        assert_eq!(error(&scene, &revoked, PEOPLE).await.as_deref(), Some("UNAUTHENTICATED"));
        assert_eq!(error(&scene, &kept, PEOPLE).await, None);
        let account = scene.cast().member(Role::OfficeStaff, "remscheid").account;
        let disable = "mutation($input: AccountVersionInput!) { disableAccount(input: $input) { errors { code } } }";
        let input = json!({"accountId": acceptance::global(account), "expectedVersion": 1});
        scene.change(Who::LEAD, disable, input).await;
        assert_eq!(error(&scene, &kept, PEOPLE).await.as_deref(), Some("UNAUTHENTICATED"));
        let (late, _) = make(&scene, Who::LEAD, &["person:read"]).await;
        scene.world().clock().advance(90 * 86_400);
        assert_eq!(error(&scene, &late, PEOPLE).await.as_deref(), Some("UNAUTHENTICATED"));
        for nonsense in ["bnp_", "bnp_nonsense"] {
            assert_eq!(error(&scene, nonsense, PEOPLE).await.as_deref(), Some("UNAUTHENTICATED"));
        }
    }

    async fn what_no_token_may_do_and_for_how_long(scene: Scene) {
        let refused = async |input: Value| scene.refusals(Who::ADMIN, MAKE, input).await;
        assert_eq!(refused(json!({"name": "", "scopes": []})).await, ["REQUIRED name", "REQUIRED scopes"]);
        for scope in ["role:grant", "account:own", "service:manage", "organisation:read"] {
            assert_eq!(refused(json!({"name": "X", "scopes": ["person:read", scope]})).await, ["NOT_A_SCOPE scopes.1"]);
        }
        for end in ["2020-03-03T08:00:00Z", "2021-03-04T08:00:00Z"] {
            let input = json!({"name": "X", "scopes": ["person:read"], "expiresAt": end});
            assert_eq!(refused(input).await, ["OUT_OF_RANGE expiresAt"]);
        }
    }

    async fn a_role_that_needs_the_second_factor_counts_if_it_was_shown(scene: Scene) {
        let merge = "mutation($input: MergeOrganisationsInput!) { mergeOrganisations(input: $input) { errors { code } } }";
        let input = json!({"input": {"id": "x", "expectedVersion": 1, "intoId": "y"}});
        let admin = scene.cast().member(Role::TransferagenturAdmin, "transferagentur");
        for shown in [true, false] {
            let session = scene.world().token(admin, shown).await;
            let made = scene.site().ask_as(&session, MAKE, json!({"input": {"name": "X", "scopes": ["organisation:merge"]}})).await;
            let token = made["data"]["createPersonalToken"]["token"].as_str().unwrap().to_owned();
            let answer = scene.site().ask_as(&token, merge, input.clone()).await;
            assert_eq!(answer["errors"].is_null(), shown, "{answer}");
        }
    }
}
