//! Evaluations in the matrix.

use super::case::Case;
use super::prove;
use super::seat::Seat;
use super::target::{Made, Target, global, person};
use crate::qualifications::evaluated;
use acceptance::{World, on_both_engines};
use application::Call;
use application::qualifications::{CreateEvaluation, create_evaluation};
use domain::access::Action;
use domain::organisations::Organisation;
use domain::qualifications::{
    AttendanceMode, CourseKind, CourseSession, Evaluation, EvaluationQuestionDraft, EvaluationQuestionKind,
    SessionVerb, WordingDraft,
};

pub(super) const CASES: &[Case] = &[
    Case {
        field: "createEvaluation",
        document: "mutation($input: CreateEvaluationInput!) { createEvaluation(input: $input) { errors { code } } }",
        variables: r#"{"input": {"sessionId": "$session",
                       "questions": [{"key": "lob", "german": "Was war gut?", "kind": "TEXT"}]}}"#,
        target: Target::CourseSession,
        found_by: Some(Action::SeriesPlan),
        refusals: &[],
    },
    Case {
        field: "updateEvaluation",
        document: "mutation($input: UpdateEvaluationInput!) { updateEvaluation(input: $input) { errors { code } } }",
        variables: r#"{"input": {"id": "$evaluation", "expectedVersion": 1,
                       "questions": [{"key": "lob", "german": "Was war gut?", "kind": "TEXT"}]}}"#,
        target: Target::Evaluation,
        found_by: Some(Action::SeriesPlan),
        refusals: &[],
    },
    Case {
        field: "closeEvaluation",
        document: "mutation($input: CourseSessionStepInput!) { closeEvaluation(input: $input) { errors { code } } }",
        variables: r#"{"input": {"id": "$session", "expectedVersion": "$sessionVersion"}}"#,
        target: Target::CourseSession,
        found_by: Some(Action::SeriesPlan),
        refusals: &["WRONG_STATE"],
    },
    Case {
        field: "answerEvaluation",
        document: "mutation($input: AnswerEvaluationInput!) { answerEvaluation(input: $input) { errors { code } } }",
        variables: r#"{"input": {"evaluationId": "$evaluation", "answers": [{"key": "lob", "text": "Die Ruhe."}]}}"#,
        target: Target::OwnEvaluation,
        found_by: None,
        refusals: &[],
    },
    Case {
        field: "myEvaluations",
        document: "{ myEvaluations { id } }",
        variables: "{}",
        target: Target::Oneself,
        found_by: None,
        refusals: &[],
    },
    Case {
        field: "evaluationResults",
        document: "query($id: ID!) { evaluationResults(evaluationId: $id) { asked } }",
        variables: r#"{"id": "$evaluation"}"#,
        target: Target::Evaluation,
        found_by: Some(Action::EvaluationRead),
        refusals: &[],
    },
    Case {
        field: "reachReport",
        document: "query($filter: ReachReportFilter!) { reachReport(filter: $filter) { municipalities } }",
        variables: r#"{"filter": {"schoolYear": "2019/20"}}"#,
        target: Target::Nothing,
        found_by: None,
        refusals: &[],
    },
];

/// The form of an evaluation of a session.
pub(super) async fn drafted(call: &Call, session: &CourseSession) -> Evaluation {
    let question = EvaluationQuestionDraft {
        key: "lob".to_owned(),
        wording: WordingDraft { german: "Was war gut?".to_owned(), english: None },
        kind: EvaluationQuestionKind::Text,
        options: Vec::new(),
        required: true,
    };
    let input = CreateEvaluation { session: session.id, questions: vec![question], breakdown: None };
    create_evaluation(call, input).await.unwrap()
}

/// An open evaluation that asks the one who asks, if it is a person, and five others.
pub(super) async fn asking(world: &World, call: &Call, seat: &Seat, home: &Organisation, made: &mut Made) {
    let mut people = Vec::new();
    for _ in 0..5 {
        people.push((person(call, home.id).await.id, AttendanceMode::Room));
    }
    people.extend(seat.member.as_ref().map(|member| (member.person, AttendanceMode::Online)));
    let session = evaluated::held(world, (home.id, CourseKind::CommunityCall), &people).await;
    let evaluation = drafted(call, &session).await;
    evaluated::step(&world.call(domain::access::Actor::System), session, SessionVerb::OpenEvaluation).await;
    made.names.push(("evaluation", global(evaluation.id)));
}

on_both_engines! {
    async fn evaluations(world: World) {
        prove(world, "evaluations", CASES).await;
    }
}
