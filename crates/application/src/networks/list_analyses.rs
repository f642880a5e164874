use crate::{Call, Error};
use ::analysis::{Graph, Metrics};
use domain::access::Action;
use domain::networks::names_are_hidden;
use domain::shared::{AnalysisId, NetworkId};
use persistence::networks::{Analyses, Analysis};
use std::collections::HashMap;

/// What stands for a name that is hidden.
const HIDDEN: &str = "Partner";

/// An analysis as it may be shown: without names when it rests on fewer than five answers.
#[derive(Clone, Debug)]
pub struct ShownAnalysis {
    /// The analysis as it is kept, without its graph and figures.
    pub analysis: Analysis,
    /// The graph.
    pub graph: Graph,
    /// Its figures, in the order of its nodes.
    pub metrics: Metrics,
    /// Whether names are hidden.
    pub names_hidden: bool,
}

impl ShownAnalysis {
    pub(super) fn of(mut analysis: Analysis) -> Result<Self, Error> {
        let graph: Graph = serde_json::from_str(&analysis.graph).map_err(Error::unexpected)?;
        let metrics: Metrics = serde_json::from_str(&analysis.figures).map_err(Error::unexpected)?;
        analysis.graph = String::new();
        analysis.figures = String::new();
        let names_hidden = names_are_hidden(analysis.answers);
        if !names_hidden {
            return Ok(Self { analysis, graph, metrics, names_hidden });
        }
        let secret = std::mem::take(&mut analysis.secret);
        let graph = graph.without_names(HIDDEN, secret.as_bytes());
        // The figures of the whole stay as they are; those of the nodes follow the new order.
        let nodes = Metrics::of(&graph).nodes;
        let metrics = Metrics { whole: metrics.whole, nodes };
        Ok(Self { analysis, graph, metrics, names_hidden })
    }
}

/// An analysis; `None` when it does not exist or the caller may not read it.
///
/// # Errors
/// When the database does not answer.
pub async fn find_analysis(call: &Call, id: AnalysisId) -> Result<Option<ShownAnalysis>, Error> {
    let found = Analyses::of(call.database()).find(&call.visibility(Action::AnalysisRead), id).await?;
    found.map(ShownAnalysis::of).transpose()
}

/// The analyses of many networks that the caller may read, the latest day first.
///
/// # Errors
/// When the database does not answer.
pub async fn list_analyses(
    call: &Call,
    networks: &[NetworkId],
) -> Result<HashMap<NetworkId, Vec<ShownAnalysis>>, Error> {
    let found = Analyses::of(call.database()).of_networks(&call.visibility(Action::AnalysisRead), networks).await?;
    let shown = |(network, analyses): (NetworkId, Vec<Analysis>)| {
        let shown: Result<_, Error> = analyses.into_iter().map(ShownAnalysis::of).collect();
        Ok((network, shown?))
    };
    found.into_iter().map(shown).collect()
}
