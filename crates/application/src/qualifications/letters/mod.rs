//! The mails about sessions, in the language of their reader, with the entry for their calendar.

mod dates;
mod english;
mod german;
mod notice;

pub(crate) use dates::{date_in_english, date_in_german, in_english, in_german, span_in_english, span_in_german};
pub(super) use notice::Notice;

use crate::Error;
use crate::outbox::Mail;
use domain::access::Visibility;
use domain::qualifications::{CourseFormat, CourseSession, PriorityClass, TrainerState};
use domain::shared::{Language, LongText, PersonId, Timestamp, WebAddress};
use persistence::UnitOfWork;
use persistence::qualifications::{Addresses, TrainerSight, Trainers};

/// What a person is told about a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Letter {
    /// They have a seat.
    Confirmed,
    /// They wait for a seat.
    Waitlisted,
    /// Their registration waits for the draw of lots.
    Submitted,
    /// They waited, and have a seat now.
    Promoted,
    /// A seat is held for them until an instant.
    Offered(Timestamp),
    /// They did not answer the offer in time.
    OfferExpired,
    /// Their registration was withdrawn.
    Withdrawn,
    /// The organiser said no, or took the registration back.
    Refused(LongText),
    /// Their place on the waiting list was changed by hand.
    Moved(LongText),
    /// They are of another priority class.
    Classed(PriorityClass, LongText),
    /// The session has another format.
    FormatChanged { before: CourseFormat, reason: LongText },
    /// Time or place of the session have changed.
    Changed,
    /// The session does not take place.
    Cancelled(LongText),
    /// Another session takes its place.
    Replaced { by: Box<CourseSession>, reason: LongText },
    /// The session takes place later.
    Postponed(LongText),
    /// The session that was postponed has a new date.
    Rescheduled,
    /// The session is near; the address of the video room when it may be shown.
    Soon { link: Option<WebAddress> },
    /// The session is over.
    Afterwards,
    /// They are asked what they think of the session.
    EvaluationOpened,
    /// They were asked, and have not answered yet.
    EvaluationAwaited,
    /// They are asked to be a trainer.
    TrainerAsked,
    /// They said yes.
    TrainerConfirmed,
    /// They said no.
    TrainerDeclined,
    /// They are not needed as a trainer any more.
    TrainerCancelled,
}

impl Letter {
    fn subject(&self, language: Language) -> &'static str {
        match language {
            Language::German => german::subject(self),
            Language::English => english::subject(self),
        }
    }

    /// The text. With a code, `{link}` stands where it goes.
    fn text(&self, session: &CourseSession, with_code: bool, language: Language) -> String {
        match language {
            Language::German => german::text(self, session, with_code),
            Language::English => english::text(self, session, with_code),
        }
    }

    /// Whether it is time to say with which code one is checked in.
    const fn says_code(&self) -> bool {
        matches!(self, Self::Confirmed | Self::Promoted | Self::Soon { .. })
    }
}

/// The same letter to all trainers who were asked or have said yes.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn to_trainers(
    unit: &UnitOfWork,
    session: &CourseSession,
    letter: &Letter,
) -> Result<Vec<Notice>, Error> {
    let sight = TrainerSight { own: Visibility::everything(), host: Visibility::everything() };
    let trainers = Trainers::of(unit).of_sessions(&sight, &[session.id]).await?.remove(&session.id).unwrap_or_default();
    let counts = trainers.iter().filter(|it| matches!(it.state, TrainerState::Requested | TrainerState::Confirmed));
    Ok(counts.map(|it| Notice::trainer(Some(it), it, letter.clone())).collect())
}

/// Queues letters about one session. People without an address get none.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn send(unit: &mut UnitOfWork, session: &CourseSession, notices: &[Notice]) -> Result<(), Error> {
    if notices.is_empty() {
        return Ok(());
    }
    let people: Vec<PersonId> = notices.iter().map(|notice| notice.person).collect();
    let readers = Addresses::of(unit).of_people(&people).await?;
    for notice in notices {
        if let Some(reader) = readers.get(&notice.person) {
            let subject = format!("{}: {}", notice.letter.subject(reader.language), session.plan.title);
            let link = notice.code(session);
            let text = notice.letter.text(session, link.is_some(), reader.language);
            let invitation = notice.invitation(session, unit.now());
            Mail { to: reader.address.clone(), subject, text, link, invitation, attachment: None }.queue(unit);
        }
    }
    Ok(())
}
