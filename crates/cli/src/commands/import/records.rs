//! `bildungsnetz import organisations|people|memberships`: a file of records, sent to a platform that runs.

use crate::output::{progress, say};
use crate::remote::Remote;
use anyhow::{Context, bail};
use clap::{Args, ValueEnum};
use indicatif::ProgressBar;
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How often it is asked how far the import is.
const PAUSE: Duration = Duration::from_millis(500);

const UPLOAD: &str = "mutation($input: RequestImportUploadInput!) { requestImportUpload(input: $input) { \
                      upload { fileId url } errors { message path } } }";
const START: &str = "mutation($input: StartImportInput!) { startImport(input: $input) { \
                     import { id rowCount } alreadyImported errors { message path } } }";
const PROGRESS: &str = "query($id: ID!) { import(id: $id) { state rowCount doneCount createdCount duplicateCount \
                        refusedCount dryRun failure { message } } }";
const ROWS: &str = "query($id: ID!, $outcome: ImportRowOutcome!, $after: String) { \
                    importRows(importId: $id, outcome: $outcome, first: 100, after: $after) { \
                    nodes { number messages { column message } } pageInfo { hasNextPage endCursor } } }";

#[derive(Args, Debug)]
pub(crate) struct Records {
    /// The file: CSV or XLSX
    file: PathBuf,
    /// Address of the platform, for instance `https://bildung.example`; the token stands in the variable `BILDUNGSNETZ_TOKEN`
    #[arg(long, value_name = "URL")]
    server: String,
    /// The global id of the organisation for which the file is imported
    #[arg(long, value_name = "ID")]
    organisation: String,
    /// Which columns go into which fields: JSON with `columns` and `constants`, as `startImport` takes them
    #[arg(long, value_name = "FILE")]
    mapping: PathBuf,
    /// What happens to bad rows
    #[arg(long, value_enum, default_value_t = Policy::All)]
    policy: Policy,
    /// Keep nothing, only say what would become of each row
    #[arg(long)]
    dry_run: bool,
}

/// What happens to bad rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Policy {
    /// No row is kept unless all of them can be
    All,
    /// Bad rows are left out
    Skip,
}

pub(crate) async fn run(kind: &str, options: &Records) -> anyhow::Result<()> {
    let server = Remote::new(&options.server, "import:run")?;
    let mapping = fs::read(&options.mapping).with_context(|| unreadable(&options.mapping))?;
    let mapping: Value = serde_json::from_slice(&mapping)
        .with_context(|| format!("{} does not hold JSON", options.mapping.display()))?;
    let file = upload(&server, options).await?;
    let policy = if options.policy == Policy::All { "ALL_OR_NOTHING" } else { "SKIP_BAD_ROWS" };
    let input = json!({"fileId": file, "kind": kind, "mapping": mapping, "policy": policy, "dryRun": options.dry_run});
    let started = server.change(START, input).await?;
    let id = &started["import"]["id"];
    if started["alreadyImported"] == true {
        say("This file was imported before; nothing was done.");
    }
    let bar = progress("rows");
    let ended = wait(&server, id, &bar).await;
    bar.finish_and_clear();
    tell(&server, id, &ended?).await
}

async fn upload(server: &Remote, options: &Records) -> anyhow::Result<Value> {
    let bytes = fs::read(&options.file).with_context(|| unreadable(&options.file))?;
    let name = options.file.file_name().and_then(|name| name.to_str()).context("the file has no name in UTF-8")?;
    let input = json!({"organisationId": options.organisation, "name": name, "size": bytes.len()});
    let upload = server.change(UPLOAD, input).await?["upload"].take();
    server.put(upload["url"].as_str().unwrap_or_default(), "/imports/", bytes).await?;
    Ok(upload["fileId"].clone())
}

/// Waits until the import is over, and says what came of it.
async fn wait(server: &Remote, id: &Value, bar: &ProgressBar) -> anyhow::Result<Value> {
    loop {
        let import = server.ask(PROGRESS, json!({"id": id})).await?["import"].take();
        bar.set_length(import["rowCount"].as_u64().unwrap_or_default());
        bar.set_position(import["doneCount"].as_u64().unwrap_or_default());
        match import["state"].as_str() {
            Some("QUEUED" | "CHECKING" | "RUNNING") => tokio::time::sleep(PAUSE).await,
            Some(_) => return Ok(import),
            None => bail!("the import is not to be seen any more"),
        }
    }
}

/// Says what came of it, with the bad rows.
async fn tell(server: &Remote, id: &Value, import: &Value) -> anyhow::Result<()> {
    let count = |name: &str| import[name].as_u64().unwrap_or_default();
    let made = if import["dryRun"] == true || import["state"] == "FAILED" { "good" } else { "made" };
    say(format_args!(
        "{} rows: {} {made}, {} there already, {} refused.",
        count("rowCount"),
        count("createdCount"),
        count("duplicateCount"),
        count("refusedCount")
    ));
    for (outcome, title) in [("DUPLICATE", "there already"), ("REFUSED", "refused")] {
        tell_rows(server, id, outcome, title).await?;
    }
    match import["state"].as_str() {
        Some("FAILED") => bail!("{}", import["failure"]["message"].as_str().unwrap_or("the import failed")),
        Some("CANCELLED") => bail!("the import was cancelled"),
        _ if count("refusedCount") > 0 => bail!("{} rows were refused", count("refusedCount")),
        _ => Ok(()),
    }
}

async fn tell_rows(server: &Remote, id: &Value, outcome: &str, title: &str) -> anyhow::Result<()> {
    let mut after = Value::Null;
    loop {
        let variables = json!({"id": id, "outcome": outcome, "after": after});
        let page = server.ask(ROWS, variables).await?["importRows"].take();
        for row in page["nodes"].as_array().into_iter().flatten() {
            for message in row["messages"].as_array().into_iter().flatten() {
                let column = message["column"].as_str().map(|column| format!("{column}: ")).unwrap_or_default();
                let text = message["message"].as_str().unwrap_or_default();
                say(format_args!("  row {} {title}: {column}{text}", row["number"]));
            }
        }
        if page["pageInfo"]["hasNextPage"] != true {
            return Ok(());
        }
        after = page["pageInfo"]["endCursor"].clone();
    }
}

fn unreadable(path: &Path) -> String {
    format!("{} cannot be read", path.display())
}
