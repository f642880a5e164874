//! `bildungsnetz seed`: fill an empty database with an invented world.

use crate::config::{Flags, load};
use crate::output::{progress, say};
use crate::{logging, wiring};
use application::Call;
use application::worlds::{DEMO_ACCOUNTS, WORLD_PASSWORD, make_demo_world, make_state_world};
use clap::{Args, ValueEnum};
use std::sync::Arc;

/// What `seed` may be told.
#[derive(Args, Debug)]
pub(crate) struct Options {
    /// How much of it
    #[arg(long, value_enum)]
    size: Size,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Size {
    /// Two municipalities and one account for every role
    Demo,
    /// 53 municipalities with their offices and partners, 200 networks with 600 committees and 3,600 meetings, and 2,500
    /// accounts
    State,
}

pub(crate) async fn run(flags: &Flags, options: &Options) -> anyhow::Result<()> {
    let config = load(flags)?;
    logging::start(&config.log)?;
    wiring::prepare(&config).await?;
    let platform = Arc::new(wiring::platform(&config).await?);
    let call = Call::of_system(Arc::clone(&platform), "seed");
    let made = match options.size {
        Size::Demo => usize::from(make_demo_world(&call).await?) * DEMO_ACCOUNTS.len(),
        Size::State => {
            let bar = progress("records");
            let show = |done: usize, all: usize| {
                bar.set_length(all as u64);
                bar.set_position(done as u64);
            };
            let made = make_state_world(&call, &show).await?;
            bar.finish_and_clear();
            made
        }
    };
    platform.database.clone().close().await;
    match made {
        0 => say("There are accounts already: nothing was made."),
        made => say(format_args!("{made} accounts were made; all of them have the password {WORLD_PASSWORD}.")),
    }
    Ok(())
}
