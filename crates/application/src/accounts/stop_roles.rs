//! Roles end with the organisation that they are held for.

use crate::Error;
use domain::access::{Permit, Role};
use domain::shared::{Date, OrganisationId, Refusal, RefusalCode, RoleAssignmentId};
use persistence::accounts::RoleAssignments;
use persistence::{Change, UnitOfWork};

/// Ends all roles for an organisation that ends, at once: what does not exist has no rights.
///
/// # Errors
/// `IN_USE` while administrators of the platform hold their role for it: nobody locks them out by closing a house.
pub(crate) async fn stop_roles(
    unit: &UnitOfWork,
    permit: Permit,
    organisation: OrganisationId,
    today: Date,
) -> Result<Vec<Change>, Error> {
    let held = RoleAssignments::hold_for(unit, organisation, today).await?;
    let administrators = held.iter().filter(|held| held.role == Role::TransferagenturAdmin).count();
    if administrators > 0 {
        let in_use = Refusal::new(RefusalCode::InUse).with("by", "administrators").with("count", administrators);
        return Err(in_use.into());
    }
    let ids: Vec<RoleAssignmentId> = held.iter().map(|held| held.id).collect();
    RoleAssignments::end_all(unit, &ids).await?;
    let ended = held.iter().map(|held| {
        Change::new(permit, "role.ended", held.id, held.owner.clone()).version(held.version + 1).field(
            "ended_at",
            None,
            Some(unit.now()),
        )
    });
    Ok(ended.collect())
}
