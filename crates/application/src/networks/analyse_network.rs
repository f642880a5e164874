use super::graph::{Basis, draw, draw_without_names};
use super::list_analyses::{ShownAnalysis, shown};
use super::snapshot::Snapshot;
use super::{record, standing};
use crate::{Call, Error};
use ::analysis::Metrics;
use domain::access::{Action, Permit};
use domain::networks::{Network, Survey, TieKind, names_are_hidden};
use domain::shared::{AnalysisId, Date, NetworkId, Refusal, RefusalCode, SurveyId};
use persistence::networks::{Analyses, Analysis, Surveys};
use persistence::{Change, UnitOfWork};
use std::collections::BTreeSet;
use tokio::task::spawn_blocking;

/// An analysis to be made.
#[derive(Clone, Debug)]
pub struct AnalyseNetwork {
    /// Of which network.
    pub network: NetworkId,
    /// As of which day; today without a day.
    pub cut_off: Option<Date>,
    /// Which ties count.
    pub kinds: Vec<TieKind>,
    /// The survey that it rests on; needed for ties that are asked for.
    pub survey: Option<SurveyId>,
}

/// Analyses a network as of a day and keeps graph and figures. The same basis gives the same hash.
///
/// # Errors
/// What is wrong with the input; `NOT_FOUND`, `WRONG_STATE` while members may still answer, `OUT_OF_RANGE` for a day
/// before the network or after today; a denial for contacts to whoever holds no seat in the team.
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
    if kinds.contains(&TieKind::Contact) {
        let insider = standing::insider(call, &unit, network.id).await?;
        call.permit(Action::ContactRead, &standing::owner(call, &network, insider.in_team))?;
    }
    let (survey, surveyed) = analysed_survey(call, &unit, &network, permit, input.survey).await?;
    let answers = survey.as_ref().map(|survey| usize::try_from(survey.answered).unwrap_or_default());
    let secret = secret(call, &unit, survey.as_ref()).await?;
    let snapshot = match &survey {
        Some(survey) if names_are_hidden(answers) => {
            check_hidden(&kinds)?;
            draw_without_names(&unit, &kinds, survey, &secret).await?
        }
        _ => draw(call, &unit, &Basis { network: &network, cut_off, kinds: &kinds, survey: survey.as_ref() }).await?,
    };
    let (graph, hash, figures) = figures(snapshot).await?;
    let analysis = Analysis {
        id: AnalysisId::new(call.ids()),
        network: network.id,
        cut_off,
        kinds,
        survey: survey.as_ref().map(|survey| survey.id),
        answers,
        hash,
        graph,
        figures,
        secret,
        by: call.actor().account().map(|account| account.id),
        at: unit.now(),
    };
    Analyses::insert(&unit, &analysis).await?;
    let told = record::silent(permit, "network.analysed", analysis.id, network.owner());
    let told = told.field("cutOff", None, Some(analysis.cut_off));
    unit.commit(surveyed.into_iter().chain([told])).await?;
    shown(call, vec![analysis]).await?.pop().ok_or_else(|| Error::unexpected("an analysis that is not shown"))
}

/// What is kept of a snapshot: its text, the hash of the whole graph and the text of its figures, which take a core to
/// compute.
async fn figures(snapshot: Snapshot) -> Result<(String, String, String), Error> {
    let compute = move || {
        let graph = snapshot.whole()?;
        let figures = serde_json::to_string(&Metrics::of(&graph)).map_err(Error::unexpected)?;
        Ok((serde_json::to_string(&snapshot).map_err(Error::unexpected)?, graph.hash(), figures))
    };
    spawn_blocking(compute).await.map_err(Error::unexpected)?
}

/// From what the order of hidden names follows: the same for all analyses of a survey, so that the same basis gives the
/// same hash there too.
async fn secret(call: &Call, unit: &UnitOfWork, survey: Option<&Survey>) -> Result<String, Error> {
    if let Some(survey) = survey {
        let known = Analyses::of(unit).secret_of(&call.visibility(Action::AnalysisRun), survey.id).await?;
        if let Some(known) = known {
            return Ok(known);
        }
    }
    let mut secret = [0; 32];
    call.ids().fill(&mut secret);
    Ok(hex::encode(secret))
}

fn check_kinds(kinds: &BTreeSet<TieKind>, survey: Option<SurveyId>) -> Result<(), Refusal> {
    if kinds.is_empty() {
        return Err(Refusal::new(RefusalCode::Required).at("kinds"));
    }
    if survey.is_none() && kinds.iter().any(|kind| kind.is_asked()) {
        return Err(Refusal::new(RefusalCode::Required).at("surveyId"));
    }
    Ok(())
}

/// Ties that follow from records carry names elsewhere, and beside them those of hidden names could be told.
fn check_hidden(kinds: &BTreeSet<TieKind>) -> Result<(), Refusal> {
    if kinds.iter().all(|kind| kind.is_asked()) {
        return Ok(());
    }
    let reason = "fewer than five have answered this survey; analyse ties that follow from records without it";
    Err(Refusal::new(RefusalCode::Invalid).at("kinds").with("reason", reason))
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
