//! What was said in an evaluation.

use super::evaluation::EvaluationQuestion;
use crate::gate::{authorized, cost};
use crate::graphql::shared::{AnyNodeId, Enum, call, failure};
use crate::graphql::table_format::TableFormat;
use application::qualifications::{self as verbs, EvaluationResults as Record};
use async_graphql::{Context, Object, Result, SimpleObject};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::access::Action;
use domain::qualifications::{
    Counts, EvaluationBreakdown, EvaluationQuestion as Question, EvaluationQuestionKind, EvaluationState, FEWEST_SHOWN,
    Tally,
};
use domain::shared::{EvaluationId, Id};

/// What was said in an evaluation, as far as it may be shown (German: Ergebnisse).
#[derive(Clone, Debug)]
pub(crate) struct EvaluationResults(pub(super) Record);

/// What was said in an evaluation, as far as it may be shown: figures and texts of at least five people, in the whole, in
/// every part, and in what is left when parts are taken away (German: Ergebnisse).
#[Object]
impl EvaluationResults {
    /// The evaluation (German: Evaluation).
    async fn evaluation_id(&self) -> AnyNodeId {
        AnyNodeId::new(EvaluationId::TYPE, self.0.evaluation.id.uuid())
    }

    /// What the session is called (German: Titel).
    async fn title(&self) -> &str {
        self.0.session.plan.title.as_str()
    }

    /// Where the evaluation stands; there are results once it is closed (German: Zustand).
    async fn state(&self) -> Enum<EvaluationState> {
        Enum(self.0.evaluation.state)
    }

    /// Of how many people answers are shown together at least (German: Mindestzahl).
    async fn fewest_shown(&self) -> u32 {
        FEWEST_SHOWN
    }

    /// Whether there are results: it is closed, and enough people have answered (German: Ergebnisse vorhanden).
    async fn is_shown(&self) -> bool {
        self.0.figures.is_shown()
    }

    /// How many people were asked (German: Befragte).
    async fn asked(&self) -> u32 {
        self.0.evaluation.asked
    }

    /// How many have answered, once it is closed (German: Rücklauf).
    async fn answered(&self) -> Option<u32> {
        self.0.evaluation.answered
    }

    /// The questions with what was said, in the order of the form (German: Fragen).
    #[graphql(directive = cost::apply(1, Some(20)))]
    async fn questions(&self, ctx: &Context<'_>) -> Vec<EvaluationQuestionResult> {
        let language = call(ctx).language();
        let one = |question: &Question| EvaluationQuestionResult {
            figures: figures(&self.0.figures.whole, question),
            texts: self.0.figures.texts.get(&question.key).cloned(),
            question: EvaluationQuestion::of(question, language),
        };
        self.0.evaluation.questions.iter().map(one).collect()
    }

    /// By what the results are broken down (German: Auswertung nach).
    async fn breakdown(&self) -> Option<Enum<EvaluationBreakdown>> {
        self.0.evaluation.breakdown.map(Enum)
    }

    /// The parts that may be shown beside the whole; none when that would show a few people (German: Teile).
    #[graphql(directive = cost::apply(1, Some(5)))]
    async fn parts(&self) -> Vec<EvaluationPart> {
        let of = |tally: &Tally| {
            let shown = self.0.evaluation.questions.iter();
            let shown = shown.filter_map(|question| figures(tally, question).map(|it| (question.key.clone(), it)));
            shown.map(|(key, figures)| EvaluationPartQuestion { key, figures }).collect()
        };
        let one = |(code, tally): (&String, &Tally)| EvaluationPart {
            name: self.0.names.get(code).unwrap_or(code).clone(),
            code: code.clone(),
            answered: tally.answers,
            questions: of(tally),
        };
        self.0.figures.parts.iter().map(one).collect()
    }

    /// The results as a file, in Base64 (German: Datei).
    #[graphql(directive = authorized::apply(Action::EvaluationRead), directive = cost::apply(20, None))]
    async fn file(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "As what.")] format: TableFormat,
    ) -> Result<Option<String>> {
        let id = self.0.evaluation.id;
        let bytes = failure(ctx, verbs::export_evaluation_results(call(ctx), id, format.into()).await)?;
        Ok(bytes.map(|bytes| STANDARD.encode(bytes)))
    }

    /// Where the file is to be had: by GET with the same access token, and with the same rights (German: Adresse der Datei).
    async fn file_url(&self, ctx: &Context<'_>, #[graphql(desc = "As what.")] format: TableFormat) -> String {
        let id = AnyNodeId::new(EvaluationId::TYPE, self.0.evaluation.id.uuid()).write();
        let base = call(ctx).platform().settings.public_url.trim_end_matches('/');
        format!("{base}/evaluations/{id}/results.{}", format.extension())
    }
}

/// A question with what was said (German: Frage mit Ergebnis).
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct EvaluationQuestionResult {
    /// The question (German: Frage).
    question: EvaluationQuestion,
    /// What was said in numbers; nothing when fewer than five people answered the question (German: Zahlen).
    figures: Option<EvaluationFigures>,
    /// What was said in words, in an order that says nothing; nothing for trainers, and when fewer than five people answered the
    /// question (German: Freitexte).
    texts: Option<Vec<String>>,
}

/// How a question was answered (German: Zahlen zu einer Frage).
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct EvaluationFigures {
    /// How many people answered it (German: Antworten).
    answered: u32,
    /// How often each answer was given; none for a text (German: Verteilung).
    counts: Vec<EvaluationCount>,
    /// The mean of a scale (German: Mittelwert).
    mean: Option<f64>,
    /// The Net Promoter Score of a recommendation, from -100 to 100: the percentage of those who said 9 or 10 less that of those
    /// who said 6 or less (German: Weiterempfehlung).
    promoter_score: Option<f64>,
}

/// How often an answer was given (German: Häufigkeit).
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct EvaluationCount {
    /// The number on the scale, or of the option (German: Nummer).
    number: i64,
    /// How often (German: Anzahl).
    times: u32,
}

/// A part of those who answered (German: Teilgruppe).
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct EvaluationPart {
    /// The way of taking part, the target group or the key of the municipality; `OTHERS` for those who are too few on their own
    /// (German: Schlüssel).
    code: String,
    /// What it is called (German: Name).
    name: String,
    /// How many people of it answered, never fewer than five (German: Antworten).
    answered: u32,
    /// The questions that may be shown of it (German: Fragen).
    questions: Vec<EvaluationPartQuestion>,
}

/// How a part of those who answered answered a question (German: Ergebnis einer Teilgruppe).
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct EvaluationPartQuestion {
    /// The key of the question (German: Schlüssel).
    key: String,
    /// What was said in numbers (German: Zahlen).
    figures: EvaluationFigures,
}

fn figures(tally: &Tally, question: &Question) -> Option<EvaluationFigures> {
    let counts: &Counts = tally.questions.get(&question.key)?;
    let numbers = question.numbers().into_iter().flatten().zip(&counts.counts);
    let is = |kind| question.kind == kind;
    Some(EvaluationFigures {
        answered: counts.answered,
        counts: numbers.map(|(number, times)| EvaluationCount { number, times: *times }).collect(),
        mean: is(EvaluationQuestionKind::Likert5).then(|| counts.mean(1)).flatten(),
        promoter_score: is(EvaluationQuestionKind::Recommendation).then(|| counts.promoter_score()).flatten(),
    })
}
