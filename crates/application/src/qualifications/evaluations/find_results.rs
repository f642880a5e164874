use super::super::sight::every_offer;
use super::list_evaluations::taught;
use crate::territories::find_territories_by_key;
use crate::{Call, Error};
use domain::access::Action;
use domain::qualifications::{
    AttendanceMode, CourseSession, Evaluation, EvaluationBreakdown, EvaluationFigures, EvaluationState, PART_OF_OTHERS,
    TargetGroup,
};
use domain::shared::{EvaluationId, Language, berlin_date};
use domain::territories::TerritoryKey;
use persistence::qualifications::{Evaluations, Sessions, Urns};
use std::collections::{BTreeMap, BTreeSet};

/// The results of an evaluation, as far as they may be shown.
#[derive(Clone, Debug)]
pub struct EvaluationResults {
    /// The form, and where it stands.
    pub evaluation: Evaluation,
    /// Of which session.
    pub session: CourseSession,
    /// What was said. Nothing before it closes.
    pub figures: EvaluationFigures,
    /// What the parts are called, by their code.
    pub names: BTreeMap<String, String>,
    /// Whether the caller may read the texts.
    pub with_texts: bool,
}

/// The results of an evaluation: for those who may read those of the organisation that held the session, and without the
/// texts for its trainers. While it is open there are none, not even for some of the answers: two looks at different times
/// would show what was said between them.
///
/// # Errors
/// When the database does not answer.
pub async fn find_evaluation_results(call: &Call, id: EvaluationId) -> Result<Option<EvaluationResults>, Error> {
    let database = call.database();
    let Some(evaluation) = Evaluations::of(database).find_many(&[id]).await?.pop() else { return Ok(None) };
    let session = Sessions::of(database).find(&every_offer(), evaluation.session).await?;
    let Some(session) = session else { return Ok(None) };
    let with_texts = call.permit(Action::EvaluationRead, &session.owner()).is_ok();
    if !with_texts {
        let is_drafted = evaluation.state == EvaluationState::Draft;
        if is_drafted || taught(call, vec![session.id]).await?.is_empty() {
            return Ok(None);
        }
    }
    let mut figures = match evaluation.state {
        EvaluationState::Closed => Urns::of(database).figures(id).await?.unwrap_or_default(),
        EvaluationState::Draft | EvaluationState::Open => EvaluationFigures::default(),
    };
    if !with_texts {
        figures.texts.clear();
    }
    let names = names(call, &evaluation, &session, figures.parts.keys()).await?;
    Ok(Some(EvaluationResults { evaluation, session, figures, names, with_texts }))
}

/// What the parts are called.
async fn names(
    call: &Call,
    evaluation: &Evaluation,
    session: &CourseSession,
    codes: impl Iterator<Item = &String>,
) -> Result<BTreeMap<String, String>, Error> {
    let codes: BTreeSet<&String> = codes.collect();
    let keys = match evaluation.breakdown {
        Some(EvaluationBreakdown::Municipality) => {
            codes.iter().filter_map(|code| TerritoryKey::new(code).ok()).collect()
        }
        _ => BTreeSet::new(),
    };
    let places = find_territories_by_key(call, keys, berlin_date(session.plan.start)).await?;
    let german = call.language() == Language::German;
    let name = |code: &str| {
        let place = TerritoryKey::new(code).ok().and_then(|key| places.get(&key));
        let mode = code.parse::<AttendanceMode>().ok().filter(|_| german).map(AttendanceMode::german);
        let group = code.parse::<TargetGroup>().ok().filter(|_| german).map(TargetGroup::german);
        match (place, mode.or(group)) {
            (Some(place), _) => place.facts.display_name(),
            (None, Some(german)) => german.to_owned(),
            (None, None) if code == PART_OF_OTHERS && german => "Übrige".to_owned(),
            (None, None) => spelled_out(code),
        }
    };
    Ok(codes.into_iter().map(|code| (code.clone(), name(code))).collect())
}

/// A code as English words.
fn spelled_out(code: &str) -> String {
    let words = code.replace('_', " ").to_lowercase();
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
