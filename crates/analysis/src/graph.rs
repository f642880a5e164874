//! What is analysed: nodes, and edges of several kinds between them.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// A node.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Node {
    /// By which it is known: unique in its graph.
    pub key: String,
    /// What it is called.
    pub label: String,
    /// The group to which it belongs, for instance the sector of an organisation.
    pub group: String,
}

/// An edge between two nodes, named by their keys.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Edge {
    /// From which node.
    pub from: String,
    /// To which node.
    pub to: String,
    /// What kind of edge.
    pub kind: String,
    /// Whether it runs from one to the other, rather than between both.
    pub directed: bool,
    /// How strong it is.
    pub weight: u32,
}

/// Why something is not a graph.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GraphError {
    /// Two nodes have the same key.
    #[error("two nodes have the key {0:?}")]
    TwoNodes(String),
    /// An edge names a node that is not there.
    #[error("an edge names the node {0:?}, which is not there")]
    NoNode(String),
    /// An edge runs from a node to itself.
    #[error("an edge runs from {0:?} to itself")]
    Loop(String),
    /// An edge has no weight.
    #[error("an edge between {0:?} and {1:?} has no weight")]
    NoWeight(String, String),
}

/// A graph in one fixed order: nodes by key, edges by their ends and kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Parts", into = "Parts")]
pub struct Graph {
    nodes: Vec<Node>,
    edges: Vec<Edge>,
    places: BTreeMap<String, usize>,
}

#[derive(Clone, Serialize, Deserialize)]
struct Parts {
    nodes: Vec<Node>,
    edges: Vec<Edge>,
}

impl TryFrom<Parts> for Graph {
    type Error = GraphError;

    fn try_from(parts: Parts) -> Result<Self, GraphError> {
        Self::new(parts.nodes, parts.edges)
    }
}

impl From<Graph> for Parts {
    fn from(graph: Graph) -> Self {
        Self { nodes: graph.nodes, edges: graph.edges }
    }
}

impl Graph {
    /// A graph. Edges of the same kind between the same two nodes become one with the sum of their weights.
    ///
    /// # Errors
    /// When two nodes share a key, or an edge has an end that is not there, no weight, or both ends at one node.
    pub fn new(mut nodes: Vec<Node>, edges: Vec<Edge>) -> Result<Self, GraphError> {
        nodes.sort();
        let mut places = BTreeMap::new();
        for (place, node) in nodes.iter().enumerate() {
            if places.insert(node.key.clone(), place).is_some() {
                return Err(GraphError::TwoNodes(node.key.clone()));
            }
        }
        let mut merged: BTreeMap<(String, String, String, bool), u32> = BTreeMap::new();
        for edge in edges {
            for end in [&edge.from, &edge.to] {
                if !places.contains_key(end) {
                    return Err(GraphError::NoNode(end.clone()));
                }
            }
            if edge.from == edge.to {
                return Err(GraphError::Loop(edge.from));
            }
            if edge.weight == 0 {
                return Err(GraphError::NoWeight(edge.from, edge.to));
            }
            let (from, to) =
                if edge.directed || edge.from < edge.to { (edge.from, edge.to) } else { (edge.to, edge.from) };
            let weight = merged.entry((from, to, edge.kind, edge.directed)).or_default();
            *weight = weight.saturating_add(edge.weight);
        }
        let edges = merged
            .into_iter()
            .map(|((from, to, kind, directed), weight)| Edge { from, to, kind, directed, weight })
            .collect();
        Ok(Self { nodes, edges, places })
    }

    /// The nodes, by key.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// The edges, by their ends and kind.
    pub fn edges(&self) -> &[Edge] {
        &self.edges
    }

    /// The edges as other programs read them, which want all of them with a direction or none: as soon as one edge has a
    /// direction, those without become two, one each way.
    pub(crate) fn uniform_edges(&self) -> (bool, Vec<Edge>) {
        let directed = self.edges.iter().any(|edge| edge.directed);
        let back = |edge: &Edge| Edge { from: edge.to.clone(), to: edge.from.clone(), ..edge.clone() };
        let edges = self.edges.iter().flat_map(|edge| {
            let answer = (directed && !edge.directed).then(|| back(edge));
            std::iter::once(edge.clone()).chain(answer)
        });
        (directed, edges.collect())
    }

    /// The SHA-256 over the whole graph, in hexadecimal digits: the same graph has the same one.
    ///
    /// # Panics
    /// Never: a graph is made of plain values.
    pub fn hash(&self) -> String {
        let text = serde_json::to_vec(self).expect("a graph is made of plain values, which JSON can write");
        hex::encode(Sha256::digest(text))
    }

    /// The shape of the graph without saying who is who: names, keys and groups are gone, and the order of the nodes
    /// follows from a secret.
    ///
    /// # Panics
    /// Never: what is made of a graph is one.
    #[must_use]
    pub fn without_names(&self, word: &str, secret: &[u8]) -> Self {
        let shuffled = |node: &&Node| Sha256::new().chain_update(secret).chain_update(&node.key).finalize();
        let mut order: Vec<&Node> = self.nodes.iter().collect();
        order.sort_by_cached_key(shuffled);
        let width = order.len().to_string().len();
        let numbers: BTreeMap<&str, usize> =
            (1..).zip(order).map(|(number, node)| (node.key.as_str(), number)).collect();
        let key = |of: &str| format!("{:0width$}", numbers[of]);
        let nodes = numbers.iter().map(|(of, number)| Node {
            key: key(of),
            label: format!("{word} {number}"),
            group: String::new(),
        });
        let edges = self.edges.iter().map(|edge| Edge { from: key(&edge.from), to: key(&edge.to), ..edge.clone() });
        Self::new(nodes.collect(), edges.collect()).expect("new names change no shape")
    }

    /// The two ends of an edge as places among the nodes.
    pub(crate) fn ends(&self, edge: &Edge) -> (usize, usize) {
        (self.place(&edge.from), self.place(&edge.to))
    }

    fn place(&self, key: &str) -> usize {
        self.places[key]
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn node(key: &str) -> Node {
        Node { key: key.to_owned(), label: key.to_uppercase(), group: "office".to_owned() }
    }

    pub(crate) fn edge(from: &str, to: &str, directed: bool, weight: u32) -> Edge {
        Edge { from: from.to_owned(), to: to.to_owned(), kind: "INFORMATION".to_owned(), directed, weight }
    }

    #[test]
    fn the_order_of_what_comes_in_makes_no_difference() {
        let one =
            Graph::new(vec![node("a"), node("b"), node("c")], vec![edge("b", "a", false, 1), edge("c", "a", true, 2)]);
        let other =
            Graph::new(vec![node("c"), node("a"), node("b")], vec![edge("c", "a", true, 2), edge("a", "b", false, 1)]);
        let (one, other) = (one.unwrap(), other.unwrap());
        assert_eq!(one, other);
        assert_eq!(one.hash(), other.hash());
        assert_ne!(one.hash(), Graph::new(vec![node("a"), node("b"), node("c")], vec![]).unwrap().hash());
        let read: Graph = serde_json::from_str(&serde_json::to_string(&one).unwrap()).unwrap();
        assert_eq!(read, one);
    }

    #[test]
    fn what_is_no_graph_is_refused() {
        let make = |edges| Graph::new(vec![node("a"), node("b")], edges).map(|graph| graph.edges().len());
        assert_eq!(make(vec![edge("a", "b", true, 1), edge("a", "b", true, 4)]), Ok(1));
        assert_eq!(make(vec![edge("a", "x", true, 1)]), Err(GraphError::NoNode("x".to_owned())));
        assert_eq!(make(vec![edge("a", "a", true, 1)]), Err(GraphError::Loop("a".to_owned())));
        assert_eq!(make(vec![edge("a", "b", true, 0)]), Err(GraphError::NoWeight("a".to_owned(), "b".to_owned())));
        assert_eq!(Graph::new(vec![node("a"), node("a")], vec![]), Err(GraphError::TwoNodes("a".to_owned())));
    }

    #[test]
    fn without_names_only_the_shape_is_left() {
        let graph =
            Graph::new(vec![node("beispiel"), node("muster")], vec![edge("muster", "beispiel", true, 3)]).unwrap();
        let hidden = graph.without_names("Partner", b"secret");
        let text = serde_json::to_string(&hidden).unwrap().to_lowercase();
        assert!(!text.contains("beispiel") && !text.contains("muster") && !text.contains("office"), "{text}");
        assert_eq!((hidden.nodes().len(), hidden.edges()[0].weight), (2, 3));
        let others = (0..20_u8).filter(|secret| graph.without_names("Partner", &[*secret]) != hidden);
        assert!(others.count() > 0, "the order does not follow from the names alone");
    }
}
