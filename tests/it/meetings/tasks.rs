//! What somebody has to do: from committees and networks, in few statements, and live.

use super::{INVITE, MEASURE, PARTNER, again, change_of, draft, found, open, person, plan, seat, submit};
use acceptance::{Scene, Who, global, on_both_engines};
use serde_json::{Value, json};

const TASKS: &str = include_str!("../../../schema/operations/MyTasks.graphql");
const CONTACT: &str = include_str!("../../../schema/operations/RecordNetworkContacts.graphql");
const NETWORK: &str = include_str!("../../../schema/operations/CreateNetwork.graphql");
const MEMBER: &str = include_str!("../../../schema/operations/AddNetworkMember.graphql");

async fn tasks(scene: &Scene, who: Who) -> Vec<(String, String, Value, Value)> {
    let all = scene.get(who, "{ myTasks(first: 100) { kind title due isOverdue } }", json!({})).await;
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let task = |it: &Value| (text(&it["kind"]), text(&it["title"]), it["due"].clone(), it["isOverdue"].clone());
    all.as_array().unwrap().iter().map(task).collect()
}

fn task(kind: &str, title: &str, due: Value) -> (String, String, Value, Value) {
    (kind.to_owned(), title.to_owned(), due, json!(false))
}

async fn measure(scene: &Scene, committee: &Value, title: &str, due: &str) -> Value {
    let measure = json!({
        "title": title, "organisationId": global(scene.cast().remscheid.office), "personId": person(scene, Who::STAFF),
        "start": "2020-03-01", "due": due,
    });
    scene.change(Who::LEAD, MEASURE, json!({"committeeId": committee["id"], "measure": measure})).await
}

/// A meeting whose minutes are with the members, and one to which they are invited.
async fn meetings(scene: &Scene, committee: &Value) {
    let held = plan(scene, committee).await;
    open(scene, &held).await;
    let minutes = draft(scene, &held, "Zu TOP 1 wird berichtet.").await;
    submit(scene, &held, &minutes, json!("2020-03-20")).await;
    let next = plan(scene, committee).await;
    scene.change(Who::LEAD, INVITE, change_of(&again(scene, &next).await, json!({}))).await;
}

/// A contact after which a member of the staff wants to follow up.
async fn follow_up(scene: &Scene) {
    let input = json!({
        "organisationId": global(scene.cast().remscheid.office), "foundedOn": "2020-01-01",
        "coordinatorId": person(scene, Who::STAFF),
        "profile": {"name": "Netzwerk", "kind": "REGIONAL_EDUCATION_NETWORK", "territoryKeys": ["05120"],
                    "visibility": "MEMBERS"},
    });
    let network = scene.change(Who::LEAD, NETWORK, input).await["id"].clone();
    let partner = global(scene.cast().partner);
    let joined = json!({
        "networkId": network, "organisationId": partner, "role": "PARTNER", "state": "ACTIVE", "since": "2020-01-01",
    });
    scene.change(Who::LEAD, MEMBER, joined).await;
    let contact = json!({
        "networkId": network, "partnerIds": [partner], "channel": "PHONE", "direction": "OUTGOING",
        "summary": "Nachgefragt", "followUpOn": "2020-03-10",
    });
    scene.get(Who::STAFF, CONTACT, json!({"input": contact})).await;
}

on_both_engines! {
    async fn they_come_from_all_that_one_takes_part_in(scene: Scene) {
        let committee = found(&scene, "Lenkungskreis", json!({})).await;
        seat(&scene, &committee, Who::STAFF, "MEMBER", json!({})).await;
        measure(&scene, &committee, "Lesepatenschaften aufbauen", "2020-12-31").await;
        meetings(&scene, &committee).await;
        follow_up(&scene).await;
        assert_eq!(tasks(&scene, Who::STAFF).await, [
            task("FOLLOW_UP", "Nachgefragt", json!("2020-03-10")),
            task("MINUTES", "Frühjahrssitzung", json!("2020-03-20")),
            task("INVITATION", "Frühjahrssitzung", json!("2020-04-01")),
            task("MEASURE", "Lesepatenschaften aufbauen", json!("2020-12-31")),
        ]);
        for who in [PARTNER, Who::FOREIGN, Who::ADMIN] {
            assert!(tasks(&scene, who).await.is_empty(), "{who:?}");
        }
    }

    async fn their_statements_do_not_grow_with_the_tasks(scene: Scene) {
        let mut before = None;
        follow_up(&scene).await;
        for number in 0..4 {
            let committee = found(&scene, &format!("Kreis {number}"), json!({})).await;
            seat(&scene, &committee, Who::STAFF, "MEMBER", json!({})).await;
            measure(&scene, &committee, "Maßnahme", "2020-12-31").await;
            meetings(&scene, &committee).await;
            if number == 0 {
                before = Some(scene.count(Who::STAFF, TASKS, json!({})).await.1);
            }
        }
        let (answer, statements) = scene.count(Who::STAFF, TASKS, json!({})).await;
        assert_eq!(answer["myTasks"].as_array().unwrap().len(), 13);
        assert_eq!(Some(statements), before);
        assert!(statements <= 11, "{statements}");
    }
}
