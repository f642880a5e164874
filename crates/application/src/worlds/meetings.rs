//! Two committees for the demo world: a steering committee with its seats, a meeting to which it is invited, a proposal
//! and a measure; and a conference in which some of the same people sit. Made by the verbs that everybody uses.

use super::courses::material;
use crate::meetings::{
    AddAgendaItem, AddCommitteeMember, AddPaper, AgendaItemInput, CommitteeProfileInput, CreateCommittee,
    CreateMeasure, InviteToMeeting, MeasureInput, MeetingPlanInput, PaperInput, PlanMeeting, ProposeResolution,
    add_agenda_item, add_committee_member, add_paper, create_committee, create_measure, invite_to_meeting,
    plan_meeting, propose_resolution,
};
use crate::{Call, Error};
use domain::files::HolderKind;
use domain::meetings::{
    AgendaItem, AgendaPurpose, Committee, CommitteeKind, CommitteeRole, CommitteeVisibility, DecisionRule, Meeting,
    MeetingFormat, PaperKind, QuorumKind, ResolutionMode,
};
use domain::networks::FieldOfAction;
use domain::shared::{Date, MeetingId, OrganisationId, PersonId};

const CONCEPT: &str = "# Konzept Lesepatenschaften\n\nEhrenamtliche lesen einmal in der Woche mit Kindern der zweiten \
                       Klasse.\n\n- Beginn: nach den Ferien\n- Begleitung: Bildungsbüro\n";
const DIRECTIONS: &str = "Der große Sitzungssaal liegt im ersten Stock und ist mit dem Aufzug zu erreichen.\n";

/// A day in seconds.
const DAY: i64 = 24 * 60 * 60;

/// Who sits in the committee.
pub(super) struct Committees {
    pub(super) office: OrganisationId,
    /// Chair, secretary and members, in this order, with the organisations for which they sit.
    pub(super) people: Vec<(PersonId, OrganisationId)>,
}

/// Makes the committee.
///
/// # Errors
/// [`Error::Denied`] for anybody but the platform itself; when the database does not answer.
pub(super) async fn make_meetings(call: &Call, with: &Committees) -> Result<(), Error> {
    let committee = found(call, with.office, &STEERING).await?;
    let roles = [CommitteeRole::Chair, CommitteeRole::Secretary].into_iter();
    for (who, role) in with.people.iter().zip(roles.chain(std::iter::repeat(CommitteeRole::Member))) {
        sit(call, &committee, *who, role).await?;
    }
    let conference = found(call, with.office, &CONFERENCE).await?;
    for who in with.people.iter().skip(2) {
        sit(call, &conference, *who, CommitteeRole::Member).await?;
    }
    let meeting = meeting(call, &committee).await?;
    item(call, meeting.id, "Bericht aus dem Bildungsbüro", AgendaPurpose::Information).await?;
    let reading = item(call, meeting.id, "Lesepatenschaften an allen Grundschulen", AgendaPurpose::Decision).await?;
    let paper = PaperInput {
        title: "Konzept Lesepatenschaften".to_owned(),
        kind: PaperKind::ResolutionPaper,
        text: Some("Ehrenamtliche lesen einmal in der Woche mit Kindern der zweiten Klasse.".to_owned()),
        public: true,
    };
    let paper = add_paper(call, AddPaper { meeting: meeting.id, item: Some(reading.id), paper }).await?;
    material(call, HolderKind::Paper, paper.id.uuid(), "Konzept Lesepatenschaften.md", CONCEPT).await?;
    material(call, HolderKind::Meeting, meeting.id.uuid(), "Wegbeschreibung.txt", DIRECTIONS).await?;
    propose(call, meeting.id, &reading).await?;
    let invite = InviteToMeeting { id: meeting.id, expected_version: meeting.version, short_notice: None };
    invite_to_meeting(call, invite).await?;
    measure(call, &committee, with).await
}

/// What a committee of the demo world is.
struct Founding {
    name: &'static str,
    short: &'static str,
    label: Option<&'static str>,
    kind: CommitteeKind,
    meetings: i64,
}

const STEERING: Founding = Founding {
    name: "Lenkungskreis Bildung Remscheid",
    short: "Lenkungskreis",
    label: Some("Lenkungsgruppe"),
    kind: CommitteeKind::SteeringCommittee,
    meetings: 2,
};
const CONFERENCE: Founding = Founding {
    name: "Bildungskonferenz Remscheid",
    short: "Bildungskonferenz",
    label: None,
    kind: CommitteeKind::Conference,
    meetings: 1,
};

async fn found(call: &Call, office: OrganisationId, of: &Founding) -> Result<Committee, Error> {
    let profile = CommitteeProfileInput {
        name: of.name.to_owned(),
        short_name: Some(of.short.to_owned()),
        local_label: of.label.map(str::to_owned),
        kind: of.kind,
        fields: vec![FieldOfAction::Language, FieldOfAction::Transitions],
        legal_basis: Some("Kooperationsvertrag".to_owned()),
        meetings_per_year: Some(of.meetings),
        visibility: CommitteeVisibility::Public,
        lead_days: 21,
        quorum: QuorumKind::Majority,
        quorum_value: None,
        decision: DecisionRule::Consensus,
        circular: true,
        voting_members: Some(9),
    };
    create_committee(call, CreateCommittee { network: None, organisation: Some(office), profile, founded_on: None })
        .await
}

async fn sit(
    call: &Call,
    committee: &Committee,
    (person, organisation): (PersonId, OrganisationId),
    role: CommitteeRole,
) -> Result<(), Error> {
    let seat = AddCommitteeMember {
        committee: committee.id,
        person,
        seat: None,
        role,
        voting: role != CommitteeRole::Secretary,
        // Who leads the committee stands for it in public; members do so when they agree.
        public: role.leads(),
        substitute_for: None,
        organisation: Some(organisation),
        from: None,
        until: None,
    };
    add_committee_member(call, seat).await.map(|_| ())
}

async fn meeting(call: &Call, committee: &Committee) -> Result<Meeting, Error> {
    let start = call.now().plus_seconds(28 * DAY);
    let plan = MeetingPlanInput {
        title: "Sitzung des Lenkungskreises".to_owned(),
        start,
        end: start.plus_seconds(2 * 60 * 60),
        format: MeetingFormat::InPerson,
        place: Some("Rathaus Remscheid, großer Sitzungssaal".to_owned()),
        online: None,
    };
    plan_meeting(call, PlanMeeting { committee: committee.id, plan }).await
}

async fn item(call: &Call, meeting: MeetingId, title: &str, purpose: AgendaPurpose) -> Result<AgendaItem, Error> {
    let item = AgendaItemInput { title: title.to_owned(), purpose, public: true, note: None };
    add_agenda_item(call, AddAgendaItem { meeting, item }).await
}

async fn propose(call: &Call, meeting: MeetingId, item: &AgendaItem) -> Result<(), Error> {
    let resolution = ProposeResolution {
        committee: None,
        meeting: Some(meeting),
        item: Some(item.id),
        title: item.draft.title.to_string(),
        text: "Der Lenkungskreis beauftragt das Bildungsbüro, Lesepatenschaften aufzubauen.".to_owned(),
        mode: ResolutionMode::Consensus,
        field: FieldOfAction::Language,
        based_on: None,
        deadline: None,
    };
    propose_resolution(call, resolution).await.map(|_| ())
}

async fn measure(call: &Call, committee: &Committee, with: &Committees) -> Result<(), Error> {
    let day = |days: i64| -> Date { domain::shared::berlin_date(call.now().plus_seconds(days * DAY)) };
    let measure = MeasureInput {
        title: "Bestand der Leseförderung erheben".to_owned(),
        description: None,
        organisation: with.office,
        person: with.people.get(1).map(|(person, _)| *person),
        start: day(0),
        due: day(60),
        cost_cents: None,
        indicator: None,
        goal: None,
    };
    create_measure(call, CreateMeasure { committee: committee.id, resolution: None, measure }).await.map(|_| ())
}
