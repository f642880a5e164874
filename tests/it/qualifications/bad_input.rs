//! Input that people and programs get wrong: a typed error, and nothing changed.

use super::stage::plan as stage_plan;
use acceptance::{Scene, Site, Who, global, on_both_engines};
use application::qualifications::{
    AdvanceSession, CreateSession, SessionFilter, advance_session, count_sessions, create_session,
};
use domain::access::{Actor, Role};
use domain::qualifications::{CourseKind, CourseSession, SessionVerb};
use serde_json::{Value, json};
use uuid::Uuid;

const CREATE: &str = include_str!("../../../schema/operations/CreateCourseSession.graphql");
const UPDATE: &str = "mutation($input: UpdateCourseSessionInput!) {
    updateCourseSession(input: $input) { session { version start end } errors { code path } } }";
const REGISTER: &str = "mutation($input: RegisterInput!) {
    register(input: $input) { registrations { id state } errors { code path } } }";
const FORMAT: &str = include_str!("../../../schema/operations/ChangeSessionFormat.graphql");
const CANCEL: &str = "mutation($input: EndCourseSessionInput!) {
    cancelCourseSession(input: $input) { session { id } errors { code path } } }";
const SEEN: &str = "query($id: ID!) { courseSession(id: $id) { version state format start end
    seats { room online } seatsPerMunicipality seatsTaken } }";
const ORGANISER: Who = Who::Member(Role::TransferagenturStaff, "transferagentur");

/// What is said about a session, with some of it said otherwise.
fn plan(other: &Value) -> Value {
    let mut plan = json!({
        "title": "Netzwerke verstehen",
        "start": "2020-05-04T07:00:00Z",
        "end": "2020-05-04T14:00:00Z",
        "format": "IN_PERSON",
        "location": "Münster",
        "seats": {"room": 2, "online": 0},
    });
    for (field, value) in other.as_object().unwrap() {
        plan[field] = value.clone();
    }
    plan
}

/// A session of the Transferagentur with two seats, whose registration is open.
async fn opened(scene: &Scene) -> CourseSession {
    let call = scene.world().call(Actor::System);
    let (host, kind) = (Some(scene.cast().transferagentur), Some(CourseKind::Exchange));
    let input = CreateSession { host, series: None, module: None, kind, plan: stage_plan() };
    let mut session = create_session(&call, input).await.unwrap();
    for verb in [SessionVerb::Publish, SessionVerb::OpenRegistration] {
        let step = AdvanceSession { id: session.id, expected_version: session.version, verb };
        session = advance_session(&call, step).await.unwrap();
    }
    session
}

/// What everybody sees of it.
async fn seen(scene: &Scene, session: &CourseSession) -> Value {
    scene.get(ORGANISER, SEEN, json!({"id": global(session.id)})).await
}

async fn sessions(scene: &Scene) -> u64 {
    count_sessions(&scene.world().call(Actor::System), &SessionFilter::default()).await.unwrap()
}

on_both_engines! {
    async fn a_session_that_makes_no_sense_is_refused_with_its_reasons(scene: Scene) {
        let host = global(scene.cast().transferagentur);
        let refused = async |other: Value| {
            let input = json!({"hostId": host, "kind": "EXCHANGE", "plan": plan(&other)});
            scene.refusals(ORGANISER, CREATE, input).await
        };
        let (long, longer) = ("x".repeat(201), "x".repeat(10_001));
        let unknown = global(domain::shared::OrganisationId::from(Uuid::from_u128(7)));
        for (other, expected) in [
            (json!({"end": "2020-05-04T07:00:00Z"}), "END_BEFORE_START plan.end"),
            (json!({"end": "2020-07-04T07:00:00Z"}), "OUT_OF_RANGE plan.end"),
            (json!({"start": "1999-12-31T07:00:00Z"}), "OUT_OF_RANGE plan.start"),
            (json!({"deadline": "2020-05-05T07:00:00Z"}), "OUT_OF_RANGE plan.deadline"),
            (json!({"title": long}), "TOO_LONG plan.title"),
            (json!({"title": " \n "}), "REQUIRED plan.title"),
            (json!({"title": "Glocke\u{7}"}), "CONTROL_CHARACTERS plan.title"),
            (json!({"description": longer}), "TOO_LONG plan.description"),
            (json!({"location": long}), "TOO_LONG plan.location"),
            (json!({"accessibility": longer}), "TOO_LONG plan.accessibility"),
            (json!({"onlineLink": "javascript:alert(1)"}), "INVALID_URL plan.onlineLink"),
            (json!({"seats": {"room": 0, "online": 0}}), "OUT_OF_RANGE plan.seats"),
            (json!({"reminders": [{"anchor": "START", "minutes": 86_401}]}), "OUT_OF_RANGE plan.reminders.0.minutes"),
            (json!({"materials": [{"title": "Folien", "address": "file:///etc"}]}), "INVALID_URL plan.materials.0.address"),
            (json!({"coHostIds": [unknown]}), "NOT_FOUND plan.coHostIds.0"),
        ] {
            assert_eq!(refused(other.clone()).await, [expected], "{other}");
        }
        assert_eq!(sessions(&scene).await, 0);
    }

    async fn days_and_hours_that_are_special_are_taken_for_what_they_are(scene: Scene) {
        let host = global(scene.cast().transferagentur);
        // A leap day; the night in which an hour is left out; both of the hours that exist twice.
        for (start, end, minutes) in [
            ("2024-02-29T08:00:00+01:00", "2024-02-29T09:00:00+01:00", 60),
            ("2020-03-29T01:30:00+01:00", "2020-03-29T03:30:00+02:00", 60),
            ("2020-10-25T02:30:00+02:00", "2020-10-25T02:30:00+01:00", 60),
            ("2020-10-25T02:10:00+01:00", "2020-10-25T02:50:00+01:00", 40),
        ] {
            let plan = plan(&json!({"start": start, "end": end}));
            let made = scene.change(ORGANISER, CREATE, json!({"hostId": host, "kind": "EXCHANGE", "plan": plan})).await;
            let id = json!({"id": made["id"]});
            let document = "query($id: ID!) { courseSession(id: $id) { start end } }";
            let seen = scene.get(ORGANISER, document, id).await;
            let at = |key: &str| domain::shared::Timestamp::parse(seen[key].as_str().unwrap()).unwrap();
            assert_eq!((at("end").as_seconds() - at("start").as_seconds()) / 60, minutes, "{start}");
        }
        // There is no 29 February in this year, and no hour 25.
        for start in ["2021-02-29T08:00:00+01:00", "2020-05-04T25:00:00Z", "2020-05-04T07:00:00", "heute"] {
            let input = json!({"hostId": host, "kind": "EXCHANGE", "plan": plan(&json!({"start": start}))});
            let answer = scene.ask(ORGANISER, CREATE, json!({"input": input})).await;
            assert!(answer["data"].is_null() && answer["errors"][0]["message"].is_string(), "{start}: {answer}");
        }
        assert_eq!(sessions(&scene).await, 4);
    }

    async fn foreign_and_made_up_ids_do_not_exist(scene: Scene) {
        let call = scene.world().call(Actor::System);
        let host = Some(scene.cast().hamm.office);
        let kind = Some(CourseKind::Exchange);
        let input = CreateSession { host, series: None, module: None, kind, plan: stage_plan() };
        let foreign = create_session(&call, input).await.unwrap();
        let made_up = domain::shared::CourseSessionId::from(Uuid::from_u128(9));
        let own = global(scene.cast().member(Role::OfficeLead, "remscheid").person);
        let stranger = global(scene.cast().member(Role::OfficeStaff, "hamm").person);
        for id in [global(foreign.id), global(made_up)] {
            let change = json!({"id": id, "expectedVersion": 1, "plan": plan(&json!({}))});
            assert_eq!(scene.refusals(Who::LEAD, UPDATE, change).await, ["NOT_FOUND id"]);
            let person = json!({"personId": own, "targetGroup": "OTHER"});
            let input = json!({"sessionId": id, "people": [person]});
            assert_eq!(scene.refusals(Who::LEAD, REGISTER, input).await, ["NOT_FOUND sessionId"]);
        }
        // The id of a person where one of a session belongs, and what is no id at all.
        for id in [own.clone(), "nonsense".to_owned()] {
            let input = json!({"input": {"sessionId": id, "people": [{"personId": own, "targetGroup": "OTHER"}]}});
            let answer = scene.ask(Who::LEAD, REGISTER, input).await;
            let payload = &answer["data"]["register"]["errors"][0]["code"];
            assert!(payload == "NOT_FOUND" || answer["errors"][0]["message"].is_string(), "{answer}");
            assert!(!answer.to_string().contains("INTERNAL"), "{answer}");
        }
        let publish = "mutation($input: CourseSessionStepInput!) {
            publishCourseSession(input: $input) { session { id version } errors { code } } }";
        let step = json!({"id": global(foreign.id), "expectedVersion": 1});
        let published = scene.change(Who::FOREIGN, publish, step).await;
        let open = publish.replace("publishCourseSession", "openRegistration");
        scene.change(Who::FOREIGN, &open, json!({"id": published["id"], "expectedVersion": published["version"]})).await;
        let input = json!({"sessionId": published["id"], "people": [{"personId": stranger, "targetGroup": "OTHER"}]});
        assert_eq!(scene.refusals(Who::LEAD, REGISTER, input).await, ["NOT_FOUND people.0.personId"]);
    }

    async fn seats_that_are_taken_are_not_taken_away(scene: Scene) {
        let session = opened(&scene).await;
        let person = |role| json!({"personId": global(scene.cast().member(role, "remscheid").person), "targetGroup": "OTHER"});
        let people = json!([person(Role::OfficeLead), person(Role::OfficeStaff)]);
        let registered = scene.get(Who::LEAD, REGISTER, json!({"input": {"sessionId": global(session.id), "people": people}}));
        let registered = registered.await["registrations"].clone();
        assert!(registered.as_array().unwrap().iter().all(|it| it["state"] == "CONFIRMED"), "{registered}");
        let before = seen(&scene, &session).await;
        assert_eq!(before["seatsTaken"], 2, "{before}");
        for (other, expected) in [
            (json!({"seats": {"room": 1, "online": 0}}), "CAPACITY_BELOW_CONFIRMED plan.seats"),
            (json!({"quotas": [{"group": "OTHER", "seats": 1}]}), "CAPACITY_BELOW_CONFIRMED plan.seats"),
            (json!({"seatsPerMunicipality": 1}), "CAPACITY_BELOW_CONFIRMED plan.seats"),
        ] {
            let plan = plan(&other);
            let change = json!({"id": global(session.id), "expectedVersion": session.version, "plan": plan});
            assert_eq!(scene.refusals(ORGANISER, UPDATE, change).await, [expected], "{other}");
        }
        let change = json!({
            "id": global(session.id), "expectedVersion": session.version, "format": "DIGITAL",
            "seats": {"room": 0, "online": 1}, "onlineLink": "https://video.example/a", "reason": "Krankheit.",
        });
        assert_eq!(scene.refusals(ORGANISER, FORMAT, change).await, ["CAPACITY_BELOW_CONFIRMED seats"]);
        assert_eq!(seen(&scene, &session).await, before, "nothing has changed");
    }

    async fn a_registration_that_says_too_much_or_the_wrong_thing_is_refused_with_its_place(scene: Scene) {
        let session = opened(&scene).await;
        let own = global(scene.cast().member(Role::OfficeLead, "remscheid").person);
        let before = seen(&scene, &session).await;
        let longer = "x".repeat(10_001);
        for (other, expected) in [
            (json!({"needs": longer}), "TOO_LONG people.0.needs"),
            (json!({"needs": "vegan\u{7}"}), "CONTROL_CHARACTERS people.0.needs"),
            (json!({"answers": [{"key": "hobby", "values": ["Schach"]}]}), "NOT_FOUND people.0.answers.0.key"),
        ] {
            let mut person = json!({"personId": own, "targetGroup": "OTHER"});
            person.as_object_mut().unwrap().extend(other.as_object().unwrap().clone());
            let input = json!({"sessionId": global(session.id), "people": [person]});
            assert_eq!(scene.refusals(Who::LEAD, REGISTER, input).await, [expected]);
        }
        let twice = json!({"personId": own, "targetGroup": "OTHER"});
        let input = json!({"sessionId": global(session.id), "people": [twice, twice]});
        assert_eq!(scene.refusals(Who::LEAD, REGISTER, input).await, ["DUPLICATE people.1.personId"]);
        let reason = json!({"id": global(session.id), "expectedVersion": session.version, "reason": "x".repeat(10_001)});
        assert_eq!(scene.refusals(ORGANISER, CANCEL, reason).await, ["TOO_LONG reason"]);
        assert_eq!(seen(&scene, &session).await, before, "nothing has changed");
    }

    async fn a_registration_that_arrives_twice_is_made_once(scene: Scene) {
        let session = opened(&scene).await;
        let own = global(scene.cast().member(Role::OfficeLead, "remscheid").person);
        let input = json!({"sessionId": global(session.id), "people": [{"personId": own, "targetGroup": "OTHER"}]});
        let body = json!({"query": REGISTER, "variables": {"input": input}});
        let token = scene.cast().token(scene.world(), Role::OfficeLead, "remscheid").await;
        let post = async || Site::answer(scene.site().post(&body).bearer_auth(&token).header("idempotency-key", "r-1")).await;
        let (first, second) = (post().await, post().await);
        assert_eq!(first["data"]["register"]["registrations"][0]["state"], "CONFIRMED", "{first}");
        assert_eq!(first["data"], second["data"]);
        let other = json!({"query": REGISTER, "variables": {"input": {"sessionId": global(session.id), "people": []}}});
        let request = scene.site().post(&other).bearer_auth(&token).header("idempotency-key", "r-1");
        let mismatch = Site::answer(request).await;
        assert!(mismatch.to_string().contains("IDEMPOTENCY_MISMATCH"), "{mismatch}");
    }
}
