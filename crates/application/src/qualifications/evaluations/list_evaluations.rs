//! Who sees which evaluations: those who plan the session or read its results, those who taught it, and those whom it
//! asks.

use super::super::sight::{every_offer, trainers};
use crate::{Call, Error};
use domain::access::Action;
use domain::qualifications::{CourseSession, Evaluation, EvaluationState, TrainerState};
use domain::shared::{CourseSessionId, EvaluationId};
use persistence::qualifications::{Evaluations, Sessions, Trainers, Urns};
use std::collections::{BTreeSet, HashMap};

/// An evaluation as the caller sees it.
#[derive(Clone, Debug)]
pub struct ShownEvaluation {
    /// The form, and where it stands.
    pub evaluation: Evaluation,
    /// Of which session.
    pub session: CourseSession,
    /// How many have answered so far; for those who plan the session or read its results.
    pub answered: Option<u32>,
    /// Whether it is open and asks the caller, who has not answered yet.
    pub awaits_answer: bool,
}

/// The evaluations of these sessions, as far as the caller sees them.
///
/// # Errors
/// When the database does not answer.
pub async fn list_evaluations(
    call: &Call,
    sessions: &[CourseSession],
) -> Result<HashMap<CourseSessionId, ShownEvaluation>, Error> {
    let ids: Vec<CourseSessionId> = sessions.iter().map(|session| session.id).collect();
    let found = Evaluations::of(call.database()).of_sessions(&ids).await?;
    let shown = show(call, found.into_values().collect(), sessions.iter().map(|it| (it.id, it.clone())).collect());
    Ok(shown.await?.into_iter().map(|shown| (shown.session.id, shown)).collect())
}

/// One evaluation; `None` when it does not exist or the caller may not see it.
///
/// # Errors
/// When the database does not answer.
pub async fn find_evaluation(call: &Call, id: EvaluationId) -> Result<Option<ShownEvaluation>, Error> {
    Ok(find_many(call, &[id]).await?.pop())
}

/// The open evaluations that wait for the caller's answer.
///
/// # Errors
/// A denial when nobody is signed in.
pub async fn list_own_evaluations(call: &Call) -> Result<Vec<ShownEvaluation>, Error> {
    let person = call.actor().own(Action::EvaluationAnswer)?.person;
    let ids = Urns::of(call.database()).waiting_for(person).await?;
    find_many(call, &ids).await
}

async fn find_many(call: &Call, ids: &[EvaluationId]) -> Result<Vec<ShownEvaluation>, Error> {
    let found = Evaluations::of(call.database()).find_many(ids).await?;
    let sessions = found.iter().map(|evaluation| evaluation.session);
    let sessions = Sessions::of(call.database()).find_many(&every_offer(), sessions).await?;
    show(call, found, sessions).await
}

async fn show(
    call: &Call,
    found: Vec<Evaluation>,
    mut sessions: HashMap<CourseSessionId, CourseSession>,
) -> Result<Vec<ShownEvaluation>, Error> {
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<EvaluationId> = found.iter().map(|evaluation| evaluation.id).collect();
    let own = call.visibility(Action::EvaluationAnswer).person();
    let asking = match own {
        Some(person) => Urns::of(call.database()).asking(person, &ids).await?,
        None => HashMap::new(),
    };
    let answered = Urns::of(call.database()).answered(&ids).await?;
    let taught = taught(call, found.iter().map(|evaluation| evaluation.session).collect()).await?;
    let shown = found.into_iter().filter_map(|evaluation| {
        let session = sessions.remove(&evaluation.session)?;
        let may = |action| call.permit(action, &session.owner()).is_ok();
        let counts = may(Action::SeriesPlan) || may(Action::EvaluationRead);
        let asked = asking.get(&evaluation.id).copied();
        let taught = evaluation.state != EvaluationState::Draft && taught.contains(&session.id);
        let is_open = evaluation.state == EvaluationState::Open;
        let so_far = answered.get(&evaluation.id).copied().unwrap_or_default();
        (counts || taught || asked.is_some()).then_some(ShownEvaluation {
            answered: counts.then_some(evaluation.answered.unwrap_or(so_far)),
            awaits_answer: is_open && asked == Some(false),
            evaluation,
            session,
        })
    });
    Ok(shown.collect())
}

/// Which of these sessions the caller teaches, as a trainer who has said yes.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn taught(call: &Call, sessions: Vec<CourseSessionId>) -> Result<BTreeSet<CourseSessionId>, Error> {
    let Some(own) = call.visibility(Action::EvaluationRead).person() else { return Ok(BTreeSet::new()) };
    let found = Trainers::of(call.database()).of_sessions(&trainers(call), &sessions).await?;
    let own = found.into_values().flatten().filter(|it| it.person == own && it.state == TrainerState::Confirmed);
    Ok(own.map(|it| it.session).collect())
}
