use crate::{Call, Error};
use domain::access::Action;
use domain::networks::{FEWEST_ANSWERS, Survey, Trust};
use domain::shared::{NetworkId, OrganisationId, SurveyId};
use persistence::networks::Surveys;
use std::collections::HashMap;

/// How much the members of a network trust one of them.
#[derive(Clone, Debug, PartialEq)]
pub struct TrustMean {
    /// Whom.
    pub organisation: OrganisationId,
    /// The mean of the ratings, from 1 to 5.
    pub mean: f64,
    /// How many ratings there are: never fewer than five.
    pub ratings: usize,
}

/// A survey; `None` when it does not exist or the caller does not see its network by right.
///
/// # Errors
/// When the database does not answer.
pub async fn find_survey(call: &Call, id: SurveyId) -> Result<Option<Survey>, Error> {
    Ok(Surveys::of(call.database()).find(&call.visibility(Action::NetworkRead), id).await?)
}

/// The surveys of many networks, the newest first; for those who see the networks by right.
///
/// # Errors
/// When the database does not answer.
pub async fn list_surveys(call: &Call, networks: &[NetworkId]) -> Result<HashMap<NetworkId, Vec<Survey>>, Error> {
    Ok(Surveys::of(call.database()).of_networks(&call.visibility(Action::NetworkRead), networks).await?)
}

/// How much the members of a network trust each other, by a survey that is closed. Who was rated by fewer than five is
/// left out.
///
/// # Errors
/// When the database does not answer.
pub async fn list_trust(call: &Call, id: SurveyId) -> Result<Vec<TrustMean>, Error> {
    let surveys = Surveys::of(call.database());
    let Some(survey) = surveys.find(&call.visibility(Action::AnalysisRead), id).await? else { return Ok(Vec::new()) };
    if survey.clone().analyse().is_err() {
        return Ok(Vec::new());
    }
    let mut means: Vec<_> = surveys
        .trust(&survey)
        .await?
        .into_iter()
        .filter_map(|(organisation, ratings)| {
            let count = u32::try_from(ratings.len()).ok().filter(|_| ratings.len() >= FEWEST_ANSWERS)?;
            let sum: u32 = ratings.iter().map(|rating: &Trust| u32::from(rating.value())).sum();
            Some(TrustMean { organisation, mean: f64::from(sum) / f64::from(count), ratings: ratings.len() })
        })
        .collect();
    means.sort_by_key(|mean| mean.organisation);
    Ok(means)
}
