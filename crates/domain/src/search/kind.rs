//! What can be found.

use crate::shared::{
    CommitteeId, CourseSeriesId, CourseSessionId, Id, MeetingId, NetworkId, OrganisationId, PersonId, ResolutionId,
    coded_enum,
};

coded_enum! {
    /// What can be found by the search.
    SearchKind {
        /// A network.
        Network = "NETWORK", "Netzwerk";
        /// A committee.
        Committee = "COMMITTEE", "Gremium";
        /// A meeting, by its title, agenda and approved minutes.
        Meeting = "MEETING", "Sitzung";
        /// A resolution.
        Resolution = "RESOLUTION", "Beschluss";
        /// An organisation.
        Organisation = "ORGANISATION", "Organisation";
        /// A person who takes part.
        Person = "PERSON", "Person";
        /// A series of qualifications.
        CourseSeries = "COURSE_SERIES", "Qualifizierungsreihe";
        /// A session of a qualification.
        CourseSession = "COURSE_SESSION", "Termin";
    }
}

impl SearchKind {
    /// The name of the type of its records in the schema, in ids and in events.
    pub const fn type_name(self) -> &'static str {
        match self {
            Self::Network => NetworkId::TYPE,
            Self::Committee => CommitteeId::TYPE,
            Self::Meeting => MeetingId::TYPE,
            Self::Resolution => ResolutionId::TYPE,
            Self::Organisation => OrganisationId::TYPE,
            Self::Person => PersonId::TYPE,
            Self::CourseSeries => CourseSeriesId::TYPE,
            Self::CourseSession => CourseSessionId::TYPE,
        }
    }
}
