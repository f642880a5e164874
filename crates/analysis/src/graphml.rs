//! `GraphML` (<http://graphml.graphdrawing.org>), as Gephi, yEd and `NetworkX` read it.

use crate::graph::{Edge, Graph, Node};
use crate::metrics::{Metrics, NodeMetrics};
use crate::xml::{clean, document};
use quick_xml::Writer;
use quick_xml::events::BytesText;
use std::io;

/// Id, for what, name and type of each attribute.
const KEYS: [(&str, &str, &str, &str); 14] = [
    ("label", "node", "label", "string"),
    ("group", "node", "group", "string"),
    ("degree", "node", "degree", "int"),
    ("in_degree", "node", "in_degree", "int"),
    ("out_degree", "node", "out_degree", "int"),
    ("weighted_degree", "node", "weighted_degree", "double"),
    ("betweenness", "node", "betweenness", "double"),
    ("closeness", "node", "closeness", "double"),
    ("pagerank", "node", "pagerank", "double"),
    ("clustering", "node", "clustering", "double"),
    ("core", "node", "core", "int"),
    ("cut_point", "node", "cut_point", "boolean"),
    ("kind", "edge", "kind", "string"),
    ("weight", "edge", "weight", "double"),
];

/// The graph with its figures.
pub fn graphml(graph: &Graph, metrics: &Metrics) -> String {
    let (directed, edges) = graph.uniform_edges();
    let direction = if directed { "directed" } else { "undirected" };
    document(|writer| {
        let root = writer.create_element("graphml").with_attribute(("xmlns", "http://graphml.graphdrawing.org/xmlns"));
        root.write_inner_content(|writer| {
            for (id, of, name, kind) in KEYS {
                let key = [("id", id), ("for", of), ("attr.name", name), ("attr.type", kind)];
                writer.create_element("key").with_attributes(key).write_empty()?;
            }
            let inside =
                writer.create_element("graph").with_attributes([("id", "network"), ("edgedefault", direction)]);
            inside.write_inner_content(|writer| {
                for (node, figures) in graph.nodes().iter().zip(&metrics.nodes) {
                    write_node(writer, node, figures)?;
                }
                edges.iter().enumerate().try_for_each(|(number, edge)| write_edge(writer, number, edge))
            })?;
            Ok(())
        })?;
        Ok(())
    })
}

fn write_node(writer: &mut Writer<Vec<u8>>, node: &Node, figures: &NodeMetrics) -> io::Result<()> {
    let element = writer.create_element("node").with_attribute(("id", clean(&node.key).as_str()));
    element.write_inner_content(|writer| {
        for (key, value) in [
            ("label", clean(&node.label)),
            ("group", clean(&node.group)),
            ("degree", figures.degree.to_string()),
            ("in_degree", figures.in_degree.to_string()),
            ("out_degree", figures.out_degree.to_string()),
            ("weighted_degree", figures.weighted_degree.to_string()),
            ("betweenness", figures.betweenness.to_string()),
            ("closeness", figures.closeness.to_string()),
            ("pagerank", figures.pagerank.to_string()),
            ("clustering", figures.clustering.to_string()),
            ("core", figures.core.to_string()),
            ("cut_point", figures.is_cut_point.to_string()),
        ] {
            data(writer, key, &value)?;
        }
        Ok(())
    })?;
    Ok(())
}

fn write_edge(writer: &mut Writer<Vec<u8>>, number: usize, edge: &Edge) -> io::Result<()> {
    let (id, from, to) = (format!("e{number}"), clean(&edge.from), clean(&edge.to));
    let ends = [("id", id.as_str()), ("source", from.as_str()), ("target", to.as_str())];
    writer.create_element("edge").with_attributes(ends).write_inner_content(|writer| {
        data(writer, "kind", &clean(&edge.kind))?;
        data(writer, "weight", &edge.weight.to_string())
    })?;
    Ok(())
}

fn data(writer: &mut Writer<Vec<u8>>, key: &str, value: &str) -> io::Result<()> {
    writer.create_element("data").with_attribute(("key", key)).write_text_content(BytesText::new(value))?;
    Ok(())
}
