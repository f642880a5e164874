//! Webhooks: where service accounts are told of events, and how often that is tried.

use super::receiver::WebhookUrl;
use crate::access::Owner;
use crate::shared::{
    AccountId, EventId, Name, OrganisationId, Refusal, RefusalCode, ServiceAccountId, Timestamp, WebhookDeliveryId,
    WebhookSubscriptionId, coded_enum,
};
use uuid::Uuid;

coded_enum! {
    /// Whether events are delivered to a webhook.
    WebhookState {
        /// They are.
        Active = "ACTIVE", "Aktiv";
        /// Somebody paused it; events wait.
        Paused = "PAUSED", "Pausiert";
        /// The platform gave it up, after failures for days or because its receiver is gone; events wait.
        Disabled = "DISABLED", "Abgeschaltet";
    }
}

coded_enum! {
    /// What became of one event for a webhook.
    WebhookDeliveryState {
        /// It is to be delivered, or to be tried again.
        Pending = "PENDING", "Ausstehend";
        /// The receiver took it.
        Delivered = "DELIVERED", "Zugestellt";
        /// It was tried for three days and given up.
        Failed = "FAILED", "Gescheitert";
        /// The service account may not know of it any more.
        Withheld = "WITHHELD", "Zurückgehalten";
    }
}

coded_enum! {
    /// How a try to deliver ended.
    WebhookOutcome {
        /// The receiver took it: a status of 200 to 299.
        Accepted = "ACCEPTED", "Angenommen";
        /// The receiver answered with another status.
        Rejected = "REJECTED", "Abgelehnt";
        /// The receiver sent elsewhere, where nothing is sent.
        Redirected = "REDIRECTED", "Weitergeleitet";
        /// The receiver is gone for good: status 410.
        Gone = "GONE", "Aufgehoben";
        /// There was no answer in time.
        TimedOut = "TIMED_OUT", "Zeit überschritten";
        /// The name is unknown, or nobody answers there, or not with a certificate that is good.
        Unreachable = "UNREACHABLE", "Nicht erreichbar";
        /// The answer is not HTTP, or broke off.
        Broken = "BROKEN", "Antwort unlesbar";
        /// The name stands for an address to which nothing is sent.
        AddressRefused = "ADDRESS_REFUSED", "Adresse nicht erlaubt";
        /// The service account may not carry the document out any more.
        DocumentRefused = "DOCUMENT_REFUSED", "Dokument nicht erlaubt";
        /// What the document answers is larger than what is sent.
        TooLarge = "TOO_LARGE", "Zu groß";
    }
}

impl WebhookOutcome {
    /// Whether nothing else would get through either, so that the receiver is left alone for a while.
    pub const fn concerns_all(self, status: Option<u16>) -> bool {
        match self {
            Self::TimedOut | Self::Unreachable | Self::Broken | Self::AddressRefused => true,
            Self::Rejected => matches!(status, Some(429 | 500..=599)),
            Self::Accepted | Self::Redirected | Self::Gone | Self::DocumentRefused | Self::TooLarge => false,
        }
    }
}

/// A webhook, without its secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebhookSubscription {
    /// The webhook.
    pub id: WebhookSubscriptionId,
    /// What it is called.
    pub name: Name,
    /// Whose rights say of what it is told.
    pub service: ServiceAccountId,
    /// The organisation that owns the service account, and with it the webhook.
    pub organisation: OrganisationId,
    /// Where it is received.
    pub url: WebhookUrl,
    /// The types of events, as they were asked for; all when there is none.
    pub types: Vec<String>,
    /// The document that is carried out for each event, when there is one.
    pub document: Option<String>,
    /// Whether events are delivered.
    pub state: WebhookState,
    /// How many tries failed since the last one that did not.
    pub failures: i64,
    /// When the first of them was.
    pub failing_since: Option<Timestamp>,
    /// Until when the receiver is left alone.
    pub held_until: Option<Timestamp>,
    /// When something was last delivered.
    pub delivered_at: Option<Timestamp>,
    /// Until when the secret before this one signs as well.
    pub previous_secret_until: Option<Timestamp>,
    /// Who made it; nobody when the operator did.
    pub created_by: Option<AccountId>,
    /// When it was made.
    pub created_at: Timestamp,
    /// The version, for optimistic locking.
    pub version: i64,
    /// To whom it belongs.
    pub owner: Owner,
}

impl WebhookSubscription {
    /// How many one service account has at most.
    pub const MOST: u64 = 20;
    /// How many hours the secret before signs as well, unless something else is said.
    pub const OVERLAP_HOURS: i64 = 24;
    /// How many hours that can be at most.
    pub const MOST_OVERLAP_HOURS: i64 = 168;
    /// How many characters a document has at most.
    pub const MOST_DOCUMENT: usize = 20_000;

    /// Allows a verb only in one of some states.
    ///
    /// # Errors
    /// `WRONG_STATE`.
    pub fn must_be(&self, allowed: &[WebhookState], verb: &'static str) -> Result<(), Refusal> {
        if allowed.contains(&self.state) {
            return Ok(());
        }
        Err(Refusal::new(RefusalCode::WrongState).with("state", self.state).with("verb", verb))
    }

    /// Until when the secret before signs as well.
    ///
    /// # Errors
    /// `OUT_OF_RANGE` for more than a week.
    pub fn decide_overlap(hours: Option<i64>, now: Timestamp) -> Result<Timestamp, Refusal> {
        let hours = hours.unwrap_or(Self::OVERLAP_HOURS);
        if !(0..=Self::MOST_OVERLAP_HOURS).contains(&hours) {
            let refusal = Refusal::new(RefusalCode::OutOfRange).at("overlapHours");
            return Err(refusal.with("min", 0).with("max", Self::MOST_OVERLAP_HOURS));
        }
        Ok(now.plus_seconds(hours * 3_600))
    }
}

/// One event on its way to a webhook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebhookDelivery {
    /// The delivery.
    pub id: WebhookDeliveryId,
    /// To which webhook.
    pub webhook: WebhookSubscriptionId,
    /// The event, by whose id receivers tell a repetition.
    pub event: EventId,
    /// The type of the event.
    pub kind: String,
    /// The record that the event is about.
    pub subject: Uuid,
    /// What became of it.
    pub state: WebhookDeliveryState,
    /// How often it was tried.
    pub attempts: i64,
    /// How the last try ended.
    pub outcome: Option<WebhookOutcome>,
    /// The status that the receiver answered then.
    pub status: Option<u16>,
    /// When it was tried last.
    pub tried_at: Option<Timestamp>,
    /// When it is tried next, while it is pending.
    pub due_at: Timestamp,
    /// When it was queued.
    pub created_at: Timestamp,
}

/// After how many tries an event is given up: with their pauses that is after three days.
pub const WEBHOOK_ATTEMPTS: i64 = 20;
/// For how long a webhook may fail without a break, in seconds: three days.
pub const WEBHOOK_PATIENCE: i64 = 3 * 86_400;
/// How many tries must have failed before it is given up.
const FAILURES: i64 = 10;
/// The longest pause between two tries, in seconds.
const LONGEST_PAUSE: i64 = 6 * 3_600;
/// The longest time for which a receiver that does not answer is left alone, in seconds.
const LONGEST_HOLD: i64 = 600;

/// When an event is tried again after its `attempts`-th try failed; `None` when it is given up. A receiver may ask
/// for a longer pause.
pub fn next_try(attempts: i64, asked: Option<i64>, now: Timestamp) -> Option<Timestamp> {
    let pause = pause(attempts).max(asked.unwrap_or(0)).min(LONGEST_PAUSE);
    (attempts < WEBHOOK_ATTEMPTS).then(|| now.plus_seconds(pause))
}

/// For how long a receiver that failed so many times in a row is left alone, in seconds.
pub fn hold(failures: i64) -> i64 {
    pause(failures).min(LONGEST_HOLD)
}

/// Whether a webhook has failed for so long that it is given up.
pub fn is_given_up(failures: i64, failing_since: Option<Timestamp>, now: Timestamp) -> bool {
    failures >= FAILURES && failing_since.is_some_and(|since| since.plus_seconds(WEBHOOK_PATIENCE) <= now)
}

/// Half a minute after the first failure, doubled with each one.
fn pause(failures: i64) -> i64 {
    (30_i64 << (failures - 1).clamp(0, 10)).min(LONGEST_PAUSE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_end_after_three_days() {
        let start = Timestamp::parse("2020-03-03T08:00:00Z").unwrap();
        assert_eq!(next_try(1, None, start), Some(start.plus_seconds(30)));
        assert_eq!(next_try(3, None, start), Some(start.plus_seconds(120)));
        assert_eq!(next_try(1, Some(900), start), Some(start.plus_seconds(900)));
        assert_eq!(next_try(1, Some(1_000_000), start), Some(start.plus_seconds(LONGEST_PAUSE)));
        let (mut now, mut attempts) = (start, 1);
        while let Some(next) = next_try(attempts, None, now) {
            (now, attempts) = (next, attempts + 1);
        }
        let days = (now.as_seconds() - start.as_seconds()) / 3_600;
        assert!((60..=76).contains(&days), "{days} hours");
        assert_eq!(hold(1), 30);
        assert_eq!(hold(50), 600);
    }

    #[test]
    fn a_webhook_is_given_up_after_failing_for_days_without_a_break() {
        let now = Timestamp::parse("2020-03-06T08:00:00Z").unwrap();
        let since = |text| Some(Timestamp::parse(text).unwrap());
        assert!(is_given_up(10, since("2020-03-03T08:00:00Z"), now));
        assert!(!is_given_up(9, since("2020-03-03T08:00:00Z"), now));
        assert!(!is_given_up(99, since("2020-03-03T08:00:01Z"), now));
        assert!(!is_given_up(99, None, now));
    }

    #[test]
    fn what_concerns_one_event_does_not_hold_the_others_up() {
        assert!(WebhookOutcome::Unreachable.concerns_all(None));
        assert!(WebhookOutcome::Rejected.concerns_all(Some(503)));
        assert!(!WebhookOutcome::Rejected.concerns_all(Some(400)));
    }
}
