//! What a token opens, and for how long.

use super::super::PEOPLE;
use super::{ME, UNLINK, link, me, opens, refusal, scene};
use acceptance::{Scene, Who, World, global, on_both_engines};
use domain::access::Role;
use reqwest::Response;
use serde_json::{Value, json};
use std::time::Duration;
use tokio::time::timeout;

const LANGUAGE: &str = "mutation { changeLanguage(input: {language: EN}) { errors { code } } }";

/// A subscription that is open.
async fn listen(scene: &Scene, token: &str) -> Response {
    let query = "subscription { changes(types: [\"person.created\"]) { event { type } } }";
    let request = reqwest::Client::new().post(scene.site().url("/graphql/stream")).json(&json!({"query": query}));
    let response = request.header("accept", "text/event-stream").bearer_auth(token).send().await.unwrap();
    assert_eq!(response.status(), 200);
    response
}

/// All that a subscription says until it ends by itself.
async fn until_it_ends(mut response: Response) -> String {
    let mut said = String::new();
    loop {
        let part = timeout(Duration::from_secs(30), response.chunk()).await.expect("it ends or says something");
        let Some(part) = part.unwrap() else { return said };
        said.push_str(std::str::from_utf8(&part).unwrap());
    }
}

on_both_engines! {
    async fn tokens_in_every_algorithm_open_the_account(world: World) {
        let (scene, provider) = scene(world).await;
        let first = provider.token(json!({"subject": "s-1"})).await;
        link(&scene, Who::LEAD, &first).await;
        let email = &scene.cast().member(Role::OfficeLead, "remscheid").email;
        for alg in ["RS256", "PS256", "ES256", "EdDSA"] {
            let token = provider.token(json!({"subject": "s-1", "alg": alg})).await;
            let answer = me(&scene, &token).await;
            assert_eq!(answer["data"]["me"]["email"], *email, "{alg} {answer}");
        }
        let own = scene.get(Who::LEAD, PEOPLE, Value::Null).await;
        let seen = scene.site().ask_as(&first, PEOPLE, Value::Null).await;
        assert_eq!(seen["data"]["people"], own, "the roles that are recorded count");
        let viewer = scene.site().ask_as(&first, "{ viewer { identity { issuer subject } } }", Value::Null).await;
        assert_eq!(viewer["data"]["viewer"]["identity"], json!({"issuer": provider.issuer(), "subject": "s-1"}));
        let session = scene.get(Who::LEAD, "{ viewer { identity { issuer } } }", Value::Null).await;
        assert_eq!(session["identity"], Value::Null);
        assert_eq!(provider.asked().await, (1, 1), "metadata and keys are read once");
    }

    async fn its_last_use_is_noted_to_within_a_minute(world: World) {
        let (scene, provider) = scene(world).await;
        let token = provider.token(json!({"subject": "s-1"})).await;
        link(&scene, Who::LEAD, &token).await;
        for (seconds, noted) in [(0, "08:00:00"), (30, "08:00:00"), (30, "08:01:00")] {
            scene.world().clock().advance(seconds);
            assert!(opens(&scene, &token).await);
            let mine = scene.get(Who::LEAD, ME, Value::Null).await;
            assert_eq!(mine["identities"][0]["lastUsedAt"], format!("2020-03-03T{noted}.000000Z"));
        }
    }

    async fn an_account_that_is_disabled_is_shut_for_it_too(world: World) {
        let (scene, provider) = scene(world).await;
        let token = provider.token(json!({"subject": "s-1"})).await;
        link(&scene, Who::STAFF, &token).await;
        assert!(opens(&scene, &token).await);
        let account = json!(global(scene.cast().member(Role::OfficeStaff, "remscheid").account));
        let disable = "mutation($input: AccountVersionInput!) { disableAccount(input: $input) { account { version } errors { code } } }";
        let disabled = scene.change(Who::LEAD, disable, json!({"accountId": account, "expectedVersion": 1})).await;
        assert_eq!(refusal(&scene, &token).await, "UNAUTHENTICATED");
        let enable = disable.replace("disableAccount", "enableAccount");
        scene.change(Who::LEAD, &enable, json!({"accountId": account, "expectedVersion": disabled["version"]})).await;
        assert!(opens(&scene, &token).await);
    }

    async fn a_stream_ends_with_its_token_and_with_its_link(world: World) {
        let (scene, provider) = scene(world).await;
        let (short, long) = (provider.token(json!({"subject": "s-1"})).await, provider.token(json!({"subject": "s-1", "ttl": 3_000})).await);
        let linked = link(&scene, Who::LEAD, &short).await;
        let (first, second) = (listen(&scene, &short).await, listen(&scene, &long).await);
        scene.world().clock().advance(700);
        assert!(until_it_ends(first).await.contains("UNAUTHENTICATED"));
        assert!(opens(&scene, &long).await);
        scene.change(Who::LEAD, UNLINK, json!({"identityId": linked["id"]})).await;
        assert!(until_it_ends(second).await.contains("UNAUTHENTICATED"));
    }

    async fn the_audit_says_by_which_identity_something_was_done(world: World) {
        let (scene, provider) = scene(world).await;
        let token = provider.token(json!({"subject": "s-1"})).await;
        link(&scene, Who::LEAD, &token).await;
        let done = scene.site().ask_as(&token, LANGUAGE, Value::Null).await;
        assert_eq!(done["data"]["changeLanguage"]["errors"], json!([]), "{done}");
        let auditor = Who::Member(Role::Auditor, "transferagentur");
        let entries = "{ auditEntries(first: 10) { nodes { event action proofId fields { field personal new } subjectId } } }";
        let found = scene.get(auditor, entries, Value::Null).await;
        let entry = |event: &str| {
            let nodes = found["nodes"].as_array().unwrap();
            nodes.iter().find(|entry| entry["event"] == event).unwrap_or_else(|| panic!("{event}: {found}")).clone()
        };
        let linked = entry("identity.linked");
        assert_eq!(linked["action"], "identity:link");
        let field = |name: &str| {
            let fields = linked["fields"].as_array().unwrap();
            fields.iter().find(|field| field["field"] == name).unwrap().clone()
        };
        assert_eq!(field("issuer"), json!({"field": "issuer", "personal": false, "new": provider.issuer()}));
        assert_eq!(field("subject"), json!({"field": "subject", "personal": true, "new": "s-1"}));
        let changed = entry("account.language_changed");
        let proof: uuid::Uuid = changed["proofId"].as_str().unwrap().parse().unwrap();
        assert_eq!(linked["subjectId"], global(domain::shared::ExternalIdentityId::from(proof)));
    }

    async fn what_needs_a_session_needs_one_of_the_platform(world: World) {
        let (scene, provider) = scene(world).await;
        let token = provider.token(json!({"subject": "s-1"})).await;
        link(&scene, Who::LEAD, &token).await;
        let make = "mutation { createPersonalToken(input: {name: \"X\", scopes: [\"person:read\"]}) { errors { code } } }";
        let answer = scene.site().ask_as(&token, make, Value::Null).await;
        assert_eq!(answer["data"]["createPersonalToken"]["errors"], json!([{"code": "SESSION_REQUIRED"}]));
    }
}
