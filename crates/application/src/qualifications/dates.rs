//! How often a group meets: the sessions of one series and kind.

use super::sight::every_offer;
use crate::Error;
use domain::qualifications::CourseSession;
use domain::shared::{CourseSessionId, Timestamp};
use persistence::UnitOfWork;
use persistence::qualifications::{SeriesList, Sessions};
use std::collections::BTreeSet;

/// Whether the group of these sessions, which are of one series and kind, may meet on their dates too. The series is held, so
/// two dates that are planned at once are counted one after the other. Sessions without a series have no group.
///
/// # Errors
/// `TOO_MANY_DATES`.
pub(super) async fn check_dates(unit: &UnitOfWork, planned: &[CourseSession]) -> Result<(), Error> {
    let Some(CourseSession { series: Some(series), kind, .. }) = planned.first() else { return Ok(()) };
    if kind.date_limit().is_none() {
        return Ok(());
    }
    SeriesList::of(unit).hold(&every_offer(), *series).await?;
    let ids: BTreeSet<CourseSessionId> = planned.iter().map(|session| session.id).collect();
    let others = Sessions::of(unit).dates_of(*series, *kind).await?;
    let others = others.into_iter().filter(|(id, _)| !ids.contains(id)).map(|(_, start)| start);
    let own = planned.iter().filter(|session| session.state.has_a_date()).map(|session| session.plan.start);
    let dates: Vec<Timestamp> = others.chain(own).collect();
    Ok(kind.check_dates(dates)?)
}
