//! Minutes of a meeting: written, reviewed, approved.

use crate::shared::{
    AccountId, Date, LongText, MeetingId, MinutesId, PersonId, Refusal, RefusalCode, RemarkId, Text, Timestamp,
    coded_enum,
};

/// The text of minutes: at most 100,000 characters with line breaks.
pub type MinutesText = Text<100_000, true>;

coded_enum! {
    /// Where minutes stand.
    MinutesState {
        /// They are being written.
        Draft = "DRAFT", "Entwurf";
        /// The members read them.
        Review = "REVIEW", "in Abstimmung";
        /// They are approved, and nothing in them changes any more.
        Approved = "APPROVED", "genehmigt";
    }
}

coded_enum! {
    /// What a remark on minutes is.
    RemarkKind {
        /// A comment.
        Comment = "COMMENT", "Anmerkung";
        /// An objection: it has to be settled before the minutes are approved.
        Objection = "OBJECTION", "Widerspruch";
    }
}

/// Minutes (German: Protokoll, Niederschrift).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Minutes {
    /// The minutes.
    pub id: MinutesId,
    /// Of which meeting.
    pub meeting: MeetingId,
    /// The text.
    pub text: MinutesText,
    /// Where they stand.
    pub state: MinutesState,
    /// The last day for remarks.
    pub review_until: Option<Date>,
    /// When they were approved.
    pub approved_at: Option<Timestamp>,
    /// By whom.
    pub approved_by: Option<AccountId>,
    /// What was approved, in its canonical form.
    pub frozen: Option<String>,
    /// The SHA-256 of that form, in hexadecimal.
    pub hash: Option<String>,
    /// Counts the changes.
    pub version: i64,
    /// When the record was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

/// A remark of a member on minutes in review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The remark.
    pub id: RemarkId,
    /// On which minutes.
    pub minutes: MinutesId,
    /// By whom.
    pub person: PersonId,
    /// What it is.
    pub kind: RemarkKind,
    /// What it says.
    pub text: LongText,
    /// When.
    pub at: Timestamp,
    /// When it was settled.
    pub settled_at: Option<Timestamp>,
    /// How.
    pub settlement: Option<LongText>,
}

impl Minutes {
    /// Goes on while they are written.
    ///
    /// # Errors
    /// `WRONG_STATE`.
    pub fn expect_draft(&self, verb: &'static str) -> Result<(), Refusal> {
        self.expect(MinutesState::Draft, verb)
    }

    /// Goes on while the members read them.
    ///
    /// # Errors
    /// `WRONG_STATE`.
    pub fn expect_review(&self, verb: &'static str) -> Result<(), Refusal> {
        self.expect(MinutesState::Review, verb)
    }

    /// Gives them to the members, until a day.
    ///
    /// # Errors
    /// `WRONG_STATE`, `OUT_OF_RANGE` for a day that has passed.
    pub fn submit(self, until: Option<Date>, today: Date) -> Result<Self, Refusal> {
        self.expect_draft("submit")?;
        if until.is_some_and(|until| until < today) {
            let refusal = Refusal::new(RefusalCode::OutOfRange).at("reviewUntil");
            return Err(refusal.with("min", today).with("max", "2199-12-31"));
        }
        Ok(Self { state: MinutesState::Review, review_until: until, ..self })
    }

    /// Takes them back to be written again.
    ///
    /// # Errors
    /// `WRONG_STATE`.
    pub fn take_back(self) -> Result<Self, Refusal> {
        self.expect_review("return")?;
        Ok(Self { state: MinutesState::Draft, review_until: None, ..self })
    }

    /// Checks that a remark may be made on a day.
    ///
    /// # Errors
    /// `WRONG_STATE`, `DEADLINE_PASSED`.
    pub fn expect_remarks(&self, today: Date) -> Result<(), Refusal> {
        self.expect_review("remark")?;
        match self.review_until.filter(|until| today > *until) {
            Some(deadline) => Err(Refusal::new(RefusalCode::DeadlinePassed).with("deadline", deadline)),
            None => Ok(()),
        }
    }

    /// Approves and freezes them in their canonical form.
    ///
    /// # Errors
    /// `WRONG_STATE`, `NOT_YET` while there is time for remarks, `HAS_OBJECTIONS` while some are not settled.
    pub fn approve(self, remarks: &[Remark], today: Date) -> Result<Self, Refusal> {
        self.expect_review("approve")?;
        if let Some(until) = self.review_until.filter(|until| today <= *until) {
            return Err(Refusal::new(RefusalCode::NotYet).with("at", until));
        }
        let open = |remark: &&Remark| remark.kind == RemarkKind::Objection && remark.settled_at.is_none();
        let objections = remarks.iter().filter(open).count();
        if objections > 0 {
            return Err(Refusal::new(RefusalCode::HasObjections).with("count", objections));
        }
        Ok(Self { state: MinutesState::Approved, ..self })
    }

    fn expect(&self, state: MinutesState, verb: &'static str) -> Result<(), Refusal> {
        if self.state == state {
            Ok(())
        } else {
            Err(Refusal::new(RefusalCode::WrongState).with("state", self.state).with("verb", verb))
        }
    }
}

/// Goes on when minutes are approved: what changes then is an amendment.
///
/// # Errors
/// `WRONG_STATE`.
pub fn check_amendable(minutes: &Minutes) -> Result<(), Refusal> {
    minutes.expect(MinutesState::Approved, "amend")
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn minutes(state: MinutesState) -> Minutes {
        let at = Timestamp::from_micros(0).unwrap();
        Minutes {
            id: Uuid::from_u128(1).into(),
            meeting: Uuid::from_u128(2).into(),
            text: Text::new("Zu TOP 1 wird berichtet.").unwrap(),
            state,
            review_until: None,
            approved_at: None,
            approved_by: None,
            frozen: None,
            hash: None,
            version: 1,
            created_at: at,
            updated_at: at,
        }
    }

    fn objection(settled: bool) -> Remark {
        let at = Timestamp::from_micros(0).unwrap();
        Remark {
            id: Uuid::from_u128(3).into(),
            minutes: Uuid::from_u128(1).into(),
            person: Uuid::from_u128(4).into(),
            kind: RemarkKind::Objection,
            text: LongText::new("So war es nicht.").unwrap(),
            at,
            settled_at: settled.then_some(at),
            settlement: None,
        }
    }

    #[test]
    fn each_step_has_its_one_state() {
        let today = day("2020-03-03");
        for state in MinutesState::ALL {
            assert_eq!(minutes(*state).submit(None, today).is_ok(), *state == MinutesState::Draft);
            assert_eq!(minutes(*state).take_back().is_ok(), *state == MinutesState::Review);
            assert_eq!(minutes(*state).approve(&[], today).is_ok(), *state == MinutesState::Review);
            assert_eq!(minutes(*state).expect_remarks(today).is_ok(), *state == MinutesState::Review);
            assert_eq!(check_amendable(&minutes(*state)).is_ok(), *state == MinutesState::Approved);
        }
    }

    #[test]
    fn an_objection_is_settled_first() {
        let approve = |settled| minutes(MinutesState::Review).approve(&[objection(settled)], day("2020-03-03"));
        assert_eq!(approve(false).unwrap_err().code, RefusalCode::HasObjections);
        assert!(approve(true).is_ok());
    }

    #[test]
    fn the_last_day_for_remarks_belongs_to_the_members() {
        let given = minutes(MinutesState::Draft).submit(Some(day("2020-03-10")), day("2020-03-03")).unwrap();
        assert!(given.expect_remarks(day("2020-03-10")).is_ok());
        assert_eq!(given.clone().approve(&[], day("2020-03-10")).unwrap_err().code, RefusalCode::NotYet);
        assert_eq!(given.expect_remarks(day("2020-03-11")).unwrap_err().code, RefusalCode::DeadlinePassed);
        assert!(given.approve(&[], day("2020-03-11")).is_ok());
        let past = minutes(MinutesState::Draft).submit(Some(day("2020-03-02")), day("2020-03-03"));
        assert_eq!(past.unwrap_err().code, RefusalCode::OutOfRange);
    }
}
