use super::find_network::find_networks;
use super::list_analyses::{ShownAnalysis, find_analysis};
use crate::{Call, Error};
use ::analysis::{Style, edges_csv, gexf, graphml, nodes_csv, picture};
use domain::networks::TieKind;
use domain::organisations::OrganisationKind;
use domain::shared::{AnalysisId, Date, Language};

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
    let Some(shown) = find_analysis(call, id).await? else { return Ok(None) };
    let style = match format {
        ExportFormat::Svg => Some(style(call, &shown).await?),
        _ => None,
    };
    let draw = move || {
        let ShownAnalysis { graph, metrics, .. } = &shown;
        match (format, style) {
            (ExportFormat::GraphMl, _) => graphml(graph, metrics),
            (ExportFormat::Gexf, _) => gexf(graph, metrics),
            (ExportFormat::NodesCsv, _) => nodes_csv(graph, metrics),
            (ExportFormat::EdgesCsv, _) => edges_csv(graph),
            (ExportFormat::Svg, style) => picture(graph, metrics, &style.unwrap_or_default()),
        }
    };
    // Finding a place for every node takes a core.
    tokio::task::spawn_blocking(draw).await.map(Some).map_err(Error::unexpected)
}

/// What is written on the picture, in the language of the caller.
async fn style(call: &Call, shown: &ShownAnalysis) -> Result<Style, Error> {
    let german = call.language() == Language::German;
    let analysis = &shown.analysis;
    let network = find_networks(call, [analysis.network]).await?.remove(&analysis.network);
    let word = |german_word: &str, code: &str| if german { german_word.to_owned() } else { spelled_out(code) };
    let kinds = analysis.kinds.iter().map(|kind: &TieKind| word(kind.german(), kind.code()));
    let kinds = kinds.collect::<Vec<_>>().join(", ");
    let (nodes, ties) = (shown.metrics.whole.nodes, shown.metrics.whole.ties);
    let density = shown.metrics.whole.density.unwrap_or_default() * 100.0;
    let mut subtitles = if german {
        let day = day_in_german(analysis.cut_off);
        let density = format!("{density:.0}");
        vec![
            format!("Netzwerkanalyse, Stichtag {day}"),
            format!("{nodes} Mitglieder, {ties} Verbindungen, Dichte {density} %; gezählt: {kinds}"),
        ]
    } else {
        vec![
            format!("Network analysis as of {}", analysis.cut_off),
            format!("{nodes} members, {ties} ties, density {density:.0}%; counted: {kinds}"),
        ]
    };
    if shown.names_hidden {
        let hidden = (
            "Namen sind verborgen: weniger als fünf haben geantwortet.",
            "Names are hidden: fewer than five answered.",
        );
        subtitles.push(if german { hidden.0 } else { hidden.1 }.to_owned());
    }
    let (counted_ties, explained, untitled) = if german {
        (
            "{count} Verbindungen",
            ["Größe der Kreise: Zahl der Verbindungen. Breite der Linien: Stärke der Verbindung."],
            "Netzwerk",
        )
    } else {
        ("{count} ties", ["Size of circles: number of ties. Width of lines: strength of the tie."], "Network")
    };
    let groups = OrganisationKind::ALL.iter().map(|kind| (kind.code().to_owned(), word(kind.german(), kind.code())));
    Ok(Style {
        title: network.map_or_else(|| untitled.to_owned(), |network| network.profile.name.to_string()),
        subtitles,
        groups: groups.collect(),
        ties: counted_ties.to_owned(),
        notes: explained.map(str::to_owned).into(),
    })
}

/// For instance `31.03.2020`.
fn day_in_german(day: Date) -> String {
    day.strftime("%d.%m.%Y").to_string()
}

/// A code in words, for instance `Regional education office`.
fn spelled_out(code: &str) -> String {
    let words = code.to_lowercase().replace('_', " ");
    let (first, rest) = words.split_at_checked(1).unwrap_or(("", &words));
    first.to_uppercase() + rest
}
