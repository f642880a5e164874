use super::letters;
use super::seating;
use super::sight::every_offer;
use crate::{Call, Error};
use domain::access::{Action, Owner};
use domain::shared::CourseSessionId;
use persistence::qualifications::{Registrations, Sessions};

/// The most sessions that are looked at in one go.
const MOST: u64 = 100;
/// Takes back all held seats that were not answered in time and gives them to those who wait; says in how many sessions.
/// The platform does this by itself every minute; verbs that decide on seats do it for their session anyway.
///
/// # Errors
/// When the database does not answer; a denial for anybody but the platform itself and those who manage everything.
pub async fn expire_offers(call: &Call) -> Result<usize, Error> {
    let late = Registrations::of(call.database()).sessions_with_expired_offers(call.now(), MOST).await?;
    let mut settled = 0;
    for session in late {
        settled += usize::from(expire_in(call, session).await?);
    }
    Ok(settled)
}

async fn expire_in(call: &Call, session: CourseSessionId) -> Result<bool, Error> {
    let mut unit = call.begin().await?;
    let Some(session) = Sessions::of(&unit).hold(&every_offer(), session).await? else { return Ok(false) };
    let permit = call.permit(Action::RegistrationManage, &Owner::NOBODY)?;
    let moves = seating::settle(&unit, &session, permit).await?;
    if moves.changes.is_empty() {
        return Ok(false);
    }
    letters::send(&mut unit, &session, &moves.letters).await?;
    unit.commit(moves.changes).await?;
    Ok(true)
}
