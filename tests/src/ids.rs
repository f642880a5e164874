//! Ids and randomness that are the same in every run.

use domain::shared::{Clock, Ids};
use sha2::{Digest, Sha256};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use uuid::Uuid;

/// Counts: ids are `UUIDv7` of the world's clock in the order in which they were asked for, and random bytes are
/// digests of a counter. They look random, and are the same when a test runs again.
pub struct CountingIds {
    clock: Arc<dyn Clock>,
    series: u64,
    next: AtomicU64,
}

impl CountingIds {
    /// One series of many: no two give the same id.
    pub fn new(clock: Arc<dyn Clock>, series: u64) -> Self {
        Self { clock, series, next: AtomicU64::new(1) }
    }

    fn digest(&self) -> (u64, [u8; 32]) {
        let count = self.next.fetch_add(1, Ordering::SeqCst);
        let mut digest = Sha256::new();
        digest.update(self.series.to_be_bytes());
        digest.update(count.to_be_bytes());
        (count, digest.finalize().into())
    }
}

impl Ids for CountingIds {
    fn uuid(&self) -> Uuid {
        let (count, digest) = self.digest();
        let mut tail = [0; 10];
        // The count comes first, so that ids of the same instant sort by age as well: 12 bits, then the variant's
        // two, then the rest.
        let [.., high, low] = u16::try_from(count >> 14 & 0xFFF).unwrap_or_default().to_be_bytes();
        let [.., third, fourth] = u16::try_from(count & 0x3FFF).unwrap_or_default().to_be_bytes();
        tail[..4].copy_from_slice(&[high, low, third, fourth]);
        tail[4..].copy_from_slice(&digest[..6]);
        let millis = u64::try_from(self.clock.now().as_micros() / 1_000).unwrap_or_default();
        uuid::Builder::from_unix_timestamp_millis(millis, &tail).into_uuid()
    }

    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(32) {
            let (_, digest) = self.digest();
            chunk.copy_from_slice(&digest[..chunk.len()]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::shared::{FrozenClock, Timestamp};

    #[test]
    fn ids_of_one_instant_sort_by_age() {
        let clock = Arc::new(FrozenClock::at(Timestamp::parse("2020-03-03T08:00:00Z").unwrap()));
        let ids = CountingIds::new(clock, 7);
        let made: Vec<Uuid> = std::iter::repeat_with(|| ids.uuid()).take(50_000).collect();
        assert!(made.is_sorted_by(|a, b| a < b));
        assert!(made.iter().all(|id| id.get_version_num() == 7));
    }

    #[test]
    fn random_bytes_do_not_repeat() {
        let clock = Arc::new(FrozenClock::at(Timestamp::parse("2020-03-03T08:00:00Z").unwrap()));
        let ids = CountingIds::new(clock, 7);
        let (mut one, mut two) = ([0; 40], [0; 40]);
        ids.fill(&mut one);
        ids.fill(&mut two);
        assert!(one != two && one[..8] != one[32..]);
    }
}
