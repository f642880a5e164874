//! The map of the largest network: what was asked of its five hundred members, and what follows from records.

use anyhow::{Context, Result};
use application::Call;
use application::networks::{
    AnalyseNetwork, CreateSurvey, ListNetworks, MoveSurvey, NetworkOrder, analyse_network, close_survey, create_survey,
    list_networks, open_survey,
};
use domain::access::{Action, Visibility};
use domain::networks::{Frequency, Survey, Tie, TieKind};
use domain::shared::{AnalysisId, NetworkId, PageRequest};
use jiff::ToSpan;
use persistence::Change;
use persistence::networks::Surveys;

/// With how many others each member works.
const TIES: usize = 6;

/// Surveys the largest network and analyses it.
pub(crate) async fn surveyed(call: &Call) -> Result<AnalysisId> {
    let wanted = ListNetworks { text: Some("Landesnetzwerk".to_owned()), ..ListNetworks::default() };
    let found = list_networks(call, wanted, NetworkOrder::default(), false, &PageRequest::first(1)).await?;
    let network = found.rows.into_iter().next().context("the state has a large network")?.1.id;
    let survey = answered(call, network).await?;
    let input = AnalyseNetwork {
        network,
        cut_off: None,
        kinds: vec![TieKind::Cooperation, TieKind::CoMembership, TieKind::CoAttendance],
        survey: Some(survey.id),
    };
    Ok(analyse_network(call, input).await?.analysis.id)
}

/// A survey that all members have answered: each works with those that stand near to it, and with some far away.
async fn answered(call: &Call, network: NetworkId) -> Result<Survey> {
    let input = CreateSurvey {
        network,
        title: "Wer mit wem?".to_owned(),
        kinds: vec![TieKind::Cooperation],
        asks_trust: false,
        from: call.today(),
        until: call.today().saturating_add(30.days()),
    };
    let survey = create_survey(call, input).await?;
    let step = |survey: &Survey| MoveSurvey { id: survey.id, expected_version: survey.version };
    let survey = open_survey(call, step(&survey)).await?;
    let unit = call.begin().await?;
    let invited: Vec<_> = Surveys::of(&unit).invitees(&survey).await?.into_iter().map(|it| it.organisation).collect();
    for (place, from) in invited.iter().enumerate() {
        let tie = |step: usize| {
            let to = invited[(place + step * step * step) % invited.len()];
            let frequency = i64::try_from(step % 5)? + 1;
            let frequency = Frequency::new(frequency).map_err(application::Error::from)?;
            anyhow::Ok(Tie { from: *from, to, kind: TieKind::Cooperation, frequency })
        };
        let ties = (1..=TIES).map(tie).collect::<Result<Vec<_>>>()?;
        Surveys::answer(&unit, survey.id, *from, &ties, &[]).await?;
    }
    let answered = i64::try_from(invited.len())?;
    let full = Survey { answered, version: survey.version + 1, ..survey.clone() };
    Surveys::update(&unit, &full, survey.version).await?;
    let owner = domain::access::Owner::NOBODY;
    let permit = call.permit(Action::SurveyManage, &owner)?;
    unit.commit([Change::new(permit, "survey.answered", full.id, owner).version(full.version)]).await?;
    let held = Surveys::of(call.database()).find(&Visibility::everything(), full.id).await?;
    let held = held.context("the survey is there")?;
    Ok(close_survey(call, step(&held)).await?)
}
