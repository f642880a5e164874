//! A platform that runs somewhere, asked over HTTP as any other client would ask it.

use crate::config::{TOKEN, token};
use anyhow::{Context, bail, ensure};
use reqwest::{Client, RequestBuilder, Response};
use serde_json::{Value, json};

/// A platform, and as whom it is asked.
pub(crate) struct Remote {
    client: Client,
    address: String,
    token: String,
}

impl Remote {
    /// The platform at this address, asked with the token of the environment, which needs this scope.
    pub(crate) fn new(address: &str, scope: &str) -> anyhow::Result<Self> {
        let schemes = ["https://", "http://"];
        let known = schemes.iter().any(|scheme| address.starts_with(scheme));
        ensure!(known, "--server must start with https:// or http://, not `{address}`");
        let token = token().with_context(|| format!("put a token with the scope {scope} into {TOKEN}"))?;
        application::tls::use_ring();
        let client = Client::builder().user_agent(concat!("bildungsnetz/", env!("CARGO_PKG_VERSION")));
        let client = client.build().context("no connection can be made")?;
        Ok(Self { client, address: address.trim_end_matches('/').to_owned(), token })
    }

    /// The data of an answer.
    pub(crate) async fn ask(&self, document: &str, variables: Value) -> anyhow::Result<Value> {
        let request = self.client.post(format!("{}/graphql", self.address));
        let answer = self.send(request.json(&json!({"query": document, "variables": variables}))).await?;
        let status = answer.status();
        let mut answer: Value =
            answer.json().await.with_context(|| format!("{} answers no GraphQL ({status})", self.address))?;
        match answer["errors"].as_array() {
            Some(errors) => bail!("{}", sentences(errors)),
            None => Ok(answer["data"].take()),
        }
    }

    /// The payload of a mutation that was carried out.
    pub(crate) async fn change(&self, document: &str, input: Value) -> anyhow::Result<Value> {
        let data = self.ask(document, json!({"input": input})).await?;
        let payload = data.as_object().and_then(|fields| fields.values().next()).cloned().unwrap_or_default();
        match payload["errors"].as_array() {
            Some(errors) if !errors.is_empty() => bail!("{}", sentences(errors)),
            _ => Ok(payload),
        }
    }

    /// A file below this root of the platform.
    pub(crate) async fn get(&self, url: &str, root: &str) -> anyhow::Result<Response> {
        self.taken(self.client.get(self.reached(url, root)?)).await
    }

    /// Sends bytes below this root of the platform.
    pub(crate) async fn put(&self, url: &str, root: &str, bytes: Vec<u8>) -> anyhow::Result<()> {
        self.taken(self.client.put(self.reached(url, root)?).body(bytes)).await.map(drop)
    }

    /// An address that the platform told, as it is reached from here: the public may know it by another name.
    fn reached(&self, url: &str, root: &str) -> anyhow::Result<String> {
        let start = url.find(root).with_context(|| format!("the platform named no address below {root}"))?;
        Ok(format!("{}{}", self.address, &url[start..]))
    }

    async fn taken(&self, request: RequestBuilder) -> anyhow::Result<Response> {
        let answer = self.send(request).await?;
        let status = answer.status();
        if status.is_success() {
            return Ok(answer);
        }
        let problem: Value = answer.json().await.unwrap_or_default();
        bail!("{status}: {}", problem["detail"].as_str().unwrap_or("nobody said why"))
    }

    async fn send(&self, request: RequestBuilder) -> anyhow::Result<Response> {
        let request = request.bearer_auth(&self.token).header("accept-language", "en");
        request.send().await.with_context(|| format!("{} does not answer", self.address))
    }
}

/// What errors say, each after the path of what it is about.
fn sentences(errors: &[Value]) -> String {
    let text = |error: &Value| {
        let message = error["message"].as_str().unwrap_or("nobody said why");
        let path: Vec<&str> = error["path"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        if path.is_empty() { message.to_owned() } else { format!("{}: {message}", path.join(".")) }
    };
    errors.iter().map(text).collect::<Vec<_>>().join("; ")
}
