use super::host::permit;
use super::record;
use super::sight::hold_session;
use crate::{Call, Error};
use domain::access::Action;
use domain::qualifications::Entitlement;
use domain::shared::{CourseSessionId, OrganisationId, PersonId, Refusal, RefusalCode};
use persistence::organisations::Organisations;
use persistence::people::People;
use persistence::qualifications::{Invitee, Invitees};

/// The most invitations in one go.
const MOST: usize = 500;

/// People and organisations to be invited to a session.
#[derive(Clone, Debug)]
pub struct InviteToSession {
    /// To which session.
    pub session: CourseSessionId,
    /// These people.
    pub people: Vec<PersonId>,
    /// All people of these organisations.
    pub organisations: Vec<OrganisationId>,
}

/// Invites people and organisations to a session for invited people; says how many of them were not invited before.
///
/// # Errors
/// `NOT_FOUND` for the session, a person or an organisation; `TOO_MANY` above 500; `INVALID` for a session that is not for
/// invited people.
pub async fn invite_to_session(call: &Call, input: InviteToSession) -> Result<usize, Error> {
    if input.people.len() + input.organisations.len() > MOST {
        return Err(Refusal::new(RefusalCode::TooMany).with("max", MOST).into());
    }
    let unit = call.begin().await?;
    let session = hold_session(call, &unit, input.session, "sessionId").await?;
    let permit = permit(call, Action::SeriesInvite, &session)?;
    if session.plan.entitlement != Entitlement::Invited {
        let reason = "the session is not for invited people";
        return Err(Refusal::new(RefusalCode::Invalid).at("sessionId").with("reason", reason).into());
    }
    let people =
        People::of(&unit).find_many(&call.visibility(Action::PersonRead), input.people.iter().copied()).await?;
    let seen = call.visibility(Action::OrganisationRead);
    let organisations = Organisations::of(&unit).find_many(&seen, input.organisations.iter().copied()).await?;
    missing("personIds", input.people.iter().map(|id| people.contains_key(id)))?;
    missing("organisationIds", input.organisations.iter().map(|id| organisations.contains_key(id)))?;
    let invited = Invitees::of(&unit).of_session(session.id).await?;
    let people = people.into_keys().map(Invitee::Person);
    let mut added: Vec<Invitee> = people.chain(organisations.into_keys().map(Invitee::Organisation)).collect();
    added.retain(|invitee| !invited.contains(invitee));
    added.sort();
    if added.is_empty() {
        return Ok(0);
    }
    Invitees::invite(&unit, session.id, &added).await?;
    let names: Vec<String> = added
        .iter()
        .map(|invitee| match invitee {
            Invitee::Person(id) => id.to_string(),
            Invitee::Organisation(id) => id.to_string(),
        })
        .collect();
    let change = record::of_session(permit, "courseSession.invited", &session);
    unit.commit([change.personal("invitees", None, Some(names.join(" ")))]).await?;
    Ok(added.len())
}

fn missing(field: &str, known: impl Iterator<Item = bool>) -> Result<(), Refusal> {
    match known.enumerate().find(|(_, known)| !known) {
        Some((place, _)) => Err(Refusal::new(RefusalCode::NotFound).at(place.to_string()).at(field)),
        None => Ok(()),
    }
}
