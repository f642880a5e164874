use super::dates::check_dates;
use super::free_trainers::check_trainers;
use super::host::{check_change_of_co_hosts, check_co_hosts, in_plan, permit};
use super::letters::{self, Letter, Notice};
use super::record;
use super::seating::{self, Moves};
use super::sight::hold_session;
use crate::version::expect_version;
use crate::{Call, Error};
use domain::access::Action;
use domain::qualifications::{CourseSession, RegistrationState, SessionDraft, SessionPlan};
use domain::shared::{CourseSessionId, Refusal};
use persistence::qualifications::{Registrations, Sessions, replace_session_co_hosts};

/// A change of what is said about a session: all of it is said anew.
#[derive(Clone, Debug)]
pub struct UpdateSession {
    /// Which.
    pub id: CourseSessionId,
    /// The version that the caller saw.
    pub expected_version: i64,
    /// What is said about it.
    pub plan: SessionDraft,
}

/// Changes what is said about a session. When there are more seats, those who wait get them; when time or place change,
/// all who have a seat are told.
///
/// # Errors
/// `NOT_FOUND`, `VERSION_CONFLICT`, `WRONG_STATE`, `CAPACITY_BELOW_CONFIRMED`, `TOO_MANY_DATES`, and what is wrong with
/// the input.
pub async fn update_session(call: &Call, input: UpdateSession) -> Result<CourseSession, Error> {
    let mut unit = call.begin().await?;
    let before = hold_session(call, &unit, input.id, "id").await?;
    let permit = permit(call, Action::SeriesPlan, &before)?;
    expect_version(before.version, input.expected_version)?;
    check_co_hosts(call, &unit, before.host, &input.plan.co_hosts).await.map_err(|error| error.at("plan"))?;
    let plan = SessionPlan::check(before.kind, &input.plan).map_err(in_plan)?;
    check_change_of_co_hosts(call, &before, &plan.co_hosts)?;
    if plan == before.plan {
        return Ok(before);
    }
    let taken = seating::taken(&unit, &before).await?;
    let in_state = |refusal: Refusal| if refusal.path.is_empty() { refusal } else { refusal.at("plan") };
    let after = before.clone().rewrite(plan, &taken).map_err(in_state)?;
    let after = CourseSession { version: before.version + 1, updated_at: unit.now(), ..after };
    if after.plan.start != before.plan.start {
        check_dates(&unit, std::slice::from_ref(&after)).await.map_err(|error| error.at("start").at("plan"))?;
    }
    check_trainers(&unit, &before, &after, "start").await.map_err(|error| error.at("plan"))?;
    Sessions::update(&unit, &after, before.version).await?;
    if after.plan.co_hosts != before.plan.co_hosts {
        replace_session_co_hosts(&unit, &after).await?;
    }
    let mut moves = Moves::default();
    moves.changes.push(record::session(permit, "courseSession.updated", Some(&before), &after));
    if after.sequence != before.sequence {
        let seated = [RegistrationState::Confirmed, RegistrationState::Offered];
        let seated = Registrations::of_held(&unit, after.id, &seated).await?;
        moves.letters.extend(seated.iter().map(|it| Notice::still(it, Letter::Changed)));
        moves.letters.extend(letters::to_trainers(&unit, &after, &Letter::Changed).await?);
    }
    seating::fill(&unit, &after, permit, &mut moves).await?;
    letters::send(&mut unit, &after, &moves.letters).await?;
    unit.commit(moves.changes).await?;
    Ok(after)
}
