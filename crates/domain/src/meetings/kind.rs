//! What committees, their seats, meetings and papers are.

use crate::shared::coded_enum;

coded_enum! {
    /// What a committee is for. What it is called on the spot stands in its label.
    CommitteeKind {
        /// Gives impulses and recommendations, once a year or more often.
        Conference = "CONFERENCE", "Bildungskonferenz";
        /// Prepares agreements and gives orders to the office.
        SteeringCommittee = "STEERING_COMMITTEE", "Lenkungskreis";
        /// Steers the work between the meetings of the steering committee.
        SteeringGroup = "STEERING_GROUP", "Lenkungsgruppe";
        /// The municipal and the state lead of the office.
        LeadershipTeam = "LEADERSHIP_TEAM", "Leitungsteam";
        /// The operative unit.
        Office = "OFFICE", "Geschäftsstelle";
        /// Works on one task.
        WorkingGroup = "WORKING_GROUP", "Arbeitsgruppe";
        /// Works on one subject with its experts.
        SpecialistGroup = "SPECIALIST_GROUP", "Facharbeitsgruppe";
        /// Gives advice.
        AdvisoryBoard = "ADVISORY_BOARD", "Beirat";
        /// All members together.
        Plenary = "PLENARY", "Vollversammlung";
        /// Some members by topic.
        SubAssembly = "SUBASSEMBLY", "Teilversammlung";
    }
}

coded_enum! {
    /// What somebody is in a committee.
    CommitteeRole {
        /// Leads it: one person at a time.
        Chair = "CHAIR", "Vorsitz";
        /// Leads it when the chair cannot.
        DeputyChair = "DEPUTY_CHAIR", "stellvertretender Vorsitz";
        /// Prepares its meetings.
        Secretary = "SECRETARY", "Geschäftsführung";
        /// A member.
        Member = "MEMBER", "Mitglied";
        /// Stands in for a member.
        Substitute = "SUBSTITUTE", "stellvertretendes Mitglied";
        /// Gives advice, without a vote.
        Advisory = "ADVISORY", "beratend";
        /// A guest, without a vote.
        Guest = "GUEST", "Gast";
        /// Speaks for it.
        Spokesperson = "SPOKESPERSON", "Sprecher*in";
        /// Writes its minutes.
        MinuteTaker = "MINUTE_TAKER", "Protokoll";
        /// Moderates its meetings.
        Moderator = "MODERATOR", "Moderation";
    }
}

impl CommitteeRole {
    /// Whether it prepares and runs the meetings of the committee.
    pub const fn leads(self) -> bool {
        matches!(self, Self::Chair | Self::DeputyChair | Self::Secretary)
    }

    /// Whether it writes the minutes.
    pub const fn writes_minutes(self) -> bool {
        self.leads() || matches!(self, Self::MinuteTaker)
    }

    /// Whether who holds such a seat belongs to the committee, rather than standing in or being a guest: those count
    /// when committees are compared.
    pub const fn is_counted(self) -> bool {
        !matches!(self, Self::Substitute | Self::Guest)
    }

    /// Whether such a seat may have a vote of its own.
    pub const fn may_vote(self) -> bool {
        !matches!(self, Self::Substitute | Self::Advisory | Self::Guest)
    }
}

coded_enum! {
    /// Who may know that a committee exists and meets.
    CommitteeVisibility {
        /// Its members and the offices of its district.
        Members = "MEMBERS", "Mitglieder";
        /// Everybody with an account.
        Community = "COMMUNITY", "Angemeldete";
        /// Everybody.
        Public = "PUBLIC", "Öffentlich";
    }
}

coded_enum! {
    /// How a meeting takes place.
    MeetingFormat {
        /// Everybody is in one place.
        InPerson = "IN_PERSON", "Präsenz";
        /// Everybody takes part online.
        Digital = "DIGITAL", "digital";
        /// Some are in one place, some take part online.
        Hybrid = "HYBRID", "hybrid";
    }
}

impl MeetingFormat {
    /// Whether there is a place to go to.
    pub const fn has_place(self) -> bool {
        matches!(self, Self::InPerson | Self::Hybrid)
    }
}

coded_enum! {
    /// What a paper is.
    PaperKind {
        /// Proposes a resolution.
        ResolutionPaper = "RESOLUTION_PAPER", "Beschlussvorlage";
        /// Informs.
        Report = "REPORT", "Mitteilungsvorlage";
        /// A motion of members.
        Motion = "MOTION", "Antrag";
        /// A question of members.
        Inquiry = "INQUIRY", "Anfrage";
        /// A statement.
        Statement = "STATEMENT", "Stellungnahme";
        /// Another document of the meeting.
        Other = "OTHER", "Sonstige Unterlage";
    }
}
