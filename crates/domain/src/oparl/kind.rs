//! The types of objects, and the lists in which they stand.

use crate::shared::coded_enum;

coded_enum! {
    /// The types of objects that are published.
    ObjectKind {
        /// A municipality, or the state.
        Body = "BODY", "Körperschaft";
        /// A term of the council.
        LegislativeTerm = "LEGISLATIVE_TERM", "Wahlperiode";
        /// A committee, or an office that a committee names.
        Organization = "ORGANIZATION", "Gruppierung";
        /// Somebody whose seat is published.
        Person = "PERSON", "Person";
        /// Such a seat.
        Membership = "MEMBERSHIP", "Mitgliedschaft";
        /// A meeting.
        Meeting = "MEETING", "Sitzung";
        /// An item of an agenda.
        AgendaItem = "AGENDA_ITEM", "Tagesordnungspunkt";
        /// A paper.
        Paper = "PAPER", "Drucksache";
        /// That a paper is dealt with in a meeting.
        Consultation = "CONSULTATION", "Beratung";
        /// A file.
        File = "FILE", "Datei";
        /// The place of a meeting.
        Location = "LOCATION", "Ort";
    }
}

impl ObjectKind {
    /// The part of its address that names the type.
    pub const fn segment(self) -> &'static str {
        match self {
            Self::Body => "body",
            Self::LegislativeTerm => "legislative-term",
            Self::Organization => "organization",
            Self::Person => "person",
            Self::Membership => "membership",
            Self::Meeting => "meeting",
            Self::AgendaItem => "agenda-item",
            Self::Paper => "paper",
            Self::Consultation => "consultation",
            Self::File => "file",
            Self::Location => "location",
        }
    }

    /// The type whose addresses have this part.
    pub fn of_segment(segment: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.segment() == segment)
    }

    /// What the standard calls it.
    pub const fn schema_name(self) -> &'static str {
        match self {
            Self::Body => "Body",
            Self::LegislativeTerm => "LegislativeTerm",
            Self::Organization => "Organization",
            Self::Person => "Person",
            Self::Membership => "Membership",
            Self::Meeting => "Meeting",
            Self::AgendaItem => "AgendaItem",
            Self::Paper => "Paper",
            Self::Consultation => "Consultation",
            Self::File => "File",
            Self::Location => "Location",
        }
    }
}

/// A list that has an address of its own.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ObjectList {
    /// All bodies.
    Bodies,
    /// The objects of a type that belong to the body with this key.
    OfBody(String, ObjectKind),
    /// The objects of a type that belong to a committee.
    OfOrganization(String, ObjectKind),
}

impl ObjectList {
    /// The types of which a body has lists, with the last part of their addresses.
    pub const OF_BODY: [(ObjectKind, &'static str); 10] = [
        (ObjectKind::Organization, "organizations"),
        (ObjectKind::Person, "people"),
        (ObjectKind::Membership, "memberships"),
        (ObjectKind::Meeting, "meetings"),
        (ObjectKind::AgendaItem, "agenda-items"),
        (ObjectKind::Paper, "papers"),
        (ObjectKind::Consultation, "consultations"),
        (ObjectKind::File, "files"),
        (ObjectKind::Location, "locations"),
        (ObjectKind::LegislativeTerm, "legislative-terms"),
    ];

    /// The types of which a committee has lists.
    pub const OF_ORGANIZATION: [(ObjectKind, &'static str); 2] =
        [(ObjectKind::Meeting, "meetings"), (ObjectKind::Consultation, "consultations")];

    /// The list of `owner`'s objects whose address ends in `segment`.
    pub fn of(owner: ObjectKind, key: &str, segment: &str) -> Option<Self> {
        let named =
            |lists: &[(ObjectKind, &str)]| lists.iter().find(|(_, name)| *name == segment).map(|(kind, _)| *kind);
        if !super::object::is_key(key) {
            return None;
        }
        match owner {
            ObjectKind::Body => named(&Self::OF_BODY).map(|kind| Self::OfBody(key.to_owned(), kind)),
            ObjectKind::Organization => {
                named(&Self::OF_ORGANIZATION).map(|kind| Self::OfOrganization(key.to_owned(), kind))
            }
            _ => None,
        }
    }

    /// Its address, below that of the interface.
    pub fn path(&self) -> String {
        let last = |lists: &[(ObjectKind, &'static str)], kind: ObjectKind| {
            lists.iter().find(|(listed, _)| *listed == kind).map(|(_, name)| *name).unwrap_or_default()
        };
        match self {
            Self::Bodies => "bodies".to_owned(),
            Self::OfBody(key, kind) => format!("body/{key}/{}", last(&Self::OF_BODY, *kind)),
            Self::OfOrganization(key, kind) => format!("organization/{key}/{}", last(&Self::OF_ORGANIZATION, *kind)),
        }
    }

    /// Of which type its objects are.
    pub const fn kind(&self) -> ObjectKind {
        match self {
            Self::Bodies => ObjectKind::Body,
            Self::OfBody(_, kind) | Self::OfOrganization(_, kind) => *kind,
        }
    }

    /// To which object it belongs; the list of bodies belongs to the system.
    pub fn owner(&self) -> Option<super::ObjectPath> {
        match self {
            Self::Bodies => None,
            Self::OfBody(key, _) => Some(super::ObjectPath::new(ObjectKind::Body, key)),
            Self::OfOrganization(key, _) => Some(super::ObjectPath::new(ObjectKind::Organization, key)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_is_found_by_its_address() {
        for (kind, segment) in ObjectList::OF_BODY {
            let list = ObjectList::of(ObjectKind::Body, "05120", segment).unwrap();
            assert_eq!((list.kind(), list.path()), (kind, format!("body/05120/{segment}")));
        }
        for (kind, segment) in ObjectList::OF_ORGANIZATION {
            let list = ObjectList::of(ObjectKind::Organization, "x", segment).unwrap();
            assert_eq!((list.kind(), list.path()), (kind, format!("organization/x/{segment}")));
        }
        assert_eq!(ObjectList::of(ObjectKind::Body, "05120", "bodies"), None);
        assert_eq!(ObjectList::of(ObjectKind::Meeting, "x", "meetings"), None);
    }

    #[test]
    fn every_type_is_found_by_its_address() {
        for kind in ObjectKind::ALL {
            assert_eq!(ObjectKind::of_segment(kind.segment()), Some(*kind));
        }
        assert_eq!(ObjectKind::of_segment("system"), None);
    }
}
