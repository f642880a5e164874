use crate::{Call, Error};
use domain::access::Action;
use domain::shared::{ContactPoint, PersonId};
use persistence::contact_points::{ContactPoints, ContactSight};
use std::collections::HashMap;

/// What the caller sees of the contact points of people: those for the organisation are for those who may change the
/// person.
pub(super) fn sight(call: &Call) -> ContactSight {
    ContactSight {
        public: call.visibility(Action::PersonRead),
        community: call.visibility(Action::PersonReadContact),
        organisation: call.visibility(Action::PersonUpdate),
    }
}

/// The contact points of many people, as far as the caller may see them.
///
/// # Errors
/// When the database does not answer.
pub async fn list_person_contact_points(
    call: &Call,
    of: &[PersonId],
) -> Result<HashMap<PersonId, Vec<ContactPoint>>, Error> {
    Ok(ContactPoints::of(call.database()).of_people(&sight(call), of).await?)
}
