//! Giving seats in a session that is held: what every verb that frees or takes seats has in common.

use super::letters::{Letter, Notice};
use super::record;
use crate::Error;
use domain::access::Permit;
use domain::qualifications::{
    CourseSession, Entitlement, Party, Registration, RegistrationState, RegistrationVerb, Standing, Taken, entitle,
    promote,
};
use domain::shared::{OrganisationId, PersonId, RefusalCode, berlin_date};
use persistence::consulting::Agreements;
use persistence::qualifications::{Invitee, Invitees, Registrations, SeatCounts};
use persistence::{Change, UnitOfWork};
use std::collections::BTreeSet;

/// What has been done to registrations so far: for the audit, and for letters.
#[derive(Debug, Default)]
pub(super) struct Moves {
    pub(super) changes: Vec<Change>,
    pub(super) letters: Vec<Notice>,
}

impl Moves {
    /// Notes that a registration made a step.
    pub(super) fn note(
        &mut self,
        permit: Permit,
        event: &'static str,
        before: &Registration,
        after: &Registration,
        letter: Letter,
    ) {
        self.changes.push(record::registration(permit, event, Some(before), after));
        self.letters.push(Notice::about(Some(before), after, letter));
    }
}

/// What people have to show for one session.
#[derive(Debug)]
pub(super) struct Standings {
    districts: BTreeSet<String>,
    invitees: BTreeSet<Invitee>,
}

impl Standings {
    /// For a session, today.
    pub(super) async fn load(unit: &UnitOfWork, session: &CourseSession) -> Result<Self, Error> {
        let districts = Agreements::of(unit).entitled_districts(berlin_date(unit.now())).await?;
        let invitees = match session.plan.entitlement {
            Entitlement::Invited => Invitees::of(unit).of_session(session.id).await?,
            Entitlement::Public | Entitlement::Agreement => BTreeSet::new(),
        };
        Ok(Self { districts, invitees })
    }

    /// Of one person.
    pub(super) fn of(&self, person: PersonId, organisation: OrganisationId, district: Option<&str>) -> Standing {
        Standing {
            has_agreement: district.is_some_and(|district| self.districts.contains(district)),
            is_invited: self.invitees.contains(&Invitee::Person(person))
                || self.invitees.contains(&Invitee::Organisation(organisation)),
        }
    }
}

/// The seats that are taken.
pub(super) async fn taken(unit: &UnitOfWork, session: &CourseSession) -> Result<Taken, Error> {
    Ok(SeatCounts::of(unit).taken(&[session.id]).await?.remove(&session.id).unwrap_or_default())
}

/// A step that several registrations make together.
pub(super) fn advanced(registration: &Registration, verb: RegistrationVerb) -> Result<Registration, Error> {
    let after = registration.clone().advance(verb)?;
    Ok(Registration { version: registration.version + 1, ..after })
}

/// Takes back held seats that were not answered in time, and gives them to those who wait. A decision on seats begins
/// with this, so that it looks at what is true now.
pub(super) async fn settle(unit: &UnitOfWork, session: &CourseSession, permit: Permit) -> Result<Moves, Error> {
    let offered = Registrations::of_held(unit, session.id, &[RegistrationState::Offered]).await?;
    let late = |it: &&Registration| it.offer_until.is_some_and(|until| until < unit.now());
    let expired: Vec<&Registration> = offered.iter().filter(late).collect();
    if expired.is_empty() {
        return Ok(Moves::default());
    }
    let mut moves = Moves::default();
    let mut after = Vec::with_capacity(expired.len());
    for before in expired {
        let lapsed = advanced(before, RegistrationVerb::Expire)?;
        moves.note(permit, "registration.offerExpired", before, &lapsed, Letter::OfferExpired);
        after.push(lapsed);
    }
    Registrations::advance(unit, &after).await?;
    fill(unit, session, permit, &mut moves).await?;
    Ok(moves)
}

/// Gives the seats that are free to those who wait, in fair order (see `domain::qualifications::promote`). Whoever is
/// not entitled any more is passed over.
pub(super) async fn fill(
    unit: &UnitOfWork,
    session: &CourseSession,
    permit: Permit,
    moves: &mut Moves,
) -> Result<(), Error> {
    if !session.still_promotes(unit.now()) {
        return Ok(());
    }
    let waiting = Registrations::of_held(unit, session.id, &[RegistrationState::Waitlisted]).await?;
    if waiting.is_empty() {
        return Ok(());
    }
    let standings = Standings::load(unit, session).await?;
    let lapsed: BTreeSet<_> = waiting
        .iter()
        .filter(|it| {
            let standing = standings.of(it.person, it.organisation, it.district.as_deref());
            entitle(session.plan.entitlement, standing).is_err_and(|no| no.code == RefusalCode::NotEntitled)
        })
        .map(|it| it.party)
        .collect();
    let parties = Party::of(waiting.iter().filter(|it| !lapsed.contains(&it.party)));
    let promoted = promote(&session.plan.seat_plan(), &taken(unit, session).await?, &parties);
    let until = session.offer_until(unit.now());
    let mut after = Vec::new();
    for before in waiting.iter().filter(|it| promoted.contains(&it.party)) {
        let (event, letter, seated) = match until {
            Some(until) => {
                let offered = before.clone().offer(until)?;
                let offered = Registration { version: before.version + 1, ..offered };
                ("registration.offered", Letter::Offered(until), offered)
            }
            None => ("registration.promoted", Letter::Promoted, advanced(before, RegistrationVerb::Confirm)?),
        };
        moves.note(permit, event, before, &seated, letter);
        after.push(seated);
    }
    Registrations::advance(unit, &after).await?;
    Ok(())
}
