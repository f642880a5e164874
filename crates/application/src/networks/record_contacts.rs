use super::{record, standing};
use crate::{Call, Error};
use domain::access::Action;
use domain::networks::{Contact, ContactChannel, ContactDirection, ContactDraft};
use domain::shared::{ContactId, Date, NetworkId, OrganisationId, PersonId, Refusal, RefusalCode, Text, Timestamp};
use persistence::networks::{Contacts, MembershipFilter, Memberships};
use persistence::people::People;
use std::collections::BTreeSet;

/// The most partners that one record names: those of a newsletter.
const MOST_PARTNERS: usize = 500;

/// A contact with one partner, or the same one with several.
#[derive(Clone, Debug)]
pub struct RecordContacts {
    /// In which network.
    pub network: NetworkId,
    /// With whom: members of the network.
    pub partners: Vec<OrganisationId>,
    /// When; now without an instant.
    pub at: Option<Timestamp>,
    /// By which way.
    pub channel: ContactChannel,
    /// Who turned to whom.
    pub direction: ContactDirection,
    /// With whom at the partner, when it is one partner.
    pub partner_person: Option<PersonId>,
    /// What it was about.
    pub summary: String,
    /// By when something is to follow.
    pub follow_up_on: Option<Date>,
}

/// Records contacts in the log of the team.
///
/// # Errors
/// What is wrong with the input; `NOT_FOUND`, `NOT_A_MEMBER` for a partner that never was in the network, a denial for
/// whoever holds no seat in the team.
pub async fn record_contacts(call: &Call, input: RecordContacts) -> Result<Vec<Contact>, Error> {
    let person = standing::person(call, Action::ContactWrite)?;
    let partners: BTreeSet<_> = input.partners.iter().copied().collect();
    let draft = ContactDraft {
        at: input.at.unwrap_or_else(|| call.now()),
        channel: input.channel,
        direction: input.direction,
        partner_person: input.partner_person,
        summary: Text::new(&input.summary).map_err(|refusal| refusal.at("summary"))?,
        follow_up_on: input.follow_up_on,
    };
    draft.check(call.now())?;
    check_partners(&partners, draft.partner_person)?;
    let unit = call.begin().await?;
    let network = standing::hold(call, &unit, input.network, "networkId").await?;
    let insider = standing::insider(call, &unit, network.id).await?;
    let permit = call.permit(Action::ContactWrite, &standing::owner(call, &network, insider.in_team))?;
    // Who sits in the team sees its members, whatever their role reaches otherwise.
    let in_network = MembershipFilter { network: Some(network.id), ..MembershipFilter::default() };
    let members = Memberships::of(&unit).all(&call.visibility(Action::ContactRead), &in_network).await?;
    let members: BTreeSet<_> = members.into_iter().map(|membership| membership.organisation).collect();
    if let Some(stranger) = input.partners.iter().position(|partner| !members.contains(partner)) {
        return Err(Refusal::new(RefusalCode::NotAMember).at(stranger.to_string()).at("partnerIds").into());
    }
    if let Some(at_partner) = draft.partner_person {
        let found = People::of(&unit).find(&call.visibility(Action::PersonRead), at_partner).await?;
        found.ok_or_else(|| Error::not_found("partnerPersonId"))?;
    }
    let contacts: Vec<Contact> = partners
        .into_iter()
        .map(|partner| Contact {
            id: ContactId::new(call.ids()),
            network: network.id,
            partner,
            recorded_by: person,
            draft: draft.clone(),
            follow_up_done_at: None,
            version: 1,
        })
        .collect();
    Contacts::insert(&unit, &contacts).await?;
    let told = contacts.iter().map(|it| record::silent(permit, "contact.recorded", it.id, network.owner()).version(1));
    unit.commit(told).await?;
    Ok(contacts)
}

fn check_partners(partners: &BTreeSet<OrganisationId>, person: Option<PersonId>) -> Result<(), Refusal> {
    match partners.len() {
        0 => Err(Refusal::new(RefusalCode::Required).at("partnerIds")),
        1 => Ok(()),
        2..=MOST_PARTNERS if person.is_some() => {
            let reason = "one person does not stand for several partners";
            Err(Refusal::new(RefusalCode::Invalid).at("partnerPersonId").with("reason", reason))
        }
        2..=MOST_PARTNERS => Ok(()),
        _ => Err(Refusal::new(RefusalCode::TooMany).at("partnerIds").with("max", MOST_PARTNERS)),
    }
}
