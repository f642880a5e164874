//! Resolutions: decided by the rules, never by more votes than there are.

use super::{DECIDE, PARTNER, PROPOSE, attend, change_of, found, open, plan, propose, seat, step};
use acceptance::{Scene, Who, on_both_engines};
use serde_json::{Value, json};

fn votes(resolution: &Value, yes: i64, no: i64, abstentions: i64) -> Value {
    change_of(resolution, json!({"votes": {"yes": yes, "no": no, "abstentions": abstentions}}))
}

/// A meeting in session with two of two votes.
async fn in_session(scene: &Scene) -> (Value, Value) {
    let committee = found(scene, "Lenkungskreis", json!({})).await;
    let chair = seat(scene, &committee, Who::LEAD, "CHAIR", json!({})).await;
    let member = seat(scene, &committee, PARTNER, "MEMBER", json!({})).await;
    let meeting = plan(scene, &committee).await;
    open(scene, &meeting).await;
    attend(scene, &meeting, &[&chair, &member]).await;
    (committee, meeting)
}

on_both_engines! {
    async fn a_vote_never_counts_more_than_are_there(scene: Scene) {
        let (_, meeting) = in_session(&scene).await;
        let proposed = propose(&scene, &meeting, json!({})).await;
        assert_eq!(scene.refusals(Who::LEAD, DECIDE, votes(&proposed, 2, 1, 0)).await, ["TOO_MANY_VOTES votes"]);
        assert_eq!(scene.refusals(Who::LEAD, DECIDE, votes(&proposed, -1, 0, 0)).await, ["OUT_OF_RANGE votes.yes"]);
        let tied = scene.change(Who::LEAD, DECIDE, votes(&proposed, 1, 1, 0)).await;
        assert_eq!(tied["state"], "REJECTED", "an even number of votes is no majority");
        let other = propose(&scene, &meeting, json!({})).await;
        assert_eq!(scene.change(Who::LEAD, DECIDE, votes(&other, 1, 0, 1)).await["state"], "ADOPTED");
    }

    async fn a_consensus_has_no_objection(scene: Scene) {
        let (_, meeting) = in_session(&scene).await;
        let proposed = propose(&scene, &meeting, json!({"mode": "CONSENSUS"})).await;
        let objected = change_of(&proposed, json!({"objections": 1}));
        assert_eq!(scene.refusals(Who::LEAD, DECIDE, objected).await, ["HAS_OBJECTIONS objections"]);
        let agreed = scene.change(Who::LEAD, DECIDE, change_of(&proposed, json!({}))).await;
        assert_eq!((&agreed["state"], &agreed["decidedOn"]), (&json!("ADOPTED"), &json!("2020-03-03")));
    }

    async fn nothing_is_decided_without_a_quorum_or_before_the_meeting(scene: Scene) {
        let committee = found(&scene, "Lenkungskreis", json!({})).await;
        let chair = seat(&scene, &committee, Who::LEAD, "CHAIR", json!({})).await;
        seat(&scene, &committee, PARTNER, "MEMBER", json!({})).await;
        let meeting = plan(&scene, &committee).await;
        let proposed = propose(&scene, &meeting, json!({})).await;
        assert_eq!(scene.refusals(Who::LEAD, DECIDE, votes(&proposed, 1, 0, 0)).await, ["WRONG_STATE"]);
        open(&scene, &meeting).await;
        attend(&scene, &meeting, &[&chair]).await;
        assert_eq!(scene.refusals(Who::LEAD, DECIDE, votes(&proposed, 1, 0, 0)).await, ["NOT_QUORATE"]);
    }

    async fn only_agreed_fields_are_decided_on(scene: Scene) {
        let (_, meeting) = in_session(&scene).await;
        let outside = json!({"meetingId": meeting["id"], "title": "MINT", "text": "Mehr MINT", "mode": "VOTE", "fieldOfAction": "STEM"});
        assert_eq!(scene.refusals(Who::LEAD, PROPOSE, outside).await, ["OUTSIDE_FIELD_OF_ACTION fieldOfAction"]);
    }

    async fn in_writing_all_seats_vote_by_a_day(scene: Scene) {
        let (committee, meeting) = in_session(&scene).await;
        let circular = |fields: Value| {
            let mut input = json!({"title": "Eilig", "text": "Text", "mode": "CIRCULAR", "fieldOfAction": "LANGUAGE"});
            input.as_object_mut().unwrap().extend(crate::meetings::object(fields));
            input
        };
        let wrong = circular(json!({"meetingId": meeting["id"]}));
        assert_eq!(scene.refusals(Who::LEAD, PROPOSE, wrong).await, ["INVALID meetingId", "REQUIRED deadline"]);
        let right = circular(json!({"committeeId": committee["id"], "deadline": "2020-03-05"}));
        let proposed = scene.change(Who::LEAD, PROPOSE, right).await;
        assert_eq!(scene.refusals(Who::LEAD, DECIDE, votes(&proposed, 2, 0, 0)).await, ["NOT_YET"]);
        scene.world().clock().advance(3 * 24 * 60 * 60);
        assert_eq!(scene.refusals(Who::LEAD, DECIDE, votes(&proposed, 1, 0, 0)).await, ["NOT_QUORATE"]);
        assert_eq!(scene.change(Who::LEAD, DECIDE, votes(&proposed, 2, 0, 0)).await["state"], "ADOPTED");
    }

    async fn a_later_resolution_takes_the_place_of_an_earlier_one(scene: Scene) {
        let (_, meeting) = in_session(&scene).await;
        let (old, new) = (propose(&scene, &meeting, json!({})).await, propose(&scene, &meeting, json!({})).await);
        let defer = step("deferResolution", "MoveResolutionInput", "resolution", "state");
        let put_off = scene.change(Who::LEAD, &defer, change_of(&old, json!({"reason": "Zahlen fehlen"}))).await;
        assert_eq!(put_off["state"], "DEFERRED");
        let old = scene.change(Who::LEAD, DECIDE, votes(&put_off, 2, 0, 0)).await;
        let replace = step("supersedeResolution", "SupersedeResolutionInput", "resolution", "state supersededBy { id }");
        let by_new = change_of(&old, json!({"reason": "Neue Lage", "supersededById": new["id"]}));
        assert_eq!(scene.refusals(Who::LEAD, &replace, by_new.clone()).await, ["NOT_FOUND supersededById"]);
        scene.change(Who::LEAD, DECIDE, votes(&new, 2, 0, 0)).await;
        let replaced = scene.change(Who::LEAD, &replace, by_new).await;
        assert_eq!((&replaced["state"], &replaced["supersededBy"]["id"]), (&json!("SUPERSEDED"), &new["id"]));
    }
}
