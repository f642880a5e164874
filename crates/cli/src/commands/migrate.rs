//! `bildungsnetz migrate`: bring the database up to date.

use crate::config::{Flags, load};
use crate::output::say;
use crate::{logging, wiring};

pub(crate) async fn run(flags: &Flags) -> anyhow::Result<()> {
    let config = load(flags)?;
    logging::start(&config.log)?;
    let database = wiring::database(&config).await?;
    let carried_out = database.migrate().await?;
    database.close().await;
    match carried_out {
        0 => say("The database is up to date."),
        1 => say("1 migration carried out."),
        more => say(format_args!("{more} migrations carried out.")),
    }
    Ok(())
}
