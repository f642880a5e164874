//! The mails about sessions, in German.

use super::dates::{in_german, span_in_german};
use crate::Error;
use crate::outbox::Mail;
use domain::qualifications::{CourseFormat, CourseSession};
use domain::shared::{LongText, PersonId, Timestamp};
use persistence::UnitOfWork;
use persistence::qualifications::Addresses;

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
    /// They are asked to be a trainer.
    TrainerAsked,
    /// They are not needed as a trainer any more.
    TrainerCancelled,
}

impl Letter {
    fn subject(&self) -> &'static str {
        match self {
            Self::Confirmed => "Anmeldung bestätigt",
            Self::Waitlisted => "Auf der Warteliste",
            Self::Submitted => "Anmeldung eingegangen",
            Self::Promoted => "Nachgerückt",
            Self::Offered(_) => "Ein Platz ist frei geworden",
            Self::OfferExpired => "Angebot verfallen",
            Self::Withdrawn => "Abmeldung",
            Self::Refused(_) => "Absage",
            Self::Moved(_) => "Warteliste geändert",
            Self::FormatChanged { .. } => "Formatwechsel",
            Self::Changed => "Termin geändert",
            Self::Cancelled(_) => "Termin abgesagt",
            Self::Replaced { .. } => "Termin ersetzt",
            Self::Postponed(_) => "Termin verschoben",
            Self::Rescheduled => "Neuer Termin",
            Self::TrainerAsked => "Anfrage als Referent*in",
            Self::TrainerCancelled => "Anfrage als Referent*in zurückgezogen",
        }
    }

    fn sentence(&self, session: &CourseSession) -> String {
        match self {
            Self::Confirmed => "Ihre Anmeldung ist bestätigt.".to_owned(),
            Self::Waitlisted => {
                "Zurzeit ist kein Platz frei. Sie stehen auf der Warteliste und werden benachrichtigt, \
                                 sobald sich etwas ändert."
                    .to_owned()
            }
            Self::Submitted => {
                "Ihre Anmeldung ist eingegangen. Die Plätze werden nach der Anmeldefrist ausgelost.".to_owned()
            }
            Self::Promoted => {
                "Ein Platz ist frei geworden: Sie sind nachgerückt und haben jetzt einen Platz.".to_owned()
            }
            Self::Offered(until) => format!(
                "Ein Platz ist frei geworden und wird bis {} für Sie freigehalten. Bitte nehmen Sie ihn bis dahin an \
                 oder lehnen Sie ihn ab.",
                in_german(*until)
            ),
            Self::OfferExpired => {
                "Der für Sie freigehaltene Platz wurde nicht rechtzeitig angenommen und ist weitergegeben worden."
                    .to_owned()
            }
            Self::Withdrawn => "Ihre Anmeldung ist zurückgenommen.".to_owned(),
            Self::Refused(reason) => format!("Leider können Sie nicht teilnehmen.\nGrund: {reason}"),
            Self::Moved(reason) => {
                format!("Die Reihenfolge der Warteliste wurde von Hand geändert.\nGrund: {reason}")
            }
            Self::FormatChanged { before, reason } => format!(
                "Der Termin findet in einem anderen Format statt: {} statt {}.\nGrund: {reason}\nWenn Ihnen das nicht \
                 passt, können Sie sich bis zum Beginn ohne Nachteil abmelden.",
                session.plan.format.german(),
                before.german()
            ),
            Self::Changed => "Zeit oder Ort haben sich geändert. Es gelten die folgenden Angaben.".to_owned(),
            Self::Cancelled(reason) => format!("Der Termin findet nicht statt.\nGrund: {reason}"),
            Self::Replaced { by, reason } => format!(
                "Der Termin findet nicht statt.\nGrund: {reason}\nAn seine Stelle tritt: {}, {}. Bitte melden Sie sich \
                 dort neu an.",
                by.plan.title,
                span_in_german(by.plan.start, by.plan.end)
            ),
            Self::Postponed(reason) => format!(
                "Der Termin wird verschoben; ein neuer steht noch nicht fest. Ihre Anmeldung bleibt bestehen.\nGrund: \
                 {reason}"
            ),
            Self::Rescheduled => "Der verschobene Termin hat ein neues Datum. Ihre Anmeldung gilt weiter; wenn Sie \
                                  nicht können, melden Sie sich bitte ab."
                .to_owned(),
            Self::TrainerAsked => {
                "wir möchten Sie als Referent*in gewinnen. Bitte sagen Sie auf der Plattform zu oder ab.".to_owned()
            }
            Self::TrainerCancelled => "unsere Anfrage an Sie als Referent*in ist zurückgezogen.".to_owned(),
        }
    }

    fn text(&self, session: &CourseSession) -> String {
        let plan = &session.plan;
        let place = plan.location.as_ref().filter(|_| plan.format.is_in_presence());
        let mut text = format!(
            "Guten Tag,\n\n{}\n\n{}\n{}\nFormat: {}\n",
            self.sentence(session),
            plan.title,
            span_in_german(plan.start, plan.end),
            plan.format.german()
        );
        if let Some(place) = place {
            text.push_str("Ort: ");
            text.push_str(place.as_str());
            text.push('\n');
        }
        text.push_str("\nDiese Nachricht wurde vom BildungsNetz verschickt.\n");
        text
    }
}

/// Queues letters about one session. People without an address get none.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn send(
    unit: &mut UnitOfWork,
    session: &CourseSession,
    letters: &[(PersonId, Letter)],
) -> Result<(), Error> {
    if letters.is_empty() {
        return Ok(());
    }
    let people: Vec<PersonId> = letters.iter().map(|(person, _)| *person).collect();
    let addresses = Addresses::of(unit).of_people(&people).await?;
    for (person, letter) in letters {
        if let Some(to) = addresses.get(person) {
            let subject = format!("{}: {}", letter.subject(), session.plan.title);
            Mail { to: to.clone(), subject, text: letter.text(session), link: None }.queue(unit);
        }
    }
    Ok(())
}
