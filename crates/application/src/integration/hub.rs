//! Where a process hears of events: read once from the database, and handed to everybody who follows.

use super::broker::Broker;
use crate::{Error, Platform};
use domain::integration::Event;
use persistence::integration::{Events, listen};
use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::broadcast;

/// How many events wait for those who are slow. Who falls behind further reads from the database again.
const WAITING: usize = 1_024;
/// How many events are read at a time.
const STEP: u64 = 200;
/// How often the database is asked when nothing rings: a notice between nodes may get lost with its connection.
const ROUND: Duration = Duration::from_secs(2);
/// How long to wait before a lost connection is tried again.
const PAUSE: Duration = Duration::from_secs(1);

/// Hands events to those who follow them.
#[derive(Debug)]
pub struct EventHub {
    followers: broadcast::Sender<Arc<Event>>,
    broker: Option<Arc<Broker>>,
}

impl Default for EventHub {
    fn default() -> Self {
        Self { followers: broadcast::Sender::new(WAITING), broker: None }
    }
}

impl EventHub {
    /// One of a platform with a broker.
    pub fn with(broker: Arc<Broker>) -> Self {
        Self { broker: Some(broker), ..Self::default() }
    }

    /// The broker to which events are handed, if there is one.
    pub const fn broker(&self) -> Option<&Arc<Broker>> {
        self.broker.as_ref()
    }

    /// How many follow at present.
    pub fn followers(&self) -> usize {
        self.followers.receiver_count()
    }

    /// Hands on what is committed, by this process and by others, until it is dropped.
    pub async fn run(&self, platform: &Platform) {
        tokio::join!(self.hand_on(platform), self.hear(platform));
    }

    async fn hand_on(&self, platform: &Platform) {
        let mut bell = platform.database.events_bell();
        let mut last = None;
        loop {
            bell.borrow_and_update();
            match self.step(platform, last).await {
                Ok((read, end)) => {
                    last = Some(end);
                    if read > 0 {
                        continue;
                    }
                }
                Err(error) => {
                    tracing::warn!(error = &error as &dyn std::error::Error, "events wait for the database");
                }
            }
            tokio::select! {
                // The database lives as long as the platform, and rings no more only with it.
                _ = bell.changed() => {}
                () = tokio::time::sleep(ROUND) => {}
            }
        }
    }

    /// Hands on the next events; says how many, and up to which place.
    async fn step(&self, platform: &Platform, last: Option<i64>) -> Result<(usize, i64), Error> {
        let events = Events::of(&platform.database);
        let Some(last) = last else { return Ok((0, events.head().await?)) };
        let (found, end) = events.after(last, STEP).await?;
        let read = found.len();
        for event in found {
            // Nobody follows at present: that is no fault.
            let _ = self.followers.send(Arc::new(event));
        }
        Ok((read, end))
    }

    /// Rings for the changes of other nodes, as long as the platform runs.
    async fn hear(&self, platform: &Platform) {
        loop {
            let ended = match self.broker.as_deref().filter(|broker| broker.wakes_nodes()) {
                Some(broker) => broker.wake_nodes(platform).await,
                None => listen(&platform.database).await.map_err(Into::into),
            };
            if let Err(error) = ended {
                tracing::warn!(error = &error as &dyn std::error::Error, "not listening to other nodes");
            }
            tokio::time::sleep(PAUSE).await;
        }
    }
}

/// Somebody who follows the events: gets each of them once, in the order of the commits, whoever may know of it. Rights
/// are asked for by those who pass them on.
pub struct Follower {
    platform: Arc<Platform>,
    live: broadcast::Receiver<Arc<Event>>,
    /// The place of the last event that was given.
    last: i64,
    /// Read from the database, and not given yet.
    read: VecDeque<Arc<Event>>,
    /// Whether the database has events that were not heard live.
    behind: bool,
}

impl Follower {
    /// Follows from now on, or from the event that `after` names.
    ///
    /// # Errors
    /// When the database does not answer; `INVALID` at `after` for a cursor that names no event.
    pub async fn start(platform: &Arc<Platform>, after: Option<&str>) -> Result<Self, Error> {
        // Heard first and read then: what is committed in between is in both.
        let live = platform.events.followers.subscribe();
        let events = Events::of(&platform.database);
        let last = match after {
            Some(cursor) => events.position(cursor, "after").await?,
            None => events.head().await?,
        };
        let behind = after.is_some();
        Ok(Self { platform: Arc::clone(platform), live, last, read: VecDeque::new(), behind })
    }

    /// The next event. Nothing is lost when this is given up half-way and called again.
    ///
    /// # Errors
    /// When the database does not answer; the next call tries again.
    pub async fn next(&mut self) -> Result<Arc<Event>, Error> {
        loop {
            if let Some(event) = self.read.pop_front() {
                self.last = event.seq;
                return Ok(event);
            }
            if self.behind {
                let (found, end) = Events::of(&self.platform.database).after(self.last, STEP).await?;
                self.behind = end > self.last;
                if found.is_empty() {
                    self.last = end;
                }
                self.read = found.into_iter().map(Arc::new).collect();
                continue;
            }
            match self.live.recv().await {
                Ok(event) if event.seq == self.last + 1 => {
                    self.last = event.seq;
                    return Ok(event);
                }
                Ok(event) => self.behind = event.seq > self.last,
                Err(broadcast::error::RecvError::Lagged(_)) => self.behind = true,
                Err(broadcast::error::RecvError::Closed) => std::future::pending().await,
            }
        }
    }
}

impl std::fmt::Debug for Follower {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Follower").field("last", &self.last).finish_non_exhaustive()
    }
}
