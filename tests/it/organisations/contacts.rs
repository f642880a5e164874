use super::{UPDATE, change_of, create, department};
use acceptance::{Scene, Who, on_both_engines};
use domain::access::Role;
use serde_json::{Value, json};

const READ: &str =
    "query($id: ID!) { organisation(id: $id) { version contactPoints { id kind value label visibility } } }";

fn three() -> Value {
    json!({"contactPoints": [
        {"kind": "WEB", "value": "https://remscheid.example", "visibility": "PUBLIC"},
        {"kind": "EMAIL", "value": "Bildung@remscheid.example", "label": "Postfach", "visibility": "COMMUNITY"},
        {"kind": "MOBILE", "value": "0151 23456789", "visibility": "ORGANISATION"},
    ]})
}

async fn values(scene: &Scene, who: Who, id: &Value) -> Vec<String> {
    let found = scene.get(who, READ, json!({"id": id})).await;
    let points = found["contactPoints"].as_array().unwrap().iter();
    points.map(|point| point["value"].as_str().unwrap().to_owned()).collect()
}

on_both_engines! {
    async fn everybody_sees_what_is_meant_for_them(scene: Scene) {
        let made = create(&scene, department("Bildung", three())).await;
        let (web, mail, mobile) = ("https://remscheid.example/", "Bildung@remscheid.example", "+4915123456789");
        assert_eq!(values(&scene, Who::Stranger, &made["id"]).await, [web]);
        let partner = Who::Member(Role::Partner, "stiftung");
        for who in [Who::FOREIGN, Who::STAFF, partner, Who::Member(Role::Statistician, "remscheid")] {
            assert_eq!(values(&scene, who, &made["id"]).await, [web, mail], "{who:?}");
        }
        for who in [Who::LEAD, Who::ADMIN, Who::Member(Role::MunicipalityLead, "remscheid")] {
            assert_eq!(values(&scene, who, &made["id"]).await, [web, mail, mobile], "{who:?}");
        }
    }

    async fn they_are_kept_changed_added_and_removed_as_a_list(scene: Scene) {
        let made = create(&scene, department("Bildung", three())).await;
        let before = scene.get(Who::LEAD, READ, json!({"id": made["id"]})).await;
        let points = before["contactPoints"].as_array().unwrap();
        let list = json!({"contactPoints": [
            {"kind": "PHONE", "value": "02191 16-1", "visibility": "PUBLIC"},
            {"id": points[1]["id"], "kind": "EMAIL", "value": "neu@remscheid.example", "visibility": "PUBLIC"},
        ]});
        scene.change(Who::LEAD, UPDATE, change_of(&made, list.clone())).await;
        let after = scene.get(Who::LEAD, READ, json!({"id": made["id"]})).await;
        assert_eq!(after["version"], 2);
        let kept = &after["contactPoints"][1];
        assert_eq!((&kept["id"], &kept["value"]), (&points[1]["id"], &json!("neu@remscheid.example")));
        assert!(kept["label"].is_null());
        assert_eq!(after["contactPoints"].as_array().unwrap().len(), 2);
        // The id of one that was removed is no id any more.
        let gone = json!({"contactPoints": [{"id": points[0]["id"], "kind": "WEB", "value": "https://a.example", "visibility": "PUBLIC"}]});
        let refused = scene.refusals(Who::LEAD, UPDATE, change_of(&after_id(&made, &after), gone)).await;
        assert_eq!(refused, ["NOT_FOUND contactPoints.0.id"]);
    }

    async fn they_stay_when_a_change_does_not_name_them(scene: Scene) {
        let made = create(&scene, department("Bildung", three())).await;
        scene.change(Who::LEAD, UPDATE, change_of(&made, json!({"name": "Bildung und Sport"}))).await;
        assert_eq!(values(&scene, Who::LEAD, &made["id"]).await.len(), 3);
        let many = vec![json!({"kind": "PHONE", "value": "02191 16-1", "visibility": "PUBLIC"}); 21];
        let input = json!({"id": made["id"], "expectedVersion": 2, "contactPoints": many});
        assert_eq!(scene.refusals(Who::LEAD, UPDATE, input).await, ["TOO_MANY contactPoints"]);
    }
}

/// The organisation with the version that it has now.
fn after_id(made: &Value, after: &Value) -> Value {
    json!({"id": made["id"], "version": after["version"]})
}
