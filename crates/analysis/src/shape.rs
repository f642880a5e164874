//! The graph in the two forms that the algorithms need.

use crate::graph::Graph;
use petgraph::graph::UnGraph;
use std::collections::BTreeMap;

/// Who is tied to whom, however and in whichever direction: one edge for each pair, with the sum of all weights.
pub(crate) struct Undirected {
    pub(crate) graph: UnGraph<(), f64>,
    /// The neighbours of each node, in order.
    pub(crate) neighbours: Vec<Vec<usize>>,
    /// The sum of the weights at each node.
    pub(crate) strength: Vec<f64>,
}

/// Who points to whom: an edge without direction points both ways. Weights of all kinds are added up.
pub(crate) struct Directed {
    pub(crate) arcs: BTreeMap<(usize, usize), f64>,
    pub(crate) nodes: usize,
}

impl Undirected {
    pub(crate) fn of(graph: &Graph) -> Self {
        let mut pairs: BTreeMap<(usize, usize), f64> = BTreeMap::new();
        for edge in graph.edges() {
            let (from, to) = graph.ends(edge);
            *pairs.entry((from.min(to), from.max(to))).or_default() += f64::from(edge.weight);
        }
        let mut shape = UnGraph::with_capacity(graph.nodes().len(), pairs.len());
        let places: Vec<_> = graph.nodes().iter().map(|_| shape.add_node(())).collect();
        let mut neighbours = vec![Vec::new(); places.len()];
        let mut strength = vec![0.0; places.len()];
        for ((one, other), weight) in pairs {
            shape.add_edge(places[one], places[other], weight);
            for (here, there) in [(one, other), (other, one)] {
                neighbours[here].push(there);
                strength[here] += weight;
            }
        }
        for neighbours in &mut neighbours {
            neighbours.sort_unstable();
        }
        Self { graph: shape, neighbours, strength }
    }
}

impl Directed {
    pub(crate) fn of(graph: &Graph) -> Self {
        let mut arcs: BTreeMap<(usize, usize), f64> = BTreeMap::new();
        for edge in graph.edges() {
            let (from, to) = graph.ends(edge);
            *arcs.entry((from, to)).or_default() += f64::from(edge.weight);
            if !edge.directed {
                *arcs.entry((to, from)).or_default() += f64::from(edge.weight);
            }
        }
        Self { arcs, nodes: graph.nodes().len() }
    }

    /// The share of arcs that are answered; `None` without any arc.
    pub(crate) fn reciprocity(&self) -> Option<f64> {
        let answered = self.arcs.keys().filter(|(from, to)| self.arcs.contains_key(&(*to, *from))).count();
        crate::metrics::ratio(answered, self.arcs.len())
    }
}
