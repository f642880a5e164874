//! Sessions that took place, and their evaluations.

use acceptance::{Scene, Who, World, global};
use application::Call;
use application::qualifications::{
    AdvanceSession, AnswerTrainer, CreateSession, RecordAttendance, Register, RegisterPerson, RequestTrainer,
    advance_session, confirm_trainer, create_session, record_attendance, register, request_trainer,
};
use domain::access::{Actor, Role};
use domain::qualifications::{
    AttendanceMode, AttendanceStatus, CourseFormat, CourseKind, CourseSession, Mark, Seats, SessionDraft, SessionVerb,
    TargetGroup,
};
use domain::shared::{OrganisationId, PersonId};
use serde_json::{Value, json};

pub(crate) const CREATE: &str = include_str!("../../../schema/operations/CreateEvaluation.graphql");
pub(crate) const UPDATE: &str = include_str!("../../../schema/operations/UpdateEvaluation.graphql");
pub(crate) const OPEN: &str = include_str!("../../../schema/operations/OpenEvaluation.graphql");
pub(crate) const ANSWER: &str = include_str!("../../../schema/operations/AnswerEvaluation.graphql");
pub(crate) const CLOSE: &str = include_str!("../../../schema/operations/CloseEvaluation.graphql");
pub(crate) const RESULTS: &str = include_str!("../../../schema/operations/EvaluationResults.graphql");
pub(crate) const MINE: &str = include_str!("../../../schema/operations/MyEvaluations.graphql");

pub(crate) const ORGANISER: Who = Who::Member(Role::TransferagenturStaff, "transferagentur");

/// Those of one city who were there in the room, or online.
pub(crate) const ROLES: [Role; 5] =
    [Role::MunicipalityLead, Role::MunicipalityStaff, Role::OfficeLead, Role::OfficeStaff, Role::Statistician];

/// Eleven people of the cast: those of Remscheid and the partner in the room, those of Hamm online.
pub(crate) fn eleven() -> Vec<(Who, AttendanceMode)> {
    let here = ROLES.map(|role| (Who::Member(role, "remscheid"), AttendanceMode::Room));
    let there = ROLES.map(|role| (Who::Member(role, "hamm"), AttendanceMode::Online));
    let partner = (Who::Member(Role::Partner, "stiftung"), AttendanceMode::Room);
    here.into_iter().chain([partner]).chain(there).collect()
}

pub(crate) fn person(scene: &Scene, who: Who) -> PersonId {
    let Who::Member(role, place) = who else { panic!("a stranger is nobody") };
    scene.cast().member(role, place).person
}

pub(crate) async fn step(call: &Call, session: CourseSession, verb: SessionVerb) -> CourseSession {
    let step = AdvanceSession { id: session.id, expected_version: session.version, verb };
    advance_session(call, step).await.unwrap()
}

/// A hybrid session of one hour that these people attended. It begins in a second, so that the clock moves by no more.
pub(crate) async fn held(
    world: &World,
    of: (OrganisationId, CourseKind),
    people: &[(PersonId, AttendanceMode)],
) -> CourseSession {
    taught(world, of, people, &[]).await
}

/// Such a session that these trainers taught.
pub(crate) async fn taught(
    world: &World,
    (host, kind): (OrganisationId, CourseKind),
    people: &[(PersonId, AttendanceMode)],
    trainers: &[PersonId],
) -> CourseSession {
    let call = world.call(Actor::System);
    let start = call.now().plus_seconds(1);
    let seats = Seats { room: 50, online: 50 };
    let plan = SessionDraft {
        deadline: Some(start),
        location: Some("Münster".to_owned()),
        ..SessionDraft::new("Austausch", start, start.plus_seconds(3_600), CourseFormat::Hybrid, seats)
    };
    let input = CreateSession { host: Some(host), series: None, module: None, kind: Some(kind), plan };
    attended(world, input, people, trainers).await
}

/// A session that these people attended in full, from its draft on, and that these trainers taught.
pub(crate) async fn attended(
    world: &World,
    input: CreateSession,
    people: &[(PersonId, AttendanceMode)],
    trainers: &[PersonId],
) -> CourseSession {
    let call = world.call(Actor::System);
    let mut session = create_session(&call, input).await.unwrap();
    for trainer in trainers {
        let ask = RequestTrainer { session: session.id, person: *trainer, topic: None, fee_agreed: false };
        let asked = request_trainer(&call, ask).await.unwrap();
        let yes = AnswerTrainer { id: asked.id, expected_version: asked.version, reason: None };
        confirm_trainer(&call, yes).await.unwrap();
    }
    for verb in [SessionVerb::Publish, SessionVerb::OpenRegistration] {
        session = step(&call, session, verb).await;
    }
    let mut registered = Vec::new();
    for (person, mode) in people {
        let guest = RegisterPerson { mode: Some(*mode), ..RegisterPerson::new(*person, TargetGroup::EducationOffice) };
        let made = register(&call, Register { session: session.id, people: vec![guest] }).await.unwrap();
        registered.extend(made);
    }
    let wait = session.plan.start.as_seconds() - call.now().as_seconds();
    world.clock().advance(wait.max(0));
    let call = world.call(Actor::System);
    session = step(&call, session, SessionVerb::Start).await;
    let (status, marked_at) = (AttendanceStatus::Present, call.now());
    let marks = registered.iter().map(|it| Mark { registration: it.id, status, minutes: None, marked_at }).collect();
    record_attendance(&call, RecordAttendance { session: session.id, marks, reason: None }).await.unwrap();
    step(&call, session, SessionVerb::Finish).await
}

/// A question of every kind.
pub(crate) fn form() -> Value {
    json!([
        {"key": "nutzen", "german": "Das bringt mir etwas.", "english": "This is of use to me.", "kind": "LIKERT5",
         "required": true},
        {"key": "schwerpunkt", "german": "Was war am besten?", "kind": "CHOICE",
         "options": [{"german": "Vortrag", "english": "Talk"}, {"german": "Austausch"}]},
        {"key": "lob", "german": "Was passte?", "kind": "MULTIPLE",
         "options": [{"german": "Tempo"}, {"german": "Ort"}, {"german": "Technik"}]},
        {"key": "weiter", "german": "Würden Sie uns empfehlen?", "kind": "RECOMMENDATION"},
        {"key": "anmerkung", "german": "Was noch?", "kind": "TEXT"},
    ])
}

/// An answer to `nutzen` and `weiter`, and perhaps a text.
pub(crate) fn answers(evaluation: &Value, number: i64, text: Option<&str>) -> Value {
    let mut all =
        vec![json!({"key": "nutzen", "numbers": [number]}), json!({"key": "weiter", "numbers": [number * 2]})];
    all.extend(text.map(|text| json!({"key": "anmerkung", "text": text})));
    json!({"evaluationId": evaluation["id"], "answers": all})
}

/// A drafted evaluation of a session of the Transferagentur that these people attended.
pub(crate) async fn drafted(
    scene: &Scene,
    people: &[(Who, AttendanceMode)],
    breakdown: Option<&str>,
) -> (CourseSession, Value) {
    let people: Vec<_> = people.iter().map(|(who, mode)| (person(scene, *who), *mode)).collect();
    let session = held(scene.world(), (scene.cast().transferagentur, CourseKind::Exchange), &people).await;
    let input = json!({"sessionId": global(session.id), "questions": form(), "breakdown": breakdown});
    let evaluation = scene.change(ORGANISER, CREATE, input).await;
    (session, evaluation)
}

/// An open evaluation of such a session.
pub(crate) async fn opened(scene: &Scene, people: &[(Who, AttendanceMode)], breakdown: Option<&str>) -> (Value, Value) {
    let (session, evaluation) = drafted(scene, people, breakdown).await;
    let input = json!({"id": global(session.id), "expectedVersion": session.version});
    (scene.change(ORGANISER, OPEN, input).await, evaluation)
}

pub(crate) async fn answer(scene: &Scene, who: Who, input: Value) {
    let payload = scene.get(who, ANSWER, json!({"input": input})).await;
    assert_eq!(payload, json!({"answered": true, "errors": []}));
}

pub(crate) async fn close(scene: &Scene, session: &Value) -> Value {
    scene.change(ORGANISER, CLOSE, json!({"id": session["id"], "expectedVersion": session["version"]})).await
}
