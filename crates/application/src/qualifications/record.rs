//! What the audit says about changes of offers and registrations.

use domain::access::{Action, Owner, Permit};
use domain::qualifications::{
    Answer, Audience, CourseModule, CourseSeries, CourseSession, Registration, SessionPlan, TrainerAssignment,
};
use domain::shared::{Name, OrganisationId};
use persistence::Change;
use std::collections::BTreeSet;

/// The action that shows an offer to those for whom it is published.
const fn shown_by(audience: Audience) -> Action {
    match audience {
        Audience::Public => Action::SeriesRead,
        Audience::Community => Action::SeriesReadCommunity,
        Audience::Organisers => Action::SeriesPlan,
    }
}

/// What `event` made of a series.
pub(super) fn series(
    permit: Permit,
    event: &'static str,
    before: Option<&CourseSeries>,
    after: &CourseSeries,
) -> Change {
    let list = |groups: Vec<&'static str>| (!groups.is_empty()).then(|| groups.join(" "));
    let groups = |it: &CourseSeries| list(it.plan.target_groups.iter().map(|group| group.code()).collect());
    let stages = |it: &CourseSeries| list(it.plan.stages.iter().map(|stage| stage.code()).collect());
    let topics = |it: &CourseSeries| {
        let topics: Vec<&str> = it.plan.topics.iter().map(Name::as_str).collect();
        (!topics.is_empty()).then(|| topics.join(", "))
    };
    Change::new(permit, event, after.id, after.owner())
        .shown_by(shown_by(after.audience()))
        .held_with(&after.plan.co_hosts)
        .version(after.version)
        .field("kind", before.map(|it| it.kind), Some(after.kind))
        .field("title", before.map(|it| &it.plan.title), Some(&after.plan.title))
        .field("description", before.and_then(|it| it.plan.description.as_ref()), after.plan.description.as_ref())
        .field("goals", before.and_then(|it| it.plan.goals.as_ref()), after.plan.goals.as_ref())
        .field("entitlement", before.map(|it| it.plan.entitlement), Some(after.plan.entitlement))
        .field("targetGroups", before.and_then(groups), groups(after))
        .field("educationStages", before.and_then(stages), stages(after))
        .field("topics", before.and_then(topics), topics(after))
        .field("coHostIds", before.and_then(|it| co_hosts(&it.plan.co_hosts)), co_hosts(&after.plan.co_hosts))
        .field("state", before.map(|it| it.state), Some(after.state))
}

/// A series that another organisation holds now.
pub(crate) fn series_handed_over(permit: Permit, before: &CourseSeries, to: &Owner) -> Change {
    let change = Change::new(permit, "courseSeries.handedOver", before.id, to.clone()).version(before.version + 1);
    change.shown_by(shown_by(before.audience())).held_with(&before.plan.co_hosts).field(
        "hostId",
        Some(before.host),
        to.organisation,
    )
}

/// A session that another organisation holds now.
pub(crate) fn session_handed_over(permit: Permit, before: &CourseSession, to: &Owner) -> Change {
    let change = Change::new(permit, "courseSession.handedOver", before.id, to.clone()).version(before.version + 1);
    change.shown_by(shown_by(before.audience())).held_with(&before.plan.co_hosts).field(
        "hostId",
        Some(before.host),
        to.organisation,
    )
}

/// What `event` made of a module of a series.
pub(super) fn module(
    permit: Permit,
    event: &'static str,
    of: &CourseSeries,
    before: Option<&CourseModule>,
    after: &CourseModule,
) -> Change {
    let asked = |it: &CourseModule| {
        let ids: Vec<String> = it.plan.prerequisites.iter().map(ToString::to_string).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    };
    Change::new(permit, event, after.id, of.owner())
        .shown_by(shown_by(of.audience()))
        .held_with(&of.plan.co_hosts)
        .version(after.version)
        .field("title", before.map(|it| &it.plan.title), Some(&after.plan.title))
        .field("description", before.and_then(|it| it.plan.description.as_ref()), after.plan.description.as_ref())
        .field("minutes", before.map(|it| it.plan.minutes), Some(after.plan.minutes))
        .field("mandatory", before.map(|it| it.plan.mandatory), Some(after.plan.mandatory))
        .field("prerequisiteIds", before.and_then(asked), asked(after))
}

/// Something that happened to a session as it stands: told to those who plan it, the co-hosts among them.
pub(super) fn of_session(permit: Permit, event: &'static str, session: &CourseSession) -> Change {
    let change = Change::new(permit, event, session.id, session.owner());
    change.held_with(&session.plan.co_hosts).version(session.version)
}

/// What `event` made of a session.
pub(super) fn session(
    permit: Permit,
    event: &'static str,
    before: Option<&CourseSession>,
    after: &CourseSession,
) -> Change {
    let (old, new) = (before.map(|it| &it.plan), &after.plan);
    let quotas = |it: &CourseSession| {
        let each: Vec<String> = it.plan.per_group.iter().map(|(group, most)| format!("{group}={most}")).collect();
        (!each.is_empty()).then(|| each.join(" "))
    };
    Change::new(permit, event, after.id, after.owner())
        .shown_by(shown_by(after.audience()))
        .held_with(&after.plan.co_hosts)
        .version(after.version)
        .field("kind", before.map(|it| it.kind), Some(after.kind))
        .field("title", old.map(|it| &it.title), Some(&new.title))
        .field("description", old.and_then(|it| it.description.as_ref()), new.description.as_ref())
        .field("start", old.map(|it| it.start), Some(new.start))
        .field("end", old.map(|it| it.end), Some(new.end))
        .field("deadline", old.map(|it| it.deadline), Some(new.deadline))
        .field("format", old.map(|it| it.format), Some(new.format))
        .field("location", old.and_then(|it| it.location.as_ref()), new.location.as_ref())
        .field("onlineLink", old.and_then(|it| it.online_link.as_ref()), new.online_link.as_ref())
        .field("seatsInRoom", old.map(|it| it.seats.room), Some(new.seats.room))
        .field("seatsOnline", old.map(|it| it.seats.online), Some(new.seats.online))
        .field("quotas", before.and_then(quotas), quotas(after))
        .field("seatsPerMunicipality", old.and_then(|it| it.per_district), new.per_district)
        .field("fewestPeople", old.and_then(|it| it.fewest_people), new.fewest_people)
        .field("entitlement", old.map(|it| it.entitlement), Some(new.entitlement))
        .field("allocation", old.map(|it| it.allocation), Some(new.allocation))
        .field("waitingList", old.map(|it| it.waiting_list), Some(new.waiting_list))
        .field("offerHours", old.and_then(|it| it.offer_hours), new.offer_hours)
        .field("accessibility", old.and_then(|it| it.accessibility.as_ref()), new.accessibility.as_ref())
        .field("reminders", old.map(reminders), Some(reminders(new)))
        .field("materials", old.and_then(materials), materials(new))
        .field("coHostIds", old.and_then(|it| co_hosts(&it.co_hosts)), co_hosts(&new.co_hosts))
        .field("state", before.map(|it| it.state), Some(after.state))
        .field("reason", before.and_then(|it| it.reason.as_ref()), after.reason.as_ref())
        .field("replacedById", before.and_then(|it| it.replaced_by), after.replaced_by)
        .field("lotSeed", before.and_then(|it| it.lot_seed.as_ref()), after.lot_seed.as_ref())
}

fn reminders(plan: &SessionPlan) -> String {
    let each = plan.reminders.iter().map(|it| format!("{}={}", it.anchor, it.minutes));
    each.collect::<Vec<_>>().join(" ")
}

fn materials(plan: &SessionPlan) -> Option<String> {
    let each: Vec<String> = plan.materials.iter().map(|it| format!("{} {}", it.address, it.title)).collect();
    (!each.is_empty()).then(|| each.join("\n"))
}

fn co_hosts(ids: &BTreeSet<OrganisationId>) -> Option<String> {
    let each: Vec<String> = ids.iter().map(ToString::to_string).collect();
    (!each.is_empty()).then(|| each.join(" "))
}

fn consents(registration: &Registration) -> Option<String> {
    let given: Vec<&str> = registration.consents.iter().map(|consent| consent.code()).collect();
    (!given.is_empty()).then(|| given.join(" "))
}

/// Answers to questions, as the audit keeps them until they are forgotten.
pub(super) fn answers(answers: &[Answer]) -> Option<String> {
    let each: Vec<String> =
        answers.iter().map(|answer| format!("{}: {}", answer.key, answer.values.join(", "))).collect();
    (!each.is_empty()).then(|| each.join("\n"))
}

/// What `event` made of a registration.
pub(super) fn registration(
    permit: Permit,
    event: &'static str,
    before: Option<&Registration>,
    after: &Registration,
) -> Change {
    Change::new(permit, event, after.id, after.owner())
        .version(after.version)
        .field("sessionId", before.map(|it| it.session), Some(after.session))
        .personal("personId", before.map(|it| it.person), Some(after.person))
        .field("state", before.map(|it| it.state), Some(after.state))
        .field("mode", before.map(|it| it.mode), Some(after.mode))
        .field("targetGroup", before.map(|it| it.group), Some(after.group))
        .field("priorityClass", before.map(|it| it.class.number()), Some(after.class.number()))
        .field("place", before.map(|it| it.place), Some(after.place))
        .field("offerUntil", before.and_then(|it| it.offer_until), after.offer_until)
        .personal("sharesName", before.map(|it| it.shares_name), Some(after.shares_name))
        .personal("consents", before.and_then(consents), consents(after))
        .personal("needs", before.and_then(|it| it.needs.as_ref()), after.needs.as_ref())
        .field("withdrawnLate", before.map(|it| it.withdrawn_late), Some(after.withdrawn_late))
}

/// What `event` made of a trainer's assignment.
pub(super) fn trainer(
    permit: Permit,
    event: &'static str,
    before: Option<&TrainerAssignment>,
    after: &TrainerAssignment,
) -> Change {
    Change::new(permit, event, after.id, after.owner())
        .version(after.version)
        .field("sessionId", before.map(|it| it.session), Some(after.session))
        .personal("personId", before.map(|it| it.person), Some(after.person))
        .personal("topic", before.and_then(|it| it.topic.as_ref()), after.topic.as_ref())
        .personal("feeAgreed", before.map(|it| it.fee_agreed), Some(after.fee_agreed))
        .field("state", before.map(|it| it.state), Some(after.state))
        .personal("reason", before.and_then(|it| it.reason.as_ref()), after.reason.as_ref())
}
