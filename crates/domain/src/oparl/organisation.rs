//! Offices that run the business of public committees, and organisations on whose behalf somebody sits there.

use super::fields::Fields;
use super::kind::ObjectKind;
use super::object::{Object, ObjectPath, body_of};
use crate::organisations::Organisation;
use crate::territories::TerritoryKey;

/// An organisation. It is public by itself: names, kinds and districts of organisations are open to everybody.
pub fn publish_organisation(organisation: &Organisation) -> Object {
    let profile = &organisation.profile;
    let body = body_of(profile.district.as_ref().map(TerritoryKey::as_str));
    let kind = if profile.kind.is_external() { "Institution" } else { "Verwaltungsbereich" };
    let fields = Fields::default()
        .link("body", Some(ObjectPath::new(ObjectKind::Body, &body)))
        .text("name", Some(&profile.name))
        .text("shortName", profile.short_name.as_ref())
        .text("organizationType", Some(kind))
        .text("classification", Some(profile.kind.german()))
        .date("startDate", Some(organisation.period.from))
        .date("endDate", organisation.period.until);
    Object {
        path: ObjectPath::of(ObjectKind::Organization, organisation.id),
        kind: ObjectKind::Organization,
        body,
        committee: None,
        created: organisation.created_at,
        touched: organisation.updated_at,
        fields,
    }
}
