use super::sight::hold_series;
use crate::{Call, Error};
use domain::access::Action;
use domain::qualifications::Recognition;
use domain::shared::{CourseModuleId, LongText, PersonId, RecognitionId, Refusal, RefusalCode};
use persistence::Change;
use persistence::people::People;
use persistence::qualifications::{Completions, Modules};

/// Prior learning that is to count as a completed module.
#[derive(Clone, Debug)]
pub struct RecognisePriorLearning {
    /// Whose.
    pub person: PersonId,
    /// Which module.
    pub module: CourseModuleId,
    /// Why.
    pub reason: String,
}

/// Recognises what a person learned elsewhere as a completed module.
///
/// # Errors
/// `NOT_FOUND` for the person or the module, `DUPLICATE` when they have completed it already, `REQUIRED` for the reason.
pub async fn recognise_prior_learning(call: &Call, input: RecognisePriorLearning) -> Result<Recognition, Error> {
    let reason = LongText::new(&input.reason).map_err(|refusal| refusal.at("reason"))?;
    let unit = call.begin().await?;
    let module = Modules::of(&unit).find(input.module).await?.ok_or_else(|| Error::not_found("moduleId"))?;
    let series = hold_series(call, &unit, module.series, "moduleId").await?;
    let permit = call.permit(Action::SeriesRecognise, &series.owner())?;
    let person = People::of(&unit).find(&call.visibility(Action::PersonRead), input.person).await?;
    let person = person.ok_or_else(|| Error::not_found("personId"))?;
    let completed = Completions::of(&unit).of_people(&[person.id]).await?.remove(&person.id).unwrap_or_default();
    if completed.contains(&module.id) {
        return Err(Refusal::new(RefusalCode::Duplicate).at("moduleId").into());
    }
    let recognition = Recognition {
        id: RecognitionId::new(call.ids()),
        person: person.id,
        organisation: person.organisation,
        district: person.district,
        module: module.id,
        reason,
        at: unit.now(),
        by: call.actor().account().map(|account| account.id),
    };
    Completions::recognise(&unit, &recognition).await?;
    let change = Change::new(permit, "recognition.created", recognition.id, recognition.owner())
        .personal("personId", None, Some(recognition.person))
        .field("moduleId", None, Some(recognition.module))
        .personal("reason", None, Some(&recognition.reason));
    unit.commit([change]).await?;
    Ok(recognition)
}
