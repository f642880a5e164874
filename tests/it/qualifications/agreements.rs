//! Agreements, and what they open.

use super::stage::{Stage, person, plan, refused};
use acceptance::{World, on_both_engines};
use application::Error;
use application::consulting::{
    AdvanceAgreement, CreateAgreement, ExtendAgreement, SignAgreement, SignatureInput, TerminateAgreement,
    advance_agreement, create_agreement, extend_agreement, find_agreement, list_agreement_holders, sign_agreement,
    terminate_agreement,
};
use application::qualifications::{
    CancelRegistration, InviteToSession, Register, cancel_registration, invite_to_session, register,
};
use domain::access::{Actor, Role};
use domain::consulting::{Agreement, AgreementDraft, AgreementKind, AgreementState, AgreementVerb};
use domain::qualifications::{CourseKind, Entitlement, PriorityClass, RegistrationState};
use domain::shared::{OrganisationId, RefusalCode};

fn draft(until: &str) -> AgreementDraft {
    AgreementDraft {
        from: "2020-01-01".parse().unwrap(),
        until: Some(until.parse().unwrap()),
        purpose: "Datenbasiertes kommunales Bildungsmanagement".to_owned(),
        focal_points: None,
    }
}

async fn step(stage: &Stage, agreement: &Agreement, verb: AgreementVerb) -> Result<Agreement, Error> {
    let input = AdvanceAgreement { id: agreement.id, expected_version: agreement.version, verb };
    advance_agreement(&stage.organiser().await, input).await
}

/// An agreement of a municipality that is signed.
async fn signed(stage: &Stage, municipality: OrganisationId, number: &str, until: &str) -> Agreement {
    let organiser = stage.organiser().await;
    let input = CreateAgreement {
        kind: AgreementKind::TargetAgreement,
        number: number.to_owned(),
        agency: stage.cast.transferagentur,
        municipality,
        plan: draft(until),
    };
    let written = create_agreement(&organiser, input).await.unwrap();
    let coordinated = step(stage, &written, AgreementVerb::Coordinate).await.unwrap();
    let on = "2020-01-02".parse().unwrap();
    let signature = |signatory: &str| SignatureInput { signatory: signatory.to_owned(), on };
    let input = SignAgreement {
        id: coordinated.id,
        expected_version: coordinated.version,
        agency: signature("Kim Beispiel, Projektleitung"),
        municipality: signature("Alex Muster, Dezernat für Bildung"),
    };
    sign_agreement(&organiser, input).await.unwrap()
}

on_both_engines! {
    async fn an_offer_for_holders_is_open_while_the_agreement_is_in_force(world: World) {
        let stage = Stage::set(world).await;
        let mut typed = plan();
        typed.entitlement = Some(Entitlement::Agreement);
        let session = stage.open(CourseKind::Exchange, typed).await;
        let people = stage.people(stage.cast.remscheid.office, 4).await;
        assert_eq!(refused(&stage.register(&session, &people[..1]).await), Some(RefusalCode::NotEntitled));
        let agreement = signed(&stage, stage.cast.remscheid.municipality, "ZV-2020-01", "2020-04-15").await;
        assert!(list_agreement_holders(&stage.world.call(Actor::Anonymous)).await.unwrap().is_empty());
        let agreement = step(&stage, &agreement, AgreementVerb::EnterIntoForce).await.unwrap();
        let holders = list_agreement_holders(&stage.world.call(Actor::Anonymous)).await.unwrap();
        assert_eq!(holders.into_iter().collect::<Vec<_>>(), ["05120"]);
        let mut registered = Vec::new();
        for one in &people[..3] {
            registered.extend(stage.register(&session, std::slice::from_ref(one)).await.unwrap());
        }
        assert_eq!(registered[0].class, PriorityClass::First);
        assert_eq!(registered[2].state, RegistrationState::Waitlisted);
        // The agreement ends between registration and promotion: whoever waits is not entitled any more.
        stage.travel("2020-04-16T08:00:00Z");
        let seen = CancelRegistration { id: registered[0].id, expected_version: 1 };
        cancel_registration(&stage.system(), seen).await.unwrap();
        assert_eq!(stage.state(&registered[2]).await, RegistrationState::Waitlisted);
        assert_eq!(refused(&stage.register(&session, &people[3..]).await), Some(RefusalCode::NotEntitled));
        let expired = step(&stage, &agreement, AgreementVerb::Expire).await.unwrap();
        assert_eq!(expired.state, AgreementState::Expired);
        let input = ExtendAgreement { id: expired.id, expected_version: expired.version, plan: draft("2021-12-31") };
        let next = extend_agreement(&stage.organiser().await, input).await.unwrap();
        assert_eq!((next.edition, next.predecessor), (2, Some(expired.id)));
        assert_eq!(stage.state(&registered[1]).await, RegistrationState::Confirmed);
    }

    async fn holders_come_before_others_in_a_public_offer(world: World) {
        let stage = Stage::set(world).await;
        let session = stage.open(CourseKind::Conference, plan()).await;
        let agreement = signed(&stage, stage.cast.hamm.municipality, "ZV-2020-02", "2021-12-31").await;
        step(&stage, &agreement, AgreementVerb::EnterIntoForce).await.unwrap();
        let others = stage.people(stage.cast.remscheid.office, 3).await;
        let holders = stage.people(stage.cast.hamm.office, 1).await;
        let mut registered = Vec::new();
        for one in others.iter().chain(&holders) {
            registered.extend(stage.register(&session, std::slice::from_ref(one)).await.unwrap());
        }
        let seen = CancelRegistration { id: registered[0].id, expected_version: 1 };
        cancel_registration(&stage.system(), seen).await.unwrap();
        assert_eq!(stage.state(&registered[2]).await, RegistrationState::Waitlisted);
        assert_eq!(stage.state(&registered[3]).await, RegistrationState::Confirmed);
    }

    async fn one_of_a_kind_is_in_force_for_a_district(world: World) {
        let stage = Stage::set(world).await;
        let first = signed(&stage, stage.cast.remscheid.municipality, "ZV-2020-03", "2020-12-31").await;
        let second = signed(&stage, stage.cast.remscheid.municipality, "ZV-2020-04", "2021-12-31").await;
        let first = step(&stage, &first, AgreementVerb::EnterIntoForce).await.unwrap();
        let refusal = step(&stage, &second, AgreementVerb::EnterIntoForce).await;
        assert_eq!(refused(&refusal), Some(RefusalCode::Duplicate));
        assert_eq!(refused(&step(&stage, &first, AgreementVerb::Expire).await), Some(RefusalCode::NotYet));
        let input = TerminateAgreement {
            id: first.id,
            expected_version: first.version,
            reason: "Im gegenseitigen Einvernehmen.".to_owned(),
        };
        terminate_agreement(&stage.organiser().await, input).await.unwrap();
        step(&stage, &second, AgreementVerb::EnterIntoForce).await.unwrap();
    }

    async fn an_agreement_is_for_its_municipality_and_the_transferagentur(world: World) {
        let stage = Stage::set(world).await;
        let agreement = signed(&stage, stage.cast.remscheid.municipality, "ZV-2020-05", "2020-12-31").await;
        for (role, place, sees) in [
            (Role::MunicipalityLead, "remscheid", true),
            (Role::OfficeLead, "remscheid", true),
            (Role::MunicipalityLead, "hamm", false),
            (Role::Partner, "stiftung", false),
        ] {
            let found = find_agreement(&stage.call(role, place).await, agreement.id).await.unwrap();
            assert_eq!(found.is_some(), sees, "{role} in {place}");
        }
        let lead = stage.call(Role::MunicipalityLead, "remscheid").await;
        let input = AdvanceAgreement {
            id: agreement.id,
            expected_version: agreement.version,
            verb: AgreementVerb::EnterIntoForce,
        };
        assert!(matches!(advance_agreement(&lead, input).await, Err(Error::Denied(_))));
    }

    async fn an_offer_for_invited_people_takes_them_and_nobody_else(world: World) {
        let stage = Stage::set(world).await;
        let mut typed = plan();
        typed.entitlement = Some(Entitlement::Invited);
        let session = stage.open(CourseKind::PeerMeeting, typed).await;
        let organiser = stage.organiser().await;
        let staff = stage.of(Role::OfficeStaff, "remscheid");
        let input = || InviteToSession {
            session: session.id,
            people: vec![staff],
            organisations: vec![stage.cast.hamm.office],
        };
        assert_eq!(invite_to_session(&organiser, input()).await.unwrap(), 2);
        assert_eq!(invite_to_session(&organiser, input()).await.unwrap(), 0);
        let own = stage.call(Role::OfficeStaff, "remscheid").await;
        register(&own, Register { session: session.id, people: vec![person(staff)] }).await.unwrap();
        let others = stage.people(stage.cast.remscheid.office, 1).await;
        assert_eq!(refused(&stage.register(&session, &others).await), Some(RefusalCode::NotEntitled));
        let guests = stage.people(stage.cast.hamm.office, 1).await;
        stage.register(&session, &guests).await.unwrap();
    }
}
