//! Those who carry imports out. Any number of nodes may run one: an import is claimed before it is begun.

use super::forget::forget_old_imports;
use super::work::ImportWork;
use crate::{Error, Platform};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// How long they rest when nobody rings.
const REST: Duration = Duration::from_secs(5);
/// After an event they wait this long for more.
const GATHERING: Duration = Duration::from_millis(100);
/// How often what is old is forgotten.
const CLEANING: Duration = Duration::from_hours(1);

/// Carries out all imports that are due, and says how many steps that took.
///
/// # Errors
/// When the database does not answer.
pub async fn carry_out_due(platform: &Arc<Platform>) -> Result<usize, Error> {
    carry_out(platform, &Arc::default()).await
}

async fn carry_out(platform: &Arc<Platform>, stopping: &Arc<AtomicBool>) -> Result<usize, Error> {
    let mut steps = 0;
    while !stopping.load(Ordering::Relaxed)
        && let Some(mut work) = ImportWork::begin(platform, stopping).await?
    {
        steps += 1;
        while work.step().await? {
            steps += 1;
        }
    }
    Ok(steps)
}

/// Carries imports out until `stop` is ready; then the row at hand is finished, and its batch goes on elsewhere or later.
/// Once an hour it forgets what is old.
pub async fn run(platform: &Arc<Platform>, stop: impl Future<Output = ()> + Send) {
    let mut stop = std::pin::pin!(stop);
    let stopping = Arc::new(AtomicBool::new(false));
    let mut bell = platform.database.events_bell();
    let mut cleaning = tokio::time::interval(CLEANING);
    loop {
        bell.borrow_and_update();
        let mut work = std::pin::pin!(carry_out(platform, &stopping));
        let carried_out = loop {
            tokio::select! {
                () = &mut stop, if !stopping.load(Ordering::Relaxed) => stopping.store(true, Ordering::Relaxed),
                carried_out = &mut work => break carried_out,
            }
        };
        if stopping.load(Ordering::Relaxed) {
            return;
        }
        if let Err(error) = carried_out {
            tracing::warn!(error = &error as &dyn std::error::Error, "imports wait for the database");
        }
        tokio::select! {
            () = &mut stop => return,
            _ = bell.changed() => tokio::time::sleep(GATHERING).await,
            () = tokio::time::sleep(REST) => {}
            _ = cleaning.tick() => {
                if let Err(error) = forget_old_imports(platform).await {
                    tracing::warn!(error = &error as &dyn std::error::Error, "old imports stay for another hour");
                }
            }
        }
    }
}
