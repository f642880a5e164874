//! CSV for spreadsheets: one file of nodes with their figures, one of edges.

use crate::graph::Graph;
use crate::metrics::Metrics;
use csv::Writer;

/// The nodes with their figures.
pub fn nodes_csv(graph: &Graph, metrics: &Metrics) -> String {
    written(|writer| {
        writer.write_record([
            "key",
            "label",
            "group",
            "degree",
            "in_degree",
            "out_degree",
            "weighted_degree",
            "betweenness",
            "closeness",
            "pagerank",
            "clustering",
            "core",
            "cut_point",
            "component",
        ])?;
        for (node, figures) in graph.nodes().iter().zip(&metrics.nodes) {
            writer.write_record([
                harmless(&node.key),
                harmless(&node.label),
                harmless(&node.group),
                figures.degree.to_string(),
                figures.in_degree.to_string(),
                figures.out_degree.to_string(),
                figures.weighted_degree.to_string(),
                figures.betweenness.to_string(),
                figures.closeness.to_string(),
                figures.pagerank.to_string(),
                figures.clustering.to_string(),
                figures.core.to_string(),
                figures.is_cut_point.to_string(),
                figures.component.to_string(),
            ])?;
        }
        Ok(())
    })
}

/// The edges.
pub fn edges_csv(graph: &Graph) -> String {
    written(|writer| {
        writer.write_record(["source", "target", "kind", "directed", "weight"])?;
        for edge in graph.edges() {
            writer.write_record([
                harmless(&edge.from),
                harmless(&edge.to),
                harmless(&edge.kind),
                edge.directed.to_string(),
                edge.weight.to_string(),
            ])?;
        }
        Ok(())
    })
}

fn written(write: impl FnOnce(&mut Writer<Vec<u8>>) -> Result<(), csv::Error>) -> String {
    let mut writer = Writer::from_writer(Vec::new());
    write(&mut writer).expect("a buffer in memory takes records of equal length");
    let bytes = writer.into_inner().expect("a buffer in memory takes everything");
    String::from_utf8(bytes).expect("all that was written was text")
}

/// A text that no spreadsheet takes for a formula.
fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}
