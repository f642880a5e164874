//! Every figure equals the one that `NetworkX` computes: `reference/make.py` made `reference/networkx.json`.

use analysis::{Edge, Graph, Metrics, Node, WholeMetrics};
use serde::Deserialize;
use serde_json::{Map, Value};

/// How far a figure may be from the reference.
const NEAR: f64 = 1e-9;

#[derive(Deserialize)]
struct Reference {
    graphs: Vec<ReferenceGraph>,
}

#[derive(Deserialize)]
struct ReferenceGraph {
    name: String,
    directed: bool,
    edges: Vec<(String, String, u32)>,
    whole: Map<String, Value>,
    nodes: Map<String, Value>,
}

impl ReferenceGraph {
    fn graph(&self) -> Graph {
        let nodes = self.nodes.keys().map(|key| Node { key: key.clone(), label: key.clone(), group: String::new() });
        let edges = self.edges.iter().map(|(from, to, weight)| Edge {
            from: from.clone(),
            to: to.clone(),
            kind: "COOPERATION".to_owned(),
            directed: self.directed,
            weight: *weight,
        });
        Graph::new(nodes.collect(), edges.collect()).expect("the reference holds graphs")
    }
}

fn reference() -> Vec<ReferenceGraph> {
    let made: Reference = serde_json::from_str(include_str!("reference/networkx.json")).expect("make.py writes JSON");
    made.graphs
}

/// Holds every figure of the reference against ours, and says how many there were.
fn compare(place: &str, expected: &Map<String, Value>, found: &Value) -> usize {
    for (name, expected) in expected {
        let found = &found[name];
        let same = match (expected.as_f64(), found.as_f64()) {
            (Some(expected), Some(found)) => (expected - found).abs() <= NEAR,
            _ => expected == found,
        };
        assert!(same, "{name} of {place}: {found}, but NetworkX says {expected}");
    }
    expected.len()
}

#[test]
fn every_figure_is_the_one_of_networkx() {
    let mut figures = 0;
    for reference in reference() {
        let metrics = Metrics::of(&reference.graph());
        let whole = serde_json::to_value::<WholeMetrics>(metrics.whole).unwrap();
        figures += compare(&reference.name, &reference.whole, &whole);
        assert_eq!(metrics.nodes.len(), reference.nodes.len());
        for node in &metrics.nodes {
            let expected = reference.nodes[&node.key].as_object().unwrap();
            let place = format!("{} in {}", node.key, reference.name);
            figures += compare(&place, expected, &serde_json::to_value(node).unwrap());
        }
    }
    assert!(figures > 3_000, "only {figures} figures were compared");
}
