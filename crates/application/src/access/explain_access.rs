use super::owner_of::owner_of;
use crate::{Call, Error};
use domain::access::{AccessReason, Action, Explanation, explain};
use uuid::Uuid;

/// Whether the caller may do this with a record. It is what the same table decides when they try; a record that they
/// may not see answers like one that does not exist.
///
/// # Errors
/// When the database does not answer.
pub async fn viewer_can(call: &Call, action: Action, type_name: &str, id: Uuid) -> Result<bool, Error> {
    let owner = owner_of(call, type_name, id).await?;
    Ok(owner.is_some_and(|owner| call.permit(action, &owner).is_ok()))
}

/// Why the caller may do this with a record, or not.
///
/// # Errors
/// When the database does not answer.
pub async fn explain_access(call: &Call, action: Action, type_name: &str, id: Uuid) -> Result<Explanation, Error> {
    match owner_of(call, type_name, id).await? {
        Some(owner) => Ok(explain(call.actor(), action, &owner)),
        None => Ok(Explanation { reason: AccessReason::NotFound, by: Vec::new() }),
    }
}
