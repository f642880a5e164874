//! Server-sent events, as graphql-sse asks for them.

use super::resume::opened;
use acceptance::{Scene, Who, global, on_both_engines};
use domain::access::Role;
use reqwest::{Response, StatusCode};
use serde_json::{Value, json};
use std::time::Duration;
use tokio::time::timeout;

const CREATE: &str = include_str!("../../../../schema/operations/CreatePerson.graphql");
const CHANGES: &str = "subscription { changes(types: [\"person.created\"]) { event { type subjectId } } }";

/// Reads events: their names and data.
pub(super) struct Events {
    response: Response,
    text: String,
}

impl Events {
    pub(super) const fn of(response: Response) -> Self {
        Self { response, text: String::new() }
    }

    /// The next one; none when the connection is at its end, or broken.
    pub(super) async fn next(&mut self) -> Option<(String, Value)> {
        loop {
            if let Some((event, rest)) = self.text.split_once("\n\n") {
                let lines: Vec<String> = event.lines().map(str::to_owned).collect();
                self.text = rest.to_owned();
                let field = |name: &str| {
                    let line = lines.iter().find_map(|line| line.strip_prefix(name));
                    line.map(|line| line.trim_start_matches(':').trim_start().to_owned())
                };
                if let Some(name) = field("event") {
                    let data = field("data").unwrap_or_default();
                    return Some((name, serde_json::from_str(&data).unwrap_or(Value::Null)));
                }
                continue;
            }
            let part = timeout(Duration::from_secs(20), self.response.chunk()).await.expect("something comes");
            self.text.push_str(std::str::from_utf8(&part.ok()??).unwrap());
        }
    }
}

async fn open(scene: &Scene, token: Option<&str>, query: &str) -> Response {
    let request = reqwest::Client::new().post(scene.site().url("/graphql/stream")).json(&json!({"query": query}));
    let request = request.header("accept", "text/event-stream");
    match token {
        Some(token) => request.bearer_auth(token).send().await.unwrap(),
        None => request.send().await.unwrap(),
    }
}

on_both_engines! {
    async fn events_come_as_they_happen(scene: Scene) {
        let token = scene.cast().token(scene.world(), Role::OfficeLead, "remscheid").await;
        let response = open(&scene, Some(&token), CHANGES).await;
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        let mut events = Events::of(response);
        opened(scene.site(), 1).await;
        let office = global(scene.cast().remscheid.office);
        let input = json!({"organisationId": office, "givenName": "Robin", "familyName": "Muster"});
        let made = scene.change(Who::LEAD, CREATE, input).await;
        let (name, data) = events.next().await.unwrap();
        assert_eq!((name.as_str(), &data["data"]["changes"]["event"]["subjectId"]), ("next", &made["id"]));
        scene.world().clock().advance(700);
        let (name, data) = events.next().await.unwrap();
        assert_eq!((name.as_str(), &data["errors"][0]["extensions"]["code"]), ("next", &json!("UNAUTHENTICATED")));
        assert_eq!(events.next().await.unwrap().0, "complete");
        assert_eq!(events.next().await, None);
    }

    async fn what_is_wrong_is_told_in_the_stream(scene: Scene) {
        for (query, code) in [("subscription { nothing }", "GRAPHQL_VALIDATION_FAILED"), ("{ me { id } }", "UNAUTHENTICATED"),
                              ("{ __typename }", "BAD_REQUEST")] {
            let mut events = Events::of(open(&scene, None, query).await);
            let (name, data) = events.next().await.unwrap();
            assert_eq!((name.as_str(), &data["errors"][0]["extensions"]["code"]), ("next", &json!(code)), "{query}");
            assert_eq!(events.next().await.unwrap().0, "complete");
        }
    }

    async fn what_is_no_request_for_events_is_refused_by_status(scene: Scene) {
        assert_eq!(open(&scene, Some("nonsense"), CHANGES).await.status(), StatusCode::UNAUTHORIZED);
        let plain = reqwest::Client::new().post(scene.site().url("/graphql/stream")).json(&json!({"query": CHANGES}));
        assert_eq!(plain.send().await.unwrap().status(), StatusCode::NOT_ACCEPTABLE);
        let form = reqwest::Client::new().post(scene.site().url("/graphql/stream")).body("query=x");
        let form = form.header("accept", "text/event-stream").send().await.unwrap();
        assert_eq!(form.status(), StatusCode::UNSUPPORTED_MEDIA_TYPE);
        let delete = reqwest::Client::new().delete(scene.site().url("/graphql/stream"));
        let delete = delete.header("accept", "text/event-stream").send().await.unwrap();
        assert_eq!(delete.status(), StatusCode::METHOD_NOT_ALLOWED);
    }
}
