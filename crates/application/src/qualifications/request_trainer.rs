use super::host::permit;
use super::letters::{self, Letter, Notice};
use super::record;
use super::sight::hold_session;
use crate::{Call, Error};
use domain::access::Action;
use domain::qualifications::{TrainerAssignment, TrainerState};
use domain::shared::{CourseSessionId, Name, PersonId, Refusal, RefusalCode, TrainerAssignmentId};
use persistence::people::People;
use persistence::qualifications::{TrainerSight, Trainers};

/// A request to be the trainer of a session.
#[derive(Clone, Debug)]
pub struct RequestTrainer {
    /// Of which session.
    pub session: CourseSessionId,
    /// Who.
    pub person: PersonId,
    /// On what.
    pub topic: Option<String>,
    /// Whether a fee was agreed on.
    pub fee_agreed: bool,
}

/// Asks a person to be the trainer of a session.
///
/// # Errors
/// `NOT_FOUND` for the session or the person, `WRONG_STATE` for a session that is over, `DUPLICATE` for somebody who was
/// asked already, and what is wrong with the topic.
pub async fn request_trainer(call: &Call, input: RequestTrainer) -> Result<TrainerAssignment, Error> {
    let topic = Name::optional(input.topic.as_deref()).map_err(|refusal| refusal.at("topic"))?;
    let mut unit = call.begin().await?;
    let session = hold_session(call, &unit, input.session, "sessionId").await?;
    let permit = permit(call, Action::TrainerRequest, &session)?;
    if !session.state.is_ahead() {
        let refusal = Refusal::new(RefusalCode::WrongState).with("state", session.state);
        return Err(refusal.with("verb", "requestTrainer").into());
    }
    let person = People::of(&unit).find(&call.visibility(Action::PersonRead), input.person).await?;
    let person = person.ok_or_else(|| Error::not_found("personId"))?;
    person.expect_active("requestTrainer").map_err(|refusal| refusal.at("personId"))?;
    let everyone = domain::access::Visibility::everything;
    let sight = TrainerSight { own: everyone(), host: everyone() };
    let present = Trainers::of(&unit).of_sessions(&sight, &[session.id]).await?.remove(&session.id).unwrap_or_default();
    let asked = |it: &TrainerAssignment| matches!(it.state, TrainerState::Requested | TrainerState::Confirmed);
    if present.iter().any(|it| it.person == person.id && asked(it)) {
        return Err(Refusal::new(RefusalCode::Duplicate).at("personId").into());
    }
    let assignment = TrainerAssignment {
        id: TrainerAssignmentId::new(call.ids()),
        session: session.id,
        person: person.id,
        organisation: person.organisation,
        district: person.district,
        topic,
        fee_agreed: input.fee_agreed,
        state: TrainerState::Requested,
        reason: None,
        version: 1,
        created_at: unit.now(),
        updated_at: unit.now(),
    };
    Trainers::insert(&unit, &session, &assignment).await?;
    letters::send(&mut unit, &session, &[Notice::trainer(None, &assignment, Letter::TrainerAsked)]).await?;
    unit.commit([record::trainer(permit, "trainer.requested", None, &assignment)]).await?;
    Ok(assignment)
}
