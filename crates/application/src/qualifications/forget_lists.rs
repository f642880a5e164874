//! Lists with people's names are forgotten when their time is over (ADR 0037).

use super::record;
use super::sight::every_offer;
use crate::{Call, Error};
use domain::access::{Action, Owner};
use domain::qualifications::{Retention, year_of};
use domain::shared::CourseSessionId;
use persistence::qualifications::{
    Sessions, forget_attendance, forget_entries, hold_attendance_of, oldest_attendance, sessions_with_entries,
};

/// The most sessions that are looked at in one go.
const MOST: u64 = 100;

/// Forgets of sessions that ended six months ago all but who attended, and of those whose years are over that as well. What
/// the reach report counts stays. The audit keeps that it was done. Says for how many sessions it was done.
///
/// # Errors
/// When the database does not answer; a denial for anybody but the platform itself and those who manage everything.
pub async fn forget_lists(call: &Call) -> Result<usize, Error> {
    let mut done = 0;
    for session in sessions_with_entries(call.database(), Retention::entries_since(call.now()), MOST).await? {
        done += usize::from(forget_entries_of(call, session).await?);
    }
    Ok(done + forget_oldest_year(call).await?)
}

async fn forget_entries_of(call: &Call, session: CourseSessionId) -> Result<bool, Error> {
    let unit = call.begin().await?;
    let Some(session) = Sessions::of(&unit).hold(&every_offer(), session).await? else { return Ok(false) };
    let permit = call.permit(Action::RegistrationManage, &Owner::NOBODY)?;
    // It may have got a new date since it was found, or another node may have been faster.
    if session.plan.end >= Retention::entries_since(unit.now()) {
        return Ok(false);
    }
    let Some(forgotten) = forget_entries(&unit, session.id).await? else { return Ok(false) };
    let change = record::of_session(permit, "courseSession.entriesForgotten", &session)
        .field("registrations", None, Some(forgotten.registrations))
        .field("checkIns", None, Some(forgotten.check_ins))
        .field("waitingListChanges", None, Some(forgotten.waiting_changes));
    unit.commit([change]).await?;
    Ok(true)
}

/// Sessions of a calendar year are forgotten together: so the report of this year still counts everybody once.
async fn forget_oldest_year(call: &Call) -> Result<usize, Error> {
    let since = call.platform().settings.retention.attendance_since(call.now());
    let Some(oldest) = oldest_attendance(call.database(), since).await? else { return Ok(0) };
    let unit = call.begin().await?;
    let permit = call.permit(Action::RegistrationManage, &Owner::NOBODY)?;
    let sessions = hold_attendance_of(&unit, year_of(oldest)).await?;
    if sessions.is_empty() {
        return Ok(0);
    }
    let ids: Vec<CourseSessionId> = sessions.iter().map(|session| session.id).collect();
    let counts = forget_attendance(&unit, &ids).await?;
    let changes = sessions.iter().map(|session| {
        record::of_session(permit, "courseSession.attendanceForgotten", session).field(
            "registrations",
            None,
            Some(counts.get(&session.id).copied().unwrap_or_default()),
        )
    });
    unit.commit(changes).await?;
    Ok(sessions.len())
}
