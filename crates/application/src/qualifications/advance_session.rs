use super::evaluations;
use super::letters;
use super::record;
use super::seating::{self, Moves};
use super::sight::hold_session;
use crate::version::expect_version;
use crate::{Call, Error};
use domain::access::Action;
use domain::qualifications::{Claim, CourseSession, Registration, RegistrationState, SessionState, SessionVerb};
use domain::shared::{CourseSessionId, Refusal, RefusalCode};
use persistence::UnitOfWork;
use persistence::qualifications::{Registrations, Sessions};

/// A step of a session that needs nothing but the session: it is published, its registration is opened or closed, it
/// begins, is over, its evaluation is opened, it is closed.
#[derive(Clone, Copy, Debug)]
pub struct AdvanceSession {
    /// Which.
    pub id: CourseSessionId,
    /// The version that the caller saw.
    pub expected_version: i64,
    /// What is done with it.
    pub verb: SessionVerb,
}

/// Makes one step with a session. It begins only with the people and municipalities that its kind asks for; when its
/// registration opens, those who wait come first; its evaluation opens and closes with it.
///
/// # Errors
/// `NOT_FOUND`, `VERSION_CONFLICT`, `WRONG_STATE`; `TOO_FEW` when it begins; `DEADLINE_PASSED` when registration opens
/// after its deadline; `NOT_YET` when it begins more than an hour early; `REQUIRED` when an evaluation opens without a form, and
/// `TOO_FEW` when it opens for fewer than five people.
pub async fn advance_session(call: &Call, input: AdvanceSession) -> Result<CourseSession, Error> {
    let mut unit = call.begin().await?;
    let before = hold_session(call, &unit, input.id, "id").await?;
    let permit = call.permit(Action::SeriesDecide, &before.owner())?;
    expect_version(before.version, input.expected_version)?;
    let after = step(&unit, before.clone(), input.verb).await?;
    let after = CourseSession { version: before.version + 1, updated_at: unit.now(), ..after };
    Sessions::update(&unit, &after, before.version).await?;
    let mut moves = Moves::default();
    moves.changes.push(record::session(permit, event(input.verb), Some(&before), &after));
    if input.verb == SessionVerb::OpenRegistration {
        seating::fill(&unit, &after, permit, &mut moves).await?;
    }
    match (before.state, after.state) {
        (_, SessionState::EvaluationOpen) => {
            let (change, notices) = evaluations::open(&unit, &after, permit).await?;
            moves.changes.push(change);
            moves.letters.extend(notices);
        }
        (SessionState::EvaluationOpen, SessionState::Closed) => {
            moves.changes.push(evaluations::close(&unit, &after, permit).await?);
        }
        _ => {}
    }
    letters::send(&mut unit, &after, &moves.letters).await?;
    unit.commit(moves.changes).await?;
    Ok(after)
}

async fn step(unit: &UnitOfWork, session: CourseSession, verb: SessionVerb) -> Result<CourseSession, Error> {
    /// How long before its start a session may begin, in seconds.
    const EARLY: i64 = 3_600;
    match verb {
        SessionVerb::Start => {
            let confirmed = Registrations::of_held(unit, session.id, &[RegistrationState::Confirmed]).await?;
            let claims: Vec<Claim> = confirmed.iter().map(Registration::claim).collect();
            let earliest = session.plan.start.plus_seconds(-EARLY);
            let started = session.start(&claims)?;
            if unit.now() < earliest {
                return Err(Refusal::new(RefusalCode::NotYet).with("at", earliest).into());
            }
            Ok(started)
        }
        SessionVerb::OpenRegistration if unit.now() > session.plan.deadline => {
            let deadline = session.plan.deadline;
            session.advance(verb)?;
            Err(Refusal::new(RefusalCode::DeadlinePassed).with("deadline", deadline).into())
        }
        // These say more than the verb alone, and have files of their own.
        SessionVerb::Cancel | SessionVerb::Replace | SessionVerb::Postpone | SessionVerb::Reschedule => {
            Err(Error::unexpected("this step of a session needs a reason or a date"))
        }
        SessionVerb::Publish => Ok(session.publish(unit.now())?),
        SessionVerb::OpenRegistration
        | SessionVerb::CloseRegistration
        | SessionVerb::Finish
        | SessionVerb::OpenEvaluation
        | SessionVerb::CloseEvaluation
        | SessionVerb::Close => Ok(session.advance(verb)?),
    }
}

const fn event(verb: SessionVerb) -> &'static str {
    match verb {
        SessionVerb::Publish => "courseSession.published",
        SessionVerb::OpenRegistration => "courseSession.registrationOpened",
        SessionVerb::CloseRegistration => "courseSession.registrationClosed",
        SessionVerb::Start => "courseSession.started",
        SessionVerb::Finish => "courseSession.finished",
        SessionVerb::OpenEvaluation => "courseSession.evaluationOpened",
        SessionVerb::CloseEvaluation | SessionVerb::Close => "courseSession.closed",
        SessionVerb::Cancel => "courseSession.cancelled",
        SessionVerb::Replace => "courseSession.replaced",
        SessionVerb::Postpone => "courseSession.postponed",
        SessionVerb::Reschedule => "courseSession.rescheduled",
    }
}
