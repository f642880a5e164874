//! One try to deliver one event.

use super::courier::Courier;
use super::give_up::give_up;
use super::letters::GivenUp;
use super::outbound::Answer;
use super::spread::{REST_SECONDS, actor_of, is_ping};
use crate::integration::CloudEvent;
use crate::security::WebhookSecret;
use crate::{Call, Error};
use domain::access::Actor;
use domain::integration::{Event, EventSight, WebhookOutcome, is_given_up, next_try};
use domain::shared::{Language, Timestamp};
use persistence::integration::{ClaimedDelivery, Events, Failure, Receiver, WebhookQueue};
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use std::sync::Arc;

const ID: HeaderName = HeaderName::from_static("webhook-id");
const TIMESTAMP: HeaderName = HeaderName::from_static("webhook-timestamp");
const SIGNATURE: HeaderName = HeaderName::from_static("webhook-signature");

/// Tries once, with the rights that the service account has now, and notes how it ended.
///
/// # Errors
/// When the database does not answer: then the claim runs out, and it is tried once more.
pub(super) async fn deliver(courier: &Courier, claimed: ClaimedDelivery) -> Result<(), Error> {
    let platform = courier.platform();
    let queue = WebhookQueue::of(&platform.database);
    let ClaimedDelivery { delivery, receiver } = claimed;
    let Some(actor) = actor_of(platform, receiver.service).await? else {
        return Ok(queue.postponed(&delivery, platform.clock.now().plus_seconds(REST_SECONDS)).await?);
    };
    let event = Events::of(&platform.database).with_ids([delivery.event]).await?.pop();
    let seen = |event: &Event| is_ping(event, receiver.id) || EventSight::of(&actor).includes(event);
    let Some(event) = event.filter(seen) else {
        return Ok(queue.withheld(&delivery).await?);
    };
    let answer = send(courier, &receiver, actor, Arc::new(event)).await?;
    let now = platform.clock.now();
    tracing::debug!(webhook = %receiver.id, event = %delivery.event, outcome = answer.outcome.code(), "tried");
    if answer.outcome == WebhookOutcome::Accepted {
        return Ok(queue.delivered(&delivery, answer.status.unwrap_or_default(), now).await?);
    }
    let again = next_try(delivery.attempts + 1, answer.asked, now);
    let failure = Failure { outcome: answer.outcome, status: answer.status, again };
    let (failures, since) = queue.failed(&delivery, failure, now).await?;
    if answer.outcome == WebhookOutcome::Gone {
        give_up(platform, receiver.id, GivenUp::Gone).await?;
    } else if is_given_up(failures, since, now) {
        give_up(platform, receiver.id, GivenUp::Failing).await?;
    }
    Ok(())
}

async fn send(courier: &Courier, receiver: &Receiver, actor: Actor, event: Arc<Event>) -> Result<Answer, Error> {
    let platform = courier.platform();
    let refused = |outcome| Answer { outcome, status: None, asked: None };
    let mut told = CloudEvent::of(&event, &platform.settings.public_url);
    if let Some(document) = &receiver.document {
        let call = Call::new(Arc::clone(platform), actor, format!("webhook-{}", event.id), Language::default());
        match courier.shape(call, Arc::clone(&event), document.clone()).await {
            Ok(answer) => told.data.answer = Some(answer),
            Err(reason) => {
                tracing::warn!(webhook = %receiver.id, reason, "the document of a webhook was refused");
                return Ok(refused(WebhookOutcome::DocumentRefused));
            }
        }
    }
    let body = serde_json::to_string(&told).map_err(Error::unexpected)?;
    if body.len() > platform.settings.webhooks.payload_bytes {
        return Ok(refused(WebhookOutcome::TooLarge));
    }
    let headers = signed(courier, receiver, &event.id.to_string(), &body, platform.clock.now())?;
    Ok(courier.outbound().post(&receiver.url, headers, CloudEvent::MEDIA_TYPE, body).await)
}

/// The three headers of the specification, with a signature by each secret that is good at present.
fn signed(courier: &Courier, receiver: &Receiver, id: &str, body: &str, now: Timestamp) -> Result<HeaderMap, Error> {
    let seconds = now.as_seconds();
    let previous = receiver.secrets.previous.as_ref().filter(|(_, until)| now < *until).map(|(sealed, _)| sealed);
    let mut signatures = Vec::new();
    for sealed in [Some(&receiver.secrets.current), previous].into_iter().flatten() {
        let secret = WebhookSecret::unseal(&courier.platform().secret, receiver.id, sealed)?;
        signatures.push(secret.sign(id, seconds, body));
    }
    let value = |text: &str| HeaderValue::from_str(text).map_err(Error::unexpected);
    Ok(HeaderMap::from_iter([
        (ID, value(id)?),
        (TIMESTAMP, value(&seconds.to_string())?),
        (SIGNATURE, value(&signatures.join(" "))?),
    ]))
}
