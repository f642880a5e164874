//! What one participant says: checked against the form, and never kept as it is.

use super::form::{EvaluationQuestion, EvaluationQuestionKind};
use crate::shared::{Refusal, RefusalCode, Refusals, Text};

/// An answer to an open question: at most 2,000 characters.
type Opinion = Text<2_000, true>;

/// An answer as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EvaluationAnswer {
    /// The key of the question.
    pub key: String,
    /// The number, or the numbers of the options, from 1.
    pub numbers: Vec<i64>,
    /// The text.
    pub text: Option<String>,
}

/// What was said to one question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// The places of the numbers among those that are possible, from 0.
    Places(Vec<usize>),
    /// A text.
    Text(String),
}

/// The answers of one participant. It says nothing of who they are, and falls into an urn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ballot(pub(super) Vec<(String, Said)>);

impl Ballot {
    /// Checks the answers to the questions of a form. An empty answer is none.
    ///
    /// # Errors
    /// `NOT_FOUND` for an unknown question, `DUPLICATE` for one that is answered twice, `REQUIRED` for one that has to be
    /// answered and when nothing is said at all, `OUT_OF_RANGE` for a number that is not offered, `TOO_MANY` for several
    /// where one is asked for, `INVALID` for a text where a number belongs and the other way round.
    pub fn check(questions: &[EvaluationQuestion], typed: &[EvaluationAnswer]) -> Result<Self, Vec<Refusal>> {
        let mut refusals = Refusals::new();
        for (place, answer) in typed.iter().enumerate() {
            let at = |code| Refusal::new(code).at("key").at(place.to_string());
            if questions.iter().all(|question| question.key != answer.key) {
                refusals.push(at(RefusalCode::NotFound));
            } else if typed[..place].iter().any(|other| other.key == answer.key) {
                refusals.push(at(RefusalCode::Duplicate));
            }
        }
        let mut said = Vec::with_capacity(typed.len());
        for question in questions {
            let answer = typed.iter().enumerate().find(|(_, answer)| answer.key == question.key);
            let place = answer.map(|(place, _)| place.to_string()).unwrap_or_default();
            match answer.map(|(_, answer)| check_one(question, answer)) {
                Some(Err(refusal)) => refusals.push(refusal.at(place)),
                Some(Ok(Some(one))) => said.push((question.key.clone(), one)),
                Some(Ok(None)) | None if question.required => {
                    refusals.push(Refusal::new(RefusalCode::Required).at(question.key.clone()));
                }
                Some(Ok(None)) | None => {}
            }
        }
        let ballot = refusals.into_result(Some(said))?;
        if ballot.is_empty() {
            return Err(vec![Refusal::new(RefusalCode::Required)]);
        }
        Ok(Self(ballot))
    }
}

fn check_one(question: &EvaluationQuestion, answer: &EvaluationAnswer) -> Result<Option<Said>, Refusal> {
    let text = answer.text.as_deref().filter(|text| !text.trim().is_empty());
    let Some(range) = question.numbers() else {
        if !answer.numbers.is_empty() {
            let refusal = Refusal::new(RefusalCode::Invalid).at("numbers");
            return Err(refusal.with("reason", "this question is answered with a text"));
        }
        let text = Opinion::optional(text).map_err(|refusal| refusal.at("text"))?;
        return Ok(text.map(|text| Said::Text(text.to_string())));
    };
    if text.is_some() {
        let refusal = Refusal::new(RefusalCode::Invalid).at("text");
        return Err(refusal.with("reason", "this question is answered with a number"));
    }
    if answer.numbers.len() > 1 && question.kind != EvaluationQuestionKind::Multiple {
        return Err(Refusal::new(RefusalCode::TooMany).at("numbers").with("max", 1));
    }
    let mut places = Vec::with_capacity(answer.numbers.len());
    for (place, number) in answer.numbers.iter().enumerate() {
        let at = |refusal: Refusal| refusal.at(place.to_string()).at("numbers");
        let found = range.clone().position(|offered| offered == *number).ok_or_else(|| {
            let refusal = Refusal::new(RefusalCode::OutOfRange);
            at(refusal.with("min", range.start()).with("max", range.end()))
        })?;
        if places.contains(&found) {
            return Err(at(Refusal::new(RefusalCode::Duplicate)));
        }
        places.push(found);
    }
    Ok((!places.is_empty()).then_some(Said::Places(places)))
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::form::tests::form;
    use super::*;

    pub(crate) fn number(key: &str, numbers: &[i64]) -> EvaluationAnswer {
        EvaluationAnswer { key: key.to_owned(), numbers: numbers.to_vec(), text: None }
    }

    pub(crate) fn text(key: &str, text: &str) -> EvaluationAnswer {
        EvaluationAnswer { key: key.to_owned(), numbers: Vec::new(), text: Some(text.to_owned()) }
    }

    fn refused(typed: &[EvaluationAnswer]) -> Vec<(String, RefusalCode)> {
        let refusals = Ballot::check(&form(), typed).unwrap_err();
        refusals.into_iter().map(|refusal| (refusal.path.join("."), refusal.code)).collect()
    }

    fn one(path: &str, code: RefusalCode) -> Vec<(String, RefusalCode)> {
        vec![(path.to_owned(), code)]
    }

    #[test]
    fn what_is_asked_can_be_answered() {
        let all = [
            text("text", " Danke! "),
            number("lob", &[3, 1]),
            number("nutzen", &[5]),
            number("weiter", &[0]),
            number("thema", &[2]),
        ];
        let ballot = Ballot::check(&form(), &all).unwrap();
        let keys: Vec<&str> = ballot.0.iter().map(|(key, _)| key.as_str()).collect();
        assert_eq!(keys, ["nutzen", "thema", "lob", "weiter", "text"], "in the order of the form");
        assert_eq!(ballot.0[2].1, Said::Places(vec![2, 0]));
        assert_eq!(ballot.0[4].1, Said::Text("Danke!".to_owned()));
        let empty = [number("nutzen", &[1]), number("lob", &[]), text("text", "  ")];
        assert_eq!(Ballot::check(&form(), &empty).unwrap().0.len(), 1, "an empty answer is none");
    }

    #[test]
    fn what_is_not_asked_cannot() {
        let good = number("nutzen", &[3]);
        let with = |other: EvaluationAnswer| [good.clone(), other];
        assert_eq!(refused(&with(number("hobby", &[1]))), one("1.key", RefusalCode::NotFound));
        assert_eq!(refused(&with(number("nutzen", &[4]))), one("1.key", RefusalCode::Duplicate));
        assert_eq!(refused(&[number("weiter", &[9])]), one("nutzen", RefusalCode::Required));
        assert_eq!(refused(&[]), one("nutzen", RefusalCode::Required));
        assert_eq!(refused(&[number("nutzen", &[6])]), one("0.numbers.0", RefusalCode::OutOfRange));
        assert_eq!(refused(&[number("nutzen", &[0])]), one("0.numbers.0", RefusalCode::OutOfRange));
        assert_eq!(refused(&with(number("weiter", &[11]))), one("1.numbers.0", RefusalCode::OutOfRange));
        assert_eq!(refused(&with(number("thema", &[4]))), one("1.numbers.0", RefusalCode::OutOfRange));
        assert_eq!(refused(&with(number("thema", &[1, 2]))), one("1.numbers", RefusalCode::TooMany));
        assert_eq!(refused(&with(number("lob", &[2, 2]))), one("1.numbers.1", RefusalCode::Duplicate));
        assert_eq!(refused(&with(text("thema", "Ort"))), one("1.text", RefusalCode::Invalid));
        assert_eq!(refused(&with(number("text", &[1]))), one("1.numbers", RefusalCode::Invalid));
        assert_eq!(refused(&with(text("text", &"x".repeat(2_001)))), one("1.text", RefusalCode::TooLong));
    }

    #[test]
    fn a_ballot_without_a_word_is_none() {
        let mut optional = form();
        optional.retain(|question| !question.required);
        assert_eq!(Ballot::check(&optional, &[]).unwrap_err()[0].code, RefusalCode::Required);
    }
}
