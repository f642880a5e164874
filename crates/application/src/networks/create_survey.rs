use super::{record, standing};
use crate::{Call, Error};
use domain::access::Action;
use domain::networks::{Survey, SurveyState, TieKind, Wave};
use domain::shared::{Date, Name, NetworkId, Period, Refusals, SurveyId};
use persistence::networks::Surveys;

/// A survey to be prepared.
#[derive(Clone, Debug)]
pub struct CreateSurvey {
    /// Among the members of which network.
    pub network: NetworkId,
    /// What it is called.
    pub title: String,
    /// About which ties it asks.
    pub kinds: Vec<TieKind>,
    /// Whether it asks for trust.
    pub asks_trust: bool,
    /// From when members may answer.
    pub from: Date,
    /// Until when.
    pub until: Date,
}

/// Prepares a survey wave among the members of a network.
///
/// # Errors
/// What is wrong with the input; `NOT_FOUND`, `WRONG_STATE` when the network is dissolved.
pub async fn create_survey(call: &Call, input: CreateSurvey) -> Result<Survey, Error> {
    let mut refusals = Refusals::new();
    let title = refusals.take("title", Name::new(&input.title));
    let period = Period::new(input.from, Some(input.until)).map_err(|refusal| refusals.push(refusal)).ok();
    let (title, period) = refusals.into_result(title.zip(period))?;
    let kinds = input.kinds.iter().copied().collect();
    let wave = Wave { title, kinds, asks_trust: input.asks_trust, period }.check()?;
    let unit = call.begin().await?;
    let network = standing::hold(call, &unit, input.network, "networkId").await?;
    let permit = call.permit(Action::SurveyManage, &network.owner())?;
    network.expect_alive("survey its members").map_err(|refusal| refusal.at("networkId"))?;
    let present = Surveys::of(&unit).of_networks(&call.visibility(Action::SurveyManage), &[network.id]).await?;
    let last = present.get(&network.id).and_then(|surveys| surveys.first()).map_or(0, |survey| survey.number);
    let survey = Survey {
        id: SurveyId::new(call.ids()),
        network: network.id,
        number: last + 1,
        wave,
        state: SurveyState::Draft,
        invited: 0,
        answered: 0,
        version: 1,
        created_at: unit.now(),
        updated_at: unit.now(),
    };
    Surveys::insert(&unit, &survey).await?;
    unit.commit([record::survey(permit, "survey.created", &network, None, &survey)]).await?;
    Ok(survey)
}
