use super::inputs::{CreatePersonalTokenInput, RevokePersonalTokenInput};
use super::token::PersonalToken;
use crate::gate::{authorized, cost};
use crate::graphql::shared::{UserError, call, outcome};
use application::services as verbs;
use async_graphql::{Context, Object, Result, SimpleObject};
use domain::access::Action;

/// A new personal access token, shown this once (German: neuer persönlicher Schlüssel).
#[derive(Debug, SimpleObject)]
pub(crate) struct CreatePersonalTokenPayload {
    /// The token: keep it, for nobody can show it again. Send it as `Authorization: Bearer …` (German: Schlüssel).
    token: Option<String>,
    /// What is known of it from now on (German: persönlicher Schlüssel).
    personal_token: Option<PersonalToken>,
    /// Why there is none; empty when there is (German: Fehler).
    errors: Vec<UserError>,
}

/// What came of a change of a personal access token (German: Ergebnis).
#[derive(Debug, SimpleObject)]
pub(crate) struct PersonalTokenPayload {
    /// The token after the change (German: persönlicher Schlüssel).
    personal_token: Option<PersonalToken>,
    /// Why nothing was changed; empty when it was (German: Fehler).
    errors: Vec<UserError>,
}

/// The fields that change one's own personal access tokens.
#[derive(Debug, Default)]
pub(crate) struct PersonalTokenMutations;

#[Object]
impl PersonalTokenMutations {
    /// Makes a personal access token and shows it this once (German: persönlichen Schlüssel anlegen).
    #[graphql(directive = authorized::apply(Action::AccountOwn), directive = cost::apply(20, None))]
    async fn create_personal_token(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The token.")] input: CreatePersonalTokenInput,
    ) -> Result<CreatePersonalTokenPayload> {
        let (made, errors) = outcome(ctx, verbs::create_personal_token(call(ctx), input.into()).await)?;
        let (personal_token, token) = made.unzip();
        Ok(CreatePersonalTokenPayload { token, personal_token: personal_token.map(PersonalToken), errors })
    }

    /// Takes one of one's own personal access tokens back: it is refused at once (German: persönlichen Schlüssel
    /// widerrufen).
    #[graphql(directive = authorized::apply(Action::AccountOwn))]
    async fn revoke_personal_token(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which.")] input: RevokePersonalTokenInput,
    ) -> Result<PersonalTokenPayload> {
        let done = verbs::revoke_personal_token(call(ctx), input.personal_token_id.0).await;
        let (revoked, errors) = outcome(ctx, done)?;
        Ok(PersonalTokenPayload { personal_token: revoked.map(PersonalToken), errors })
    }
}
