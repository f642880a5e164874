//! What somebody has to do, from all that they take part in.

use crate::shared::{ContactId, Date, MeasureId, MeetingId, MinutesId, RegistrationId, coded_enum};

coded_enum! {
    /// What kind of task it is.
    TaskKind {
        /// A measure to carry out.
        Measure = "MEASURE", "Maßnahme";
        /// Minutes to read before they are approved.
        Minutes = "MINUTES", "Protokoll";
        /// An invitation to answer.
        Invitation = "INVITATION", "Einladung";
        /// A registration that waits for an answer or lies ahead.
        Registration = "REGISTRATION", "Anmeldung";
        /// A contact on which something is to follow.
        FollowUp = "FOLLOW_UP", "Wiedervorlage";
    }
}

/// A task (German: offene Aufgabe).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Task {
    /// A measure to carry out.
    Measure(MeasureId, String, Date),
    /// Minutes to read, until a day if there is one.
    Minutes(MinutesId, String, Option<Date>),
    /// An invitation to answer before the meeting.
    Invitation(MeetingId, String, Date),
    /// A registration, and the day of its session or of the answer that it needs.
    Registration(RegistrationId, String, Date),
    /// A contact on which something is to follow.
    FollowUp(ContactId, String, Date),
}

impl Task {
    /// What kind it is.
    pub const fn kind(&self) -> TaskKind {
        match self {
            Self::Measure(..) => TaskKind::Measure,
            Self::Minutes(..) => TaskKind::Minutes,
            Self::Invitation(..) => TaskKind::Invitation,
            Self::Registration(..) => TaskKind::Registration,
            Self::FollowUp(..) => TaskKind::FollowUp,
        }
    }

    /// In one line.
    pub fn title(&self) -> &str {
        match self {
            Self::Measure(_, title, _)
            | Self::Minutes(_, title, _)
            | Self::Invitation(_, title, _)
            | Self::Registration(_, title, _)
            | Self::FollowUp(_, title, _) => title,
        }
    }

    /// By when.
    pub const fn due(&self) -> Option<Date> {
        match self {
            Self::Measure(_, _, due)
            | Self::Invitation(_, _, due)
            | Self::Registration(_, _, due)
            | Self::FollowUp(_, _, due) => Some(*due),
            Self::Minutes(_, _, until) => *until,
        }
    }

    /// Puts tasks in order: what is due first in front, what has no day at the end.
    pub fn sort(tasks: &mut [Self]) {
        tasks.sort_by_key(|task| (task.due().is_none(), task.due(), task.kind()));
    }
}
