use super::inputs::{CreatePersonInput, DeactivatePersonInput, ReactivatePersonInput, UpdatePersonInput};
use super::types::Person;
use crate::gate::authorized;
use crate::graphql::shared::{UserError, call, failure, outcome};
use application::Error;
use application::people as verbs;
use async_graphql::{Context, Object, Result, SimpleObject};
use domain::access::Action;
use domain::people::Person as Record;
use domain::shared::PersonId;

/// What came of a change of a person (German: Ergebnis).
#[derive(Debug, SimpleObject)]
pub(crate) struct PersonPayload {
    /// The person after the change; after a `VERSION_CONFLICT` as they are now (German: Person).
    person: Option<Person>,
    /// Why nothing was changed; empty when it was (German: Fehler).
    errors: Vec<UserError>,
}

/// The fields that change people.
#[derive(Debug, Default)]
pub(crate) struct PersonMutations;

#[Object]
impl PersonMutations {
    /// Makes a person (German: Person anlegen).
    #[graphql(directive = authorized::apply(Action::PersonCreate))]
    async fn create_person(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The person.")] input: CreatePersonInput,
    ) -> Result<PersonPayload> {
        payload(ctx, None, verbs::create_person(call(ctx), input.into()).await).await
    }

    /// Changes a person (German: Person ändern).
    #[graphql(directive = authorized::apply(Action::PersonUpdate))]
    async fn update_person(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The change.")] input: UpdatePersonInput,
    ) -> Result<PersonPayload> {
        let id = input.id.0;
        payload(ctx, Some(id), verbs::update_person(call(ctx), input.into()).await).await
    }

    /// Lets a person take no part any more; their functions end (German: Person deaktivieren).
    #[graphql(directive = authorized::apply(Action::PersonDeactivate))]
    async fn deactivate_person(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Who, and when.")] input: DeactivatePersonInput,
    ) -> Result<PersonPayload> {
        let id = input.id.0;
        payload(ctx, Some(id), verbs::deactivate_person(call(ctx), input.into()).await).await
    }

    /// Lets a person take part again; functions that have ended stay so (German: Person reaktivieren).
    #[graphql(directive = authorized::apply(Action::PersonDeactivate))]
    async fn reactivate_person(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Who.")] input: ReactivatePersonInput,
    ) -> Result<PersonPayload> {
        let id = input.id.0;
        payload(ctx, Some(id), verbs::reactivate_person(call(ctx), input.into()).await).await
    }
}

async fn payload(
    ctx: &Context<'_>,
    id: Option<PersonId>,
    done: std::result::Result<Record, Error>,
) -> Result<PersonPayload> {
    let (changed, errors) = outcome(ctx, done)?;
    let shown = match (changed, id) {
        (None, Some(id)) if errors.iter().any(UserError::is_conflict) => {
            failure(ctx, verbs::find_person(call(ctx), id).await)?
        }
        (changed, _) => changed,
    };
    Ok(PersonPayload { person: shown.map(Person::one), errors })
}
