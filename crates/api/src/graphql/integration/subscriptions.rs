use super::occasion::{Interest, Occasion};
use super::queries::filter;
use super::types::Event;
use crate::gate::{authorized, cost};
use crate::graphql::meetings::Task;
use crate::graphql::node::{Node, find};
use crate::graphql::qualifications::CourseSession;
use crate::graphql::shared::{AnyNodeId, NodeId, call, failure};
use application::Error;
use application::meetings::list_tasks;
use application::qualifications::find_session;
use async_graphql::{Context, Object, Result, Subscription as Subscriptions};
use domain::access::Action;
use domain::shared::{CourseSessionId, Slice};
use futures::future::ready;
use futures::stream::{empty, once};
use futures::{Stream, StreamExt};

/// An event as it is told to subscribers.
#[derive(Clone, Debug)]
pub(crate) struct Change(domain::integration::Event);

/// An event as it is told to subscribers and webhooks (German: Änderungsmeldung).
#[Object]
impl Change {
    /// What happened (German: Ereignis).
    async fn event(&self) -> Event {
        Event(self.0.clone())
    }

    /// Give this as `after` when you connect again: nothing is missed then (German: Fortsetzungsmarke).
    async fn cursor(&self) -> String {
        self.0.id.uuid().simple().to_string()
    }

    /// The record as it is now; `null` when it is gone or you may not read it (German: Datensatz).
    #[graphql(directive = cost::apply(5, None))]
    async fn subject(&self, ctx: &Context<'_>) -> Result<Option<Node>> {
        find(ctx, &AnyNodeId::new(self.0.kind.subject, self.0.subject)).await
    }
}

/// Everything that can be followed live (German: Abonnements), over WebSocket (graphql-transport-ws) at `/graphql/ws`
/// and over server-sent events at `/graphql/stream`.
#[derive(Debug, Default)]
pub struct Subscription;

#[Subscriptions]
impl Subscription {
    /// What happens to the records that you may see, as it happens (German: Änderungen).
    #[expect(clippy::unused_async, reason = "a root field of a subscription is async in async-graphql")]
    #[graphql(directive = authorized::apply(Action::ChangeRead))]
    async fn changes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only of these types; `organisation.*` stands for all types of a noun.")] types: Option<
            Vec<String>,
        >,
        #[graphql(desc = "Only about this record.")] subject_id: Option<AnyNodeId>,
        #[graphql(desc = "First all that happened after this cursor; from now on when there is none.")] after: Option<
            String,
        >,
    ) -> Result<impl Stream<Item = Change> + use<>> {
        let filter = filter(ctx, types, subject_id)?;
        Ok(match occasion(ctx) {
            Occasion::Opening(wanted) => {
                // The document is opened once.
                let _ = wanted.set(Interest::Changes { filter, after });
                empty().left_stream()
            }
            Occasion::Event(event) => once(ready(Change((*event).clone()))).right_stream(),
            Occasion::Now => empty().left_stream(),
        })
    }

    /// A session with its seats: as it is now, and whenever that changes (German: freie Plätze).
    #[graphql(directive = authorized::apply(Action::SeriesRead))]
    async fn session_seats(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its global id.")] session_id: NodeId<CourseSessionId>,
    ) -> Result<impl Stream<Item = CourseSession> + use<>> {
        let found = find_session(call(ctx), session_id.0).await;
        let session = found.and_then(|found| found.ok_or_else(|| Error::not_found("sessionId")));
        let session = failure(ctx, session)?;
        Ok(match occasion(ctx) {
            Occasion::Opening(wanted) => {
                let _ = wanted.set(Interest::Seats(session_id.0));
                empty().left_stream()
            }
            Occasion::Event(_) | Occasion::Now => once(ready(CourseSession::one(session))).right_stream(),
        })
    }

    /// What the viewer has to do: as it is now, and whenever that changes, what is due first in front (German: meine offenen
    /// Aufgaben).
    #[graphql(directive = authorized::apply(Action::TaskRead), directive = cost::apply(10, Some(20)))]
    async fn my_tasks(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many at most, up to 100.")] first: Option<i32>,
    ) -> Result<impl Stream<Item = Vec<Task>> + use<>> {
        let slice = failure(ctx, Slice::read(first).map_err(Into::into))?;
        Ok(match occasion(ctx) {
            Occasion::Opening(wanted) => {
                let _ = wanted.set(Interest::Tasks);
                empty().left_stream()
            }
            Occasion::Event(_) | Occasion::Now => {
                let tasks = failure(ctx, list_tasks(call(ctx), slice).await)?;
                once(ready(Task::all(&tasks, call(ctx).today()))).right_stream()
            }
        })
    }
}

fn occasion(ctx: &Context<'_>) -> Occasion {
    ctx.data_unchecked::<Occasion>().clone()
}
