use super::types::{CalendarEntry, CalendarFeed};
use crate::gate::{authorized, cost};
use crate::graphql::shared::{DateTime, call, failure};
use application::calendar as verbs;
use async_graphql::{Context, Object, Result};
use domain::access::Action;

/// The fields that read one's own calendar.
#[derive(Debug, Default)]
pub(crate) struct CalendarQueries;

#[Object]
impl CalendarQueries {
    /// One's own dates by their start, at most 100: sessions with a seat or an offer, those that one teaches, meetings to which
    /// one is invited, and what was cancelled of them (German: mein Kalender).
    #[graphql(directive = authorized::apply(Action::CalendarOwn), directive = cost::apply(5, Some(100)))]
    async fn my_calendar(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "That end after this instant; after now unless given.")] from: Option<DateTime>,
        #[graphql(desc = "That begin before this instant.")] until: Option<DateTime>,
    ) -> Result<Vec<CalendarEntry>> {
        let dates = verbs::list_own_dates(call(ctx), from.map(|at| at.0), until.map(|at| at.0)).await;
        Ok(CalendarEntry::all(failure(ctx, dates)?))
    }

    /// The secret addresses of calendars that one has made and that are open, the oldest first (German: meine
    /// Kalenderabonnements).
    #[graphql(directive = authorized::apply(Action::CalendarOwn), directive = cost::apply(1, Some(10)))]
    async fn my_calendar_feeds(&self, ctx: &Context<'_>) -> Result<Vec<CalendarFeed>> {
        Ok(failure(ctx, verbs::list_own_feeds(call(ctx)).await)?.into_iter().map(CalendarFeed).collect())
    }
}
