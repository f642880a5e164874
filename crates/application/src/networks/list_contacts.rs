use crate::{Call, Error};
use domain::access::Action;
use domain::networks::{Contact, ContactChannel};
use domain::shared::{Date, NetworkId, OrganisationId, Page, PageRequest, Timestamp};
use persistence::networks::{ContactFilter, Contacts};

/// Which contacts; what is left out does not narrow the list.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ListContacts {
    /// In this network.
    pub network: NetworkId,
    /// With this partner.
    pub partner: Option<OrganisationId>,
    /// By one of these ways.
    pub channels: Vec<ContactChannel>,
    /// From this instant on.
    pub since: Option<Timestamp>,
    /// Before this instant.
    pub until: Option<Timestamp>,
    /// Only those on which something is to follow, by this day.
    pub open_by: Option<Date>,
}

impl From<ListContacts> for ContactFilter {
    fn from(list: ListContacts) -> Self {
        let ListContacts { network, partner, channels, since, until, open_by } = list;
        Self { network, partner, channels, since, until, open_by }
    }
}

/// One page of the contact log, the newest first: empty for whoever holds no seat in the team.
///
/// # Errors
/// `INVALID` for a cursor that is not one of this list.
pub async fn list_contacts(call: &Call, list: ListContacts, page: &PageRequest) -> Result<Page<Contact>, Error> {
    Ok(Contacts::of(call.database()).list(&call.visibility(Action::ContactRead), &list.into(), page).await?)
}

/// How many contacts there are.
///
/// # Errors
/// When the database does not answer.
pub async fn count_contacts(call: &Call, list: ListContacts) -> Result<u64, Error> {
    Ok(Contacts::of(call.database()).count(&call.visibility(Action::ContactRead), &list.into()).await?)
}
