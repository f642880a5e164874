//! The records that files hang on.

use crate::shared::{CourseModuleId, CourseSeriesId, CourseSessionId, Id, OrganisationId, coded_enum};
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
