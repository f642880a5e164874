//! The worker that empties the outbox. Any number of nodes may run one: a message is claimed before it is sent.

use super::mail::Mail;
use super::mailer::Outgoing;
use crate::accounts::forget_ended;
use crate::calendar::{CalendarFile, Invitation};
use crate::error::Error;
use crate::platform::Platform;
use persistence::outbox::{Outbox, OutboxMessage, forget_expired_keys};
use std::time::Duration;

/// How long the worker rests when nobody rings.
const REST: Duration = Duration::from_secs(5);
/// How often expired idempotency keys are forgotten.
const CLEANING: Duration = Duration::from_hours(1);
/// How long a claim holds: a node that died gives its messages free after this.
const CLAIM_SECONDS: i64 = 60;
/// How long one message may be on its way, in seconds. What is not begun so long before the end of a claim is given back:
/// no two nodes send the same message at the same time.
const SENDING_SECONDS: u32 = 30;
/// How many messages are claimed at once.
const BATCH: u64 = 20;
/// After how many tries a message is given up: with the pauses of [`pause`] this is after about three days.
const MOST_ATTEMPTS: i64 = 20;

/// Empties the outbox until `stop` is ready; then the messages at hand are finished. Once an hour it forgets the
/// idempotency keys that have expired.
pub async fn run(platform: &Platform, stop: impl Future<Output = ()> + Send) {
    let mut stop = std::pin::pin!(stop);
    let mut cleaning = tokio::time::interval(CLEANING);
    loop {
        let failed = match deliver_due(platform).await {
            Ok(0) => None,
            Ok(_) => continue,
            Err(error) => Some(error),
        };
        if let Some(error) = &failed {
            tracing::warn!(error = error as &dyn std::error::Error, "the outbox waits for the database");
        }
        tokio::select! {
            () = &mut stop => return,
            () = platform.database.messages_queued(), if failed.is_none() => {}
            () = tokio::time::sleep(REST) => {}
            _ = cleaning.tick() => clean(platform).await,
        }
    }
}

async fn clean(platform: &Platform) {
    if let Err(error) = forget_expired_keys(&platform.database, platform.clock.now()).await {
        tracing::warn!(error = &error as &dyn std::error::Error, "expired idempotency keys stay for another hour");
    }
    if let Err(error) = forget_ended(platform).await {
        tracing::warn!(error = &error as &dyn std::error::Error, "ended sessions stay for another hour");
    }
}

/// Sends what is due now and says how many messages that were.
///
/// # Errors
/// When the database does not answer; what was sent but not noted is sent once more.
pub async fn deliver_due(platform: &Platform) -> Result<usize, Error> {
    let outbox = Outbox::of(&platform.database);
    let now = platform.clock.now();
    let until = now.plus_seconds(CLAIM_SECONDS);
    let claimed = outbox.claim(now, until, BATCH).await?;
    let sending = Duration::from_secs(u64::from(SENDING_SECONDS));
    for (place, message) in claimed.iter().enumerate() {
        if platform.clock.now().plus_seconds(i64::from(SENDING_SECONDS)) > until {
            outbox.give_back(claimed[place..].iter().map(|message| message.id), until).await?;
            return Ok(place);
        }
        let late = |_| Err(Failure { reason: "the mail server takes too long".to_owned(), passing: true });
        match tokio::time::timeout(sending, send(platform, message)).await.unwrap_or_else(late) {
            Ok(()) => outbox.done(message.id, platform.clock.now()).await?,
            Err(failure) => {
                let now = platform.clock.now();
                let again = (failure.passing && message.attempts + 1 < MOST_ATTEMPTS)
                    .then(|| now.plus_seconds(pause(message.attempts)));
                tracing::warn!(message = %message.id, kind = message.kind, reason = failure.reason, "not sent");
                outbox.failed(message.id, &failure.reason, again, now).await?;
            }
        }
    }
    Ok(claimed.len())
}

struct Failure {
    reason: String,
    passing: bool,
}

async fn send(platform: &Platform, message: &OutboxMessage) -> Result<(), Failure> {
    if message.kind != Mail::KIND {
        return Err(Failure {
            reason: format!("nobody here knows messages of the kind {}", message.kind),
            passing: true,
        });
    }
    let mail: Mail = serde_json::from_str(&message.payload)
        .map_err(|error| Failure { reason: format!("the stored mail is not readable: {error}"), passing: false })?;
    let mut outgoing = outgoing(platform, message, &mail)
        .map_err(|error| Failure { reason: format!("the calendar cannot be written: {error}"), passing: false })?;
    if let Some(printed) = mail.attachment {
        let name = printed.name.clone();
        let pdf = printed.pdf().await;
        let pdf = pdf
            .map_err(|error| Failure { reason: format!("the attachment cannot be set: {error:?}"), passing: false })?;
        outgoing.attachment = Some((name, pdf));
    }
    platform
        .mailer
        .send(outgoing, platform.clock.now())
        .await
        .map_err(|error| Failure { reason: error.to_string(), passing: error.is_passing() })
}

fn outgoing(platform: &Platform, message: &OutboxMessage, mail: &Mail) -> Result<Outgoing, std::fmt::Error> {
    let calendar = |invitation: &Invitation| {
        let file = CalendarFile::invitation(&platform.organiser(), invitation, &mail.to);
        file.text().map(|text| (invitation.method, text))
    };
    Ok(Outgoing {
        id: message.id.to_string(),
        to: mail.to.to_string(),
        subject: mail.subject.clone(),
        text: mail.rendered(&platform.settings.public_url, &platform.secret),
        calendar: mail.invitation.as_ref().map(calendar).transpose()?,
        attachment: None,
    })
}

/// The pause before the next try, in seconds: half a minute, doubled each time, at most six hours.
fn pause(attempts: i64) -> i64 {
    const LONGEST: i64 = 6 * 3_600;
    // Ten doublings are longer than the longest pause already.
    (30_i64 << attempts.clamp(0, 10)).min(LONGEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_up_to_six_hours_and_give_up_after_some_days() {
        assert_eq!([0, 1, 2].map(pause), [30, 60, 120]);
        assert_eq!(pause(63), 21_600);
        let all: i64 = (0..MOST_ATTEMPTS - 1).map(pause).sum();
        assert!((2 * 86_400..5 * 86_400).contains(&all), "{all}");
    }
}
