//! A platform that runs somewhere, asked over HTTP.

use anyhow::{Context, bail};
use reqwest::{Client, RequestBuilder};
use serde_json::{Value, json};

/// A platform, and as whom it is asked.
pub(super) struct Server {
    client: Client,
    address: String,
    token: String,
}

impl Server {
    pub(super) fn new(address: &str, token: &str) -> anyhow::Result<Self> {
        application::tls::use_ring();
        let address = address.trim_end_matches('/').to_owned();
        if !(address.starts_with("https://") || address.starts_with("http://")) {
            bail!("--server must start with https:// or http://, not `{address}`");
        }
        Ok(Self { client: Client::builder().build()?, address, token: token.to_owned() })
    }

    /// The data of an answer.
    pub(super) async fn ask(&self, document: &str, variables: Value) -> anyhow::Result<Value> {
        let request = self.client.post(format!("{}/graphql", self.address));
        let request = request.json(&json!({"query": document, "variables": variables}));
        let answer = self.send(request).await?;
        let mut answer: Value = answer.json().await.with_context(|| format!("{} is no platform", self.address))?;
        if let Some(error) = answer["errors"].get(0) {
            bail!("{}", error["message"].as_str().unwrap_or("the platform refused to answer"));
        }
        Ok(answer["data"].take())
    }

    /// The payload of a mutation that was carried out.
    pub(super) async fn change(&self, document: &str, input: Value) -> anyhow::Result<Value> {
        let data = self.ask(document, json!({"input": input})).await?;
        let payload = data.as_object().and_then(|fields| fields.values().next()).cloned().unwrap_or_default();
        let text = |error: &Value| {
            let path: Vec<&str> = error["path"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
            format!("{}: {}", path.join("."), error["message"].as_str().unwrap_or_default())
        };
        let errors: Vec<String> = payload["errors"].as_array().into_iter().flatten().map(text).collect();
        if errors.is_empty() { Ok(payload) } else { bail!("{}", errors.join("; ")) }
    }

    /// Sends bytes to an address of the platform: to its path, where the platform is reached from here.
    pub(super) async fn put(&self, url: &str, bytes: Vec<u8>) -> anyhow::Result<()> {
        let path = url.find("/imports/").map(|start| &url[start..]).context("the platform named no address")?;
        let answer = self.send(self.client.put(format!("{}{path}", self.address)).body(bytes)).await?;
        if answer.status().is_success() {
            return Ok(());
        }
        let problem: Value = answer.json().await.unwrap_or_default();
        bail!("the file was not taken: {}", problem["detail"].as_str().unwrap_or("nobody said why"))
    }

    async fn send(&self, request: RequestBuilder) -> anyhow::Result<reqwest::Response> {
        let request = request.bearer_auth(&self.token).header("accept-language", "en");
        request.send().await.with_context(|| format!("{} does not answer", self.address))
    }
}
