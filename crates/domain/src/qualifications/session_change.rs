//! What happens to a session after it was published: a new format, new times, cancelled, postponed, replaced.

use super::capacity::{Claim, Seats, Taken};
use super::format::CourseFormat;
use super::session::CourseSession;
use super::session_plan::{SessionPlan, check_span};
use super::session_state::{SessionState, SessionVerb};
use crate::shared::{
    AccountId, CourseSessionId, FormatChangeId, LongText, Refusal, RefusalCode, Timestamp, WebAddress,
};

/// A change of the format: a line of the session's history that is never rewritten.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormatChange {
    /// The change itself.
    pub id: FormatChangeId,
    /// Of which session.
    pub session: CourseSessionId,
    /// The format before.
    pub from: CourseFormat,
    /// The format since.
    pub to: CourseFormat,
    /// Why.
    pub reason: LongText,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: Option<AccountId>,
}

impl CourseSession {
    /// Changes what the organiser says, while the session is still to come. The format has a verb of its own. What
    /// calendars show raises the sequence.
    ///
    /// # Errors
    /// `WRONG_STATE`; `INVALID` for another format, `CAPACITY_BELOW_CONFIRMED` for fewer seats than are taken.
    pub fn rewrite(self, plan: SessionPlan, taken: &Taken) -> Result<Self, Refusal> {
        if !self.state.is_ahead() {
            return Err(self.wrong_state("update"));
        }
        if plan.format != self.plan.format && self.state != SessionState::Draft {
            let reason = "the format of a published session changes with changeSessionFormat";
            return Err(Refusal::new(RefusalCode::Invalid).at("format").with("reason", reason));
        }
        if !plan.seat_plan().holds(taken) {
            return Err(Refusal::new(RefusalCode::CapacityBelowConfirmed).at("seats").with("taken", taken.total()));
        }
        let shown = |plan: &SessionPlan| (plan.start, plan.end, plan.title.clone(), plan.location.clone());
        let sequence = self.sequence + i64::from(shown(&plan) != shown(&self.plan));
        Ok(Self { plan, sequence, ..self })
    }

    /// Changes the format after publication. Those who are registered take part in the new way; `seats` and `link`
    /// replace the present ones where they are given.
    ///
    /// # Errors
    /// `WRONG_STATE`; `INVALID` when it has this format already; `CAPACITY_BELOW_CONFIRMED` when the new format has fewer
    /// seats than are taken.
    pub fn change_format(
        mut self,
        to: CourseFormat,
        seats: Option<Seats>,
        link: Option<WebAddress>,
        taken: &Taken,
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        if !self.state.is_ahead() || self.state == SessionState::Draft {
            return Err(self.wrong_state("changeFormat"));
        }
        if to == self.plan.format {
            let reason = format!("the session has the format {to} already");
            return Err(Refusal::new(RefusalCode::Invalid).at("format").with("reason", reason));
        }
        self.plan.format = to;
        self.plan.seats = seats.unwrap_or(self.plan.seats);
        self.plan.online_link = link.or(self.plan.online_link);
        let open = self.plan.seats.open(to);
        if [open.room, open.online].into_iter().any(|seats| seats > Seats::MOST) {
            return Err(Refusal::new(RefusalCode::OutOfRange).at("seats").with("min", 1).with("max", Seats::MOST));
        }
        let most = self.kind.rules().most_people.unwrap_or(u32::MAX);
        if !(self.kind.rules().fewest_people..=most).contains(&open.total()) {
            let fewest = self.kind.rules().fewest_people;
            return Err(Refusal::new(RefusalCode::OutOfRange).at("seats").with("min", fewest).with("max", most));
        }
        if !self.plan.seat_plan().holds(&taken.clone().moved(to)) {
            return Err(Refusal::new(RefusalCode::CapacityBelowConfirmed).at("seats").with("taken", taken.total()));
        }
        self.format_changed_at = Some(now);
        self.sequence += 1;
        Ok(self)
    }

    /// It does not take place.
    ///
    /// # Errors
    /// `WRONG_STATE`.
    pub fn cancel(self, reason: LongText) -> Result<Self, Refusal> {
        self.with_reason(SessionVerb::Cancel, reason)
    }

    /// Another session takes its place.
    ///
    /// # Errors
    /// `WRONG_STATE`; `INVALID` when the other one is this one, or does not take place itself.
    pub fn replace(self, by: &Self, reason: LongText) -> Result<Self, Refusal> {
        if by.id == self.id || by.state == SessionState::Cancelled {
            let reason = "a session is replaced by another one that takes place";
            return Err(Refusal::new(RefusalCode::Invalid).at("replacementId").with("reason", reason));
        }
        Ok(Self { replaced_by: Some(by.id), ..self.with_reason(SessionVerb::Replace, reason)? })
    }

    /// It takes place later; a new date is not set yet.
    ///
    /// # Errors
    /// `WRONG_STATE`.
    pub fn postpone(self, reason: LongText) -> Result<Self, Refusal> {
        self.with_reason(SessionVerb::Postpone, reason)
    }

    /// Sets the new date of one that was postponed. Its registration opens again with its own verb.
    ///
    /// # Errors
    /// `WRONG_STATE`, `OUT_OF_RANGE`, `END_BEFORE_START`.
    pub fn reschedule(
        self,
        start: Timestamp,
        end: Timestamp,
        deadline: Option<Timestamp>,
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        let state = SessionVerb::Reschedule.apply(self.state)?;
        check_span(self.plan.format, start, end)?;
        if start <= now {
            return Err(Refusal::new(RefusalCode::OutOfRange).at("start").with("min", now).with("max", end));
        }
        if let Some(deadline) = deadline.filter(|deadline| *deadline > start) {
            return Err(Refusal::new(RefusalCode::OutOfRange).at("deadline").with("min", deadline).with("max", start));
        }
        let plan = SessionPlan { start, end, deadline: deadline.unwrap_or(start), ..self.plan };
        Ok(Self { plan, state, reason: None, sequence: self.sequence + 1, ..self })
    }

    /// It begins, with the people who are confirmed.
    ///
    /// # Errors
    /// `WRONG_STATE`; `TOO_FEW` people or municipalities for its kind.
    pub fn start(self, confirmed: &[Claim]) -> Result<Self, Refusal> {
        let state = SessionVerb::Start.apply(self.state)?;
        self.kind.check_composition(confirmed)?;
        Ok(Self { state, ..self })
    }

    fn with_reason(self, verb: SessionVerb, reason: LongText) -> Result<Self, Refusal> {
        let sequence = self.sequence + 1;
        Ok(Self { reason: Some(reason), sequence, ..self.advance(verb)? })
    }

    fn wrong_state(&self, verb: &'static str) -> Refusal {
        Refusal::new(RefusalCode::WrongState).with("state", self.state).with("verb", verb)
    }
}

#[cfg(test)]
mod tests {
    use super::super::capacity::tests::claim;
    use super::super::format::AttendanceMode;
    use super::super::kind::CourseKind;
    use super::super::registration::tests::at;
    use super::super::session::tests::session;
    use super::super::target_group::TargetGroup;
    use super::*;
    use uuid::Uuid;

    fn reason() -> LongText {
        LongText::new("Die Gesundheitsämter raten von Reisen ab.").unwrap()
    }

    fn taken(people: u32) -> Taken {
        let one = claim(AttendanceMode::Room, TargetGroup::EducationOffice, "05120");
        [(one, people)].into_iter().collect()
    }

    #[test]
    fn a_session_becomes_digital_with_all_who_are_registered() {
        let now = at("2020-02-20T08:00:00Z");
        let open = session(CourseKind::TrainingSeries, SessionState::RegistrationOpen);
        let digital = open.clone().change_format(CourseFormat::Digital, None, None, &taken(2), now).unwrap();
        assert_eq!(digital.plan.seat_plan().seats, Seats { room: 0, online: 50 });
        assert_eq!((digital.format_changed_at, digital.sequence), (Some(now), 1));
        let code = |result: Result<CourseSession, Refusal>| result.unwrap_err().code;
        let small = Some(Seats { room: 2, online: 1 });
        let refused = open.clone().change_format(CourseFormat::Digital, small, None, &taken(2), now);
        assert_eq!(code(refused), RefusalCode::CapacityBelowConfirmed);
        let same = open.change_format(CourseFormat::InPerson, None, None, &taken(0), now);
        assert_eq!(code(same), RefusalCode::Invalid);
        for state in [SessionState::Draft, SessionState::Running, SessionState::Cancelled] {
            let other = session(CourseKind::TrainingSeries, state);
            let refused = other.change_format(CourseFormat::Digital, None, None, &taken(0), now);
            assert_eq!(code(refused), RefusalCode::WrongState, "{state}");
        }
    }

    #[test]
    fn seats_never_drop_below_those_that_are_taken() {
        let open = session(CourseKind::Exchange, SessionState::RegistrationOpen);
        let mut smaller = open.plan.clone();
        smaller.seats.room = 1;
        assert!(open.clone().rewrite(smaller.clone(), &taken(1)).is_ok());
        let refused = open.rewrite(smaller, &taken(2)).unwrap_err();
        assert_eq!(refused.code, RefusalCode::CapacityBelowConfirmed);
    }

    #[test]
    fn only_what_calendars_show_raises_the_sequence() {
        let open = session(CourseKind::Exchange, SessionState::Published);
        let mut roomier = open.plan.clone();
        roomier.seats.room = 9;
        assert_eq!(open.clone().rewrite(roomier, &taken(0)).unwrap().sequence, 0);
        let mut longer = open.plan.clone();
        longer.end = longer.end.plus_seconds(1_800);
        assert_eq!(open.rewrite(longer, &taken(0)).unwrap().sequence, 1);
    }

    #[test]
    fn it_is_postponed_and_gets_a_new_date() {
        let now = at("2020-02-20T08:00:00Z");
        let postponed = session(CourseKind::Exchange, SessionState::RegistrationOpen).postpone(reason()).unwrap();
        let (start, end) = (at("2020-06-22T07:00:00Z"), at("2020-06-22T14:00:00Z"));
        let moved = postponed.clone().reschedule(start, end, None, now).unwrap();
        assert_eq!((moved.state, moved.plan.deadline, moved.sequence), (SessionState::Published, start, 2));
        assert_eq!(moved.reason, None);
        let code = |result: Result<CourseSession, Refusal>| result.unwrap_err().code;
        assert_eq!(code(postponed.clone().reschedule(end, start, None, now)), RefusalCode::EndBeforeStart);
        assert_eq!(code(postponed.reschedule(start, end, None, end)), RefusalCode::OutOfRange);
    }

    #[test]
    fn it_is_replaced_by_another_one_that_takes_place() {
        let open = session(CourseKind::Exchange, SessionState::RegistrationOpen);
        let other = CourseSession { id: Uuid::from_u128(77).into(), ..open.clone() };
        let replaced = open.clone().replace(&other, reason()).unwrap();
        assert_eq!((replaced.state, replaced.replaced_by), (SessionState::Cancelled, Some(other.id)));
        assert_eq!(open.clone().replace(&open, reason()).unwrap_err().code, RefusalCode::Invalid);
        let cancelled = other.cancel(reason()).unwrap();
        assert_eq!(open.replace(&cancelled, reason()).unwrap_err().code, RefusalCode::Invalid);
    }

    #[test]
    fn a_learning_cluster_starts_only_with_enough_municipalities() {
        let cluster = session(CourseKind::LearningCluster, SessionState::RegistrationClosed);
        let from = |keys: &[&str]| -> Vec<Claim> {
            keys.iter().map(|key| claim(AttendanceMode::Room, TargetGroup::EducationOffice, key)).collect()
        };
        let two = from(&["05120", "05120", "05911", "05911", "05911"]);
        assert_eq!(cluster.clone().start(&two).unwrap_err().code, RefusalCode::TooFew);
        let three = from(&["05120", "05120", "05911", "05911", "05124"]);
        assert_eq!(cluster.start(&three).unwrap().state, SessionState::Running);
    }
}
