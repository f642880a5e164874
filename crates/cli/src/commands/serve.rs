//! `bildungsnetz serve`: serve the platform.

use crate::config::{Flags, load};
use crate::{logging, serving, wiring};
use clap::Args;
use std::sync::Arc;

/// What `serve` may be told.
#[derive(Args, Debug)]
pub(crate) struct Options {
    /// First do what `migrate` does, and `keygen` where there is no secret or no key
    #[arg(long)]
    prepare: bool,
}

pub(crate) async fn run(flags: &Flags, options: &Options) -> anyhow::Result<()> {
    let config = load(flags)?;
    logging::start(&config.log)?;
    if options.prepare {
        wiring::prepare(&config).await?;
    }
    let platform = wiring::platform(&config).await?;
    super::search::ensure(&platform).await?;
    serving::until_stopped(&config, Arc::new(platform), Vec::new(), |_| {}).await
}
