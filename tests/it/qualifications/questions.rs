//! Questions on registration, over HTTP: set, asked, answered, and seen by the organiser alone.

use super::stage::{Stage, plan};
use acceptance::{Scene, Who, global, on_both_engines};
use application::qualifications::{CreateSession, create_session};
use domain::access::{Actor, Role};
use domain::qualifications::{CourseKind, CourseSession, SessionVerb};
use serde_json::{Value, json};

const SET: &str = include_str!("../../../schema/operations/SetSessionQuestions.graphql");
const REGISTER: &str = "mutation($input: RegisterInput!) {
    register(input: $input) { registrations { id } errors { code path } } }";
const ANSWERS: &str = "query($id: ID!) { node(id: $id) { ... on Registration { answers { key values } } } }";
const ORGANISER: Who = Who::Member(Role::TransferagenturStaff, "transferagentur");

/// A session whose registration is open, with questions where there are any.
async fn open(scene: &Scene, questions: Value) -> CourseSession {
    let call = scene.world().call(Actor::System);
    let host = Some(scene.cast().transferagentur);
    let kind = Some(CourseKind::Exchange);
    let input = CreateSession { host, series: None, module: None, kind, plan: plan() };
    let draft = create_session(&call, input).await.unwrap();
    let asked = json!({"id": global(draft.id), "expectedVersion": draft.version, "questions": questions});
    let set = scene.change(ORGANISER, SET, asked).await;
    assert_eq!(set["version"], 2);
    let mut session = application::qualifications::find_session(&call, draft.id).await.unwrap().unwrap();
    for verb in [SessionVerb::Publish, SessionVerb::OpenRegistration] {
        let step =
            application::qualifications::AdvanceSession { id: session.id, expected_version: session.version, verb };
        session = application::qualifications::advance_session(&call, step).await.unwrap();
    }
    session
}

fn form() -> Value {
    json!([
        {"key": "anreise", "label": "Wie reisen Sie an?", "kind": "CHOICE", "options": ["Bahn", "Auto"], "required": true},
        {"key": "kennzeichen", "label": "Ihr Kennzeichen?", "kind": "TEXT", "required": true,
         "showIf": {"key": "anreise", "value": "Auto"}},
        {"key": "themen", "label": "Ihre Themen?", "kind": "MULTIPLE", "options": ["Daten, Zahlen", "Netze"]},
        {"key": "gaeste", "label": "Wie viele Gäste?", "kind": "NUMBER", "min": 0, "max": 3},
        {"key": "neu", "label": "Sind Sie neu?", "kind": "YES_NO"},
    ])
}

fn registration(scene: &Scene, session: &CourseSession, answers: &Value) -> Value {
    let person = global(scene.cast().member(Role::OfficeStaff, "remscheid").person);
    let person = json!({"personId": person, "targetGroup": "EDUCATION_OFFICE", "answers": answers});
    json!({"sessionId": global(session.id), "people": [person]})
}

on_both_engines! {
    async fn questions_are_asked_answered_and_seen_by_the_organiser_alone(scene: Scene) {
        let session = open(&scene, form()).await;
        let refusals = async |answers: Value| {
            scene.refusals(Who::STAFF, REGISTER, registration(&scene, &session, &answers)).await
        };
        let train = json!({"key": "anreise", "values": ["Bahn"]});
        assert_eq!(refusals(json!([])).await, ["REQUIRED people.0.answers.anreise"]);
        let unknown = json!([train, {"key": "hobby", "values": ["x"]}]);
        assert_eq!(refusals(unknown).await, ["NOT_FOUND people.0.answers.1.key"]);
        let hidden = json!([train, {"key": "kennzeichen", "values": ["MS-AB 1"]}]);
        assert_eq!(refusals(hidden).await, ["INVALID people.0.answers.1.key"]);
        let wrong = json!([train, {"key": "gaeste", "values": ["4"]}, {"key": "neu", "values": ["vielleicht"]}]);
        let expected = ["OUT_OF_RANGE people.0.answers.1.values", "INVALID people.0.answers.2.values.0"];
        assert_eq!(refusals(wrong).await, expected);
        let long = json!([{"key": "anreise", "values": ["Auto"]}, {"key": "kennzeichen", "values": ["x".repeat(10_001)]}]);
        assert_eq!(refusals(long).await, ["TOO_LONG people.0.answers.1.values"]);

        let good = json!([
            {"key": "themen", "values": ["Netze", "Daten, Zahlen"]},
            {"key": "kennzeichen", "values": ["MS-AB 1\nzweite Zeile"]},
            {"key": "anreise", "values": ["Auto"]},
        ]);
        let document = "mutation($input: RegisterInput!) {
            register(input: $input) { registrations { id } errors { code path } } }";
        let done = scene.get(Who::STAFF, document, json!({"input": registration(&scene, &session, &good)})).await;
        let id = json!({"id": done["registrations"][0]["id"]});
        let seen = scene.get(ORGANISER, ANSWERS, id.clone()).await;
        let expected = json!([
            {"key": "anreise", "values": ["Auto"]},
            {"key": "kennzeichen", "values": ["MS-AB 1\nzweite Zeile"]},
            {"key": "themen", "values": ["Netze", "Daten, Zahlen"]},
        ]);
        assert_eq!(seen["answers"], expected);
        // The lead of the office organises sessions too, but not this one: the registration is seen, its answers are not.
        assert_eq!(scene.get(Who::LEAD, ANSWERS, id).await, json!({"answers": null}));

        // Once somebody has answered, the questions stay.
        let now = application::qualifications::find_session(&scene.world().call(Actor::System), session.id).await;
        let version = now.unwrap().unwrap().version;
        let again = json!({"id": global(session.id), "expectedVersion": version, "questions": []});
        assert_eq!(scene.refusals(ORGANISER, SET, again).await, ["IN_USE questions"]);
    }

    async fn a_form_that_makes_no_sense_is_refused(scene: Scene) {
        let session = open(&scene, json!([])).await;
        let set = async |questions: Value| {
            let input = json!({"id": global(session.id), "expectedVersion": session.version, "questions": questions});
            scene.refusals(ORGANISER, SET, input).await
        };
        let question = |key: &str| json!({"key": key, "label": "Frage", "kind": "TEXT"});
        assert_eq!(set(json!([question("a"), question("a")])).await, ["DUPLICATE questions.1.key"]);
        assert_eq!(set(json!([question("a b")])).await, ["INVALID questions.0.key"]);
        let circle = json!([{"key": "a", "label": "Frage", "kind": "YES_NO", "showIf": {"key": "a", "value": "YES"}}]);
        assert_eq!(set(circle).await, ["INVALID questions.0.showIf.key"]);
        let many: Vec<Value> = (0..41).map(|number| question(&format!("q{number}"))).collect();
        assert_eq!(set(json!(many)).await, ["TOO_MANY questions"]);
    }

    async fn the_questions_of_a_module_are_asked_by_all_of_its_sessions(world: acceptance::World) {
        let stage = Stage::set(world).await;
        let organiser = stage.organiser().await;
        let series = stage.series().await;
        let module = domain::qualifications::ModuleDraft {
            title: "Modul 1".to_owned(),
            description: None,
            minutes: 60,
            mandatory: true,
            prerequisites: [].into(),
        };
        let module = application::qualifications::AddModule { series: series.id, plan: module };
        let module = application::qualifications::add_module(&organiser, module).await.unwrap();
        let question = |key: &str| domain::qualifications::QuestionDraft {
            key: key.to_owned(),
            label: "Frage".to_owned(),
            help: None,
            kind: domain::qualifications::QuestionKind::Text,
            options: Vec::new(),
            required: false,
            show_if: None,
            min: None,
            max: None,
        };
        let input = application::qualifications::SetQuestions {
            id: module.id,
            expected_version: module.version,
            questions: vec![question("vorwissen")],
        };
        application::qualifications::set_module_questions(&organiser, input).await.unwrap();
        let (series, module) = (Some(series.id), Some(module.id));
        let session = stage.open_as(CreateSession { host: None, series, module, kind: None, plan: plan() }).await;
        let input = application::qualifications::SetQuestions {
            id: session.id,
            expected_version: session.version,
            questions: vec![question("essen")],
        };
        let session = application::qualifications::set_session_questions(&organiser, input).await.unwrap();
        let forms = application::qualifications::list_questions(&organiser, std::slice::from_ref(&session)).await.unwrap();
        let keys: Vec<&str> = forms[&session.id].iter().map(|question| question.key.as_str()).collect();
        assert_eq!(keys, ["vorwissen", "essen"]);
    }
}
