//! Invitations: sent in time or with a reason, answered with an account or by the link.

use super::{INVITE, MAYOR, PARTNER, again, change_of, found, inside, item, open, person, plan, seat, step};
use acceptance::{Scene, Who, on_both_engines};
use serde_json::{Value, json};

const BY_LINK: &str = include_str!("../../../schema/operations/AnswerMeetingInvitationByLink.graphql");
const SHOW: &str = "query($token: String!) { meetingInvitationByLink(token: $token) { committee title answer } }";
const OWN: &str = "mutation($input: AnswerMeetingInvitationInput!) { answerMeetingInvitation(input: $input) \
                   { participant { answer note } errors { code path } } }";

/// The token of the link in the only mail that has one for this address.
pub(super) async fn token(scene: &Scene, address: &str) -> String {
    let mails = scene.world().mails().await;
    let mail =
        mails.iter().rev().find(|mail| mail.contains(address) && mail.contains("token=")).expect("a mail with a link");
    let plain = mail.replace("=\r\n", "").replace("=\n", "").replace("token=3D", "token=");
    let (_, rest) = plain.split_once("token=").unwrap();
    rest.chars().take_while(|sign| sign.is_ascii_alphanumeric() || "-_".contains(*sign)).collect()
}

async fn answers(scene: &Scene, meeting: &Value) -> Vec<Value> {
    let read = inside(scene, Who::LEAD, meeting).await;
    read["participants"].as_array().unwrap().iter().map(|it| it["answer"].clone()).collect()
}

on_both_engines! {
    async fn each_sending_is_a_version(scene: Scene) {
        let committee = found(&scene, "Lenkungskreis", json!({})).await;
        seat(&scene, &committee, PARTNER, "MEMBER", json!({})).await;
        let meeting = plan(&scene, &committee).await;
        item(&scene, &meeting, "Sprachbildung", true).await;
        let invited = scene.change(Who::LEAD, INVITE, change_of(&meeting, json!({}))).await;
        assert_eq!(invited["state"], "INVITED");
        seat(&scene, &committee, MAYOR, "MEMBER", json!({})).await;
        scene.change(Who::LEAD, INVITE, change_of(&invited, json!({}))).await;
        let sent = inside(&scene, Who::LEAD, &meeting).await["invitations"].clone();
        assert_eq!((&sent[0]["recipients"], &sent[1]["recipients"]), (&json!(1), &json!(2)));
        assert_eq!((&sent[1]["number"], &sent[1]["isInTime"]), (&json!(2), &json!(true)));
        let mails = scene.world().mails().await;
        assert_eq!(mails.iter().filter(|mail| mail.contains("text/calendar")).count(), 3, "{mails:#?}");
    }

    async fn a_late_invitation_says_why(scene: Scene) {
        let committee = found(&scene, "Lenkungskreis", json!({"rules": {
            "invitationLeadDays": 30, "quorum": "NONE", "decisionRule": "CONSENSUS"}})).await;
        let meeting = plan(&scene, &committee).await;
        let late = change_of(&meeting, json!({}));
        assert_eq!(scene.refusals(Who::LEAD, INVITE, late).await, ["LEAD_TIME shortNoticeReason"]);
        let reasoned = change_of(&meeting, json!({"shortNoticeReason": "Förderfrist"}));
        scene.change(Who::LEAD, INVITE, reasoned).await;
        let sent = inside(&scene, Who::LEAD, &meeting).await["invitations"][0].clone();
        assert_eq!((&sent["isInTime"], &sent["shortNoticeReason"]), (&json!(false), &json!("Förderfrist")));
    }

    async fn a_link_answers_without_an_account_until_the_meeting_begins(scene: Scene) {
        let committee = found(&scene, "Lenkungskreis", json!({})).await;
        let member = seat(&scene, &committee, PARTNER, "MEMBER", json!({})).await;
        seat(&scene, &committee, MAYOR, "SUBSTITUTE", json!({"substituteForId": member["id"]})).await;
        let meeting = plan(&scene, &committee).await;
        scene.change(Who::LEAD, INVITE, change_of(&meeting, json!({}))).await;
        let token = token(&scene, "partner@stiftung.example").await;
        let shown = scene.get(Who::Stranger, SHOW, json!({"token": token})).await;
        assert_eq!(shown, json!({"committee": "Lenkungskreis", "title": "Frühjahrssitzung", "answer": null}));
        let answer = |answer: &str, fields: Value| {
            let mut input = json!({"token": token, "answer": answer});
            input.as_object_mut().unwrap().extend(crate::meetings::object(fields));
            input
        };
        scene.change(Who::Stranger, BY_LINK, answer("ACCEPTED", json!({}))).await;
        assert_eq!(answers(&scene, &meeting).await, ["ACCEPTED"]);
        let nobody = answer("DECLINED", json!({"substituteId": person(&scene, Who::FOREIGN)}));
        assert_eq!(scene.refusals(Who::Stranger, BY_LINK, nobody).await, ["NOT_A_SUBSTITUTE substituteId"]);
        scene.change(Who::Stranger, BY_LINK, answer("DECLINED", json!({"substituteId": person(&scene, MAYOR)}))).await;
        assert_eq!(answers(&scene, &meeting).await, ["DECLINED"]);
        let (head, tail) = token.split_at(4);
        let forged = json!({"token": format!("{head}{}{}", if tail.starts_with('A') { 'B' } else { 'A' }, &tail[1..]), "answer": "ACCEPTED"});
        assert_eq!(scene.refusals(Who::Stranger, BY_LINK, forged).await, ["INVALID_TOKEN token"]);
        scene.world().clock().advance(29 * 24 * 60 * 60);
        assert_eq!(scene.refusals(Who::Stranger, BY_LINK, answer("ACCEPTED", json!({}))).await, ["INVALID_TOKEN token"]);
        assert!(scene.get(Who::Stranger, SHOW, json!({"token": token})).await.is_null());
    }

    async fn who_is_invited_answers_for_themselves_alone(scene: Scene) {
        let committee = found(&scene, "Lenkungskreis", json!({})).await;
        seat(&scene, &committee, PARTNER, "MEMBER", json!({})).await;
        let meeting = plan(&scene, &committee).await;
        let accept = json!({"meetingId": meeting["id"], "answer": "ACCEPTED", "note": "Gern"});
        assert_eq!(scene.refusals(PARTNER, OWN, accept.clone()).await, ["NOT_FOUND meetingId"]);
        scene.change(Who::LEAD, INVITE, change_of(&meeting, json!({}))).await;
        assert_eq!(scene.change(PARTNER, OWN, accept.clone()).await, json!({"answer": "ACCEPTED", "note": "Gern"}));
        for who in [Who::LEAD, MAYOR, Who::FOREIGN] {
            assert_eq!(scene.refusals(who, OWN, accept.clone()).await, ["NOT_FOUND meetingId"], "{who:?}");
        }
    }

    async fn a_meeting_that_is_off_tells_everybody(scene: Scene) {
        let committee = found(&scene, "Lenkungskreis", json!({})).await;
        seat(&scene, &committee, PARTNER, "MEMBER", json!({})).await;
        let meeting = plan(&scene, &committee).await;
        item(&scene, &meeting, "Sprachbildung", true).await;
        scene.change(Who::LEAD, INVITE, change_of(&meeting, json!({}))).await;
        let now = again(&scene, &meeting).await;
        let moving = step("rescheduleMeeting", "RescheduleMeetingInput", "meeting", "number state agenda { title }");
        let later = crate::meetings::plan_of("Frühjahrssitzung", "2020-05-01T07:00:00Z", "2020-05-01T09:00:00Z");
        let next = scene.change(Who::LEAD, &moving, change_of(&now, json!({"reason": "Raum", "plan": later}))).await;
        assert_eq!((&next["number"], &next["state"]), (&json!(2), &json!("PLANNED")));
        assert_eq!(next["agenda"], json!([{"title": "Sprachbildung"}]));
        let read = "query($id: ID!) { meeting(id: $id) { state reason successor { id } agenda { title } } }";
        let off = scene.get(Who::LEAD, read, json!({"id": meeting["id"]})).await;
        assert_eq!(off, json!({"state": "RESCHEDULED", "reason": "Raum", "successor": {"id": next["id"]}, "agenda": []}));
        let cancel = step("cancelMeeting", "CancelMeetingInput", "meeting", "state");
        let silent = change_of(&next, json!({"reason": " "}));
        assert_eq!(scene.refusals(Who::LEAD, &cancel, silent).await, ["REQUIRED reason"]);
        scene.change(Who::LEAD, INVITE, change_of(&next, json!({}))).await;
        let now = again(&scene, &next).await;
        scene.change(Who::LEAD, &cancel, change_of(&now, json!({"reason": "Sturm"}))).await;
        let mails = scene.world().mails().await;
        assert_eq!(mails.iter().filter(|mail| mail.contains("METHOD:CANCEL") || mail.contains("Verlegt") || mail.contains("Abgesagt")).count(), 2);
    }

    async fn an_illegal_verb_names_state_and_verb(scene: Scene) {
        let committee = found(&scene, "Lenkungskreis", json!({})).await;
        let meeting = plan(&scene, &committee).await;
        let close = "mutation($input: MoveMeetingInput!) { closeMeeting(input: $input) \
                     { errors { code parameters { name value } } } }";
        let refused = scene.get(Who::LEAD, close, json!({"input": change_of(&meeting, json!({}))})).await;
        assert_eq!(refused["errors"], json!([{"code": "WRONG_STATE", "parameters": [
            {"name": "state", "value": "PLANNED"}, {"name": "verb", "value": "close"}]}]));
        open(&scene, &meeting).await;
        let now = again(&scene, &meeting).await;
        assert_eq!(scene.refusals(Who::LEAD, INVITE, change_of(&now, json!({}))).await, ["WRONG_STATE"]);
    }
}
