//! `bildungsnetz keygen`: the platform's secret, and a new key that signs access tokens.

use crate::config::{Flags, load};
use crate::output::say;
use crate::wiring::{keys, make_secret, secret};
use application::SystemIds;
use application::security::Keyring;

pub(crate) fn run(flags: &Flags) -> anyhow::Result<()> {
    let config = load(flags)?;
    if make_secret(&config.data_dir, &SystemIds)? {
        say(format_args!("New secret: {}", secret(&config.data_dir).display()));
    }
    let folder = keys(&config.data_dir);
    let kid = Keyring::generate(&folder, &SystemIds)?;
    say(format_args!("New key:    {}", folder.join(kid).with_extension("pem").display()));
    say("Restart the platform to sign with it. Older keys go on to verify; remove them after ten minutes.");
    Ok(())
}
