//! An export shows what who asked for it may read while it runs, and it is for them alone.

use super::{CANCEL, EXPORT, EXPORTS, PEOPLE, START, fetch, interrupted, kept, person, read, start, write, written};
use acceptance::{Scene, Site, Who, global, on_both_engines};
use application::Call;
use application::accounts::{EndRole, disable_account, end_role, find_account, roles_of};
use domain::access::{Actor, Role};
use domain::shared::AccountId;
use serde_json::{Value, json};
use std::sync::Arc;

const TOKEN: &str = include_str!("../../../../schema/operations/CreatePersonalToken.graphql");
const REVOKE: &str =
    "mutation($input: RevokePersonalTokenInput!) { revokePersonalToken(input: $input) { errors { code } } }";
const AUDIT: &str = include_str!("../../../../schema/operations/AuditEntries.graphql");
const DPO: Who = Who::Member(Role::DataProtectionOfficer, "transferagentur");
const AUDITOR: Who = Who::Member(Role::Auditor, "transferagentur");
/// Nodes of people and what only some may read of them.
const CONTACTS: &str = "{ people(first: 2) { nodes { familyName contactPoints { value } } } }";

fn names(bytes: &[u8]) -> Vec<String> {
    let lines = bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    let mut names: Vec<String> = lines
        .map(|line| serde_json::from_slice::<Value>(line).unwrap()["familyName"].as_str().unwrap().to_owned())
        .collect();
    names.sort();
    names
}

/// The call of the operator, for what others do meanwhile.
fn operator(scene: &Scene) -> Call {
    scene.world().call(Actor::System)
}

async fn end_all_roles(call: &Call, account: AccountId) {
    let roles = roles_of(call, &[account]).await.unwrap().remove(&account).unwrap();
    for role in roles {
        let input = EndRole { assignment: role.id, last_day: None, expected_version: role.version };
        end_role(call, input).await.unwrap();
    }
}

on_both_engines! {
    async fn everybody_gets_their_own_rows(scene: Scene) {
        person(&scene, "Robin", "Ziel").await;
        let (_, all) = written(&scene, Who::ADMIN, PEOPLE, "JSONL").await;
        let (_, own) = written(&scene, Who::LEAD, PEOPLE, "JSONL").await;
        let (_, foreign) = written(&scene, Who::FOREIGN, PEOPLE, "JSONL").await;
        let (all, own, foreign) = (names(&all), names(&own), names(&foreign));
        assert!(all.iter().any(|name| name.ends_with("hamm")) && all.iter().any(|name| name == "Ziel"));
        assert!(own.iter().all(|name| !name.ends_with("hamm")) && own.iter().any(|name| name == "Ziel"), "{own:?}");
        assert!(foreign.iter().any(|name| name.ends_with("hamm")) && foreign.iter().all(|name| name != "Ziel"));
        assert!(own.len() < all.len());
    }

    async fn an_export_is_for_who_asked_for_it(scene: Scene) {
        let (export, _) = written(&scene, Who::LEAD, PEOPLE, "CSV").await;
        let id = json!({"id": export["id"]});
        let address = format!("/exports/{}", export["downloadUrl"].as_str().unwrap().split("/exports/").nth(1).unwrap());
        let plain = address.split('?').next().unwrap().to_owned();
        for (who, seen) in [(Who::STAFF, false), (Who::FOREIGN, false), (Who::ADMIN, false), (DPO, true)] {
            let found = scene.get(who, EXPORT, id.clone()).await;
            assert_eq!(found.is_object(), seen, "{who:?}: {found:#}");
            assert!(found["downloadUrl"].is_null() && found["viewerCan"].as_array().is_none_or(Vec::is_empty));
            assert_eq!(scene.get(who, EXPORTS, json!({})).await["totalCount"], u64::from(seen), "{who:?}");
            let Who::Member(role, place) = who else { unreachable!("all of them have accounts") };
            let token = scene.cast().token(scene.world(), role, place).await;
            assert_eq!(Site::send(scene.site().get(&plain).bearer_auth(token)).await.status(), 404, "{who:?}");
        }
        let input = json!({"exportId": export["id"]});
        assert_eq!(scene.refusals(Who::STAFF, CANCEL, input.clone()).await, ["NOT_FOUND exportId"]);
        assert_eq!(scene.denial(DPO, CANCEL, json!({"input": input})).await, "FORBIDDEN export:start");
        assert_eq!(scene.denial(Who::Stranger, EXPORTS, json!({})).await, "UNAUTHENTICATED export:read");
        assert_eq!(fetch(&scene, &plain).await.status(), 401);
        assert_eq!(fetch(&scene, &format!("{plain}?ticket=nonsense")).await.status(), 403);
        assert_eq!(fetch(&scene, &format!("{address}x")).await.status(), 403, "not another ticket");
        let other = address.replace("people-", "persons-");
        assert_eq!(fetch(&scene, &other).await.status(), 404, "not under another name");
        let token = scene.cast().token(scene.world(), Role::OfficeLead, "remscheid").await;
        assert_eq!(Site::send(scene.site().get(&plain).bearer_auth(token)).await.status(), 200);
        let node = "query($id: ID!) { node(id: $id) { id ... on Export { state account { email } } } }";
        let found = scene.get(Who::LEAD, node, id.clone()).await;
        assert_eq!((&found["state"], &found["account"]["email"]), (&json!("DONE"), &json!("office-lead@remscheid.example")));
        assert_eq!(scene.get(Who::STAFF, node, id).await, Value::Null);
    }

    async fn who_may_not_read_a_list_may_not_export_it(scene: Scene) {
        let staff = Who::STAFF;
        let payload = scene.get(staff, START, json!({"input": {"document": "{ auditEntries { nodes { id } } }", "format": "CSV"}})).await;
        assert_eq!((&payload["export"], &payload["errors"][0]["code"]), (&Value::Null, &json!("NOT_EXPORTABLE")));
        let message = payload["errors"][0]["message"].as_str().unwrap();
        assert!(message.contains("FORBIDDEN") && message.contains("audit:read"), "{message}");
        assert_eq!(scene.get(staff, EXPORTS, json!({})).await["totalCount"], 0);
        let input = json!({"input": {"document": PEOPLE, "format": "CSV"}});
        assert_eq!(scene.denial(Who::Stranger, START, input).await, "UNAUTHENTICATED export:start");
    }

    async fn rights_that_are_lost_half_way_end_it(scene: Scene) {
        let account = scene.cast().member(Role::OfficeStaff, "remscheid").account;
        let export = start(&scene, Who::STAFF, PEOPLE, "CSV").await;
        let call = Arc::new(operator(&scene));
        let exporter = interrupted(&scene, 2, move || {
            let call = Arc::clone(&call);
            Box::pin(async move { end_all_roles(&call, account).await })
        });
        assert_eq!(exporter.write_due().await.unwrap(), 1);
        let ended = read(&scene, Who::STAFF, &export).await;
        assert_eq!((&ended["state"], &ended["failure"]), (&json!("FAILED"), &json!("RIGHTS_CHANGED")), "{ended:#}");
        assert_eq!((&ended["downloadUrl"], &ended["sha256"]), (&Value::Null, &Value::Null));
        assert_eq!(kept(&scene), 0, "nothing of it is kept");
    }

    async fn a_document_that_may_not_be_carried_out_any_more_is_told_apart(scene: Scene) {
        // Only leads and the Transferagentur read agreements of the territory: without the role the list is closed.
        let agreements = "{ organisations(first: 2) { nodes { name createdAt } } }";
        let account = scene.cast().member(Role::Auditor, "transferagentur").account;
        let audit = "{ auditEntries(first: 2) { nodes { number event } } }";
        let export = start(&scene, AUDITOR, audit, "CSV").await;
        let public = start(&scene, AUDITOR, agreements, "CSV").await;
        end_all_roles(&operator(&scene), account).await;
        assert_eq!(write(&scene).await, 2);
        let ended = read(&scene, AUDITOR, &export).await;
        assert_eq!((&ended["state"], &ended["failure"]), (&json!("FAILED"), &json!("RIGHTS_LOST")), "{ended:#}");
        // What was asked for before and begun after is read with the rights of then.
        assert_eq!(read(&scene, AUDITOR, &public).await["state"], "DONE");
    }

    async fn a_disabled_account_exports_nothing(scene: Scene) {
        let account = scene.cast().member(Role::OfficeStaff, "remscheid").account;
        let export = start(&scene, Who::STAFF, CONTACTS, "XLSX").await;
        let call = Arc::new(operator(&scene));
        let exporter = interrupted(&scene, 2, move || {
            let call = Arc::clone(&call);
            Box::pin(async move {
                let version = find_account(&call, account).await.unwrap().unwrap().version;
                disable_account(&call, account, version).await.unwrap();
            })
        });
        assert_eq!(exporter.write_due().await.unwrap(), 1);
        let ended = read(&scene, DPO, &export).await;
        assert_eq!((&ended["state"], &ended["failure"]), (&json!("FAILED"), &json!("REQUESTER_GONE")), "{ended:#}");
        assert_eq!(kept(&scene), 0);
    }

    async fn a_token_exports_within_its_scopes_and_as_long_as_it_is_valid(scene: Scene) {
        let made = async |scopes: Value| {
            let payload = scene.get(Who::LEAD, TOKEN, json!({"input": {"name": "Skript", "scopes": scopes}})).await;
            (payload["token"].as_str().unwrap().to_owned(), payload["personalToken"]["id"].clone())
        };
        let ask = async |token: &str, document: &str| {
            let input = json!({"input": {"document": document, "format": "JSONL"}});
            scene.site().ask_as(token, START, input).await
        };
        let (narrow, _) = made(json!(["person:read"])).await;
        let denied = ask(&narrow, PEOPLE).await;
        assert_eq!(denied["errors"][0]["extensions"]["action"], "export:start", "{denied:#}");
        let (token, id) = made(json!(["person:read", "export:start", "export:read"])).await;
        let beyond = ask(&token, "{ agreements { nodes { id } } }").await;
        assert_eq!(beyond["data"]["startExport"]["errors"][0]["code"], "NOT_EXPORTABLE", "{beyond:#}");
        let first = ask(&token, PEOPLE).await["data"]["startExport"]["export"].clone();
        let second = ask(&token, PEOPLE).await["data"]["startExport"]["export"].clone();
        assert_eq!(write(&scene).await, 2);
        // The token is sent along, because there is no session in which a link would be good.
        let answer = scene.site().ask_as(&token, EXPORT, json!({"id": first["id"]})).await;
        let url = answer["data"]["export"]["downloadUrl"].as_str().unwrap();
        assert!(!url.contains('?'), "{url}");
        let request = scene.site().request(reqwest::Method::GET, url).bearer_auth(&token);
        assert_eq!(Site::send(request).await.status(), 200);
        assert_eq!(read(&scene, Who::LEAD, &second).await["state"], "DONE");

        let third = ask(&token, PEOPLE).await["data"]["startExport"]["export"].clone();
        let revoked = scene.get(Who::LEAD, REVOKE, json!({"input": {"personalTokenId": id}})).await;
        assert_eq!(revoked["errors"], json!([]));
        write(&scene).await;
        assert_eq!(read(&scene, Who::LEAD, &third).await["failure"], "REQUESTER_GONE");
    }

    async fn the_audit_knows_who_read_how_much(scene: Scene) {
        let (export, _) = written(&scene, Who::LEAD, PEOPLE, "CSV").await;
        let entries = scene.get(AUDITOR, AUDIT, json!({"filter": {"subjectId": export["id"]}})).await;
        let entries = entries["nodes"].as_array().unwrap();
        let events: Vec<_> = entries.iter().map(|entry| (entry["event"].as_str(), entry["actorKind"].as_str())).collect();
        assert_eq!(events, [(Some("export.done"), Some("SYSTEM")), (Some("export.started"), Some("ACCOUNT"))]);
        let field = |entry: &Value, name: &str| {
            let fields = entry["fields"].as_array().unwrap();
            fields.iter().find(|field| field["field"] == name).map_or(Value::Null, |field| field["new"].clone())
        };
        let done = &entries[0];
        assert_eq!(field(done, "rows"), export["rows"].to_string());
        let hash = field(&entries[1], "documentHash");
        assert_eq!((field(done, "documentHash"), hash.as_str().unwrap().len()), (hash.clone(), 64));
        assert_eq!((field(done, "connection"), field(done, "format")), (json!("people"), json!("CSV")));
        assert_eq!(entries[1]["accountId"], global(scene.cast().member(Role::OfficeLead, "remscheid").account));
    }
}
