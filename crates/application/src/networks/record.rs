//! What the audit says about changes of networks. Of the contact log, of reflections and of answers it says only that
//! something was written: what was written is the team's, the author's or the member's.

use crate::recorded::{Shown, fields, listed, shown};
use domain::access::{Action, Owner, Permit};
use domain::networks::{Goal, Membership, Network, NetworkVisibility, Survey};
use domain::shared::Id;
use persistence::Change;

const NETWORK: [(&str, Shown<Network>); 14] = [
    ("name", |it| shown(Some(&it.profile.name))),
    ("shortName", |it| shown(it.profile.short_name.as_ref())),
    ("localLabel", |it| shown(it.profile.local_label.as_ref())),
    ("kind", |it| shown(Some(it.profile.kind))),
    ("purpose", |it| shown(it.profile.purpose.as_ref())),
    ("fields", |it| listed(&it.profile.fields)),
    ("territoryKeys", |it| listed(&it.profile.territories)),
    ("legalBasis", |it| shown(it.profile.legal_basis.as_ref())),
    ("website", |it| shown(it.profile.website.as_ref())),
    ("visibility", |it| shown(Some(it.profile.visibility))),
    ("parentId", |it| shown(it.parent)),
    ("foundedOn", |it| shown(Some(it.founded_on))),
    ("phase", |it| shown(Some(it.phase))),
    ("phaseSince", |it| shown(Some(it.phase_since))),
];

const GOAL: [(&str, Shown<Goal>); 8] = [
    ("title", |it| shown(Some(&it.draft.title))),
    ("criterion", |it| shown(Some(&it.draft.criterion))),
    ("indicator", |it| shown(it.draft.indicator.as_ref())),
    ("baseline", |it| shown(it.draft.baseline)),
    ("target", |it| shown(it.draft.target)),
    ("due", |it| shown(Some(it.draft.due))),
    ("state", |it| shown(Some(it.state))),
    ("dropReason", |it| shown(it.drop_reason.as_ref())),
];

const SURVEY: [(&str, Shown<Survey>); 6] = [
    ("title", |it| shown(Some(&it.wave.title))),
    ("kinds", |it| listed(&it.wave.kinds)),
    ("from", |it| shown(Some(it.wave.period.from))),
    ("until", |it| shown(it.wave.period.until)),
    ("state", |it| shown(Some(it.state))),
    ("invited", |it| shown(Some(it.invited))),
];

/// What `event` made of a network.
pub(crate) fn network(permit: Permit, event: &'static str, before: Option<&Network>, after: &Network) -> Change {
    let shown_by = match after.profile.visibility {
        NetworkVisibility::Public => Action::NetworkReadPublic,
        NetworkVisibility::Community => Action::NetworkReadCommunity,
        NetworkVisibility::Members => Action::NetworkRead,
    };
    let change = Change::new(permit, event, after.id, after.owner()).shown_by(shown_by).version(after.version);
    fields(change, &NETWORK, before, after)
}

/// A network that another organisation keeps now.
pub(crate) fn network_handed_over(permit: Permit, before: &Network, to: &Owner) -> Change {
    let change = Change::new(permit, "network.handed-over", before.id, to.clone()).version(before.version + 1);
    change.field("organisationId", Some(before.organisation), to.organisation)
}

/// What `event` made of a goal.
pub(super) fn goal(permit: Permit, event: &'static str, of: &Network, before: Option<&Goal>, after: &Goal) -> Change {
    let change = Change::new(permit, event, after.id, of.owner()).version(after.version);
    fields(change, &GOAL, before, after)
}

/// What `event` made of a survey.
pub(super) fn survey(
    permit: Permit,
    event: &'static str,
    of: &Network,
    before: Option<&Survey>,
    after: &Survey,
) -> Change {
    let change = Change::new(permit, event, after.id, of.owner()).version(after.version);
    fields(change, &SURVEY, before, after)
}

/// What `event` made of a membership.
pub(crate) fn membership(
    permit: Permit,
    event: &'static str,
    of: &Network,
    before: Option<&Membership>,
    after: &Membership,
) -> Change {
    Change::new(permit, event, after.id, of.owner())
        .version(after.version)
        .field("organisationId", before.map(|it| it.organisation), Some(after.organisation))
        .field("role", before.map(|it| it.role), Some(after.role))
        .field("state", before.map(|it| it.state), Some(after.state))
        .field("since", before.map(|it| it.period.from), Some(after.period.from))
        .field("until", before.and_then(|it| it.period.until), after.period.until)
        .field("commitment", before.and_then(|it| it.commitment.as_ref()), after.commitment.as_ref())
        .personal("contactPersonId", before.and_then(|it| it.contact_person), after.contact_person)
}

/// That something confidential was written, and nothing of what.
pub(super) fn silent<I: Id>(permit: Permit, event: &'static str, id: I, owner: Owner) -> Change {
    Change::new(permit, event, id, owner)
}
