//! Registrations, attendance and trainers in the matrix.

use super::case::Case;
use super::prove;
use super::target::Target;
use acceptance::{World, on_both_engines};
use domain::access::Action;

pub(super) const CASES: &[Case] = &[
    Case {
        field: "registrations",
        document: "{ registrations(first: 1) { totalCount } }",
        variables: "{}",
        target: Target::Nothing,
        found_by: None,
        refusals: &[],
    },
    Case {
        field: "myRegistrations",
        document: "{ myRegistrations(first: 1) { totalCount } }",
        variables: "{}",
        target: Target::Oneself,
        found_by: None,
        refusals: &[],
    },
    Case {
        field: "myTrainerAssignments",
        document: "{ myTrainerAssignments { id } }",
        variables: "{}",
        target: Target::Oneself,
        found_by: None,
        refusals: &[],
    },
    Case {
        field: "openToMe",
        document: "{ openToMe { id } }",
        variables: "{}",
        target: Target::Oneself,
        found_by: None,
        refusals: &[],
    },
    Case {
        field: "register",
        document: "mutation($input: RegisterInput!) { register(input: $input) { errors { code } } }",
        variables: r#"{"input": {"sessionId": "$session",
                       "people": [{"personId": "$person", "targetGroup": "OTHER"}]}}"#,
        target: Target::Guest,
        found_by: Some(Action::PersonRead),
        refusals: &[],
    },
    Case {
        field: "cancelRegistration",
        document: "mutation($input: RegistrationStepInput!) { cancelRegistration(input: $input) { errors { code } } }",
        variables: r#"{"input": {"id": "$registration", "expectedVersion": "$registrationVersion"}}"#,
        target: Target::Registration,
        found_by: Some(Action::RegistrationRead),
        refusals: &[],
    },
    Case {
        field: "acceptOffer",
        document: "mutation($input: RegistrationStepInput!) { acceptOffer(input: $input) { errors { code } } }",
        variables: r#"{"input": {"id": "$registration", "expectedVersion": "$registrationVersion"}}"#,
        target: Target::Registration,
        found_by: Some(Action::RegistrationRead),
        refusals: &["WRONG_STATE"],
    },
    Case {
        field: "declineOffer",
        document: "mutation($input: RegistrationStepInput!) { declineOffer(input: $input) { errors { code } } }",
        variables: r#"{"input": {"id": "$registration", "expectedVersion": "$registrationVersion"}}"#,
        target: Target::Registration,
        found_by: Some(Action::RegistrationRead),
        refusals: &["WRONG_STATE"],
    },
    Case {
        field: "changeRegistrationDetails",
        document: "mutation($input: ChangeRegistrationDetailsInput!) {
                       changeRegistrationDetails(input: $input) { errors { code } } }",
        variables: r#"{"input": {"id": "$registration", "expectedVersion": "$registrationVersion",
                       "sharesName": true, "consents": ["PHOTO"]}}"#,
        target: Target::Registration,
        found_by: Some(Action::RegistrationRead),
        refusals: &[],
    },
    Case {
        field: "revokeRegistration",
        document: "mutation($input: RefuseRegistrationInput!) { revokeRegistration(input: $input) { errors { code } } }",
        variables: r#"{"input": {"id": "$registration", "expectedVersion": "$registrationVersion", "reason": "Irrtum"}}"#,
        target: Target::HostedRegistration,
        found_by: Some(Action::RegistrationManage),
        refusals: &[],
    },
    Case {
        field: "rejectRegistration",
        document: "mutation($input: RefuseRegistrationInput!) { rejectRegistration(input: $input) { errors { code } } }",
        variables: r#"{"input": {"id": "$registration", "expectedVersion": "$registrationVersion", "reason": "Irrtum"}}"#,
        target: Target::HostedRegistration,
        found_by: Some(Action::RegistrationManage),
        refusals: &["WRONG_STATE"],
    },
    Case {
        field: "confirmRegistration",
        document: "mutation($input: ConfirmRegistrationInput!) { confirmRegistration(input: $input) { errors { code } } }",
        variables: r#"{"input": {"id": "$registration", "expectedVersion": "$registrationVersion", "reason": "Irrtum"}}"#,
        target: Target::HostedRegistration,
        found_by: Some(Action::RegistrationManage),
        refusals: &["WRONG_STATE"],
    },
    Case {
        field: "changePriorityClass",
        document: "mutation($input: ChangePriorityClassInput!) { changePriorityClass(input: $input) { errors { code } } }",
        variables: r#"{"input": {"id": "$registration", "expectedVersion": "$registrationVersion", "priorityClass": 1,
                       "reason": "Irrtum"}}"#,
        target: Target::HostedRegistration,
        found_by: Some(Action::RegistrationManage),
        refusals: &["WRONG_STATE"],
    },
    Case {
        field: "waitingListChanges",
        document: "{ waitingListChanges(first: 1) { totalCount } }",
        variables: "{}",
        target: Target::Nothing,
        found_by: None,
        refusals: &[],
    },
    Case {
        field: "reorderWaitingList",
        document: "mutation($input: ReorderWaitingListInput!) { reorderWaitingList(input: $input) { errors { code } } }",
        variables: r#"{"input": {"registrationId": "$registration", "rank": 1, "reason": "Irrtum"}}"#,
        target: Target::HostedRegistration,
        found_by: Some(Action::RegistrationManage),
        refusals: &["WRONG_STATE"],
    },
    Case {
        field: "drawLots",
        document: "mutation($input: DrawLotsInput!) { drawLots(input: $input) { errors { code } } }",
        variables: r#"{"input": {"sessionId": "$session", "expectedVersion": "$sessionVersion", "seed": "1 2 3"}}"#,
        target: Target::CourseSession,
        found_by: Some(Action::SeriesPlan),
        refusals: &["INVALID"],
    },
    Case {
        field: "recordAttendance",
        document: "mutation($input: RecordAttendanceInput!) { recordAttendance(input: $input) { errors { code } } }",
        variables: r#"{"input": {"sessionId": "$session", "marks": []}}"#,
        target: Target::CourseSession,
        found_by: Some(Action::SeriesPlan),
        refusals: &["WRONG_STATE"],
    },
    Case {
        field: "requestTrainer",
        document: "mutation($input: RequestTrainerInput!) { requestTrainer(input: $input) { errors { code } } }",
        variables: r#"{"input": {"sessionId": "$session", "personId": "$person"}}"#,
        target: Target::CourseSession,
        found_by: Some(Action::SeriesPlan),
        refusals: &[],
    },
    Case {
        field: "confirmTrainer",
        document: "mutation($input: AnswerTrainerInput!) { confirmTrainer(input: $input) { errors { code } } }",
        variables: r#"{"input": {"id": "$trainer", "expectedVersion": "$trainerVersion"}}"#,
        target: Target::Trainer,
        found_by: Some(Action::TrainerAnswer),
        refusals: &[],
    },
    Case {
        field: "declineTrainer",
        document: "mutation($input: AnswerTrainerInput!) { declineTrainer(input: $input) { errors { code } } }",
        variables: r#"{"input": {"id": "$trainer", "expectedVersion": "$trainerVersion"}}"#,
        target: Target::Trainer,
        found_by: Some(Action::TrainerAnswer),
        refusals: &[],
    },
    Case {
        field: "cancelTrainer",
        document: "mutation($input: AnswerTrainerInput!) { cancelTrainer(input: $input) { errors { code } } }",
        variables: r#"{"input": {"id": "$trainer", "expectedVersion": "$trainerVersion"}}"#,
        target: Target::HostedTrainer,
        found_by: Some(Action::TrainerRead),
        refusals: &[],
    },
];

on_both_engines! {
    async fn registrations(world: World) {
        prove(world, "registrations", CASES).await;
    }
}
