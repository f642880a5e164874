//! What is said about files changes, their bytes never do; a deleted one leaves a record and nothing else.

use super::{DELETE, FILES, kept, office, problem, uploaded};
use acceptance::{Scene, Site, Who, global, on_both_engines};
use persistence::files::Files;
use reqwest::Method;
use serde_json::json;

const UPDATE: &str = include_str!("../../../schema/operations/UpdateFile.graphql");

on_both_engines! {
    async fn a_title_changes_and_a_conflict_is_told(scene: Scene) {
        let id = uploaded(&scene, "a.txt", "text/plain", b"abc").await;
        let input = |version: i64, title: &str| json!({"id": id, "expectedVersion": version, "title": title});
        let changed = scene.change(Who::STAFF, UPDATE, input(1, "Satzung")).await;
        assert_eq!((&changed["title"], &changed["name"]), (&json!("Satzung"), &json!("a.txt")));
        assert_eq!(scene.refusals(Who::LEAD, UPDATE, input(1, "Entwurf")).await, ["VERSION_CONFLICT expectedVersion"]);
        let named = |name: &str| json!({"id": id, "expectedVersion": 2, "name": name});
        assert_eq!(scene.refusals(Who::LEAD, UPDATE, named("a.exe")).await, ["INVALID name"]);
        assert_eq!(scene.refusals(Who::LEAD, UPDATE, named("../a.txt")).await, ["INVALID name"]);
        assert_eq!(scene.change(Who::LEAD, UPDATE, named("b.txt")).await["name"], "b.txt");
        assert_eq!(scene.denial(Who::FOREIGN, UPDATE, json!({"input": named("c.txt")})).await, "FORBIDDEN file:attach");
    }

    async fn a_deleted_file_leaves_a_record_and_no_bytes(scene: Scene) {
        let id = uploaded(&scene, "a.txt", "text/plain", b"abc").await;
        let seen = scene.get(Who::Stranger, FILES, json!({"id": office(&scene)})).await["files"][0].clone();
        let url = seen["downloadUrl"].as_str().unwrap();
        let input = json!({"id": id, "expectedVersion": 1});
        assert_eq!(scene.denial(Who::FOREIGN, DELETE, json!({"input": input})).await, "FORBIDDEN file:attach");
        let payload = scene.get(Who::LEAD, DELETE, json!({"input": input})).await;
        assert_eq!(payload, json!({"deletedId": id, "errors": []}));
        assert_eq!(kept(&scene), 0);
        let answer = Site::send(scene.site().request(Method::GET, url)).await;
        assert_eq!(problem(answer).await, (404, "NOT_FOUND".to_owned()));
        let gone = scene.get(Who::LEAD, FILES, json!({"id": office(&scene)})).await;
        assert_eq!(gone["files"], json!([]));
        assert_eq!(scene.refusals(Who::LEAD, DELETE, input).await, ["NOT_FOUND id"]);
        let uuid = url.split('/').next_back().unwrap().parse::<uuid::Uuid>().unwrap();
        let files = Files::of(&scene.world().platform().database);
        let record = files.find_also_deleted(uuid.into()).await.unwrap().unwrap();
        assert_eq!(record.deleted_at, Some(record.updated_at));
        assert_eq!(json!(global(record.id)), id);
    }

    async fn the_files_of_a_list_cost_two_statements(scene: Scene) {
        uploaded(&scene, "a.txt", "text/plain", b"abc").await;
        let list = "{ organisations(first: 100) { nodes { id files(first: 10) { name viewerCan } } } }";
        let (answer, statements) = scene.count(Who::LEAD, list, json!({})).await;
        let nodes = answer["organisations"]["nodes"].as_array().unwrap();
        let with: Vec<_> = nodes.iter().filter(|node| node["files"] != json!([])).collect();
        assert_eq!(with.len(), 1);
        assert_eq!(with[0]["files"], json!([{"name": "a.txt", "viewerCan": ["file:attach"]}]));
        // The list, the files, and to whom they belong.
        assert_eq!(statements, 3);
    }
}
