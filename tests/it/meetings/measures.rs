//! Measures and the own tasks.

use super::{CLERK, DONE, MEASURE, PARTNER, change_of, draft, found, open, person, plan, seat, step, submit};
use acceptance::{Scene, Who, global, on_both_engines};
use serde_json::{Value, json};

const TASKS: &str = include_str!("../../../schema/operations/MyTasks.graphql");

async fn measure(scene: &Scene, committee: &Value, responsible: Who) -> Value {
    let measure = json!({
        "title": "Lesepaten gewinnen", "organisationId": global(scene.cast().partner), "start": "2020-03-01",
        "due": "2020-03-02", "personId": person(scene, responsible),
    });
    scene.change(Who::LEAD, MEASURE, json!({"committeeId": committee["id"], "measure": measure})).await
}

async fn kinds(scene: &Scene, who: Who) -> Vec<String> {
    let tasks = scene.get(who, TASKS, json!({})).await;
    tasks.as_array().unwrap().iter().map(|task| task["kind"].as_str().unwrap().to_owned()).collect()
}

on_both_engines! {
    async fn who_answers_for_a_measure_says_how_it_goes(scene: Scene) {
        let committee = found(&scene, "Lenkungskreis", json!({})).await;
        let made = measure(&scene, &committee, PARTNER).await;
        let report = step("reportMeasureProgress", "MoveMeasureInput", "measure", "state progress isOverdue");
        let begun = scene.change(PARTNER, &report, change_of(&made, json!({"progress": 40}))).await;
        assert_eq!((&begun["state"], &begun["progress"], &begun["isOverdue"]), (&json!("IN_PROGRESS"), &json!(40), &json!(true)));
        let block = step("blockMeasure", "MoveMeasureInput", "measure", "state note");
        assert_eq!(scene.refusals(PARTNER, &block, change_of(&begun, json!({}))).await, ["REQUIRED note"]);
        let blocked = scene.change(PARTNER, &block, change_of(&begun, json!({"note": "Geld fehlt"}))).await;
        assert_eq!(scene.refusals(PARTNER, DONE, change_of(&blocked, json!({"note": "Fertig"}))).await, ["WRONG_STATE"]);
        let resume = step("resumeMeasure", "MoveMeasureInput", "measure", "state");
        let resumed = scene.change(PARTNER, &resume, change_of(&blocked, json!({}))).await;
        let cancel = step("cancelMeasure", "MoveMeasureInput", "measure", "state");
        let given_up = json!({"input": change_of(&resumed, json!({"note": "Nein"}))});
        assert_eq!(scene.denial(PARTNER, &cancel, given_up).await, "FORBIDDEN measure:manage");
        assert_eq!(scene.refusals(PARTNER, DONE, change_of(&resumed, json!({}))).await, ["REQUIRED note"]);
        let done = scene.change(PARTNER, DONE, change_of(&resumed, json!({"note": "Zwölf Paten"}))).await;
        assert_eq!((&done["state"], &done["progress"]), (&json!("DONE"), &json!(100)));
        let history = "query($id: ID!) { measure(id: $id) { history { state progress note } } }";
        let steps = scene.get(Who::LEAD, history, json!({"id": made["id"]})).await["history"].clone();
        assert_eq!(steps.as_array().unwrap().len(), 5);
        assert_eq!(steps[2], json!({"state": "BLOCKED", "progress": 40, "note": "Geld fehlt"}));
        for who in [Who::FOREIGN, Who::ADMIN] {
            assert!(scene.get(who, history, json!({"id": made["id"]})).await.is_null(), "{who:?}");
        }
    }

    async fn tasks_are_what_is_open_for_oneself(scene: Scene) {
        let committee = found(&scene, "Lenkungskreis", json!({})).await;
        seat(&scene, &committee, PARTNER, "MEMBER", json!({})).await;
        assert!(kinds(&scene, PARTNER).await.is_empty());
        let made = measure(&scene, &committee, PARTNER).await;
        let meeting = plan(&scene, &committee).await;
        scene.change(Who::LEAD, crate::meetings::INVITE, change_of(&meeting, json!({}))).await;
        assert_eq!(kinds(&scene, PARTNER).await, ["MEASURE", "INVITATION"]);
        let first = scene.get(PARTNER, TASKS, json!({})).await[0].clone();
        assert_eq!((&first["isOverdue"], &first["recordId"], &first["due"]), (&json!(true), &made["id"], &json!("2020-03-02")));
        crate::meetings::move_meeting(&scene, "openMeeting", &meeting).await;
        let minutes = draft(&scene, &meeting, "Text").await;
        submit(&scene, &meeting, &minutes, json!("2020-03-20")).await;
        assert_eq!(kinds(&scene, PARTNER).await, ["MEASURE", "MINUTES"]);
        scene.change(PARTNER, DONE, change_of(&made, json!({"note": "Fertig"}))).await;
        assert_eq!(kinds(&scene, PARTNER).await, ["MINUTES"]);
        assert!(kinds(&scene, CLERK).await.is_empty());
        assert_eq!(scene.denial(Who::Stranger, TASKS, json!({})).await, "UNAUTHENTICATED task:read");
    }

    async fn a_measure_is_ordered_by_an_adopted_resolution_of_its_committee(scene: Scene) {
        let committee = found(&scene, "Lenkungskreis", json!({})).await;
        let meeting = plan(&scene, &committee).await;
        open(&scene, &meeting).await;
        let proposed = crate::meetings::propose(&scene, &meeting, json!({})).await;
        let order = |committee: &Value| json!({"committeeId": committee["id"], "resolutionId": proposed["id"], "measure": {
            "title": "Lesepaten", "organisationId": global(scene.cast().partner), "start": "2020-03-01", "due": "2020-06-30"}});
        assert_eq!(scene.refusals(Who::LEAD, MEASURE, order(&committee)).await, ["WRONG_STATE resolutionId"]);
        let other = found(&scene, "Beirat", json!({})).await;
        assert_eq!(scene.refusals(Who::LEAD, MEASURE, order(&other)).await, ["NOT_FOUND resolutionId"]);
    }
}
