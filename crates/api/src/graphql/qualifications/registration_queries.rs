use super::registration::Registration;
use super::registration_inputs::{RegistrationFilter, WaitingListChangeFilter};
use super::trainer::TrainerAssignment;
use super::waiting_change::WaitingListChange;
use crate::gate::{authorized, cost};
use crate::graphql::shared::{Connection, call, connect, failure, page};
use application::qualifications as verbs;
use async_graphql::{Context, Object, Result};
use domain::access::Action;

/// The fields that read registrations.
#[derive(Debug, Default)]
pub(crate) struct RegistrationQueries;

#[Object]
impl RegistrationQueries {
    /// The registrations that the viewer may see, the newest first: of the people of their office, and for the sessions that
    /// they organise (German: Anmeldungen).
    #[graphql(directive = authorized::apply(Action::RegistrationRead))]
    async fn registrations(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which registrations.")] filter: Option<RegistrationFilter>,
        #[graphql(desc = "How many from the start, at most 100.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> Result<Connection<Registration>> {
        let call = call(ctx);
        let filter = verbs::RegistrationFilter::from(filter.unwrap_or_default());
        let page = page(ctx, first, after, last, before)?;
        let found = verbs::list_registrations(call, &filter, &page).await;
        connect(ctx, found, Registration::siblings, verbs::count_registrations(call, &filter)).await
    }

    /// The viewer's own registrations, the newest first (German: meine Anmeldungen).
    #[graphql(directive = authorized::apply(Action::RegistrationRead))]
    async fn my_registrations(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many from the start, at most 100.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> Result<Connection<Registration>> {
        let call = call(ctx);
        let filter = failure(ctx, verbs::own_registrations(call))?;
        let page = page(ctx, first, after, last, before)?;
        let found = verbs::list_registrations(call, &filter, &page).await;
        connect(ctx, found, Registration::siblings, verbs::count_registrations(call, &filter)).await
    }

    /// What organisers did by hand with waiting lists, the newest first: all of it for the organiser of the session, for others
    /// what concerned them, or the people for whom they answer (German: Protokoll der Warteliste).
    #[graphql(directive = authorized::apply(Action::RegistrationRead))]
    async fn waiting_list_changes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which lines of the log.")] filter: Option<WaitingListChangeFilter>,
        #[graphql(desc = "How many from the start, at most 100.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> Result<Connection<WaitingListChange>> {
        let call = call(ctx);
        let filter = verbs::WaitingChangeFilter::from(filter.unwrap_or_default());
        let page = page(ctx, first, after, last, before)?;
        let found = verbs::list_waiting_changes(call, &filter, &page).await;
        connect(ctx, found, WaitingListChange::siblings, verbs::count_waiting_changes(call, &filter)).await
    }

    /// The requests to the viewer to be a trainer, the newest first, at most 100 (German: meine Anfragen).
    #[graphql(directive = authorized::apply(Action::TrainerAnswer), directive = cost::apply(1, Some(20)))]
    async fn my_trainer_assignments(&self, ctx: &Context<'_>) -> Result<Vec<TrainerAssignment>> {
        Ok(TrainerAssignment::siblings(failure(ctx, verbs::list_own_assignments(call(ctx)).await)?))
    }
}
