//! What the audit says about changes of committees and of what hangs on them. Of minutes and remarks it says only that
//! something was written; what was said stands in them.

use crate::recorded::{Shown, fields, listed, shown};
use domain::access::{Owner, Permit};
use domain::meetings::{AgendaItem, Committee, CommitteeMembership, Measure, Meeting, Paper, Participant, Resolution};
use domain::shared::Id;
use persistence::Change;

const COMMITTEE: [(&str, Shown<Committee>); 18] = [
    ("name", |it| shown(Some(&it.profile.name))),
    ("shortName", |it| shown(it.profile.short_name.as_ref())),
    ("localLabel", |it| shown(it.profile.local_label.as_ref())),
    ("kind", |it| shown(Some(it.profile.kind))),
    ("fields", |it| listed(&it.profile.fields)),
    ("legalBasis", |it| shown(it.profile.legal_basis.as_ref())),
    ("meetingsPerYear", |it| shown(it.profile.meetings_per_year)),
    ("visibility", |it| shown(Some(it.profile.visibility))),
    ("invitationLeadDays", |it| shown(Some(it.profile.rules.lead_days))),
    ("quorumKind", |it| shown(Some(it.profile.rules.quorum.kind()))),
    ("quorumValue", |it| shown(it.profile.rules.quorum.value())),
    ("decisionRule", |it| shown(Some(it.profile.rules.decision))),
    ("circularAllowed", |it| shown(Some(it.profile.rules.circular))),
    ("votingMembers", |it| shown(it.profile.rules.voting_members)),
    ("networkId", |it| shown(it.network)),
    ("state", |it| shown(Some(it.state))),
    ("dissolvedOn", |it| shown(it.dissolved_on)),
    ("dissolveReason", |it| shown(it.dissolve_reason.as_ref())),
];

const MEETING: [(&str, Shown<Meeting>); 9] = [
    ("title", |it| shown(Some(&it.plan.title))),
    ("start", |it| shown(Some(it.plan.start))),
    ("end", |it| shown(Some(it.plan.end))),
    ("format", |it| shown(Some(it.plan.format))),
    ("place", |it| shown(it.plan.place.as_ref())),
    ("onlineLink", |it| shown(it.plan.online.as_ref())),
    ("state", |it| shown(Some(it.state))),
    ("reason", |it| shown(it.reason.as_ref())),
    ("successorId", |it| shown(it.successor)),
];

const ITEM: [(&str, Shown<AgendaItem>); 5] = [
    ("title", |it| shown(Some(&it.draft.title))),
    ("purpose", |it| shown(Some(it.draft.purpose))),
    ("public", |it| shown(Some(it.draft.public))),
    ("note", |it| shown(it.draft.note.as_ref())),
    ("position", |it| shown(it.position)),
];

const PAPER: [(&str, Shown<Paper>); 5] = [
    ("title", |it| shown(Some(&it.draft.title))),
    ("kind", |it| shown(Some(it.draft.kind))),
    ("public", |it| shown(Some(it.draft.public))),
    ("agendaItemId", |it| shown(it.item)),
    ("removedAt", |it| shown(it.removed_at)),
];

const RESOLUTION: [(&str, Shown<Resolution>); 12] = [
    ("title", |it| shown(Some(&it.draft.title))),
    ("text", |it| shown(Some(&it.draft.text))),
    ("mode", |it| shown(Some(it.draft.mode))),
    ("fieldOfAction", |it| shown(Some(it.draft.field))),
    ("basedOnId", |it| shown(it.draft.based_on)),
    ("deadline", |it| shown(it.draft.deadline)),
    ("state", |it| shown(Some(it.state))),
    ("yes", |it| shown(it.poll.votes.map(|votes| votes.yes))),
    ("no", |it| shown(it.poll.votes.map(|votes| votes.no))),
    ("abstentions", |it| shown(it.poll.votes.map(|votes| votes.abstentions))),
    ("reason", |it| shown(it.reason.as_ref())),
    ("supersededById", |it| shown(it.superseded_by)),
];

const MEASURE: [(&str, Shown<Measure>); 12] = [
    ("title", |it| shown(Some(&it.draft.title))),
    ("description", |it| shown(it.draft.description.as_ref())),
    ("organisationId", |it| shown(Some(it.draft.organisation))),
    ("start", |it| shown(Some(it.draft.start))),
    ("due", |it| shown(Some(it.draft.due))),
    ("costCents", |it| shown(it.draft.cost_cents)),
    ("indicator", |it| shown(it.draft.indicator.as_ref())),
    ("resolutionId", |it| shown(it.resolution)),
    ("goalId", |it| shown(it.goal)),
    ("state", |it| shown(Some(it.state))),
    ("progress", |it| shown(Some(it.progress))),
    ("note", |it| shown(it.note.as_ref())),
];

/// What `event` made of a committee.
pub(crate) fn committee(permit: Permit, event: &'static str, before: Option<&Committee>, after: &Committee) -> Change {
    let change = Change::new(permit, event, after.id, after.owner()).version(after.version);
    fields(change, &COMMITTEE, before, after)
}

/// A committee whose business another organisation runs now.
pub(crate) fn committee_handed_over(permit: Permit, before: &Committee, to: &Owner) -> Change {
    let change = Change::new(permit, "committee.handed-over", before.id, to.clone()).version(before.version + 1);
    change.field("organisationId", Some(before.organisation), to.organisation)
}

/// What `event` made of a seat.
pub(crate) fn seat(
    permit: Permit,
    event: &'static str,
    of: &Committee,
    before: Option<&CommitteeMembership>,
    after: &CommitteeMembership,
) -> Change {
    Change::new(permit, event, after.id, of.owner())
        .version(after.version)
        .field("seat", before.and_then(|it| it.seat.as_ref()), after.seat.as_ref())
        .field("votingRight", before.map(|it| it.voting), Some(after.voting))
        .field("public", before.map(|it| it.public), Some(after.public))
        .field("substituteForId", before.and_then(|it| it.substitute_for), after.substitute_for)
        .field("organisationId", before.and_then(|it| it.organisation), after.organisation)
        .field("from", before.map(|it| it.period.from), Some(after.period.from))
        .field("until", before.and_then(|it| it.period.until), after.period.until)
        .personal("personId", before.map(|it| it.person), Some(after.person))
        .personal("role", before.map(|it| it.role), Some(after.role))
}

/// What `event` made of a meeting.
pub(crate) fn meeting(
    permit: Permit,
    event: &'static str,
    of: &Committee,
    before: Option<&Meeting>,
    after: &Meeting,
) -> Change {
    let change = Change::new(permit, event, after.id, of.owner()).version(after.version);
    fields(change, &MEETING, before, after)
}

/// What `event` made of an item of an agenda.
pub(super) fn item(
    permit: Permit,
    event: &'static str,
    of: &Committee,
    before: Option<&AgendaItem>,
    after: &AgendaItem,
) -> Change {
    let change = Change::new(permit, event, after.id, of.owner()).version(after.version);
    fields(change, &ITEM, before, after)
}

/// What `event` made of a paper.
pub(super) fn paper(
    permit: Permit,
    event: &'static str,
    of: &Committee,
    before: Option<&Paper>,
    after: &Paper,
) -> Change {
    let change = Change::new(permit, event, after.id, of.owner()).version(after.version);
    fields(change, &PAPER, before, after)
}

/// What `event` made of a seat at a meeting.
pub(super) fn participant(
    permit: Permit,
    event: &'static str,
    of: &Committee,
    before: &Participant,
    after: &Participant,
) -> Change {
    Change::new(permit, event, after.id, of.owner().about(after.person))
        .version(after.version)
        .personal("answer", before.answer, after.answer)
        .personal("substituteId", before.substitute, after.substitute)
        .personal("attendance", before.attendance, after.attendance)
}

/// What `event` made of a resolution.
pub(super) fn resolution(
    permit: Permit,
    event: &'static str,
    of: &Committee,
    before: Option<&Resolution>,
    after: &Resolution,
) -> Change {
    let change = Change::new(permit, event, after.id, of.owner()).version(after.version);
    fields(change, &RESOLUTION, before, after)
}

/// What `event` made of a measure.
pub(super) fn measure(
    permit: Permit,
    event: &'static str,
    of: &Committee,
    before: Option<&Measure>,
    after: &Measure,
) -> Change {
    let change = Change::new(permit, event, after.id, of.owner()).version(after.version);
    let change = fields(change, &MEASURE, before, after);
    change.personal("personId", before.and_then(|it| it.draft.person), after.draft.person)
}

/// That something was written, and nothing of what.
pub(super) fn silent<I: Id>(permit: Permit, event: &'static str, id: I, of: &Committee) -> Change {
    Change::new(permit, event, id, of.owner())
}
