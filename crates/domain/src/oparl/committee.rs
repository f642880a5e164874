//! What is public of a committee and of all that hangs on it.

use super::fields::Fields;
use super::kind::{ObjectKind, ObjectList};
use super::material::CommitteeMaterial;
use super::object::{Object, ObjectPath, body_of};
use super::{meeting, paper};
use crate::meetings::{Committee, CommitteeMembership, CommitteeVisibility};
use crate::shared::PersonId;

impl CommitteeMaterial {
    pub(super) fn path(&self) -> ObjectPath {
        ObjectPath::of(ObjectKind::Organization, self.committee.id)
    }

    pub(super) fn body(&self) -> String {
        body_of(self.committee.district.as_deref())
    }

    /// An object that appears and vanishes with the committee.
    pub(super) fn object(&self, kind: ObjectKind, path: ObjectPath, at: Dates, fields: Fields) -> Object {
        let Dates(created, touched) = at;
        Object { path, kind, body: self.body(), committee: Some(self.committee.id), created, touched, fields }
    }
}

/// When a record was made, and when it was last changed.
#[derive(Clone, Copy)]
pub(super) struct Dates(pub(super) crate::shared::Timestamp, pub(super) crate::shared::Timestamp);

/// All objects of a committee; none when it is not public.
pub fn publish_committee(material: &CommitteeMaterial) -> Vec<Object> {
    if material.committee.profile.visibility != CommitteeVisibility::Public {
        return Vec::new();
    }
    let mut objects = vec![organization(material)];
    objects.extend(published_seats(material).map(|seat| membership(material, seat)));
    objects.extend(meeting::publish(material));
    objects.extend(paper::publish(material));
    objects
}

/// The seats of a public committee that are published: those of which it was said so, held by people who take part.
pub fn published_seats(material: &CommitteeMaterial) -> impl Iterator<Item = &CommitteeMembership> {
    let public = material.committee.profile.visibility == CommitteeVisibility::Public;
    material.seats.iter().filter(move |seat| public && seat.public && material.people.contains_key(&seat.person))
}

/// The published seats of a committee as objects, with those who hold them.
pub fn publish_seats(material: &CommitteeMaterial) -> Vec<(PersonId, Object)> {
    published_seats(material).map(|seat| (seat.person, membership(material, seat))).collect()
}

fn organization(material: &CommitteeMaterial) -> Object {
    let Committee { id, profile, .. } = &material.committee;
    let committee = &material.committee;
    let list = |kind| ObjectList::OfOrganization(id.uuid().to_string(), kind).path();
    let seats = published_seats(material).map(|seat| ObjectPath::of(ObjectKind::Membership, seat.id));
    let fields = Fields::default()
        .link("body", Some(ObjectPath::new(ObjectKind::Body, material.body())))
        .text("name", Some(&profile.name))
        .text("shortName", profile.short_name.as_ref())
        .text("organizationType", Some("Gremium"))
        .text("classification", Some(profile.kind.german()))
        .date("startDate", Some(committee.founded_on))
        .date("endDate", committee.dissolved_on)
        .number("votingMemberCount", profile.rules.voting_members)
        .texts("keyword", profile.fields.iter().map(|field| field.german().to_owned()))
        .links("membership", seats)
        .link("meeting", Some(list(ObjectKind::Meeting)))
        .link("consultation", Some(list(ObjectKind::Consultation)));
    let at = Dates(committee.created_at, committee.updated_at);
    material.object(ObjectKind::Organization, material.path(), at, fields)
}

fn membership(material: &CommitteeMaterial, seat: &CommitteeMembership) -> Object {
    let role = seat.seat.as_ref().map_or_else(|| seat.role.german().to_owned(), ToString::to_string);
    let fields = Fields::default()
        .link("person", Some(ObjectPath::of(ObjectKind::Person, seat.person)))
        .link("organization", Some(material.path()))
        .text("role", Some(role))
        .flag("votingRight", seat.voting)
        .date("startDate", Some(seat.period.from))
        .date("endDate", seat.period.until)
        .link("onBehalfOf", seat.organisation.map(|id| ObjectPath::of(ObjectKind::Organization, id)));
    let path = ObjectPath::of(ObjectKind::Membership, seat.id);
    material.object(ObjectKind::Membership, path, Dates(seat.created_at, seat.updated_at), fields)
}
