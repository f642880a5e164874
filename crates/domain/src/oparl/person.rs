//! People whose seats are published: their names, and nothing by which they are reached.

use super::fields::Fields;
use super::kind::ObjectKind;
use super::object::{Object, ObjectPath};
use crate::people::{Person, Salutation};

/// A person with their published seats, the first one in front; nobody without one.
pub fn publish_person(person: &Person, seats: &[Object]) -> Option<Object> {
    let body = seats.first()?.body.clone();
    let name = &person.name;
    let form = name.salutation.filter(|salutation| *salutation != Salutation::Neutral);
    let fields = Fields::default()
        .link("body", Some(ObjectPath::new(ObjectKind::Body, &body)))
        .text("name", Some(name))
        .text("familyName", Some(&name.family))
        .text("givenName", name.given.as_ref())
        .text("formOfAddress", form.map(Salutation::german))
        .texts("title", name.title.iter().map(ToString::to_string))
        .inners("membership", seats.iter().map(|seat| seat.path.clone()));
    let created = seats.iter().map(|seat| seat.created).min()?;
    Some(Object {
        path: ObjectPath::of(ObjectKind::Person, person.id),
        kind: ObjectKind::Person,
        body,
        committee: None,
        created,
        touched: person.updated_at.max(created),
        fields,
    })
}
