use super::file::CalendarFile;
use super::list_own::{OwnDate, dates_of};
use crate::qualifications::list_public_entries;
use crate::security::token_digest;
use crate::{Call, Error};
use persistence::accounts::Credentials;
use persistence::calendar::CalendarFeeds;

/// How far back feeds go, in seconds: 180 days.
const BACK: i64 = 180 * 86_400;

/// The calendar behind a secret address; nothing when the address was never one, was revoked, or its owner cannot sign in
/// any more.
///
/// # Errors
/// When the database does not answer.
pub async fn read_personal_feed(call: &Call, token: &str) -> Result<Option<String>, Error> {
    let database = call.database();
    let Some(feed) = CalendarFeeds::of(database).by_digest(&token_digest(token)).await? else { return Ok(None) };
    let owner = Credentials::find(database, feed.account).await?.filter(Credentials::can_sign_in);
    let Some(owner) = owner else { return Ok(None) };
    let dates = dates_of(database, owner.person, call.now().plus_seconds(-BACK), None).await?;
    let entries: Vec<_> = dates.iter().map(OwnDate::entry).cloned().collect();
    let file = CalendarFile::feed(&call.platform().organiser(), "BildungsNetz: meine Termine", &entries);
    Ok(Some(file.text().map_err(Error::unexpected)?))
}

/// The calendar of what is published for everybody.
///
/// # Errors
/// When the database does not answer.
pub async fn read_public_feed(call: &Call) -> Result<String, Error> {
    let entries = list_public_entries(call, call.now().plus_seconds(-BACK)).await?;
    let file = CalendarFile::feed(&call.platform().organiser(), "BildungsNetz: öffentliche Termine", &entries);
    file.text().map_err(Error::unexpected)
}
