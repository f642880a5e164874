//! Mirrors of what is public, kept up to date beside those who change it (ADR 0025, ADR 0042).

use crate::{Error, Platform};
use persistence::StoreError;
use std::time::Duration;

/// How often it is tried beside those who change something meanwhile.
const PATIENCE: usize = 3;
/// How long changes are gathered before they are published without anybody asking.
const GATHER: Duration = Duration::from_secs(1);
/// How often it is looked when nothing rings.
const ROUND: Duration = Duration::from_mins(1);

/// Publishes until the mirror is current; the last time with all writers held, so it comes to an end however much they
/// write. `publish` is told whether to hold them.
pub(crate) async fn catch_up<C, P>(is_current: impl Fn() -> C, publish: impl Fn(bool) -> P) -> Result<(), Error>
where
    C: Future<Output = Result<bool, StoreError>>,
    P: Future<Output = Result<(), Error>>,
{
    for _ in 0..PATIENCE {
        // When nothing was committed while the records were read, they belong together.
        if is_current().await? {
            return Ok(());
        }
        Box::pin(publish(false)).await?;
    }
    // Boxed, as those who read wait for it in futures of their own.
    Box::pin(publish(true)).await
}

/// Catches up soon after each change, until `stop` is done: so the dates of what is published are near those of the
/// changes, and nobody has to wait for it.
pub(crate) async fn watch<U>(
    platform: &Platform,
    mirror: &'static str,
    catch_up: impl Fn() -> U,
    stop: impl Future<Output = ()> + Send,
) where
    U: Future<Output = Result<(), Error>>,
{
    let mut bell = platform.database.events_bell();
    let mut stop = std::pin::pin!(stop);
    loop {
        bell.borrow_and_update();
        if let Err(error) = catch_up().await {
            let error = &error as &dyn std::error::Error;
            tracing::warn!(error, mirror, "what is public could not be brought up to date");
        }
        tokio::select! {
            () = &mut stop => return,
            _ = bell.changed() => {}
            () = tokio::time::sleep(ROUND) => {}
        }
        tokio::select! {
            () = &mut stop => return,
            () = tokio::time::sleep(GATHER) => {}
        }
    }
}
