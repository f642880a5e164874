//! What is taken away counts while a stream is open.

use super::resume::opened;
use super::socket::{Heard, Socket};
use acceptance::{Scene, Who, global, on_both_engines};
use domain::access::Role;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

const CREATE: &str = include_str!("../../../../schema/operations/CreatePerson.graphql");
const CHANGES: &str =
    "subscription { changes(types: [\"person.created\", \"organisation.updated\"]) { event { type subjectId } } }";
/// How long what was taken away may still be of use.
const SOON: Duration = Duration::from_secs(5);

async fn make(scene: &Scene) {
    let office = global(scene.cast().remscheid.office);
    let input =
        json!({"organisationId": office, "givenName": "Robin", "familyName": "Muster", "acceptDuplicates": true});
    scene.change(Who::LEAD, CREATE, input).await;
}

async fn listening(scene: &Scene, token: &str) -> Socket {
    let mut socket = Socket::begun(scene.site(), Some(token)).await;
    socket.subscribe("1", CHANGES, json!({})).await;
    opened(scene.site(), 1).await;
    socket
}

async fn touch_office(scene: &Scene) {
    let office = json!(global(scene.cast().hamm.office));
    let version = "query($id: ID!) { node(id: $id) { ... on Organisation { version } } }";
    let version = scene.get(Who::ADMIN, version, json!({"id": office})).await["version"].clone();
    let update = include_str!("../../../../schema/operations/UpdateOrganisation.graphql");
    let name = format!("Bildungsbüro {version}");
    scene.change(Who::ADMIN, update, json!({"id": office, "expectedVersion": version, "name": name})).await;
}

on_both_engines! {
    async fn a_session_that_ended_ends_the_connection(scene: Scene) {
        let token = scene.site().sign_in(&scene.cast().member(Role::OfficeStaff, "remscheid").email).await;
        let mut socket = listening(&scene, &token).await;
        let ended = Instant::now();
        scene.site().ask_as(&token, "mutation { signOut { errors { code } } }", json!({})).await;
        assert_eq!(socket.hear().await, Heard::Closed(4401));
        assert!(ended.elapsed() < SOON, "{:?}", ended.elapsed());
    }

    async fn a_token_that_runs_out_ends_the_connection(scene: Scene) {
        let token = scene.cast().token(scene.world(), Role::OfficeStaff, "remscheid").await;
        let mut socket = listening(&scene, &token).await;
        let ended = Instant::now();
        scene.world().clock().advance(700);
        assert_eq!(socket.hear().await, Heard::Closed(4401));
        assert!(ended.elapsed() < SOON, "{:?}", ended.elapsed());
    }

    async fn after_a_role_ended_nothing_more_is_told_with_it(scene: Scene) {
        let member = scene.cast().member(Role::OfficeStaff, "remscheid");
        let token = scene.world().token(member, true).await;
        let mut socket = listening(&scene, &token).await;
        make(&scene).await;
        assert_eq!(socket.next("1").await["data"]["changes"]["event"]["type"], "person.created");
        let roles = "query($id: ID!) { node(id: $id) { ... on Account { roles { id version } } } }";
        let account = json!({"id": global(member.account)});
        let role = scene.get(Who::LEAD, roles, account).await["roles"][0].clone();
        let end = "mutation($input: EndRoleInput!) { endRole(input: $input) { errors { code message path } } }";
        let end = scene.get(Who::LEAD, end, json!({"input": {"roleAssignmentId": role["id"], "expectedVersion": role["version"]}})).await;
        assert_eq!(end["errors"], Value::Array(Vec::new()));
        make(&scene).await;
        touch_office(&scene).await;
        let told = socket.next("1").await;
        assert_eq!(told["data"]["changes"]["event"]["type"], "organisation.updated", "{told}");
    }

    async fn a_right_that_is_lost_ends_what_needs_it(scene: Scene) {
        let member = scene.cast().member(Role::OfficeStaff, "remscheid");
        let token = scene.world().token(member, true).await;
        let mut socket = Socket::begun(scene.site(), Some(&token)).await;
        let audited = "subscription { changes { event { type } subject { ... on AuditEntry { fields { field } } } } }";
        socket.subscribe("1", audited, json!({})).await;
        assert_eq!(socket.error("1").await, "FORBIDDEN");
    }
}
