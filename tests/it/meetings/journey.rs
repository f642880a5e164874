//! The meetings' half of the journey: from a recommendation of the conference to a goal that moves.

use super::{
    APPROVE, CREATE, DECIDE, DONE, MAYOR, MEASURE, PARTNER, attend, change_of, draft, open, plan, propose, seat, submit,
};
use acceptance::{Scene, Who, global, on_both_engines};
use serde_json::{Value, json};

const NETWORK: &str = include_str!("../../../schema/operations/CreateNetwork.graphql");
const GOAL: &str =
    "mutation($input: SetNetworkGoalInput!) { setNetworkGoal(input: $input) { goal { id } errors { code } } }";
const GOALS: &str = "query($id: ID!) { network(id: $id) { goals { title progress } } }";
const TRAIL: &str = include_str!("../../../schema/operations/ResolutionTrail.graphql");

async fn network(scene: &Scene) -> Value {
    let profile = json!({"name": "Bildungsnetzwerk Remscheid", "kind": "REGIONAL_EDUCATION_NETWORK",
                         "fieldsOfAction": ["LANGUAGE"], "territoryKeys": ["05120"], "visibility": "MEMBERS"});
    let input = json!({"organisationId": global(scene.cast().remscheid.office), "profile": profile,
                       "foundedOn": "2020-01-01", "coordinatorId": crate::meetings::person(scene, Who::STAFF)});
    scene.change(Who::LEAD, NETWORK, input).await
}

async fn committee(scene: &Scene, network: &Value, name: &str, kind: &str, quorum: &str) -> Value {
    let rules = json!({"invitationLeadDays": 14, "quorum": quorum, "decisionRule": "CONSENSUS"});
    let profile = json!({"name": name, "kind": kind, "visibility": "COMMUNITY", "rules": rules});
    let input = json!({"networkId": network["id"], "profile": profile, "foundedOn": "2020-01-01"});
    scene.change(Who::LEAD, CREATE, input).await
}

on_both_engines! {
    async fn from_a_recommendation_to_a_goal_that_moves(scene: Scene) {
        let network = network(&scene).await;
        let goal = json!({"title": "Mehr lesen", "criterion": "Alle Schulen haben Paten.", "due": "2021-07-31"});
        let goal = scene.change(Who::LEAD, GOAL, json!({"networkId": network["id"], "goal": goal})).await;
        let conference = committee(&scene, &network, "Bildungskonferenz", "CONFERENCE", "NONE").await;
        let steering = committee(&scene, &network, "Lenkungskreis", "STEERING_COMMITTEE", "MAJORITY").await;

        let speaker = seat(&scene, &conference, PARTNER, "MEMBER", json!({})).await;
        let gathering = plan(&scene, &conference).await;
        open(&scene, &gathering).await;
        attend(&scene, &gathering, &[&speaker]).await;
        let advice = propose(&scene, &gathering, json!({"mode": "RECOMMENDATION", "title": "Paten an alle Schulen"})).await;
        let stem = json!({"meetingId": gathering["id"], "title": "MINT", "text": "MINT", "mode": "RECOMMENDATION", "fieldOfAction": "STEM"});
        assert_eq!(scene.refusals(Who::LEAD, crate::meetings::PROPOSE, stem).await, ["OUTSIDE_FIELD_OF_ACTION fieldOfAction"]);

        let chair = seat(&scene, &steering, MAYOR, "CHAIR", json!({})).await;
        let session = plan(&scene, &steering).await;
        open(&scene, &session).await;
        attend(&scene, &session, &[&chair]).await;
        let early = json!({"meetingId": session["id"], "title": "Auftrag", "text": "Auftrag", "mode": "CONSENSUS",
                           "fieldOfAction": "LANGUAGE", "basedOnId": advice["id"]});
        assert_eq!(scene.refusals(Who::LEAD, crate::meetings::PROPOSE, early).await, ["INVALID basedOnId"]);
        scene.change(Who::LEAD, DECIDE, change_of(&advice, json!({}))).await;
        let order = propose(&scene, &session, json!({"mode": "CONSENSUS", "title": "Auftrag", "basedOnId": advice["id"]})).await;
        assert_eq!(scene.change(MAYOR, DECIDE, change_of(&order, json!({}))).await["state"], "ADOPTED");

        let measure = json!({"title": "Lesepaten gewinnen", "organisationId": global(scene.cast().partner),
                             "personId": crate::meetings::person(&scene, PARTNER), "start": "2020-03-03", "due": "2020-12-31",
                             "goalId": goal["id"]});
        let input = json!({"committeeId": steering["id"], "resolutionId": order["id"], "measure": measure});
        let measure = scene.change(MAYOR, MEASURE, input).await;
        let progress = async || scene.get(Who::STAFF, GOALS, json!({"id": network["id"]})).await["goals"][0]["progress"].clone();
        assert_eq!(progress().await, 0);
        scene.change(PARTNER, DONE, change_of(&measure, json!({"note": "Zwölf Paten an zwölf Schulen"}))).await;
        assert_eq!(progress().await, 100);

        let trail = scene.get(Who::LEAD, TRAIL, json!({"id": advice["id"]})).await;
        let followed = &trail["followedBy"][0];
        assert_eq!((&followed["id"], &followed["measures"][0]["id"]), (&order["id"], &measure["id"]));
        let back = "query($id: ID!) { measure(id: $id) { goal { title } resolution { id basedOn { id committee { name } } } } }";
        let back = scene.get(Who::LEAD, back, json!({"id": measure["id"]})).await;
        assert_eq!(back, json!({"goal": {"title": "Mehr lesen"}, "resolution": {
            "id": order["id"], "basedOn": {"id": advice["id"], "committee": {"name": "Bildungskonferenz"}}}}));

        let minutes = draft(&scene, &session, "Der Lenkungskreis beauftragt das Bildungsbüro.").await;
        let review = submit(&scene, &session, &minutes, json!(null)).await;
        let approved = scene.change(MAYOR, APPROVE, change_of(&review, json!({}))).await;
        assert_eq!((&approved["state"], &approved["isIntact"]), (&json!("APPROVED"), &json!(true)));
        assert_eq!(approved["hash"].as_str().unwrap().len(), 64);
    }
}
