use super::list_own::own_account;
use crate::{Call, Error};
use domain::access::Action;
use domain::calendar::CalendarFeed;
use domain::shared::CalendarFeedId;
use persistence::Change;
use persistence::calendar::{self, CalendarFeeds};

/// Lets the address of one of one's own feeds lead nowhere.
///
/// # Errors
/// A denial when nobody is signed in; `NOT_FOUND`.
pub async fn revoke_feed(call: &Call, id: CalendarFeedId) -> Result<CalendarFeed, Error> {
    let unit = call.begin().await?;
    let account = own_account(call, &unit).await?;
    let present = CalendarFeeds::of(&unit).of_account(&call.visibility(Action::CalendarOwn), account.id).await?;
    let before = present.into_iter().find(|feed| feed.id == id).ok_or_else(|| Error::not_found("id"))?;
    let owner = CalendarFeed::owner(&account.owner);
    let permit = call.permit(Action::CalendarOwn, &owner)?;
    let after = before.revoke(unit.now())?;
    calendar::revoke_feed(&unit, id).await?;
    unit.commit([Change::new(permit, "calendarFeed.revoked", id, owner)]).await?;
    Ok(after)
}
