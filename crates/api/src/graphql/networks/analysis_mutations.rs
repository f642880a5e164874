use super::analysis::NetworkAnalysis;
use super::payloads::NetworkAnalysisPayload;
use crate::gate::{authorized, cost};
use crate::graphql::shared::{Enum, LocalDate, NodeId, call, outcome};
use application::networks as verbs;
use async_graphql::{Context, InputObject, Object, Result};
use domain::access::Action;
use domain::networks::TieKind;
use domain::shared::{NetworkId, SurveyId};

/// An analysis to be made (German: neue Netzwerkanalyse).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct AnalyseNetworkInput {
    /// Of which network (German: Netzwerk).
    network_id: NodeId<NetworkId>,
    /// As of which day; today unless given (German: Stichtag).
    cut_off: Option<LocalDate>,
    /// Which ties count: those of a survey, and those that follow from records: `CO_MEMBERSHIP`, `CO_ATTENDANCE`, and for
    /// the team `CONTACT` (German: Beziehungsarten).
    kinds: Vec<Enum<TieKind>>,
    /// The closed survey that it rests on; needed for ties that are asked for (German: Befragung).
    survey_id: Option<NodeId<SurveyId>>,
}

impl From<AnalyseNetworkInput> for verbs::AnalyseNetwork {
    fn from(input: AnalyseNetworkInput) -> Self {
        Self {
            network: input.network_id.0,
            cut_off: input.cut_off.map(|day| day.0),
            kinds: input.kinds.into_iter().map(|kind| kind.0).collect(),
            survey: input.survey_id.map(|id| id.0),
        }
    }
}

/// The fields that analyse networks.
#[derive(Debug, Default)]
pub(crate) struct NetworkAnalysisMutations;

#[Object]
impl NetworkAnalysisMutations {
    /// Analyses a network as of a day and keeps graph and figures (German: Netzwerk analysieren).
    #[graphql(directive = authorized::apply(Action::AnalysisRun), directive = cost::apply(50, None))]
    async fn analyse_network(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which network, and as of when.")] input: AnalyseNetworkInput,
    ) -> Result<NetworkAnalysisPayload> {
        let (analysis, errors) = outcome(ctx, verbs::analyse_network(call(ctx), input.into()).await)?;
        Ok(NetworkAnalysisPayload { analysis: analysis.map(NetworkAnalysis::from), errors })
    }
}
