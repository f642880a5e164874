//! The letters in English.

use super::Letter;
use super::dates::{in_english, span_in_english};
use domain::qualifications::{CourseFormat, CourseSession};

pub(super) fn subject(letter: &Letter) -> &'static str {
    match letter {
        Letter::Confirmed => "Registration confirmed",
        Letter::Waitlisted => "On the waiting list",
        Letter::Submitted => "Registration received",
        Letter::Promoted => "You have a seat now",
        Letter::Offered(_) => "A seat has become free",
        Letter::OfferExpired => "Offer lapsed",
        Letter::Withdrawn => "Registration withdrawn",
        Letter::Refused(_) => "No seat",
        Letter::Moved(_) => "Waiting list changed",
        Letter::Classed(..) => "Priority class changed",
        Letter::FormatChanged { .. } => "Change of format",
        Letter::Changed => "Session changed",
        Letter::Cancelled(_) => "Session cancelled",
        Letter::Replaced { .. } => "Session replaced",
        Letter::Postponed(_) => "Session postponed",
        Letter::Rescheduled => "New date",
        Letter::Soon { .. } => "Reminder",
        Letter::Afterwards => "Looking back",
        Letter::EvaluationOpened => "Your feedback",
        Letter::EvaluationAwaited => "Reminder of your feedback",
        Letter::TrainerAsked => "Request to be a trainer",
        Letter::TrainerConfirmed => "You are the trainer",
        Letter::TrainerDeclined => "You declined as a trainer",
        Letter::TrainerCancelled => "Request to be a trainer taken back",
    }
}

fn sentence(letter: &Letter, session: &CourseSession) -> String {
    match letter {
        Letter::Confirmed => "your registration is confirmed.".to_owned(),
        Letter::Waitlisted => "no seat is free at present. You are on the waiting list and will be told as soon as \
                               anything changes."
            .to_owned(),
        Letter::Submitted => {
            "your registration has been received. Lots are drawn for the seats after the deadline.".to_owned()
        }
        Letter::Promoted => "a seat has become free: it is yours now.".to_owned(),
        Letter::Offered(until) => format!(
            "a seat has become free and is held for you until {}. Please accept or decline it by then.",
            in_english(*until)
        ),
        Letter::OfferExpired => {
            "the seat that was held for you was not accepted in time and has gone to somebody else.".to_owned()
        }
        Letter::Withdrawn => "your registration has been withdrawn.".to_owned(),
        Letter::Refused(reason) => format!("unfortunately you cannot take part.\nReason: {reason}"),
        Letter::Moved(reason) => format!("the order of the waiting list was changed by hand.\nReason: {reason}"),
        Letter::Classed(class, reason) => {
            format!("your registration was put into priority class {} by hand.\nReason: {reason}", class.number())
        }
        Letter::FormatChanged { before, reason } => format!(
            "the session takes place in another format: {} instead of {}.\nReason: {reason}\nIf this does not suit \
             you, you can withdraw until it begins without any disadvantage.",
            format_name(session.plan.format),
            format_name(*before)
        ),
        Letter::Changed => "time or place have changed. This is how it is now.".to_owned(),
        Letter::Cancelled(reason) => format!("the session does not take place.\nReason: {reason}"),
        Letter::Replaced { by, reason } => format!(
            "the session does not take place.\nReason: {reason}\nAnother one takes its place: {}, {}. Please register \
             for it anew.",
            by.plan.title,
            span_in_english(by.plan.start, by.plan.end)
        ),
        Letter::Postponed(reason) => {
            format!("the session is postponed; its new date is not set yet. Your registration stays.\nReason: {reason}")
        }
        Letter::Rescheduled => "the session that was postponed has a new date. Your registration stays; if you cannot \
                                come, please withdraw it."
            .to_owned(),
        Letter::Soon { link } => {
            let room = link.as_ref().map(|link| format!("\nVideo room: {link}")).unwrap_or_default();
            format!("we remind you of the following session. You have a seat.{room}")
        }
        Letter::EvaluationOpened => {
            "how was it? A short questionnaire waits for you on the platform. Your answers are \
                                     anonymous: sums and texts are kept, not who said what. There are results only \
                                     when the survey has ended, and from five answers on. Please name nobody in texts."
                .to_owned()
        }
        Letter::EvaluationAwaited => {
            "a short questionnaire still waits for you on the platform; there will be no other reminder. Who has \
             answered is noted only until the survey ends. Who said what is noted nowhere."
                .to_owned()
        }
        Letter::Afterwards => "thank you for taking part. What comes next, such as feedback, materials and \
                               certificates, is on the platform."
            .to_owned(),
        Letter::TrainerAsked => {
            "we would like you to be the trainer of this session. Please say yes or no on the platform.".to_owned()
        }
        Letter::TrainerConfirmed => "you have agreed to be the trainer of this session. Thank you!".to_owned(),
        Letter::TrainerDeclined => "you have declined to be the trainer of this session.".to_owned(),
        Letter::TrainerCancelled => "our request to you to be the trainer of this session is taken back.".to_owned(),
    }
}

/// The whole text around the sentence.
pub(super) fn text(letter: &Letter, session: &CourseSession, with_code: bool) -> String {
    let plan = &session.plan;
    let code = if with_code { "Your code at the door: {link}\n" } else { "" };
    let place = plan.location.as_ref().filter(|_| plan.format.is_in_presence());
    let place = place.map(|place| format!("Place: {place}\n")).unwrap_or_default();
    format!(
        "Hello,\n\n{}\n\n{}\n{}\nFormat: {}\n{place}{code}\nThis message was sent by BildungsNetz.\n",
        sentence(letter, session),
        plan.title,
        span_in_english(plan.start, plan.end),
        format_name(plan.format)
    )
}

const fn format_name(format: CourseFormat) -> &'static str {
    match format {
        CourseFormat::InPerson => "in person",
        CourseFormat::Digital => "digital",
        CourseFormat::Hybrid => "hybrid",
        CourseFormat::Asynchronous => "asynchronous",
        CourseFormat::Phone => "telephone",
    }
}
