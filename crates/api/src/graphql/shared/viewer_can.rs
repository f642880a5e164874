//! What the viewer may do with a record.

use super::action::ActionCode;
use super::failure::call;
use async_graphql::Context;
use domain::access::{Action, Owner};

/// Those of these actions that the viewer may use on a record of this owner: the same table decides that decides when
/// they try.
pub(crate) fn viewer_can(ctx: &Context<'_>, owner: &Owner, actions: &[Action]) -> Vec<ActionCode> {
    let actor = call(ctx).actor();
    let allowed = actions.iter().filter(|action| actor.permit(**action, owner).is_ok());
    allowed.copied().map(ActionCode).collect()
}
