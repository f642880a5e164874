//! `bildungsnetz export`: a list of a running platform, written into a file with the rights of a token.

mod client;

use crate::output::{progress, say};
use anyhow::{Context, bail};
use clap::{Args, ValueEnum};
use client::{Client, Standing};
use indicatif::ProgressBar;
use std::fs;
use std::path::PathBuf;
use std::time::Duration;
use tokio::signal::ctrl_c;
use tokio::time::sleep;

/// How often the platform is asked how far it is.
const PAUSE: Duration = Duration::from_millis(500);

/// What is exported, and into what.
#[derive(Args, Debug)]
pub(crate) struct Options {
    /// Address of the platform, for instance `https://bildung.example`; the token stands in the variable `BILDUNGSNETZ_TOKEN`
    #[arg(long, value_name = "URL")]
    server: String,
    /// File with the query whose list is exported
    #[arg(long, value_name = "FILE")]
    document: PathBuf,
    /// Which operation of the document, where it has several
    #[arg(long, value_name = "NAME")]
    operation: Option<String>,
    /// File with the variables, an object of JSON
    #[arg(long, value_name = "FILE")]
    variables: Option<PathBuf>,
    /// The form of the file
    #[arg(long, value_enum, default_value_t = Format::Csv)]
    format: Format,
    /// The file that is written; one that is there already is replaced when the export is complete
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

/// The form of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// One JSON object on each line
    Jsonl,
    /// CSV as German spreadsheets open it
    Csv,
    /// A workbook
    Xlsx,
}

impl Format {
    const fn code(self) -> &'static str {
        match self {
            Self::Jsonl => "JSONL",
            Self::Csv => "CSV",
            Self::Xlsx => "XLSX",
        }
    }
}

pub(crate) async fn run(options: &Options) -> anyhow::Result<()> {
    let read = |path: &PathBuf| fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()));
    let document = read(&options.document)?;
    let variables = options.variables.as_ref().map(read).transpose()?;
    let client = Client::new(&options.server)?;
    let (document, operation) = (document.as_str(), options.operation.as_deref());
    let id = client.start(document, operation, variables.as_deref(), options.format.code()).await?;
    let bar = progress("rows");
    let done = tokio::select! {
        done = follow(&client, &id, &bar) => done,
        _ = ctrl_c() => {
            bar.finish_and_clear();
            client.cancel(&id).await?;
            bail!("the export was called off");
        }
    }?;
    bar.finish_and_clear();
    let bar = progress("bytes");
    bar.set_length(done.bytes);
    client.fetch(&done, &options.out, &|bytes| bar.set_position(bytes)).await?;
    bar.finish_and_clear();
    say(format_args!("{} rows, {} bytes: {}", done.rows, done.bytes, options.out.display()));
    Ok(())
}

/// Waits for the end of an export.
async fn follow(client: &Client, id: &str, bar: &ProgressBar) -> anyhow::Result<Standing> {
    loop {
        let standing = client.ask(id).await?;
        bar.set_length(standing.total.unwrap_or(standing.rows));
        bar.set_position(standing.rows);
        match standing.state.as_str() {
            "QUEUED" | "RUNNING" => sleep(PAUSE).await,
            "DONE" => return Ok(standing),
            "FAILED" => {
                let reason = standing.failure_reason.unwrap_or_default();
                bail!("the export came to nothing ({}): {reason}", standing.failure.unwrap_or_default());
            }
            other => bail!("the export is {other}"),
        }
    }
}
