//! The page behind the link of an invitation: read and answered without an account and without scripts.

use super::invitations::token;
use super::{INVITE, MAYOR, PARTNER, again, change_of, found, inside, open, person, plan, seat, step};
use acceptance::{Browser, Scene, Site, Who, on_both_engines};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use reqwest::{Method, Response};
use serde_json::{Value, json};
use url::form_urlencoded;
use uuid::Uuid;

/// A committee with a member and their substitute, whose invitation is sent; the meeting, and the token of the link.
async fn invited(scene: &Scene, name: &str) -> (Value, String) {
    let committee = found(scene, name, json!({})).await;
    let member = seat(scene, &committee, PARTNER, "MEMBER", json!({})).await;
    seat(scene, &committee, MAYOR, "SUBSTITUTE", json!({"substituteForId": member["id"]})).await;
    let meeting = plan(scene, &committee).await;
    scene.change(Who::LEAD, INVITE, change_of(&meeting, json!({}))).await;
    let token = token(scene, "partner@stiftung.example").await;
    (meeting, token)
}

async fn get(scene: &Scene, path: &str, language: &str) -> (u16, String) {
    let answer = Site::send(scene.site().get(path).header("accept-language", language)).await;
    assert!(!answer.headers().contains_key("set-cookie"));
    assert_eq!(answer.headers()["cache-control"], "no-store");
    (answer.status().as_u16(), answer.text().await.unwrap())
}

async fn post(scene: &Scene, fields: &[(&str, &str)]) -> Response {
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    let request = scene.site().request(Method::POST, "/meeting-answer");
    let request = request.header("content-type", "application/x-www-form-urlencoded");
    Site::send(request.header("accept-language", "en").body(body)).await
}

async fn posted(scene: &Scene, fields: &[(&str, &str)]) -> (u16, String) {
    let answer = post(scene, fields).await;
    (answer.status().as_u16(), answer.text().await.unwrap())
}

fn uuid_of(id: &str) -> String {
    Uuid::from_slice(&URL_SAFE_NO_PAD.decode(id).unwrap()[..16]).unwrap().to_string()
}

fn holds(page: &str, parts: &[&str]) {
    for part in parts {
        assert!(page.contains(part), "{part} is missing in {page}");
    }
}

async fn stored(scene: &Scene, meeting: &Value) -> (Value, Value) {
    let read = inside(scene, Who::LEAD, meeting).await;
    let own = "query($id: ID!) { meeting(id: $id) { participants { note } } }";
    let notes = scene.get(Who::LEAD, own, json!({"id": meeting["id"]})).await;
    (read["participants"][0]["answer"].clone(), notes["participants"][0]["note"].clone())
}

on_both_engines! {
    async fn it_shows_the_meeting_and_stores_the_answer(scene: Scene) {
        let (meeting, token) = invited(&scene, "<b>Kreis</b> & Co").await;
        let path = format!("/meeting-answer?token={token}");
        let (status, german) = get(&scene, &path, "de").await;
        assert_eq!(status, 200);
        holds(&german, &["<html lang=\"de\">", "&lt;b&gt;Kreis&lt;/b&gt; &amp; Co", "Frühjahrssitzung", "Mittwoch, 1. April 2020, 9:00 bis 11:00 Uhr", "Rathaus"]);
        assert!(!german.contains("<b>") && !german.contains("<script") && !german.contains(" checked"), "{german}");
        let (_, english) = get(&scene, &path, "en").await;
        holds(&english, &["<html lang=\"en\">", "Wednesday, 1 April 2020", "I take part."]);
        assert_eq!(stored(&scene, &meeting).await, (Value::Null, Value::Null), "to look changes nothing");

        let (status, page) = posted(&scene, &[("token", &token), ("answer", "ACCEPTED"), ("note", "Gern\r\n<i>")]).await;
        assert_eq!(status, 200, "{page}");
        holds(&page, &["role=\"status\"", "Your answer is saved", "I take part.", "&lt;i&gt;"]);
        assert_eq!(stored(&scene, &meeting).await, (json!("ACCEPTED"), json!("Gern\n<i>")));

        let substitute = uuid_of(&person(&scene, MAYOR));
        let (status, page) = posted(&scene, &[("token", &token), ("answer", &substitute)]).await;
        assert_eq!(status, 200, "{page}");
        holds(&page, &["I do not take part. I am represented by:", &format!("value=\"{substitute}\" required checked")]);
        assert_eq!(stored(&scene, &meeting).await, (json!("DECLINED"), Value::Null));
    }

    async fn it_says_why_nothing_was_stored(scene: Scene) {
        let (meeting, token) = invited(&scene, "Lenkungskreis").await;
        let (status, page) = posted(&scene, &[("token", &token), ("note", "Gern")]).await;
        assert_eq!(status, 422);
        holds(&page, &["role=\"alert\"", "Your answer was not saved", "Please choose an answer."]);
        let foreign = uuid_of(&person(&scene, Who::FOREIGN));
        let (status, page) = posted(&scene, &[("token", &token), ("answer", &foreign)]).await;
        assert_eq!(status, 422);
        holds(&page, &["role=\"alert\""]);
        assert_eq!(post(&scene, &[("token", &token), ("note", &"x".repeat(40_000))]).await.status(), 413);
        assert_eq!(stored(&scene, &meeting).await.0, Value::Null);

        for wrong in ["", "x", &token[1..]] {
            let (status, page) = posted(&scene, &[("token", wrong), ("answer", "ACCEPTED")]).await;
            assert_eq!(status, 404, "{wrong}");
            holds(&page, &["role=\"alert\"", "This link is not valid.", "name=\"token\""]);
        }
        assert_eq!(get(&scene, "/meeting-answer?token=x", "de").await.0, 404);
        let (status, page) = get(&scene, "/meeting-answer", "de").await;
        assert_eq!(status, 200);
        holds(&page, &["Link aus der Einladung"]);

        let cancel = step("cancelMeeting", "CancelMeetingInput", "meeting", "state");
        scene.change(Who::LEAD, &cancel, change_of(&again(&scene, &meeting).await, json!({"reason": "Raum"}))).await;
        let (status, page) = get(&scene, &format!("/meeting-answer?token={token}"), "en").await;
        assert_eq!(status, 200);
        holds(&page, &["Answers are not taken any more."]);
        assert!(!page.contains("<form"), "{page}");
        assert_eq!(posted(&scene, &[("token", &token), ("answer", "ACCEPTED")]).await.0, 422);
    }

    async fn it_closes_when_the_meeting_begins(scene: Scene) {
        let (meeting, token) = invited(&scene, "Lenkungskreis").await;
        open(&scene, &meeting).await;
        let path = format!("/meeting-answer?token={token}");
        holds(&get(&scene, &path, "en").await.1, &["Answers are not taken any more."]);
        scene.world().clock().advance(30 * 24 * 60 * 60);
        let (status, page) = get(&scene, &path, "en").await;
        assert_eq!(status, 404);
        holds(&page, &["It is not complete, or the meeting has begun."]);
    }

    async fn the_link_names_who_may_stand_in(scene: Scene) {
        let (_, token) = invited(&scene, "Lenkungskreis").await;
        let read = "query($token: String!) { meetingInvitationByLink(token: $token) { isOpen substitutes { personId name } } }";
        let linked = scene.get(Who::Stranger, read, json!({"token": token})).await;
        assert_eq!((&linked["isOpen"], &linked["substitutes"][0]["personId"]), (&json!(true), &json!(person(&scene, MAYOR))));
        assert_eq!(linked["substitutes"].as_array().unwrap().len(), 1);
    }

    async fn it_is_answered_in_a_browser(scene: Scene) {
        let Some(browser) = Browser::found().await else { return };
        let (meeting, token) = invited(&scene, "Lenkungskreis").await;
        let read = "query($token: String!) { meetingInvitationByLink(token: $token) { substitutes { name } } }";
        let linked = scene.get(Who::Stranger, read, json!({"token": token})).await;
        let name = linked["substitutes"][0]["name"].as_str().unwrap();
        browser.run("meeting-answer.mjs", &[scene.site().url("").trim_end_matches('/'), &token, name]).await;
        assert_eq!(stored(&scene, &meeting).await, (json!("DECLINED"), json!("Der Zug kommt um neun.")));
    }
}
