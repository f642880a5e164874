use super::standing::sight;
use crate::{Call, Error};
use domain::meetings::{Amendment, Minutes, Remark};
use domain::shared::{MeetingId, MinutesId};
use persistence::meetings::MinutesBooks;
use std::collections::HashMap;

/// Minutes; `None` when they do not exist or the caller does not reach their committee by right.
///
/// # Errors
/// When the database does not answer.
pub async fn find_minutes(call: &Call, id: MinutesId) -> Result<Option<Minutes>, Error> {
    Ok(MinutesBooks::of(call.database()).find(&sight(call), id).await?)
}

/// The minutes of many meetings.
///
/// # Errors
/// When the database does not answer.
pub async fn list_minutes_of(call: &Call, meetings: &[MeetingId]) -> Result<HashMap<MeetingId, Minutes>, Error> {
    Ok(MinutesBooks::of(call.database()).of_meetings(&sight(call), meetings).await?)
}

/// The remarks on many minutes, the oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn list_remarks(call: &Call, minutes: &[MinutesId]) -> Result<HashMap<MinutesId, Vec<Remark>>, Error> {
    Ok(MinutesBooks::of(call.database()).remarks(&sight(call), minutes).await?)
}

/// The amendments of many minutes, by number.
///
/// # Errors
/// When the database does not answer.
pub async fn list_amendments(call: &Call, minutes: &[MinutesId]) -> Result<HashMap<MinutesId, Vec<Amendment>>, Error> {
    Ok(MinutesBooks::of(call.database()).amendments(&sight(call), minutes).await?)
}
