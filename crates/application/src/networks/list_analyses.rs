use super::snapshot::{Known, Snapshot};
use crate::{Call, Error};
use ::analysis::{Graph, Metrics};
use domain::access::Action;
use domain::networks::names_are_hidden;
use domain::shared::{AnalysisId, NetworkId, Slice};
use persistence::networks::{Analyses, Analysis};
use std::collections::HashMap;
use tokio::task::spawn_blocking;

/// An analysis as it is shown to the caller: without names when it rests on fewer than five answers, and without ties
/// that follow from what the caller may not know.
#[derive(Clone, Debug)]
pub struct ShownAnalysis {
    /// The analysis as it is kept, without its graph and figures. Its hash is the one of the graph that is shown.
    pub analysis: Analysis,
    /// The graph.
    pub graph: Graph,
    /// Its figures, in the order of its nodes.
    pub metrics: Metrics,
    /// Whether names are hidden.
    pub names_hidden: bool,
}

impl ShownAnalysis {
    fn of(mut analysis: Analysis, snapshot: &Snapshot, known: &Known) -> Result<Self, Error> {
        let graph = known.graph(analysis.network, snapshot)?;
        let hash = graph.hash();
        let names_hidden = names_are_hidden(analysis.answers);
        // Who knows everything gets the figures that are kept.
        let mut metrics = if hash == analysis.hash {
            serde_json::from_str(&analysis.figures).map_err(Error::unexpected)?
        } else {
            Metrics::of(&graph)
        };
        if names_hidden {
            // It would say in which sectors those are who have answered.
            metrics.whole.external_internal_index = None;
        }
        analysis.hash = hash;
        analysis.graph = String::new();
        analysis.figures = String::new();
        analysis.secret = String::new();
        Ok(Self { analysis, graph, metrics, names_hidden })
    }
}

/// Analyses as they are shown to the caller. Figures take a core, so a thread of their own computes them.
pub(super) async fn shown(call: &Call, analyses: Vec<Analysis>) -> Result<Vec<ShownAnalysis>, Error> {
    let read = |analysis: Analysis| {
        let snapshot: Snapshot = serde_json::from_str(&analysis.graph).map_err(Error::unexpected)?;
        Ok((analysis, snapshot))
    };
    let analyses: Vec<_> = analyses.into_iter().map(read).collect::<Result<_, Error>>()?;
    let known = Known::of(call, &analyses).await?;
    let show = move || {
        let shown = analyses.into_iter().map(|(analysis, snapshot)| ShownAnalysis::of(analysis, &snapshot, &known));
        shown.collect()
    };
    spawn_blocking(show).await.map_err(Error::unexpected)?
}

/// An analysis; `None` when it does not exist or the caller may not read it.
///
/// # Errors
/// When the database does not answer.
pub async fn find_analysis(call: &Call, id: AnalysisId) -> Result<Option<ShownAnalysis>, Error> {
    let found = Analyses::of(call.database()).find(&call.visibility(Action::AnalysisRead), id).await?;
    Ok(shown(call, found.into_iter().collect()).await?.pop())
}

/// The analyses of many networks that the caller may read, the latest day first, the first ones of each network.
///
/// # Errors
/// When the database does not answer.
pub async fn list_analyses(
    call: &Call,
    networks: &[NetworkId],
    slice: Slice,
) -> Result<HashMap<NetworkId, Vec<ShownAnalysis>>, Error> {
    let seen = call.visibility(Action::AnalysisRead);
    let found = Analyses::of(call.database()).of_networks(&seen, networks, slice).await?;
    let mut by_network: HashMap<_, Vec<_>> = HashMap::new();
    for analysis in shown(call, found).await? {
        by_network.entry(analysis.analysis.network).or_default().push(analysis);
    }
    Ok(by_network)
}
