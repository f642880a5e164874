//! Answers to the questions of a session.

use super::question::{Question, QuestionKind, YES_NO};
use crate::shared::{LongText, Refusal, RefusalCode, Refusals};

/// An answer: as it is typed, and, once it was checked, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The key of the question.
    pub key: String,
    /// The answers: one, or several where several can be chosen.
    pub values: Vec<String>,
}

/// Checks the answers of one person to the questions of a form, in the order of the form. A question that is not asked has no
/// answer, and one whose answer is empty has none either.
///
/// # Errors
/// `NOT_FOUND` for an unknown question, `DUPLICATE` for one that is answered twice, `INVALID` for one that is not asked,
/// `REQUIRED` for one that has to be answered, and what is wrong with the answers.
pub fn check_answers(questions: &[Question], typed: &[Answer]) -> Result<Vec<Answer>, Vec<Refusal>> {
    let mut refusals = Refusals::new();
    for (place, answer) in typed.iter().enumerate() {
        let at = |code| Refusal::new(code).at("key").at(place.to_string());
        if questions.iter().all(|question| question.key != answer.key) {
            refusals.push(at(RefusalCode::NotFound));
        } else if typed[..place].iter().any(|other| other.key == answer.key) {
            refusals.push(at(RefusalCode::Duplicate));
        }
    }
    let mut checked: Vec<Answer> = Vec::with_capacity(typed.len());
    for question in questions {
        let answer = typed.iter().enumerate().find(|(_, answer)| answer.key == question.key);
        let answer = answer.filter(|(_, answer)| answer.values.iter().any(|value| !value.trim().is_empty()));
        match (question.is_asked(&checked), answer) {
            (true, None) if question.required => {
                refusals.push(Refusal::new(RefusalCode::Required).at(question.key.clone()));
            }
            (_, None) => {}
            (true, Some((place, answer))) => {
                let values = check_values(question, &answer.values).map_err(|refusal| refusal.at("values"));
                if let Some(values) = refusals.take(&place.to_string(), values) {
                    checked.push(Answer { key: question.key.clone(), values });
                }
            }
            (false, Some((place, _))) => {
                let refusal = Refusal::new(RefusalCode::Invalid).at("key").at(place.to_string());
                refusals.push(refusal.with("reason", "this question is not asked after the other answers"));
            }
        }
    }
    refusals.into_result(Some(checked))
}

fn check_values(question: &Question, values: &[String]) -> Result<Vec<String>, Refusal> {
    if values.len() > 1 && question.kind != QuestionKind::Multiple {
        return Err(Refusal::new(RefusalCode::TooMany).with("max", 1));
    }
    let not_offered = |place: usize| {
        let refusal = Refusal::new(RefusalCode::Invalid).at(place.to_string());
        refusal.with("reason", "this answer is not offered")
    };
    match question.kind {
        QuestionKind::Text => values.iter().map(|value| Ok(LongText::new(value)?.to_string())).collect(),
        QuestionKind::Number => values.iter().map(|value| check_number(question, value)).collect(),
        QuestionKind::YesNo => match values.iter().position(|value| !YES_NO.contains(&value.as_str())) {
            Some(place) => Err(not_offered(place)),
            None => Ok(values.to_vec()),
        },
        QuestionKind::Choice | QuestionKind::Multiple => {
            let offered = |value: &String| question.options.iter().any(|option| option.as_str() == value);
            if let Some(place) = values.iter().position(|value| !offered(value)) {
                return Err(not_offered(place));
            }
            let again = (1..values.len()).find(|place| values[..*place].contains(&values[*place]));
            match again {
                Some(place) => Err(Refusal::new(RefusalCode::Duplicate).at(place.to_string())),
                None => Ok(values.to_vec()),
            }
        }
    }
}

fn check_number(question: &Question, value: &str) -> Result<String, Refusal> {
    let (min, max) = (question.min.unwrap_or(i64::MIN), question.max.unwrap_or(i64::MAX));
    match value.trim().parse::<i64>() {
        Ok(number) if (min..=max).contains(&number) => Ok(number.to_string()),
        Ok(_) => Err(Refusal::new(RefusalCode::OutOfRange).with("min", min).with("max", max)),
        Err(_) => Err(Refusal::new(RefusalCode::Invalid).with("reason", "this is not a whole number")),
    }
}

#[cfg(test)]
mod tests {
    use super::super::question::QuestionDraft;
    use super::super::question::tests::{draft, when};
    use super::*;

    fn form() -> Vec<Question> {
        Question::check(&[
            QuestionDraft { required: true, ..draft("anreise", QuestionKind::Choice) },
            QuestionDraft { required: true, ..when(draft("kennzeichen", QuestionKind::Text), "anreise", "Auto") },
            QuestionDraft { min: Some(0), max: Some(4), ..draft("gaeste", QuestionKind::Number) },
            draft("themen", QuestionKind::Multiple),
            draft("neu", QuestionKind::YesNo),
        ])
        .unwrap()
    }

    fn answer(key: &str, values: &[&str]) -> Answer {
        Answer { key: key.to_owned(), values: values.iter().map(ToString::to_string).collect() }
    }

    fn refused(typed: &[Answer]) -> Vec<(String, RefusalCode)> {
        let refusals = check_answers(&form(), typed).unwrap_err();
        refusals.into_iter().map(|refusal| (refusal.path.join("."), refusal.code)).collect()
    }

    fn one(path: &str, code: RefusalCode) -> Vec<(String, RefusalCode)> {
        vec![(path.to_owned(), code)]
    }

    #[test]
    fn a_question_is_asked_only_after_the_answer_that_it_depends_on() {
        let by_train = [answer("anreise", &["Bahn"])];
        assert_eq!(check_answers(&form(), &by_train).unwrap(), by_train);
        let by_car = answer("anreise", &["Auto"]);
        assert_eq!(refused(std::slice::from_ref(&by_car)), one("kennzeichen", RefusalCode::Required));
        let with_plate = [answer("kennzeichen", &["MS-AB 1"]), by_car.clone()];
        assert_eq!(check_answers(&form(), &with_plate).unwrap()[0], by_car);
        let without_reason = [answer("anreise", &["Bahn"]), answer("kennzeichen", &["MS-AB 1"])];
        assert_eq!(refused(&without_reason), one("1.key", RefusalCode::Invalid));
    }

    #[test]
    fn each_kind_has_its_answers() {
        let with = |key: &str, values: &[&str]| [answer("anreise", &["Bahn"]), answer(key, values)];
        assert!(check_answers(&form(), &with("gaeste", &[" 4 "])).is_ok_and(|all| all[1].values == ["4"]));
        assert!(check_answers(&form(), &with("themen", &["Auto", "Bahn"])).is_ok());
        assert!(check_answers(&form(), &with("neu", &["NO"])).is_ok());
        assert!(check_answers(&form(), &with("neu", &[""])).is_ok_and(|all| all.len() == 1));
        assert_eq!(refused(&with("gaeste", &["5"])), one("1.values", RefusalCode::OutOfRange));
        assert_eq!(refused(&with("gaeste", &["viele"])), one("1.values", RefusalCode::Invalid));
        assert_eq!(refused(&with("neu", &["vielleicht"])), one("1.values.0", RefusalCode::Invalid));
        assert_eq!(refused(&with("themen", &["Bahn", "Bahn"])), one("1.values.1", RefusalCode::Duplicate));
        assert_eq!(refused(&with("themen", &["Schiff"])), one("1.values.0", RefusalCode::Invalid));
        assert_eq!(refused(&with("gaeste", &["1", "2"])), one("1.values", RefusalCode::TooMany));
    }

    #[test]
    fn unknown_and_repeated_questions_are_refused() {
        let train = answer("anreise", &["Bahn"]);
        assert_eq!(refused(&[train.clone(), answer("hobby", &["x"])]), one("1.key", RefusalCode::NotFound));
        assert_eq!(refused(&[train.clone(), train]), one("1.key", RefusalCode::Duplicate));
    }
}
