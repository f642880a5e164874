//! What is public of papers, and where they are dealt with.

use super::committee::Dates;
use super::fields::Fields;
use super::kind::ObjectKind;
use super::material::CommitteeMaterial;
use super::meeting::{file, file_path, files};
use super::object::{Object, ObjectPath};
use super::sheet;
use crate::files::HolderKind;
use crate::meetings::{AgendaItem, AgendaPurpose, Paper};
use crate::shared::berlin_date;

/// The public papers with their files and consultations.
pub(super) fn publish(material: &CommitteeMaterial) -> Vec<Object> {
    let mut objects = Vec::new();
    for paper in public_papers(material) {
        objects.push(object(material, paper));
        objects.push(consultation(material, paper));
        objects.extend(files(material, HolderKind::Paper, paper.id.uuid()).map(|one| file(material, one)));
        objects.extend(sheet::text(material, paper));
    }
    objects
}

/// The papers that are public and not for an item that is not, by number.
pub(super) fn public_papers(material: &CommitteeMaterial) -> impl Iterator<Item = &Paper> {
    material.papers.iter().filter(move |paper| {
        let for_public = paper.item.is_none() || item_of(material, paper).is_some_and(|item| item.draft.public);
        paper.draft.public && paper.removed_at.is_none() && for_public
    })
}

fn item_of<'m>(material: &'m CommitteeMaterial, paper: &Paper) -> Option<&'m AgendaItem> {
    material.items.iter().find(|item| Some(item.id) == paper.item)
}

fn object(material: &CommitteeMaterial, paper: &Paper) -> Object {
    // Its text is the paper itself where no file was attached to it, and a form of it beside files.
    let text = sheet::text(material, paper).map(|text| text.path);
    let mut files = files(material, HolderKind::Paper, paper.id.uuid()).map(file_path).chain(text);
    let fields = Fields::default()
        .link("body", Some(ObjectPath::new(ObjectKind::Body, material.body())))
        .text("name", Some(&paper.draft.title))
        .text("reference", Some(paper.number))
        .date("date", Some(berlin_date(paper.created_at)))
        .text("paperType", Some(paper.draft.kind.german()))
        .inner("mainFile", files.next().as_ref())
        .inners("auxiliaryFile", files)
        .links("underDirectionOf", [ObjectPath::of(ObjectKind::Organization, material.committee.organisation)])
        .inners("consultation", [ObjectPath::of(ObjectKind::Consultation, paper.id)]);
    let path = ObjectPath::of(ObjectKind::Paper, paper.id);
    material.object(ObjectKind::Paper, path, Dates(paper.created_at, paper.updated_at), fields)
}

/// A paper is dealt with in the one meeting for which it is.
fn consultation(material: &CommitteeMaterial, paper: &Paper) -> Object {
    let item = item_of(material, paper).filter(|item| item.position.is_some());
    let fields = Fields::default()
        .link("paper", Some(ObjectPath::of(ObjectKind::Paper, paper.id)))
        .link("agendaItem", item.map(|item| ObjectPath::of(ObjectKind::AgendaItem, item.id)))
        .link("meeting", Some(ObjectPath::of(ObjectKind::Meeting, paper.meeting)))
        .links("organization", [material.path()])
        .flag("authoritative", item.is_some_and(|item| item.draft.purpose == AgendaPurpose::Decision))
        .text("role", item.map(|item| item.draft.purpose.german()));
    let path = ObjectPath::of(ObjectKind::Consultation, paper.id);
    material.object(ObjectKind::Consultation, path, Dates(paper.created_at, paper.updated_at), fields)
}
