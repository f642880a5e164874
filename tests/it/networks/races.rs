//! Changes at the same time: none is lost, and no two of them make what each alone could not.

use super::{ADD, SEAT, UPDATE, change_of, found, person, profile, read};
use acceptance::{Scene, Who, global, on_both_engines};
use domain::access::Role;
use futures::future::join_all;
use serde_json::{Value, json};

/// Sends mutations of the office's lead at the same time, and says how many succeeded.
async fn race(scene: &Scene, document: &str, inputs: Vec<Value>) -> usize {
    let all = inputs.into_iter().map(async |input| {
        let answer = scene.ask(Who::LEAD, document, json!({"input": input})).await;
        let payload = answer["data"].as_object().and_then(|fields| fields.values().next().cloned()).unwrap_or_default();
        payload["errors"].as_array().is_some_and(Vec::is_empty)
    });
    join_all(all).await.into_iter().filter(|done| *done).count()
}

on_both_engines! {
    async fn of_concurrent_edits_one_wins(scene: Scene) {
        let made = found(&scene, "Netz", json!({})).await;
        let edit = |number: usize| change_of(&made, json!({"profile": profile(&format!("Netz {number}"), json!({}))}));
        assert_eq!(race(&scene, UPDATE, (0..8).map(edit).collect()).await, 1);
        assert_eq!(read(&scene, Who::LEAD, &made).await["version"], 2);
    }

    async fn an_organisation_joins_once(scene: Scene) {
        let made = found(&scene, "Netz", json!({})).await;
        let join = json!({"networkId": made["id"], "organisationId": global(scene.cast().partner), "role": "PARTNER",
                          "state": "ACTIVE", "since": "2020-02-01"});
        assert_eq!(race(&scene, ADD, vec![join; 6]).await, 1);
    }

    async fn there_is_never_a_second_coordinator(scene: Scene) {
        let made = found(&scene, "Netz", json!({})).await;
        let people = [Who::LEAD, Who::Member(Role::MunicipalityLead, "remscheid"), Who::Member(Role::MunicipalityStaff, "remscheid")];
        let seat = |who: &Who| json!({"networkId": made["id"], "personId": person(&scene, *who), "role": "COORDINATOR"});
        assert!(race(&scene, SEAT, people.iter().map(seat).collect()).await >= 1);
        let team = scene.get(Who::LEAD, "query($id: ID!) { network(id: $id) { team { role } } }", json!({"id": made["id"]})).await;
        assert_eq!(team["team"], json!([{"role": "COORDINATOR"}]));
    }
}
