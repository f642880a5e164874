//! What is public of meetings: the date, the public part of the agenda, what was decided in public once the minutes are
//! approved, and both on paper. Who was invited, who answered and who was there is not.

use super::committee::Dates;
use super::fields::Fields;
use super::kind::ObjectKind;
use super::material::CommitteeMaterial;
use super::object::{Object, ObjectPath};
use super::{paper, sheet};
use crate::files::{Holder, HolderKind, StoredFile};
use crate::meetings::{AgendaItem, Meeting, MeetingState, Resolution, ResolutionState};
use crate::shared::{MeetingId, berlin_date};
use uuid::Uuid;

/// The meetings, the public items of their agendas, their places and files.
pub(super) fn publish(material: &CommitteeMaterial) -> Vec<Object> {
    let mut objects = Vec::new();
    for meeting in &material.meetings {
        objects.push(object(material, meeting));
        objects.extend(location(material, meeting));
        objects.extend(sheet::invitation(material, meeting));
        objects.extend(sheet::results(material, meeting));
        objects.extend(files(material, HolderKind::Meeting, meeting.id.uuid()).map(|one| file(material, one)));
        for item in public_items(material, meeting.id) {
            objects.push(agenda_item(material, meeting, item));
            objects.extend(files(material, HolderKind::AgendaItem, item.id.uuid()).map(|one| file(material, one)));
        }
    }
    objects
}

/// The items of an agenda that are dealt with in public, in their order.
pub(super) fn public_items(material: &CommitteeMaterial, meeting: MeetingId) -> Vec<&AgendaItem> {
    let on_agenda = |item: &&AgendaItem| item.meeting == meeting && item.draft.public && item.position.is_some();
    let mut items: Vec<&AgendaItem> = material.items.iter().filter(on_agenda).collect();
    items.sort_by_key(|item| item.position);
    items
}

/// The files of one record, the oldest first.
pub(super) fn files(
    material: &CommitteeMaterial,
    kind: HolderKind,
    id: Uuid,
) -> impl Iterator<Item = &StoredFile> + Clone {
    material.files.iter().filter(move |file| file.holder == Holder { kind, id } && file.deleted_at.is_none())
}

pub(super) fn file_path(file: &StoredFile) -> ObjectPath {
    ObjectPath::of(ObjectKind::File, file.id)
}

pub(super) fn file(material: &CommitteeMaterial, file: &StoredFile) -> Object {
    let path = file_path(file);
    let holder = |kind| match file.holder.kind {
        found if found == kind => Some(file.holder.id),
        _ => None,
    };
    let of = |kind, object| holder(kind).map(|id| ObjectPath::new(object, id));
    let fields = Fields::default()
        .text("name", Some(file.title()))
        .text("fileName", Some(&file.plan.name))
        .text("mimeType", Some(&file.plan.media_type))
        .date("date", Some(berlin_date(file.created_at)))
        .number("size", i64::try_from(file.size).ok())
        .text("sha512Checksum", Some(&file.sha512))
        .link("accessUrl", Some(format_args!("{path}/access")))
        .link("downloadUrl", Some(format_args!("{path}/download")))
        .links("meeting", of(HolderKind::Meeting, ObjectKind::Meeting))
        .links("agendaItem", of(HolderKind::AgendaItem, ObjectKind::AgendaItem))
        .links("paper", of(HolderKind::Paper, ObjectKind::Paper));
    material.object(ObjectKind::File, path, Dates(file.created_at, file.updated_at), fields)
}

/// Where a meeting stands, in the words that the standard recommends: invited until its minutes are approved.
const fn state(meeting: &Meeting) -> &'static str {
    match meeting.state {
        MeetingState::Planned => "terminiert",
        MeetingState::Held => "durchgeführt",
        MeetingState::Cancelled | MeetingState::Rescheduled if meeting.invitation == 0 => "terminiert",
        _ => "eingeladen",
    }
}

fn place(meeting: &Meeting) -> Option<ObjectPath> {
    meeting.plan.place.as_ref().map(|_| ObjectPath::of(ObjectKind::Location, meeting.id))
}

fn path_of(object: Option<Object>) -> Option<ObjectPath> {
    object.map(|object| object.path)
}

fn object(material: &CommitteeMaterial, meeting: &Meeting) -> Object {
    let items = public_items(material, meeting.id);
    let fields = Fields::default()
        .text("name", Some(&meeting.plan.title))
        .text("meetingState", Some(state(meeting)))
        .flag("cancelled", meeting.state.is_off())
        .instant("start", meeting.plan.start)
        .instant("end", meeting.plan.end)
        .inner("location", place(meeting).as_ref())
        .links("organization", [material.path()])
        .inner("invitation", path_of(sheet::invitation(material, meeting)).as_ref())
        .inner("resultsProtocol", path_of(sheet::results(material, meeting)).as_ref())
        .inners("auxiliaryFile", files(material, HolderKind::Meeting, meeting.id.uuid()).map(file_path))
        .inners("agendaItem", items.iter().map(|item| ObjectPath::of(ObjectKind::AgendaItem, item.id)));
    let path = ObjectPath::of(ObjectKind::Meeting, meeting.id);
    material.object(ObjectKind::Meeting, path, Dates(meeting.created_at, meeting.updated_at), fields)
}

fn location(material: &CommitteeMaterial, meeting: &Meeting) -> Option<Object> {
    let fields = Fields::default()
        .text("description", meeting.plan.place.as_ref())
        .links("meetings", [ObjectPath::of(ObjectKind::Meeting, meeting.id)]);
    let at = Dates(meeting.created_at, meeting.updated_at);
    place(meeting).map(|path| material.object(ObjectKind::Location, path, at, fields))
}

fn agenda_item(material: &CommitteeMaterial, meeting: &Meeting, item: &AgendaItem) -> Object {
    let decided = decided(material, meeting, item);
    let mut results: Vec<String> = decided.iter().map(|resolution| resolution.state.german().to_owned()).collect();
    results.dedup();
    let texts: Vec<String> = decided.iter().map(|resolution| resolution.draft.text.to_string()).collect();
    let some = |texts: Vec<String>, between: &str| (!texts.is_empty()).then(|| texts.join(between));
    let first = paper::public_papers(material).find(|paper| paper.item == Some(item.id));
    let fields = Fields::default()
        .link("meeting", Some(ObjectPath::of(ObjectKind::Meeting, meeting.id)))
        .text("number", item.position)
        .number("order", item.position)
        .text("name", Some(&item.draft.title))
        .flag("public", true)
        .link("consultation", first.map(|paper| ObjectPath::of(ObjectKind::Consultation, paper.id)))
        .text("result", some(results, ", "))
        .text("resolutionText", some(texts, "\n\n"))
        .inners("auxiliaryFile", files(material, HolderKind::AgendaItem, item.id.uuid()).map(file_path));
    let path = ObjectPath::of(ObjectKind::AgendaItem, item.id);
    material.object(ObjectKind::AgendaItem, path, Dates(item.created_at, item.updated_at), fields)
}

/// What was decided under an item, once the minutes are approved.
pub(super) fn decided<'m>(
    material: &'m CommitteeMaterial,
    meeting: &Meeting,
    item: &AgendaItem,
) -> Vec<&'m Resolution> {
    use ResolutionState::{Adopted, Rejected, Superseded};
    let held = meeting.state == MeetingState::Held;
    let under = |resolution: &&Resolution| {
        held && resolution.item == Some(item.id)
            && resolution.meeting == Some(meeting.id)
            && matches!(resolution.state, Adopted | Rejected | Superseded)
    };
    material.resolutions.iter().filter(under).collect()
}
