//! The rules of the domain without a database, put together as the application puts them together.

use super::{Ending, Offer, Standing, Step};
use domain::qualifications::{
    Admission, Applicant, AttendanceMode, Claim, CourseFormat, CourseKind, CourseSession, Party, PriorityClass,
    Registration, RegistrationSource, RegistrationState, RegistrationVerb, Seats, SessionDraft, SessionPlan,
    SessionState, Standing as Entitled, Taken, TargetGroup, admit, promote, ranks, reorder,
};
use domain::shared::{PartyId, Refusal, RefusalCode, Timestamp};
use std::collections::BTreeMap;
use uuid::Uuid;

/// When the histories begin.
fn beginning() -> Timestamp {
    Timestamp::parse("2020-03-03T08:00:00Z").unwrap()
}

#[expect(clippy::struct_field_names, reason = "the session of the platform, and what the model knows of it")]
pub(super) struct Session {
    session: CourseSession,
    guests: Vec<Registration>,
    now: Timestamp,
}

impl Session {
    pub(super) fn new(offer: Offer) -> Self {
        let plan = SessionPlan::check(CourseKind::Exchange, &draft(offer)).unwrap();
        let made = beginning();
        let session = CourseSession {
            id: Uuid::from_u128(1).into(),
            host: Uuid::from_u128(2).into(),
            host_district: None,
            series: None,
            module: None,
            kind: CourseKind::Exchange,
            plan,
            state: SessionState::RegistrationOpen,
            reason: None,
            replaced_by: None,
            announced_at: Some(made),
            format_changed_at: None,
            lot_seed: None,
            next_place: 1,
            sequence: 0,
            version: 1,
            created_at: made,
            updated_at: made,
        };
        Self { session, guests: Vec::new(), now: made }
    }

    /// Carries a step out, or leaves everything as it was.
    pub(super) fn carry_out(&mut self, step: &Step) -> Ending {
        let before = (self.session.clone(), self.guests.clone());
        let done = self.step(step);
        if done.is_err() {
            (self.session, self.guests) = before;
        }
        done.map_err(|refusal| refusal.code)
    }

    fn step(&mut self, step: &Step) -> Result<(), Refusal> {
        match *step {
            Step::Comes(ref people) => self.comes(people)?,
            Step::Hours(hours) => self.now = self.now.plus_seconds(hours * 3_600),
            Step::OffersEnd => self.settle()?,
            Step::Seats(room) => {
                let seats = Seats { room, online: 0 };
                let plan = SessionPlan { seats, ..self.session.plan.clone() };
                self.session = self.session.clone().rewrite(plan, &self.taken())?;
                self.fill()?;
            }
            Step::Cancels(guest) => {
                let (deadline, start) = (self.session.plan.deadline, self.session.plan.start);
                let after = self.guest(guest)?.withdraw(self.now, deadline, start, None)?;
                self.give_back(guest, after)?;
            }
            Step::Accepts(guest) => {
                let after = self.guest(guest)?.accept(self.now)?;
                self.give_back(guest, after)?;
            }
            Step::Declines(guest) => {
                let after = self.guest(guest)?.advance(RegistrationVerb::Decline)?;
                self.give_back(guest, after)?;
            }
            Step::IsRejected(guest) => {
                let after = self.guest(guest)?.advance(RegistrationVerb::Reject)?;
                self.give_back(guest, after)?;
            }
            Step::IsConfirmed(guest) => {
                let chosen = self.guest(guest)?;
                RegistrationVerb::Confirm.apply(chosen.state)?;
                self.settle()?;
                let party = self.waiting_party(chosen.party);
                let party = party.ok_or_else(|| Refusal::new(RefusalCode::VersionConflict))?;
                if !self.session.plan.seat_plan().fits(&self.taken(), &party.claims) {
                    return Err(Refusal::new(RefusalCode::Full));
                }
                self.seat(&[party.id], RegistrationState::Confirmed)?;
            }
            Step::IsMoved(guest, rank) => {
                let chosen = self.guest(guest)?;
                RegistrationVerb::Offer.apply(chosen.state)?;
                let places = reorder(&Party::of(self.waiting()), chosen.party, rank as usize)?;
                let places: BTreeMap<PartyId, i64> = places.into_iter().collect();
                for it in &mut self.guests {
                    it.place = places.get(&it.party).copied().unwrap_or(it.place);
                }
            }
            Step::IsClassed(guest, class) => {
                let chosen = self.guest(guest)?;
                if chosen.state != RegistrationState::Waitlisted {
                    return Err(Refusal::new(RefusalCode::WrongState));
                }
                let class = PriorityClass::of_number(class).unwrap();
                let waits = |it: &&mut Registration| it.party == chosen.party && it.state == chosen.state;
                self.guests.iter_mut().filter(waits).for_each(|it| it.class = class);
            }
        }
        Ok(())
    }

    fn comes(&mut self, people: &[(bool, usize)]) -> Result<(), Refusal> {
        self.settle()?;
        let claim = |(school, city): &(bool, usize)| Claim {
            mode: AttendanceMode::Room,
            group: if *school { TargetGroup::School } else { TargetGroup::EducationOffice },
            district: Some(["05120", "05915"][*city].to_owned()),
        };
        let applicant = |person| Applicant {
            claim: claim(person),
            standing: Entitled::default(),
            completed: [].into(),
            is_registered: false,
        };
        let party: Vec<Applicant> = people.iter().map(applicant).collect();
        let admitted = admit(&self.session, None, &party, &self.taken(), self.now);
        let (admission, class) = admitted.map_err(|mut refusals| refusals.remove(0))?;
        let state = match admission {
            Admission::Confirmed => RegistrationState::Confirmed,
            Admission::Waitlisted => RegistrationState::Waitlisted,
            Admission::Submitted => RegistrationState::Submitted,
        };
        let (place, party_id) =
            (self.session.next_place, Uuid::from_u128(u128::try_from(self.session.next_place).unwrap()).into());
        for applicant in party {
            let number = Uuid::from_u128(1_000 + self.guests.len() as u128);
            self.guests.push(Registration {
                id: number.into(),
                session: self.session.id,
                person: number.into(),
                organisation: Uuid::from_u128(3).into(),
                district: applicant.claim.district,
                party: party_id,
                mode: applicant.claim.mode,
                group: applicant.claim.group,
                class,
                place,
                state,
                offer_until: None,
                needs: None,
                shares_name: false,
                consents: [].into(),
                source: RegistrationSource::Organiser,
                withdrawn_late: false,
                version: 1,
                created_at: self.now,
                updated_at: self.now,
            });
        }
        self.session.next_place += 1;
        Ok(())
    }

    fn guest(&self, guest: usize) -> Result<Registration, Refusal> {
        self.guests.get(guest).cloned().ok_or_else(|| Refusal::new(RefusalCode::NotFound))
    }

    fn give_back(&mut self, guest: usize, after: Registration) -> Result<(), Refusal> {
        self.guests[guest] = after;
        self.settle()?;
        self.fill()
    }

    fn taken(&self) -> Taken {
        self.guests.iter().filter(|it| it.state.takes_a_seat()).map(|it| (it.claim(), 1)).collect()
    }

    fn waiting(&self) -> impl Iterator<Item = &Registration> {
        self.guests.iter().filter(|it| it.state == RegistrationState::Waitlisted)
    }

    fn waiting_party(&self, id: PartyId) -> Option<Party> {
        Party::of(self.waiting()).into_iter().find(|party| party.id == id)
    }

    fn settle(&mut self) -> Result<(), Refusal> {
        let (now, mut any) = (self.now, false);
        for it in &mut self.guests {
            if it.state == RegistrationState::Offered && it.offer_until.is_some_and(|until| until < now) {
                *it = it.clone().advance(RegistrationVerb::Expire)?;
                any = true;
            }
        }
        if any { self.fill() } else { Ok(()) }
    }

    fn fill(&mut self) -> Result<(), Refusal> {
        assert!(self.session.still_promotes(self.now), "a history ends before its session begins");
        let promoted = promote(&self.session.plan.seat_plan(), &self.taken(), &Party::of(self.waiting()));
        let held = self.session.offer_until(self.now).is_some();
        self.seat(&promoted, if held { RegistrationState::Offered } else { RegistrationState::Confirmed })
    }

    fn seat(&mut self, parties: &[PartyId], state: RegistrationState) -> Result<(), Refusal> {
        let until = self.session.offer_until(self.now);
        for it in &mut self.guests {
            if parties.contains(&it.party) && it.state == RegistrationState::Waitlisted {
                *it = match until.filter(|_| state == RegistrationState::Offered) {
                    Some(until) => it.clone().offer(until)?,
                    None => it.clone().advance(RegistrationVerb::Confirm)?,
                };
            }
        }
        Ok(())
    }

    pub(super) fn standings(&self) -> Vec<Standing> {
        let ranks = ranks(&Party::of(self.waiting()));
        let rank = |it: &Registration| {
            let rank = ranks.get(&it.party).filter(|_| it.state == RegistrationState::Waitlisted);
            rank.map(|rank| usize::try_from(*rank).unwrap())
        };
        self.guests.iter().map(|it| (it.state, it.class.number(), rank(it))).collect()
    }
}

/// What is said about the session of a history: eight weeks ahead, with seats in a room only.
pub(super) fn draft(offer: Offer) -> SessionDraft {
    let (start, end) = ("2020-05-04T07:00:00Z", "2020-05-04T14:00:00Z");
    let [start, end] = [start, end].map(|at| Timestamp::parse(at).unwrap());
    let seats = Seats { room: offer.seats, online: 0 };
    SessionDraft {
        per_group: offer.schools.map(|most| (TargetGroup::School, most)).into_iter().collect(),
        per_district: offer.per_district,
        offer_hours: offer.offer_hours,
        ..SessionDraft::new("Netzwerke verstehen", start, end, CourseFormat::InPerson, seats)
    }
}
