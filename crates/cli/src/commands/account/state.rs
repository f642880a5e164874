//! `account disable`, `account enable`, `account unlock`.

use super::{find, told};
use crate::output::say;
use application::Call;
use application::accounts::{disable_account, enable_account, unlock_account};

pub(super) async fn disable(call: &Call, email: &str) -> anyhow::Result<()> {
    let account = find(call, email).await?;
    disable_account(call, account.id, account.version).await.map_err(told)?;
    say(format_args!("{email} is disabled."));
    Ok(())
}

pub(super) async fn enable(call: &Call, email: &str) -> anyhow::Result<()> {
    let account = find(call, email).await?;
    let state = enable_account(call, account.id, account.version).await.map_err(told)?.state;
    say(format_args!("{email} is {}.", state.code().to_lowercase()));
    Ok(())
}

pub(super) async fn unlock(call: &Call, email: &str) -> anyhow::Result<()> {
    let account = find(call, email).await?;
    unlock_account(call, account.id).await.map_err(told)?;
    say(format_args!("{email} may try again."));
    Ok(())
}
