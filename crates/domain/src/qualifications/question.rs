//! Questions that people answer on registration, and whether they are asked at all.

use super::answer::Answer;
use crate::shared::{LongText, Name, Refusal, RefusalCode, Refusals, coded_enum};
use std::collections::BTreeSet;

coded_enum! {
    /// How a question is answered.
    QuestionKind {
        /// With a text.
        Text = "TEXT", "Text";
        /// With one of the options.
        Choice = "CHOICE", "Auswahl";
        /// With any number of the options.
        Multiple = "MULTIPLE", "Mehrfachauswahl";
        /// With `YES` or `NO`.
        YesNo = "YES_NO", "Ja oder Nein";
        /// With a whole number.
        Number = "NUMBER", "Zahl";
    }
}

/// The answers to a question of the kind [`QuestionKind::YesNo`].
pub(super) const YES_NO: [&str; 2] = ["YES", "NO"];

/// A question is asked only when an earlier one has this answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// The key of the earlier question.
    pub key: String,
    /// The answer, or one of the answers.
    pub value: String,
}

/// A question as it is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionDraft {
    /// By what answers name it: letters, digits and underscores.
    pub key: String,
    /// What is asked.
    pub label: String,
    /// What helps to answer it.
    pub help: Option<String>,
    /// How it is answered.
    pub kind: QuestionKind,
    /// What there is to choose from.
    pub options: Vec<String>,
    /// Whether it has to be answered when it is asked.
    pub required: bool,
    /// When it is asked.
    pub show_if: Option<Condition>,
    /// The least number.
    pub min: Option<i64>,
    /// The greatest number.
    pub max: Option<i64>,
}

/// A question of a session or a module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// By what answers name it.
    pub key: String,
    /// What is asked.
    pub label: Name,
    /// What helps to answer it.
    pub help: Option<LongText>,
    /// How it is answered.
    pub kind: QuestionKind,
    /// What there is to choose from.
    pub options: Vec<Name>,
    /// Whether it has to be answered when it is asked.
    pub required: bool,
    /// When it is asked; always without it.
    pub show_if: Option<Condition>,
    /// The least number.
    pub min: Option<i64>,
    /// The greatest number.
    pub max: Option<i64>,
}

impl Question {
    /// The most questions of one session or module.
    pub const MOST: usize = 40;
    /// The longest key.
    const LONGEST_KEY: usize = 40;
    /// The most options of one question.
    const MOST_OPTIONS: usize = 50;

    /// Checks the questions of one form, in their order. A condition names an earlier question and one of its answers, so
    /// that no question can wait for itself.
    ///
    /// # Errors
    /// `TOO_MANY`, `DUPLICATE` keys and options, `INVALID` keys and conditions, and what is wrong with texts and numbers.
    pub fn check(typed: &[QuestionDraft]) -> Result<Vec<Self>, Vec<Refusal>> {
        let mut refusals = Refusals::new();
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

    fn check_one(draft: &QuestionDraft, earlier: &[Self]) -> Result<Self, Vec<Refusal>> {
        let mut refusals = Refusals::new();
        let key = refusals.take("key", check_key(&draft.key, earlier.iter().map(|question| question.key.as_str())));
        let label = refusals.take("label", Name::new(&draft.label));
        let help = refusals.take("help", LongText::optional(draft.help.as_deref()));
        let options = refusals.take("options", check_options(draft));
        let show_if = refusals.take("showIf", check_condition(draft.show_if.as_ref(), earlier));
        let bounds = draft.min.zip(draft.max).is_none_or(|(min, max)| min <= max);
        let numeric = draft.kind == QuestionKind::Number || (draft.min.is_none() && draft.max.is_none());
        if !bounds || !numeric {
            let reason = if bounds { "only numbers have bounds" } else { "the least number is above the greatest" };
            refusals.push(Refusal::new(RefusalCode::Invalid).at("min").with("reason", reason));
        }
        let texts = key.zip(label).zip(help);
        let question = texts.zip(options).zip(show_if).map(|((((key, label), help), options), show_if)| Self {
            key,
            label,
            help,
            kind: draft.kind,
            options,
            required: draft.required,
            show_if,
            min: draft.min,
            max: draft.max,
        });
        refusals.into_result(question)
    }

    /// Whether it is asked, given the answers to the earlier ones.
    pub fn is_asked(&self, answers: &[Answer]) -> bool {
        self.show_if.as_ref().is_none_or(|condition| {
            answers.iter().any(|answer| answer.key == condition.key && answer.values.contains(&condition.value))
        })
    }

    /// What it can be answered with; nothing when that is not known before.
    fn choices(&self) -> Vec<&str> {
        match self.kind {
            QuestionKind::YesNo => YES_NO.to_vec(),
            QuestionKind::Choice | QuestionKind::Multiple => self.options.iter().map(Name::as_str).collect(),
            QuestionKind::Text | QuestionKind::Number => Vec::new(),
        }
    }
}

/// A key by which answers name a question, that no earlier question has.
pub(super) fn check_key<'k>(key: &str, mut earlier: impl Iterator<Item = &'k str>) -> Result<String, Refusal> {
    let is_plain = key.chars().all(|sign| sign.is_ascii_alphanumeric() || sign == '_');
    if key.is_empty() || !is_plain || key.len() > Question::LONGEST_KEY {
        let reason = format!("a key has 1 to {} letters, digits and underscores", Question::LONGEST_KEY);
        return Err(Refusal::new(RefusalCode::Invalid).with("reason", reason));
    }
    if earlier.any(|other| other == key) {
        return Err(Refusal::new(RefusalCode::Duplicate));
    }
    Ok(key.to_owned())
}

fn check_options(draft: &QuestionDraft) -> Result<Vec<Name>, Refusal> {
    let chosen = matches!(draft.kind, QuestionKind::Choice | QuestionKind::Multiple);
    if !chosen && !draft.options.is_empty() {
        return Err(Refusal::new(RefusalCode::Invalid).with("reason", "there is nothing to choose from"));
    }
    if chosen && draft.options.len() < 2 {
        return Err(Refusal::new(RefusalCode::TooFew).with("min", 2));
    }
    if draft.options.len() > Question::MOST_OPTIONS {
        return Err(Refusal::new(RefusalCode::TooMany).with("max", Question::MOST_OPTIONS));
    }
    let (mut options, mut seen) = (Vec::with_capacity(draft.options.len()), BTreeSet::new());
    for (place, option) in draft.options.iter().enumerate() {
        let option = Name::new(option).map_err(|refusal| refusal.at(place.to_string()))?;
        if !seen.insert(option.clone()) {
            return Err(Refusal::new(RefusalCode::Duplicate).at(place.to_string()));
        }
        options.push(option);
    }
    Ok(options)
}

fn check_condition(condition: Option<&Condition>, earlier: &[Question]) -> Result<Option<Condition>, Refusal> {
    let Some(condition) = condition else { return Ok(None) };
    let named = earlier.iter().find(|question| question.key == condition.key);
    match named {
        Some(question) if question.choices().contains(&condition.value.as_str()) => Ok(Some(condition.clone())),
        Some(_) => {
            let refusal = Refusal::new(RefusalCode::Invalid).at("value");
            Err(refusal.with("reason", "the earlier question cannot be answered so"))
        }
        None => {
            Err(Refusal::new(RefusalCode::Invalid).at("key").with("reason", "there is no earlier question of this key"))
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(crate) fn draft(key: &str, kind: QuestionKind) -> QuestionDraft {
        let chosen = matches!(kind, QuestionKind::Choice | QuestionKind::Multiple);
        let options = if chosen { vec!["Bahn".to_owned(), "Auto".to_owned()] } else { Vec::new() };
        QuestionDraft {
            key: key.to_owned(),
            label: format!("Frage {key}"),
            help: None,
            kind,
            options,
            required: false,
            show_if: None,
            min: None,
            max: None,
        }
    }

    pub(crate) fn when(draft: QuestionDraft, key: &str, value: &str) -> QuestionDraft {
        QuestionDraft { show_if: Some(Condition { key: key.to_owned(), value: value.to_owned() }), ..draft }
    }

    fn refused(typed: &[QuestionDraft]) -> Vec<(String, RefusalCode)> {
        let refusals = Question::check(typed).unwrap_err();
        refusals.into_iter().map(|refusal| (refusal.path.join("."), refusal.code)).collect()
    }

    #[test]
    fn a_condition_names_an_earlier_question_and_one_of_its_answers() {
        let travel = draft("anreise", QuestionKind::Choice);
        let parking = when(draft("kennzeichen", QuestionKind::Text), "anreise", "Auto");
        assert!(Question::check(&[travel.clone(), parking.clone()]).is_ok());
        let early = refused(&[parking.clone(), travel.clone()]);
        assert_eq!(early, [("0.showIf.key".to_owned(), RefusalCode::Invalid)]);
        let unknown = when(parking, "anreise", "Ballon");
        assert_eq!(refused(&[travel, unknown]), [("1.showIf.value".to_owned(), RefusalCode::Invalid)]);
    }

    #[test]
    fn keys_options_and_bounds_are_checked_at_once() {
        let typed = [
            draft("eins", QuestionKind::Text),
            draft("eins", QuestionKind::YesNo),
            draft("zwei drei", QuestionKind::Text),
            QuestionDraft { options: vec!["A".to_owned()], ..draft("wahl", QuestionKind::Choice) },
            QuestionDraft { options: vec!["A".to_owned(), "A".to_owned()], ..draft("w", QuestionKind::Multiple) },
            QuestionDraft { min: Some(5), max: Some(4), ..draft("zahl", QuestionKind::Number) },
            QuestionDraft { max: Some(4), label: " ".to_owned(), ..draft("text", QuestionKind::Text) },
        ];
        let expected = [
            ("1.key", RefusalCode::Duplicate),
            ("2.key", RefusalCode::Invalid),
            ("3.options", RefusalCode::TooFew),
            ("4.options.1", RefusalCode::Duplicate),
            ("5.min", RefusalCode::Invalid),
            ("6.label", RefusalCode::Required),
            ("6.min", RefusalCode::Invalid),
        ];
        assert_eq!(refused(&typed), expected.map(|(path, code)| (path.to_owned(), code)));
    }
}
