//! The few requests of an export, as any other client would send them.

use anyhow::{Context, bail, ensure};
use reqwest::Response;
use serde::Deserialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

const START: &str =
    "mutation($input: StartExportInput!) { startExport(input: $input) { export { id } errors { message } } }";
const STANDING: &str =
    "query($id: ID!) { export(id: $id) { state rows total bytes sha256 downloadUrl failure failureReason } }";
const CANCEL: &str = "mutation($input: CancelExportInput!) { cancelExport(input: $input) { errors { message } } }";

/// How far an export is.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Standing {
    pub(super) state: String,
    pub(super) rows: u64,
    pub(super) total: Option<u64>,
    pub(super) bytes: u64,
    sha256: Option<String>,
    download_url: Option<String>,
    pub(super) failure: Option<String>,
    pub(super) failure_reason: Option<String>,
}

/// A platform that is asked with a token.
pub(super) struct Client {
    http: reqwest::Client,
    server: String,
    token: String,
}

impl Client {
    pub(super) fn new(server: &str, token: &str) -> anyhow::Result<Self> {
        application::tls::use_ring();
        let http = reqwest::Client::builder().user_agent(concat!("bildungsnetz-export/", env!("CARGO_PKG_VERSION")));
        let http = http.build().context("no connection can be made")?;
        Ok(Self { http, server: server.trim_end_matches('/').to_owned(), token: token.to_owned() })
    }

    /// Asks for an export, and says its id.
    pub(super) async fn start(
        &self,
        document: &str,
        operation: Option<&str>,
        variables: Option<&str>,
        format: &str,
    ) -> anyhow::Result<String> {
        let input = json!({"document": document, "operationName": operation, "variables": variables, "format": format});
        let payload = self.graphql(START, json!({"input": input}), "startExport").await?;
        refused(&payload)?;
        payload["export"]["id"].as_str().map(str::to_owned).context("the platform named no export")
    }

    /// How far an export is.
    pub(super) async fn ask(&self, id: &str) -> anyhow::Result<Standing> {
        let standing = self.graphql(STANDING, json!({"id": id}), "export").await?;
        serde_json::from_value(standing).context("the token may not see its export: it needs the scope export:read")
    }

    /// Calls an export off.
    pub(super) async fn cancel(&self, id: &str) -> anyhow::Result<()> {
        refused(&self.graphql(CANCEL, json!({"input": {"exportId": id}}), "cancelExport").await?)
    }

    /// Fetches the file of an export. It has its name only when it is whole.
    pub(super) async fn fetch(
        &self,
        done: &Standing,
        out: &Path,
        so_far: &(impl Fn(u64) + Sync),
    ) -> anyhow::Result<()> {
        let url = done.download_url.as_deref().context("there is no file to fetch")?;
        // The platform may be reached under another address than the one that it tells the public.
        let path = url.find("/exports/").map(|at| &url[at..]).context("the address of the file is none")?;
        let request = self.http.get(format!("{}{path}", self.server)).bearer_auth(&self.token);
        let mut answer = request.send().await.context("the platform does not answer")?.error_for_status()?;
        let mut name = OsString::from(out);
        name.push(".part");
        let cannot = || format!("{} cannot be written", Path::new(&name).display());
        let mut file = File::create(&name).with_context(cannot)?;
        let (mut digest, mut bytes) = (Sha256::new(), 0);
        while let Some(part) = answer.chunk().await.context("the download broke off")? {
            digest.update(&part);
            file.write_all(&part).with_context(cannot)?;
            bytes += part.len() as u64;
            so_far(bytes);
        }
        file.sync_all().with_context(cannot)?;
        let whole = done.sha256.as_deref() == Some(hex::encode(digest.finalize()).as_str());
        ensure!(whole, "the file did not arrive whole; it is kept as {}", Path::new(&name).display());
        fs::rename(&name, out).with_context(|| format!("{} cannot be written", out.display()))
    }

    /// The one field of an answer.
    async fn graphql(&self, query: &str, variables: Value, field: &str) -> anyhow::Result<Value> {
        let request = self.http.post(format!("{}/graphql", self.server)).bearer_auth(&self.token);
        let request = request.header("accept-language", "en").json(&json!({"query": query, "variables": variables}));
        let answer: Response = request.send().await.context("the platform does not answer")?;
        let status = answer.status();
        let mut answer: Value =
            answer.json().await.with_context(|| format!("no GraphQL is answered there ({status})"))?;
        if let Some(errors) = answer["errors"].as_array() {
            bail!("{}", sentences(errors));
        }
        Ok(answer["data"][field].take())
    }
}

fn refused(payload: &Value) -> anyhow::Result<()> {
    match payload["errors"].as_array() {
        Some(errors) if !errors.is_empty() => bail!("{}", sentences(errors)),
        _ => Ok(()),
    }
}

fn sentences(errors: &[Value]) -> String {
    errors.iter().filter_map(|error| error["message"].as_str()).collect::<Vec<_>>().join(" ")
}
