//! The way of a meeting, from its plan to its approved minutes.

use crate::shared::{coded_enum, transitions};

coded_enum! {
    /// Where a meeting stands.
    MeetingState {
        /// Its date is set, its agenda is being made.
        Planned = "PLANNED", "geplant";
        /// The invitation is sent.
        Invited = "INVITED", "eingeladen";
        /// It takes place.
        InSession = "IN_SESSION", "läuft";
        /// It is over, and its minutes are being written.
        MinutesDraft = "MINUTES_DRAFT", "Protokollentwurf";
        /// Its minutes are with the members.
        MinutesReview = "MINUTES_REVIEW", "Protokollabstimmung";
        /// Its minutes are approved: nothing changes any more.
        Held = "HELD", "durchgeführt";
        /// It does not take place.
        Cancelled = "CANCELLED", "ausgefallen";
        /// It takes place on another date, as another meeting.
        Rescheduled = "RESCHEDULED", "verlegt";
    }
}

transitions! {
    /// What is done with a meeting.
    MeetingVerb on MeetingState {
        /// The invitation is sent, for the first time or again.
        Invite = "invite": Planned | Invited => Invited;
        /// It begins.
        Open = "open": Invited => InSession;
        /// It is over.
        Close = "close": InSession => MinutesDraft;
        /// The minutes go to the members.
        SubmitMinutes = "submitMinutes": MinutesDraft => MinutesReview;
        /// The minutes go back to be written again.
        ReturnMinutes = "returnMinutes": MinutesReview => MinutesDraft;
        /// The minutes are approved.
        ApproveMinutes = "approveMinutes": MinutesReview => Held;
        /// It does not take place.
        Cancel = "cancel": Planned | Invited => Cancelled;
        /// Another meeting takes its place.
        Reschedule = "reschedule": Planned | Invited => Rescheduled;
    }
}

impl MeetingState {
    /// Whether its agenda and its papers may still change: until it is over.
    pub const fn has_open_agenda(self) -> bool {
        matches!(self, Self::Planned | Self::Invited | Self::InSession)
    }

    /// Whether people may still say whether they come.
    pub const fn takes_answers(self) -> bool {
        matches!(self, Self::Invited)
    }

    /// Whether attendance may be recorded: while it takes place and while its minutes are written.
    pub const fn takes_attendance(self) -> bool {
        matches!(self, Self::InSession | Self::MinutesDraft)
    }

    /// Whether it took place and is over.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::MinutesDraft | Self::MinutesReview | Self::Held)
    }

    /// Whether it will not take place as planned.
    pub const fn is_off(self) -> bool {
        matches!(self, Self::Cancelled | Self::Rescheduled)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shared::machine::steps;

    #[test]
    fn the_whole_table_of_steps() {
        let possible = [
            "invite PLANNED -> INVITED",
            "invite INVITED -> INVITED",
            "open INVITED -> IN_SESSION",
            "close IN_SESSION -> MINUTES_DRAFT",
            "submitMinutes MINUTES_DRAFT -> MINUTES_REVIEW",
            "returnMinutes MINUTES_REVIEW -> MINUTES_DRAFT",
            "approveMinutes MINUTES_REVIEW -> HELD",
            "cancel PLANNED -> CANCELLED",
            "cancel INVITED -> CANCELLED",
            "reschedule PLANNED -> RESCHEDULED",
            "reschedule INVITED -> RESCHEDULED",
        ];
        assert_eq!(steps(MeetingVerb::ALL, MeetingVerb::code, MeetingVerb::apply), possible);
    }
}
