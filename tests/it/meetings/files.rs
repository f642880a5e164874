//! Files of meetings, items and papers: who leads the committee attaches them, who may read the record reads them.

use super::{PARTNER, change_of, found, item, person, plan, seat, step};
use acceptance::{Scene, Site, Who, on_both_engines};
use reqwest::Method;
use serde_json::{Value, json};

const REQUEST: &str = include_str!("../../../schema/operations/RequestUpload.graphql");
const FILES: &str = include_str!("../../../schema/operations/MeetingFiles.graphql");
pub(crate) const DELETE: &str = include_str!("../../../schema/operations/DeleteFile.graphql");
const PAPER: &str =
    "mutation($input: AddPaperInput!) { addPaper(input: $input) { paper { id version } errors { code path } } }";

pub(crate) async fn paper(scene: &Scene, meeting: &Value, item: Option<&Value>, title: &str, public: bool) -> Value {
    let paper = json!({"title": title, "kind": "REPORT", "isPublic": public});
    let item = item.map(|item| item["id"].clone());
    scene.change(Who::LEAD, PAPER, json!({"meetingId": meeting["id"], "agendaItemId": item, "paper": paper})).await
}

fn announced(record: &Value, name: &str) -> Value {
    json!({"recordId": record["id"], "name": name, "mediaType": "text/plain", "size": 3})
}

/// Attaches a file to a record, and gives its id.
pub(crate) async fn attach(scene: &Scene, who: Who, record: &Value, name: &str) -> Value {
    let upload = scene.change(who, REQUEST, announced(record, name)).await;
    let url = upload["url"].as_str().unwrap();
    let sent = Site::send(scene.site().request(Method::PUT, url).body("abc")).await;
    assert_eq!(sent.status(), 201);
    upload["fileId"].clone()
}

/// The names of the files of a meeting, of the items of its agenda and of its papers, as somebody sees them.
async fn names(scene: &Scene, who: Who, meeting: &Value) -> Vec<String> {
    let seen = scene.get(who, FILES, json!({"id": meeting["id"]})).await;
    let holders = [&seen["agenda"], &seen["papers"]].into_iter().flat_map(|list| list.as_array().unwrap());
    let files = std::iter::once(&seen).chain(holders).flat_map(|holder| holder["files"].as_array().unwrap());
    files.map(|file| file["name"].as_str().unwrap().to_owned()).collect()
}

on_both_engines! {
    async fn who_may_read_the_record_reads_its_files(scene: Scene) {
        let committee = found(&scene, "Offen", json!({"visibility": "PUBLIC"})).await;
        seat(&scene, &committee, PARTNER, "MEMBER", json!({})).await;
        let meeting = plan(&scene, &committee).await;
        let (open, closed) = (item(&scene, &meeting, "A", true).await, item(&scene, &meeting, "B", false).await);
        attach(&scene, Who::LEAD, &meeting, "sitzung.txt").await;
        attach(&scene, Who::LEAD, &open, "oeffentlich.txt").await;
        attach(&scene, Who::STAFF, &closed, "vertraulich.txt").await;
        for (title, of, public) in [("a", Some(&open), true), ("b", Some(&open), false), ("c", Some(&closed), true)] {
            let paper = paper(&scene, &meeting, of, title, public).await;
            attach(&scene, Who::LEAD, &paper, &format!("{title}.txt")).await;
        }
        let all = ["sitzung.txt", "oeffentlich.txt", "vertraulich.txt", "a.txt", "b.txt", "c.txt"];
        let public = ["sitzung.txt", "oeffentlich.txt", "a.txt"];
        assert_eq!(names(&scene, Who::LEAD, &meeting).await, all);
        assert_eq!(names(&scene, PARTNER, &meeting).await, all);
        for who in [Who::Stranger, Who::FOREIGN, Who::ADMIN] {
            assert_eq!(names(&scene, who, &meeting).await, public, "{who:?}");
        }
        let seen = scene.get(Who::LEAD, FILES, json!({"id": meeting["id"]})).await;
        for file in [&seen["agenda"][1]["files"][0], &seen["papers"][1]["files"][0], &seen["papers"][2]["files"][0]] {
            let url = file["downloadUrl"].as_str().unwrap().split('?').next().unwrap().to_owned();
            assert_eq!(Site::send(scene.site().request(Method::GET, &url)).await.status(), 404, "{file}");
            assert_eq!(file["viewerCan"], json!(["meeting:plan"]));
        }
        let open = seen["files"][0]["downloadUrl"].as_str().unwrap().split('?').next().unwrap().to_owned();
        assert_eq!(Site::send(scene.site().request(Method::GET, &open)).await.text().await.unwrap(), "abc");
    }

    async fn who_leads_the_committee_attaches_and_nobody_else(scene: Scene) {
        let committee = found(&scene, "Offen", json!({"visibility": "PUBLIC"})).await;
        let meeting = plan(&scene, &committee).await;
        let paper = paper(&scene, &meeting, None, "Konzept", true).await;
        for record in [&meeting, &paper] {
            let input = json!({"input": announced(record, "a.txt")});
            assert_eq!(scene.denial(PARTNER, REQUEST, input.clone()).await, "FORBIDDEN meeting:plan");
            assert_eq!(scene.denial(Who::FOREIGN, REQUEST, input.clone()).await, "FORBIDDEN meeting:plan");
            assert_eq!(scene.denial(Who::ADMIN, REQUEST, input.clone()).await, "FORBIDDEN meeting:plan");
            assert_eq!(scene.denial(Who::Stranger, REQUEST, input).await, "UNAUTHENTICATED file:attach");
        }
        seat(&scene, &committee, PARTNER, "CHAIR", json!({})).await;
        let file = attach(&scene, PARTNER, &paper, "a.txt").await;
        let input = json!({"id": file, "expectedVersion": 1});
        assert_eq!(scene.denial(Who::FOREIGN, DELETE, json!({"input": input})).await, "FORBIDDEN meeting:plan");
        assert_eq!(scene.get(PARTNER, DELETE, json!({"input": input})).await["errors"], json!([]));
        assert!(names(&scene, Who::LEAD, &meeting).await.is_empty());
        assert!(!person(&scene, PARTNER).is_empty());
    }

    async fn what_is_withdrawn_shows_no_files(scene: Scene) {
        let committee = found(&scene, "Offen", json!({"visibility": "PUBLIC"})).await;
        let meeting = plan(&scene, &committee).await;
        let item = item(&scene, &meeting, "A", true).await;
        let paper = paper(&scene, &meeting, None, "Konzept", true).await;
        let files = [attach(&scene, Who::LEAD, &item, "a.txt").await, attach(&scene, Who::LEAD, &paper, "b.txt").await];
        let withdraw = step("withdrawPaper", "WithdrawPaperInput", "paper", "");
        scene.change(Who::LEAD, &withdraw, change_of(&paper, json!({}))).await;
        let remove = step("removeAgendaItem", "RemoveAgendaItemInput", "item", "");
        scene.change(Who::LEAD, &remove, change_of(&item, json!({}))).await;
        for file in files {
            let found = scene.get(Who::LEAD, "query($id: ID!) { file(id: $id) { name } }", json!({"id": file})).await;
            assert!(found.is_null(), "{found}");
        }
    }

    async fn the_files_of_an_agenda_cost_one_statement(scene: Scene) {
        let committee = found(&scene, "Offen", json!({"visibility": "PUBLIC"})).await;
        let meeting = plan(&scene, &committee).await;
        for title in ["A", "B", "C"] {
            let item = item(&scene, &meeting, title, true).await;
            attach(&scene, Who::LEAD, &item, "a.txt").await;
        }
        let agenda = "query($id: ID!) { meeting(id: $id) { agenda { files(first: 5) { name viewerCan } } } }";
        let (seen, statements) = scene.count(Who::LEAD, agenda, json!({"id": meeting["id"]})).await;
        let file = json!({"files": [{"name": "a.txt", "viewerCan": ["meeting:plan"]}]});
        assert_eq!(seen["meeting"]["agenda"], json!([file, file, file]));
        // The meeting, the agenda, the files; and to whom they belong: items, meetings, committees, roles.
        assert_eq!(statements, 7);
    }
}
