//! `bildungsnetz search`: the index of the search.

use crate::config::{Flags, load};
use crate::output::{progress, say};
use crate::{logging, wiring};
use anyhow::bail;
use application::Platform;
use application::search::{check_search_index, rebuild_search_index};
use clap::Subcommand;

/// What can be done with the index.
#[derive(Subcommand, Clone, Copy, Debug)]
pub(crate) enum What {
    /// Make the index anew from the records; the platform may go on meanwhile
    Rebuild,
    /// Compare the index with the records, and fail when they differ
    Check,
}

pub(crate) async fn run(flags: &Flags, what: What) -> anyhow::Result<()> {
    let config = load(flags)?;
    logging::start(&config.log)?;
    let platform = wiring::platform(&config).await?;
    let done = carry_out(&platform, what).await;
    platform.database.close().await;
    done
}

async fn carry_out(platform: &Platform, what: What) -> anyhow::Result<()> {
    let bar = progress("records");
    let show = |done: u64, all: u64| {
        bar.set_length(all);
        bar.set_position(done);
    };
    match what {
        What::Rebuild => {
            let records = rebuild_search_index(platform, &show).await?;
            bar.finish_and_clear();
            say(format_args!("The index was made anew from {records} records."));
        }
        What::Check => {
            let check = check_search_index(platform, &show).await?;
            bar.finish_and_clear();
            if check.stale > 0 {
                bail!(
                    "{} of {} records are found otherwise than they are; run `bildungsnetz search rebuild`",
                    check.stale,
                    check.records
                );
            }
            say(format_args!("The index says what the {} records say.", check.records));
        }
    }
    Ok(())
}

/// Makes the index anew where an upgrade asks for it, before anybody searches.
pub(crate) async fn ensure(platform: &Platform) -> anyhow::Result<()> {
    let bar = progress("records");
    let show = |done: u64, all: u64| {
        bar.set_length(all);
        bar.set_position(done);
    };
    let records = application::search::ensure_search_index(platform, &show).await?;
    bar.finish_and_clear();
    if records > 0 {
        tracing::info!(records, "the search index was made anew");
    }
    Ok(())
}
