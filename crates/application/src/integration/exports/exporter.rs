//! Those who write exports: one at a time on each node. Any number of nodes may run one: an export is claimed before it is
//! begun.

use super::Reader;
use super::carry_out::{CLAIM_SECONDS, Work};
use super::expire::expire_exports;
use crate::{Error, Platform};
use persistence::integration::ExportQueue;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// How long they rest when nobody rings.
const REST: Duration = Duration::from_secs(5);
/// After an event they wait this long for more, so that many are looked at together.
const GATHERING: Duration = Duration::from_millis(250);
/// How often files are looked for that have been kept for their time.
const CLEANING: Duration = Duration::from_mins(10);

/// Writes exports.
pub struct Exporter {
    platform: Arc<Platform>,
    reader: Reader,
}

impl Exporter {
    /// One for this platform. `reader` reads the lists.
    pub fn new(platform: Arc<Platform>, reader: Reader) -> Arc<Self> {
        Arc::new(Self { platform, reader })
    }

    /// Writes all that is due now, one after the other, and says how many exports that were.
    ///
    /// # Errors
    /// When the database does not answer, or an export failed in a way that another try may mend.
    pub async fn write_due(&self) -> Result<usize, Error> {
        let (_halt, halted) = watch::channel(false);
        let mut written = 0;
        while self.write_next(&halted).await? {
            written += 1;
        }
        Ok(written)
    }

    /// Writes until `stop` is ready; then the export at hand is given back to be begun anew by another node.
    pub async fn run(self: Arc<Self>, stop: impl Future<Output = ()> + Send) {
        let (halt, halted) = watch::channel(false);
        let told = async move {
            stop.await;
            // Nobody listens any more only when the work has ended already.
            let _ = halt.send(true);
        };
        tokio::join!(told, self.work(halted));
    }

    async fn work(self: Arc<Self>, mut halted: watch::Receiver<bool>) {
        let mut bell = self.platform.database.events_bell();
        let mut cleaning = tokio::time::interval(CLEANING);
        while !*halted.borrow() {
            bell.borrow_and_update();
            let (exporter, stopping) = (Arc::clone(&self), halted.clone());
            // In a task of its own: a document that makes something panic ends one export and not the worker.
            let written = tokio::spawn(async move { exporter.write_next(&stopping).await }).await;
            match written.map_err(Error::unexpected).flatten() {
                Ok(true) => continue,
                Ok(false) => {}
                Err(error) => {
                    tracing::warn!(error = &error as &dyn std::error::Error, "an export will be begun once more");
                }
            }
            tokio::select! {
                _ = halted.changed() => {}
                _ = bell.changed() => tokio::time::sleep(GATHERING).await,
                () = tokio::time::sleep(REST) => {}
                _ = cleaning.tick() => self.clean().await,
            }
        }
    }

    /// Writes the next export that is due; `false` when there is none.
    async fn write_next(&self, halted: &watch::Receiver<bool>) -> Result<bool, Error> {
        let now = self.platform.clock.now();
        let until = now.plus_seconds(CLAIM_SECONDS);
        let claim = self.platform.ids.uuid();
        let queue = ExportQueue::of(&self.platform.database);
        let Some(claimed) = queue.claim((now, until), claim).await? else { return Ok(false) };
        Work::new(&self.platform, &self.reader, halted, claimed).carry_out().await?;
        Ok(true)
    }

    async fn clean(&self) {
        match expire_exports(&self.platform).await {
            Ok(0) => {}
            Ok(deleted) => tracing::info!(deleted, "files of exports were deleted after their time"),
            Err(error) => {
                tracing::warn!(error = &error as &dyn std::error::Error, "expired exports stay for a while");
            }
        }
    }
}

impl std::fmt::Debug for Exporter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Exporter").finish_non_exhaustive()
    }
}
