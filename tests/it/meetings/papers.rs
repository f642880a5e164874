//! Invitations and minutes as PDF: with the rights of the fields, in the language of the reader.

use super::{
    APPROVE, INVITE, PARTNER, again, attend, change_of, draft, found, item, open, plan, propose, seat, step, submit,
};
use acceptance::{Scene, Site, Who, on_both_engines};
use application::Call;
use application::meetings::{print_invitation, print_minutes};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::access::{Actor, Role};
use domain::shared::{Language, MeetingId};
use reqwest::{Response, StatusCode};
use serde_json::{Value, json};
use std::sync::Arc;
use uuid::Uuid;

fn id_of(meeting: &Value) -> MeetingId {
    let id = URL_SAFE_NO_PAD.decode(meeting["id"].as_str().unwrap()).unwrap();
    Uuid::from_slice(&id[..16]).unwrap().into()
}

async fn fetch(scene: &Scene, who: Who, meeting: &Value, file: &str, headers: &[(&str, &str)]) -> Response {
    let path = format!("/meetings/{}/{file}", meeting["id"].as_str().unwrap());
    let mut request = scene.site().get(&path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    if let Who::Member(role, place) = who {
        request = request.bearer_auth(scene.cast().token(scene.world(), role, place).await);
    }
    Site::send(request).await
}

async fn actor(scene: &Scene, who: Who) -> Actor {
    match who {
        Who::Stranger => Actor::Anonymous,
        Who::Member(role, place) => scene.cast().actor(scene.world(), role, place).await,
    }
}

/// Somebody who reads German.
async fn reader(scene: &Scene, who: Who) -> Call {
    let platform = Arc::clone(scene.world().platform());
    Call::new(platform, actor(scene, who).await, "papers".to_owned(), Language::German)
}

/// What the invitation says to somebody.
async fn invitation(scene: &Scene, who: Who, meeting: &Value) -> Option<String> {
    let call = reader(scene, who).await;
    print_invitation(&call, id_of(meeting)).await.unwrap().map(|printed| printed.text().unwrap())
}

/// What the minutes say to somebody.
async fn minutes(scene: &Scene, who: Who, meeting: &Value) -> Option<String> {
    let call = reader(scene, who).await;
    print_minutes(&call, id_of(meeting)).await.unwrap().map(|printed| printed.text().unwrap())
}

fn holds(text: &str, all: &[&str]) {
    for part in all {
        assert!(text.contains(part), "{part} is missing in {text}");
    }
}

on_both_engines! {
    async fn an_invitation_is_a_pdf_in_the_language_of_the_reader(scene: Scene) {
        let committee = found(&scene, "Lenkungskreis Übergänge", json!({"visibility": "PUBLIC"})).await;
        let meeting = plan(&scene, &committee).await;
        item(&scene, &meeting, "Sprachbildung", true).await;
        let german = fetch(&scene, Who::Stranger, &meeting, "invitation.pdf", &[]).await;
        assert_eq!(german.status(), StatusCode::OK);
        let headers = german.headers().clone();
        let header = |name: &str| headers[name].to_str().unwrap();
        assert_eq!((header("content-type"), header("content-language")), ("application/pdf", "de"));
        assert_eq!(header("cache-control"), "private, no-cache");
        assert_eq!(header("vary").to_lowercase().matches("accept-language").count(), 1);
        assert!(header("content-disposition").starts_with("attachment; filename=\"Einladung zur 1. Sitzung Lenkungskreis"));
        let bytes = german.bytes().await.unwrap();
        assert!(bytes.starts_with(b"%PDF-1.7") && bytes.windows(12).any(|part| part == b"pdfuaid:part"));

        let same = fetch(&scene, Who::Stranger, &meeting, "invitation.pdf", &[("if-none-match", header("etag"))]).await;
        assert_eq!((same.status(), same.bytes().await.unwrap().len()), (StatusCode::NOT_MODIFIED, 0));
        let wish = [("accept-language", "en"), ("if-none-match", header("etag"))];
        let english = fetch(&scene, Who::Stranger, &meeting, "invitation.pdf?inline", &wish).await;
        assert_eq!((english.status(), english.headers()["content-language"].to_str().unwrap()), (StatusCode::OK, "en"));
        assert!(english.headers()["content-disposition"].to_str().unwrap().starts_with("inline; filename=\"Invitation"));

        let url = "query($id: ID!) { meeting(id: $id) { invitationPdfUrl minutesPdfUrl } }";
        let urls = scene.get(Who::Stranger, url, json!({"id": meeting["id"]})).await;
        let base = format!("https://bildungsnetz.example/meetings/{}", meeting["id"].as_str().unwrap());
        assert_eq!(urls, json!({"invitationPdfUrl": format!("{base}/invitation.pdf"), "minutesPdfUrl": format!("{base}/minutes.pdf")}));
    }

    async fn what_is_not_public_is_on_no_paper_of_others(scene: Scene) {
        let committee = found(&scene, "Lenkungskreis", json!({"visibility": "PUBLIC"})).await;
        seat(&scene, &committee, PARTNER, "MEMBER", json!({})).await;
        let meeting = plan(&scene, &committee).await;
        item(&scene, &meeting, "Offenes", true).await;
        item(&scene, &meeting, "Vertrauliches", false).await;
        let paper = "mutation($input: AddPaperInput!) { addPaper(input: $input) { paper { id } errors { code } } }";
        for (title, public) in [("Bericht", true), ("Geheimpapier", false)] {
            let paper_input = json!({"title": title, "kind": "REPORT", "isPublic": public});
            scene.change(Who::LEAD, paper, json!({"meetingId": meeting["id"], "paper": paper_input})).await;
        }
        let planned = invitation(&scene, PARTNER, &meeting).await.unwrap();
        holds(&planned, &["Entwurf", "Offenes", "Vertrauliches", "Bericht", "Geheimpapier"]);
        let now = again(&scene, &meeting).await;
        scene.change(Who::LEAD, INVITE, change_of(&now, json!({}))).await;
        let inside = invitation(&scene, PARTNER, &meeting).await.unwrap();
        holds(&inside, &["Vertrauliches", "Geheimpapier", "1. Fassung, versandt am 3. März 2020", "Sie ist eingehalten."]);
        assert!(inside.contains("\"mark\":null"), "{inside}");
        for who in [Who::Stranger, Who::FOREIGN, Who::ADMIN] {
            let outside = invitation(&scene, who, &meeting).await.unwrap();
            holds(&outside, &["Offenes", "Bericht", "Rathaus"]);
            for hidden in ["Vertrauliches", "Geheimpapier", "versandt"] {
                assert!(!outside.contains(hidden), "{who:?} reads {hidden}: {outside}");
            }
        }
    }

    async fn papers_of_a_closed_committee_are_not_there(scene: Scene) {
        let committee = found(&scene, "Lenkungskreis", json!({})).await;
        let meeting = plan(&scene, &committee).await;
        let answer = async |who, file: &str, headers: &[(&str, &str)]| {
            let answer = fetch(&scene, who, &meeting, file, headers).await;
            let status = answer.status();
            let problem: Value = answer.json().await.unwrap();
            (status.as_u16(), problem["code"].as_str().unwrap().to_owned())
        };
        assert_eq!(answer(Who::Stranger, "invitation.pdf", &[]).await, (404, "NOT_FOUND".to_owned()));
        assert_eq!(answer(Who::FOREIGN, "invitation.pdf", &[]).await, (404, "NOT_FOUND".to_owned()));
        assert_eq!(answer(Who::Stranger, "minutes.pdf", &[]).await, (401, "UNAUTHENTICATED".to_owned()));
        assert_eq!(answer(Who::LEAD, "minutes.pdf", &[]).await, (404, "NOT_FOUND".to_owned()));
        let nonsense = [("authorization", "Bearer nonsense")];
        assert_eq!(answer(Who::Stranger, "invitation.pdf", &nonsense).await, (401, "UNAUTHENTICATED".to_owned()));
        for path in ["/meetings/x/invitation.pdf", "/meetings/..%2f..%2f/minutes.pdf"] {
            let token = scene.cast().token(scene.world(), Role::OfficeLead, "remscheid").await;
            let answer = Site::send(scene.site().get(path).bearer_auth(token)).await;
            assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{path}");
        }
    }

    async fn minutes_say_what_was_approved(scene: Scene) {
        let committee = found(&scene, "Lenkungskreis", json!({})).await;
        let chair = seat(&scene, &committee, Who::STAFF, "CHAIR", json!({})).await;
        seat(&scene, &committee, PARTNER, "MEMBER", json!({"seat": "Stiftungen"})).await;
        let meeting = plan(&scene, &committee).await;
        item(&scene, &meeting, "Sprachbildung", true).await;
        open(&scene, &meeting).await;
        attend(&scene, &meeting, &[&chair]).await;
        propose(&scene, &meeting, json!({"mode": "CONSENSUS"})).await;
        let written = draft(&scene, &meeting, "Zu TOP 1 wird berichtet.\n\nEs gibt Fragen.").await;
        let first = minutes(&scene, Who::LEAD, &meeting).await.unwrap();
        holds(&first, &["\"Entwurf\"", "Sprachbildung", "vorgeschlagen", "anwesend", "Stiftungen", "Es gibt Fragen."]);
        holds(&first, &["nicht gegeben: 1 von 2 Stimmen anwesend, 2 nötig"]);
        for who in [Who::FOREIGN, Who::ADMIN] {
            assert_eq!(minutes(&scene, who, &meeting).await, None, "{who:?}");
        }
        let review = submit(&scene, &meeting, &written, json!(null)).await;
        holds(&minutes(&scene, PARTNER, &meeting).await.unwrap(), &["Entwurf in Abstimmung"]);
        scene.change(Who::LEAD, APPROVE, change_of(&review, json!({}))).await;
        let read = "query($id: ID!) { minutes(id: $id) { id version hash } }";
        let now = scene.get(Who::LEAD, read, json!({"id": written["id"]})).await;
        let approved = minutes(&scene, Who::LEAD, &meeting).await.unwrap();
        assert!(approved.contains(now["hash"].as_str().unwrap()) && approved.contains("\"mark\":null"), "{approved}");

        // What happens to the resolution later is not in what was approved; an amendment stands beside it.
        let amend = step("amendMinutes", "AmendMinutesInput", "minutes", "hash");
        let more = change_of(&now, json!({"text": "Statt drei sind es vier.", "reason": "Zählfehler"}));
        scene.change(Who::LEAD, &amend, more).await;
        let after = minutes(&scene, Who::LEAD, &meeting).await.unwrap();
        holds(&after, &["Nachtrag 1 vom 3. März 2020", "Statt drei sind es vier.", "Zählfehler", "vorgeschlagen"]);

        // Who sits there reads names as far as they may see the people.
        let own = minutes(&scene, PARTNER, &meeting).await.unwrap();
        holds(&own, &["nicht angezeigt", "Stiftungen"]);
        let answer = fetch(&scene, PARTNER, &meeting, "minutes.pdf", &[]).await;
        assert_eq!(answer.status(), StatusCode::OK);
        assert!(answer.bytes().await.unwrap().starts_with(b"%PDF"));
    }

    async fn the_mail_brings_the_invitation_in_the_language_of_its_reader(scene: Scene) {
        let committee = found(&scene, "Lenkungskreis", json!({})).await;
        seat(&scene, &committee, PARTNER, "MEMBER", json!({})).await;
        seat(&scene, &committee, Who::STAFF, "CHAIR", json!({})).await;
        let language = "mutation { changeLanguage(input: {language: EN}) { errors { code } } }";
        scene.get(PARTNER, language, json!({})).await;
        let meeting = plan(&scene, &committee).await;
        item(&scene, &meeting, "Sprachbildung", false).await;
        let invited = scene.change(Who::LEAD, INVITE, change_of(&again(&scene, &meeting).await, json!({}))).await;
        let mail = async |who: Who| {
            let Who::Member(role, place) = who else { panic!("a stranger has no mailbox") };
            let address = scene.cast().member(role, place).email.clone();
            scene.world().letters_to(&address).await.pop().unwrap()
        };
        let english = mail(PARTNER).await;
        assert_eq!(english.subject, "Invitation: Frühjahrssitzung");
        holds(&english.text, &["you are invited.", "Wednesday, 1 April 2020, 9:00 to 11:00 (Berlin time)", "1. Sprachbildung (decision, not public)", "token="]);
        let (name, bytes) = english.attachment.unwrap();
        assert_eq!(name, "Invitation to meeting no. 1 Lenkungskreis.pdf");
        assert!(bytes.starts_with(b"%PDF-1.7"));
        assert!(english.calendar.is_some());
        let german = mail(Who::STAFF).await;
        assert_eq!(german.subject, "Einladung: Frühjahrssitzung");
        holds(&german.text, &["Sie sind eingeladen.", "1. Sprachbildung (Beschluss, nicht öffentlich)"]);
        assert_eq!(german.attachment.unwrap().0, "Einladung zur 1. Sitzung Lenkungskreis.pdf");

        let cancel = step("cancelMeeting", "CancelMeetingInput", "meeting", "state");
        scene.change(Who::LEAD, &cancel, change_of(&invited, json!({"reason": "Raum"}))).await;
        let english = mail(PARTNER).await;
        assert_eq!(english.subject, "Cancelled: Frühjahrssitzung");
        holds(&english.text, &["The meeting does not take place.", "Reason: Raum"]);
        assert_eq!(english.calendar.unwrap().0, "CANCEL");
        assert_eq!(mail(Who::STAFF).await.subject, "Abgesagt: Frühjahrssitzung");
        holds(&invitation(&scene, PARTNER, &meeting).await.unwrap(), &["Die Sitzung fällt aus", "Raum"]);
    }
}
