use crate::gate::authorized;
use crate::graphql::meetings::{Committee, Meeting, MeetingParticipant};
use crate::graphql::networks::Network;
use crate::graphql::qualifications::{CourseSession, Registration, TrainerAssignment};
use crate::graphql::shared::{AnyNodeId, DateTime, Enum, call, failure};
use application::calendar::{CalendarEntry as Entry, OwnDate};
use application::meetings::find_committee;
use application::networks::find_network;
use application::qualifications::OwnPart;
use async_graphql::{Context, Object, Result};
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
    meeting: Option<Meeting>,
    participant: Option<MeetingParticipant>,
}

/// What a date is about, as the place among those of its kind that were read together.
enum About {
    Session(usize, Part),
    Meeting(usize),
}

/// What somebody has to do with a session, in the same way.
enum Part {
    Participant(usize),
    Trainer(usize),
}

/// Adds what was read and says its place.
fn place<T>(all: &mut Vec<T>, read: T) -> usize {
    all.push(read);
    all.len() - 1
}

impl CalendarEntry {
    /// Dates that were read together; what they are about is read together too.
    pub(super) fn all(dates: Vec<OwnDate>) -> Vec<Self> {
        let (mut sessions, mut registrations, mut trainers) = (Vec::new(), Vec::new(), Vec::new());
        let (mut meetings, mut participants) = (Vec::new(), Vec::new());
        let mut entries = Vec::with_capacity(dates.len());
        for date in dates {
            match date {
                OwnDate::Session(own) => {
                    let part = match own.part {
                        OwnPart::Participant(registration) => {
                            Part::Participant(place(&mut registrations, registration))
                        }
                        OwnPart::Trainer(assignment) => Part::Trainer(place(&mut trainers, assignment)),
                    };
                    entries.push((own.entry, About::Session(place(&mut sessions, own.session), part)));
                }
                OwnDate::Meeting(own) => {
                    participants.push(own.participant);
                    entries.push((own.entry, About::Meeting(place(&mut meetings, own.meeting))));
                }
            }
        }
        let (sessions, registrations) = (CourseSession::siblings(sessions), Registration::siblings(registrations));
        let (trainers, meetings) = (TrainerAssignment::siblings(trainers), Meeting::siblings(meetings));
        let participants = MeetingParticipant::siblings(participants);
        let own = |(entry, about): (Entry, About)| {
            let (session, part, meeting) = match about {
                About::Session(session, part) => (sessions.get(session).cloned(), Some(part), None),
                About::Meeting(meeting) => (None, None, Some(meeting)),
            };
            let (registration, trainer) = match part {
                Some(Part::Participant(place)) => (registrations.get(place).cloned(), None),
                Some(Part::Trainer(place)) => (None, trainers.get(place).cloned()),
                None => (None, None),
            };
            Self {
                entry,
                session,
                registration,
                trainer,
                meeting: meeting.and_then(|place| meetings.get(place).cloned()),
                participant: meeting.and_then(|place| participants.get(place).cloned()),
            }
        };
        entries.into_iter().map(own).collect()
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

    /// The meeting of a committee that it is (German: Sitzung).
    #[graphql(directive = authorized::apply(Action::CalendarOwn))]
    async fn meeting(&self) -> Option<Meeting> {
        self.meeting.clone()
    }

    /// The seat at the meeting with its answer: one's own, or the one for which one stands in (German: Teilnahme).
    #[graphql(directive = authorized::apply(Action::CalendarOwn))]
    async fn meeting_participant(&self) -> Option<MeetingParticipant> {
        self.participant.clone()
    }
}

/// A secret address under which a calendar can be subscribed to (German: Kalenderabonnement).
#[derive(Clone, Debug)]
pub(crate) struct CalendarFeed(pub(super) Record);

/// A secret address under which a calendar can be subscribed to (German: Kalenderabonnement).
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

    /// The committee whose meetings it shows, if the viewer may still know of it (German: Gremium).
    #[graphql(directive = authorized::apply(Action::CalendarOwn))]
    async fn committee(&self, ctx: &Context<'_>) -> Result<Option<Committee>> {
        let Some(id) = self.0.subject.committee() else { return Ok(None) };
        Ok(failure(ctx, find_committee(call(ctx), id).await)?.map(Committee::one))
    }

    /// The network whose meetings it shows, if the viewer may still know of it (German: Netzwerk).
    #[graphql(directive = authorized::apply(Action::CalendarOwn))]
    async fn network(&self, ctx: &Context<'_>) -> Result<Option<Network>> {
        let Some(id) = self.0.subject.network() else { return Ok(None) };
        Ok(failure(ctx, find_network(call(ctx), id).await)?.map(Network::one))
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
