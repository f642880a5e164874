use super::list_contacts::ListContacts;
use super::standing;
use crate::{Call, Error};
use domain::access::Action;
use domain::networks::{ContactCount, LastContact, OutOfContact, out_of_contact};
use domain::shared::{NetworkId, Refusal, RefusalCode};
use persistence::networks::{Contacts, MembershipFilter, Memberships};

/// The longest time without contact that can be asked for, in days: ten years.
const MOST_DAYS: i64 = 3_650;

/// How many contacts there were by each way in each month, the oldest month first.
///
/// # Errors
/// When the database does not answer.
pub async fn count_contacts_by_month(call: &Call, list: ListContacts) -> Result<Vec<ContactCount>, Error> {
    Ok(Contacts::of(call.database()).count_by_month(&call.visibility(Action::ContactRead), &list.into()).await?)
}

/// The last contact with every partner of a network.
///
/// # Errors
/// When the database does not answer.
pub async fn list_last_contacts(call: &Call, network: NetworkId) -> Result<Vec<LastContact>, Error> {
    Ok(Contacts::of(call.database()).last(&call.visibility(Action::ContactRead), network).await?)
}

/// The partners of a network without contact for at least so many days, the longest first: none for whoever holds no
/// seat in the team.
///
/// # Errors
/// `OUT_OF_RANGE` beyond 1 to 3,650 days.
pub async fn list_out_of_contact(call: &Call, network: NetworkId, days: i64) -> Result<Vec<OutOfContact>, Error> {
    if !(1..=MOST_DAYS).contains(&days) {
        return Err(Refusal::new(RefusalCode::OutOfRange).at("days").with("min", 1).with("max", MOST_DAYS).into());
    }
    if !standing::insider(call, call.database(), network).await?.in_team {
        return Ok(Vec::new());
    }
    let seen = call.visibility(Action::ContactRead);
    let in_network = MembershipFilter { network: Some(network), ..MembershipFilter::default() };
    let members = Memberships::of(call.database()).all(&seen, &in_network).await?;
    let last = Contacts::of(call.database()).last(&seen, network).await?;
    Ok(out_of_contact(members, &last, days, call.today()))
}
