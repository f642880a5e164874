//! Those who hand events to the broker. Any number of nodes may run one: one of them works at a time.

use super::stream::StreamEnd;
use super::{Broker, BrokerError};
use crate::Platform;
use domain::access::Actor;
use domain::integration::{Event, EventSight};
use domain::shared::Timestamp;
use persistence::integration::{EventRelays, Events};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;
use uuid::Uuid;

/// How many events are under way at once.
const STEP: u64 = 200;
/// How long they rest when nobody rings: so long another node needs to notice that one is gone, beside the claim.
const REST: Duration = Duration::from_secs(2);
/// After an event they wait this long for more, so that many are handed over together.
const GATHERING: Duration = Duration::from_millis(50);
/// How long a claim holds, in seconds: a node that died is followed by another after it.
const CLAIM_SECONDS: i64 = 20;
/// The longest pause after failures, in seconds.
const LONGEST_PAUSE: u64 = 60;

/// Hands events to the broker, in the order of the commits.
pub struct Relay {
    platform: Arc<Platform>,
    broker: Arc<Broker>,
    /// Names this process.
    holder: Uuid,
    /// What may leave: all that may be told to anybody.
    sight: EventSight,
    /// Whether the stream has a place in the database.
    entered: bool,
    /// Whether it has claimed the stream.
    holds: bool,
    /// The end of the stream, while this process is the one that writes to it.
    end: Option<StreamEnd>,
}

impl Relay {
    /// One for this platform; `None` when there is no broker.
    pub fn new(platform: Arc<Platform>) -> Option<Self> {
        let broker = Arc::clone(platform.events.broker()?);
        let (holder, sight) = (platform.ids.uuid(), EventSight::of(&Actor::System));
        Some(Self { platform, broker, holder, sight, entered: false, holds: false, end: None })
    }

    /// Hands over what is there until `stop` is ready; then the events at hand are finished.
    pub async fn run(mut self, stop: impl Future<Output = ()> + Send) {
        let mut stop = std::pin::pin!(stop);
        let mut bell = self.platform.database.events_bell();
        let mut connections = self.broker.connections();
        let mut failures = 0;
        loop {
            bell.borrow_and_update();
            connections.borrow_and_update();
            match self.hand_over().await {
                Ok(_) => failures = 0,
                Err(error) => {
                    failures += 1;
                    tracing::warn!(error = &error as &dyn std::error::Error, failures, "events wait for the broker");
                }
            }
            let rest = if failures == 0 { REST } else { pause(failures) };
            tokio::select! {
                () = &mut stop => break,
                _ = bell.changed(), if failures == 0 => tokio::time::sleep(GATHERING).await,
                // Whoever has waited for it goes on at once.
                _ = connections.changed() => {}
                () = tokio::time::sleep(rest) => {}
            }
        }
        self.release().await;
    }

    /// Hands over all that is there now, if no other process does, and says how many events that were.
    ///
    /// # Errors
    /// When the broker or the database does not answer: everything waits, and the next call goes on.
    pub async fn hand_over(&mut self) -> Result<usize, BrokerError> {
        let outcome = self.work().await;
        self.broker.failing.store(outcome.is_err(), Ordering::Relaxed);
        if outcome.is_err() {
            // A node that reaches the broker may go on.
            self.release().await;
        }
        self.measure().await;
        outcome
    }

    async fn work(&mut self) -> Result<usize, BrokerError> {
        let (platform, broker) = (Arc::clone(&self.platform), Arc::clone(&self.broker));
        let (relays, events) = (EventRelays::of(&platform.database), Events::of(&platform.database));
        let stream = &broker.settings().stream;
        if !self.entered {
            // What comes from now on is told, also when the broker is not there yet.
            relays.enter(stream).await?;
            self.entered = true;
        }
        broker.client().await?;
        if !broker.is_connected() {
            return Err(BrokerError::Away);
        }
        let held = self.hold().await?;
        self.holds = held.is_some();
        let Some(mut cursor) = held else { return Ok(0) };
        let mut handed = 0;
        loop {
            let mut end = if let Some(end) = self.end.take() {
                end
            } else {
                let (end, last) = StreamEnd::find(&broker).await?;
                // What the broker has counts: a process that died may have handed over more than it could note, and a
                // broker that came back from an older copy has lost what it had taken.
                let known = events.with_ids(last).await?.pop().map_or(cursor, |event| event.seq);
                if known != cursor && !relays.advance(stream, self.holder, (cursor, known), self.until()).await? {
                    return Ok(handed);
                }
                cursor = known;
                end
            };
            let (found, to) = events.after(cursor, STEP).await?;
            if to == cursor {
                self.end = Some(end);
                return Ok(handed);
            }
            let told: Vec<&Event> = found.iter().filter(|event| self.tells(event)).collect();
            let (reached, failed) = end.write(&broker, &platform.settings.public_url, cursor, &told).await;
            let reached = if failed.is_none() { to } else { reached };
            if reached > cursor {
                if !relays.advance(stream, self.holder, (cursor, reached), self.until()).await? {
                    return Ok(handed);
                }
                handed += told.iter().filter(|event| event.seq <= reached).count();
                cursor = reached;
            }
            if let Some(error) = failed {
                return Err(error);
            }
            self.end = Some(end);
        }
    }

    /// Whether an event may leave: what is confidential by design never does.
    fn tells(&self, event: &Event) -> bool {
        self.sight.includes(event) && self.broker.topics().include(event.kind)
    }

    /// Holds the stream, and says up to which event it is told; `None` while another process holds it.
    async fn hold(&mut self) -> Result<Option<i64>, BrokerError> {
        let (relays, stream) = (EventRelays::of(&self.platform.database), &self.broker.settings().stream);
        let now = self.platform.clock.now();
        let place = relays.find(stream).await?;
        let own = place.filter(|place| place.holder == Some(self.holder));
        if own.is_none() {
            self.end = None;
        }
        if let Some(own) = own.filter(|own| own.held_until > now.plus_seconds(CLAIM_SECONDS / 2)) {
            return Ok(Some(own.cursor));
        }
        if own.is_none() && place.is_some_and(|other| other.held_until > now) {
            return Ok(None);
        }
        let claimed = relays.claim(stream, self.holder, (now, self.until())).await?;
        if claimed.is_none() {
            self.end = None;
        }
        Ok(claimed.map(|place| place.cursor))
    }

    fn until(&self) -> Timestamp {
        self.platform.clock.now().plus_seconds(CLAIM_SECONDS)
    }

    /// Lets another process go on.
    pub async fn release(&mut self) {
        self.end = None;
        if !std::mem::take(&mut self.holds) {
            return;
        }
        let stream = &self.broker.settings().stream;
        if let Err(error) = EventRelays::of(&self.platform.database).release(stream, self.holder).await {
            tracing::warn!(error = &error as &dyn std::error::Error, "the claim on the stream runs out by itself");
        }
    }

    /// Notes how many changes wait, for those who watch.
    async fn measure(&self) {
        let stream = &self.broker.settings().stream;
        let (relays, events) = (EventRelays::of(&self.platform.database), Events::of(&self.platform.database));
        // Without an answer, what was known stays.
        if let (Ok(Some(place)), Ok(head)) = (relays.find(stream).await, events.head().await) {
            self.broker.behind.store(head - place.cursor, Ordering::Relaxed);
        }
    }
}

/// The pause after so many failures in a row.
fn pause(failures: u32) -> Duration {
    Duration::from_secs((1 << failures.min(6)).min(LONGEST_PAUSE))
}

impl std::fmt::Debug for Relay {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Relay").field("broker", &self.broker).field("holder", &self.holder).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_up_to_a_minute() {
        assert_eq!([1, 2, 3, 6, 60].map(|failures| pause(failures).as_secs()), [2, 4, 8, 60, 60]);
    }
}
