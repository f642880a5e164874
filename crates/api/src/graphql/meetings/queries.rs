use super::committee::Committee;
use super::filters::{CommitteeFilter, CommitteeMembershipFilter, CommitteeOrder, MeetingFilter};
use super::meeting::Meeting;
use super::membership::CommitteeMembership;
use crate::gate::authorized;
use crate::graphql::shared::{Connection, NodeId, OrderDirection, call, connect, failure, page};
use application::meetings as verbs;
use async_graphql::{Context, Object, Result};
use domain::access::Action;
use domain::shared::{CommitteeId, MeetingId};

/// The fields that read committees and meetings.
#[derive(Debug, Default)]
pub(crate) struct MeetingQueries;

#[Object]
impl MeetingQueries {
    /// A committee; `null` when there is none, or none that the viewer may know of (German: Gremium).
    #[graphql(directive = authorized::apply(Action::CommitteeReadPublic))]
    async fn committee(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its global id.")] id: NodeId<CommitteeId>,
    ) -> Result<Option<Committee>> {
        Ok(failure(ctx, verbs::find_committee(call(ctx), id.0).await)?.map(Committee::one))
    }

    /// The committees that the viewer may know of: what is public, for those who are signed in also what is open to the
    /// community, and what they reach by right or sit in (German: Gremien).
    #[expect(clippy::too_many_arguments, reason = "the four arguments of a page are said one by one in the schema")]
    #[graphql(directive = authorized::apply(Action::CommitteeReadPublic))]
    async fn committees(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which committees.")] filter: Option<CommitteeFilter>,
        #[graphql(desc = "In which order.")] order: Option<CommitteeOrder>,
        #[graphql(desc = "How many from the start, at most 100.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> Result<Connection<Committee>> {
        let call = call(ctx);
        let filter = verbs::CommitteeFilter::from(filter.unwrap_or_default());
        let order = order.unwrap_or_default();
        let descending = order.direction == OrderDirection::Descending;
        let page = page(ctx, first, after, last, before)?;
        let found = verbs::list_committees(call, &filter, order.into(), descending, &page).await;
        let count = verbs::count_committees(call, &filter);
        connect(ctx, found, Committee::siblings, count).await
    }

    /// Seats in committees that the viewer reaches by right or sits in, also former ones, in the order of their beginning
    /// (German: Mitgliedschaften in Gremien).
    #[graphql(directive = authorized::apply(Action::CommitteeRead))]
    async fn committee_memberships(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which seats.")] filter: Option<CommitteeMembershipFilter>,
        #[graphql(desc = "How many from the start, at most 100.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> Result<Connection<CommitteeMembership>> {
        let call = call(ctx);
        let filter = verbs::CommitteeMembershipFilter::from(filter.unwrap_or_default());
        let page = page(ctx, first, after, last, before)?;
        let found = verbs::list_committee_members(call, &filter, &page).await;
        let count = verbs::count_committee_members(call, &filter);
        connect(ctx, found, CommitteeMembership::siblings, count).await
    }

    /// A meeting; `null` when there is none, or none that the viewer may know of (German: Sitzung).
    #[graphql(directive = authorized::apply(Action::CommitteeReadPublic))]
    async fn meeting(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its global id.")] id: NodeId<MeetingId>,
    ) -> Result<Option<Meeting>> {
        Ok(failure(ctx, verbs::find_meeting(call(ctx), id.0).await)?.map(Meeting::one))
    }

    /// The meetings of the committees that the viewer may know of, in the order of their beginning (German: Sitzungen).
    #[expect(clippy::too_many_arguments, reason = "the four arguments of a page are said one by one in the schema")]
    #[graphql(directive = authorized::apply(Action::CommitteeReadPublic))]
    async fn meetings(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which meetings.")] filter: Option<MeetingFilter>,
        #[graphql(desc = "Which way; the earliest first unless given.")] direction: Option<OrderDirection>,
        #[graphql(desc = "How many from the start, at most 100.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> Result<Connection<Meeting>> {
        let call = call(ctx);
        let filter = verbs::MeetingFilter::from(filter.unwrap_or_default());
        let descending = direction.unwrap_or_default() == OrderDirection::Descending;
        let page = page(ctx, first, after, last, before)?;
        let found = verbs::list_meetings(call, &filter, descending, &page).await;
        let count = verbs::count_meetings(call, &filter);
        connect(ctx, found, Meeting::siblings, count).await
    }
}
