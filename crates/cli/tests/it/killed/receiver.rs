//! A receiver of webhooks that remembers what it got.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};
use tokio::net::TcpListener;

/// The records that messages were about, by the ids of the messages.
type Received = BTreeMap<String, Vec<String>>;

/// A receiver.
pub(super) struct Receiver {
    /// Where it listens.
    pub(super) url: String,
    received: Arc<Mutex<Received>>,
}

impl Receiver {
    pub(super) async fn start() -> Self {
        let received = Arc::new(Mutex::new(Received::new()));
        let router = Router::new().route("/hook", post(take)).with_state(Arc::clone(&received));
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let url = format!("http://{}/hook", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { url, received }
    }

    pub(super) fn ids(&self) -> BTreeSet<String> {
        self.received.lock().unwrap().keys().cloned().collect()
    }

    pub(super) fn received(&self) -> Received {
        self.received.lock().unwrap().clone()
    }
}

async fn take(State(received): State<Arc<Mutex<Received>>>, headers: HeaderMap, body: String) -> StatusCode {
    let event: Value = serde_json::from_str(&body).unwrap();
    let id = headers["webhook-id"].to_str().unwrap().to_owned();
    assert_eq!(event["id"], Value::String(id.clone()));
    let subject = event["subject"].as_str().unwrap().to_owned();
    received.lock().unwrap().entry(id).or_default().push(subject);
    StatusCode::NO_CONTENT
}
