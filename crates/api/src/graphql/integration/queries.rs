use super::types::Event;
use crate::gate::authorized;
use crate::graphql::shared::{AnyNodeId, Connection, call, connect, failure, page};
use application::Error;
use application::integration as verbs;
use async_graphql::{Context, Object, Result};
use domain::access::Action;
use domain::integration::Topics;

/// Reads the arguments that narrow the events.
pub(super) fn filter(
    ctx: &Context<'_>,
    types: Option<Vec<String>>,
    subject: Option<AnyNodeId>,
) -> Result<verbs::EventFilter> {
    let types = types.unwrap_or_default();
    let topics = Topics::read("types", types.iter().map(String::as_str)).map_err(Error::from);
    Ok(verbs::EventFilter { topics: failure(ctx, topics)?, subject: subject.map(|id| id.uuid) })
}

/// The fields that read what happened.
#[derive(Debug, Default)]
pub(crate) struct ChangeQueries;

#[Object]
impl ChangeQueries {
    /// What happened to the records that the viewer may see, in the order in which it was kept (German: Änderungen).
    /// Go on from the last cursor to miss nothing; begin with `last: 1` to hear only of what comes.
    #[graphql(directive = authorized::apply(Action::ChangeRead))]
    #[expect(clippy::too_many_arguments, reason = "the four of Relay and two that narrow the list")]
    async fn changes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only of these types; `organisation.*` stands for all types of a noun.")] types: Option<
            Vec<String>,
        >,
        #[graphql(desc = "Only about this record.")] subject_id: Option<AnyNodeId>,
        #[graphql(desc = "How many from the start, at most 100.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> Result<Connection<Event>> {
        let call = call(ctx);
        let filter = filter(ctx, types, subject_id)?;
        let page = page(ctx, first, after, last, before)?;
        let found = verbs::list_changes(call, &filter, &page).await;
        let count = verbs::count_changes(call, &filter);
        connect(ctx, found, |events| events.into_iter().map(Event).collect(), count).await
    }
}
