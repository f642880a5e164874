use super::list_analyses::{ShownAnalysis, find_analysis};
use crate::{Call, Error};
use ::analysis::{Style, edges_csv, gexf, graphml, nodes_csv, picture};
use domain::organisations::OrganisationKind;
use domain::shared::{AnalysisId, Language};
use std::collections::BTreeMap;

/// As what an analysis is taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ExportFormat {
    /// `GraphML`, for Gephi and others.
    GraphMl,
    /// GEXF, for Gephi.
    Gexf,
    /// CSV, a line for each node with its figures.
    NodesCsv,
    /// CSV, a line for each tie.
    EdgesCsv,
    /// A picture.
    Svg,
}

/// An analysis as the text of a file; `None` when it does not exist or the caller may not read it.
///
/// # Errors
/// When the database does not answer.
pub async fn export_analysis(call: &Call, id: AnalysisId, format: ExportFormat) -> Result<Option<String>, Error> {
    let Some(ShownAnalysis { analysis, graph, metrics, .. }) = find_analysis(call, id).await? else {
        return Ok(None);
    };
    Ok(Some(match format {
        ExportFormat::GraphMl => graphml(&graph, &metrics),
        ExportFormat::Gexf => gexf(&graph, &metrics),
        ExportFormat::NodesCsv => nodes_csv(&graph, &metrics),
        ExportFormat::EdgesCsv => edges_csv(&graph),
        ExportFormat::Svg => {
            let german = call.language() == Language::German;
            let word =
                |kind: &OrganisationKind| if german { kind.german().to_owned() } else { spelled_out(kind.code()) };
            let kinds = OrganisationKind::ALL.iter();
            let groups: BTreeMap<_, _> = kinds.map(|kind| (kind.code().to_owned(), word(kind))).collect();
            let (title, ties) = if german {
                (format!("Netzwerk am {}", analysis.cut_off), "{count} Verbindungen")
            } else {
                (format!("Network on {}", analysis.cut_off), "{count} ties")
            };
            picture(&graph, &metrics, &Style { title, groups, ties: ties.to_owned() })
        }
    }))
}

/// A code in words, for instance `Regional education office`.
fn spelled_out(code: &str) -> String {
    let words = code.to_lowercase().replace('_', " ");
    let (first, rest) = words.split_at_checked(1).unwrap_or(("", &words));
    first.to_uppercase() + rest
}
