//! Removing what nobody sees: bytes whose upload or export did not become a file, and bytes of deleted files that stayed
//! behind.

use super::storage::Entry;
use crate::{Error, Platform};
use domain::shared::Timestamp;
use futures::StreamExt;
use persistence::files::Files;
use persistence::integration::Exports;
use std::time::Duration;
use uuid::Uuid;

/// How often the storage is swept.
const PAUSE: Duration = Duration::from_hours(6);
/// How old bytes are before they are touched, in seconds: no upload takes a day.
const AGE: i64 = 24 * 3_600;
/// How many blobs are looked up at once.
const BATCH: usize = 1_000;

/// Sweeps the storage now and then, until `stop` is ready.
pub async fn watch_storage(platform: &Platform, stop: impl Future<Output = ()> + Send) {
    let mut stop = std::pin::pin!(stop);
    let mut rounds = tokio::time::interval(PAUSE);
    loop {
        tokio::select! {
            () = &mut stop => return,
            _ = rounds.tick() => match sweep(platform).await {
                Ok(0) => {}
                Ok(removed) => tracing::info!(removed, "bytes of no file were removed"),
                Err(error) => {
                    tracing::warn!(error = &error as &dyn std::error::Error, "the storage could not be swept");
                }
            },
        }
    }
}

/// Removes what is older than a day and belongs to no file and no export, and says how many blobs that were. What somebody else put
/// into the storage stays.
///
/// # Errors
/// When the storage or the database does not answer; the next sweep goes on.
pub async fn sweep(platform: &Platform) -> Result<usize, Error> {
    let before = platform.clock.now().plus_seconds(-AGE);
    let mut removed = 0;
    let mut parts = Box::pin(platform.storage.entries().await?.chunks(BATCH));
    while let Some(part) = parts.next().await {
        let entries = part.into_iter().collect::<Result<Vec<Entry>, _>>()?;
        let old: Vec<Entry> = entries.into_iter().filter(|entry| is_old(entry, before)).collect();
        let blobs: Vec<Uuid> = old.iter().filter_map(|entry| entry.blob).collect();
        let mut used = Files::of(&platform.database).blobs_in_use(&blobs).await?;
        used.extend(Exports::of(&platform.database).blobs_in_use(&blobs).await?);
        for entry in old.iter().filter(|entry| entry.blob.is_none_or(|blob| !used.contains(&blob))) {
            platform.storage.remove_at(&entry.path).await?;
            removed += 1;
        }
    }
    Ok(removed)
}

/// A blob's age is in its id. An unfinished upload has none and is as old as the storage says.
fn is_old(entry: &Entry, before: Timestamp) -> bool {
    let made = |blob: Uuid| {
        let (seconds, nanos) = blob.get_timestamp()?.to_unix();
        Timestamp::from_micros(i64::try_from(seconds).ok()? * 1_000_000 + i64::from(nanos / 1_000))
    };
    match entry.blob {
        Some(blob) => made(blob).is_some_and(|at| at < before),
        None => entry.path.starts_with("incoming/") && entry.written_at.is_some_and(|at| at < before),
    }
}
