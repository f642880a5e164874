use super::super::sight::offers;
use crate::{Call, Error};
use domain::access::{Action, Owner};
use domain::qualifications::{Ballot, Evaluation, EvaluationAnswer, EvaluationState, EvaluationVerb};
use domain::shared::{EvaluationId, Refusal, RefusalCode};
use persistence::UnitOfWork;
use persistence::qualifications::{Evaluations, Sessions, Urns};

/// What a participant says.
#[derive(Clone, Debug)]
pub struct AnswerEvaluation {
    /// In which evaluation.
    pub id: EvaluationId,
    /// The answers, by the keys of the questions.
    pub answers: Vec<EvaluationAnswer>,
}

/// A participant answers an evaluation, once. That they have answered is noted until it closes; what they said falls into
/// the urn. Neither the audit nor an event nor the idempotency key of the request knows of it: each would say who said
/// something when, or hold a digest of it.
///
/// # Errors
/// `NOT_FOUND`, `WRONG_STATE` unless it is open, `NOT_ASKED`, `ALREADY_ANSWERED`, and what is wrong with the answers.
pub async fn answer_evaluation(call: &Call, input: AnswerEvaluation) -> Result<(), Error> {
    call.answer_is_secret();
    let person = call.actor().own(Action::EvaluationAnswer)?.person;
    let permit = call.permit(Action::EvaluationAnswer, &Owner::NOBODY.about(person))?;
    let unit = call.begin().await?;
    let not_found = || Error::not_found("evaluationId");
    // While it is held nobody else answers or closes it: so nobody answers twice, and no answer is lost.
    let evaluation = Evaluations::of(&unit).hold(input.id).await?.ok_or_else(not_found)?;
    let place = Urns::place(&unit, evaluation.id, person).await?;
    if place.is_none() && !is_seen(call, &unit, &evaluation).await? {
        return Err(not_found());
    }
    EvaluationVerb::Answer.apply(evaluation.state).map_err(|refusal| refusal.at("evaluationId"))?;
    let part = match place {
        None => return Err(Refusal::new(RefusalCode::NotAsked).at("evaluationId").into()),
        Some((_, true)) => return Err(Refusal::new(RefusalCode::AlreadyAnswered).at("evaluationId").into()),
        Some((part, false)) => part,
    };
    let at = |refusals: Vec<Refusal>| refusals.into_iter().map(|refusal| refusal.at("answers")).collect::<Vec<_>>();
    let ballot = Ballot::check(&evaluation.questions, &input.answers).map_err(at)?;
    let mut urn = Urns::held(&unit, evaluation.id).await?;
    urn.cast(&part, ballot);
    Urns::keep(&unit, evaluation.id, &urn).await?;
    Urns::tick(&unit, evaluation.id, person).await?;
    Ok(unit.commit_without_a_trace(permit).await?)
}

/// Whether the caller knows of it although it does not ask them: who sees a session sees that it is evaluated, and who
/// plans it sees the form before.
async fn is_seen(call: &Call, unit: &UnitOfWork, evaluation: &Evaluation) -> Result<bool, Error> {
    let session = Sessions::of(unit).find(&offers(call), evaluation.session).await?;
    Ok(session.is_some_and(|session| {
        evaluation.state != EvaluationState::Draft || call.permit(Action::SeriesPlan, &session.owner()).is_ok()
    }))
}
