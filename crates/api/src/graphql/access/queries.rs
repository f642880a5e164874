use super::types::{AccessExplanation, GivingRole, Viewer};
use crate::gate::authorized;
use crate::graphql::shared::{ActionCode, AnyNodeId, Enum, call, failure};
use application::access as verbs;
use async_graphql::{Context, Object, Result};
use domain::access::Action;

/// The fields that say what one may do.
#[derive(Debug, Default)]
pub(crate) struct AccessQueries;

#[Object]
impl AccessQueries {
    /// Who is asking, with roles and rights; `null` when nobody is signed in (German: angemeldete Person).
    #[graphql(directive = authorized::apply(Action::AccessExplain))]
    async fn viewer(&self, ctx: &Context<'_>) -> Result<Option<Viewer>> {
        Ok(failure(ctx, verbs::viewer(call(ctx)).await)?.map(Viewer))
    }

    /// Whether the viewer may do this with a record (German: Darf ich?). A record that they may not see answers like one
    /// that does not exist: `false`.
    #[graphql(directive = authorized::apply(Action::AccessExplain))]
    async fn viewer_can(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What.")] action: ActionCode,
        #[graphql(desc = "With which record.")] id: AnyNodeId,
    ) -> Result<bool> {
        failure(ctx, verbs::viewer_can(call(ctx), action.0, &id.type_name, id.uuid).await)
    }

    /// Why the viewer may do this with a record, or not (German: Warum darf ich, warum nicht?).
    #[graphql(directive = authorized::apply(Action::AccessExplain))]
    async fn explain_access(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What.")] action: ActionCode,
        #[graphql(desc = "With which record.")] id: AnyNodeId,
    ) -> Result<AccessExplanation> {
        let explained = verbs::explain_access(call(ctx), action.0, &id.type_name, id.uuid).await;
        let explained = failure(ctx, explained)?;
        Ok(AccessExplanation {
            allowed: explained.reason.allows(),
            reason: Enum(explained.reason),
            roles: GivingRole::siblings(action.0, explained.by),
        })
    }
}
