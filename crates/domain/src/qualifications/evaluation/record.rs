//! An evaluation and its states.

use super::form::EvaluationQuestion;
use super::parts::EvaluationBreakdown;
use super::protection::FEWEST_SHOWN;
use crate::shared::{CourseSessionId, EvaluationId, Refusal, RefusalCode, Timestamp, coded_enum, transitions};

coded_enum! {
    /// The states of an evaluation.
    EvaluationState {
        /// Its form is being written.
        Draft = "DRAFT", "Entwurf";
        /// Those who were there can answer. Nobody sees what was said.
        Open = "OPEN", "offen";
        /// Nobody can answer any more. Its results can be read.
        Closed = "CLOSED", "abgeschlossen";
    }
}

transitions! {
    /// What is done with an evaluation.
    EvaluationVerb on EvaluationState {
        /// The form changes.
        Update = "update": Draft => Draft;
        /// Those who were there are asked.
        Open = "open": Draft => Open;
        /// Somebody answers.
        Answer = "answer": Open => Open;
        /// Nobody can answer any more.
        Close = "close": Open => Closed;
    }
}

/// An evaluation of a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evaluation {
    /// The evaluation itself.
    pub id: EvaluationId,
    /// Of which session.
    pub session: CourseSessionId,
    /// What is asked, in this order.
    pub questions: Vec<EvaluationQuestion>,
    /// By what its results are broken down.
    pub breakdown: Option<EvaluationBreakdown>,
    /// Where it stands.
    pub state: EvaluationState,
    /// How many people are asked.
    pub asked: u32,
    /// How many had answered when it closed.
    pub answered: Option<u32>,
    /// Counts the changes of the form and the state. Answers are no change.
    pub version: i64,
    /// When the record was made.
    pub created_at: Timestamp,
    /// When the form or the state last changed.
    pub updated_at: Timestamp,
}

impl Evaluation {
    /// Changes the form.
    ///
    /// # Errors
    /// `WRONG_STATE` once it was opened: whoever answered, answered this form.
    pub fn update(
        self,
        questions: Vec<EvaluationQuestion>,
        breakdown: Option<EvaluationBreakdown>,
    ) -> Result<Self, Refusal> {
        Ok(Self { state: EvaluationVerb::Update.apply(self.state)?, questions, breakdown, ..self })
    }

    /// Asks those who were there.
    ///
    /// # Errors
    /// `WRONG_STATE`; `TOO_FEW` when fewer than five were there: their answers could never be shown.
    pub fn open(self, asked: u32) -> Result<Self, Refusal> {
        let state = EvaluationVerb::Open.apply(self.state)?;
        if asked < FEWEST_SHOWN {
            return Err(Refusal::new(RefusalCode::TooFew).at("attendance").with("min", FEWEST_SHOWN));
        }
        Ok(Self { state, asked, ..self })
    }

    /// Asks more people, whose attendance was recorded since it opened.
    #[must_use]
    pub fn extend(self, more: u32) -> Self {
        Self { asked: self.asked + more, ..self }
    }

    /// When those are reminded who have not answered by then, of an evaluation that opens now: a week later, once.
    pub fn reminder(now: Timestamp) -> Timestamp {
        const WEEK: i64 = 7 * 86_400;
        now.plus_seconds(WEEK)
    }

    /// Lets nobody answer any more.
    ///
    /// # Errors
    /// `WRONG_STATE`.
    pub fn close(self, answered: u32) -> Result<Self, Refusal> {
        Ok(Self { state: EvaluationVerb::Close.apply(self.state)?, answered: Some(answered), ..self })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shared::machine::steps;

    #[test]
    fn its_machine_has_these_steps_and_no_others() {
        let steps = steps(EvaluationVerb::ALL, EvaluationVerb::code, EvaluationVerb::apply);
        assert_eq!(
            steps,
            ["update DRAFT -> DRAFT", "open DRAFT -> OPEN", "answer OPEN -> OPEN", "close OPEN -> CLOSED"]
        );
    }
}
