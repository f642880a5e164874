//! No seat is sold twice, and nobody is lost.

use super::stage::{Stage, person, plan, refused};
use acceptance::{World, on_both_engines};
use application::qualifications::{
    Register, RegisterPerson, RegistrationFilter, count_seats, list_registrations, rank_waiting, register,
};
use domain::access::Actor;
use domain::qualifications::{AttendanceMode, CourseKind, RegistrationState, Seats, TargetGroup};
use domain::shared::{PageRequest, PersonId, RefusalCode};
use std::sync::Arc;

on_both_engines! {
    async fn of_many_who_come_at_once_nobody_gets_a_seat_that_is_not_there(world: World) {
        let stage = Stage::set(world).await;
        let mut typed = plan();
        typed.seats = Seats { room: 8, online: 0 };
        typed.per_group = vec![(TargetGroup::School, 3)];
        typed.per_district = Some(6);
        let session = stage.open(CourseKind::Exchange, typed).await;
        let here = stage.people(stage.cast.remscheid.office, 15).await;
        let there = stage.people(stage.cast.hamm.office, 15).await;
        let platform = Arc::clone(stage.world.platform());
        let storm = here.iter().chain(&there).enumerate().map(|(number, id)| {
            let group = if number % 2 == 0 { TargetGroup::School } else { TargetGroup::EducationOffice };
            let people = vec![RegisterPerson { group, ..person(*id) }];
            let (platform, id) = (Arc::clone(&platform), session.id);
            tokio::spawn(async move {
                let call = application::Call::of_system(platform, "storm");
                register(&call, Register { session: id, people }).await
            })
        });
        let storm: Vec<_> = storm.collect();
        for one in storm {
            one.await.unwrap().unwrap();
        }
        let filter = RegistrationFilter { session: Some(session.id), ..RegistrationFilter::default() };
        let call = stage.system();
        let all = list_registrations(&call, &filter, &PageRequest::first(100)).await.unwrap();
        let mut all: Vec<_> = all.rows.into_iter().map(|(_, registration)| registration).collect();
        all.sort_by_key(|registration| registration.place);
        // Everybody is there once, in the order of their places.
        let places: Vec<i64> = all.iter().map(|registration| registration.place).collect();
        assert_eq!(places, (1..=30).collect::<Vec<_>>());
        // Whoever got a seat or waits is who would have, had they come one after the other in this order.
        let (mut seated, mut schools, mut from) = (0, 0, std::collections::BTreeMap::<_, u32>::new());
        for registration in &all {
            let mine = from.entry(registration.district.clone()).or_default();
            let school = registration.group == TargetGroup::School;
            let fits = seated < 8 && *mine < 6 && (!school || schools < 3);
            let expected = if fits { RegistrationState::Confirmed } else { RegistrationState::Waitlisted };
            assert_eq!(registration.state, expected, "{registration:?}");
            if fits {
                (seated, schools, *mine) = (seated + 1, schools + u32::from(school), *mine + 1);
            }
        }
        let taken = count_seats(&call, &[session.id]).await.unwrap().remove(&session.id).unwrap();
        assert_eq!((taken.total(), taken.of(AttendanceMode::Room)), (seated, seated));
        assert!(session.plan.seat_plan().holds(&taken));
        let waiting = rank_waiting(&call, &[session.id]).await.unwrap().remove(&session.id).unwrap();
        let mut ranks: Vec<usize> = waiting.values().map(|place| place.rank).collect();
        ranks.sort_unstable();
        assert_eq!(ranks, (1..=30 - seated as usize).collect::<Vec<_>>());
    }

    async fn nobody_registers_twice(world: World) {
        let stage = Stage::set(world).await;
        let session = stage.open(CourseKind::Exchange, plan()).await;
        let people = stage.people(stage.cast.remscheid.office, 1).await;
        stage.register(&session, &people).await.unwrap();
        assert_eq!(refused(&stage.register(&session, &people).await), Some(RefusalCode::Duplicate));
        let twice: Vec<PersonId> = people.iter().chain(&people).copied().collect();
        assert_eq!(refused(&stage.register(&session, &twice).await), Some(RefusalCode::Duplicate));
        assert_eq!(refused(&stage.register(&session, &[]).await), Some(RefusalCode::Required));
    }

    async fn without_a_waiting_list_a_full_session_is_full(world: World) {
        let stage = Stage::set(world).await;
        let mut typed = plan();
        typed.waiting_list = false;
        let session = stage.open(CourseKind::Exchange, typed).await;
        let people = stage.people(stage.cast.remscheid.office, 3).await;
        stage.register(&session, &people[..2]).await.unwrap();
        assert_eq!(refused(&stage.register(&session, &people[2..]).await), Some(RefusalCode::Full));
        stage.travel("2020-04-28T08:00:00Z");
        assert_eq!(refused(&stage.register(&session, &people[2..]).await), Some(RefusalCode::DeadlinePassed));
        let call = stage.world.call(Actor::Anonymous);
        let people = people.into_iter().map(person).collect();
        let stranger = register(&call, Register { session: session.id, people }).await;
        assert_eq!(refused(&stranger), Some(RefusalCode::NotFound));
    }
}
