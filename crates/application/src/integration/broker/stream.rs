//! The end of the stream, and what is written behind it.

use super::{Broker, BrokerError};
use crate::integration::CloudEvent;
use async_nats::header::NATS_MESSAGE_ID;
use async_nats::jetstream::context::PublishAckFuture;
use async_nats::jetstream::message::PublishMessage;
use async_nats::jetstream::stream::{Config, RawMessageErrorKind};
use domain::integration::Event;
use domain::shared::EventId;
use std::sync::atomic::Ordering;
use std::time::Duration;
use uuid::Uuid;

/// For how long the broker itself remembers the ids of events, beside all that is done here.
const REMEMBERED: Duration = Duration::from_mins(10);
const DAY: Duration = Duration::from_hours(24);

/// The end of the stream as this process knows it. Every event names the sequence that it comes after: whoever has an
/// older notion of the end, a process that was asleep or a message that was held up, is refused by the broker.
#[derive(Debug)]
pub(super) struct StreamEnd {
    last: u64,
}

/// How far a batch has come: the place of the last event that is safe, and why it went no further.
pub(super) type Written = (i64, Option<BrokerError>);

impl StreamEnd {
    /// Looks for the end, and for the event that stands there; the stream is made where it is missing.
    pub(super) async fn find(broker: &Broker) -> Result<(Self, Option<EventId>), BrokerError> {
        let settings = broker.settings();
        let wanted = Config {
            name: settings.stream.clone(),
            subjects: vec![broker.subjects()],
            max_age: DAY * settings.keep_days,
            num_replicas: settings.replicas,
            duplicate_window: REMEMBERED,
            description: Some("Events of bildungsnetz as CloudEvents".to_owned()),
            ..Config::default()
        };
        let found = broker.context().await?.get_or_create_stream(wanted).await;
        let stream = found.map_err(BrokerError::failed("looking for the stream of the broker"))?;
        let state = &stream.cached_info().state;
        let end = Self { last: state.last_sequence };
        if state.messages == 0 {
            return Ok((end, None));
        }
        let message = match stream.get_raw_message(end.last).await {
            Ok(message) => message,
            // Somebody has deleted it.
            Err(error) if matches!(error.kind(), RawMessageErrorKind::NoMessageFound) => return Ok((end, None)),
            Err(error) => return Err(BrokerError::failed("reading the end of the stream")(error)),
        };
        let id = message.headers.get(NATS_MESSAGE_ID).and_then(|id| Uuid::try_parse(id.as_str()).ok());
        Ok((end, id.map(EventId::from)))
    }

    /// Writes events that come after the place `from`, all at once and in their order, and waits until each is safe.
    pub(super) async fn write(&mut self, broker: &Broker, source: &str, from: i64, events: &[&Event]) -> Written {
        let mut under_way: Vec<(i64, PublishAckFuture)> = Vec::new();
        let mut failed = None;
        for event in events {
            let after = self.last + under_way.len() as u64;
            match send(broker, source, event, after).await {
                Ok(ack) => under_way.push((event.seq, ack)),
                Err(error) => {
                    failed = Some(error);
                    break;
                }
            }
        }
        let mut reached = from;
        for (seq, ack) in under_way {
            match ack.await {
                Ok(ack) => {
                    // One that the broker knew already has an older sequence.
                    self.last = self.last.max(ack.sequence);
                    reached = seq;
                    broker.published.fetch_add(u64::from(!ack.duplicate), Ordering::Relaxed);
                }
                // Those behind it are refused as well, for they name a sequence that is not there.
                Err(error) => return (reached, Some(BrokerError::failed("handing an event to the broker")(error))),
            }
        }
        (reached, failed)
    }
}

async fn send(broker: &Broker, source: &str, event: &Event, after: u64) -> Result<PublishAckFuture, BrokerError> {
    let told = serde_json::to_vec(&CloudEvent::of(event, source));
    let told = told.map_err(BrokerError::failed("writing an event as JSON"))?;
    let message = PublishMessage::build()
        .payload(told.into())
        .header("Content-Type", CloudEvent::MEDIA_TYPE)
        .message_id(event.id.to_string())
        .expected_stream(&broker.settings().stream)
        .expected_last_sequence(after);
    let sent = broker.context().await?.send_publish(broker.subject(event.kind), message).await;
    sent.map_err(BrokerError::failed("handing an event to the broker"))
}
