//! Who gets a seat that has become free.

use super::capacity::{SeatPlan, Taken};
use super::registration::Party;
use crate::shared::PartyId;

/// The parties that get seats now, in fair order: by class and place, each whole. One that does not fit, because it is
/// too large for what is free or because of a quota, keeps its place and is passed over, so that no seat stays empty
/// while somebody waits who could take it.
pub fn promote(plan: &SeatPlan, taken: &Taken, waiting: &[Party]) -> Vec<PartyId> {
    let mut taken = taken.clone();
    let mut promoted = Vec::new();
    for party in waiting {
        if taken.total() >= plan.seats.total() {
            break;
        }
        if plan.fits(&taken, &party.claims) {
            taken = taken.and(&party.claims);
            promoted.push(party.id);
        }
    }
    promoted
}

#[cfg(test)]
mod tests {
    use super::super::capacity::{Claim, Seats};
    use super::super::format::AttendanceMode;
    use super::super::registration::PriorityClass;
    use super::super::target_group::TargetGroup;
    use super::super::waiting::waiting_order;
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    const GROUPS: [TargetGroup; 2] = [TargetGroup::EducationOffice, TargetGroup::School];
    const DISTRICTS: [Option<&str>; 3] = [Some("05120"), Some("05911"), None];

    fn claim(mode: usize, group: usize, district: usize) -> Claim {
        Claim {
            mode: AttendanceMode::ALL[mode],
            group: GROUPS[group],
            district: DISTRICTS[district].map(str::to_owned),
        }
    }

    fn claims() -> impl Strategy<Value = Vec<Claim>> {
        prop::collection::vec((0..2_usize, 0..2_usize, 0..3_usize), 1..4)
            .prop_map(|people| people.into_iter().map(|(mode, group, district)| claim(mode, group, district)).collect())
    }

    fn plan() -> impl Strategy<Value = SeatPlan> {
        (0..8_u32, 0..8_u32, prop::option::of(0..5_u32), prop::option::of(1..5_u32)).prop_map(
            |(room, online, schools, per_district)| SeatPlan {
                seats: Seats { room, online },
                per_group: schools.map(|most| (TargetGroup::School, most)).into_iter().collect(),
                per_district,
            },
        )
    }

    /// What happens to a session: somebody comes, or the one who came as the n-th goes.
    #[derive(Clone, Debug)]
    enum Step {
        Comes(Vec<Claim>, bool),
        Goes(usize),
    }

    fn step() -> impl Strategy<Value = Step> {
        prop_oneof![
            3 => (claims(), any::<bool>()).prop_map(|(claims, first)| Step::Comes(claims, first)),
            2 => (0..64_usize).prop_map(Step::Goes),
        ]
    }

    /// A session as the platform keeps it.
    #[derive(Default)]
    struct Session {
        seated: Vec<Party>,
        waiting: Vec<Party>,
        came: i64,
    }

    impl Session {
        fn taken(&self) -> Taken {
            self.seated.iter().fold(Taken::default(), |taken, party| taken.and(&party.claims))
        }

        fn comes(&mut self, plan: &SeatPlan, claims: Vec<Claim>, class: PriorityClass) {
            self.came += 1;
            let id = Uuid::from_u128(u128::try_from(self.came).unwrap()).into();
            let party = Party { id, class, place: self.came, claims };
            if plan.fits(&self.taken(), &party.claims) { self.seated.push(party) } else { self.waiting.push(party) }
        }

        fn goes(&mut self, plan: &SeatPlan, place: i64) {
            self.waiting.retain(|party| party.place != place);
            self.seated.retain(|party| party.place != place);
            for promoted in promote(plan, &self.taken(), &waiting_order(self.waiting.clone())) {
                let at = self.waiting.iter().position(|party| party.id == promoted).unwrap();
                self.seated.push(self.waiting.remove(at));
            }
        }
    }

    /// The reference: one list of all who are there in the order of their claim to a seat. After every step the seats
    /// are dealt out to those who had one, and then one by one to the first who fits, by looking again from the start.
    #[derive(Default)]
    struct Reference {
        seated: Vec<Party>,
        queue: Vec<Party>,
    }

    impl Reference {
        fn settle(&mut self, plan: &SeatPlan) {
            self.queue.sort_by_key(|party| (party.class.number(), party.place));
            while let Some(next) = self.queue.iter().position(|party| {
                let all: Vec<&Claim> = self.seated.iter().chain([party]).flat_map(|party| &party.claims).collect();
                let count = |test: &dyn Fn(&Claim) -> bool| {
                    u32::try_from(all.iter().filter(|claim| test(claim)).count()).unwrap()
                };
                count(&|claim| claim.mode == AttendanceMode::Room) <= plan.seats.room
                    && count(&|claim| claim.mode == AttendanceMode::Online) <= plan.seats.online
                    && plan.per_group.iter().all(|(group, most)| count(&|claim| claim.group == *group) <= *most)
                    && plan.per_district.is_none_or(|most| {
                        DISTRICTS
                            .iter()
                            .flatten()
                            .all(|key| count(&|claim| claim.district.as_deref() == Some(key)) <= most)
                    })
            }) {
                let party = self.queue.remove(next);
                self.seated.push(party);
            }
        }
    }

    fn places(parties: &[Party]) -> Vec<i64> {
        let mut places: Vec<i64> = parties.iter().map(|party| party.place).collect();
        places.sort_unstable();
        places
    }

    proptest! {
        #[test]
        fn a_session_does_what_a_reference_queue_does(plan in plan(), steps in prop::collection::vec(step(), 0..60)) {
            let (mut session, mut reference) = (Session::default(), Reference::default());
            for step in steps {
                match step {
                    Step::Comes(claims, first) => {
                        let class = if first { PriorityClass::First } else { PriorityClass::Second };
                        session.comes(&plan, claims.clone(), class);
                        let id = Uuid::from_u128(u128::try_from(session.came).unwrap()).into();
                        reference.queue.push(Party { id, class, place: session.came, claims });
                    }
                    Step::Goes(place) => {
                        let place = i64::try_from(place).unwrap();
                        session.goes(&plan, place);
                        reference.seated.retain(|party| party.place != place);
                        reference.queue.retain(|party| party.place != place);
                    }
                }
                reference.settle(&plan);
                // No seat is sold twice, nobody is lost, and nobody waits for a seat that they could have.
                prop_assert!(plan.holds(&session.taken()));
                prop_assert_eq!(places(&session.seated), places(&reference.seated));
                prop_assert_eq!(places(&session.waiting), places(&reference.queue));
                prop_assert!(session.waiting.iter().all(|party| !plan.fits(&session.taken(), &party.claims)));
            }
        }
    }

    #[test]
    fn a_group_is_not_split_and_keeps_its_place() {
        let plan = SeatPlan { seats: Seats { room: 2, online: 0 }, ..SeatPlan::default() };
        let party = |number: u128, people: usize| Party {
            id: Uuid::from_u128(number).into(),
            class: PriorityClass::First,
            place: i64::try_from(number).unwrap(),
            claims: vec![claim(0, 0, 0); people],
        };
        let waiting = [party(1, 2), party(2, 1), party(3, 1)];
        let one_free = Taken::default().and(&[claim(0, 0, 0)]);
        assert_eq!(promote(&plan, &one_free, &waiting), [waiting[1].id]);
        assert_eq!(promote(&plan, &Taken::default(), &waiting), [waiting[0].id]);
    }
}
