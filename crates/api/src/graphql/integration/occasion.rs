//! How one document of a subscription is carried out again and again: once to see what it wants to hear of, and then
//! for every event.

use application::integration::EventFilter;
use domain::integration::Event;
use domain::shared::{CourseSessionId, Id};
use std::sync::{Arc, OnceLock};

/// Why a subscription is carried out.
#[derive(Clone, Debug)]
pub enum Occasion {
    /// To see what it wants to hear of. Its root field leaves that here and answers with nothing.
    Opening(Arc<OnceLock<Interest>>),
    /// Because of an event: its root field answers once.
    Event(Arc<Event>),
    /// To answer with what is there now.
    Now,
}

/// What a subscription wants to hear of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Interest {
    /// Of events.
    Changes {
        /// Of which.
        filter: EventFilter,
        /// After which cursor; from now on when there is none.
        after: Option<String>,
    },
    /// Of the seats of a session.
    Seats(CourseSessionId),
    /// Of what somebody has to do.
    Tasks,
}

/// The nouns of events after which somebody may have something else to do.
const OF_TASKS: [&str; 7] = ["measure", "minutes", "meeting", "registration", "trainer", "contact", "courseSession"];

impl Interest {
    /// Whether an event is a reason to answer.
    pub fn wants(&self, event: &Event) -> bool {
        match self {
            Self::Changes { filter, .. } => {
                filter.topics.include(event.kind) && filter.subject.is_none_or(|subject| subject == event.subject)
            }
            // A registration does not say here for which session it is: what has not changed is not told.
            Self::Seats(session) => {
                event.kind.noun() == "registration"
                    || (event.kind.subject == CourseSessionId::TYPE && event.subject == session.uuid())
            }
            // No event says whose tasks it changes: what has not changed is not told.
            Self::Tasks => OF_TASKS.contains(&event.kind.noun()),
        }
    }

    /// Whether the events themselves are told, and so each only to those who may know of it.
    pub const fn tells_events(&self) -> bool {
        matches!(self, Self::Changes { .. })
    }

    /// After which cursor it begins.
    pub fn after(&self) -> Option<&str> {
        match self {
            Self::Changes { after, .. } => after.as_deref(),
            Self::Seats(_) | Self::Tasks => None,
        }
    }
}
