//! The questions of a form.

use super::super::question::check_key;
use super::wording::{Wording, WordingDraft};
use crate::shared::{Refusal, RefusalCode, Refusals, coded_enum};
use std::collections::BTreeSet;

coded_enum! {
    /// How a question of an evaluation is answered.
    EvaluationQuestionKind {
        /// With a number from 1, not at all, to 5, fully.
        Likert5 = "LIKERT5", "Zustimmung von 1 bis 5";
        /// With one of the options.
        Choice = "CHOICE", "Auswahl";
        /// With any number of the options.
        Multiple = "MULTIPLE", "Mehrfachauswahl";
        /// With a text.
        Text = "TEXT", "Freitext";
        /// With a number from 0, not at all likely, to 10, very likely: would they recommend it (Net Promoter Score)?
        Recommendation = "RECOMMENDATION", "Weiterempfehlung von 0 bis 10";
    }
}

/// A question as it is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvaluationQuestionDraft {
    /// By what answers name it: letters, digits and underscores.
    pub key: String,
    /// What is asked.
    pub wording: WordingDraft,
    /// How it is answered.
    pub kind: EvaluationQuestionKind,
    /// What there is to choose from.
    pub options: Vec<WordingDraft>,
    /// Whether it has to be answered.
    pub required: bool,
}

/// A question of an evaluation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvaluationQuestion {
    /// By what answers name it.
    pub key: String,
    /// What is asked.
    pub wording: Wording,
    /// How it is answered.
    pub kind: EvaluationQuestionKind,
    /// What there is to choose from; answers name it by its place, from 1.
    pub options: Vec<Wording>,
    /// Whether it has to be answered.
    pub required: bool,
}

impl EvaluationQuestion {
    /// The most questions of one evaluation.
    pub const MOST: usize = 40;
    /// The most options of one question.
    const MOST_OPTIONS: usize = 30;

    /// Checks the questions of one form, in their order.
    ///
    /// # Errors
    /// `TOO_FEW` for none, `TOO_MANY`, `DUPLICATE` keys and options, `INVALID` keys, and what is wrong with texts.
    pub fn check(typed: &[EvaluationQuestionDraft]) -> Result<Vec<Self>, Vec<Refusal>> {
        let mut refusals = Refusals::new();
        if typed.is_empty() {
            refusals.push(Refusal::new(RefusalCode::TooFew).with("min", 1));
        }
        if typed.len() > Self::MOST {
            refusals.push(Refusal::new(RefusalCode::TooMany).with("max", Self::MOST));
            return refusals.into_result(None);
        }
        let mut checked: Vec<Self> = Vec::with_capacity(typed.len());
        for (place, draft) in typed.iter().enumerate() {
            if let Some(question) = refusals.take_all(&place.to_string(), Self::check_one(draft, &checked)) {
                checked.push(question);
            }
        }
        refusals.into_result(Some(checked))
    }

    fn check_one(draft: &EvaluationQuestionDraft, earlier: &[Self]) -> Result<Self, Vec<Refusal>> {
        let mut refusals = Refusals::new();
        let known = earlier.iter().map(|question| question.key.as_str());
        let key = refusals.take("key", check_key(&draft.key, known));
        let wording = refusals.gather(Wording::check(&draft.wording));
        let options = refusals.take_all("options", check_options(draft));
        let question = key.zip(wording).zip(options).map(|((key, wording), options)| Self {
            key,
            wording,
            kind: draft.kind,
            options,
            required: draft.required,
        });
        refusals.into_result(question)
    }

    /// The numbers with which it can be answered, from the least to the greatest; nothing for a text.
    pub fn numbers(&self) -> Option<std::ops::RangeInclusive<i64>> {
        match self.kind {
            EvaluationQuestionKind::Likert5 => Some(1..=5),
            EvaluationQuestionKind::Recommendation => Some(0..=10),
            EvaluationQuestionKind::Choice | EvaluationQuestionKind::Multiple => {
                Some(1..=i64::try_from(self.options.len()).unwrap_or(i64::MAX))
            }
            EvaluationQuestionKind::Text => None,
        }
    }

    /// How many such numbers there are.
    pub fn width(&self) -> usize {
        self.numbers().map_or(0, Iterator::count)
    }
}

fn check_options(draft: &EvaluationQuestionDraft) -> Result<Vec<Wording>, Vec<Refusal>> {
    let chosen = matches!(draft.kind, EvaluationQuestionKind::Choice | EvaluationQuestionKind::Multiple);
    let number = draft.options.len();
    let wrong = if !chosen && number > 0 {
        Some(Refusal::new(RefusalCode::Invalid).with("reason", "there is nothing to choose from"))
    } else if chosen && number < 2 {
        Some(Refusal::new(RefusalCode::TooFew).with("min", 2))
    } else if number > EvaluationQuestion::MOST_OPTIONS {
        Some(Refusal::new(RefusalCode::TooMany).with("max", EvaluationQuestion::MOST_OPTIONS))
    } else {
        None
    };
    if let Some(refusal) = wrong {
        return Err(vec![refusal]);
    }
    let mut refusals = Refusals::new();
    let (mut options, mut seen) = (Vec::with_capacity(number), BTreeSet::new());
    for (place, option) in draft.options.iter().enumerate() {
        let Some(option) = refusals.take_all(&place.to_string(), Wording::check(option)) else { continue };
        if !seen.insert(option.german.clone()) {
            refusals.push(Refusal::new(RefusalCode::Duplicate).at(place.to_string()));
        }
        options.push(option);
    }
    refusals.into_result(Some(options))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(crate) fn wording(german: &str) -> WordingDraft {
        WordingDraft { german: german.to_owned(), english: None }
    }

    pub(crate) fn draft(key: &str, kind: EvaluationQuestionKind) -> EvaluationQuestionDraft {
        let chosen = matches!(kind, EvaluationQuestionKind::Choice | EvaluationQuestionKind::Multiple);
        let options = if chosen { vec![wording("Tempo"), wording("Inhalt"), wording("Ort")] } else { Vec::new() };
        EvaluationQuestionDraft { key: key.to_owned(), wording: wording("Frage"), kind, options, required: false }
    }

    /// A question of every kind, the first one required.
    pub(crate) fn form() -> Vec<EvaluationQuestion> {
        EvaluationQuestion::check(&[
            EvaluationQuestionDraft { required: true, ..draft("nutzen", EvaluationQuestionKind::Likert5) },
            draft("thema", EvaluationQuestionKind::Choice),
            draft("lob", EvaluationQuestionKind::Multiple),
            draft("weiter", EvaluationQuestionKind::Recommendation),
            draft("text", EvaluationQuestionKind::Text),
        ])
        .unwrap()
    }

    fn refused(typed: &[EvaluationQuestionDraft]) -> Vec<(String, RefusalCode)> {
        let refusals = EvaluationQuestion::check(typed).unwrap_err();
        refusals.into_iter().map(|refusal| (refusal.path.join("."), refusal.code)).collect()
    }

    #[test]
    fn each_kind_has_its_numbers() {
        let widths: Vec<usize> = form().iter().map(EvaluationQuestion::width).collect();
        assert_eq!(widths, [5, 3, 3, 11, 0]);
    }

    #[test]
    fn a_form_that_makes_no_sense_is_refused() {
        use EvaluationQuestionKind::{Choice, Likert5, Text};
        assert_eq!(refused(&[]), [(String::new(), RefusalCode::TooFew)]);
        let twice = [draft("a", Likert5), draft("a", Text)];
        assert_eq!(refused(&twice), [("1.key".to_owned(), RefusalCode::Duplicate)]);
        assert_eq!(refused(&[draft("a b", Text)]), [("0.key".to_owned(), RefusalCode::Invalid)]);
        let unasked = EvaluationQuestionDraft { wording: wording(" "), ..draft("a", Text) };
        assert_eq!(refused(&[unasked]), [("0.german".to_owned(), RefusalCode::Required)]);
        let same = EvaluationQuestionDraft { options: vec![wording("x"), wording("x")], ..draft("a", Choice) };
        assert_eq!(refused(&[same]), [("0.options.1".to_owned(), RefusalCode::Duplicate)]);
        let none = EvaluationQuestionDraft { options: Vec::new(), ..draft("a", Choice) };
        assert_eq!(refused(&[none]), [("0.options".to_owned(), RefusalCode::TooFew)]);
        let scale = EvaluationQuestionDraft { options: vec![wording("x")], ..draft("a", Likert5) };
        assert_eq!(refused(&[scale]), [("0.options".to_owned(), RefusalCode::Invalid)]);
        let many: Vec<_> = (0..41).map(|number| draft(&format!("q{number}"), Text)).collect();
        assert_eq!(refused(&many), [(String::new(), RefusalCode::TooMany)]);
    }
}
