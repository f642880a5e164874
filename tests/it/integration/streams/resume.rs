//! Who connects again goes on where they were.

use super::socket::Socket;
use acceptance::{Scene, Who, global, on_both_engines};
use domain::access::Role;
use serde_json::{Value, json};
use std::collections::BTreeSet;

const CREATE: &str = include_str!("../../../../schema/operations/CreatePerson.graphql");
const FOLLOW: &str = "subscription($after: String) { changes(types: [\"person.created\"], after: $after) {
    cursor event { id type subjectId } subject { ... on Person { familyName } } } }";

async fn make(scene: &Scene, name: &str) -> Value {
    let office = global(scene.cast().remscheid.office);
    let input = json!({"organisationId": office, "givenName": "Robin", "familyName": name, "acceptDuplicates": true});
    scene.change(Who::LEAD, CREATE, input).await["id"].clone()
}

on_both_engines! {
    async fn events_come_as_they_happen_with_what_the_viewer_may_read(scene: Scene) {
        let token = scene.cast().token(scene.world(), Role::OfficeLead, "remscheid").await;
        let foreign = scene.cast().token(scene.world(), Role::OfficeLead, "hamm").await;
        let mut own = Socket::begun(scene.site(), Some(&token)).await;
        let mut other = Socket::begun(scene.site(), Some(&foreign)).await;
        own.subscribe("1", FOLLOW, json!({})).await;
        other.subscribe("1", "subscription { changes(types: [\"person.*\", \"organisation.*\"]) { event { type } } }", json!({})).await;
        // An answer to a query says that what came before it was heard.
        for socket in [&mut own, &mut other] {
            socket.subscribe("2", "{ __typename }", json!({})).await;
            socket.next("2").await;
            socket.hear().await;
        }
        opened(scene.site(), 2).await;
        let person = make(&scene, "Muster").await;
        let told = own.next("1").await;
        assert_eq!(told["data"]["changes"]["event"]["subjectId"], person, "{told}");
        assert_eq!(told["data"]["changes"]["subject"]["familyName"], "Muster");
        let office = global(scene.cast().hamm.office);
        let organisation = scene.get(Who::FOREIGN, "query($id: ID!) { node(id: $id) { ... on Organisation { version } } }",
            json!({"id": office})).await;
        let update = include_str!("../../../../schema/operations/UpdateOrganisation.graphql");
        let input = json!({"id": office, "expectedVersion": organisation["version"], "name": "Bildungsbüro der Stadt Hamm"});
        scene.change(Who::FOREIGN, update, input).await;
        let told = other.next("1").await;
        assert_eq!(told["data"]["changes"]["event"]["type"], "organisation.updated", "not the foreign person: {told}");
    }

    async fn what_happened_in_between_is_told_once(scene: Scene) {
        let first = make(&scene, "Muster 0").await;
        let token = scene.cast().token(scene.world(), Role::OfficeLead, "remscheid").await;
        let end = scene.get(Who::LEAD, "{ changes(last: 1) { pageInfo { endCursor } } }", json!({})).await;
        let mut cursor = end["pageInfo"]["endCursor"].clone();
        let (mut made, mut told) = (BTreeSet::new(), Vec::new());
        for round in 0..4 {
            for number in 0..3 {
                made.insert(make(&scene, &format!("Muster {round} {number}")).await.as_str().unwrap().to_owned());
            }
            let mut socket = Socket::begun(scene.site(), Some(&token)).await;
            socket.subscribe("1", FOLLOW, json!({"after": cursor})).await;
            // The connection breaks before all is read.
            for _ in 0..if round == 3 { made.len() - told.len() } else { 2 } {
                let change = socket.next("1").await["data"]["changes"].clone();
                cursor = change["cursor"].clone();
                told.push(change["event"]["subjectId"].as_str().unwrap().to_owned());
            }
        }
        assert_eq!(told.len(), made.len());
        assert_eq!(told.into_iter().collect::<BTreeSet<_>>(), made);
        assert!(!made.contains(first.as_str().unwrap()));
    }
}

/// Waits until this many subscriptions are open: what happens before they are is not told.
pub(super) async fn opened(site: &acceptance::Site, number: usize) {
    for _ in 0..2_000 {
        if site.world().platform().events.followers() >= number {
            return;
        }
        tokio::task::yield_now().await;
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    panic!("the subscriptions are not open");
}
