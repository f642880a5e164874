//! Files that the platform sets itself from what is public: invitations, what was decided in a meeting, the text of a paper.
//! Each says in `text` what stands on it, so a change of any of that is a change of the file.

use super::committee::Dates;
use super::fields::Fields;
use super::kind::ObjectKind;
use super::material::CommitteeMaterial;
use super::meeting::{decided, public_items};
use super::object::{Object, ObjectPath};
use super::paper::public_papers;
use crate::meetings::{Meeting, MeetingState, Paper};
use crate::shared::{BERLIN, LongText, MeetingId, PaperId, Timestamp, berlin_date};
use sha2::{Digest, Sha512};
use std::fmt::Write;
use uuid::Uuid;

/// The media type of a sheet that is set as a document.
pub const SHEET_MEDIA_TYPE: &str = "application/pdf";
/// The media type of the text of a paper.
pub const TEXT_MEDIA_TYPE: &str = "text/plain";

/// A file that the platform sets itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// The invitation to a meeting, once it was sent.
    Invitation(MeetingId),
    /// What was decided in a meeting, once its minutes are approved.
    Results(MeetingId),
    /// The text of a paper.
    Text(PaperId),
}

impl Sheet {
    /// The sheet with this key.
    pub fn read(key: &str) -> Option<Self> {
        let (id, kind) = key.rsplit_once('-')?;
        let uuid = Uuid::parse_str(id).ok()?;
        let sheet = match kind {
            "invitation" => Self::Invitation(uuid.into()),
            "results" => Self::Results(uuid.into()),
            "text" => Self::Text(uuid.into()),
            _ => return None,
        };
        // One address each: other spellings of an id are addresses of nothing.
        (sheet.key() == key).then_some(sheet)
    }

    fn key(self) -> String {
        match self {
            Self::Invitation(id) => format!("{id}-invitation"),
            Self::Results(id) => format!("{id}-results"),
            Self::Text(id) => format!("{id}-text"),
        }
    }

    /// Its address.
    pub fn path(self) -> ObjectPath {
        ObjectPath::new(ObjectKind::File, self.key())
    }
}

/// The invitation to a meeting, if it was sent.
pub(super) fn invitation(material: &CommitteeMaterial, meeting: &Meeting) -> Option<Object> {
    if meeting.invitation == 0 {
        return None;
    }
    let mut text = head(material, meeting);
    if let Some(place) = meeting.plan.place.as_ref().filter(|_| meeting.plan.format.has_place()) {
        line(&mut text, "Ort", place.as_str());
    }
    line(&mut text, "Form", meeting.plan.format.german());
    if meeting.state.is_off() {
        line(&mut text, "Stand", meeting.state.german());
    }
    if let Some(reason) = &meeting.reason {
        line(&mut text, "Grund", reason.as_str());
    }
    text.push_str("\nTagesordnung\n");
    for item in public_items(material, meeting.id) {
        let (number, purpose) = (item.position.unwrap_or_default(), item.draft.purpose.german());
        let _ = writeln!(text, "{number}. {} ({purpose})", item.draft.title);
        text.extend(item.draft.note.as_ref().map(|note| format!("{note}\n")));
    }
    let papers = public_papers(material).filter(|paper| paper.meeting == meeting.id);
    for paper in papers {
        let item = material.items.iter().find(|item| Some(item.id) == paper.item).and_then(|item| item.position);
        let under = item.map(|number| format!(", TOP {number}")).unwrap_or_default();
        let _ =
            writeln!(text, "Vorlage {}: {} ({}{under})", paper.number, paper.draft.title, paper.draft.kind.german());
    }
    let named =
        (format!("Einladung zur {}. Sitzung", meeting.number), format!("einladung-sitzung-{}.pdf", meeting.number));
    Some(sheet(material, Sheet::Invitation(meeting.id), named, text, (meeting.created_at, meeting.updated_at)))
}

/// What was decided in public in a meeting, if its minutes are approved.
pub(super) fn results(material: &CommitteeMaterial, meeting: &Meeting) -> Option<Object> {
    if meeting.state != MeetingState::Held {
        return None;
    }
    let mut text = head(material, meeting);
    for item in public_items(material, meeting.id) {
        let _ = writeln!(text, "\n{}. {}", item.position.unwrap_or_default(), item.draft.title);
        for resolution in decided(material, meeting, item) {
            let _ = writeln!(text, "{}: {}", resolution.state.german(), resolution.draft.text);
        }
    }
    let named =
        (format!("Ergebnisse der {}. Sitzung", meeting.number), format!("ergebnisse-sitzung-{}.pdf", meeting.number));
    Some(sheet(material, Sheet::Results(meeting.id), named, text, (meeting.created_at, meeting.updated_at)))
}

/// The text of a paper, if it has one.
pub(super) fn text(material: &CommitteeMaterial, paper: &Paper) -> Option<Object> {
    let text = paper.draft.text.as_ref().map(LongText::as_str)?;
    let path = Sheet::Text(paper.id).path();
    let fields = Fields::default()
        .text("name", Some(&paper.draft.title))
        .text("fileName", Some(format_args!("vorlage-{}.txt", paper.number)))
        .text("mimeType", Some(TEXT_MEDIA_TYPE))
        .date("date", Some(berlin_date(paper.created_at)))
        .number("size", i64::try_from(text.len()).ok())
        .text("sha512Checksum", Some(hex::encode(Sha512::digest(text))))
        .text("text", Some(text))
        .link("accessUrl", Some(format_args!("{path}/access")))
        .link("downloadUrl", Some(format_args!("{path}/download")))
        .links("paper", [ObjectPath::of(ObjectKind::Paper, paper.id)]);
    Some(material.object(ObjectKind::File, path, Dates(paper.created_at, paper.updated_at), fields))
}

fn head(material: &CommitteeMaterial, meeting: &Meeting) -> String {
    let (number, plan) = (meeting.number, &meeting.plan);
    let mut text = format!("{}\n{number}. Sitzung: {}\n", material.committee.profile.name, plan.title);
    line(&mut text, "Beginn", &local(plan.start));
    line(&mut text, "Ende", &local(plan.end));
    text
}

fn line(text: &mut String, name: &str, value: &str) {
    let _ = writeln!(text, "{name}: {value}");
}

/// An instant as people in North Rhine-Westphalia write it.
fn local(at: Timestamp) -> String {
    let at = jiff::Timestamp::from_microsecond(at.as_micros()).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    at.to_zoned(BERLIN).strftime("%d.%m.%Y, %H:%M Uhr").to_string()
}

fn sheet(
    material: &CommitteeMaterial,
    sheet: Sheet,
    (name, file): (String, String),
    text: String,
    (created, touched): (Timestamp, Timestamp),
) -> Object {
    let path = sheet.path();
    let of = match sheet {
        Sheet::Invitation(id) | Sheet::Results(id) => Some(ObjectPath::of(ObjectKind::Meeting, id)),
        Sheet::Text(_) => None,
    };
    let fields = Fields::default()
        .text("name", Some(name))
        .text("fileName", Some(file))
        .text("mimeType", Some(SHEET_MEDIA_TYPE))
        .text("text", Some(text))
        .link("accessUrl", Some(format_args!("{path}/access")))
        .link("downloadUrl", Some(format_args!("{path}/download")))
        .links("meeting", of);
    material.object(ObjectKind::File, path, Dates(created, touched), fields)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_has_one_address() {
        let id = Uuid::from_u128(7);
        for sheet in [Sheet::Invitation(id.into()), Sheet::Results(id.into()), Sheet::Text(id.into())] {
            assert_eq!(Sheet::read(sheet.path().key()), Some(sheet));
            assert_eq!(Sheet::read(&sheet.path().key().to_uppercase()), None);
        }
        for nothing in ["", "text", "-text", "x-text", "00000000000000000000000000000007-text"] {
            assert_eq!(Sheet::read(nothing), None, "{nothing}");
        }
        assert_eq!(Sheet::read(&id.to_string()), None);
    }
}
