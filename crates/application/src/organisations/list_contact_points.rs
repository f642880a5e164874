use crate::{Call, Error};
use domain::access::Action;
use domain::shared::{ContactPoint, OrganisationId};
use persistence::contact_points::{ContactPoints, ContactSight};
use std::collections::HashMap;

/// What the caller sees of the contact points of organisations: those for the organisation are for those who may
/// change it.
pub(super) fn sight(call: &Call) -> ContactSight {
    ContactSight {
        public: call.visibility(Action::OrganisationRead),
        community: call.visibility(Action::OrganisationReadCommunity),
        organisation: call.visibility(Action::OrganisationUpdate),
    }
}

/// The contact points of many organisations, as far as the caller may see them.
///
/// # Errors
/// When the database does not answer.
pub async fn list_organisation_contact_points(
    call: &Call,
    of: &[OrganisationId],
) -> Result<HashMap<OrganisationId, Vec<ContactPoint>>, Error> {
    Ok(ContactPoints::of(call.database()).of_organisations(&sight(call), of).await?)
}
