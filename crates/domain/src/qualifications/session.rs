//! A session: one date, of a module or on its own.

use super::attendance::CHANGE_SECONDS;
use super::format::AttendanceMode;
use super::kind::CourseKind;
use super::registration::RegistrationState;
use super::session_plan::SessionPlan;
use super::session_state::{SessionState, SessionVerb};
use super::trainer::Engagement;
use crate::access::Owner;
use crate::shared::{
    CourseModuleId, CourseSeriesId, CourseSessionId, LongText, OrganisationId, Refusal, RefusalCode, Timestamp,
    WebAddress, coded_enum,
};

coded_enum! {
    /// Who may read of an offer.
    Audience {
        /// Only its organisers.
        Organisers = "ORGANISERS", "nur für Veranstalter";
        /// Everybody who is signed in.
        Community = "COMMUNITY", "für die Gemeinschaft";
        /// Everybody.
        Public = "PUBLIC", "öffentlich";
    }
}

/// Why the address of the video room is shown or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OnlineAccess {
    /// Here it is.
    Open(WebAddress),
    /// From this instant on.
    From(Timestamp),
    /// There is none for this person.
    None,
}

/// A session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CourseSession {
    /// The session itself.
    pub id: CourseSessionId,
    /// The organisation that holds it.
    pub host: OrganisationId,
    /// The district in which that organisation lies.
    pub host_district: Option<String>,
    /// The series that it belongs to.
    pub series: Option<CourseSeriesId>,
    /// The module of that series that it teaches.
    pub module: Option<CourseModuleId>,
    /// What kind of offer it is.
    pub kind: CourseKind,
    /// What the organiser says about it.
    pub plan: SessionPlan,
    /// Where it stands.
    pub state: SessionState,
    /// Why it was cancelled, postponed or replaced.
    pub reason: Option<LongText>,
    /// The session that took its place.
    pub replaced_by: Option<CourseSessionId>,
    /// Since when it is announced; a draft that was given up never was.
    pub announced_at: Option<Timestamp>,
    /// When its format last changed.
    pub format_changed_at: Option<Timestamp>,
    /// The published seed from which lots were drawn.
    pub lot_seed: Option<String>,
    /// The place that the next registration gets.
    pub next_place: i64,
    /// Counts the changes that calendars have to know (SEQUENCE of RFC 5545).
    pub sequence: i64,
    /// Counts the changes.
    pub version: i64,
    /// When the record was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

impl CourseSession {
    /// For how many seconds before its start confirmed people see the address of the video room: 24 hours.
    const LINK_SECONDS: i64 = 24 * 3_600;

    /// To whom the record belongs: to its organiser.
    pub fn owner(&self) -> Owner {
        Owner::organisation(self.host, self.host_district.clone())
    }

    /// Who may read of it.
    pub fn audience(&self) -> Audience {
        super::series::audience(self.announced_at.is_none(), self.plan.entitlement)
    }

    /// The address of the video room for a person whose registration stands like this; organisers pass `None`.
    pub fn online_access(&self, registration: Option<RegistrationState>, now: Timestamp) -> OnlineAccess {
        let Some(link) = &self.plan.online_link else { return OnlineAccess::None };
        let from = self.plan.start.plus_seconds(-Self::LINK_SECONDS);
        match registration {
            None => OnlineAccess::Open(link.clone()),
            // A room that was meant for another format leads nowhere.
            Some(_) if !self.plan.format.offers(AttendanceMode::Online) => OnlineAccess::None,
            Some(RegistrationState::Confirmed | RegistrationState::Attended) if now >= from => {
                OnlineAccess::Open(link.clone())
            }
            Some(RegistrationState::Confirmed) => OnlineAccess::From(from),
            Some(_) => OnlineAccess::None,
        }
    }

    /// Until when a seat that becomes free now is held: never beyond the start. `None` when it is given at once.
    pub fn offer_until(&self, now: Timestamp) -> Option<Timestamp> {
        let hours = self.plan.offer_hours?;
        Some(now.plus_seconds(i64::from(hours) * 3_600).min(self.plan.start))
    }

    /// Whether seats that become free are given to those who wait: while it is still to come, and not after the
    /// deadline where late entry is not possible.
    pub fn still_promotes(&self, now: Timestamp) -> bool {
        self.check_late_entry("promote", now).is_ok()
    }

    /// Whether somebody can still come in, perhaps after the deadline.
    ///
    /// # Errors
    /// `WRONG_STATE`, or `DEADLINE_PASSED`.
    pub fn check_late_entry(&self, verb: &'static str, now: Timestamp) -> Result<(), Refusal> {
        use SessionState::{Published, RegistrationClosed, RegistrationOpen};
        if !matches!(self.state, Published | RegistrationOpen | RegistrationClosed) {
            return Err(Refusal::new(RefusalCode::WrongState).with("state", self.state).with("verb", verb));
        }
        let (in_time, deadline) = if self.kind.rules().late_entry {
            (now < self.plan.start, self.plan.start)
        } else {
            (now <= self.plan.deadline, self.plan.deadline)
        };
        if in_time { Ok(()) } else { Err(Refusal::new(RefusalCode::DeadlinePassed).with("deadline", deadline)) }
    }

    /// What it asks of a trainer.
    pub fn engagement(&self) -> Engagement {
        let plan = &self.plan;
        Engagement {
            session: self.id,
            title: plan.title.clone(),
            start: plan.start,
            end: plan.end,
            format: plan.format,
        }
    }

    /// Whether somebody may still register.
    ///
    /// # Errors
    /// `WRONG_STATE`, or `DEADLINE_PASSED`.
    pub fn check_registration(&self, now: Timestamp) -> Result<(), Refusal> {
        if self.state != SessionState::RegistrationOpen {
            return Err(Refusal::new(RefusalCode::WrongState).with("state", self.state).with("verb", "register"));
        }
        if now > self.plan.deadline {
            return Err(Refusal::new(RefusalCode::DeadlinePassed).with("deadline", self.plan.deadline));
        }
        Ok(())
    }

    /// Whether attendance may be recorded now; after 14 days only with a reason.
    ///
    /// # Errors
    /// `WRONG_STATE`, `NOT_YET` before the start, `REQUIRED` when the reason is missing.
    pub fn check_attendance(&self, now: Timestamp, reason: Option<&LongText>) -> Result<(), Refusal> {
        use SessionState::{Closed, EvaluationOpen, Held, Running};
        if !matches!(self.state, Running | Held | EvaluationOpen | Closed) {
            let refusal = Refusal::new(RefusalCode::WrongState).with("state", self.state);
            return Err(refusal.with("verb", "recordAttendance"));
        }
        if now < self.plan.start {
            return Err(Refusal::new(RefusalCode::NotYet).with("at", self.plan.start));
        }
        if now > self.plan.end.plus_seconds(CHANGE_SECONDS) && reason.is_none() {
            return Err(Refusal::new(RefusalCode::Required).at("reason"));
        }
        Ok(())
    }

    /// A step that needs nothing else.
    ///
    /// # Errors
    /// `WRONG_STATE`.
    pub fn advance(self, verb: SessionVerb) -> Result<Self, Refusal> {
        Ok(Self { state: verb.apply(self.state)?, ..self })
    }

    /// Announces it.
    ///
    /// # Errors
    /// `WRONG_STATE`.
    pub fn publish(self, now: Timestamp) -> Result<Self, Refusal> {
        Ok(Self { announced_at: Some(now), ..self.advance(SessionVerb::Publish)? })
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::format::CourseFormat;
    use super::super::registration::tests::at;
    use super::super::session_plan::tests::draft;
    use super::*;
    use uuid::Uuid;

    pub(crate) fn session(kind: CourseKind, state: SessionState) -> CourseSession {
        let made = at("2020-01-10T08:00:00Z");
        let mut typed = draft();
        typed.seats.room = typed.seats.room.max(kind.rules().fewest_people);
        CourseSession {
            id: Uuid::from_u128(2).into(),
            host: Uuid::from_u128(90).into(),
            host_district: None,
            series: None,
            module: None,
            kind,
            plan: SessionPlan::check(kind, &typed).unwrap(),
            state,
            reason: None,
            replaced_by: None,
            announced_at: (state != SessionState::Draft).then_some(made),
            format_changed_at: None,
            lot_seed: None,
            next_place: 1,
            sequence: 0,
            version: 1,
            created_at: made,
            updated_at: made,
        }
    }

    #[test]
    fn a_draft_that_is_given_up_stays_with_its_organisers() {
        let draft = session(CourseKind::Exchange, SessionState::Draft);
        let reason = LongText::new("Zu wenig Bedarf.").unwrap();
        assert_eq!(draft.clone().cancel(reason.clone()).unwrap().audience(), Audience::Organisers);
        let published = draft.publish(at("2020-02-01T08:00:00Z")).unwrap();
        assert_eq!(published.cancel(reason).unwrap().audience(), Audience::Public);
    }

    #[test]
    fn people_register_until_the_deadline_while_registration_is_open() {
        let open = session(CourseKind::Exchange, SessionState::RegistrationOpen);
        assert_eq!(open.check_registration(open.plan.deadline), Ok(()));
        let late = open.check_registration(open.plan.deadline.plus_seconds(1)).unwrap_err();
        assert_eq!(late.code, RefusalCode::DeadlinePassed);
        let closed = session(CourseKind::Exchange, SessionState::Published);
        assert_eq!(closed.check_registration(at("2020-02-01T08:00:00Z")).unwrap_err().code, RefusalCode::WrongState);
    }

    #[test]
    fn the_link_is_for_confirmed_people_from_a_day_before() {
        let mut digital = session(CourseKind::Exchange, SessionState::RegistrationOpen);
        let link = WebAddress::new("https://video.example/raum").unwrap();
        digital.plan.online_link = Some(link.clone());
        digital.plan.format = CourseFormat::Digital;
        let (early, near) = (at("2020-03-02T07:59:59Z"), at("2020-03-02T08:00:00Z"));
        let confirmed = Some(RegistrationState::Confirmed);
        assert_eq!(digital.online_access(confirmed, early), OnlineAccess::From(near));
        assert_eq!(digital.online_access(confirmed, near), OnlineAccess::Open(link.clone()));
        assert_eq!(digital.online_access(Some(RegistrationState::Waitlisted), near), OnlineAccess::None);
        let in_presence = |registration| {
            let mut session = digital.clone();
            session.plan.format = CourseFormat::InPerson;
            session.online_access(registration, near)
        };
        assert_eq!((in_presence(confirmed), in_presence(None)), (OnlineAccess::None, OnlineAccess::Open(link.clone())));
        assert_eq!(digital.online_access(None, early), OnlineAccess::Open(link));
    }

    #[test]
    fn attendance_is_recorded_from_the_start_and_late_only_with_a_reason() {
        let held = session(CourseKind::Exchange, SessionState::Held);
        let code = |now: &str, reason: Option<&str>| {
            let reason = reason.map(|reason| LongText::new(reason).unwrap());
            held.check_attendance(at(now), reason.as_ref()).map_err(|refusal| refusal.code)
        };
        assert_eq!(code("2020-03-03T07:59:59Z", None), Err(RefusalCode::NotYet));
        assert_eq!(code("2020-03-17T15:00:00Z", None), Ok(()));
        assert_eq!(code("2020-03-17T15:00:01Z", None), Err(RefusalCode::Required));
        assert_eq!(code("2020-03-17T15:00:01Z", Some("Die Liste lag in einem anderen Ordner.")), Ok(()));
    }

    #[test]
    fn an_offer_never_lasts_beyond_the_start() {
        let mut exchange = session(CourseKind::Exchange, SessionState::RegistrationOpen);
        exchange.plan.offer_hours = Some(48);
        assert_eq!(exchange.offer_until(at("2020-02-01T08:00:00Z")), Some(at("2020-02-03T08:00:00Z")));
        assert_eq!(exchange.offer_until(at("2020-03-02T08:00:00Z")), Some(exchange.plan.start));
    }

    #[test]
    fn nobody_comes_late_into_a_development_workshop() {
        let workshop = session(CourseKind::DevelopmentWorkshop, SessionState::RegistrationClosed);
        assert!(workshop.still_promotes(workshop.plan.deadline));
        assert!(!workshop.still_promotes(workshop.plan.deadline.plus_seconds(1)));
        let exchange = session(CourseKind::Exchange, SessionState::RegistrationClosed);
        assert!(exchange.still_promotes(exchange.plan.deadline.plus_seconds(1)));
        assert!(!exchange.still_promotes(exchange.plan.start));
    }
}
