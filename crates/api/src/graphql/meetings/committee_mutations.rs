use super::committee_inputs::{CreateCommitteeInput, DissolveCommitteeInput, UpdateCommitteeInput};
use super::payloads::{self, CommitteePayload};
use crate::gate::authorized;
use crate::graphql::shared::call;
use application::meetings as verbs;
use async_graphql::{Context, Object, Result};
use domain::access::Action;

/// The fields that change committees.
#[derive(Debug, Default)]
pub(crate) struct CommitteeMutations;

#[Object]
impl CommitteeMutations {
    /// Founds a committee of a network or of an organisation (German: Gremium gründen).
    #[graphql(directive = authorized::apply(Action::CommitteeCreate))]
    async fn create_committee(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The committee.")] input: CreateCommitteeInput,
    ) -> Result<CommitteePayload> {
        payloads::committee(ctx, None, verbs::create_committee(call(ctx), input.into()).await).await
    }

    /// Changes what a committee is called, what it is about, and by which rules it works (German: Gremium ändern).
    #[graphql(directive = authorized::apply(Action::CommitteeUpdate))]
    async fn update_committee(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The change.")] input: UpdateCommitteeInput,
    ) -> Result<CommitteePayload> {
        let id = input.id.0;
        payloads::committee(ctx, Some(id), verbs::update_committee(call(ctx), input.into()).await).await
    }

    /// Dissolves a committee; what it decided and its minutes stay (German: Gremium auflösen).
    #[graphql(directive = authorized::apply(Action::CommitteeUpdate))]
    async fn dissolve_committee(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which committee, and why.")] input: DissolveCommitteeInput,
    ) -> Result<CommitteePayload> {
        let id = input.id.0;
        payloads::committee(ctx, Some(id), verbs::dissolve_committee(call(ctx), input.into()).await).await
    }
}
