//! A meeting of a committee.

use super::kind::MeetingFormat;
use super::meeting_state::{MeetingState, MeetingVerb};
use crate::shared::{
    CommitteeId, Date, LongText, MeetingId, Name, Refusal, RefusalCode, Timestamp, WebAddress, berlin_date,
};

/// The longest meeting, in seconds: three days.
const LONGEST: i64 = 3 * 24 * 60 * 60;

/// When and where a meeting takes place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeetingPlan {
    /// What it is called.
    pub title: Name,
    /// When it begins.
    pub start: Timestamp,
    /// When it is to end.
    pub end: Timestamp,
    /// How it takes place.
    pub format: MeetingFormat,
    /// Where.
    pub place: Option<Name>,
    /// Where to take part online: for those who are invited.
    pub online: Option<WebAddress>,
}

impl MeetingPlan {
    /// Checks what its parts say together.
    ///
    /// # Errors
    /// `END_BEFORE_START`, `OUT_OF_RANGE` for more than three days, `REQUIRED` for a meeting in person without a place.
    pub fn check(self) -> Result<Self, Refusal> {
        if self.end <= self.start {
            return Err(Refusal::new(RefusalCode::EndBeforeStart).at("end"));
        }
        let latest = self.start.plus_seconds(LONGEST);
        if self.end > latest {
            return Err(Refusal::new(RefusalCode::OutOfRange).at("end").with("min", self.start).with("max", latest));
        }
        if self.format.has_place() && self.place.is_none() {
            return Err(Refusal::new(RefusalCode::Required).at("place"));
        }
        Ok(self)
    }

    /// The local date on which it takes place: the seats of this day count.
    pub fn day(&self) -> Date {
        berlin_date(self.start)
    }
}

/// A meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meeting {
    /// The meeting.
    pub id: MeetingId,
    /// Of which committee.
    pub committee: CommitteeId,
    /// Which meeting of the committee, from 1.
    pub number: i64,
    /// When and where.
    pub plan: MeetingPlan,
    /// Where it stands.
    pub state: MeetingState,
    /// Why it was cancelled or takes place on another date.
    pub reason: Option<LongText>,
    /// The meeting that takes its place.
    pub successor: Option<MeetingId>,
    /// The number of the last invitation that was sent; 0 before the first.
    pub invitation: i64,
    /// When it was opened.
    pub opened_at: Option<Timestamp>,
    /// When it was closed.
    pub closed_at: Option<Timestamp>,
    /// Counts the changes.
    pub version: i64,
    /// When the record was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

impl Meeting {
    /// Goes a step.
    ///
    /// # Errors
    /// `WRONG_STATE`, naming the state and the verb.
    pub fn go(self, verb: MeetingVerb) -> Result<Self, Refusal> {
        Ok(Self { state: verb.apply(self.state)?, ..self })
    }

    /// Changes its plan. Once people are invited, its date stays: another date is another meeting.
    ///
    /// # Errors
    /// `WRONG_STATE`, naming the state and the verb.
    pub fn change(self, plan: MeetingPlan) -> Result<Self, Refusal> {
        self.expect(matches!(self.state, MeetingState::Planned | MeetingState::Invited), "change")?;
        let same_date = (plan.start, plan.end) == (self.plan.start, self.plan.end);
        self.expect(self.state == MeetingState::Planned || same_date, "changeDate")?;
        Ok(Self { plan, ..self })
    }

    /// Goes on while its agenda and papers may change.
    ///
    /// # Errors
    /// `WRONG_STATE`.
    pub fn expect_open_agenda(&self, verb: &'static str) -> Result<(), Refusal> {
        self.expect(self.state.has_open_agenda(), verb)
    }

    /// Goes on while attendance may be recorded.
    ///
    /// # Errors
    /// `WRONG_STATE`.
    pub fn expect_attendance(&self, verb: &'static str) -> Result<(), Refusal> {
        self.expect(self.state.takes_attendance(), verb)
    }

    /// Goes on while it takes place.
    ///
    /// # Errors
    /// `WRONG_STATE`.
    pub fn expect_in_session(&self, verb: &'static str) -> Result<(), Refusal> {
        self.expect(self.state == MeetingState::InSession, verb)
    }

    /// Goes on while people may say whether they come: between the invitation and its beginning.
    ///
    /// # Errors
    /// `WRONG_STATE`, `DEADLINE_PASSED`.
    pub fn expect_answers(&self, now: Timestamp) -> Result<(), Refusal> {
        self.expect(self.state.takes_answers(), "answer")?;
        if now >= self.plan.start {
            return Err(Refusal::new(RefusalCode::DeadlinePassed).with("deadline", self.plan.start));
        }
        Ok(())
    }

    fn expect(&self, is: bool, verb: &'static str) -> Result<(), Refusal> {
        if is {
            Ok(())
        } else {
            Err(Refusal::new(RefusalCode::WrongState).with("state", self.state).with("verb", verb))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(end: &str, place: Option<&str>) -> Result<MeetingPlan, RefusalCode> {
        let plan = MeetingPlan {
            title: Name::new("Frühjahrssitzung").unwrap(),
            start: Timestamp::parse("2020-03-30T22:30:00Z").unwrap(),
            end: Timestamp::parse(end).unwrap(),
            format: MeetingFormat::Hybrid,
            place: place.map(|place| Name::new(place).unwrap()),
            online: None,
        };
        plan.check().map_err(|refusal| refusal.code)
    }

    #[test]
    fn it_ends_after_it_begins_and_has_a_place() {
        assert_eq!(plan("2020-03-30T22:30:00Z", Some("Rathaus")), Err(RefusalCode::EndBeforeStart));
        assert_eq!(plan("2020-04-03T22:30:00Z", Some("Rathaus")), Err(RefusalCode::OutOfRange));
        assert_eq!(plan("2020-03-30T23:30:00Z", None), Err(RefusalCode::Required));
    }

    #[test]
    fn its_day_is_the_one_in_berlin() {
        assert_eq!(plan("2020-03-30T23:30:00Z", Some("Rathaus")).unwrap().day().to_string(), "2020-03-31");
    }
}
