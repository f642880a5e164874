//! The same histories through the verbs of the application, on both databases.

use super::pure::draft;
use super::reference::Queue;
use super::{Ending, Offer, Standing, Step, histories};
use crate::qualifications::stage::{Stage, person, refused};
use acceptance::{World, on_both_engines};
use application::Error;
use application::qualifications::{
    CancelRegistration, ChangePriorityClass, RefuseRegistration, Register, RegisterPerson, ReorderWaitingList,
    UpdateSession, accept_offer, cancel_registration, change_priority_class, confirm_registration, decline_offer,
    expire_offers, find_registrations, find_session, rank_waiting, register, reject_registration, reorder_waiting_list,
    update_session,
};
use domain::qualifications::{CourseKind, CourseSession, Registration, RegistrationState, TargetGroup};
use domain::shared::{PersonId, RefusalCode, RegistrationId};
use persistence::Engine;

/// A session on the platform, with its guests in the order in which they came.
struct Played<'s> {
    stage: &'s Stage,
    session: CourseSession,
    offer: Offer,
    guests: Vec<RegistrationId>,
    pool: [Vec<PersonId>; 2],
}

impl Played<'_> {
    /// Whether there is still somebody who can come.
    fn can(&self, step: &Step) -> bool {
        let Step::Comes(people) = step else { return true };
        (0..2).all(|city| self.pool[city].len() >= people.iter().filter(|(_, from)| *from == city).count())
    }

    async fn carry_out(&mut self, step: &Step) -> Ending {
        let call = self.stage.system();
        let done = match *step {
            Step::Hours(hours) => {
                self.stage.world.clock().advance(hours * 3_600);
                return Ok(());
            }
            Step::OffersEnd => expire_offers(&call).await.map(drop),
            Step::Comes(ref people) => return self.comes(people).await,
            Step::Seats(room) => {
                let now = find_session(&call, self.session.id).await.unwrap().unwrap();
                let plan = draft(Offer { seats: room, ..self.offer });
                update_session(&call, UpdateSession { id: now.id, expected_version: now.version, plan }).await.map(drop)
            }
            Step::Cancels(guest) => cancel_registration(&call, self.seen(guest).await?).await.map(drop),
            Step::Accepts(guest) => accept_offer(&call, self.seen(guest).await?).await.map(drop),
            Step::Declines(guest) => decline_offer(&call, self.seen(guest).await?).await.map(drop),
            Step::IsRejected(guest) => reject_registration(&call, self.no(guest).await?).await.map(drop),
            Step::IsConfirmed(guest) => confirm_registration(&call, self.no(guest).await?).await.map(drop),
            Step::IsMoved(guest, rank) => {
                let id = self.seen(guest).await?.id;
                let input = ReorderWaitingList { id, rank, reason: "Vortrag.".to_owned() };
                reorder_waiting_list(&call, input).await.map(drop)
            }
            Step::IsClassed(guest, class) => {
                let CancelRegistration { id, expected_version } = self.seen(guest).await?;
                let input = ChangePriorityClass { id, expected_version, class, reason: "Vorrang.".to_owned() };
                change_priority_class(&call, input).await.map(drop)
            }
        };
        ended(done)
    }

    async fn comes(&mut self, people: &[(bool, usize)]) -> Ending {
        let mut pool = self.pool.clone();
        let party = people.iter().map(|(school, city)| {
            let group = if *school { TargetGroup::School } else { TargetGroup::EducationOffice };
            RegisterPerson { group, ..person(pool[*city].pop().unwrap()) }
        });
        let input = Register { session: self.session.id, people: party.collect() };
        let made = register(&self.stage.system(), input).await;
        if let Ok(made) = &made {
            self.guests.extend(made.iter().map(|registration| registration.id));
            self.pool = pool;
        }
        ended(made.map(drop))
    }

    async fn seen(&self, guest: usize) -> Result<CancelRegistration, RefusalCode> {
        let id = self.guests.get(guest).ok_or(RefusalCode::NotFound)?;
        let now = self.stage.now(*id).await;
        Ok(CancelRegistration { id: *id, expected_version: now.version })
    }

    async fn no(&self, guest: usize) -> Result<RefuseRegistration, RefusalCode> {
        let CancelRegistration { id, expected_version } = self.seen(guest).await?;
        Ok(RefuseRegistration { id, expected_version, reason: "Von Hand.".to_owned() })
    }

    async fn standings(&self) -> Vec<Standing> {
        let call = self.stage.system();
        let now = find_registrations(&call, &self.guests).await.unwrap();
        let ranks = rank_waiting(&call, &[self.session.id]).await.unwrap().remove(&self.session.id).unwrap_or_default();
        let rank = |it: &Registration| {
            ranks.get(&it.party).filter(|_| it.state == RegistrationState::Waitlisted).map(|place| place.rank)
        };
        let standing = |id| {
            let it = &now[id];
            (it.state, it.class.number(), rank(it))
        };
        self.guests.iter().map(standing).collect()
    }
}

fn ended(done: Result<(), Error>) -> Ending {
    let code = refused(&done);
    match (done, code) {
        (Ok(()), _) => Ok(()),
        (Err(_), Some(code)) => Err(code),
        (Err(error), None) => panic!("{error}"),
    }
}

on_both_engines! {
    async fn the_platform_does_what_a_reference_queue_does(world: World) {
        let number = if world.engine() == Engine::Sqlite { 10 } else { 4 };
        let stage = Stage::set(world).await;
        let pool = [
            stage.people(stage.cast.remscheid.office, 24).await,
            stage.people(stage.cast.hamm.office, 24).await,
        ];
        for (offer, steps) in histories(number, 40) {
            let session = stage.open(CourseKind::Exchange, draft(offer)).await;
            let mut queue = Queue::new(offer);
            let mut played = Played { stage: &stage, session, offer, guests: Vec::new(), pool: pool.clone() };
            let began = stage.system().now();
            for step in steps {
                if !played.can(&step) {
                    continue;
                }
                let (done, expected) = (played.carry_out(&step).await, queue.carry_out(&step));
                assert_eq!(done, expected, "{step:?} in {offer:?}");
                assert_eq!(played.standings().await, queue.standings(), "{step:?} in {offer:?}");
                queue.check().unwrap();
            }
            stage.world.clock().advance(began.as_seconds() - stage.system().now().as_seconds());
        }
    }
}
