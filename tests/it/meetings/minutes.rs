//! Minutes: written, reviewed, approved, frozen; and amended.

use super::{APPROVE, DRAFT, MAYOR, PARTNER, WRITE, again, change_of, draft, found, open, plan, seat, step, submit};
use acceptance::{Scene, Who, on_both_engines};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

const REMARK: &str = "mutation($input: RemarkOnMinutesInput!) { remarkOnMinutes(input: $input) \
                      { minutes { id remarks { id kind text settlement } } errors { code path } } }";
const READ: &str = "query($id: ID!) { minutes(id: $id) { id version state text hash frozenForm isIntact \
                    amendments { number text reason hash } meeting { state } } }";

async fn in_session(scene: &Scene) -> Value {
    let committee = found(scene, "Lenkungskreis", json!({})).await;
    seat(scene, &committee, PARTNER, "MEMBER", json!({})).await;
    let meeting = plan(scene, &committee).await;
    open(scene, &meeting).await;
    meeting
}

on_both_engines! {
    async fn two_editors_get_both_texts(scene: Scene) {
        let meeting = in_session(&scene).await;
        let minutes = draft(&scene, &meeting, "Anfang").await;
        let edit = |text: &str| change_of(&minutes, json!({"text": text}));
        scene.change(Who::STAFF, WRITE, edit("Anfang und Mitte")).await;
        let refused = scene.get(Who::LEAD, WRITE, json!({"input": edit("Anfang und Ende")})).await;
        assert_eq!(refused["errors"][0]["code"], "VERSION_CONFLICT");
        assert_eq!(refused["conflict"], json!({"currentVersion": 2, "theirs": "Anfang und Mitte", "yours": "Anfang und Ende"}));
        assert_eq!(refused["minutes"]["text"], "Anfang und Mitte");
        let twice = json!({"meetingId": meeting["id"], "text": "Noch eins"});
        assert_eq!(scene.refusals(Who::LEAD, DRAFT, twice).await, ["DUPLICATE meetingId"]);
    }

    async fn an_objection_is_settled_before_the_approval(scene: Scene) {
        let meeting = in_session(&scene).await;
        let minutes = draft(&scene, &meeting, "Zu TOP 1 wird berichtet.").await;
        let early = json!({"id": minutes["id"], "kind": "COMMENT", "text": "Gut"});
        assert_eq!(scene.refusals(PARTNER, REMARK, early).await, ["WRONG_STATE"]);
        let review = submit(&scene, &meeting, &minutes, json!("2020-03-05")).await;
        let objection = json!({"id": minutes["id"], "kind": "OBJECTION", "text": "So war es nicht."});
        let remarked = scene.change(PARTNER, REMARK, objection.clone()).await;
        assert_eq!(scene.denial(MAYOR, REMARK, json!({"input": objection})).await, "FORBIDDEN minutes:remark");
        let approve = change_of(&review, json!({}));
        assert_eq!(scene.refusals(Who::LEAD, APPROVE, approve.clone()).await, ["NOT_YET"]);
        scene.world().clock().advance(3 * 24 * 60 * 60);
        let late = json!({"id": minutes["id"], "kind": "COMMENT", "text": "Noch etwas"});
        assert_eq!(scene.refusals(PARTNER, REMARK, late).await, ["DEADLINE_PASSED"]);
        assert_eq!(scene.refusals(Who::LEAD, APPROVE, approve.clone()).await, ["HAS_OBJECTIONS"]);
        let settle = "mutation($input: SettleMinutesRemarkInput!) { settleMinutesRemark(input: $input) \
                      { minutes { remarks { settlement } } errors { code path } } }";
        let how = json!({"id": remarked["remarks"][0]["id"], "settlement": "Wortlaut bestätigt"});
        let settled = scene.change(Who::LEAD, settle, how.clone()).await;
        assert_eq!(settled["remarks"], json!([{"settlement": "Wortlaut bestätigt"}]));
        assert_eq!(scene.refusals(Who::LEAD, settle, how).await, ["DUPLICATE id"]);
        assert_eq!(scene.change(Who::LEAD, APPROVE, approve).await["state"], "APPROVED");
    }

    async fn what_is_approved_is_frozen_and_amended_beside_it(scene: Scene) {
        let meeting = in_session(&scene).await;
        let minutes = draft(&scene, &meeting, "Zu TOP 1 wird berichtet.").await;
        let review = submit(&scene, &meeting, &minutes, json!(null)).await;
        let back = step("returnMinutes", "ReturnMinutesInput", "minutes", "state");
        let again_draft = scene.change(Who::LEAD, &back, change_of(&review, json!({"reason": "Fehler"}))).await;
        let written = scene.change(Who::LEAD, WRITE, change_of(&again_draft, json!({"text": "Zu TOP 1 wird gut berichtet."}))).await;
        let document = step("submitMinutes", "SubmitMinutesInput", "minutes", "state");
        let review = scene.change(Who::LEAD, &document, change_of(&written, json!({}))).await;
        scene.change(Who::LEAD, APPROVE, change_of(&review, json!({}))).await;
        let read = scene.get(PARTNER, READ, json!({"id": minutes["id"]})).await;
        assert_eq!((&read["state"], &read["isIntact"], &read["meeting"]["state"]), (&json!("APPROVED"), &json!(true), &json!("HELD")));
        let frozen = read["frozenForm"].as_str().unwrap();
        assert_eq!(hex::encode(Sha256::digest(frozen)), read["hash"].as_str().unwrap());
        assert!(frozen.starts_with("{\"agenda\":") && frozen.contains("Zu TOP 1 wird gut berichtet."), "{frozen}");
        let rewritten = change_of(&read, json!({"text": "Anders"}));
        assert_eq!(scene.refusals(Who::LEAD, WRITE, rewritten).await, ["WRONG_STATE"]);
        let amend = "mutation($input: AmendMinutesInput!) { amendMinutes(input: $input) { minutes { id version } errors { code path } } }";
        let more = change_of(&read, json!({"text": "Statt drei sind es vier.", "reason": "Zählfehler"}));
        scene.change(Who::LEAD, amend, more).await;
        let after = scene.get(PARTNER, READ, json!({"id": minutes["id"]})).await;
        assert_eq!((&after["hash"], &after["text"], &after["isIntact"]), (&read["hash"], &read["text"], &json!(true)));
        assert_eq!(after["amendments"][0]["text"], "Statt drei sind es vier.");
        assert_ne!(after["amendments"][0]["hash"], read["hash"]);
        assert_eq!(again(&scene, &meeting).await["state"], "HELD");
    }

    async fn minutes_are_for_who_sits_there(scene: Scene) {
        let meeting = in_session(&scene).await;
        let minutes = draft(&scene, &meeting, "Vertraulich").await;
        for who in [Who::FOREIGN, Who::ADMIN] {
            assert!(scene.get(who, READ, json!({"id": minutes["id"]})).await.is_null(), "{who:?}");
        }
        assert_eq!(scene.get(PARTNER, READ, json!({"id": minutes["id"]})).await["text"], "Vertraulich");
        let input = change_of(&minutes, json!({"text": "Meins"}));
        assert_eq!(scene.denial(PARTNER, WRITE, json!({"input": input})).await, "FORBIDDEN minutes:write");
    }
}
