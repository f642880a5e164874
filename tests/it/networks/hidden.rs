//! What stays hidden: counts, filters, members and nodes say nothing about networks that somebody may not know of.

use super::{PARTNER, found, join, person};
use acceptance::{Scene, Who, global, on_both_engines};
use domain::access::Role;
use serde_json::{Value, json};

const LIST: &str =
    "query($filter: NetworkFilter) { networks(filter: $filter, first: 100) { totalCount nodes { name } } }";
const MEMBERS: &str =
    "query($filter: NetworkMembershipFilter) { networkMembers(filter: $filter) { totalCount nodes { id } } }";
const INSIDE: &str = "query($id: ID!) { network(id: $id) { members { id } goals { title } team { role } surveys { title } \
                      phaseChanges { reason } } }";
const NODE: &str = "query($id: ID!) { node(id: $id) { id } }";

async fn names(scene: &Scene, who: Who, filter: Value) -> Vec<String> {
    let list = scene.get(who, LIST, json!({"filter": filter})).await;
    let names: Vec<_> =
        list["nodes"].as_array().unwrap().iter().map(|node| node["name"].as_str().unwrap().to_owned()).collect();
    assert_eq!(list["totalCount"], names.len());
    names
}

async fn three(scene: &Scene) -> [Value; 3] {
    let mut made = Vec::new();
    for (name, visibility) in [("Drinnen", "MEMBERS"), ("Halb", "COMMUNITY"), ("Offen", "PUBLIC")] {
        let network = found(scene, name, json!({"visibility": visibility})).await;
        join(scene, &network, global(scene.cast().hamm.municipality), None).await;
        made.push(network);
    }
    <[Value; 3]>::try_from(made).unwrap()
}

on_both_engines! {
    async fn lists_and_counts_have_what_one_may_know_of(scene: Scene) {
        three(&scene).await;
        assert_eq!(names(&scene, Who::Stranger, json!({})).await, ["Offen"]);
        let outsiders = [Who::FOREIGN, Who::ADMIN, PARTNER, Who::Member(Role::Auditor, "transferagentur")];
        for who in outsiders {
            assert_eq!(names(&scene, who, json!({})).await, ["Halb", "Offen"], "{who:?}");
            assert!(names(&scene, who, json!({"text": "drinnen"})).await.is_empty());
        }
        for who in [Who::LEAD, Who::STAFF, Who::Member(Role::MunicipalityStaff, "remscheid")] {
            assert_eq!(names(&scene, who, json!({})).await, ["Drinnen", "Halb", "Offen"], "{who:?}");
        }
        let filters = [json!({"territoryKey": "05120"}), json!({"kinds": ["REGIONAL_EDUCATION_NETWORK"]}), json!({"phases": ["INITIATION"]})];
        for filter in filters {
            assert_eq!(names(&scene, Who::Stranger, filter.clone()).await, ["Offen"]);
            assert_eq!(names(&scene, Who::LEAD, filter).await.len(), 3);
        }
        assert!(names(&scene, Who::LEAD, json!({"fieldsOfAction": ["STEM"]})).await.is_empty());
    }

    async fn no_filter_tells_who_the_members_of_a_public_network_are(scene: Scene) {
        three(&scene).await;
        let member = json!({"memberId": global(scene.cast().hamm.municipality)});
        assert_eq!(names(&scene, Who::LEAD, member.clone()).await.len(), 3);
        for who in [Who::Stranger, Who::FOREIGN, Who::ADMIN] {
            assert!(names(&scene, who, member.clone()).await.is_empty(), "{who:?}");
        }
    }

    async fn the_inside_of_a_public_network_stays_inside(scene: Scene) {
        let [_, _, public] = three(&scene).await;
        let empty = json!({"members": [], "goals": [], "team": [], "surveys": [], "phaseChanges": []});
        for who in [Who::FOREIGN, Who::ADMIN, PARTNER] {
            assert_eq!(scene.get(who, INSIDE, json!({"id": public["id"]})).await, empty, "{who:?}");
        }
        assert_eq!(scene.denial(Who::Stranger, INSIDE, json!({"id": public["id"]})).await, "UNAUTHENTICATED network:read");
        let inside = scene.get(Who::LEAD, INSIDE, json!({"id": public["id"]})).await;
        assert_eq!(inside["members"].as_array().unwrap().len(), 1);
    }

    async fn memberships_are_listed_for_who_reaches_the_network(scene: Scene) {
        let [inside, ..] = three(&scene).await;
        let count = async |who, filter: Value| scene.get(who, MEMBERS, json!({"filter": filter})).await["totalCount"].clone();
        assert_eq!(count(Who::LEAD, json!({})).await, 3);
        assert_eq!(count(Who::FOREIGN, json!({})).await, 0);
        assert_eq!(count(Who::FOREIGN, json!({"networkId": inside["id"]})).await, 0);
        assert_eq!(count(PARTNER, json!({})).await, 0);
        join(&scene, &inside, global(scene.cast().partner), Some(person(&scene, PARTNER))).await;
        assert_eq!(count(PARTNER, json!({})).await, 2);
    }

    async fn a_hidden_node_is_as_if_it_were_not_there(scene: Scene) {
        let [inside, half, public] = three(&scene).await;
        let known = async |who, network: &Value| !scene.get(who, NODE, json!({"id": network["id"]})).await.is_null();
        for (who, expected) in [
            (Who::Stranger, [false, false, true]),
            (Who::FOREIGN, [false, true, true]),
            (Who::LEAD, [true, true, true]),
        ] {
            let found = [known(who, &inside).await, known(who, &half).await, known(who, &public).await];
            assert_eq!(found, expected, "{who:?}");
        }
    }
}
