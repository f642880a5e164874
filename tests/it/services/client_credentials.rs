//! `/oauth/token`, `/oauth/revoke` and the metadata, with secrets.

use super::{PEOPLE, UPDATE, ask, create, error, issue, post, token};
use acceptance::{Scene, Site, Who, global, on_both_engines};
use serde_json::{Value, json};

const GRANT: (&str, &str) = ("grant_type", "client_credentials");

/// Who shows what, and what comes of it.
type Try<'a> = (Option<(&'a str, &'a str)>, Vec<(&'a str, &'a str)>, u16, &'a str);

on_both_engines! {
    async fn a_service_gets_a_token_and_sees_what_its_organisation_keeps(scene: Scene) {
        let service = create(&scene, Who::LEAD, json!({})).await;
        let secret = issue(&scene, Who::LEAD, &service).await;
        assert!(secret.starts_with("bns_") && secret.len() == 47);
        let (status, granted) = ask(&scene, &service, &secret).await;
        assert_eq!(status, 200);
        assert_eq!((&granted["token_type"], &granted["expires_in"]), (&json!("Bearer"), &json!(600)));
        assert_eq!(granted["scope"], "organisation:read-community person:read");
        let token = granted["access_token"].as_str().unwrap();
        let answer = scene.site().ask_as(token, PEOPLE, Value::Null).await;
        let names: Vec<_> = answer["data"]["people"]["nodes"].as_array().unwrap().iter()
            .map(|person| person["familyName"].as_str().unwrap()).collect();
        assert_eq!(names, ["Beispiel office lead remscheid", "Beispiel office staff remscheid"]);
        assert_eq!(error(&scene, token, "{ accounts { totalCount } }").await.as_deref(), Some("FORBIDDEN"));
        assert_eq!(error(&scene, token, "{ me { id } }").await.as_deref(), Some("FORBIDDEN"));
        assert_eq!(error(&scene, token, "{ viewer { rights { action } } }").await, None);
    }

    async fn a_token_has_no_more_scopes_than_were_asked_for(scene: Scene) {
        let service = create(&scene, Who::LEAD, json!({})).await;
        let secret = issue(&scene, Who::LEAD, &service).await;
        let basic = Some((service.client.as_str(), secret.as_str()));
        let narrow = [GRANT, ("scope", "organisation:read-community")];
        let (status, granted) = post(&scene, "/oauth/token", basic, &narrow).await;
        assert_eq!((status, &granted["scope"]), (200, &json!("organisation:read-community")));
        let token = granted["access_token"].as_str().unwrap();
        assert_eq!(error(&scene, token, PEOPLE).await.as_deref(), Some("FORBIDDEN"));
        for scope in ["audit:read", "person:read audit:read", "nonsense"] {
            let (status, refused) = post(&scene, "/oauth/token", basic, &[GRANT, ("scope", scope)]).await;
            assert_eq!((status, &refused["error"]), (400, &json!("invalid_scope")), "{scope}");
        }
    }

    async fn what_is_not_asked_rightly_gets_the_code_of_the_specification(scene: Scene) {
        let service = create(&scene, Who::LEAD, json!({})).await;
        let secret = issue(&scene, Who::LEAD, &service).await;
        let client = service.client.as_str();
        let good = Some((client, secret.as_str()));
        let nobody = uuid::Uuid::from_u128(7).to_string();
        let other = create(&scene, Who::LEAD, json!({"name": "Zweites"})).await;
        let tries: Vec<Try<'_>> = vec![
            (good, vec![], 400, "invalid_request"),
            (good, vec![("grant_type", "password")], 400, "unsupported_grant_type"),
            (good, vec![GRANT, GRANT], 400, "invalid_request"),
            (good, vec![GRANT, ("client_id", &nobody)], 400, "invalid_request"),
            (good, vec![GRANT, ("client_assertion", "x")], 400, "invalid_request"),
            (None, vec![GRANT, ("client_id", client), ("client_secret", &secret)], 400, "invalid_request"),
            (None, vec![GRANT], 401, "invalid_client"),
            (Some((client, "bns_nonsense")), vec![GRANT], 401, "invalid_client"),
            (Some((client, "")), vec![GRANT], 401, "invalid_client"),
            (Some((&nobody, &secret)), vec![GRANT], 401, "invalid_client"),
            (Some((&other.client, &secret)), vec![GRANT], 401, "invalid_client"),
            (Some(("nonsense", &secret)), vec![GRANT], 401, "invalid_client"),
        ];
        for (basic, form, status, code) in tries {
            let (found, answer) = post(&scene, "/oauth/token", basic, &form).await;
            assert_eq!((found, &answer["error"]), (status, &json!(code)), "{form:?}");
        }
        let json = scene.site().post(&json!({})).build().unwrap();
        let plain = reqwest::Client::new().post(scene.site().url("/oauth/token")).body(json.body().unwrap().as_bytes().unwrap().to_vec());
        assert_eq!(plain.send().await.unwrap().status(), 400);
        let huge = [("scope", "x".repeat(20_000))];
        let huge: Vec<_> = huge.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(post(&scene, "/oauth/token", good, &huge).await.0, 400);
    }

    async fn two_secrets_are_valid_while_they_are_rotated(scene: Scene) {
        let service = create(&scene, Who::LEAD, json!({})).await;
        let (old, new) = (issue(&scene, Who::LEAD, &service).await, issue(&scene, Who::LEAD, &service).await);
        let third = scene.refusals(Who::LEAD, crate::services::ISSUE, json!({"serviceAccountId": service.id})).await;
        assert_eq!(third, ["TOO_MANY"]);
        assert_eq!(ask(&scene, &service, &old).await.0, 200);
        assert_eq!(ask(&scene, &service, &new).await.0, 200);
        let query = "query($id: ID!) { serviceAccount(id: $id) { lastUsedAt secrets { id state lastUsedAt } } }";
        let shown = scene.get(Who::LEAD, query, json!({"id": service.id})).await;
        assert!(shown["lastUsedAt"].is_string(), "{shown}");
        // The newest comes first.
        let first = &shown["secrets"][1];
        assert_eq!((&first["state"], first["lastUsedAt"].is_string()), (&json!("VALID"), true));
        let revoke = "mutation($input: RevokeServiceSecretInput!) { revokeServiceSecret(input: $input) \
                      { serviceAccount { id } errors { code } } }";
        scene.change(Who::LEAD, revoke, json!({"serviceAccountId": service.id, "secretId": first["id"]})).await;
        let again = json!({"serviceAccountId": service.id, "secretId": first["id"]});
        assert_eq!(scene.refusals(Who::LEAD, revoke, again).await, ["WRONG_STATE"]);
        assert_eq!(ask(&scene, &service, &old).await.0, 401);
        assert_eq!(ask(&scene, &service, &new).await.0, 200);
        issue(&scene, Who::LEAD, &service).await;
    }

    async fn what_is_taken_away_is_refused_at_once(scene: Scene) {
        let service = create(&scene, Who::LEAD, json!({})).await;
        let secret = issue(&scene, Who::LEAD, &service).await;
        let held = token(&scene, &service, &secret).await;
        assert_eq!(error(&scene, &held, PEOPLE).await, None);
        let input = json!({"serviceAccountId": service.id, "expectedVersion": service.version,
                           "scopes": ["organisation:read-community"]});
        let changed = scene.change(Who::LEAD, UPDATE, input).await;
        assert_eq!(error(&scene, &held, PEOPLE).await.as_deref(), Some("FORBIDDEN"));
        let input = json!({"serviceAccountId": service.id, "expectedVersion": changed["version"],
                           "scopes": ["person:read"], "networks": ["192.0.2.0/24"]});
        let changed = scene.change(Who::LEAD, UPDATE, input).await;
        assert_eq!(error(&scene, &held, PEOPLE).await.as_deref(), Some("UNAUTHENTICATED"));
        assert_eq!(ask(&scene, &service, &secret).await.0, 401);
        let input = json!({"serviceAccountId": service.id, "expectedVersion": changed["version"],
                           "networks": ["127.0.0.0/8", "::1"]});
        let changed = scene.change(Who::LEAD, UPDATE, input).await;
        assert_eq!(error(&scene, &held, PEOPLE).await, None);
        let disable = "mutation($input: ServiceAccountVersionInput!) { disableServiceAccount(input: $input) \
                       { serviceAccount { version } errors { code } } }";
        let input = json!({"serviceAccountId": service.id, "expectedVersion": changed["version"]});
        let changed = scene.change(Who::LEAD, disable, input).await;
        assert_eq!(error(&scene, &held, PEOPLE).await.as_deref(), Some("UNAUTHENTICATED"));
        let enable = disable.replace("disableServiceAccount", "enableServiceAccount");
        let input = json!({"serviceAccountId": service.id, "expectedVersion": changed["version"]});
        scene.change(Who::LEAD, &enable, input).await;
        assert_eq!(ask(&scene, &service, &secret).await.0, 401, "its secrets are gone");
        scene.world().clock().advance(601);
        assert_eq!(error(&scene, &held, PEOPLE).await.as_deref(), Some("UNAUTHENTICATED"));
    }

    async fn a_revoked_token_opens_nothing(scene: Scene) {
        let service = create(&scene, Who::LEAD, json!({})).await;
        let other = create(&scene, Who::LEAD, json!({"name": "Zweites"})).await;
        let (secret, its) = (issue(&scene, Who::LEAD, &service).await, issue(&scene, Who::LEAD, &other).await);
        let (held, kept) = (token(&scene, &service, &secret).await, token(&scene, &service, &secret).await);
        let revoke = async |client: &str, secret: &str, token: &str| {
            post(&scene, "/oauth/revoke", Some((client, secret)), &[("token", token)]).await
        };
        let (status, refused) = revoke(&other.client, &its, &held).await;
        assert_eq!((status, &refused["error"]), (400, &json!("invalid_grant")));
        let session = scene.cast().token(scene.world(), domain::access::Role::OfficeLead, "remscheid").await;
        assert_eq!(revoke(&service.client, &secret, &session).await.0, 400);
        assert_eq!(revoke(&service.client, "bns_nonsense", &held).await.0, 401);
        assert_eq!(error(&scene, &held, PEOPLE).await, None);
        for _ in 0..2 {
            assert_eq!(revoke(&service.client, &secret, &held).await.0, 200);
        }
        assert_eq!(revoke(&service.client, &secret, "nonsense").await.0, 200);
        assert_eq!(error(&scene, &held, PEOPLE).await.as_deref(), Some("UNAUTHENTICATED"));
        assert_eq!(error(&scene, &kept, PEOPLE).await, None);
    }

    async fn a_period_is_kept(scene: Scene) {
        let period = json!({"validFrom": "2020-03-04", "validUntil": "2020-03-05"});
        let service = create(&scene, Who::LEAD, period).await;
        let secret = issue(&scene, Who::LEAD, &service).await;
        assert_eq!(ask(&scene, &service, &secret).await.0, 401);
        scene.world().clock().advance(86_400);
        assert_eq!(ask(&scene, &service, &secret).await.0, 200);
        scene.world().clock().advance(2 * 86_400);
        assert_eq!(ask(&scene, &service, &secret).await.0, 401);
    }

    async fn the_audit_says_which_service_changed_something(scene: Scene) {
        let scopes = json!({"scopes": ["organisation:update"]});
        let service = create(&scene, Who::LEAD, scopes).await;
        let secret = issue(&scene, Who::LEAD, &service).await;
        let held = token(&scene, &service, &secret).await;
        let office = global(scene.cast().remscheid.office);
        let update = "mutation($input: UpdateOrganisationInput!) { updateOrganisation(input: $input) { errors { code } } }";
        let input = json!({"input": {"id": office, "expectedVersion": 1, "shortName": "BBR"}});
        let answer = scene.site().ask_as(&held, update, input).await;
        assert_eq!(answer["data"]["updateOrganisation"]["errors"], json!([]), "{answer}");
        let auditor = Who::Member(domain::access::Role::Auditor, "transferagentur");
        let entries = "{ auditEntries(first: 1, filter: {event: \"organisation.updated\"}) { nodes { event actorKind accountId serviceAccountId } } }";
        let entry = scene.get(auditor, entries, Value::Null).await["nodes"][0].take();
        assert_eq!(entry["event"], "organisation.updated");
        assert_eq!((&entry["actorKind"], &entry["serviceAccountId"]), (&json!("SERVICE"), &service.id));
        let intact = scene.get(auditor, "{ verifyAudit { intact } }", Value::Null).await;
        assert_eq!(intact["intact"], json!(true));
    }

    async fn the_metadata_says_where_everything_is(scene: Scene) {
        let metadata: Value = Site::answer(scene.site().get("/.well-known/oauth-authorization-server")).await;
        let issuer = &scene.world().platform().settings.public_url;
        assert_eq!(metadata["issuer"], json!(issuer));
        assert_eq!(metadata["token_endpoint"], json!(format!("{issuer}/oauth/token")));
        assert_eq!(metadata["grant_types_supported"], json!(["client_credentials"]));
        let scopes = metadata["scopes_supported"].as_array().unwrap();
        assert!(scopes.contains(&json!("person:read")) && !scopes.contains(&json!("role:grant")));
    }
}
