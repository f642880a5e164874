//! `bildungsnetz demo`: an invented world that needs nothing but this binary.

use crate::config::{Config, Flags, Nats, load};
use crate::output::say;
use crate::{logging, serving, wiring};
use api::http::DemoAccount;
use application::Call;
use application::worlds::{DEMO_ACCOUNTS, WORLD_PASSWORD, make_demo_world};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

/// Where the demo is kept when nothing else is said.
const FOLDER: &str = "data/demo";

pub(crate) async fn run(flags: &Flags) -> anyhow::Result<()> {
    let data_dir = flags.data_dir.clone().unwrap_or_else(|| PathBuf::from(FOLDER));
    let mut config = load(&Flags { data_dir: Some(data_dir), ..flags.clone() })?;
    config.require_second_factor = false;
    config.mail.server = None;
    // What is invented is told to nobody.
    config.nats = Nats::default();
    // The terminal belongs to the addresses and accounts; what goes wrong is shown all the same.
    if config.log == crate::config::Log::default() {
        "warn".clone_into(&mut config.log.filter);
    }
    logging::start(&config.log)?;
    wiring::prepare(&config).await?;
    let platform = Arc::new(wiring::platform(&config).await?);
    super::search::ensure(&platform).await?;
    let made = make_demo_world(&Call::of_system(Arc::clone(&platform), "demo")).await?;
    let accounts = DEMO_ACCOUNTS.iter().map(|account| DemoAccount {
        email: account.email.to_owned(),
        password: WORLD_PASSWORD.to_owned(),
        role: account.role.german().to_owned(),
        place: account.organisation.to_owned(),
    });
    serving::until_stopped(&config, platform, accounts.collect(), |address| greet(&config, address, made)).await
}

fn greet(config: &Config, address: SocketAddr, made: bool) {
    let kept = if made { "new" } else { "as it was left" };
    say(format_args!(
        "The demo world ({kept}) is kept in {}; delete the folder to begin anew.\n",
        config.data_dir.display()
    ));
    say(format_args!("  GraphiQL   http://{address}/graphiql"));
    say(format_args!("  GraphQL    http://{address}/graphql"));
    say(format_args!("  Schema     http://{address}/schema.graphql"));
    say(format_args!("  Mails      {}\n", wiring::mail_folder(config).display()));
    say(format_args!("Everybody signs in with the password {WORLD_PASSWORD}:\n"));
    for account in DEMO_ACCOUNTS {
        say(format_args!("  {:<47} {:<24} {}", account.email, account.role.code(), account.organisation));
    }
    say("\nCtrl-C stops it.");
}
