//! The few requests of an export.

use crate::remote::Remote;
use anyhow::{Context, ensure};
use serde::Deserialize;
use serde_json::json;
use sha2::{Digest, Sha256};
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

const START: &str =
    "mutation($input: StartExportInput!) { startExport(input: $input) { export { id } errors { message path } } }";
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

/// A platform that exports.
pub(super) struct Client(Remote);

impl Client {
    pub(super) fn new(server: &str) -> anyhow::Result<Self> {
        Remote::new(server, "export:start").map(Self)
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
        let payload = self.0.change(START, input).await?;
        payload["export"]["id"].as_str().map(str::to_owned).context("the platform named no export")
    }

    /// How far an export is.
    pub(super) async fn ask(&self, id: &str) -> anyhow::Result<Standing> {
        let standing = self.0.ask(STANDING, json!({"id": id})).await?["export"].take();
        serde_json::from_value(standing).context("the token may not see its export: it needs the scope export:read")
    }

    /// Calls an export off.
    pub(super) async fn cancel(&self, id: &str) -> anyhow::Result<()> {
        self.0.change(CANCEL, json!({"exportId": id})).await.map(drop)
    }

    /// Fetches the file of an export. It has its name only when it is whole.
    pub(super) async fn fetch(
        &self,
        done: &Standing,
        out: &Path,
        so_far: &(impl Fn(u64) + Sync),
    ) -> anyhow::Result<()> {
        let url = done.download_url.as_deref().context("there is no file to fetch")?;
        let mut answer = self.0.get(url, "/exports/").await?;
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
}
