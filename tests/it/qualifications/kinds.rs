//! The real rules of the formats, from planning to the first minute.

use super::stage::{Stage, plan, refused};
use acceptance::{World, on_both_engines};
use application::consulting::{
    AdvanceAgreement, CreateAgreement, SignAgreement, SignatureInput, advance_agreement, create_agreement,
    sign_agreement,
};
use application::organisations::{CreateOrganisation, create_organisation};
use application::qualifications::{
    AdvanceSession, CancelRegistration, CreateSession, RefuseRegistration, advance_session, cancel_registration,
    confirm_registration, create_session,
};
use domain::consulting::{AgreementDraft, AgreementKind, AgreementVerb};
use domain::organisations::OrganisationKind;
use domain::qualifications::{CourseKind, RegistrationState, Seats, SessionDraft, SessionVerb};
use domain::shared::{OrganisationId, PersonId, RefusalCode};

/// A municipality with an agreement that is in force.
async fn holder(stage: &Stage, district: &str) -> OrganisationId {
    let call = stage.system();
    let input = CreateOrganisation {
        name: format!("Kommune {district}"),
        short_name: None,
        kind: OrganisationKind::Municipality,
        legal_form: None,
        local_label: None,
        functions: Vec::new(),
        parent: None,
        district_key: Some(district.to_owned()),
        territory_keys: vec![district.to_owned()],
        address: None,
        sponsor: None,
        contact_points: Vec::new(),
        valid_from: None,
    };
    let municipality = create_organisation(&call, input).await.unwrap().id;
    agree(stage, municipality, district, AgreementKind::FrameworkAgreement).await;
    municipality
}

async fn agree(stage: &Stage, municipality: OrganisationId, number: &str, kind: AgreementKind) {
    let call = stage.system();
    let plan = AgreementDraft {
        from: "2020-01-01".parse().unwrap(),
        until: None,
        purpose: "Datenbasiertes kommunales Bildungsmanagement".to_owned(),
        focal_points: None,
    };
    let agency = stage.cast.transferagentur;
    let input = CreateAgreement { kind, number: number.to_owned(), agency, municipality, plan };
    let draft = create_agreement(&call, input).await.unwrap();
    let step = |id, expected_version, verb| advance_agreement(&call, AdvanceAgreement { id, expected_version, verb });
    let coordinated = step(draft.id, draft.version, AgreementVerb::Coordinate).await.unwrap();
    let on = "2020-01-02".parse().unwrap();
    let signature = |signatory: &str| SignatureInput { signatory: signatory.to_owned(), on };
    let input = SignAgreement {
        id: coordinated.id,
        expected_version: coordinated.version,
        agency: signature("Kim Beispiel, Projektleitung"),
        municipality: signature("Alex Muster, Dezernat für Bildung"),
    };
    let signed = sign_agreement(&call, input).await.unwrap();
    step(signed.id, signed.version, AgreementVerb::EnterIntoForce).await.unwrap();
}

fn seats(room: u32) -> SessionDraft {
    SessionDraft { seats: Seats { room, online: 0 }, ..plan() }
}

on_both_engines! {
    async fn a_development_workshop_is_for_teams_with_a_framework_agreement_and_nobody_comes_late(world: World) {
        let stage = Stage::set(world).await;
        let workshop = stage.open(CourseKind::DevelopmentWorkshop, seats(8)).await;
        assert_eq!(workshop.plan.per_district, Some(5));
        let strangers = stage.people(stage.cast.hamm.municipality, 3).await;
        assert_eq!(refused(&stage.register(&workshop, &strangers).await), Some(RefusalCode::NotEntitled));
        agree(&stage, stage.cast.hamm.municipality, "KV-1", AgreementKind::LetterOfIntent).await;
        assert_eq!(refused(&stage.register(&workshop, &strangers).await), Some(RefusalCode::NotEntitled));
        let homes = [holder(&stage, "05111").await, holder(&stage, "05112").await, holder(&stage, "05113").await];
        let mut teams: Vec<Vec<PersonId>> = Vec::new();
        for home in homes {
            teams.push(stage.people(home, 6).await);
        }
        assert_eq!(refused(&stage.register(&workshop, &teams[0][..2]).await), Some(RefusalCode::TooFew));
        assert_eq!(refused(&stage.register(&workshop, &teams[0]).await), Some(RefusalCode::TooMany));
        let mixed: Vec<PersonId> = teams[0][..2].iter().chain(&teams[1][..2]).copied().collect();
        assert_eq!(refused(&stage.register(&workshop, &mixed).await), Some(RefusalCode::Invalid));
        let first = stage.register(&workshop, &teams[0][..4]).await.unwrap();
        let second = stage.register(&workshop, &teams[1][..4]).await.unwrap();
        let third = stage.register(&workshop, &teams[2][..3]).await.unwrap();
        let states = [&first, &second, &third].map(|team| team[0].state);
        assert_eq!(states, [RegistrationState::Confirmed, RegistrationState::Confirmed, RegistrationState::Waitlisted]);
        // After the deadline a free seat stays free, and no hand opens the group again.
        stage.travel("2020-04-28T08:00:00Z");
        for registration in &first {
            let seen = CancelRegistration { id: registration.id, expected_version: registration.version };
            cancel_registration(&stage.system(), seen).await.unwrap();
        }
        assert_eq!(stage.state(&third[0]).await, RegistrationState::Waitlisted);
        let by_hand = RefuseRegistration { id: third[0].id, expected_version: 1, reason: "Es ist Platz.".to_owned() };
        let late = confirm_registration(&stage.organiser().await, by_hand).await;
        assert_eq!(refused(&late), Some(RefusalCode::DeadlinePassed));
        assert_eq!(refused(&stage.register(&workshop, &teams[0][..4]).await), Some(RefusalCode::DeadlinePassed));
        // A team that melts away is no team any more.
        for registration in &second[..2] {
            let seen = CancelRegistration { id: registration.id, expected_version: registration.version };
            cancel_registration(&stage.system(), seen).await.unwrap();
        }
        stage.travel("2020-05-04T07:00:00Z");
        let start = AdvanceSession { id: workshop.id, expected_version: workshop.version, verb: SessionVerb::Start };
        assert_eq!(refused(&advance_session(&stage.organiser().await, start).await), Some(RefusalCode::TooFew));
    }

    async fn a_learning_cluster_takes_place_with_five_people_of_three_municipalities(world: World) {
        let stage = Stage::set(world).await;
        let organiser = stage.organiser().await;
        for room in [4, 21] {
            let input = CreateSession {
                host: Some(stage.cast.transferagentur),
                series: None,
                module: None,
                kind: Some(CourseKind::LearningCluster),
                plan: seats(room),
            };
            assert_eq!(refused(&create_session(&organiser, input).await), Some(RefusalCode::OutOfRange), "{room}");
        }
        let cluster = stage.open(CourseKind::LearningCluster, seats(20)).await;
        let homes = [holder(&stage, "05111").await, holder(&stage, "05112").await, holder(&stage, "05113").await];
        stage.register(&cluster, &stage.people(homes[0], 3).await).await.unwrap();
        stage.register(&cluster, &stage.people(homes[1], 2).await).await.unwrap();
        stage.travel("2020-05-04T07:00:00Z");
        let start = AdvanceSession { id: cluster.id, expected_version: cluster.version, verb: SessionVerb::Start };
        assert_eq!(refused(&advance_session(&stage.organiser().await, start).await), Some(RefusalCode::TooFew));
        stage.travel("2020-04-20T07:00:00Z");
        stage.register(&cluster, &stage.people(homes[2], 1).await).await.unwrap();
        stage.travel("2020-05-04T07:00:00Z");
        advance_session(&stage.organiser().await, start).await.unwrap();
    }
}
