use super::function::PersonFunction;
use super::function_inputs::{AssignFunctionInput, CorrectFunctionInput, EndFunctionInput, WithdrawFunctionInput};
use crate::gate::authorized;
use crate::graphql::shared::{UserError, call, failure, outcome};
use application::Error;
use application::people as verbs;
use async_graphql::{Context, Object, Result, SimpleObject};
use domain::access::Action;
use domain::people::PersonFunction as Record;
use domain::shared::FunctionId;

/// What came of a change of a function (German: Ergebnis).
#[derive(Debug, SimpleObject)]
pub(crate) struct FunctionPayload {
    /// The function after the change; after a `VERSION_CONFLICT` as it is now, and after a withdrawal as it would have
    /// been (German: Funktion).
    function: Option<PersonFunction>,
    /// Why nothing was changed; empty when it was (German: Fehler).
    errors: Vec<UserError>,
}

/// The fields that change functions.
#[derive(Debug, Default)]
pub(crate) struct FunctionMutations;

#[Object]
impl FunctionMutations {
    /// Gives a person a function in an organisation (German: Funktion übertragen).
    #[graphql(directive = authorized::apply(Action::PersonAssignFunction))]
    async fn assign_function(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The function.")] input: AssignFunctionInput,
    ) -> Result<FunctionPayload> {
        payload(ctx, None, verbs::assign_function(call(ctx), input.into()).await).await
    }

    /// Ends a function (German: Funktion beenden).
    #[graphql(directive = authorized::apply(Action::PersonAssignFunction))]
    async fn end_function(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which one, and when.")] input: EndFunctionInput,
    ) -> Result<FunctionPayload> {
        let id = input.id.0;
        payload(ctx, Some(id), verbs::end_function(call(ctx), input.into()).await).await
    }

    /// Corrects what was recorded about a function (German: Funktion berichtigen).
    #[graphql(directive = authorized::apply(Action::PersonAssignFunction))]
    async fn correct_function(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The correction.")] input: CorrectFunctionInput,
    ) -> Result<FunctionPayload> {
        let id = input.id.0;
        payload(ctx, Some(id), verbs::correct_function(call(ctx), input.into()).await).await
    }

    /// Withdraws a function that has not begun (German: Funktion zurücknehmen).
    #[graphql(directive = authorized::apply(Action::PersonAssignFunction))]
    async fn withdraw_function(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which one.")] input: WithdrawFunctionInput,
    ) -> Result<FunctionPayload> {
        let id = input.id.0;
        payload(ctx, Some(id), verbs::withdraw_function(call(ctx), input.into()).await).await
    }
}

async fn payload(
    ctx: &Context<'_>,
    id: Option<FunctionId>,
    done: std::result::Result<Record, Error>,
) -> Result<FunctionPayload> {
    let (changed, errors) = outcome(ctx, done)?;
    let shown = match (changed, id) {
        (None, Some(id)) if errors.iter().any(UserError::is_conflict) => {
            failure(ctx, verbs::find_function(call(ctx), id).await)?
        }
        (changed, _) => changed,
    };
    Ok(FunctionPayload { function: shown.map(PersonFunction::one), errors })
}
