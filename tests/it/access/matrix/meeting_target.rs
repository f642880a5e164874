//! Committees and meetings on which requests are tried.

use super::target::{global, person};
use application::Call;
use application::meetings::{
    AddAgendaItem, AddCommitteeMember, AddPaper, AgendaItemInput, CommitteeProfileInput, CreateCommittee,
    CreateMeasure, DraftMinutes, InviteToMeeting, MeasureInput, MeetingPlanInput, MoveMeeting, PaperInput, PlanMeeting,
    ProposeResolution, add_agenda_item, add_committee_member, add_paper, create_committee, create_measure,
    draft_minutes, invite_to_meeting, open_meeting, plan_meeting, propose_resolution,
};
use domain::access::Owner;
use domain::meetings::{
    AgendaPurpose, Committee, CommitteeKind, CommitteeRole, CommitteeVisibility, DecisionRule, Meeting, MeetingFormat,
    PaperKind, QuorumKind, ResolutionMode,
};
use domain::networks::FieldOfAction;
use domain::organisations::Organisation;
use domain::shared::{Date, Timestamp};
use serde_json::Value;

/// How much hangs on the committee.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hung {
    /// A seat and a planned meeting.
    Meeting,
    /// What stands on the agenda of the meeting, and a measure.
    Records,
    /// Minutes of the meeting, which takes place.
    Minutes,
}

/// What a committee is called in variables, and to whom it belongs.
pub(super) async fn committee(call: &Call, keeper: &Organisation, hung: Hung) -> (Owner, Vec<(&'static str, Value)>) {
    let (held, other) = (person(call, keeper.id).await.id, person(call, keeper.id).await.id);
    let committee = found(call, keeper, CommitteeVisibility::Members).await;
    let seat = AddCommitteeMember {
        committee: committee.id,
        person: held,
        seat: None,
        role: CommitteeRole::Member,
        voting: true,
        public: false,
        substitute_for: None,
        organisation: None,
        from: None,
        until: None,
    };
    let seat = add_committee_member(call, seat).await.unwrap();
    let meeting = plan_meeting(call, PlanMeeting { committee: committee.id, plan: plan() }).await.unwrap();
    let mut names = vec![
        ("organisation", global(keeper.id)),
        ("committee", global(committee.id)),
        ("membership", global(seat.id)),
        ("person", global(other)),
        ("meeting", global(meeting.id)),
    ];
    match hung {
        Hung::Meeting => {}
        Hung::Records => names.extend(records(call, keeper, &committee, &meeting).await),
        Hung::Minutes => names.push(("minutes", minutes(call, &meeting).await)),
    }
    (committee.owner(), names)
}

/// A meeting that is planned.
pub(super) fn plan() -> MeetingPlanInput {
    let at = |text: &str| Timestamp::parse(text).unwrap();
    MeetingPlanInput {
        title: "Sitzung".to_owned(),
        start: at("2020-04-01T07:00:00Z"),
        end: at("2020-04-01T09:00:00Z"),
        format: MeetingFormat::Digital,
        place: None,
        online: None,
    }
}

/// A committee that an organisation runs.
pub(super) async fn found(call: &Call, keeper: &Organisation, visibility: CommitteeVisibility) -> Committee {
    let profile = CommitteeProfileInput {
        name: "Kreis".to_owned(),
        short_name: None,
        local_label: None,
        kind: CommitteeKind::SteeringCommittee,
        fields: vec![FieldOfAction::Language],
        legal_basis: None,
        meetings_per_year: None,
        visibility,
        lead_days: 0,
        quorum: QuorumKind::None,
        quorum_value: None,
        decision: DecisionRule::Consensus,
        circular: true,
        voting_members: None,
    };
    let input = CreateCommittee { network: None, organisation: Some(keeper.id), profile, founded_on: None };
    create_committee(call, input).await.unwrap()
}

async fn records(
    call: &Call,
    keeper: &Organisation,
    committee: &Committee,
    meeting: &Meeting,
) -> Vec<(&'static str, Value)> {
    let day = |text: &str| text.parse::<Date>().unwrap();
    let item = AgendaItemInput { title: "TOP".to_owned(), purpose: AgendaPurpose::Decision, public: false, note: None };
    let item = add_agenda_item(call, AddAgendaItem { meeting: meeting.id, item }).await.unwrap();
    let paper = PaperInput { title: "Vorlage".to_owned(), kind: PaperKind::Report, text: None, public: false };
    let paper = add_paper(call, AddPaper { meeting: meeting.id, item: None, paper }).await.unwrap();
    let resolution = ProposeResolution {
        committee: None,
        meeting: Some(meeting.id),
        item: None,
        title: "Beschluss".to_owned(),
        text: "Text".to_owned(),
        mode: ResolutionMode::Consensus,
        field: FieldOfAction::Language,
        based_on: None,
        deadline: None,
    };
    let resolution = propose_resolution(call, resolution).await.unwrap();
    let measure = MeasureInput {
        title: "Maßnahme".to_owned(),
        description: None,
        organisation: keeper.id,
        person: None,
        start: day("2020-03-01"),
        due: day("2020-12-31"),
        cost_cents: None,
        indicator: None,
        goal: None,
    };
    let measure = CreateMeasure { committee: committee.id, resolution: None, measure };
    let measure = create_measure(call, measure).await.unwrap();
    vec![
        ("item", global(item.id)),
        ("paper", global(paper.id)),
        ("resolution", global(resolution.id)),
        ("measure", global(measure.id)),
    ]
}

async fn minutes(call: &Call, meeting: &Meeting) -> Value {
    let invite = InviteToMeeting { id: meeting.id, expected_version: 1, short_notice: None };
    let invited = invite_to_meeting(call, invite).await.unwrap();
    open_meeting(call, MoveMeeting { id: meeting.id, expected_version: invited.version }).await.unwrap();
    let minutes = draft_minutes(call, DraftMinutes { meeting: meeting.id, text: "Text".to_owned() }).await.unwrap();
    global(minutes.id)
}
