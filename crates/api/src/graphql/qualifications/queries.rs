use super::series::CourseSeries;
use super::series_inputs::CourseSeriesFilter;
use super::session::CourseSession;
use super::session_inputs::{CourseSessionFilter, CourseSessionOrder};
use crate::gate::{authorized, cost};
use crate::graphql::shared::{Connection, NodeId, OrderDirection, call, connect, failure, page};
use application::qualifications as verbs;
use async_graphql::{Context, Object, Result};
use domain::access::Action;
use domain::shared::{CourseSeriesId, CourseSessionId};

/// The fields that read series and sessions.
#[derive(Debug, Default)]
pub(crate) struct CourseQueries;

#[Object]
impl CourseQueries {
    /// A series; `null` when there is none that the viewer may see (German: Qualifizierungsreihe).
    #[graphql(directive = authorized::apply(Action::SeriesRead))]
    async fn course_series(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its global id.")] id: NodeId<CourseSeriesId>,
    ) -> Result<Option<CourseSeries>> {
        Ok(failure(ctx, verbs::find_series(call(ctx), id.0).await)?.map(CourseSeries::one))
    }

    /// The series that the viewer may see, by title (German: Qualifizierungsreihen).
    #[graphql(directive = authorized::apply(Action::SeriesRead))]
    async fn course_series_list(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which series.")] filter: Option<CourseSeriesFilter>,
        #[graphql(desc = "How many from the start, at most 100.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> Result<Connection<CourseSeries>> {
        let call = call(ctx);
        let filter = verbs::SeriesFilter::from(filter.unwrap_or_default());
        let page = page(ctx, first, after, last, before)?;
        let found = verbs::list_series(call, &filter, &page).await;
        connect(ctx, found, CourseSeries::siblings, verbs::count_series(call, &filter)).await
    }

    /// A session; `null` when there is none that the viewer may see (German: Termin).
    #[graphql(directive = authorized::apply(Action::SeriesRead))]
    async fn course_session(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its global id.")] id: NodeId<CourseSessionId>,
    ) -> Result<Option<CourseSession>> {
        Ok(failure(ctx, verbs::find_session(call(ctx), id.0).await)?.map(CourseSession::one))
    }

    /// The sessions that the viewer may see, by their start (German: Termine).
    #[expect(clippy::too_many_arguments, reason = "the four arguments of a page are said one by one in the schema")]
    #[graphql(directive = authorized::apply(Action::SeriesRead))]
    async fn course_sessions(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which sessions.")] filter: Option<CourseSessionFilter>,
        #[graphql(desc = "In which order; the earliest first unless given.")] order: Option<CourseSessionOrder>,
        #[graphql(desc = "How many from the start, at most 100.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> Result<Connection<CourseSession>> {
        let call = call(ctx);
        let filter = verbs::SessionFilter::from(filter.unwrap_or_default());
        let descending = order.unwrap_or_default().direction == OrderDirection::Descending;
        let page = page(ctx, first, after, last, before)?;
        let found = verbs::list_sessions(call, &filter, descending, &page).await;
        connect(ctx, found, CourseSession::siblings, verbs::count_sessions(call, &filter)).await
    }

    /// The sessions whose registration is open for the viewer: entitled, with everything completed that is asked for, and not
    /// registered yet. The next 100 that take place are looked at (German: für mich offen).
    #[graphql(directive = authorized::apply(Action::RegistrationCreate), directive = cost::apply(5, Some(100)))]
    async fn open_to_me(&self, ctx: &Context<'_>) -> Result<Vec<CourseSession>> {
        Ok(CourseSession::siblings(failure(ctx, verbs::list_open_to_me(call(ctx)).await)?))
    }
}
