//! Meetings while they take place: attendance, substitutes, quorum.

use super::{ATTEND, CLERK, MAYOR, PARTNER, again, attend, change_of, found, inside, open, person, plan, seat};
use acceptance::{Scene, Who, on_both_engines};
use serde_json::json;

on_both_engines! {
    async fn the_quorum_counts_the_seats_of_the_day(scene: Scene) {
        let committee = found(&scene, "Lenkungskreis", json!({})).await;
        let chair = seat(&scene, &committee, Who::LEAD, "CHAIR", json!({})).await;
        let member = seat(&scene, &committee, PARTNER, "MEMBER", json!({})).await;
        seat(&scene, &committee, CLERK, "MEMBER", json!({"until": "2020-03-31"})).await;
        seat(&scene, &committee, Who::STAFF, "GUEST", json!({})).await;
        let meeting = plan(&scene, &committee).await;
        open(&scene, &meeting).await;
        attend(&scene, &meeting, &[&chair]).await;
        let quorum = inside(&scene, Who::LEAD, &meeting).await["quorum"].clone();
        assert_eq!(quorum, json!({"votingSeats": 2, "present": 1, "needed": 2, "isQuorate": false}));
        attend(&scene, &meeting, &[&member]).await;
        assert_eq!(inside(&scene, Who::LEAD, &meeting).await["quorum"]["isQuorate"], true);
    }

    async fn a_substitute_brings_the_vote_of_their_principal_once(scene: Scene) {
        let committee = found(&scene, "Lenkungskreis", json!({})).await;
        let one = seat(&scene, &committee, PARTNER, "MEMBER", json!({})).await;
        let two = seat(&scene, &committee, CLERK, "MEMBER", json!({})).await;
        seat(&scene, &committee, MAYOR, "SUBSTITUTE", json!({"substituteForId": one["id"]})).await;
        let meeting = plan(&scene, &committee).await;
        open(&scene, &meeting).await;
        let now = again(&scene, &meeting).await;
        let entry = |seat: &serde_json::Value| json!({"membershipId": seat["id"], "attendance": "REPRESENTED", "substituteId": person(&scene, MAYOR)});
        let wrong = change_of(&now, json!({"entries": [entry(&two)]}));
        assert_eq!(scene.refusals(Who::LEAD, ATTEND, wrong).await, ["NOT_A_SUBSTITUTE 0.substituteId"]);
        let twice = change_of(&now, json!({"entries": [entry(&one), entry(&one)]}));
        assert_eq!(scene.refusals(Who::LEAD, ATTEND, twice).await, ["DUPLICATE entries.1.membershipId"]);
        assert_eq!(scene.refusals(Who::LEAD, ATTEND, change_of(&now, json!({"entries": []}))).await, ["REQUIRED entries"]);
        scene.change(Who::LEAD, ATTEND, change_of(&now, json!({"entries": [entry(&one)]}))).await;
        let quorum = inside(&scene, Who::LEAD, &meeting).await["quorum"].clone();
        assert_eq!((&quorum["votingSeats"], &quorum["present"]), (&json!(2), &json!(1)));
    }

    async fn attendance_is_recorded_only_in_session(scene: Scene) {
        let committee = found(&scene, "Lenkungskreis", json!({})).await;
        let member = seat(&scene, &committee, PARTNER, "MEMBER", json!({})).await;
        let meeting = plan(&scene, &committee).await;
        let early = change_of(&meeting, json!({"entries": [{"membershipId": member["id"], "attendance": "PRESENT"}]}));
        assert_eq!(scene.refusals(Who::LEAD, ATTEND, early).await, ["WRONG_STATE"]);
    }
}
