use super::{PARTNER, PHASE, SEAT, change_of, found, join, person};
use acceptance::{Scene, Who, global, on_both_engines};
use domain::access::Role;
use serde_json::{Value, json};

const WRITE: &str = include_str!("../../../schema/operations/WriteNetworkReflection.graphql");
const UPDATE: &str = include_str!("../../../schema/operations/UpdateNetworkReflection.graphql");
const DELETE: &str = include_str!("../../../schema/operations/DeleteNetworkReflection.graphql");
const LIST: &str = "query($id: ID!) { networkReflections(networkId: $id) { totalCount nodes { observation visibility phase \
                    tags author { id } } } }";
const NODE: &str = "query($id: ID!) { node(id: $id) { id } }";

fn entry(visibility: &str) -> Value {
    json!({"observation": format!("Beobachtung {visibility}"), "visibility": visibility, "tags": ["Vertrauen", "Rollen"]})
}

async fn seen(scene: &Scene, who: Who, network: &Value) -> Vec<String> {
    let list = scene.get(who, LIST, json!({"id": network["id"]})).await;
    let nodes = list["nodes"].as_array().unwrap();
    assert_eq!(list["totalCount"], nodes.len());
    let mut seen: Vec<_> = nodes.iter().map(|node| node["visibility"].as_str().unwrap().to_owned()).collect();
    seen.sort();
    seen
}

/// A network with a team of two and a speaker, and one reflection of its coordinator for each circle of readers.
async fn reflected(scene: &Scene) -> (Value, Vec<Value>) {
    let network = found(scene, "Netz", json!({"visibility": "PUBLIC"})).await;
    join(scene, &network, global(scene.cast().partner), Some(person(scene, PARTNER))).await;
    let seat = json!({"networkId": network["id"], "personId": person(scene, Who::LEAD), "role": "STAFF"});
    scene.change(Who::LEAD, SEAT, seat).await;
    let mut written = Vec::new();
    for visibility in ["PRIVATE", "TEAM", "NETWORK"] {
        let input = json!({"networkId": network["id"], "reflection": entry(visibility)});
        written.push(scene.change(Who::STAFF, WRITE, input).await);
    }
    (network, written)
}

on_both_engines! {
    async fn each_circle_reads_what_is_meant_for_it(scene: Scene) {
        let (network, written) = reflected(&scene).await;
        assert_eq!(seen(&scene, Who::STAFF, &network).await, ["NETWORK", "PRIVATE", "TEAM"]);
        assert_eq!(seen(&scene, Who::LEAD, &network).await, ["NETWORK", "TEAM"]);
        assert_eq!(seen(&scene, PARTNER, &network).await, ["NETWORK"]);
        for who in [Who::FOREIGN, Who::Member(Role::MunicipalityLead, "remscheid")] {
            assert!(seen(&scene, who, &network).await.is_empty(), "{who:?}");
        }
        for role in [Role::TransferagenturAdmin, Role::Auditor, Role::DataProtectionOfficer] {
            let who = Who::Member(role, "transferagentur");
            assert_eq!(scene.denial(who, LIST, json!({"id": network["id"]})).await, "FORBIDDEN reflection:read");
        }
        // By its global id a private one is as if it were not there.
        let node = async |who| scene.get(who, NODE, json!({"id": written[0]["id"]})).await;
        assert_eq!(node(Who::STAFF).await["id"], written[0]["id"]);
        for who in [Who::LEAD, Who::ADMIN, Who::FOREIGN, PARTNER, Who::Stranger] {
            assert!(node(who).await.is_null(), "{who:?}");
        }
    }

    async fn the_author_alone_changes_and_deletes(scene: Scene) {
        let (network, written) = reflected(&scene).await;
        let private = &written[0];
        let shared = change_of(private, json!({"reflection": entry("TEAM")}));
        assert_eq!(scene.refusals(Who::LEAD, UPDATE, shared.clone()).await, ["NOT_FOUND id"]);
        let after = scene.change(Who::STAFF, UPDATE, shared.clone()).await;
        assert_eq!(seen(&scene, Who::LEAD, &network).await, ["NETWORK", "TEAM", "TEAM"]);
        assert_eq!(scene.refusals(Who::STAFF, UPDATE, shared).await, ["VERSION_CONFLICT expectedVersion"]);
        assert_eq!(scene.refusals(Who::LEAD, DELETE, change_of(&after, json!({}))).await, ["NOT_FOUND id"]);
        scene.change(Who::STAFF, DELETE, change_of(&after, json!({}))).await;
        assert_eq!(seen(&scene, Who::LEAD, &network).await, ["NETWORK", "TEAM"]);
    }

    async fn only_who_belongs_writes_and_private_is_the_rule(scene: Scene) {
        let (network, _) = reflected(&scene).await;
        let input = json!({"input": {"networkId": network["id"], "reflection": {"observation": "Von außen"}}});
        for who in [Who::FOREIGN, Who::Member(Role::MunicipalityLead, "remscheid"), Who::ADMIN] {
            assert_eq!(scene.denial(who, WRITE, input.clone()).await, "FORBIDDEN reflection:write", "{who:?}");
        }
        let made = scene.change(PARTNER, WRITE, input["input"].clone()).await;
        assert_eq!(made["visibility"], "PRIVATE");
        assert_eq!(seen(&scene, PARTNER, &network).await, ["NETWORK", "PRIVATE"]);
    }

    async fn it_knows_the_phase_of_its_day(scene: Scene) {
        let (network, _) = reflected(&scene).await;
        let grown = change_of(&network, json!({"phase": "GROWTH", "on": "2020-02-01", "reason": "Mehr Partner"}));
        scene.change(Who::LEAD, PHASE, grown).await;
        for (day, phase) in [("2020-01-31", json!("INITIATION")), ("2020-02-01", json!("GROWTH")), ("2019-12-31", json!(null))] {
            let reflection = json!({"observation": "Am Rande", "on": day});
            let made = scene.change(Who::STAFF, WRITE, json!({"networkId": network["id"], "reflection": reflection})).await;
            assert_eq!(made["phase"], phase, "{day}");
        }
        let ahead = json!({"observation": "Morgen", "on": "2020-03-04"});
        let refused = scene.refusals(Who::STAFF, WRITE, json!({"networkId": network["id"], "reflection": ahead})).await;
        assert_eq!(refused, ["OUT_OF_RANGE on"]);
    }
}
