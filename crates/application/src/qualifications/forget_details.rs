use super::record;
use super::sight::every_offer;
use crate::{Call, Error};
use domain::access::{Action, Owner};
use domain::qualifications::EventDetail;
use domain::shared::CourseSessionId;
use persistence::qualifications::{self, Sessions, sessions_with_details};

/// The most sessions that are looked at in one go.
const MOST: u64 = 100;
const DAY: i64 = 86_400;

/// Forgets what people said only for a session, when its time has come: needs and answers a week after, consents when nobody
/// can ask for their proof any more. The audit keeps that it was done, and no value. Says for how many sessions it was done.
///
/// # Errors
/// When the database does not answer; a denial for anybody but the platform itself and those who manage everything.
pub async fn forget_details(call: &Call) -> Result<usize, Error> {
    let mut done = 0;
    for detail in EventDetail::ALL {
        let before = call.now().plus_seconds(-detail.days() * DAY);
        for session in sessions_with_details(call.database(), *detail, before, MOST).await? {
            done += usize::from(forget_of(call, session, *detail).await?);
        }
    }
    Ok(done)
}

async fn forget_of(call: &Call, session: CourseSessionId, detail: EventDetail) -> Result<bool, Error> {
    let unit = call.begin().await?;
    let Some(session) = Sessions::of(&unit).hold(&every_offer(), session).await? else { return Ok(false) };
    let permit = call.permit(Action::RegistrationManage, &Owner::NOBODY)?;
    // It may have got a new date since it was found, or another node may have been faster.
    let is_time = session.plan.end.plus_seconds(detail.days() * DAY) < unit.now();
    let people = if is_time { qualifications::forget_details(&unit, session.id, detail).await? } else { 0 };
    if people == 0 {
        return Ok(false);
    }
    let change = record::of_session(permit, "courseSession.detailsForgotten", &session)
        .field("detail", None, Some(detail))
        .field("people", None, Some(people));
    unit.commit([change]).await?;
    Ok(true)
}
