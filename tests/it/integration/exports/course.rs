//! How an export goes on: it waits, runs, ends, is called off, fails, and is forgotten.

use super::{CANCEL, EXPORTS, PEOPLE, START, export_id, fetch, interrupted, kept, read, start, write, written};
use acceptance::{Scene, Site, Who, on_both_engines};
use application::files::sweep;
use application::integration::exports::{cancel_export, expire_exports};
use domain::access::Role;
use domain::integration::ExportState;
use serde_json::{Value, json};
use std::sync::Arc;

const TERRITORIES: &str = "{ territories { nodes { key name } } }";
const DAY: i64 = 86_400;

async fn problem(answer: reqwest::Response) -> (u16, String) {
    let status = answer.status().as_u16();
    assert_eq!(answer.headers()["content-type"], "application/problem+json");
    let body: Value = answer.json().await.unwrap();
    (status, body["code"].as_str().unwrap().to_owned())
}

on_both_engines! {
    async fn what_waits_can_be_called_off(scene: Scene) {
        let export = start(&scene, Who::LEAD, PEOPLE, "CSV").await;
        let input = json!({"exportId": export["id"]});
        let cancelled = scene.change(Who::LEAD, CANCEL, input.clone()).await;
        assert_eq!(cancelled["state"], "CANCELLED");
        assert_eq!(scene.refusals(Who::LEAD, CANCEL, input).await, ["WRONG_STATE"]);
        assert_eq!(write(&scene).await, 0);
        let waiting = scene.get(Who::LEAD, EXPORTS, json!({"filter": {"state": "QUEUED"}})).await;
        assert_eq!(waiting["totalCount"], 0);
    }

    async fn what_runs_can_be_called_off(scene: Scene) {
        let export = start(&scene, Who::LEAD, PEOPLE, "CSV").await;
        let actor = scene.cast().actor(scene.world(), Role::OfficeLead, "remscheid").await;
        let (call, id) = (Arc::new(scene.world().call(actor)), export_id(&export));
        let exporter = interrupted(&scene, 2, move || {
            let call = Arc::clone(&call);
            Box::pin(async move {
                assert_eq!(cancel_export(&call, id).await.unwrap().state, ExportState::Cancelled);
            })
        });
        assert_eq!(exporter.write_due().await.unwrap(), 1);
        let ended = read(&scene, Who::LEAD, &export).await;
        assert_eq!((&ended["state"], &ended["downloadUrl"]), (&json!("CANCELLED"), &Value::Null), "{ended:#}");
        assert_eq!(kept(&scene), 0, "what was written of it is thrown away");
        assert_eq!(write(&scene).await, 0, "it is not begun again");
    }

    async fn a_file_is_kept_for_a_week(scene: Scene) {
        let (export, bytes) = written(&scene, Who::LEAD, PEOPLE, "CSV").await;
        assert_eq!(export["expiresAt"], "2020-03-10T08:00:00.000000Z");
        let link = export["downloadUrl"].as_str().unwrap();
        // A day later the link is not good any more, but another one is; the sweep leaves the file alone.
        scene.world().clock().advance(2 * DAY);
        assert_eq!(sweep(scene.world().platform()).await.unwrap(), 0);
        assert_eq!(problem(fetch(&scene, link).await).await, (403, "INVALID_TOKEN".to_owned()));
        let again = read(&scene, Who::LEAD, &export).await;
        let fresh = again["downloadUrl"].as_str().unwrap();
        assert_eq!(fetch(&scene, fresh).await.bytes().await.unwrap(), bytes);
        scene.world().clock().advance(5 * DAY);
        let token = scene.cast().token(scene.world(), Role::OfficeLead, "remscheid").await;
        let path = link.split('?').next().unwrap();
        let late = async || {
            let request = scene.site().request(reqwest::Method::GET, path).bearer_auth(&token);
            problem(Site::send(request).await).await
        };
        assert_eq!(late().await, (410, "EXPIRED".to_owned()), "its time is over, also before anybody has cleaned up");
        assert_eq!(read(&scene, Who::LEAD, &export).await["downloadUrl"], Value::Null);
        assert_eq!(kept(&scene), 1);
        assert_eq!(expire_exports(scene.world().platform()).await.unwrap(), 1);
        assert_eq!(expire_exports(scene.world().platform()).await.unwrap(), 0);
        assert_eq!(kept(&scene), 0);
        let ended = read(&scene, Who::LEAD, &export).await;
        assert_eq!((&ended["state"], &ended["rows"]), (&json!("EXPIRED"), &export["rows"]), "{ended:#}");
        assert_eq!(late().await, (410, "EXPIRED".to_owned()));
    }

    async fn parts_of_a_file_can_be_fetched(scene: Scene) {
        let (export, bytes) = written(&scene, Who::LEAD, PEOPLE, "CSV").await;
        let link = export["downloadUrl"].as_str().unwrap();
        let ask = |name: &'static str, value: String| {
            Site::send(scene.site().request(reqwest::Method::GET, link).header(name, value))
        };
        let part = ask("range", "bytes=3-12".to_owned()).await;
        assert_eq!((part.status().as_u16(), part.headers()["content-range"].to_str().unwrap().to_owned()), (206, format!("bytes 3-12/{}", bytes.len())));
        assert_eq!(part.bytes().await.unwrap(), bytes[3..13]);
        let whole = fetch(&scene, link).await;
        let disposition = whole.headers()["content-disposition"].to_str().unwrap().to_owned();
        assert!(disposition.starts_with("attachment; filename=\"people-2020-03-03.csv\""), "{disposition}");
        assert_eq!(whole.headers()["content-type"], "text/csv; charset=utf-8; header=present");
        let tag = whole.headers()["etag"].to_str().unwrap().to_owned();
        assert_eq!(ask("if-none-match", tag).await.status(), 304);
    }

    async fn nobody_asks_for_too_many_at_once(scene: Scene) {
        for _ in 0..3 {
            start(&scene, Who::LEAD, PEOPLE, "CSV").await;
        }
        let input = json!({"document": PEOPLE, "format": "CSV"});
        assert_eq!(scene.refusals(Who::LEAD, START, input).await, ["TOO_MANY"]);
        start(&scene, Who::STAFF, PEOPLE, "CSV").await;
        assert_eq!(write(&scene).await, 4);
        start(&scene, Who::LEAD, PEOPLE, "CSV").await;
    }

    async fn what_grows_too_large_comes_to_nothing(scene: Scene) {
        let export = start(&scene, Who::LEAD, TERRITORIES, "CSV").await;
        assert_eq!(write(&scene).await, 1);
        let ended = read(&scene, Who::LEAD, &export).await;
        assert_eq!((&ended["state"], &ended["failure"]), (&json!("FAILED"), &json!("TOO_MANY_ROWS")), "{ended:#}");
        assert!(ended["failureReason"].as_str().unwrap().contains("300"));
        assert_eq!(kept(&scene), 0);
    }
}
