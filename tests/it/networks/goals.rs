use super::{PARTNER, change_of, found};
use acceptance::{Scene, Who, on_both_engines};
use serde_json::{Value, json};

const SET: &str = include_str!("../../../schema/operations/SetNetworkGoal.graphql");
const UPDATE: &str = include_str!("../../../schema/operations/UpdateNetworkGoal.graphql");
const REVIEW: &str = include_str!("../../../schema/operations/ReviewNetworkGoal.graphql");
const DROP: &str = include_str!("../../../schema/operations/DropNetworkGoal.graphql");
const GOALS: &str = "query($id: ID!) { network(id: $id) { goals { title state progress progressByIndicator isOverdue \
                     dropReason reviews { on value judgement note } } } }";

fn goal(fields: &Value) -> Value {
    let mut goal = json!({
        "title": "Anschluss für alle", "criterion": "Der Anteil sinkt von 12 auf 8 Prozent.", "baseline": "12",
        "target": "8", "due": "2020-03-10",
    });
    goal.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    goal
}

async fn goals(scene: &Scene, network: &Value) -> Value {
    scene.get(Who::LEAD, GOALS, json!({"id": network["id"]})).await["goals"].clone()
}

on_both_engines! {
    async fn its_progress_follows_from_its_reviews(scene: Scene) {
        let network = found(&scene, "Netz", json!({})).await;
        let input = json!({"networkId": network["id"], "goal": goal(&json!({}))});
        let made = scene.change(Who::STAFF, SET, input).await;
        let first = json!({"on": "2020-02-01", "value": "9.5", "judgement": "ON_TRACK", "note": "Halbjahr"});
        let reviewed = scene.change(Who::STAFF, REVIEW, change_of(&made, first)).await;
        assert_eq!((&reviewed["state"], &reviewed["progress"]), (&json!("ON_TRACK"), &json!(62)));
        let earlier = json!({"on": "2020-01-31", "judgement": "AT_RISK", "note": "Nachtrag"});
        assert_eq!(scene.refusals(Who::STAFF, REVIEW, change_of(&reviewed, earlier)).await, ["OUT_OF_RANGE on"]);
        let unmeasured = json!({"judgement": "ACHIEVED", "note": "Gefühlt"});
        assert_eq!(scene.refusals(Who::STAFF, REVIEW, change_of(&reviewed, unmeasured)).await, ["REQUIRED value"]);
        scene.world().clock().advance(8 * 86_400);
        assert_eq!(goals(&scene, &network).await[0]["isOverdue"], true);
        let last = json!({"value": "8.2", "judgement": "ACHIEVED", "note": "Fast genau"});
        let done = scene.change(Who::STAFF, REVIEW, change_of(&reviewed, last)).await;
        let again = json!({"judgement": "ON_TRACK", "note": "Noch einmal"});
        assert_eq!(scene.refusals(Who::STAFF, REVIEW, change_of(&done, again)).await, ["WRONG_STATE"]);
        assert_eq!(goals(&scene, &network).await, json!([{
            "title": "Anschluss für alle", "state": "ACHIEVED", "progress": 100, "progressByIndicator": 95,
            "isOverdue": false, "dropReason": null,
            "reviews": [
                {"on": "2020-02-01", "value": "9.5", "judgement": "ON_TRACK", "note": "Halbjahr"},
                {"on": "2020-03-11", "value": "8.2", "judgement": "ACHIEVED", "note": "Fast genau"},
            ],
        }]));
    }

    async fn it_is_changed_while_it_is_pursued_and_given_up_with_a_reason(scene: Scene) {
        let network = found(&scene, "Netz", json!({})).await;
        let made = scene.change(Who::STAFF, SET, json!({"networkId": network["id"], "goal": goal(&json!({}))})).await;
        let changed = scene.change(Who::STAFF, UPDATE, change_of(&made, json!({"goal": goal(&json!({"target": "7"}))}))).await;
        let stale = change_of(&made, json!({"goal": goal(&json!({}))}));
        assert_eq!(scene.refusals(Who::STAFF, UPDATE, stale).await, ["VERSION_CONFLICT expectedVersion"]);
        let silent = change_of(&changed, json!({"reason": ""}));
        assert_eq!(scene.refusals(Who::STAFF, DROP, silent).await, ["REQUIRED reason"]);
        let dropped = scene.change(Who::STAFF, DROP, change_of(&changed, json!({"reason": "Programm beendet"}))).await;
        let late = change_of(&dropped, json!({"goal": goal(&json!({}))}));
        assert_eq!(scene.refusals(Who::STAFF, UPDATE, late).await, ["WRONG_STATE"]);
        assert_eq!(goals(&scene, &network).await[0]["dropReason"], "Programm beendet");
    }

    async fn its_parts_fit_together(scene: Scene) {
        let network = found(&scene, "Netz", json!({})).await;
        for (fields, refusals) in [
            (json!({"target": null}), vec!["REQUIRED target"]),
            (json!({"target": "12.000"}), vec!["INVALID target"]),
            (json!({"due": "2019-12-31", "baseline": null}), vec!["REQUIRED baseline", "OUT_OF_RANGE due"]),
            (json!({"title": "", "criterion": ""}), vec!["REQUIRED title", "REQUIRED criterion"]),
        ] {
            let input = json!({"networkId": network["id"], "goal": goal(&fields)});
            assert_eq!(scene.refusals(Who::STAFF, SET, input).await, refusals);
        }
        for wrong in ["12,5", "1e3", "", "1.2345"] {
            let input = json!({"networkId": network["id"], "goal": goal(&json!({"baseline": wrong}))});
            let answer = scene.ask(Who::STAFF, SET, json!({"input": input})).await;
            assert!(answer["errors"].is_array(), "{wrong}: {answer}");
        }
        let input = json!({"input": {"networkId": network["id"], "goal": goal(&json!({}))}});
        assert_eq!(scene.denial(PARTNER, SET, input.clone()).await, "FORBIDDEN network:manage-goals");
        assert_eq!(scene.refusals(Who::ADMIN, SET, input["input"].clone()).await, ["NOT_FOUND networkId"]);
        assert_eq!(goals(&scene, &network).await, json!([]));
    }
}
