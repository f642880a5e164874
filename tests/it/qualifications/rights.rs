//! Who sees and does what: both sides of a registration, and nobody else.

use super::stage::{Stage, person, plan, refused};
use acceptance::{World, on_both_engines};
use application::qualifications::{
    AdvanceSession, AnswerTrainer, CreateSession, Register, RegisterPerson, RegistrationFilter, RequestTrainer,
    SessionFilter, advance_session, confirm_trainer, count_registrations, create_session, find_registration,
    find_session, list_participant_names, list_sessions, register, request_trainer,
};
use application::{Call, Error};
use domain::access::{Actor, Role};
use domain::qualifications::{CourseKind, Entitlement};
use domain::shared::{PageRequest, RefusalCode};

on_both_engines! {
    async fn a_registration_is_seen_from_both_sides_and_by_nobody_else(world: World) {
        let stage = Stage::set(world).await;
        let session = stage.open(CourseKind::Exchange, plan()).await;
        let mine = stage.of(Role::OfficeStaff, "remscheid");
        let own = stage.call(Role::OfficeStaff, "remscheid").await;
        let input = Register { session: session.id, people: vec![person(mine)] };
        let registered = register(&own, input).await.unwrap().remove(0);
        let everything = RegistrationFilter::default();
        for (role, place, sees) in [
            (Role::OfficeStaff, "remscheid", true),
            (Role::OfficeLead, "remscheid", true),
            (Role::TransferagenturStaff, "transferagentur", true),
            (Role::DataProtectionOfficer, "transferagentur", true),
            (Role::OfficeLead, "hamm", false),
            (Role::MunicipalityStaff, "hamm", false),
            (Role::Partner, "stiftung", false),
            (Role::Auditor, "transferagentur", false),
        ] {
            let call = stage.call(role, place).await;
            let found = find_registration(&call, registered.id).await.unwrap();
            assert_eq!(found.is_some(), sees, "{role} in {place}");
            let count = count_registrations(&call, &everything).await.unwrap();
            assert_eq!(count, u64::from(sees), "{role} in {place}");
        }
        let stranger = stage.world.call(Actor::Anonymous);
        assert!(find_registration(&stranger, registered.id).await.unwrap().is_none());
    }

    async fn an_office_registers_its_own_people_and_no_others(world: World) {
        let stage = Stage::set(world).await;
        let session = stage.open(CourseKind::Exchange, plan()).await;
        let office = stage.call(Role::OfficeLead, "remscheid").await;
        let own = stage.of(Role::OfficeStaff, "remscheid");
        let foreign = stage.of(Role::OfficeStaff, "hamm");
        let input = |id| Register { session: session.id, people: vec![person(id)] };
        assert_eq!(refused(&register(&office, input(foreign)).await), Some(RefusalCode::NotFound));
        register(&office, input(own)).await.unwrap();
        let staff = stage.call(Role::Partner, "stiftung").await;
        let own = stage.of(Role::Partner, "stiftung");
        register(&staff, input(own)).await.unwrap();
    }

    async fn drafts_are_for_their_organisers_and_offers_for_holders_for_the_community(world: World) {
        let stage = Stage::set(world).await;
        let organiser = stage.organiser().await;
        let create = CreateSession {
            host: Some(stage.cast.transferagentur),
            series: None,
            module: None,
            kind: Some(CourseKind::Exchange),
            plan: plan(),
        };
        let draft = create_session(&organiser, create).await.unwrap();
        let public = stage.open(CourseKind::Conference, plan()).await;
        let mut typed = plan();
        typed.entitlement = Some(Entitlement::Agreement);
        let for_holders = stage.open(CourseKind::Exchange, typed).await;
        let stranger = stage.world.call(Actor::Anonymous);
        let partner = stage.call(Role::Partner, "stiftung").await;
        for (call, sees) in [
            (&stranger, [false, true, false]),
            (&partner, [false, true, true]),
            (&organiser, [true, true, true]),
        ] {
            for (id, expected) in [draft.id, public.id, for_holders.id].into_iter().zip(sees) {
                assert_eq!(find_session(call, id).await.unwrap().is_some(), expected);
            }
            let page = PageRequest::first(10);
            let listed = list_sessions(call, &SessionFilter::default(), false, &page).await.unwrap();
            assert_eq!(listed.rows.len(), sees.into_iter().filter(|seen| *seen).count());
        }
    }

    async fn an_office_plans_its_own_sessions_and_staff_do_not_decide(world: World) {
        let stage = Stage::set(world).await;
        let staff = stage.call(Role::OfficeStaff, "remscheid").await;
        let create = |host| CreateSession {
            host: Some(host),
            series: None,
            module: None,
            kind: Some(CourseKind::EducationConference),
            plan: plan(),
        };
        let own = create_session(&staff, create(stage.cast.remscheid.office)).await.unwrap();
        let foreign = create_session(&staff, create(stage.cast.hamm.office)).await;
        assert!(matches!(foreign, Err(Error::Denied(_))));
        let publish = AdvanceSession {
            id: own.id,
            expected_version: 1,
            verb: domain::qualifications::SessionVerb::Publish,
        };
        assert!(matches!(advance_session(&staff, publish).await, Err(Error::Denied(_))));
        let lead = stage.call(Role::OfficeLead, "remscheid").await;
        advance_session(&lead, publish).await.unwrap();
        let other = stage.call(Role::OfficeLead, "hamm").await;
        let again = AdvanceSession { expected_version: 2, ..publish };
        assert!(matches!(advance_session(&other, again).await, Err(Error::Denied(_))));
    }

    async fn trainers_see_the_names_on_their_list_and_participants_those_that_were_shared(world: World) {
        let stage = Stage::set(world).await;
        let session = stage.open(CourseKind::Conference, plan()).await;
        let shy = RegisterPerson { shares_name: false, ..person(stage.of(Role::OfficeLead, "remscheid")) };
        let open = person(stage.of(Role::OfficeStaff, "remscheid"));
        let organiser = stage.organiser().await;
        register(&organiser, Register { session: session.id, people: vec![shy, open] }).await.unwrap();
        let trainer = stage.of(Role::Partner, "stiftung");
        let input = RequestTrainer { session: session.id, person: trainer, topic: None, fee_agreed: false };
        let asked = request_trainer(&organiser, input).await.unwrap();
        let partner = stage.call(Role::Partner, "stiftung").await;
        let names = async |call: &Call| {
            let found = list_participant_names(call, std::slice::from_ref(&session)).await.unwrap();
            found.get(&session.id).cloned()
        };
        // Only a trainer who said yes sees them.
        assert_eq!(names(&partner).await, None);
        let answer = AnswerTrainer { id: asked.id, expected_version: asked.version, reason: None };
        confirm_trainer(&partner, answer).await.unwrap();
        let both = ["lead", "staff"].map(|role| format!("Kim Beispiel office {role} remscheid")).to_vec();
        assert_eq!(names(&partner).await.as_ref(), Some(&both));
        assert_eq!(names(&organiser).await.as_ref(), Some(&both));
        let lead = stage.call(Role::OfficeLead, "remscheid").await;
        assert_eq!(names(&lead).await.as_deref(), Some(&both[1..]));
        let foreign = stage.call(Role::OfficeLead, "hamm").await;
        assert_eq!(names(&foreign).await, None);
    }
}
