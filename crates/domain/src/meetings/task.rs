//! What somebody has to do, from all that they take part in.

use crate::shared::{
    ContactId, CourseSessionId, Date, MeasureId, MeetingId, MinutesId, RegistrationId, TrainerAssignmentId, coded_enum,
};

coded_enum! {
    /// What kind of task it is.
    TaskKind {
        /// A measure to carry out.
        Measure = "MEASURE", "Maßnahme";
        /// Minutes to read before they are approved.
        Minutes = "MINUTES", "Protokoll";
        /// An invitation to answer.
        Invitation = "INVITATION", "Einladung";
        /// A seat that is held until it is accepted or declined.
        Offer = "OFFER", "Platzangebot";
        /// A registration whose session lies ahead.
        Registration = "REGISTRATION", "Anmeldung";
        /// A session of which one is asked to be the trainer.
        TrainerRequest = "TRAINER_REQUEST", "Anfrage als Referent*in";
        /// A session whose organiser has to decide about registrations.
        Decision = "DECISION", "Anmeldungen zur Entscheidung";
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
    /// A seat that is held, and the last day for the answer.
    Offer(RegistrationId, String, Date),
    /// A registration, and the day of its session.
    Registration(RegistrationId, String, Date),
    /// A request to be the trainer, and the day of the session.
    TrainerRequest(TrainerAssignmentId, String, Date),
    /// A session whose registrations wait for its organiser, and the day on which registration ends.
    Decision(CourseSessionId, String, Date),
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
            Self::Offer(..) => TaskKind::Offer,
            Self::Registration(..) => TaskKind::Registration,
            Self::TrainerRequest(..) => TaskKind::TrainerRequest,
            Self::Decision(..) => TaskKind::Decision,
            Self::FollowUp(..) => TaskKind::FollowUp,
        }
    }

    /// In one line.
    pub fn title(&self) -> &str {
        match self {
            Self::Measure(_, title, _)
            | Self::Minutes(_, title, _)
            | Self::Invitation(_, title, _)
            | Self::Offer(_, title, _)
            | Self::Registration(_, title, _)
            | Self::TrainerRequest(_, title, _)
            | Self::Decision(_, title, _)
            | Self::FollowUp(_, title, _) => title,
        }
    }

    /// By when.
    pub const fn due(&self) -> Option<Date> {
        match self {
            Self::Measure(_, _, due)
            | Self::Invitation(_, _, due)
            | Self::Offer(_, _, due)
            | Self::Registration(_, _, due)
            | Self::TrainerRequest(_, _, due)
            | Self::Decision(_, _, due)
            | Self::FollowUp(_, _, due) => Some(*due),
            Self::Minutes(_, _, until) => *until,
        }
    }

    /// Puts tasks in order: what is due first in front, what has no day at the end.
    pub fn sort(tasks: &mut [Self]) {
        tasks.sort_by_key(|task| (task.due().is_none(), task.due(), task.kind()));
    }
}
