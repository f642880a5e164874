use super::list_analyses::{ShownAnalysis, find_analysis};
use crate::{Call, Error};
use domain::networks::{Comparison, compare};
use domain::shared::{AnalysisId, OrganisationId, Refusal, RefusalCode};
use std::collections::{BTreeMap, BTreeSet};

/// What changed from one analysis to a later one.
#[derive(Clone, Debug)]
pub struct AnalysisChange {
    /// The earlier one.
    pub earlier: ShownAnalysis,
    /// The later one.
    pub later: ShownAnalysis,
    /// What changed. Without names, only the figures.
    pub comparison: Comparison,
}

/// Compares two analyses of one network.
///
/// # Errors
/// `NOT_FOUND` for what the caller may not read, `INVALID` for analyses of different networks.
pub async fn compare_analyses(call: &Call, earlier: AnalysisId, later: AnalysisId) -> Result<AnalysisChange, Error> {
    let earlier = find_analysis(call, earlier).await?.ok_or_else(|| Error::not_found("earlierId"))?;
    let later = find_analysis(call, later).await?.ok_or_else(|| Error::not_found("laterId"))?;
    if earlier.analysis.network != later.analysis.network {
        let reason = "the two analyses are of different networks";
        return Err(Refusal::new(RefusalCode::Invalid).at("laterId").with("reason", reason).into());
    }
    let hidden = earlier.names_hidden || later.names_hidden;
    let names = |of: &ShownAnalysis| if hidden { BTreeSet::new() } else { members(of) };
    let comparison = compare((&names(&earlier), &figures(&earlier)), (&names(&later), &figures(&later)));
    Ok(AnalysisChange { earlier, later, comparison })
}

fn members(of: &ShownAnalysis) -> BTreeSet<OrganisationId> {
    let keys = of.graph.nodes().iter().filter_map(|node| node.key.parse::<uuid::Uuid>().ok());
    keys.map(OrganisationId::from).collect()
}

/// The figures of the whole, by name.
fn figures(of: &ShownAnalysis) -> BTreeMap<String, f64> {
    let whole = serde_json::to_value(&of.metrics.whole).unwrap_or_default();
    let figures = whole.as_object().into_iter().flatten();
    figures.filter_map(|(name, value)| Some((name.clone(), value.as_f64()?))).collect()
}
