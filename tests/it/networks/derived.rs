//! Ties that follow from records: the same basis for everybody, and for each reader what they may know of it.

use super::{END, PARTNER, change_of, found, join, person, profile, uuid_of};
use acceptance::{Scene, Who, global, on_both_engines};
use application::networks::{AddMember, add_member};
use application::qualifications::{
    AdvanceSession, CreateSession, RecordAttendance, Register, RegisterPerson, advance_session, create_session,
    find_session, record_attendance, register,
};
use domain::access::{Actor, Role};
use domain::networks::{MemberRole, MembershipState};
use domain::qualifications::{
    AttendanceStatus, CourseFormat, CourseKind, Entitlement, Mark, Seats, SessionDraft, SessionVerb, TargetGroup,
};
use domain::shared::{OrganisationId, Timestamp};
use serde_json::{Value, json};

const ANALYSE: &str = include_str!("../../../schema/operations/AnalyseNetwork.graphql");
const RECORD: &str = include_str!("../../../schema/operations/RecordNetworkContacts.graphql");
const UPDATE_ORGANISATION: &str = include_str!("../../../schema/operations/UpdateOrganisation.graphql");
const READ: &str = "query($id: ID!) { networkAnalysis(id: $id) { hash kinds figures { nodes ties } nodes { label degree } \
                    ties { kind weight directed } edges: file(format: EDGES_CSV) picture: file(format: SVG) } }";
const COMPARE: &str = "query($earlier: ID!, $later: ID!) { compareNetworkAnalyses(earlierId: $earlier, laterId: $later) { \
                       figures { name earlier later } } }";

const MUNICIPALITY: Who = Who::Member(Role::MunicipalityLead, "remscheid");

/// A network of three: the municipality, its office and the partner, who all have somebody who speaks for them.
async fn of_three(scene: &Scene) -> Value {
    let network = found(scene, "Netz", json!({})).await;
    let cast = scene.cast();
    join(scene, &network, global(cast.remscheid.municipality), Some(person(scene, MUNICIPALITY))).await;
    join(scene, &network, global(cast.remscheid.office), Some(person(scene, Who::LEAD))).await;
    join(scene, &network, global(cast.partner), Some(person(scene, PARTNER))).await;
    network
}

async fn analysed(scene: &Scene, who: Who, network: &Value, kinds: &[&str]) -> Value {
    scene.change(who, ANALYSE, json!({"networkId": network["id"], "kinds": kinds})).await
}

async fn read(scene: &Scene, who: Who, analysis: &Value) -> Value {
    scene.get(who, READ, json!({"id": analysis["id"]})).await
}

async fn contact(scene: &Scene, network: &Value, at: &str) {
    let input = json!({"networkId": network["id"], "partnerIds": [global(scene.cast().partner)], "channel": "PHONE",
                       "direction": "OUTGOING", "summary": "Gefragt", "at": at});
    let made = scene.get(Who::STAFF, RECORD, json!({"input": input})).await;
    assert_eq!(made["errors"], json!([]), "{made}");
}

/// A network of the office in Hamm: those two are members of it.
async fn elsewhere(scene: &Scene, members: [OrganisationId; 2]) -> Value {
    let input = json!({
        "organisationId": global(scene.cast().hamm.office), "foundedOn": "2020-01-01",
        "coordinatorId": person(scene, Who::Member(Role::OfficeStaff, "hamm")),
        "profile": profile("Anderswo", json!({"territoryKeys": ["05915"]})),
    });
    let network = scene.change(Who::FOREIGN, super::CREATE, input).await;
    let system = scene.world().call(Actor::System);
    for organisation in members {
        let member = AddMember {
            network: uuid_of(&network["id"]).into(),
            organisation,
            contact_person: (organisation == scene.cast().partner)
                .then(|| scene.cast().member(Role::Partner, "stiftung").person),
            role: MemberRole::Partner,
            commitment: None,
            state: MembershipState::Active,
            since: Some("2020-01-01".parse().unwrap()),
        };
        add_member(&system, member).await.unwrap();
    }
    network
}

fn at(text: &str) -> Timestamp {
    Timestamp::parse(text).unwrap()
}

/// A session in May that people of the partner and of the office attend; of the municipality's person it is not told.
async fn attended(scene: &Scene) {
    let system = scene.world().call(Actor::System);
    let (start, end) = (at("2020-05-04T07:00:00Z"), at("2020-05-04T14:00:00Z"));
    let plan = SessionDraft {
        location: Some("Münster".to_owned()),
        entitlement: Some(Entitlement::Public),
        ..SessionDraft::new("Austausch", start, end, CourseFormat::InPerson, Seats { room: 20, online: 0 })
    };
    let host = Some(scene.cast().transferagentur);
    let kind = Some(CourseKind::Exchange);
    let mut session =
        create_session(&system, CreateSession { host, series: None, module: None, kind, plan }).await.unwrap();
    for verb in [SessionVerb::Publish, SessionVerb::OpenRegistration] {
        let step = AdvanceSession { id: session.id, expected_version: session.version, verb };
        session = advance_session(&system, step).await.unwrap();
    }
    let people = [(PARTNER, true), (Who::LEAD, true), (MUNICIPALITY, false)].map(|(who, shares_name)| {
        let Who::Member(role, place) = who else { unreachable!("everybody has an account") };
        let person = scene.cast().member(role, place).person;
        RegisterPerson { shares_name, ..RegisterPerson::new(person, TargetGroup::EducationOffice) }
    });
    let registered = register(&system, Register { session: session.id, people: people.into() }).await.unwrap();
    scene.world().clock().advance(at("2020-05-04T15:00:00Z").as_seconds() - system.now().as_seconds());
    for verb in [SessionVerb::Start, SessionVerb::Finish] {
        let session = find_session(&system, session.id).await.unwrap().unwrap();
        let step = AdvanceSession { id: session.id, expected_version: session.version, verb };
        advance_session(&system, step).await.unwrap();
    }
    let mark = |registration| Mark {
        registration,
        status: AttendanceStatus::Present,
        minutes: None,
        marked_at: at("2020-05-04T14:00:00Z"),
    };
    let marks = registered.iter().map(|registration| mark(registration.id)).collect();
    record_attendance(&system, RecordAttendance { session: session.id, marks, reason: None }).await.unwrap();
}

on_both_engines! {
    async fn contacts_are_ties_for_the_team_alone(scene: Scene) {
        let network = of_three(&scene).await;
        contact(&scene, &network, "2020-03-01T08:00:00Z").await;
        contact(&scene, &network, "2020-03-02T08:00:00Z").await;
        let variables = json!({"input": {"networkId": network["id"], "kinds": ["CONTACT"]}});
        assert_eq!(scene.denial(Who::LEAD, ANALYSE, variables).await, "FORBIDDEN contact:read");
        let made = analysed(&scene, Who::STAFF, &network, &["CONTACT"]).await;
        let own = read(&scene, Who::STAFF, &made).await;
        assert_eq!(own["ties"], json!([{"kind": "CONTACT", "weight": 2, "directed": false}]));
        assert_eq!(own["hash"], made["hash"]);
        // A lead whose office keeps the network, and the partner itself: nodes, but no contact and no trace of one.
        for who in [Who::LEAD, PARTNER] {
            let other = read(&scene, who, &made).await;
            assert_eq!((&other["figures"], &other["ties"]), (&json!({"nodes": 3, "ties": 0}), &json!([])), "{who:?}");
            assert_ne!(other["hash"], made["hash"]);
            assert_eq!(other["edges"].as_str().unwrap().lines().count(), 1);
            assert!(!other["picture"].as_str().unwrap().contains("<line"), "{who:?}");
        }
        // Nor is there one in the difference of two days.
        contact(&scene, &network, "2020-03-03T07:00:00Z").await;
        let later = analysed(&scene, Who::STAFF, &network, &["CONTACT"]).await;
        let days = json!({"earlier": made["id"], "later": later["id"]});
        let figures = scene.get(Who::LEAD, COMPARE, days).await["figures"].clone();
        let changed = |figure: &Value| figure["earlier"] != figure["later"];
        assert!(!figures.as_array().unwrap().iter().any(changed), "{figures}");
        assert_eq!(read(&scene, Who::LEAD, &made).await["hash"], read(&scene, Who::LEAD, &later).await["hash"]);
        assert_ne!(read(&scene, Who::STAFF, &later).await["hash"], made["hash"]);
    }

    async fn contacts_count_for_a_year(scene: Scene) {
        let network = of_three(&scene).await;
        contact(&scene, &network, "2019-03-03T22:59:59Z").await;
        contact(&scene, &network, "2019-03-03T23:00:00Z").await;
        let made = analysed(&scene, Who::STAFF, &network, &["CONTACT"]).await;
        assert_eq!(read(&scene, Who::STAFF, &made).await["ties"][0]["weight"], 1);
    }

    async fn networks_that_a_reader_does_not_see_tie_nobody_for_them(scene: Scene) {
        let network = of_three(&scene).await;
        let cast = scene.cast();
        let hidden = elsewhere(&scene, [cast.remscheid.municipality, cast.partner]).await;
        let own = found(&scene, "Zweites", json!({})).await;
        join(&scene, &own, global(cast.remscheid.municipality), None).await;
        join(&scene, &own, global(cast.partner), None).await;
        let made = analysed(&scene, Who::LEAD, &network, &["CO_MEMBERSHIP"]).await;
        let weight = async |who| read(&scene, who, &made).await["ties"].clone();
        let tied = |weight: i64| json!([{"kind": "CO_MEMBERSHIP", "weight": weight, "directed": false}]);
        // The lead sees the second network of the office, the partner only the one in Hamm to which they belong too.
        assert_eq!(weight(Who::LEAD).await, tied(1));
        assert_eq!(weight(PARTNER).await, tied(1));
        assert_ne!(read(&scene, Who::LEAD, &made).await["hash"], json!(null));
        let outsider = Who::Member(Role::OfficeStaff, "hamm");
        assert!(read(&scene, outsider, &made).await.is_null());
        // Whoever asks, the basis is the same: the staff gets what the lead gets.
        let again = analysed(&scene, Who::STAFF, &network, &["CO_MEMBERSHIP"]).await;
        assert_eq!(again["hash"], made["hash"]);
        assert_eq!(read(&scene, PARTNER, &again).await["hash"], read(&scene, PARTNER, &made).await["hash"]);
        let members = "query($id: ID!) { networkMembers(filter: {networkId: $id}) { nodes { id version state organisation { id } } } }";
        let rows = scene.get(Who::FOREIGN, members, json!({"id": hidden["id"]})).await["nodes"].clone();
        let partner = global(cast.partner);
        let row = rows.as_array().unwrap().iter().find(|row| row["organisation"]["id"] == json!(partner)).unwrap().clone();
        scene.change(Who::FOREIGN, END, change_of(&row, json!({}))).await;
        let after = analysed(&scene, Who::LEAD, &network, &["CO_MEMBERSHIP"]).await;
        assert_eq!(read(&scene, PARTNER, &after).await["ties"], json!([]));
        assert_eq!(read(&scene, Who::LEAD, &after).await["ties"], tied(1));
    }

    async fn people_at_the_same_session_tie_their_organisations_when_they_share_their_names(scene: Scene) {
        let network = of_three(&scene).await;
        let before = analysed(&scene, Who::LEAD, &network, &["CO_ATTENDANCE"]).await;
        attended(&scene).await;
        let made = analysed(&scene, Who::LEAD, &network, &["CO_ATTENDANCE", "CO_MEMBERSHIP"]).await;
        let found = read(&scene, Who::LEAD, &made).await;
        assert_eq!(found["ties"], json!([{"kind": "CO_ATTENDANCE", "weight": 1, "directed": false}]));
        let degrees: Vec<_> = found["nodes"].as_array().unwrap().iter().map(|node| node["degree"].as_i64().unwrap()).collect();
        assert_eq!(degrees.iter().sum::<i64>(), 2);
        // As of a day before the session nothing has changed.
        let on = json!({"networkId": network["id"], "kinds": ["CO_ATTENDANCE"], "cutOff": "2020-03-03"});
        assert_eq!(scene.change(Who::LEAD, ANALYSE, on).await["hash"], before["hash"]);
        // A year later it does not count any more.
        scene.world().clock().advance(366 * 86_400);
        let later = analysed(&scene, Who::LEAD, &network, &["CO_ATTENDANCE"]).await;
        assert_eq!(later["hash"], before["hash"]);
    }

    async fn a_day_in_the_past_has_the_names_of_that_day(scene: Scene) {
        let network = of_three(&scene).await;
        let before = analysed(&scene, Who::LEAD, &network, &["CO_MEMBERSHIP"]).await;
        scene.world().clock().advance(40 * 86_400);
        let id = global(scene.cast().remscheid.office);
        let office = "query($id: ID!) { organisation(id: $id) { id version } }";
        let office = scene.get(Who::LEAD, office, json!({"id": id})).await;
        scene.change(Who::LEAD, UPDATE_ORGANISATION, change_of(&office, json!({"name": "Neues Büro"}))).await;
        let input = json!({"networkId": network["id"], "kinds": ["CO_MEMBERSHIP"], "cutOff": "2020-03-03"});
        assert_eq!(scene.change(Who::LEAD, ANALYSE, input).await["hash"], before["hash"]);
        let now = read(&scene, Who::LEAD, &analysed(&scene, Who::LEAD, &network, &["CO_MEMBERSHIP"]).await).await;
        assert!(now["nodes"].as_array().unwrap().iter().any(|node| node["label"] == "Neues Büro"), "{now}");
    }
}
