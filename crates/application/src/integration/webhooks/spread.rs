//! From the log of events to the queue of each webhook.

use super::PINGED;
use crate::{Error, Platform};
use domain::access::Actor;
use domain::integration::{Event, EventSight, Topics};
use domain::shared::{ServiceAccountId, Timestamp, WebhookDeliveryId, WebhookSubscriptionId};
use persistence::integration::{Events, NewDelivery, Receiver, WebhookQueue};
use persistence::services::service_standing;
use std::collections::{BTreeMap, HashMap};

/// How many events are looked at at a time.
const STEP: u64 = 200;
/// For how long a webhook rests whose service account cannot be used at present, in seconds.
pub(super) const REST_SECONDS: i64 = 600;

/// Queues what the webhooks are to be told of, up to the last event; says how many events were looked at.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn spread(platform: &Platform) -> Result<usize, Error> {
    let (events, queue) = (Events::of(&platform.database), WebhookQueue::of(&platform.database));
    let mut looked_at = 0;
    loop {
        let now = platform.clock.now();
        let behind = queue.behind(events.head().await?, now).await?;
        if behind.is_empty() {
            return Ok(looked_at);
        }
        let sights = sights(platform, &behind).await?;
        let resting: Vec<_> =
            behind.iter().filter(|receiver| !sights.contains_key(&receiver.service)).map(|one| one.id).collect();
        if !resting.is_empty() {
            queue.hold(&resting, now.plus_seconds(REST_SECONDS)).await?;
        }
        // Those that stand at the same place read on together: usually all of them.
        let mut places: BTreeMap<i64, Vec<&Receiver>> = BTreeMap::new();
        for receiver in behind.iter().filter(|receiver| sights.contains_key(&receiver.service)) {
            places.entry(receiver.cursor).or_default().push(receiver);
        }
        let mut moved = false;
        for (from, receivers) in places {
            let (found, to) = events.after(from, STEP).await?;
            let wanted = receivers.iter().flat_map(|receiver| {
                let sight = &sights[&receiver.service];
                let topics = topics(receiver);
                found.iter().filter(move |event| wants(receiver, topics.as_ref(), sight, event)).map(|event| {
                    NewDelivery {
                        id: WebhookDeliveryId::new(&*platform.ids),
                        webhook: receiver.id,
                        event: event.id,
                        seq: event.seq,
                        kind: event.kind.code,
                        subject: event.subject,
                    }
                })
            });
            let wanted = wanted.collect();
            let ids: Vec<WebhookSubscriptionId> = receivers.iter().map(|receiver| receiver.id).collect();
            if queue.queue(&ids, (from, to), wanted, now).await? {
                looked_at += found.len();
                moved |= to > from;
            }
        }
        // Others may have moved them all; the next round shows.
        if !moved {
            return Ok(looked_at);
        }
    }
}

/// What each service account may know of; those that cannot be used at present are missing.
async fn sights(platform: &Platform, receivers: &[Receiver]) -> Result<HashMap<ServiceAccountId, EventSight>, Error> {
    let mut sights = HashMap::new();
    for receiver in receivers {
        if !sights.contains_key(&receiver.service)
            && let Some(actor) = actor_of(platform, receiver.service).await?
        {
            sights.insert(receiver.service, EventSight::of(&actor));
        }
    }
    Ok(sights)
}

/// As whom something is sent; `None` when the service account cannot be used at present.
pub(super) async fn actor_of(platform: &Platform, service: ServiceAccountId) -> Result<Option<Actor>, Error> {
    let standing = service_standing(&platform.database, service).await?;
    let standing = standing.filter(|standing| standing.can_act(platform.clock.today()));
    Ok(standing.map(|standing| Actor::Service(standing.service)))
}

/// Types that the catalogue does not have any more are passed over; `None` when that leaves none.
fn topics(receiver: &Receiver) -> Option<Topics> {
    if receiver.types.is_empty() {
        return Some(Topics::all());
    }
    let known = receiver.types.iter().map(String::as_str).filter(|kind| Topics::read("types", [*kind]).is_ok());
    Topics::read("types", known).ok().filter(|topics| !topics.is_all())
}

fn wants(receiver: &Receiver, topics: Option<&Topics>, sight: &EventSight, event: &Event) -> bool {
    is_ping(event, receiver.id) || (topics.is_some_and(|topics| topics.include(event.kind)) && sight.includes(event))
}

/// Whether it is a test of this webhook: of that it is told whatever it asked for.
pub(super) fn is_ping(event: &Event, webhook: WebhookSubscriptionId) -> bool {
    event.kind.code == PINGED && event.subject == webhook.uuid()
}

/// How long what was delivered is remembered: thirty days.
pub(super) fn remembered_since(now: Timestamp) -> Timestamp {
    now.plus_seconds(-30 * 86_400)
}
