use super::inputs::{PersonDuplicatesInput, PersonFilter, PersonOrder};
use super::types::Person;
use crate::gate::{authorized, cost};
use crate::graphql::shared::{Connection, NodeId, OrderDirection, call, connect, failure, page};
use application::people as verbs;
use async_graphql::{Context, Object, Result};
use domain::access::Action;
use domain::shared::PersonId;

/// The fields that read people.
#[derive(Debug, Default)]
pub(crate) struct PersonQueries;

#[Object]
impl PersonQueries {
    /// A person; `null` when there is none whom the viewer may see (German: Person).
    #[graphql(directive = authorized::apply(Action::PersonRead))]
    async fn person(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Their global id.")] id: NodeId<PersonId>,
    ) -> Result<Option<Person>> {
        Ok(failure(ctx, verbs::find_person(call(ctx), id.0).await)?.map(Person::one))
    }

    /// The people whom the viewer may see (German: Personen).
    #[expect(clippy::too_many_arguments, reason = "the four arguments of a page are said one by one in the schema")]
    #[graphql(directive = authorized::apply(Action::PersonRead))]
    async fn people(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which people.")] filter: Option<PersonFilter>,
        #[graphql(desc = "In which order; by name unless given.")] order: Option<PersonOrder>,
        #[graphql(desc = "How many from the start, at most 100.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> Result<Connection<Person>> {
        let call = call(ctx);
        let filter = verbs::ListPeople::from(filter.unwrap_or_default());
        let order = order.unwrap_or_default();
        let page = page(ctx, first, after, last, before)?;
        let descending = order.direction == OrderDirection::Descending;
        let found = verbs::list_people(call, filter.clone(), order.field.into(), descending, &page).await;
        let count = verbs::count_people(call, filter);
        connect(ctx, found, Person::siblings, count).await
    }

    /// People who might be the same as somebody who is to be recorded: of the same name, however it is written, or
    /// reached by the same e-mail address; as far as the viewer may see them, and at most 20 (German:
    /// Dublettenprüfung).
    #[graphql(directive = authorized::apply(Action::PersonCreate), directive = cost::apply(1, Some(20)))]
    async fn person_duplicates(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Who is to be recorded.")] input: PersonDuplicatesInput,
    ) -> Result<Vec<Person>> {
        let found = verbs::check_person_duplicates(call(ctx), input.into()).await;
        failure(ctx, found).map(Person::siblings)
    }
}
