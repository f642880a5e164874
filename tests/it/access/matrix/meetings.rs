//! Committees and meetings in the matrix: run by one's own, a served and a foreign organisation, without a seat in them.

use super::case::Case;
use super::prove;
use super::target::Target;
use acceptance::{World, on_both_engines};
use domain::access::Action;

const SEEN: Option<Action> = Some(Action::CommitteeRead);
/// What only the person who is invited finds: nobody here.
pub(super) const NOBODY: Option<Action> = Some(Action::MeetingAnswer);

/// A field on a committee, or on what hangs on it.
const fn on(
    field: &'static str,
    document: &'static str,
    variables: &'static str,
    target: Target,
    found_by: Option<Action>,
) -> Case {
    let refusals = &["WRONG_STATE", "REQUIRED", "INVALID_TOKEN"];
    Case { field, document, variables, target, found_by, refusals }
}

pub(super) const CASES: &[Case] = &[
    on(
        "committee",
        "query($id: ID!) { committee(id: $id) { id } }",
        r#"{"id": "$committee"}"#,
        Target::Committee,
        SEEN,
    ),
    on("committees", "{ committees { totalCount } }", "{}", Target::Nothing, None),
    on("committeeMemberships", "{ committeeMemberships { totalCount } }", "{}", Target::Nothing, None),
    on("committeeComparison", "{ committeeComparison { committees people } }", "{}", Target::Nothing, None),
    on("meeting", "query($id: ID!) { meeting(id: $id) { id } }", r#"{"id": "$meeting"}"#, Target::Committee, SEEN),
    on("meetings", "{ meetings { totalCount } }", "{}", Target::Nothing, None),
    on("resolutions", "{ resolutions { totalCount } }", "{}", Target::Nothing, None),
    on("measures", "{ measures { totalCount } }", "{}", Target::Nothing, None),
    on("myTasks", "{ myTasks { title } }", "{}", Target::Nothing, None),
    on(
        "meetingInvitationByLink",
        r#"{ meetingInvitationByLink(token: "x") { title } }"#,
        "{}",
        Target::Committee,
        NOBODY,
    ),
    on(
        "createCommittee",
        "mutation($input: CreateCommitteeInput!) { createCommittee(input: $input) { errors { code } } }",
        r#"{"input": {"organisationId": "$organisation", "profile": {"name": "Neu", "kind": "OFFICE", "visibility": "MEMBERS", "rules": {"quorum": "NONE", "decisionRule": "CONSENSUS"}}}}"#,
        Target::Committee,
        None,
    ),
    on(
        "updateCommittee",
        "mutation($input: UpdateCommitteeInput!) { updateCommittee(input: $input) { errors { code } } }",
        r#"{"input": {"id": "$committee", "expectedVersion": 1, "profile": {"name": "Neu", "kind": "OFFICE", "visibility": "MEMBERS", "rules": {"quorum": "NONE", "decisionRule": "CONSENSUS"}}}}"#,
        Target::Committee,
        SEEN,
    ),
    on(
        "dissolveCommittee",
        "mutation($input: DissolveCommitteeInput!) { dissolveCommittee(input: $input) { errors { code } } }",
        r#"{"input": {"id": "$committee", "expectedVersion": 1, "reason": "Reform"}}"#,
        Target::Committee,
        SEEN,
    ),
    on(
        "addCommitteeMember",
        "mutation($input: AddCommitteeMemberInput!) { addCommitteeMember(input: $input) { errors { code } } }",
        r#"{"input": {"committeeId": "$committee", "personId": "$person", "role": "MEMBER"}}"#,
        Target::Committee,
        SEEN,
    ),
    on(
        "updateCommitteeMember",
        "mutation($input: UpdateCommitteeMemberInput!) { updateCommitteeMember(input: $input) { errors { code } } }",
        r#"{"input": {"id": "$membership", "expectedVersion": 1, "seat": "Neu"}}"#,
        Target::Committee,
        SEEN,
    ),
    on(
        "endCommitteeMembership",
        "mutation($input: EndCommitteeMembershipInput!) { endCommitteeMembership(input: $input) { errors { code } } }",
        r#"{"input": {"id": "$membership", "expectedVersion": 1}}"#,
        Target::Committee,
        SEEN,
    ),
    on(
        "planMeeting",
        "mutation($input: PlanMeetingInput!) { planMeeting(input: $input) { errors { code } } }",
        r#"{"input": {"committeeId": "$committee", "plan": {"title": "Neu", "start": "2020-05-01T07:00:00Z", "end": "2020-05-01T09:00:00Z", "format": "DIGITAL"}}}"#,
        Target::Committee,
        SEEN,
    ),
    on(
        "updateMeeting",
        "mutation($input: UpdateMeetingInput!) { updateMeeting(input: $input) { errors { code } } }",
        r#"{"input": {"id": "$meeting", "expectedVersion": 1, "plan": {"title": "Neu", "start": "2020-05-01T07:00:00Z", "end": "2020-05-01T09:00:00Z", "format": "DIGITAL"}}}"#,
        Target::Committee,
        SEEN,
    ),
    on(
        "inviteToMeeting",
        "mutation($input: InviteToMeetingInput!) { inviteToMeeting(input: $input) { errors { code } } }",
        r#"{"input": {"id": "$meeting", "expectedVersion": 1}}"#,
        Target::Committee,
        SEEN,
    ),
    on(
        "answerMeetingInvitation",
        "mutation($input: AnswerMeetingInvitationInput!) { answerMeetingInvitation(input: $input) { errors { code } } }",
        r#"{"input": {"meetingId": "$meeting", "answer": "ACCEPTED"}}"#,
        Target::Committee,
        NOBODY,
    ),
    on(
        "answerMeetingInvitationByLink",
        "mutation($input: AnswerMeetingInvitationByLinkInput!) { answerMeetingInvitationByLink(input: $input) { errors { code } } }",
        r#"{"input": {"token": "x", "answer": "ACCEPTED"}}"#,
        Target::Nothing,
        None,
    ),
    on(
        "openMeeting",
        "mutation($input: MoveMeetingInput!) { openMeeting(input: $input) { errors { code } } }",
        r#"{"input": {"id": "$meeting", "expectedVersion": 1}}"#,
        Target::Committee,
        SEEN,
    ),
    on(
        "recordMeetingAttendance",
        "mutation($input: RecordMeetingAttendanceInput!) { recordMeetingAttendance(input: $input) { errors { code } } }",
        r#"{"input": {"id": "$meeting", "expectedVersion": 1, "entries": [{"membershipId": "$membership", "attendance": "PRESENT"}]}}"#,
        Target::Committee,
        SEEN,
    ),
    on(
        "closeMeeting",
        "mutation($input: MoveMeetingInput!) { closeMeeting(input: $input) { errors { code } } }",
        r#"{"input": {"id": "$meeting", "expectedVersion": 1}}"#,
        Target::Committee,
        SEEN,
    ),
    on(
        "cancelMeeting",
        "mutation($input: CancelMeetingInput!) { cancelMeeting(input: $input) { errors { code } } }",
        r#"{"input": {"id": "$meeting", "expectedVersion": 1, "reason": "Sturm"}}"#,
        Target::Committee,
        SEEN,
    ),
    on(
        "rescheduleMeeting",
        "mutation($input: RescheduleMeetingInput!) { rescheduleMeeting(input: $input) { errors { code } } }",
        r#"{"input": {"id": "$meeting", "expectedVersion": 1, "reason": "Sturm", "plan": {"title": "Neu", "start": "2020-05-01T07:00:00Z", "end": "2020-05-01T09:00:00Z", "format": "DIGITAL"}}}"#,
        Target::Committee,
        SEEN,
    ),
    on(
        "addAgendaItem",
        "mutation($input: AddAgendaItemInput!) { addAgendaItem(input: $input) { errors { code } } }",
        r#"{"input": {"meetingId": "$meeting", "item": {"title": "Neu", "purpose": "INFO"}}}"#,
        Target::Committee,
        SEEN,
    ),
    on(
        "addPaper",
        "mutation($input: AddPaperInput!) { addPaper(input: $input) { errors { code } } }",
        r#"{"input": {"meetingId": "$meeting", "paper": {"title": "Neu", "kind": "REPORT"}}}"#,
        Target::Committee,
        SEEN,
    ),
    on(
        "proposeResolution",
        "mutation($input: ProposeResolutionInput!) { proposeResolution(input: $input) { errors { code } } }",
        r#"{"input": {"meetingId": "$meeting", "title": "Neu", "text": "Neu", "mode": "VOTE", "fieldOfAction": "LANGUAGE"}}"#,
        Target::Committee,
        SEEN,
    ),
    on(
        "draftMinutes",
        "mutation($input: DraftMinutesInput!) { draftMinutes(input: $input) { errors { code } } }",
        r#"{"input": {"meetingId": "$meeting", "text": "Neu"}}"#,
        Target::Committee,
        SEEN,
    ),
    on(
        "createMeasure",
        "mutation($input: CreateMeasureInput!) { createMeasure(input: $input) { errors { code } } }",
        r#"{"input": {"committeeId": "$committee", "measure": {"title": "Neu", "organisationId": "$organisation", "start": "2020-03-01", "due": "2020-12-31"}}}"#,
        Target::Committee,
        SEEN,
    ),
];

/// What hangs on a meeting.
pub(super) const RECORDS: &[Case] = &[
    on(
        "resolution",
        "query($id: ID!) { resolution(id: $id) { id } }",
        r#"{"id": "$resolution"}"#,
        Target::MeetingRecords,
        SEEN,
    ),
    on("measure", "query($id: ID!) { measure(id: $id) { id } }", r#"{"id": "$measure"}"#, Target::MeetingRecords, SEEN),
    on(
        "updateAgendaItem",
        "mutation($input: UpdateAgendaItemInput!) { updateAgendaItem(input: $input) { errors { code } } }",
        r#"{"input": {"id": "$item", "expectedVersion": 1, "item": {"title": "Neu", "purpose": "INFO"}}}"#,
        Target::MeetingRecords,
        SEEN,
    ),
    on(
        "moveAgendaItem",
        "mutation($input: MoveAgendaItemInput!) { moveAgendaItem(input: $input) { errors { code } } }",
        r#"{"input": {"id": "$item", "expectedVersion": 1, "to": 1}}"#,
        Target::MeetingRecords,
        SEEN,
    ),
    on(
        "removeAgendaItem",
        "mutation($input: RemoveAgendaItemInput!) { removeAgendaItem(input: $input) { errors { code } } }",
        r#"{"input": {"id": "$item", "expectedVersion": 1}}"#,
        Target::MeetingRecords,
        SEEN,
    ),
    on(
        "updatePaper",
        "mutation($input: UpdatePaperInput!) { updatePaper(input: $input) { errors { code } } }",
        r#"{"input": {"id": "$paper", "expectedVersion": 1, "paper": {"title": "Neu", "kind": "REPORT"}}}"#,
        Target::MeetingRecords,
        SEEN,
    ),
    on(
        "withdrawPaper",
        "mutation($input: WithdrawPaperInput!) { withdrawPaper(input: $input) { errors { code } } }",
        r#"{"input": {"id": "$paper", "expectedVersion": 1}}"#,
        Target::MeetingRecords,
        SEEN,
    ),
    on(
        "decideResolution",
        "mutation($input: DecideResolutionInput!) { decideResolution(input: $input) { errors { code } } }",
        r#"{"input": {"id": "$resolution", "expectedVersion": 1}}"#,
        Target::MeetingRecords,
        SEEN,
    ),
    on(
        "deferResolution",
        "mutation($input: MoveResolutionInput!) { deferResolution(input: $input) { errors { code } } }",
        r#"{"input": {"id": "$resolution", "expectedVersion": 1, "reason": "Später"}}"#,
        Target::MeetingRecords,
        SEEN,
    ),
    on(
        "withdrawResolution",
        "mutation($input: MoveResolutionInput!) { withdrawResolution(input: $input) { errors { code } } }",
        r#"{"input": {"id": "$resolution", "expectedVersion": 1, "reason": "Nein"}}"#,
        Target::MeetingRecords,
        SEEN,
    ),
    on(
        "supersedeResolution",
        "mutation($input: SupersedeResolutionInput!) { supersedeResolution(input: $input) { errors { code } } }",
        r#"{"input": {"id": "$resolution", "expectedVersion": 1, "reason": "Neu", "supersededById": "$resolution"}}"#,
        Target::MeetingRecords,
        SEEN,
    ),
    on(
        "updateMeasure",
        "mutation($input: UpdateMeasureInput!) { updateMeasure(input: $input) { errors { code } } }",
        r#"{"input": {"id": "$measure", "expectedVersion": 1, "measure": {"title": "Neu", "organisationId": "$organisation", "start": "2020-03-01", "due": "2020-12-31"}}}"#,
        Target::MeetingRecords,
        SEEN,
    ),
    on(
        "reportMeasureProgress",
        "mutation($input: MoveMeasureInput!) { reportMeasureProgress(input: $input) { errors { code } } }",
        r#"{"input": {"id": "$measure", "expectedVersion": 1, "progress": 10}}"#,
        Target::MeetingRecords,
        SEEN,
    ),
    on(
        "blockMeasure",
        "mutation($input: MoveMeasureInput!) { blockMeasure(input: $input) { errors { code } } }",
        r#"{"input": {"id": "$measure", "expectedVersion": 1, "note": "Geld"}}"#,
        Target::MeetingRecords,
        SEEN,
    ),
    on(
        "resumeMeasure",
        "mutation($input: MoveMeasureInput!) { resumeMeasure(input: $input) { errors { code } } }",
        r#"{"input": {"id": "$measure", "expectedVersion": 1}}"#,
        Target::MeetingRecords,
        SEEN,
    ),
    on(
        "completeMeasure",
        "mutation($input: MoveMeasureInput!) { completeMeasure(input: $input) { errors { code } } }",
        r#"{"input": {"id": "$measure", "expectedVersion": 1, "note": "Fertig"}}"#,
        Target::MeetingRecords,
        SEEN,
    ),
    on(
        "cancelMeasure",
        "mutation($input: MoveMeasureInput!) { cancelMeasure(input: $input) { errors { code } } }",
        r#"{"input": {"id": "$measure", "expectedVersion": 1, "note": "Nein"}}"#,
        Target::MeetingRecords,
        SEEN,
    ),
    on("minutes", "query($id: ID!) { minutes(id: $id) { id } }", r#"{"id": "$minutes"}"#, Target::Minutes, SEEN),
    on(
        "updateMinutes",
        "mutation($input: UpdateMinutesInput!) { updateMinutes(input: $input) { errors { code } } }",
        r#"{"input": {"id": "$minutes", "expectedVersion": 1, "text": "Neu"}}"#,
        Target::Minutes,
        SEEN,
    ),
    on(
        "submitMinutes",
        "mutation($input: SubmitMinutesInput!) { submitMinutes(input: $input) { errors { code } } }",
        r#"{"input": {"id": "$minutes", "expectedVersion": 1}}"#,
        Target::Minutes,
        SEEN,
    ),
    on(
        "returnMinutes",
        "mutation($input: ReturnMinutesInput!) { returnMinutes(input: $input) { errors { code } } }",
        r#"{"input": {"id": "$minutes", "expectedVersion": 1, "reason": "Fehler"}}"#,
        Target::Minutes,
        SEEN,
    ),
    on(
        "remarkOnMinutes",
        "mutation($input: RemarkOnMinutesInput!) { remarkOnMinutes(input: $input) { errors { code } } }",
        r#"{"input": {"id": "$minutes", "kind": "COMMENT", "text": "Gut"}}"#,
        Target::Minutes,
        SEEN,
    ),
    on(
        "settleMinutesRemark",
        "mutation($input: SettleMinutesRemarkInput!) { settleMinutesRemark(input: $input) { errors { code } } }",
        r#"{"input": {"id": "$minutes", "settlement": "Gut"}}"#,
        Target::Minutes,
        NOBODY,
    ),
    on(
        "approveMinutes",
        "mutation($input: ApproveMinutesInput!) { approveMinutes(input: $input) { errors { code } } }",
        r#"{"input": {"id": "$minutes", "expectedVersion": 1}}"#,
        Target::Minutes,
        SEEN,
    ),
    on(
        "amendMinutes",
        "mutation($input: AmendMinutesInput!) { amendMinutes(input: $input) { errors { code } } }",
        r#"{"input": {"id": "$minutes", "expectedVersion": 1, "text": "Neu", "reason": "Fehler"}}"#,
        Target::Minutes,
        SEEN,
    ),
];

on_both_engines! {
    async fn meetings(world: World) {
        prove(world, "meetings", CASES).await;
    }

    async fn meeting_records(world: World) {
        prove(world, "meeting_records", RECORDS).await;
    }
}
