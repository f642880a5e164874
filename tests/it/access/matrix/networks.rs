//! Networks in the matrix: kept by one's own, a served and a foreign organisation, and without belonging to them.

use super::case::Case;
use super::prove;
use super::target::Target;
use acceptance::{World, on_both_engines};
use domain::access::Action;

const SEEN: Option<Action> = Some(Action::NetworkRead);

/// A field on a network, or on what hangs on it.
const fn on(
    field: &'static str,
    document: &'static str,
    variables: &'static str,
    target: Target,
    found_by: Option<Action>,
) -> Case {
    let refusals = &["WRONG_STATE", "REQUIRED"];
    Case { field, document, variables, target, found_by, refusals }
}

/// A list, which is empty for whoever sees nothing.
const fn list(field: &'static str, document: &'static str) -> Case {
    let variables = r#"{"id": "$organisation"}"#;
    Case { field, document, variables, target: Target::Nothing, found_by: None, refusals: &[] }
}

pub(super) const CASES: &[Case] = &[
    on("network", "query($id: ID!) { network(id: $id) { name } }", r#"{"id": "$network"}"#, Target::Network, SEEN),
    Case {
        field: "networks",
        document: "{ networks(first: 1) { totalCount } }",
        variables: "{}",
        target: Target::Nothing,
        found_by: None,
        refusals: &[],
    },
    list("networkMembers", "query($id: ID!) { networkMembers(filter: {networkId: $id}) { totalCount } }"),
    list("networkContacts", "query($id: ID!) { networkContacts(networkId: $id) { totalCount } }"),
    list("networkContactCounts", "query($id: ID!) { networkContactCounts(networkId: $id) { count } }"),
    list("networkLastContacts", "query($id: ID!) { networkLastContacts(networkId: $id) { at } }"),
    list(
        "networkPartnersOutOfContact",
        "query($id: ID!) { networkPartnersOutOfContact(networkId: $id, days: 30) { days } }",
    ),
    list("networkReflections", "query($id: ID!) { networkReflections(networkId: $id) { totalCount } }"),
    on(
        "createNetwork",
        "mutation($input: CreateNetworkInput!) { createNetwork(input: $input) { errors { code } } }",
        r#"{"input": {"organisationId": "$organisation", "coordinatorId": "$coordinator", "profile": {"name": "Netz",
            "kind": "THEMATIC", "territoryKeys": ["05120"], "visibility": "MEMBERS"}}}"#,
        Target::Network,
        None,
    ),
    on(
        "updateNetwork",
        "mutation($input: UpdateNetworkInput!) { updateNetwork(input: $input) { errors { code } } }",
        r#"{"input": {"id": "$network", "expectedVersion": 1, "profile": {"name": "Neu", "kind": "THEMATIC",
            "territoryKeys": ["05120"], "visibility": "MEMBERS"}}}"#,
        Target::Network,
        SEEN,
    ),
    on(
        "changeNetworkPhase",
        "mutation($input: ChangeNetworkPhaseInput!) { changeNetworkPhase(input: $input) { errors { code } } }",
        r#"{"input": {"id": "$network", "expectedVersion": 1, "phase": "GROWTH", "reason": "Mehr Partner"}}"#,
        Target::Network,
        SEEN,
    ),
    on(
        "takeNetworkSeat",
        "mutation($input: TakeNetworkSeatInput!) { takeNetworkSeat(input: $input) { errors { code } } }",
        r#"{"input": {"networkId": "$network", "personId": "$person", "role": "STAFF"}}"#,
        Target::Network,
        SEEN,
    ),
    on(
        "leaveNetworkTeam",
        "mutation($input: LeaveNetworkTeamInput!) { leaveNetworkTeam(input: $input) { errors { code } } }",
        r#"{"input": {"networkId": "$network", "personId": "$person"}}"#,
        Target::NetworkRecords,
        SEEN,
    ),
    on(
        "addNetworkMember",
        "mutation($input: AddNetworkMemberInput!) { addNetworkMember(input: $input) { errors { code } } }",
        r#"{"input": {"networkId": "$network", "organisationId": "$organisation", "role": "PARTNER", "state": "ACTIVE"}}"#,
        Target::Network,
        SEEN,
    ),
    on(
        "setNetworkGoal",
        "mutation($input: SetNetworkGoalInput!) { setNetworkGoal(input: $input) { errors { code } } }",
        r#"{"input": {"networkId": "$network", "goal": {"title": "Ziel", "criterion": "Mehr", "due": "2021-01-01"}}}"#,
        Target::Network,
        SEEN,
    ),
    on(
        "recordNetworkContacts",
        "mutation($input: RecordNetworkContactsInput!) { recordNetworkContacts(input: $input) { errors { code } } }",
        r#"{"input": {"networkId": "$network", "partnerIds": ["$organisation"], "channel": "PHONE",
            "direction": "OUTGOING", "summary": "Gefragt"}}"#,
        Target::Network,
        SEEN,
    ),
    on(
        "completeNetworkFollowUp",
        "mutation($input: CompleteNetworkFollowUpInput!) { completeNetworkFollowUp(input: $input) { errors { code } } }",
        r#"{"input": {"id": "$network", "expectedVersion": 1}}"#,
        Target::Network,
        Some(Action::ContactRead),
    ),
    on(
        "writeNetworkReflection",
        "mutation($input: WriteNetworkReflectionInput!) { writeNetworkReflection(input: $input) { errors { code } } }",
        r#"{"input": {"networkId": "$network", "reflection": {"observation": "Gesehen"}}}"#,
        Target::Network,
        SEEN,
    ),
    on(
        "updateNetworkReflection",
        "mutation($input: UpdateNetworkReflectionInput!) { updateNetworkReflection(input: $input) { errors { code } } }",
        r#"{"input": {"id": "$network", "expectedVersion": 1, "reflection": {"observation": "Gesehen"}}}"#,
        Target::Network,
        Some(Action::ReflectionRead),
    ),
    on(
        "deleteNetworkReflection",
        "mutation($input: DeleteNetworkReflectionInput!) { deleteNetworkReflection(input: $input) { errors { code } } }",
        r#"{"input": {"id": "$network", "expectedVersion": 1}}"#,
        Target::Network,
        Some(Action::ReflectionRead),
    ),
    on(
        "createNetworkSurvey",
        "mutation($input: CreateNetworkSurveyInput!) { createNetworkSurvey(input: $input) { errors { code } } }",
        r#"{"input": {"networkId": "$network", "title": "Welle", "kinds": ["COOPERATION"], "from": "2020-03-01",
            "until": "2020-03-31"}}"#,
        Target::Network,
        SEEN,
    ),
    on(
        "analyseNetwork",
        "mutation($input: AnalyseNetworkInput!) { analyseNetwork(input: $input) { errors { code } } }",
        r#"{"input": {"networkId": "$network", "kinds": ["CO_MEMBERSHIP"]}}"#,
        Target::Network,
        SEEN,
    ),
];

/// What hangs on a network.
pub(super) const RECORDS: &[Case] = &[
    on(
        "networkAnalysis",
        "query($id: ID!) { networkAnalysis(id: $id) { hash } }",
        r#"{"id": "$analysis"}"#,
        Target::NetworkRecords,
        Some(Action::AnalysisRead),
    ),
    on(
        "compareNetworkAnalyses",
        "query($id: ID!) { compareNetworkAnalyses(earlierId: $id, laterId: $id) { figures { name } } }",
        r#"{"id": "$analysis"}"#,
        Target::NetworkRecords,
        Some(Action::AnalysisRead),
    ),
    on(
        "updateNetworkMember",
        "mutation($input: UpdateNetworkMemberInput!) { updateNetworkMember(input: $input) { errors { code } } }",
        r#"{"input": {"id": "$membership", "expectedVersion": 1, "role": "GUEST"}}"#,
        Target::NetworkRecords,
        SEEN,
    ),
    on(
        "inviteNetworkMember",
        "mutation($input: MoveNetworkMemberInput!) { inviteNetworkMember(input: $input) { errors { code } } }",
        r#"{"input": {"id": "$membership", "expectedVersion": 1}}"#,
        Target::NetworkRecords,
        SEEN,
    ),
    on(
        "activateNetworkMember",
        "mutation($input: MoveNetworkMemberInput!) { activateNetworkMember(input: $input) { errors { code } } }",
        r#"{"input": {"id": "$membership", "expectedVersion": 1}}"#,
        Target::NetworkRecords,
        SEEN,
    ),
    on(
        "pauseNetworkMember",
        "mutation($input: MoveNetworkMemberInput!) { pauseNetworkMember(input: $input) { errors { code } } }",
        r#"{"input": {"id": "$membership", "expectedVersion": 1}}"#,
        Target::NetworkRecords,
        SEEN,
    ),
    on(
        "endNetworkMembership",
        "mutation($input: MoveNetworkMemberInput!) { endNetworkMembership(input: $input) { errors { code } } }",
        r#"{"input": {"id": "$membership", "expectedVersion": 1}}"#,
        Target::NetworkRecords,
        SEEN,
    ),
    on(
        "updateNetworkGoal",
        "mutation($input: UpdateNetworkGoalInput!) { updateNetworkGoal(input: $input) { errors { code } } }",
        r#"{"input": {"id": "$goal", "expectedVersion": 1, "goal": {"title": "Ziel", "criterion": "Viel mehr",
            "due": "2021-01-01"}}}"#,
        Target::NetworkRecords,
        SEEN,
    ),
    on(
        "reviewNetworkGoal",
        "mutation($input: ReviewNetworkGoalInput!) { reviewNetworkGoal(input: $input) { errors { code } } }",
        r#"{"input": {"id": "$goal", "expectedVersion": 1, "judgement": "ON_TRACK", "note": "Gut"}}"#,
        Target::NetworkRecords,
        SEEN,
    ),
    on(
        "dropNetworkGoal",
        "mutation($input: DropNetworkGoalInput!) { dropNetworkGoal(input: $input) { errors { code } } }",
        r#"{"input": {"id": "$goal", "expectedVersion": 1, "reason": "Vorbei"}}"#,
        Target::NetworkRecords,
        SEEN,
    ),
    on(
        "openNetworkSurvey",
        "mutation($input: MoveNetworkSurveyInput!) { openNetworkSurvey(input: $input) { errors { code } } }",
        r#"{"input": {"id": "$survey", "expectedVersion": 1}}"#,
        Target::NetworkRecords,
        SEEN,
    ),
    on(
        "closeNetworkSurvey",
        "mutation($input: MoveNetworkSurveyInput!) { closeNetworkSurvey(input: $input) { errors { code } } }",
        r#"{"input": {"id": "$survey", "expectedVersion": 1}}"#,
        Target::NetworkRecords,
        SEEN,
    ),
    on(
        "answerNetworkSurvey",
        "mutation($input: AnswerNetworkSurveyInput!) { answerNetworkSurvey(input: $input) { errors { code } } }",
        r#"{"input": {"surveyId": "$survey", "organisationId": "$organisation", "ties": []}}"#,
        Target::NetworkRecords,
        Some(Action::SurveyAnswer),
    ),
];

on_both_engines! {
    async fn networks(world: World) {
        prove(world, "networks", CASES).await;
    }

    async fn network_records(world: World) {
        prove(world, "network_records", RECORDS).await;
    }
}
