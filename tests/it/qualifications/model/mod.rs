//! The waiting list against a reference queue: random histories of a session, carried out three ways that have to agree.

mod application;
mod pure;
mod reference;

use domain::qualifications::RegistrationState;
use domain::shared::RefusalCode;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use reference::Queue;

/// What a session offers.
#[expect(clippy::struct_field_names, reason = "the platform calls it so")]
#[derive(Clone, Copy, Debug)]
struct Offer {
    seats: u32,
    schools: Option<u32>,
    per_district: Option<u32>,
    offer_hours: Option<u32>,
}

/// What happens to a session. A guest is named by the order in which they came.
#[derive(Clone, Debug)]
enum Step {
    /// People register together: whether they are of a school, and from which of two cities.
    Comes(Vec<(bool, usize)>),
    Cancels(usize),
    Accepts(usize),
    Declines(usize),
    IsRejected(usize),
    IsConfirmed(usize),
    IsMoved(usize, u32),
    IsClassed(usize, i64),
    Seats(u32),
    Hours(i64),
    OffersEnd,
}

/// Where a guest stands: the state, the class, and the rank while they wait.
type Standing = (RegistrationState, i64, Option<usize>);
/// How a step ends.
type Ending = Result<(), RefusalCode>;

fn offer() -> impl Strategy<Value = Offer> {
    (1..6_u32, prop::option::of(1..4_u32), prop::option::of(1..4_u32), prop::option::of(6..30_u32))
        .prop_map(|(seats, schools, per_district, offer_hours)| Offer { seats, schools, per_district, offer_hours })
}

fn step() -> impl Strategy<Value = Step> {
    let guest = || 0..24_usize;
    prop_oneof![
        6 => prop::collection::vec((any::<bool>(), 0..2_usize), 1..4).prop_map(Step::Comes),
        4 => guest().prop_map(Step::Cancels),
        3 => guest().prop_map(Step::Accepts),
        1 => guest().prop_map(Step::Declines),
        1 => guest().prop_map(Step::IsRejected),
        1 => guest().prop_map(Step::IsConfirmed),
        2 => (guest(), 1..6_u32).prop_map(|(guest, rank)| Step::IsMoved(guest, rank)),
        1 => (guest(), 1..3_i64).prop_map(|(guest, class)| Step::IsClassed(guest, class)),
        2 => (1..8_u32).prop_map(Step::Seats),
        2 => (1..12_i64).prop_map(Step::Hours),
        1 => Just(Step::OffersEnd),
    ]
}

fn history(longest: usize) -> impl Strategy<Value = (Offer, Vec<Step>)> {
    (offer(), prop::collection::vec(step(), 0..longest))
}

/// The same histories in every run.
fn histories(number: usize, longest: usize) -> Vec<(Offer, Vec<Step>)> {
    let mut runner = TestRunner::deterministic();
    (0..number).map(|_| history(longest).new_tree(&mut runner).unwrap().current()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_rules_of_the_domain_do_what_a_reference_queue_does((offer, steps) in history(60)) {
        let (mut rules, mut queue) = (pure::Session::new(offer), Queue::new(offer));
        for step in steps {
            prop_assert_eq!(rules.carry_out(&step), queue.carry_out(&step), "{:?}", step);
            prop_assert_eq!(rules.standings(), queue.standings(), "{:?}", step);
            if let Err(fault) = queue.check() {
                prop_assert!(false, "{} after {:?}", fault, step);
            }
        }
    }
}
