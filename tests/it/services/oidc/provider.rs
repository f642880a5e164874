//! The identity provider.

use acceptance::{NodePackage, World};
use serde_json::{Value, json};
use tokio::process::Child;

/// A Node program that is an identity provider; it ends when it is dropped. Its clock stands where that of the world stood
/// when it was started.
pub(crate) struct Provider {
    running: Child,
    port: String,
    client: reqwest::Client,
}

impl Provider {
    /// One on a port of its own.
    pub(crate) async fn start(world: &World) -> Self {
        Self::on("0", world).await
    }

    async fn on(port: &str, world: &World) -> Self {
        let package = NodePackage::installed("oidc").await;
        let seconds = world.platform().clock.now().as_seconds().to_string();
        let (running, port) = package.start("provider.mjs", &[port, &seconds]).await;
        assert!(port.parse::<u16>().is_ok(), "the provider started: {port}");
        Self { running, port, client: reqwest::Client::new() }
    }

    /// Stops it.
    pub(super) async fn stop(&mut self) {
        self.running.kill().await.unwrap();
    }

    /// Starts it again at the same place, with new keys.
    pub(super) async fn restart(&mut self, world: &World) {
        self.stop().await;
        *self = Self::on(&self.port.clone(), world).await;
    }

    /// Who it is.
    pub(crate) fn issuer(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Lets somebody sign in for an audience: `{subject, resource, acr, claims, alg, ttl}`.
    pub(super) async fn sign_in(&self, who: Value) -> Value {
        let mut asked = json!({"resource": super::AUDIENCE});
        asked.as_object_mut().unwrap().extend(who.as_object().unwrap().clone());
        let answer = self.post("/control/sign-in", &asked).await;
        assert!(answer["access_token"].is_string(), "{answer}");
        answer
    }

    /// The access token of such a sign-in.
    pub(crate) async fn token(&self, who: Value) -> String {
        self.sign_in(who).await["access_token"].as_str().unwrap().to_owned()
    }

    /// Moves its clock to that of the world.
    pub(super) async fn follow(&self, world: &World) {
        self.post("/control/at", &json!({"at": world.platform().clock.now().as_seconds()})).await;
    }

    /// How often its metadata and its keys were read.
    pub(super) async fn asked(&self) -> (u64, u64) {
        let asked = self.post("/control/asked", &json!({})).await;
        (asked["metadata"].as_u64().unwrap(), asked["keys"].as_u64().unwrap())
    }

    /// Its public keys.
    pub(super) async fn keys(&self) -> Value {
        self.client.get(format!("{}/jwks", self.issuer())).send().await.unwrap().json().await.unwrap()
    }

    async fn post(&self, path: &str, body: &Value) -> Value {
        let request = self.client.post(format!("{}{path}", self.issuer())).json(body);
        request.send().await.unwrap().json().await.unwrap()
    }
}
