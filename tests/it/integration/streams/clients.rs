//! The clients that front ends use: graphql-ws and graphql-sse from npm.

use acceptance::{NodePackage, Scene, Who, global, on_both_engines};
use domain::access::Role;
use serde_json::{Value, json};

const CREATE: &str = include_str!("../../../../schema/operations/CreatePerson.graphql");
const PEOPLE: usize = 3;

async fn follow(scene: &Scene, program: &str, path: &str) {
    let end = scene.get(Who::LEAD, "{ changes(last: 1) { pageInfo { endCursor } } }", json!({})).await;
    let cursor = end["pageInfo"]["endCursor"].as_str().unwrap().to_owned();
    let token = scene.cast().token(scene.world(), Role::OfficeLead, "remscheid").await;
    let url = scene.site().url(path);
    let clients = NodePackage::installed("streams").await;
    let (count, arguments) = (PEOPLE.to_string(), [url.as_str(), token.as_str(), cursor.as_str()]);
    let arguments = [arguments[0], arguments[1], arguments[2], &count];
    let (said, made) = tokio::join!(clients.run(program, &arguments), async {
        let mut made = Vec::new();
        for number in 0..PEOPLE {
            let office = global(scene.cast().remscheid.office);
            let input =
                json!({"organisationId": office, "givenName": "Robin", "familyName": format!("Muster {number}")});
            made.push(scene.change(Who::LEAD, CREATE, input).await["id"].clone());
        }
        made
    });
    let said = said.unwrap();
    let lines: Vec<Value> = said.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let told: Vec<Value> = lines.iter().filter_map(|line| line.get("subjectId").cloned()).collect();
    assert_eq!(told, made, "{said}");
    assert_eq!(lines.last().unwrap()["refused"], "GRAPHQL_VALIDATION_FAILED", "{said}");
}

on_both_engines! {
    async fn graphql_ws_follows(scene: Scene) {
        follow(&scene, "ws.mjs", "/graphql/ws").await;
    }

    async fn graphql_sse_follows(scene: Scene) {
        follow(&scene, "sse.mjs", "/graphql/stream").await;
    }
}
