use super::inputs::{
    CloseOrganisationInput, CreateOrganisationInput, MergeOrganisationsInput, UpdateOrganisationInput,
};
use super::types::Organisation;
use crate::gate::authorized;
use crate::graphql::shared::{UserError, call, failure, outcome};
use application::Error;
use application::organisations as verbs;
use async_graphql::{Context, Object, Result, SimpleObject};
use domain::access::Action;
use domain::organisations::Organisation as Record;
use domain::shared::OrganisationId;

/// What came of a change of an organisation (German: Ergebnis).
#[derive(Debug, SimpleObject)]
pub(crate) struct OrganisationPayload {
    /// The organisation after the change; after a `VERSION_CONFLICT` as it is now (German: Organisation).
    organisation: Option<Organisation>,
    /// Why nothing was changed; empty when it was (German: Fehler).
    errors: Vec<UserError>,
}

/// The fields that change organisations.
#[derive(Debug, Default)]
pub(crate) struct OrganisationMutations;

#[Object]
impl OrganisationMutations {
    /// Makes an organisation (German: Organisation anlegen).
    #[graphql(directive = authorized::apply(Action::OrganisationCreate))]
    async fn create_organisation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The organisation.")] input: CreateOrganisationInput,
    ) -> Result<OrganisationPayload> {
        payload(ctx, None, verbs::create_organisation(call(ctx), input.into()).await).await
    }

    /// Changes an organisation (German: Organisation ändern).
    #[graphql(directive = authorized::apply(Action::OrganisationUpdate))]
    async fn update_organisation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The change.")] input: UpdateOrganisationInput,
    ) -> Result<OrganisationPayload> {
        let id = input.id.0;
        payload(ctx, Some(id), verbs::update_organisation(call(ctx), input.into()).await).await
    }

    /// Closes an organisation; the functions that people hold in it end, and the roles of accounts for it (German:
    /// Organisation schließen).
    #[graphql(directive = authorized::apply(Action::OrganisationClose))]
    async fn close_organisation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which one, and when.")] input: CloseOrganisationInput,
    ) -> Result<OrganisationPayload> {
        let id = input.id.0;
        payload(ctx, Some(id), verbs::close_organisation(call(ctx), input.into()).await).await
    }

    /// Lets an organisation go into another one, with its parts, partners, people and their functions; what it was stays
    /// readable. Roles of accounts for it end and are granted anew where they are needed (German: Organisationen
    /// zusammenführen).
    #[graphql(directive = authorized::apply(Action::OrganisationMerge))]
    async fn merge_organisations(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which one into which, and when.")] input: MergeOrganisationsInput,
    ) -> Result<OrganisationPayload> {
        let id = input.id.0;
        payload(ctx, Some(id), verbs::merge_organisations(call(ctx), input.into()).await).await
    }
}

async fn payload(
    ctx: &Context<'_>,
    id: Option<OrganisationId>,
    done: std::result::Result<Record, Error>,
) -> Result<OrganisationPayload> {
    let (changed, errors) = outcome(ctx, done)?;
    let shown = match (changed, id) {
        (None, Some(id)) if errors.iter().any(UserError::is_conflict) => {
            failure(ctx, verbs::find_organisation(call(ctx), id, None).await)?
        }
        (changed, _) => changed,
    };
    Ok(OrganisationPayload { organisation: shown.map(Organisation::one), errors })
}
