//! GEXF 1.3 (<https://gexf.net>), the format of Gephi.

use crate::graph::{Edge, Graph, Node};
use crate::layout::Point;
use crate::metrics::{Metrics, NodeMetrics};
use crate::xml::{clean, document};
use quick_xml::Writer;
use std::io;

/// The attributes of nodes and their types.
const ATTRIBUTES: [(&str, &str); 7] = [
    ("group", "string"),
    ("betweenness", "double"),
    ("closeness", "double"),
    ("pagerank", "double"),
    ("clustering", "double"),
    ("core", "integer"),
    ("cut_point", "boolean"),
];

/// The graph with its figures and the places of the nodes in the picture.
pub fn gexf(graph: &Graph, metrics: &Metrics) -> String {
    let places = crate::layout::layout(graph);
    let (directed, edges) = graph.uniform_edges();
    let direction = if directed { "directed" } else { "undirected" };
    document(|writer| {
        let namespaces =
            [("xmlns", "http://gexf.net/1.3"), ("xmlns:viz", "http://gexf.net/1.3/viz"), ("version", "1.3")];
        writer.create_element("gexf").with_attributes(namespaces).write_inner_content(|writer| {
            let inside =
                writer.create_element("graph").with_attributes([("defaultedgetype", direction), ("mode", "static")]);
            inside.write_inner_content(|writer| {
                attributes(writer)?;
                writer.create_element("nodes").write_inner_content(|writer| {
                    let all = graph.nodes().iter().zip(&metrics.nodes).zip(&places);
                    all.into_iter().try_for_each(|((node, figures), place)| write_node(writer, node, figures, *place))
                })?;
                writer.create_element("edges").write_inner_content(|writer| {
                    edges.iter().enumerate().try_for_each(|(number, edge)| write_edge(writer, number, edge))
                })?;
                Ok(())
            })?;
            Ok(())
        })?;
        Ok(())
    })
}

fn attributes(writer: &mut Writer<Vec<u8>>) -> io::Result<()> {
    writer.create_element("attributes").with_attribute(("class", "node")).write_inner_content(|writer| {
        for (name, kind) in ATTRIBUTES {
            writer
                .create_element("attribute")
                .with_attributes([("id", name), ("title", name), ("type", kind)])
                .write_empty()?;
        }
        Ok(())
    })?;
    Ok(())
}

fn write_node(writer: &mut Writer<Vec<u8>>, node: &Node, figures: &NodeMetrics, place: Point) -> io::Result<()> {
    let (key, label) = (clean(&node.key), clean(&node.label));
    let element = writer.create_element("node").with_attributes([("id", key.as_str()), ("label", label.as_str())]);
    element.write_inner_content(|writer| {
        writer.create_element("attvalues").write_inner_content(|writer| {
            for (name, value) in [
                ("group", clean(&node.group)),
                ("betweenness", figures.betweenness.to_string()),
                ("closeness", figures.closeness.to_string()),
                ("pagerank", figures.pagerank.to_string()),
                ("clustering", figures.clustering.to_string()),
                ("core", figures.core.to_string()),
                ("cut_point", figures.is_cut_point.to_string()),
            ] {
                writer
                    .create_element("attvalue")
                    .with_attributes([("for", name), ("value", value.as_str())])
                    .write_empty()?;
            }
            Ok(())
        })?;
        let (x, y) = (format!("{:.3}", place.x), format!("{:.3}", -place.y));
        let position = [("x", x.as_str()), ("y", y.as_str()), ("z", "0")];
        writer.create_element("viz:position").with_attributes(position).write_empty()?;
        Ok(())
    })?;
    Ok(())
}

fn write_edge(writer: &mut Writer<Vec<u8>>, number: usize, edge: &Edge) -> io::Result<()> {
    let (id, weight) = (number.to_string(), edge.weight.to_string());
    let (from, to, kind) = (clean(&edge.from), clean(&edge.to), clean(&edge.kind));
    let attributes = [
        ("id", id.as_str()),
        ("source", from.as_str()),
        ("target", to.as_str()),
        ("kind", kind.as_str()),
        ("weight", weight.as_str()),
    ];
    writer.create_element("edge").with_attributes(attributes).write_empty()?;
    Ok(())
}
