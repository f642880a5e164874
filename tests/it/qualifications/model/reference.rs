//! The reference: a list of guests, and rules that are as simple as they can be.

use super::{Ending, Offer, Standing, Step};
use domain::qualifications::RegistrationState::{
    self, CancelledByParticipant, Confirmed, Offered, Rejected, Waitlisted, WaitlistedExpired,
};
use domain::shared::RefusalCode;

#[derive(Clone, Debug)]
struct Guest {
    party: usize,
    school: bool,
    city: usize,
    class: i64,
    place: usize,
    state: RegistrationState,
    until: i64,
}

/// A session with its guests, in the order in which they came.
#[derive(Clone, Debug)]
pub(super) struct Queue {
    offer: Offer,
    hour: i64,
    parties: usize,
    guests: Vec<Guest>,
}

impl Queue {
    pub(super) fn new(offer: Offer) -> Self {
        Self { offer, hour: 0, parties: 0, guests: Vec::new() }
    }

    /// Carries a step out, or leaves everything as it was.
    pub(super) fn carry_out(&mut self, step: &Step) -> Ending {
        let before = self.clone();
        let done = self.step(step);
        if done.is_err() {
            *self = before;
        }
        done
    }

    fn step(&mut self, step: &Step) -> Ending {
        match *step {
            Step::Comes(ref people) => return self.comes(people),
            Step::Hours(hours) => self.hour += hours,
            Step::OffersEnd => self.lapse(),
            Step::Seats(seats) => {
                self.offer.seats = seats;
                if !self.holds(&[]) {
                    return Err(RefusalCode::CapacityBelowConfirmed);
                }
                self.fill();
            }
            Step::Cancels(guest) => self.leaves(guest, &[Confirmed, Waitlisted, Offered], CancelledByParticipant)?,
            Step::Declines(guest) => self.leaves(guest, &[Offered], CancelledByParticipant)?,
            Step::IsRejected(guest) => self.leaves(guest, &[Waitlisted], Rejected)?,
            Step::Accepts(guest) => {
                let late = self.guest(guest, &[Offered])?.until < self.hour;
                if late {
                    return Err(RefusalCode::DeadlinePassed);
                }
                self.leaves(guest, &[Offered], Confirmed)?;
            }
            Step::IsConfirmed(guest) => {
                let party = self.guest(guest, &[Waitlisted])?.party;
                self.lapse();
                let all = self.waiting_of(party);
                if all.is_empty() {
                    return Err(RefusalCode::VersionConflict);
                }
                if !self.holds(&all) {
                    return Err(RefusalCode::Full);
                }
                for guest in all {
                    self.guests[guest].state = Confirmed;
                }
            }
            Step::IsMoved(guest, rank) => {
                let Guest { party, class, .. } = *self.guest(guest, &[Waitlisted])?;
                let mut order: Vec<usize> = self.order().into_iter().filter(|it| self.class_of(*it) == class).collect();
                let places: Vec<usize> = order.iter().map(|it| self.place_of(*it)).collect();
                if rank as usize > order.len() {
                    return Err(RefusalCode::OutOfRange);
                }
                order.retain(|it| *it != party);
                order.insert(rank as usize - 1, party);
                for (party, place) in order.into_iter().zip(places) {
                    self.guests.iter_mut().filter(|it| it.party == party).for_each(|it| it.place = place);
                }
            }
            Step::IsClassed(guest, class) => {
                let party = self.guest(guest, &[Waitlisted])?.party;
                for guest in self.waiting_of(party) {
                    self.guests[guest].class = class;
                }
            }
        }
        Ok(())
    }

    fn comes(&mut self, people: &[(bool, usize)]) -> Ending {
        self.lapse();
        self.parties += 1;
        let (party, first) = (self.parties, self.guests.len());
        self.guests.extend(people.iter().map(|(school, city)| Guest {
            party,
            school: *school,
            city: *city,
            class: 2,
            place: party,
            state: Waitlisted,
            until: 0,
        }));
        let all: Vec<usize> = (first..self.guests.len()).collect();
        let alone = Self { guests: self.guests[first..].to_vec(), ..self.clone() };
        if !alone.holds(&(0..people.len()).collect::<Vec<_>>()) {
            return Err(RefusalCode::TooMany);
        }
        if self.holds(&all) {
            for guest in all {
                self.guests[guest].state = Confirmed;
            }
        }
        Ok(())
    }

    /// A guest in one of these states gets another one; what becomes free goes on.
    fn leaves(&mut self, guest: usize, from: &[RegistrationState], to: RegistrationState) -> Ending {
        self.guest(guest, from)?;
        self.guests[guest].state = to;
        self.lapse();
        self.fill();
        Ok(())
    }

    fn guest(&self, guest: usize, states: &[RegistrationState]) -> Result<&Guest, RefusalCode> {
        let found = self.guests.get(guest).ok_or(RefusalCode::NotFound)?;
        if states.contains(&found.state) { Ok(found) } else { Err(RefusalCode::WrongState) }
    }

    fn waiting_of(&self, party: usize) -> Vec<usize> {
        let waits = |guest: &Guest| guest.party == party && guest.state == Waitlisted;
        (0..self.guests.len()).filter(|at| waits(&self.guests[*at])).collect()
    }

    fn class_of(&self, party: usize) -> i64 {
        self.guests[self.waiting_of(party)[0]].class
    }

    fn place_of(&self, party: usize) -> usize {
        self.guests[self.waiting_of(party)[0]].place
    }

    /// The parties that wait, the next one first.
    fn order(&self) -> Vec<usize> {
        let mut waiting: Vec<&Guest> = self.guests.iter().filter(|guest| guest.state == Waitlisted).collect();
        waiting.sort_by_key(|guest| (guest.class, guest.place));
        let mut order: Vec<usize> = waiting.into_iter().map(|guest| guest.party).collect();
        order.dedup();
        order
    }

    /// Whether nobody has a seat that is not there, when these have one too.
    fn holds(&self, these: &[usize]) -> bool {
        let seated: Vec<&Guest> = (0..self.guests.len())
            .filter(|at| these.contains(at) || [Confirmed, Offered].contains(&self.guests[*at].state))
            .map(|at| &self.guests[at])
            .collect();
        let count =
            |test: &dyn Fn(&Guest) -> bool| u32::try_from(seated.iter().filter(|guest| test(guest)).count()).unwrap();
        count(&|_| true) <= self.offer.seats
            && self.offer.schools.is_none_or(|most| count(&|guest| guest.school) <= most)
            && self.offer.per_district.is_none_or(|most| (0..2).all(|city| count(&|guest| guest.city == city) <= most))
    }

    fn fill(&mut self) {
        while let Some(party) = self.order().into_iter().find(|party| self.holds(&self.waiting_of(*party))) {
            for guest in self.waiting_of(party) {
                self.guests[guest].state = if self.offer.offer_hours.is_some() { Offered } else { Confirmed };
                self.guests[guest].until = self.hour + i64::from(self.offer.offer_hours.unwrap_or_default());
            }
        }
    }

    fn lapse(&mut self) {
        let hour = self.hour;
        let mut any = false;
        for guest in self.guests.iter_mut().filter(|guest| guest.state == Offered && guest.until < hour) {
            guest.state = WaitlistedExpired;
            any = true;
        }
        if any {
            self.fill();
        }
    }

    pub(super) fn standings(&self) -> Vec<Standing> {
        let order = self.order();
        let rank = |guest: &Guest| order.iter().position(|party| *party == guest.party).map(|at| at + 1);
        let standing = |guest: &Guest| (guest.state, guest.class, rank(guest).filter(|_| guest.state == Waitlisted));
        self.guests.iter().map(standing).collect()
    }

    /// What always holds: no seat is sold twice, and nobody waits for a seat that they could have.
    pub(super) fn check(&self) -> Result<(), &'static str> {
        if !self.holds(&[]) {
            return Err("a seat was sold twice");
        }
        let fits = |party: usize| self.holds(&self.waiting_of(party));
        if self.order().into_iter().any(fits) { Err("somebody waits for a seat that is free") } else { Ok(()) }
    }
}
