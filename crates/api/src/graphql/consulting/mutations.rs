use super::inputs::{
    AgreementStepInput, CreateAgreementInput, RewriteAgreementInput, SignAgreementInput, TerminateAgreementInput,
};
use super::types::Agreement;
use crate::gate::authorized;
use crate::graphql::shared::{UserError, call, failure, outcome};
use application::Error;
use application::consulting as verbs;
use async_graphql::{Context, Object, Result, SimpleObject};
use domain::access::Action;
use domain::consulting::{Agreement as Record, AgreementVerb};
use domain::shared::AgreementId;

/// What came of a change of an agreement (German: Ergebnis).
#[derive(Debug, SimpleObject)]
pub(crate) struct AgreementPayload {
    /// The agreement after the change; after a `VERSION_CONFLICT` as it is now (German: Vereinbarung).
    agreement: Option<Agreement>,
    /// Why nothing was changed; empty when it was (German: Fehler).
    errors: Vec<UserError>,
}

/// The fields that change agreements.
#[derive(Debug, Default)]
pub(crate) struct AgreementMutations;

#[Object]
impl AgreementMutations {
    /// Writes the draft of an agreement (German: Vereinbarung entwerfen).
    #[graphql(directive = authorized::apply(Action::AgreementWrite))]
    async fn create_agreement(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The agreement.")] input: CreateAgreementInput,
    ) -> Result<AgreementPayload> {
        payload(ctx, None, verbs::create_agreement(call(ctx), input.into()).await).await
    }

    /// Changes an agreement that is still being written or coordinated (German: Vereinbarung ändern).
    #[graphql(directive = authorized::apply(Action::AgreementWrite))]
    async fn update_agreement(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The change.")] input: RewriteAgreementInput,
    ) -> Result<AgreementPayload> {
        let id = input.id.0;
        payload(ctx, Some(id), verbs::update_agreement(call(ctx), input.into()).await).await
    }

    /// Begins the coordination of both sides (German: Abstimmung beginnen).
    #[graphql(directive = authorized::apply(Action::AgreementWrite))]
    async fn coordinate_agreement(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which agreement.")] input: AgreementStepInput,
    ) -> Result<AgreementPayload> {
        step(ctx, &input, AgreementVerb::Coordinate).await
    }

    /// Hands an agreement to a committee of the municipality (German: in das Gremium geben).
    #[graphql(directive = authorized::apply(Action::AgreementWrite))]
    async fn refer_agreement_to_committee(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which agreement.")] input: AgreementStepInput,
    ) -> Result<AgreementPayload> {
        step(ctx, &input, AgreementVerb::Refer).await
    }

    /// Takes an agreement back into the draft (German: zurück in den Entwurf).
    #[graphql(directive = authorized::apply(Action::AgreementWrite))]
    async fn redraft_agreement(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which agreement.")] input: AgreementStepInput,
    ) -> Result<AgreementPayload> {
        step(ctx, &input, AgreementVerb::Redraft).await
    }

    /// Keeps that both sides have signed (German: Unterzeichnung festhalten).
    #[graphql(directive = authorized::apply(Action::AgreementConclude))]
    async fn sign_agreement(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which agreement, and who signed.")] input: SignAgreementInput,
    ) -> Result<AgreementPayload> {
        let id = input.id.0;
        payload(ctx, Some(id), verbs::sign_agreement(call(ctx), input.into()).await).await
    }

    /// The first day of an agreement has come; one of a kind is in force for a district (German: in Kraft setzen).
    #[graphql(directive = authorized::apply(Action::AgreementConclude))]
    async fn enter_agreement_into_force(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which agreement.")] input: AgreementStepInput,
    ) -> Result<AgreementPayload> {
        step(ctx, &input, AgreementVerb::EnterIntoForce).await
    }

    /// The last day of an agreement has passed (German: ablaufen lassen).
    #[graphql(directive = authorized::apply(Action::AgreementConclude))]
    async fn expire_agreement(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which agreement.")] input: AgreementStepInput,
    ) -> Result<AgreementPayload> {
        step(ctx, &input, AgreementVerb::Expire).await
    }

    /// Puts a new edition in the place of an agreement; the answer is its draft (German: verlängern).
    #[graphql(directive = authorized::apply(Action::AgreementConclude))]
    async fn extend_agreement(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which agreement, and the new edition.")] input: RewriteAgreementInput,
    ) -> Result<AgreementPayload> {
        let id = input.id.0;
        payload(ctx, Some(id), verbs::extend_agreement(call(ctx), input.into()).await).await
    }

    /// Ends an agreement before its time (German: beenden).
    #[graphql(directive = authorized::apply(Action::AgreementConclude))]
    async fn terminate_agreement(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which agreement, and why.")] input: TerminateAgreementInput,
    ) -> Result<AgreementPayload> {
        let id = input.id.0;
        payload(ctx, Some(id), verbs::terminate_agreement(call(ctx), input.into()).await).await
    }
}

async fn step(ctx: &Context<'_>, input: &AgreementStepInput, verb: AgreementVerb) -> Result<AgreementPayload> {
    payload(ctx, Some(input.id.0), verbs::advance_agreement(call(ctx), input.step(verb)).await).await
}

async fn payload(
    ctx: &Context<'_>,
    id: Option<AgreementId>,
    done: std::result::Result<Record, Error>,
) -> Result<AgreementPayload> {
    let (changed, errors) = outcome(ctx, done)?;
    let shown = match (changed, id) {
        (None, Some(id)) if errors.iter().any(UserError::is_conflict) => {
            failure(ctx, verbs::find_agreement(call(ctx), id).await)?
        }
        (changed, _) => changed,
    };
    Ok(AgreementPayload { agreement: shown.map(Agreement::one), errors })
}
