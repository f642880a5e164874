//! `bildungsnetz account`: what an operator does with accounts when nobody can sign in to do it.

mod create_admin;
mod list;
mod state;

use crate::config::{Flags, load};
use crate::{logging, wiring};
use anyhow::Context;
use application::accounts::{AccountFilter, list_accounts};
use application::{Call, Error};
use clap::Subcommand;
use domain::accounts::Account;
use domain::shared::{EmailAddress, Language, PageRequest};
use std::sync::Arc;

/// What can be done.
#[derive(Subcommand, Debug)]
pub(crate) enum What {
    /// Make an account that administers the platform for the Transferagentur
    CreateAdmin(create_admin::Options),
    /// List all accounts
    List,
    /// Shut an account: it cannot sign in, and its sessions are refused at once
    Disable(Address),
    /// Open a disabled account again
    Enable(Address),
    /// Let an account try again that was locked after too many failures to sign in
    Unlock(Address),
}

#[derive(clap::Args, Debug)]
pub(crate) struct Address {
    /// The e-mail address for signing in
    email: String,
}

pub(crate) async fn run(flags: &Flags, what: &What) -> anyhow::Result<()> {
    let config = load(flags)?;
    logging::start(&config.log)?;
    let platform = Arc::new(wiring::platform(&config).await?);
    let call = Call::of_system(Arc::clone(&platform), "account");
    match what {
        What::CreateAdmin(options) => create_admin::run(&call, options).await?,
        What::List => list::run(&call).await?,
        What::Disable(address) => state::disable(&call, &address.email).await?,
        What::Enable(address) => state::enable(&call, &address.email).await?,
        What::Unlock(address) => state::unlock(&call, &address.email).await?,
    }
    drop(call);
    platform.database.clone().close().await;
    Ok(())
}

/// The account that signs in with an address.
async fn find(call: &Call, email: &str) -> anyhow::Result<Account> {
    let email = EmailAddress::new(email).map_err(Error::from).map_err(told)?;
    let filter = AccountFilter { text: Some(email.key()), ..AccountFilter::default() };
    let found = list_accounts(call, &filter, &PageRequest::first(100)).await.map_err(told)?;
    let mut accounts = found.rows.into_iter().map(|(_, account)| account);
    accounts.find(|account| account.email.key() == email.key()).with_context(|| format!("{email} has no account"))
}

/// An error in words for the operator.
fn told(error: Error) -> anyhow::Error {
    match error {
        Error::Refused(refusals) => {
            let sentences = refusals.iter().map(|refusal| {
                let place = refusal.path.join(".");
                format!("{place}{} {}", if place.is_empty() { "" } else { ":" }, refusal.message(Language::English))
            });
            anyhow::anyhow!(sentences.collect::<Vec<_>>().join(" "))
        }
        error => error.into(),
    }
}
