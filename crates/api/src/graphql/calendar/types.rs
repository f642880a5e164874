use crate::gate::authorized;
use crate::graphql::qualifications::{CourseSession, Registration, TrainerAssignment};
use crate::graphql::shared::{AnyNodeId, DateTime, Enum};
use application::calendar::{CalendarEntry as Entry, OwnDate};
use application::qualifications::OwnPart;
use async_graphql::Object;
use domain::access::Action;
use domain::calendar::{CalendarEntryStatus, CalendarFeed as Record};
use domain::shared::{CalendarFeedId, Id};

/// A date in one's own calendar (German: Kalendereintrag).
#[derive(Clone, Debug)]
pub(crate) struct CalendarEntry {
    entry: Entry,
    session: Option<CourseSession>,
    registration: Option<Registration>,
    trainer: Option<TrainerAssignment>,
}

impl CalendarEntry {
    /// Dates that were read together; what they are about is read together too.
    pub(super) fn all(dates: Vec<OwnDate>) -> Vec<Self> {
        let (mut sessions, mut registrations, mut trainers) = (Vec::new(), Vec::new(), Vec::new());
        let mut entries = Vec::with_capacity(dates.len());
        for date in dates {
            let OwnDate::Session(own) = date;
            sessions.push(own.session);
            match own.part {
                OwnPart::Participant(registration) => registrations.push(registration),
                OwnPart::Trainer(assignment) => trainers.push(assignment),
            }
            entries.push(own.entry);
        }
        let is_participant: std::collections::BTreeSet<_> = registrations.iter().map(|it| it.id.uuid()).collect();
        let mut registrations = Registration::siblings(registrations).into_iter();
        let mut trainers = TrainerAssignment::siblings(trainers).into_iter();
        let own = |(entry, session): (Entry, CourseSession)| {
            let participates = is_participant.contains(&entry.id);
            Self {
                session: Some(session),
                registration: if participates { registrations.next() } else { None },
                trainer: if participates { None } else { trainers.next() },
                entry,
            }
        };
        entries.into_iter().zip(CourseSession::siblings(sessions)).map(own).collect()
    }
}

/// A date in one's own calendar (German: Kalendereintrag).
#[Object]
impl CalendarEntry {
    /// By what calendars know it again, before the sign @: UID of RFC 5545 (German: Kennung).
    #[graphql(directive = authorized::apply(Action::CalendarOwn))]
    async fn uid(&self) -> String {
        self.entry.id.to_string()
    }

    /// How certain it is (German: Status).
    #[graphql(directive = authorized::apply(Action::CalendarOwn))]
    async fn status(&self) -> Enum<CalendarEntryStatus> {
        Enum(self.entry.status)
    }

    /// What it is called (German: Titel).
    #[graphql(directive = authorized::apply(Action::CalendarOwn))]
    async fn title(&self) -> &str {
        &self.entry.title
    }

    /// When it begins (German: Beginn).
    #[graphql(directive = authorized::apply(Action::CalendarOwn))]
    async fn start(&self) -> DateTime {
        DateTime(self.entry.start)
    }

    /// When it ends (German: Ende).
    #[graphql(directive = authorized::apply(Action::CalendarOwn))]
    async fn end(&self) -> DateTime {
        DateTime(self.entry.end)
    }

    /// Where it takes place (German: Ort).
    #[graphql(directive = authorized::apply(Action::CalendarOwn))]
    async fn location(&self) -> Option<&str> {
        self.entry.location.as_deref()
    }

    /// The session of a qualification that it is (German: Termin).
    #[graphql(directive = authorized::apply(Action::CalendarOwn))]
    async fn course_session(&self) -> Option<CourseSession> {
        self.session.clone()
    }

    /// One's registration for it (German: Anmeldung).
    #[graphql(directive = authorized::apply(Action::CalendarOwn))]
    async fn registration(&self) -> Option<Registration> {
        self.registration.clone()
    }

    /// One's assignment as its trainer (German: Auftrag als Referent*in).
    #[graphql(directive = authorized::apply(Action::CalendarOwn))]
    async fn trainer_assignment(&self) -> Option<TrainerAssignment> {
        self.trainer.clone()
    }
}

/// A secret address under which one's own calendar can be subscribed to (German: Kalenderabonnement).
#[derive(Clone, Debug)]
pub(crate) struct CalendarFeed(pub(super) Record);

/// A secret address under which one's own calendar can be subscribed to (German: Kalenderabonnement).
#[Object]
impl CalendarFeed {
    /// The global id.
    pub(crate) async fn id(&self) -> AnyNodeId {
        AnyNodeId::new(CalendarFeedId::TYPE, self.0.id.uuid())
    }

    /// What its owner calls it (German: Bezeichnung).
    #[graphql(directive = authorized::apply(Action::CalendarOwn))]
    async fn label(&self) -> &str {
        self.0.label.as_str()
    }

    /// When it was made (German: angelegt am).
    #[graphql(directive = authorized::apply(Action::CalendarOwn))]
    async fn created_at(&self) -> DateTime {
        DateTime(self.0.created_at)
    }

    /// Since when its address leads nowhere (German: widerrufen am).
    #[graphql(directive = authorized::apply(Action::CalendarOwn))]
    async fn revoked_at(&self) -> Option<DateTime> {
        self.0.revoked_at.map(DateTime)
    }
}
