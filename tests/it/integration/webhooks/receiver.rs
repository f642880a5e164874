//! The receiver.

use acceptance::NodePackage;
use serde_json::{Value, json};
use tokio::process::Child;

/// A Node program that receives webhooks; it ends when it is dropped.
pub(super) struct Receiver {
    _running: Child,
    port: String,
    client: reqwest::Client,
}

impl Receiver {
    pub(super) async fn start() -> Self {
        let package = NodePackage::installed("webhooks").await;
        let (running, port) = package.start("receive.mjs", &[]).await;
        Self { _running: running, port, client: reqwest::Client::new() }
    }

    /// The address of a path of it.
    pub(super) fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// Has it behave differently from now on.
    pub(super) async fn behave(&self, how: Value) {
        self.client.post(self.url("/behave")).json(&how).send().await.unwrap();
    }

    /// Has it verify with a secret, at an instant in seconds.
    pub(super) async fn verify(&self, secret: &str, at: i64) {
        self.behave(json!({"secret": secret, "at": at})).await;
    }

    /// What it got since it was asked last.
    pub(super) async fn received(&self) -> Vec<Value> {
        self.client.delete(self.url("/received")).send().await.unwrap().json().await.unwrap()
    }
}
