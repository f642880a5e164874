//! `bildungsnetz schema`: the generated files of `schema/`.

mod access_table;
mod events;
mod files;

use crate::output::say;
use anyhow::{Context, bail};
use clap::Args;
use std::fs;
use std::path::{Path, PathBuf};

/// What `schema` may be told.
#[derive(Args, Debug)]
pub(crate) struct Options {
    /// Write nothing; fail when a file is not what would be written
    #[arg(long)]
    check: bool,
    /// The folder of the files
    #[arg(long, default_value = "schema")]
    dir: PathBuf,
    /// An empty PostgreSQL database for the dump [default: a throw-away server from the installed binaries]
    #[arg(long, value_name = "URL")]
    postgres: Option<String>,
}

pub(crate) async fn run(options: &Options) -> anyhow::Result<()> {
    operations(&options.dir.join("operations")).await?;
    let mut drifted = Vec::new();
    for (name, wanted) in files::generate(options.postgres.as_deref()).await? {
        let path = options.dir.join(name);
        let found = fs::read_to_string(&path).unwrap_or_default();
        if found == wanted {
            continue;
        }
        if !options.check {
            fs::create_dir_all(&options.dir)
                .and_then(|()| fs::write(&path, wanted))
                .with_context(|| format!("{} cannot be written", path.display()))?;
            say(format_args!("written: {}", path.display()));
        }
        drifted.push(path.display().to_string());
    }
    match (options.check, drifted.is_empty()) {
        (true, false) => bail!("{} out of date; run `cargo run -- schema` and commit", drifted.join(", ")),
        (_, true) => say(format_args!("{} is up to date.", options.dir.display())),
        (false, false) => {}
    }
    Ok(())
}

/// Checks that the schema takes every named document.
async fn operations(folder: &Path) -> anyhow::Result<()> {
    let mut faults = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "graphql") {
            let document = fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))?;
            let found = api::graphql::faults_in(&document).await;
            faults.extend(found.into_iter().map(|fault| format!("{}: {fault}", path.display())));
        }
    }
    faults.sort();
    anyhow::ensure!(faults.is_empty(), "documents that the schema does not take: {}", faults.join("; "));
    Ok(())
}
