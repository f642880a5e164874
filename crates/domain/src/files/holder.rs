//! The records that files hang on.

use crate::access::Action;
use crate::shared::{
    AgendaItemId, CourseModuleId, CourseSeriesId, CourseSessionId, Id, MeetingId, OrganisationId, PaperId, coded_enum,
};
use uuid::Uuid;

coded_enum! {
    /// The kinds of records that files hang on.
    HolderKind {
        /// An organisation.
        Organisation = "ORGANISATION", "Organisation";
        /// A series of qualifications.
        CourseSeries = "COURSE_SERIES", "Reihe";
        /// A module of a series.
        CourseModule = "COURSE_MODULE", "Modul";
        /// A session of qualifications.
        CourseSession = "COURSE_SESSION", "Veranstaltung";
        /// A meeting of a committee.
        Meeting = "MEETING", "Sitzung";
        /// An item of an agenda.
        AgendaItem = "AGENDA_ITEM", "Tagesordnungspunkt";
        /// A paper for a meeting.
        Paper = "PAPER", "Drucksache";
    }
}

impl HolderKind {
    /// The name of the record's type, as the GraphQL schema spells it.
    pub const fn type_name(self) -> &'static str {
        match self {
            Self::Organisation => OrganisationId::TYPE,
            Self::CourseSeries => CourseSeriesId::TYPE,
            Self::CourseModule => CourseModuleId::TYPE,
            Self::CourseSession => CourseSessionId::TYPE,
            Self::Meeting => MeetingId::TYPE,
            Self::AgendaItem => AgendaItemId::TYPE,
            Self::Paper => PaperId::TYPE,
        }
    }

    /// With which action files are attached to it: what belongs to a meeting is prepared by those who plan it.
    pub const fn attached_by(self) -> Action {
        match self {
            Self::Organisation | Self::CourseSeries | Self::CourseModule | Self::CourseSession => Action::FileAttach,
            Self::Meeting | Self::AgendaItem | Self::Paper => Action::MeetingPlan,
        }
    }
}

/// A record that files hang on. Who sees the record sees its files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Holder {
    /// What kind of record.
    pub kind: HolderKind,
    /// Which one.
    pub id: Uuid,
}

impl Holder {
    /// The record that a global id names; `None` when files do not hang on records of this type.
    pub fn named(type_name: &str, id: Uuid) -> Option<Self> {
        let kind = HolderKind::ALL.iter().copied().find(|kind| kind.type_name() == type_name)?;
        Some(Self { kind, id })
    }
}
