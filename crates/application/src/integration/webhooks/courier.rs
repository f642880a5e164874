//! Those who deliver to webhooks. Any number of nodes may run one: a delivery is claimed before it is tried.

use super::deliver::deliver;
use super::outbound::Outbound;
use super::spread::{remembered_since, spread};
use super::{Shape, WebhookSettings};
use crate::{Call, Error, Platform};
use domain::integration::Event;
use domain::shared::WebhookSubscriptionId;
use persistence::integration::{ClaimedDelivery, WebhookQueue};
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::task::{Id, JoinSet};

/// How long they rest when nobody rings: so long a try that is due may wait.
const REST: Duration = Duration::from_secs(2);
/// After an event they wait this long for more, so that many are looked at together.
const GATHERING: Duration = Duration::from_millis(50);
/// How often what was delivered long ago is forgotten.
const CLEANING: Duration = Duration::from_hours(1);
/// How long a claim holds beyond the time that a receiver has to answer, in seconds.
const CLAIM_SECONDS: i64 = 30;

/// Delivers to webhooks.
pub struct Courier {
    platform: Arc<Platform>,
    shape: Shape,
    outbound: Outbound,
    settings: WebhookSettings,
}

/// The deliveries that are under way.
#[derive(Default)]
struct UnderWay {
    tasks: JoinSet<Result<(), Error>>,
    webhooks: HashMap<Id, WebhookSubscriptionId>,
}

impl Courier {
    /// One for this platform. `shape` carries documents out.
    ///
    /// # Errors
    /// When no connection can be made at all: a fault of ours.
    pub fn new(platform: Arc<Platform>, shape: Shape) -> Result<Arc<Self>, Error> {
        let settings = platform.settings.webhooks.clone();
        Self::with(platform, shape, settings)
    }

    /// One with settings of its own.
    ///
    /// # Errors
    /// As [`Courier::new`].
    pub fn with(platform: Arc<Platform>, shape: Shape, settings: WebhookSettings) -> Result<Arc<Self>, Error> {
        Ok(Arc::new(Self { outbound: Outbound::new(&settings)?, platform, shape, settings }))
    }

    pub(super) const fn platform(&self) -> &Arc<Platform> {
        &self.platform
    }

    pub(super) const fn outbound(&self) -> &Outbound {
        &self.outbound
    }

    pub(super) async fn shape(
        &self,
        call: Call,
        event: Arc<Event>,
        document: String,
    ) -> Result<serde_json::Value, String> {
        (self.shape)(call, event, document).await
    }

    /// Delivers all that is due now, and says how many tries that took.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn deliver_due(self: &Arc<Self>) -> Result<usize, Error> {
        let (mut under_way, mut tried) = (UnderWay::default(), 0);
        loop {
            spread(&self.platform).await?;
            let begun = self.begin(&mut under_way).await?;
            if begun == 0 && under_way.tasks.is_empty() {
                return Ok(tried);
            }
            tried += begun;
            under_way.one_ends().await;
        }
    }

    /// Delivers until `stop` is ready; then the deliveries at hand are finished.
    pub async fn run(self: Arc<Self>, stop: impl Future<Output = ()> + Send) {
        let mut stop = std::pin::pin!(stop);
        let mut bell = self.platform.database.events_bell();
        let mut cleaning = tokio::time::interval(CLEANING);
        let mut under_way = UnderWay::default();
        loop {
            bell.borrow_and_update();
            let pause = match self.step(&mut under_way).await {
                Ok(()) => GATHERING,
                Err(error) => {
                    tracing::warn!(error = &error as &dyn std::error::Error, "webhooks wait for the database");
                    REST
                }
            };
            tokio::select! {
                () = &mut stop => break,
                _ = bell.changed() => tokio::time::sleep(pause).await,
                () = under_way.one_ends(), if !under_way.tasks.is_empty() => {}
                () = tokio::time::sleep(REST) => {}
                _ = cleaning.tick() => self.clean().await,
            }
        }
        while !under_way.tasks.is_empty() {
            under_way.one_ends().await;
        }
    }

    async fn step(self: &Arc<Self>, under_way: &mut UnderWay) -> Result<(), Error> {
        spread(&self.platform).await?;
        self.begin(under_way).await?;
        Ok(())
    }

    /// Begins as many deliveries as there is room for.
    async fn begin(self: &Arc<Self>, under_way: &mut UnderWay) -> Result<usize, Error> {
        let room = self.settings.at_once.max(1).saturating_sub(under_way.tasks.len());
        if room == 0 {
            return Ok(0);
        }
        let each = self.settings.per_webhook.max(1);
        let mut counts: HashMap<WebhookSubscriptionId, usize> = HashMap::new();
        for webhook in under_way.webhooks.values() {
            *counts.entry(*webhook).or_default() += 1;
        }
        let now = self.platform.clock.now();
        let timeout = i64::try_from(self.settings.timeout_seconds).unwrap_or(CLAIM_SECONDS);
        let until = now.plus_seconds(timeout.saturating_add(CLAIM_SECONDS));
        let queue = WebhookQueue::of(&self.platform.database);
        let claimed = queue.claim((now, until), (room as u64, each), &counts).await?;
        let begun = claimed.len();
        for one in claimed {
            under_way.begin(Arc::clone(self), one);
        }
        Ok(begun)
    }

    async fn clean(&self) {
        let before = remembered_since(self.platform.clock.now());
        if let Err(error) = WebhookQueue::of(&self.platform.database).forget(before).await {
            tracing::warn!(error = &error as &dyn std::error::Error, "old deliveries stay for another hour");
        }
    }
}

impl UnderWay {
    fn begin(&mut self, courier: Arc<Courier>, claimed: ClaimedDelivery) {
        let webhook = claimed.receiver.id;
        let task = self.tasks.spawn(async move { deliver(&courier, claimed).await });
        self.webhooks.insert(task.id(), webhook);
    }

    /// Waits until one of them ends, if there is one, and counts all that have: so those who follow are claimed together.
    async fn one_ends(&mut self) {
        let mut next = self.tasks.join_next_with_id().await;
        while let Some(ended) = next {
            let id = match ended {
                Ok((id, outcome)) => {
                    if let Err(error) = outcome {
                        tracing::warn!(error = &error as &dyn std::error::Error, "a delivery will be tried once more");
                    }
                    id
                }
                Err(stopped) => {
                    tracing::error!(error = %stopped, "a delivery panicked");
                    stopped.id()
                }
            };
            self.webhooks.remove(&id);
            next = self.tasks.try_join_next_with_id();
        }
    }
}

impl std::fmt::Debug for Courier {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Courier").field("settings", &self.settings).finish_non_exhaustive()
    }
}
