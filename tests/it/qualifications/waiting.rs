//! The waiting list: who comes next, by which way, and who is told.

use super::stage::{Stage, plan, refused};
use acceptance::{World, on_both_engines};
use application::qualifications::{
    CancelRegistration, DrawLots, RefuseRegistration, ReorderWaitingList, accept_offer, cancel_registration,
    decline_offer, draw_lots, expire_offers, rank_waiting, reject_registration, reorder_waiting_list,
};
use domain::access::Role;
use domain::qualifications::{Allocation, CourseKind, CourseSession, Registration, RegistrationState};
use domain::shared::{PersonId, RefusalCode};

fn seen(registration: &Registration) -> CancelRegistration {
    CancelRegistration { id: registration.id, expected_version: registration.version }
}

/// Two with seats and three who wait, each on their own; the first of those who wait is an account of the cast.
async fn queue(stage: &Stage, session: &CourseSession) -> (Vec<PersonId>, Vec<Registration>) {
    let mut people = stage.people(stage.cast.remscheid.office, 4).await;
    people.insert(2, stage.of(Role::OfficeStaff, "remscheid"));
    let mut registrations = Vec::new();
    for one in &people {
        registrations.extend(stage.register(session, std::slice::from_ref(one)).await.unwrap());
    }
    (people, registrations)
}

async fn rank(stage: &Stage, registration: &Registration) -> Option<usize> {
    let lists = rank_waiting(&stage.system(), &[registration.session]).await.unwrap();
    lists.get(&registration.session)?.get(&registration.party).map(|place| place.rank)
}

on_both_engines! {
    async fn a_seat_that_is_given_back_goes_to_the_next_in_the_same_change(world: World) {
        let stage = Stage::set(world).await;
        let session = stage.open(CourseKind::Exchange, plan()).await;
        let (_, all) = queue(&stage, &session).await;
        assert_eq!(all[1].state, RegistrationState::Confirmed);
        assert_eq!(all[2].state, RegistrationState::Waitlisted);
        assert_eq!(rank(&stage, &all[3]).await, Some(2));
        let office = stage.call(Role::OfficeLead, "remscheid").await;
        cancel_registration(&office, seen(&all[0])).await.unwrap();
        let states = [stage.state(&all[0]).await, stage.state(&all[2]).await, stage.state(&all[3]).await];
        let expected = [
            RegistrationState::CancelledByParticipant,
            RegistrationState::Confirmed,
            RegistrationState::Waitlisted,
        ];
        assert_eq!(states, expected);
        assert_eq!(rank(&stage, &all[3]).await, Some(1));
        // Whoever has an address is told both times.
        let mails = stage.world.mails().await;
        let waiting = mails.iter().filter(|mail| mail.contains("Subject: Auf der Warteliste")).count();
        assert_eq!((waiting, mails.len()), (1, 2), "{mails:#?}");
        // Nobody withdraws twice, or from a version that they did not see.
        assert_eq!(refused(&cancel_registration(&office, seen(&all[0])).await), Some(RefusalCode::VersionConflict));
        let now = stage.now(all[0].id).await;
        assert_eq!(refused(&cancel_registration(&office, seen(&now)).await), Some(RefusalCode::WrongState));
        // Whoever withdrew may register again, at the end.
        let again = stage.register(&session, &[all[0].person]).await.unwrap();
        assert_eq!(rank(&stage, &again[0]).await, Some(3));
    }

    async fn a_group_is_not_split_and_passed_over_until_it_fits(world: World) {
        let stage = Stage::set(world).await;
        let session = stage.open(CourseKind::Exchange, plan()).await;
        let people = stage.people(stage.cast.remscheid.office, 5).await;
        let first = stage.register(&session, &people[..1]).await.unwrap();
        let second = stage.register(&session, &people[1..2]).await.unwrap();
        let pair = stage.register(&session, &people[2..4]).await.unwrap();
        let last = stage.register(&session, &people[4..]).await.unwrap();
        cancel_registration(&stage.system(), seen(&first[0])).await.unwrap();
        assert_eq!(stage.state(&pair[0]).await, RegistrationState::Waitlisted);
        assert_eq!(stage.state(&last[0]).await, RegistrationState::Confirmed);
        cancel_registration(&stage.system(), seen(&second[0])).await.unwrap();
        assert_eq!(stage.state(&pair[1]).await, RegistrationState::Waitlisted);
        let last = stage.now(last[0].id).await;
        cancel_registration(&stage.system(), seen(&last)).await.unwrap();
        assert_eq!(stage.state(&pair[0]).await, RegistrationState::Confirmed);
        assert_eq!(stage.state(&pair[1]).await, RegistrationState::Confirmed);
        let three = stage.people(stage.cast.hamm.office, 3).await;
        assert_eq!(refused(&stage.register(&session, &three).await), Some(RefusalCode::TooMany));
    }

    async fn a_held_seat_is_answered_in_time_or_goes_on(world: World) {
        let stage = Stage::set(world).await;
        let mut typed = plan();
        typed.offer_hours = Some(48);
        let session = stage.open(CourseKind::Exchange, typed).await;
        let (_, all) = queue(&stage, &session).await;
        cancel_registration(&stage.system(), seen(&all[0])).await.unwrap();
        let offered = stage.now(all[2].id).await;
        assert_eq!(offered.state, RegistrationState::Offered);
        let own = stage.call(Role::OfficeStaff, "remscheid").await;
        decline_offer(&own, seen(&offered)).await.unwrap();
        let next = stage.now(all[3].id).await;
        assert_eq!(next.state, RegistrationState::Offered);
        stage.world.clock().advance(48 * 3_600 + 1);
        let late = accept_offer(&stage.system(), seen(&next)).await;
        assert_eq!(refused(&late), Some(RefusalCode::DeadlinePassed));
        assert_eq!(expire_offers(&stage.system()).await.unwrap(), 1);
        assert_eq!(expire_offers(&stage.system()).await.unwrap(), 0);
        assert_eq!(stage.state(&all[3]).await, RegistrationState::WaitlistedExpired);
        let last = stage.now(all[4].id).await;
        assert_eq!(last.state, RegistrationState::Offered);
        let accepted = accept_offer(&stage.system(), seen(&last)).await.unwrap();
        assert_eq!(stage.now(accepted.id).await.version, accepted.version);
        assert_eq!(accepted.state, RegistrationState::Confirmed);
    }

    async fn the_order_changes_by_hand_only_with_a_reason_and_everybody_is_told(world: World) {
        let stage = Stage::set(world).await;
        let session = stage.open(CourseKind::Exchange, plan()).await;
        let (_, all) = queue(&stage, &session).await;
        let organiser = stage.organiser().await;
        let input = |rank: u32, reason: &str| {
            ReorderWaitingList { id: all[4].id, rank, reason: reason.to_owned() }
        };
        let silent = reorder_waiting_list(&organiser, input(1, " ")).await;
        assert_eq!(refused(&silent), Some(RefusalCode::Required));
        let beyond = reorder_waiting_list(&organiser, input(4, "Sie hält den Vortrag.")).await;
        assert_eq!(refused(&beyond), Some(RefusalCode::OutOfRange));
        let order = reorder_waiting_list(&organiser, input(1, "Sie hält den Vortrag.")).await.unwrap();
        assert_eq!(order.iter().map(|it| it.id).collect::<Vec<_>>(), [all[4].id, all[2].id, all[3].id]);
        assert_eq!([rank(&stage, &all[4]).await, rank(&stage, &all[2]).await], [Some(1), Some(2)]);
        let mails = stage.world.mails().await;
        assert!(mails.iter().any(|mail| mail.contains("Subject: Warteliste")), "{mails:#?}");
        let office = stage.call(Role::OfficeLead, "remscheid").await;
        let foreign = reorder_waiting_list(&office, input(2, "Ich möchte das.")).await;
        assert!(matches!(foreign, Err(application::Error::Denied(_))));
        let waiting = stage.now(all[4].id).await;
        let no = RefuseRegistration {
            id: waiting.id,
            expected_version: waiting.version,
            reason: "Der Vortrag entfällt.".to_owned(),
        };
        assert_eq!(reject_registration(&organiser, no).await.unwrap().state, RegistrationState::Rejected);
        assert_eq!(rank(&stage, &all[2]).await, Some(1));
    }

    async fn lots_are_drawn_once_after_the_deadline_and_can_be_drawn_again_on_paper(world: World) {
        let stage = Stage::set(world).await;
        let mut typed = plan();
        typed.allocation = Allocation::Lot;
        let session = stage.open(CourseKind::Conference, typed).await;
        let (_, all) = queue(&stage, &session).await;
        assert!(all.iter().all(|registration| registration.state == RegistrationState::Submitted));
        let organiser = stage.organiser().await;
        let input = || DrawLots {
            id: session.id,
            expected_version: session.version,
            seed: "Ziehung vom 29. April 2020: 3 9 17 25 31 44".to_owned(),
        };
        assert_eq!(refused(&draw_lots(&organiser, input()).await), Some(RefusalCode::NotYet));
        stage.travel("2020-04-29T08:00:00Z");
        let drawn = draw_lots(&organiser, input()).await.unwrap();
        let on_paper = domain::qualifications::draw_lots(
            drawn.lot_seed.as_deref().unwrap(),
            all.iter().map(|registration| registration.party).collect(),
        );
        let mut seated = Vec::new();
        for registration in &all {
            let now = stage.now(registration.id).await;
            assert_eq!(now.version, 3);
            match now.state {
                RegistrationState::Confirmed => seated.push(now.party),
                RegistrationState::Waitlisted => {
                    let place = on_paper.iter().position(|party| *party == now.party).unwrap();
                    assert_eq!(rank(&stage, &now).await, Some(place - 1));
                }
                other => panic!("{other}"),
            }
        }
        assert_eq!(seated.len(), 2);
        assert!(on_paper[..2].iter().all(|party| seated.contains(party)));
        let again = DrawLots { expected_version: drawn.version, ..input() };
        assert_eq!(refused(&draw_lots(&organiser, again).await), Some(RefusalCode::WrongState));
    }
}
