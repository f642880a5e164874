//! Two sessions of the demo world that took place: one whose evaluation is closed and whose certificates are issued, one
//! whose participants are being asked.

use super::courses::Participants;
use super::past_sessions::{Past, advance, hold, system};
use crate::qualifications::{
    AnswerEvaluation, CreateEvaluation, CreateSeries, IssueCertificates, SeriesInput, answer_evaluation,
    create_evaluation, create_series, issue_certificates,
};
use crate::{Call, Error};
use domain::access::{Account, Actor, Proof};
use domain::qualifications::{
    CourseKind, CourseSession, EvaluationAnswer, EvaluationBreakdown, EvaluationQuestionDraft, EvaluationQuestionKind,
    SessionVerb, TargetGroup, WordingDraft,
};
use domain::shared::{AccountId, CourseSeriesId, EvaluationId, Language, PersonId, SessionId};
use std::sync::Arc;

/// What was said in the evaluation that is closed: how useful it was, whether it is recommended, and words.
const OPINIONS: [(i64, i64, &str); 6] = [
    (5, 10, "Sehr anschaulich, danke für die Beispiele aus der Praxis."),
    (4, 9, "Mehr Zeit für den Austausch in kleinen Gruppen."),
    (4, 8, "Die Folien bitte vorher verschicken."),
    (3, 6, "Der Einstieg war für uns zu schnell."),
    (5, 9, "Gern wieder, auch digital."),
    (4, 8, "Gute Mischung aus Zahlen und Erfahrungen."),
];

/// Makes both.
///
/// # Errors
/// [`Error::Denied`] for anybody but the platform itself; when the database does not answer.
pub(super) async fn make_evaluations(call: &Call, with: &Participants) -> Result<(), Error> {
    let plan = SeriesInput {
        title: "Daten für die kommunale Bildungsplanung".to_owned(),
        description: None,
        goals: None,
        entitlement: None,
        target_groups: vec![TargetGroup::EducationOffice, TargetGroup::Monitoring],
        stages: Vec::new(),
        topics: vec!["Bildungsmonitoring".to_owned()],
        co_hosts: Vec::new(),
    };
    let series = create_series(call, CreateSeries { host: with.agency, kind: CourseKind::Conference, plan }).await?;
    let closed = evaluated(call, with, (series.id, "Fachtag: Bildungsberichte lesen und nutzen", 21)).await?;
    for (person, opinion) in with.people.iter().zip(OPINIONS) {
        answer(call, closed.1, *person, opinion).await?;
    }
    let over = advance(call, closed.0, SessionVerb::CloseEvaluation).await?;
    issue_certificates(call, IssueCertificates { session: Some(over.id), series: None, people: None }).await?;
    let open = evaluated(call, with, (series.id, "Fachtag: Kleinräumige Daten", 2)).await?;
    for (person, opinion) in with.people.iter().zip(OPINIONS).take(2) {
        answer(call, open.1, *person, opinion).await?;
    }
    Ok(())
}

/// A session some days ago that all attended, and its evaluation, which is open.
async fn evaluated(
    call: &Call,
    with: &Participants,
    (series, title, days): (CourseSeriesId, &str, i64),
) -> Result<(CourseSession, EvaluationId), Error> {
    let session = hold(call, Past { series, module: None, title, days, people: &with.people }).await?;
    let after = system(call, session.plan.end);
    let breakdown = Some(EvaluationBreakdown::AttendanceMode);
    let form = CreateEvaluation { session: session.id, questions: form(), breakdown };
    let evaluation = create_evaluation(&after, form).await?;
    Ok((advance(&after, session, SessionVerb::OpenEvaluation).await?, evaluation.id))
}

/// Answers as somebody who was there.
async fn answer(
    call: &Call,
    id: EvaluationId,
    person: PersonId,
    (useful, recommended, words): (i64, i64, &str),
) -> Result<(), Error> {
    let own = Account {
        id: AccountId::new(call.ids()),
        proof: Proof::Session(SessionId::new(call.ids())),
        person,
        assignments: Vec::new(),
        suspended: Vec::new(),
        scopes: None,
    };
    let request = call.request().to_owned();
    let own = Call::new(Arc::clone(call.platform()), Actor::Account(own), request, Language::German);
    let number = |key: &str, number: i64| EvaluationAnswer { key: key.to_owned(), numbers: vec![number], text: None };
    let text = EvaluationAnswer { key: "anmerkung".to_owned(), numbers: Vec::new(), text: Some(words.to_owned()) };
    let answers = vec![number("nutzen", useful), number("empfehlung", recommended), text];
    answer_evaluation(&own, AnswerEvaluation { id, answers }).await
}

fn form() -> Vec<EvaluationQuestionDraft> {
    let question = |key: &str, german: &str, english: &str, kind, required| EvaluationQuestionDraft {
        key: key.to_owned(),
        wording: WordingDraft { german: german.to_owned(), english: Some(english.to_owned()) },
        kind,
        options: Vec::new(),
        required,
    };
    let option = |german: &str| WordingDraft { german: german.to_owned(), english: None };
    let best = question("schwerpunkt", "Was war am besten?", "What was best?", EvaluationQuestionKind::Choice, false);
    vec![
        question(
            "nutzen",
            "Das bringt mir etwas für meine Arbeit.",
            "This is of use for my work.",
            EvaluationQuestionKind::Likert5,
            true,
        ),
        EvaluationQuestionDraft { options: vec![option("Vortrag"), option("Austausch"), option("Übung")], ..best },
        question(
            "empfehlung",
            "Würden Sie die Veranstaltung weiterempfehlen?",
            "Would you recommend the event?",
            EvaluationQuestionKind::Recommendation,
            false,
        ),
        question(
            "anmerkung",
            "Was möchten Sie uns noch sagen?",
            "What else would you like to say?",
            EvaluationQuestionKind::Text,
            false,
        ),
    ]
}
