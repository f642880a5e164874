//! The letters in German.

use super::Letter;
use super::dates::{in_german, span_in_german};
use domain::qualifications::CourseSession;

pub(super) fn subject(letter: &Letter) -> &'static str {
    match letter {
        Letter::Confirmed => "Anmeldung bestätigt",
        Letter::Waitlisted => "Auf der Warteliste",
        Letter::Submitted => "Anmeldung eingegangen",
        Letter::Promoted => "Nachgerückt",
        Letter::Offered(_) => "Ein Platz ist frei geworden",
        Letter::OfferExpired => "Angebot verfallen",
        Letter::Withdrawn => "Abmeldung",
        Letter::Refused(_) => "Absage",
        Letter::Moved(_) => "Warteliste geändert",
        Letter::Classed(..) => "Vorrangklasse geändert",
        Letter::FormatChanged { .. } => "Formatwechsel",
        Letter::Changed => "Termin geändert",
        Letter::Cancelled(_) => "Termin abgesagt",
        Letter::Replaced { .. } => "Termin ersetzt",
        Letter::Postponed(_) => "Termin verschoben",
        Letter::Rescheduled => "Neuer Termin",
        Letter::Soon { .. } => "Erinnerung",
        Letter::Afterwards => "Rückblick",
        Letter::EvaluationOpened => "Ihre Rückmeldung",
        Letter::EvaluationAwaited => "Erinnerung an Ihre Rückmeldung",
        Letter::TrainerAsked => "Anfrage als Referent*in",
        Letter::TrainerConfirmed => "Zusage als Referent*in",
        Letter::TrainerDeclined => "Absage als Referent*in",
        Letter::TrainerCancelled => "Anfrage als Referent*in zurückgezogen",
    }
}

fn sentence(letter: &Letter, session: &CourseSession) -> String {
    match letter {
        Letter::Confirmed => "Ihre Anmeldung ist bestätigt.".to_owned(),
        Letter::Waitlisted => "Zurzeit ist kein Platz frei. Sie stehen auf der Warteliste und werden benachrichtigt, \
                             sobald sich etwas ändert."
            .to_owned(),
        Letter::Submitted => {
            "Ihre Anmeldung ist eingegangen. Die Plätze werden nach der Anmeldefrist ausgelost.".to_owned()
        }
        Letter::Promoted => "Ein Platz ist frei geworden: Sie sind nachgerückt und haben jetzt einen Platz.".to_owned(),
        Letter::Offered(until) => format!(
            "Ein Platz ist frei geworden und wird bis {} für Sie freigehalten. Bitte nehmen Sie ihn bis dahin an \
             oder lehnen Sie ihn ab.",
            in_german(*until)
        ),
        Letter::OfferExpired => {
            "Der für Sie freigehaltene Platz wurde nicht rechtzeitig angenommen und ist weitergegeben worden."
                .to_owned()
        }
        Letter::Withdrawn => "Ihre Anmeldung ist zurückgenommen.".to_owned(),
        Letter::Refused(reason) => format!("Leider können Sie nicht teilnehmen.\nGrund: {reason}"),
        Letter::Moved(reason) => {
            format!("Die Reihenfolge der Warteliste wurde von Hand geändert.\nGrund: {reason}")
        }
        Letter::Classed(class, reason) => {
            format!("Ihre Anmeldung wurde von Hand in die Vorrangklasse {} gestellt.\nGrund: {reason}", class.number())
        }
        Letter::FormatChanged { before, reason } => format!(
            "Der Termin findet in einem anderen Format statt: {} statt {}.\nGrund: {reason}\nWenn Ihnen das nicht \
             passt, können Sie sich bis zum Beginn ohne Nachteil abmelden.",
            session.plan.format.german(),
            before.german()
        ),
        Letter::Changed => "Zeit oder Ort haben sich geändert. Es gelten die folgenden Angaben.".to_owned(),
        Letter::Cancelled(reason) => format!("Der Termin findet nicht statt.\nGrund: {reason}"),
        Letter::Replaced { by, reason } => format!(
            "Der Termin findet nicht statt.\nGrund: {reason}\nAn seine Stelle tritt: {}, {}. Bitte melden Sie sich \
             dort neu an.",
            by.plan.title,
            span_in_german(by.plan.start, by.plan.end)
        ),
        Letter::Postponed(reason) => format!(
            "Der Termin wird verschoben; ein neuer steht noch nicht fest. Ihre Anmeldung bleibt bestehen.\nGrund: \
             {reason}"
        ),
        Letter::Rescheduled => "Der verschobene Termin hat ein neues Datum. Ihre Anmeldung gilt weiter; wenn Sie \
                              nicht können, melden Sie sich bitte ab."
            .to_owned(),
        Letter::Soon { link } => {
            let room = link.as_ref().map(|link| format!("\nZum Videoraum: {link}")).unwrap_or_default();
            format!("wir erinnern Sie an den folgenden Termin. Sie haben einen Platz.{room}")
        }
        Letter::Afterwards => "vielen Dank für Ihre Teilnahme. Was nun ansteht, etwa Rückmeldung, Materialien und \
                               Bescheinigung, finden Sie auf der Plattform."
            .to_owned(),
        Letter::EvaluationOpened => {
            "wie war es? Auf der Plattform wartet ein kurzer Fragebogen auf Sie. Ihre Antworten \
                                     sind anonym: Gespeichert werden Summen und Texte, nicht, wer was geantwortet hat. \
                                     Ergebnisse gibt es erst nach dem Ende der Befragung und ab fünf Antworten. Bitte \
                                     nennen Sie in Freitexten keine Namen."
                .to_owned()
        }
        Letter::EvaluationAwaited => {
            "auf der Plattform wartet noch ein kurzer Fragebogen auf Sie; diese Erinnerung kommt nur einmal. Wer schon \
             geantwortet hat, ist nur bis zum Ende der Befragung vermerkt. Was jemand geantwortet hat, ist nirgends \
             vermerkt."
                .to_owned()
        }
        Letter::TrainerConfirmed => "Sie haben als Referent*in zugesagt. Vielen Dank!".to_owned(),
        Letter::TrainerDeclined => "Sie haben als Referent*in abgesagt.".to_owned(),
        Letter::TrainerAsked => {
            "wir möchten Sie als Referent*in gewinnen. Bitte sagen Sie auf der Plattform zu oder ab.".to_owned()
        }
        Letter::TrainerCancelled => "unsere Anfrage an Sie als Referent*in ist zurückgezogen.".to_owned(),
    }
}

/// The whole text around the sentence.
pub(super) fn text(letter: &Letter, session: &CourseSession, with_code: bool) -> String {
    let plan = &session.plan;
    let code = if with_code { "Ihr Code für den Einlass: {link}\n" } else { "" };
    let place = plan.location.as_ref().filter(|_| plan.format.is_in_presence());
    let place = place.map(|place| format!("Ort: {place}\n")).unwrap_or_default();
    format!(
        "Guten Tag,\n\n{}\n\n{}\n{}\nFormat: {}\n{place}{code}\nDiese Nachricht wurde vom BildungsNetz verschickt.\n",
        sentence(letter, session),
        plan.title,
        span_in_german(plan.start, plan.end),
        plan.format.german()
    )
}
