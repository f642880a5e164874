//! The organisations that hold an offer, and what follows for what people may do with it.

use crate::{Call, Error};
use domain::access::{Action, Actor, Owner, Permit};
use domain::qualifications::{CourseKind, Hand, Hosted};
use domain::shared::{OrganisationId, Refusal, RefusalCode};
use persistence::UnitOfWork;
use persistence::organisations::Organisations;
use std::collections::BTreeSet;

/// An active organisation that the caller sees, as the owner of an offer of this kind.
///
/// # Errors
/// `NOT_FOUND`, `WRONG_STATE`, or `INVALID` for a kind that it may not hold, at `hostId`.
pub(super) async fn host(call: &Call, unit: &UnitOfWork, id: OrganisationId, kind: CourseKind) -> Result<Owner, Error> {
    let seen = call.visibility(Action::OrganisationRead);
    let found = Organisations::of(unit).find(&seen, id).await?.ok_or_else(|| Error::not_found("hostId"))?;
    found.expect_active("holdOffers").map_err(|refusal| refusal.at("hostId"))?;
    kind.check_host(found.profile.kind).map_err(|refusal| refusal.at("hostId"))?;
    Ok(found.owner())
}

/// Permits an action on an offer: to its host, and to its co-hosts what they share with it.
///
/// # Errors
/// When no role reaches that far.
pub(super) fn permit(call: &Call, action: Action, offer: &impl Hosted) -> Result<Permit, Error> {
    let denied = call.permit(action, &offer.host_owner());
    let others = offer.owners(action).into_iter().skip(1);
    denied.or_else(|denied| others.map(|owner| call.permit(action, &owner)).find_map(Result::ok).ok_or(denied))
}

/// Those of these actions that the caller may use on an offer.
pub fn allowed_on(call: &Call, offer: &impl Hosted, actions: &[Action]) -> Vec<Action> {
    actions.iter().copied().filter(|action| permit(call, *action, offer).is_ok()).collect()
}

/// By which function the caller acts on an offer: the first of their roles that gives the action.
pub(super) fn hand(call: &Call, action: Action, offer: &impl Hosted) -> Hand {
    match call.actor() {
        Actor::Account(account) => {
            let owners = offer.owners(action);
            let gives = |held: &&domain::access::Assignment| {
                owners.iter().any(|owner| held.gives(action, owner, account.person))
            };
            let held = account.assignments.iter().find(gives);
            Hand {
                account: Some(account.id),
                role: held.map(|held| held.role),
                organisation: held.map(|held| held.organisation),
            }
        }
        Actor::Service(service) => Hand { organisation: Some(service.organisation), ..Hand::default() },
        Actor::Anonymous | Actor::System => Hand::default(),
    }
}

/// Whether organisations can hold an offer together with its host: the caller sees them, they are active, and none of them
/// is the host itself.
///
/// # Errors
/// `NOT_FOUND`, `WRONG_STATE` or `DUPLICATE` at the place in `coHostIds`.
pub(super) async fn check_co_hosts(
    call: &Call,
    unit: &UnitOfWork,
    host: OrganisationId,
    co_hosts: &[OrganisationId],
) -> Result<(), Error> {
    if co_hosts.is_empty() {
        return Ok(());
    }
    let seen = call.visibility(Action::OrganisationRead);
    let found = Organisations::of(unit).find_many(&seen, co_hosts.iter().copied()).await?;
    for (place, id) in co_hosts.iter().enumerate() {
        let at = |refusal: Refusal| refusal.at(place.to_string()).at("coHostIds");
        let organisation = found.get(id).ok_or_else(|| at(Refusal::new(RefusalCode::NotFound)))?;
        if *id == host {
            return Err(at(Refusal::new(RefusalCode::Duplicate)).into());
        }
        organisation.expect_active("holdOffers").map_err(at)?;
    }
    Ok(())
}

/// Who holds an offer together with its host is said by the host: a co-host gives nobody what it was given itself.
///
/// # Errors
/// A denial for a co-host.
pub(super) fn check_change_of_co_hosts(
    call: &Call,
    offer: &impl Hosted,
    after: &BTreeSet<OrganisationId>,
) -> Result<(), Error> {
    if offer.co_hosts() == after { Ok(()) } else { call.permit(Action::SeriesPlan, &offer.host_owner()).map(drop) }
}

/// What is wrong with what is said about a session stands there in the input.
pub(super) fn in_plan(refusals: Vec<Refusal>) -> Vec<Refusal> {
    refusals.into_iter().map(|refusal| refusal.at("plan")).collect()
}
