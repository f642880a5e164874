use super::graph::{Basis, draw};
use super::list_analyses::ShownAnalysis;
use super::{record, standing};
use crate::{Call, Error};
use ::analysis::Metrics;
use domain::access::{Action, Permit};
use domain::networks::{Network, Survey, TieKind};
use domain::shared::{AnalysisId, Date, NetworkId, Refusal, RefusalCode, SurveyId};
use persistence::networks::{Analyses, Analysis, Surveys};
use persistence::{Change, UnitOfWork};
use std::collections::BTreeSet;

/// An analysis to be made.
#[derive(Clone, Debug)]
pub struct AnalyseNetwork {
    /// Of which network.
    pub network: NetworkId,
    /// As of which day; today without a day.
    pub cut_off: Option<Date>,
    /// Which ties count: those of a survey, or `CO_MEMBERSHIP`.
    pub kinds: Vec<TieKind>,
    /// The survey that it rests on; needed for ties that are asked for.
    pub survey: Option<SurveyId>,
}

/// Analyses a network as of a day and keeps graph and figures. The same basis gives the same hash.
///
/// # Errors
/// What is wrong with the input; `NOT_FOUND`, `WRONG_STATE` while members may still answer, `OUT_OF_RANGE` for a day
/// before the network or after today.
pub async fn analyse_network(call: &Call, input: AnalyseNetwork) -> Result<ShownAnalysis, Error> {
    let kinds: BTreeSet<_> = input.kinds.iter().copied().collect();
    check_kinds(&kinds, input.survey)?;
    let unit = call.begin().await?;
    let network = standing::hold(call, &unit, input.network, "networkId").await?;
    let permit = call.permit(Action::AnalysisRun, &network.owner())?;
    let cut_off = input.cut_off.unwrap_or_else(|| call.today());
    if !(network.founded_on..=call.today()).contains(&cut_off) {
        let refusal = Refusal::new(RefusalCode::OutOfRange).at("cutOff");
        return Err(refusal.with("min", network.founded_on).with("max", call.today()).into());
    }
    let (survey, surveyed) = analysed_survey(call, &unit, &network, permit, input.survey).await?;
    let basis = Basis { network: &network, cut_off, kinds: &kinds, survey: survey.as_ref() };
    let graph = draw(call, &unit, &basis).await?;
    let metrics = Metrics::of(&graph);
    let mut secret = [0; 32];
    call.ids().fill(&mut secret);
    let analysis = Analysis {
        id: AnalysisId::new(call.ids()),
        network: network.id,
        cut_off,
        kinds,
        survey: survey.as_ref().map(|survey| survey.id),
        answers: survey.as_ref().map(|survey| usize::try_from(survey.answered).unwrap_or_default()),
        hash: graph.hash(),
        graph: serde_json::to_string(&graph).map_err(Error::unexpected)?,
        figures: serde_json::to_string(&metrics).map_err(Error::unexpected)?,
        secret: hex::encode(secret),
        by: call.actor().account().map(|account| account.id),
        at: unit.now(),
    };
    Analyses::insert(&unit, &analysis).await?;
    let told = record::silent(permit, "network.analysed", analysis.id, network.owner());
    let told = told.field("cutOff", None, Some(analysis.cut_off)).field("hash", None, Some(&analysis.hash));
    unit.commit(surveyed.into_iter().chain([told])).await?;
    ShownAnalysis::of(analysis)
}

fn check_kinds(kinds: &BTreeSet<TieKind>, survey: Option<SurveyId>) -> Result<(), Refusal> {
    if kinds.is_empty() {
        return Err(Refusal::new(RefusalCode::Required).at("kinds"));
    }
    let derived = |kind: &&TieKind| !kind.is_asked() && **kind != TieKind::CoMembership;
    if let Some(kind) = kinds.iter().find(derived) {
        let reason = format!("{kind} is not a tie between members that can be analysed");
        return Err(Refusal::new(RefusalCode::Invalid).at("kinds").with("reason", reason));
    }
    if survey.is_none() && kinds.iter().any(|kind| kind.is_asked()) {
        return Err(Refusal::new(RefusalCode::Required).at("surveyId"));
    }
    Ok(())
}

/// The survey on which the analysis rests, marked as analysed.
async fn analysed_survey(
    call: &Call,
    unit: &UnitOfWork,
    network: &Network,
    permit: Permit,
    id: Option<SurveyId>,
) -> Result<(Option<Survey>, Option<Change>), Error> {
    let Some(id) = id else { return Ok((None, None)) };
    let held = Surveys::of(unit).hold(&call.visibility(Action::AnalysisRun), id).await?;
    let before = held.filter(|survey| survey.network == network.id).ok_or_else(|| Error::not_found("surveyId"))?;
    let mut after = before.clone().analyse().map_err(|refusal| refusal.at("surveyId"))?;
    if after == before {
        return Ok((Some(before), None));
    }
    after.version += 1;
    after.updated_at = unit.now();
    Surveys::update(unit, &after, before.version).await?;
    let change = record::survey(permit, "survey.analysed", network, Some(&before), &after);
    Ok((Some(after), Some(change)))
}
