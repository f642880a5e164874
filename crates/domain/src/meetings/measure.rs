//! Measures: who does what by when, to carry out what was decided.

use super::measure_state::{MeasureState, MeasureVerb};
use crate::networks::MeasureProgress;
use crate::shared::{
    AccountId, CommitteeId, Date, GoalId, LongText, MeasureId, Name, OrganisationId, Period, PersonId, Refusal,
    RefusalCode, ResolutionId, Timestamp,
};

/// What a measure is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeasureDraft {
    /// In one line.
    pub title: Name,
    /// In full.
    pub description: Option<LongText>,
    /// The organisation that answers for it.
    pub organisation: OrganisationId,
    /// The person who answers for it.
    pub person: Option<PersonId>,
    /// Its first day.
    pub start: Date,
    /// By when it is to be done.
    pub due: Date,
    /// What it is thought to cost, in cents.
    pub cost_cents: Option<i64>,
    /// The code of the indicator by which its effect is seen.
    pub indicator: Option<Name>,
}

impl MeasureDraft {
    /// Checks what its parts say together.
    ///
    /// # Errors
    /// `END_BEFORE_START`, `OUT_OF_RANGE` for dates beyond 1800 to 2199 or a cost below 0 or above 10 billion euros.
    pub fn check(self) -> Result<Self, Refusal> {
        Period::new(self.start, Some(self.due)).map_err(|refusal| {
            let field = if refusal.path == ["from"] { "start" } else { "due" };
            Refusal { path: vec![field.to_owned()], ..refusal }
        })?;
        let most = 1_000_000_000_000;
        if self.cost_cents.is_some_and(|cost| !(0..=most).contains(&cost)) {
            return Err(Refusal::new(RefusalCode::OutOfRange).at("costCents").with("min", 0).with("max", most));
        }
        Ok(self)
    }
}

/// A measure (German: Maßnahme).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// The measure.
    pub id: MeasureId,
    /// Of which committee.
    pub committee: CommitteeId,
    /// The resolution that ordered it.
    pub resolution: Option<ResolutionId>,
    /// The goal of the network that it serves.
    pub goal: Option<GoalId>,
    /// What it is.
    pub draft: MeasureDraft,
    /// Where it stands.
    pub state: MeasureState,
    /// How far it is, in per cent.
    pub progress: i64,
    /// What stands in its way, what came of it, or why it was given up.
    pub note: Option<LongText>,
    /// Counts the changes.
    pub version: i64,
    /// When the record was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

/// A step in the history of a measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeasureStep {
    /// Of which measure.
    pub measure: MeasureId,
    /// Its place in the history, from 1.
    pub number: i64,
    /// Where the measure stood then.
    pub state: MeasureState,
    /// How far it was, in per cent.
    pub progress: i64,
    /// What was said.
    pub note: Option<LongText>,
    /// By whom; nobody when the operator did, at the command line.
    pub by: Option<AccountId>,
    /// When.
    pub at: Timestamp,
}

impl Measure {
    /// Goes a step. What stands in the way, what came of it and why it was given up must be said.
    ///
    /// # Errors
    /// `WRONG_STATE`; `REQUIRED` for a note or the progress that is missing; `OUT_OF_RANGE` for progress beyond 0 to 100.
    pub fn go(self, verb: MeasureVerb, progress: Option<i64>, note: Option<LongText>) -> Result<Self, Refusal> {
        let state = verb.apply(self.state)?;
        let needs_note = matches!(verb, MeasureVerb::Block | MeasureVerb::Complete | MeasureVerb::Cancel);
        if needs_note && note.is_none() {
            return Err(Refusal::new(RefusalCode::Required).at("note"));
        }
        let progress = match (verb, progress) {
            (MeasureVerb::Complete, _) => 100,
            (MeasureVerb::Progress, None) => return Err(Refusal::new(RefusalCode::Required).at("progress")),
            (_, Some(progress)) if !(0..=100).contains(&progress) => {
                return Err(Refusal::new(RefusalCode::OutOfRange).at("progress").with("min", 0).with("max", 100));
            }
            (_, progress) => progress.unwrap_or(self.progress),
        };
        Ok(Self { state, progress, note, ..self })
    }

    /// Goes on while there is still something to do.
    ///
    /// # Errors
    /// `WRONG_STATE`.
    pub fn expect_open(&self, verb: &'static str) -> Result<(), Refusal> {
        if self.state.is_open() {
            Ok(())
        } else {
            Err(Refusal::new(RefusalCode::WrongState).with("state", self.state).with("verb", verb))
        }
    }

    /// Whether its day has come and it is not done.
    pub fn is_overdue(&self, today: Date) -> bool {
        self.state.is_open() && self.draft.due < today
    }

    /// What it says about the goal that it serves.
    pub fn toward_goal(&self) -> MeasureProgress {
        match self.state {
            MeasureState::Done => MeasureProgress::Done,
            MeasureState::Cancelled => MeasureProgress::Cancelled,
            _ => MeasureProgress::UnderWay(u8::try_from(self.progress).unwrap_or(0)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn measure() -> Measure {
        let at = Timestamp::from_micros(0).unwrap();
        Measure {
            id: Uuid::from_u128(1).into(),
            committee: Uuid::from_u128(2).into(),
            resolution: None,
            goal: None,
            draft: MeasureDraft {
                title: Name::new("Lesepaten gewinnen").unwrap(),
                description: None,
                organisation: Uuid::from_u128(3).into(),
                person: None,
                start: day("2020-03-01"),
                due: day("2020-06-30"),
                cost_cents: None,
                indicator: None,
            },
            state: MeasureState::Open,
            progress: 0,
            note: None,
            version: 1,
            created_at: at,
            updated_at: at,
        }
    }

    #[test]
    fn what_is_done_says_what_came_of_it() {
        let note = || LongText::new("Zwölf Patinnen und Paten.").ok();
        assert_eq!(measure().go(MeasureVerb::Complete, None, None).unwrap_err().code, RefusalCode::Required);
        let done = measure().go(MeasureVerb::Complete, Some(7), note()).unwrap();
        assert_eq!((done.state, done.progress), (MeasureState::Done, 100));
        assert_eq!(done.toward_goal(), MeasureProgress::Done);
        assert_eq!(done.go(MeasureVerb::Block, None, note()).unwrap_err().code, RefusalCode::WrongState);
        assert_eq!(measure().go(MeasureVerb::Block, None, None).unwrap_err().code, RefusalCode::Required);
        assert_eq!(measure().go(MeasureVerb::Progress, None, None).unwrap_err().code, RefusalCode::Required);
        let beyond = measure().go(MeasureVerb::Progress, Some(101), None);
        assert_eq!(beyond.unwrap_err().code, RefusalCode::OutOfRange);
        let under_way = measure().go(MeasureVerb::Progress, Some(40), None).unwrap();
        assert_eq!(under_way.toward_goal(), MeasureProgress::UnderWay(40));
    }

    #[test]
    fn it_is_overdue_the_day_after_unless_it_is_done() {
        assert!(!measure().is_overdue(day("2020-06-30")) && measure().is_overdue(day("2020-07-01")));
        assert!(!Measure { state: MeasureState::Done, ..measure() }.is_overdue(day("2020-07-01")));
    }

    #[test]
    fn it_is_due_after_it_begins() {
        let draft = MeasureDraft { due: day("2020-02-29"), ..measure().draft };
        let refusal = draft.check().unwrap_err();
        assert_eq!((refusal.code, refusal.path), (RefusalCode::EndBeforeStart, vec!["due".to_owned()]));
        assert!(MeasureDraft { cost_cents: Some(-1), ..measure().draft }.check().is_err());
    }
}
