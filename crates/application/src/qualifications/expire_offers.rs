use super::letters;
use super::seating;
use super::sight::every_offer;
use crate::{Call, Error, Platform};
use domain::access::{Action, Owner};
use domain::shared::CourseSessionId;
use persistence::qualifications::{Registrations, Sessions};
use std::sync::Arc;
use std::time::Duration;

/// The most sessions that are looked at in one go.
const MOST: u64 = 100;
/// How often held seats are looked at.
const REST: Duration = Duration::from_mins(1);

/// Takes back held seats that were not answered in time, every minute, until `stop` is ready. Any number of nodes may do
/// this: each session is held while its seats are given.
pub async fn watch_offers(platform: &Arc<Platform>, stop: impl Future<Output = ()> + Send) {
    let mut stop = std::pin::pin!(stop);
    loop {
        let call = Call::of_system(Arc::clone(platform), "offers");
        if let Err(error) = expire_offers(&call).await {
            tracing::warn!(error = &error as &dyn std::error::Error, "held seats are looked at again in a minute");
        }
        tokio::select! {
            () = &mut stop => return,
            () = tokio::time::sleep(REST) => {}
        }
    }
}

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
