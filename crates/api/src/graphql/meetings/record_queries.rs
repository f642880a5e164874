use super::attendance::LinkedMeetingInvitation;
use super::filters::{MeasureFilter, ResolutionFilter};
use super::measure::Measure;
use super::minutes::Minutes;
use super::resolution::Resolution;
use super::task::Task;
use crate::gate::{authorized, cost};
use crate::graphql::shared::{Connection, NodeId, call, connect, failure, page};
use application::meetings as verbs;
use async_graphql::{Context, Object, Result};
use domain::access::Action;
use domain::shared::{MeasureId, MinutesId, ResolutionId, Slice};

/// The fields that read what came of meetings.
#[derive(Debug, Default)]
pub(crate) struct MeetingRecordQueries;

#[Object]
impl MeetingRecordQueries {
    /// A resolution; `null` when there is none that the viewer may read (German: Beschluss).
    #[graphql(directive = authorized::apply(Action::CommitteeReadPublic))]
    async fn resolution(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its global id.")] id: NodeId<ResolutionId>,
    ) -> Result<Option<Resolution>> {
        Ok(failure(ctx, verbs::find_resolution(call(ctx), id.0).await)?.map(Resolution::one))
    }

    /// The resolutions that the viewer may read, the newest first: all of committees that they reach by right or sit in, of
    /// others what was decided in public, once the minutes are approved (German: Beschlüsse).
    #[graphql(directive = authorized::apply(Action::CommitteeReadPublic))]
    async fn resolutions(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which resolutions.")] filter: Option<ResolutionFilter>,
        #[graphql(desc = "How many from the start, at most 100.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> Result<Connection<Resolution>> {
        let call = call(ctx);
        let filter = verbs::ResolutionFilter::from(filter.unwrap_or_default());
        let page = page(ctx, first, after, last, before)?;
        let found = verbs::list_resolutions(call, &filter, &page).await;
        let count = verbs::count_resolutions(call, &filter);
        connect(ctx, found, Resolution::siblings, count).await
    }

    /// Minutes; `null` when there are none that the viewer may read (German: Protokoll).
    #[graphql(directive = authorized::apply(Action::CommitteeRead))]
    async fn minutes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its global id.")] id: NodeId<MinutesId>,
    ) -> Result<Option<Minutes>> {
        Ok(failure(ctx, verbs::find_minutes(call(ctx), id.0).await)?.map(Minutes::one))
    }

    /// A measure; `null` when there is none that the viewer may read (German: Maßnahme).
    #[graphql(directive = authorized::apply(Action::MeasureRead))]
    async fn measure(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its global id.")] id: NodeId<MeasureId>,
    ) -> Result<Option<Measure>> {
        Ok(failure(ctx, verbs::find_measure(call(ctx), id.0).await)?.map(Measure::one))
    }

    /// The measures of committees that the viewer reaches by right or sits in, and those for which they answer, those due
    /// first in front (German: Maßnahmen).
    #[graphql(directive = authorized::apply(Action::MeasureRead))]
    async fn measures(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which measures.")] filter: Option<MeasureFilter>,
        #[graphql(desc = "How many from the start, at most 100.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> Result<Connection<Measure>> {
        let call = call(ctx);
        let filter = filter.unwrap_or_default().on(call.today());
        let page = page(ctx, first, after, last, before)?;
        let found = verbs::list_measures(call, &filter, &page).await;
        let count = verbs::count_measures(call, &filter);
        connect(ctx, found, Measure::siblings, count).await
    }

    /// What the viewer has to do, what is due first in front: measures, minutes to read, invitations to answer, seats to
    /// accept, registrations, requests to be a trainer, registrations to decide about as their organiser, follow-ups of
    /// contacts (German: meine offenen Aufgaben).
    #[graphql(directive = authorized::apply(Action::TaskRead), directive = cost::apply(10, Some(20)))]
    async fn my_tasks(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many at most, up to 100.")] first: Option<i32>,
    ) -> Result<Vec<Task>> {
        let slice = failure(ctx, Slice::read(first).map_err(Into::into))?;
        let today = call(ctx).today();
        let tasks = failure(ctx, verbs::list_tasks(call(ctx), slice).await)?;
        Ok(Task::all(&tasks, today))
    }

    /// What the link in an invitation opens, without an account; `null` for a link that is not one of ours or too old
    /// (German: Einladung über Link).
    #[graphql(directive = authorized::apply(Action::MeetingAnswerByLink))]
    async fn meeting_invitation_by_link(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What stands behind `token=` in the link.")] token: String,
    ) -> Result<Option<LinkedMeetingInvitation>> {
        Ok(failure(ctx, verbs::open_link(call(ctx), &token).await)?.map(LinkedMeetingInvitation::from))
    }
}
