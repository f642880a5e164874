//! What the platform sets itself: invitations, results and the texts of papers, with nothing that is not public.

use super::{change_committee, fetch, get, listed, refusal, rich};
use crate::meetings::{INVITE, again, change_of, found, item, plan, step};
use acceptance::{Scene, Site, Who, on_both_engines};
use reqwest::Method;
use serde_json::{Value, json};

const PAPER: &str =
    "mutation($input: AddPaperInput!) { addPaper(input: $input) { paper { id version } errors { code path } } }";

fn text<'v>(value: &'v Value, field: &str) -> &'v str {
    value[field].as_str().unwrap_or_else(|| panic!("{field} is missing: {value}"))
}

/// The status of a request with one more header.
async fn status(scene: &Scene, url: &str, name: &str, value: &str) -> u16 {
    Site::send(scene.site().request(Method::GET, url).header(name, value)).await.status().as_u16()
}

on_both_engines! {
    async fn a_meeting_has_its_invitation_and_its_results(scene: Scene) {
        let made = rich(&scene, "Lenkungskreis").await;
        let meeting = listed(&scene, "meeting").await.remove(0);
        let (invitation, results) = (&meeting["invitation"], &meeting["resultsProtocol"]);
        assert_eq!((text(invitation, "fileName"), text(invitation, "mimeType")), ("einladung-sitzung-1.pdf", "application/pdf"));
        assert_eq!((text(results, "name"), &results["meeting"]), ("Ergebnisse der 1. Sitzung", &json!([meeting["id"]])));
        assert!(text(invitation, "text").contains("1. Lesepaten (") && text(invitation, "text").contains("Ort: Rathaus"));
        assert!(text(results, "text").contains("angenommen: Die Paten kommen."), "{results}");
        for sheet in [invitation, results] {
            assert!(!sheet.to_string().contains("eheim") && !sheet.to_string().contains("Protokoll"), "{sheet}");
            assert_eq!(&get(&scene, text(sheet, "id")).await, sheet);
            let url = text(sheet, "accessUrl");
            let shown = fetch(&scene, url).await;
            let header = |name: &str| shown.headers()[name].to_str().unwrap().to_owned();
            assert_eq!((header("content-type"), header("access-control-allow-origin")), ("application/pdf".to_owned(), "*".to_owned()));
            assert!(header("content-disposition").starts_with("inline"));
            let tag = header("etag");
            assert!(shown.bytes().await.unwrap().starts_with(b"%PDF-1.7"));
            assert_eq!(status(&scene, url, "if-none-match", &tag).await, 304);
            let saved = fetch(&scene, text(sheet, "downloadUrl")).await;
            let kept_as = saved.headers()["content-disposition"].to_str().unwrap();
            assert!(kept_as.starts_with("attachment") && kept_as.contains(text(sheet, "fileName")), "{kept_as}");
            // They do not change with what is not public.
            change_committee(&scene, &made.committee, json!({"shortName": "Neu"})).await;
            assert_eq!(status(&scene, url, "if-none-match", &tag).await, 304);
        }
        change_committee(&scene, &made.committee, json!({"visibility": "COMMUNITY"})).await;
        for sheet in [invitation, results] {
            assert_eq!(refusal(&scene, text(sheet, "accessUrl")).await, (410, "GONE".to_owned()));
        }
    }

    async fn an_invitation_is_there_once_it_was_sent(scene: Scene) {
        let committee = found(&scene, "Lenkungskreis", json!({"visibility": "PUBLIC"})).await;
        let meeting = plan(&scene, &committee).await;
        item(&scene, &meeting, "Lesepaten", true).await;
        let shown = listed(&scene, "meeting").await.remove(0);
        assert!(shown.get("invitation").is_none() && shown.get("resultsProtocol").is_none(), "{shown}");
        let key = text(&shown, "id").rsplit('/').next().unwrap().to_owned();
        for sheet in ["invitation", "results", "text", "minutes"] {
            let url = format!("/oparl/v1.1/file/{key}-{sheet}/access");
            assert_eq!(refusal(&scene, &url).await, (404, "NOT_FOUND".to_owned()), "{url}");
        }
        let now = again(&scene, &meeting).await;
        scene.change(Who::LEAD, INVITE, change_of(&now, json!({}))).await;
        let sent = listed(&scene, "meeting").await.remove(0);
        let before = &sent["invitation"];
        assert!(!text(before, "text").contains("Zweiter Punkt") && sent.get("resultsProtocol").is_none());
        scene.world().clock().advance(60);
        item(&scene, &meeting, "Zweiter Punkt", true).await;
        let changed = listed(&scene, "meeting").await.remove(0);
        assert!(text(&changed["invitation"], "text").contains("Zweiter Punkt"));
        assert_ne!(changed["invitation"]["modified"], before["modified"]);
        assert_eq!(changed["invitation"]["id"], before["id"]);
    }

    async fn the_text_of_a_paper_is_a_file(scene: Scene) {
        let committee = found(&scene, "Lenkungskreis", json!({"visibility": "PUBLIC"})).await;
        let meeting = plan(&scene, &committee).await;
        let add = |title: &str, public: bool| {
            let paper = json!({"title": title, "kind": "REPORT", "isPublic": public, "text": "Die Lage\nund der Weg."});
            json!({"meetingId": meeting["id"], "paper": paper})
        };
        let open = scene.change(Who::LEAD, PAPER, add("Bericht", true)).await;
        scene.change(Who::LEAD, PAPER, add("Geheimer Bericht", false)).await;
        let papers = listed(&scene, "paper").await;
        assert_eq!(papers.len(), 1);
        let file = &papers[0]["mainFile"];
        assert_eq!((text(file, "text"), text(file, "mimeType")), ("Die Lage\nund der Weg.", "text/plain"));
        assert_eq!((&file["size"], &file["paper"]), (&json!(21), &json!([papers[0]["id"]])));
        scene.world().clock().advance(60);
        let url = text(file, "accessUrl");
        let shown = fetch(&scene, url).await;
        let header = |name: &str| shown.headers()[name].to_str().unwrap().to_owned();
        assert_eq!(header("content-type"), "text/plain; charset=utf-8");
        let date = header("last-modified");
        assert_eq!(shown.text().await.unwrap(), "Die Lage\nund der Weg.");
        assert_eq!(status(&scene, url, "if-modified-since", &date).await, 304);
        // Beside a file that was attached, it comes last.
        crate::meetings::files::attach(&scene, Who::LEAD, &open, "bericht.txt").await;
        let paper = listed(&scene, "paper").await.remove(0);
        assert_eq!((&paper["mainFile"]["fileName"], &paper["auxiliaryFile"][0]["id"]), (&json!("bericht.txt"), &file["id"]));
        let withdraw = step("withdrawPaper", "WithdrawPaperInput", "paper", "");
        scene.change(Who::LEAD, &withdraw, change_of(&open, json!({}))).await;
        assert_eq!(refusal(&scene, url).await, (410, "GONE".to_owned()));
    }
}
