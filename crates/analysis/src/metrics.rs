//! The figures of a graph, as a whole and node by node.

use crate::cores::cores;
use crate::graph::Graph;
use crate::pagerank::{as_number, pagerank};
use crate::shape::{Directed, Undirected};
use crate::ways::Ways;
use petgraph::algo::articulation_points::articulation_points;
use serde::{Deserialize, Serialize};

/// The figures of a graph.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Metrics {
    /// Of the whole.
    pub whole: WholeMetrics,
    /// Of each node, in the order of the graph's nodes.
    pub nodes: Vec<NodeMetrics>,
}

/// The figures of the whole. Where a figure has no meaning, for instance the density of one node, it is missing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WholeMetrics {
    /// How many nodes.
    pub nodes: usize,
    /// How many pairs are tied.
    pub ties: usize,
    /// The share of pairs that are tied, from 0 to 1.
    pub density: Option<f64>,
    /// How many parts that are not tied to each other.
    pub components: usize,
    /// How many nodes the largest part has.
    pub largest_component: usize,
    /// How many nodes are tied to nobody.
    pub isolates: usize,
    /// The mean of the local clustering, from 0 to 1.
    pub average_clustering: Option<f64>,
    /// The share of two ties at one node that are closed to a triangle, from 0 to 1.
    pub transitivity: Option<f64>,
    /// The mean number of steps between two nodes of the largest part.
    pub average_path_length: Option<f64>,
    /// The share of directed ties that are answered, from 0 to 1; ties without direction count as answered.
    pub reciprocity: Option<f64>,
    /// The E-I index by Krackhardt and Stern: ties between groups less ties inside of groups, by all ties; from -1 (only
    /// inside) to 1 (only between).
    pub external_internal_index: Option<f64>,
    /// The largest number so that some nodes have at least as many ties among each other.
    pub largest_core: usize,
}

/// The figures of one node.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NodeMetrics {
    /// Which node.
    pub key: String,
    /// With how many it is tied.
    pub degree: usize,
    /// How many point to it.
    pub in_degree: usize,
    /// To how many it points.
    pub out_degree: usize,
    /// The sum of the weights of its ties.
    pub weighted_degree: f64,
    /// The share of shortest ways between others that lead through it, from 0 to 1.
    pub betweenness: f64,
    /// How near it is to those whom it reaches, scaled by their share (Wasserman and Faust), from 0 to 1.
    pub closeness: f64,
    /// Its `PageRank`, weighted; all add up to 1.
    pub pagerank: f64,
    /// The share of pairs of its neighbours that are tied, from 0 to 1.
    pub clustering: f64,
    /// The largest k so that it belongs to the k-core.
    pub core: usize,
    /// Whether the network falls apart without it.
    pub is_cut_point: bool,
    /// To which part it belongs; parts are numbered from 0 by their first node.
    pub component: usize,
}

impl Metrics {
    /// Computes them.
    pub fn of(graph: &Graph) -> Self {
        let undirected = Undirected::of(graph);
        let directed = Directed::of(graph);
        let ways = Ways::of(&undirected.neighbours);
        let nodes = nodes(graph, &undirected, &directed, &ways);
        let whole = whole(graph, &undirected, &directed, &ways, &nodes);
        Self { whole, nodes }
    }
}

fn nodes(graph: &Graph, shape: &Undirected, directed: &Directed, ways: &Ways) -> Vec<NodeMetrics> {
    let (ranks, cores, parts) = (pagerank(directed), cores(&shape.neighbours), components(&shape.neighbours));
    let cut_points = articulation_points(&shape.graph);
    let (mut incoming, mut outgoing) = (vec![0; directed.nodes], vec![0; directed.nodes]);
    for (from, to) in directed.arcs.keys() {
        outgoing[*from] += 1;
        incoming[*to] += 1;
    }
    let places = shape.graph.node_indices().enumerate();
    let figures = places.zip(graph.nodes()).map(|((place, index), node)| NodeMetrics {
        key: node.key.clone(),
        degree: shape.neighbours[place].len(),
        in_degree: incoming[place],
        out_degree: outgoing[place],
        weighted_degree: shape.strength[place],
        betweenness: ways.betweenness[place],
        closeness: ways.closeness(place),
        pagerank: ranks[place],
        clustering: ratio(closed_pairs(&shape.neighbours, place), pairs_around(shape, place)).unwrap_or_default(),
        core: cores[place],
        is_cut_point: cut_points.contains(&index),
        component: parts[place],
    });
    figures.collect()
}

fn whole(graph: &Graph, shape: &Undirected, directed: &Directed, ways: &Ways, nodes: &[NodeMetrics]) -> WholeMetrics {
    let (count, ties) = (nodes.len(), shape.graph.edge_count());
    let largest_component = ways.reached.iter().copied().max().unwrap_or_default();
    let largest = nodes.iter().zip(&ways.reached).find(|(_, reached)| **reached == largest_component);
    let largest = largest.map(|(node, _)| node.component);
    let inside = nodes.iter().zip(&ways.steps).filter(|(node, _)| Some(node.component) == largest);
    let steps = inside.map(|(_, steps)| steps).sum();
    let places = 0..count;
    let closed = places.clone().map(|place| closed_pairs(&shape.neighbours, place)).sum();
    let open_or_closed = places.map(|place| pairs_around(shape, place)).sum();
    let clustering = nodes.iter().map(|node| node.clustering).sum::<f64>() / as_number(count);
    WholeMetrics {
        nodes: count,
        ties,
        density: ratio(2 * ties, count * count.saturating_sub(1)),
        components: nodes.iter().map(|node| node.component + 1).max().unwrap_or_default(),
        largest_component,
        isolates: nodes.iter().filter(|node| node.degree == 0).count(),
        average_clustering: (count > 0).then_some(clustering),
        transitivity: (count > 0).then(|| ratio(closed, open_or_closed).unwrap_or_default()),
        average_path_length: ratio(steps, largest_component * largest_component.saturating_sub(1)),
        reciprocity: directed.reciprocity(),
        external_internal_index: external_internal_index(graph, shape),
        largest_core: nodes.iter().map(|node| node.core).max().unwrap_or_default(),
    }
}

/// How many pairs of neighbours are tied to each other.
fn closed_pairs(neighbours: &[Vec<usize>], place: usize) -> usize {
    let around = &neighbours[place];
    let tied = |one: usize, other: &&usize| neighbours[one].binary_search(other).is_ok();
    let closed = around
        .iter()
        .enumerate()
        .map(|(number, one)| around[number + 1..].iter().filter(|other| tied(*one, other)).count());
    closed.sum()
}

/// How many pairs of neighbours there are.
fn pairs_around(shape: &Undirected, place: usize) -> usize {
    let degree = shape.neighbours[place].len();
    degree * degree.saturating_sub(1) / 2
}

/// The parts, numbered by their first node.
fn components(neighbours: &[Vec<usize>]) -> Vec<usize> {
    let mut part_of = vec![None; neighbours.len()];
    let mut parts = 0;
    for start in 0..neighbours.len() {
        let mut waiting = vec![start];
        let before = part_of[start];
        while let Some(node) = waiting.pop() {
            if part_of[node].is_none() {
                part_of[node] = Some(parts);
                waiting.extend(&neighbours[node]);
            }
        }
        parts += usize::from(before.is_none());
    }
    part_of.into_iter().flatten().collect()
}

fn external_internal_index(graph: &Graph, shape: &Undirected) -> Option<f64> {
    let group = |place: usize| &graph.nodes()[place].group;
    let ends = shape.graph.edge_indices().filter_map(|edge| shape.graph.edge_endpoints(edge));
    let external = ends.filter(|(one, other)| group(one.index()) != group(other.index())).count();
    let ties = shape.graph.edge_count();
    ratio(external, ties).map(|share| 2.0 * share - 1.0)
}

/// A share; `None` of nothing.
pub(crate) fn ratio(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| as_number(part) / as_number(whole))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::tests::{edge, node};
    use crate::graph::{Edge, Node};
    use proptest::prelude::*;

    #[test]
    fn small_graphs_have_figures_or_none_but_no_faults() {
        let empty = Metrics::of(&Graph::new(vec![], vec![]).unwrap());
        assert_eq!((empty.whole.density, empty.whole.components, empty.whole.average_clustering), (None, 0, None));
        let one = Metrics::of(&Graph::new(vec![node("a")], vec![]).unwrap());
        assert_eq!((one.whole.density, one.whole.isolates, one.nodes[0].betweenness), (None, 1, 0.0));
        let pair = Metrics::of(&Graph::new(vec![node("a"), node("b")], vec![edge("a", "b", true, 3)]).unwrap());
        assert_eq!((pair.whole.density, pair.whole.reciprocity), (Some(1.0), Some(0.0)));
        assert_eq!(pair.whole.average_path_length, Some(1.0));
        assert_eq!((pair.nodes[0].betweenness, pair.nodes[0].closeness), (0.0, 1.0));
    }

    #[test]
    fn ties_between_sectors_and_inside_of_them_are_told_apart() {
        let grouped = |key: &str, group: &str| Node { group: group.to_owned(), ..node(key) };
        let nodes =
            vec![grouped("a", "office"), grouped("b", "office"), grouped("c", "school"), grouped("d", "school")];
        let ties =
            |ends: &[(&str, &str)]| -> Vec<Edge> { ends.iter().map(|(from, to)| edge(from, to, false, 1)).collect() };
        let index = |edges| Metrics::of(&Graph::new(nodes.clone(), edges).unwrap()).whole.external_internal_index;
        assert_eq!(index(ties(&[("a", "b"), ("c", "d")])), Some(-1.0));
        assert_eq!(index(ties(&[("a", "c"), ("a", "d")])), Some(1.0));
        assert_eq!(index(ties(&[("a", "b"), ("a", "c")])), Some(0.0));
        assert_eq!(index(vec![]), None);
    }

    proptest! {
        #[test]
        fn figures_stay_inside_their_bounds_and_are_the_same_every_time(
            ends in prop::collection::vec((0..12_usize, 0..12_usize, any::<bool>(), 1..6_u32), 0..40)
        ) {
            let nodes = (0..12).map(|number| node(&format!("{number:02}"))).collect();
            let edges = ends.into_iter().filter(|(from, to, ..)| from != to).map(|(from, to, directed, weight)| {
                edge(&format!("{from:02}"), &format!("{to:02}"), directed, weight)
            });
            let graph = Graph::new(nodes, edges.collect()).unwrap();
            let found = Metrics::of(&graph);
            let share = |value: f64| (0.0..=1.0 + 1e-12).contains(&value);
            for node in &found.nodes {
                prop_assert!(share(node.betweenness) && share(node.closeness) && share(node.clustering));
            }
            prop_assert!((found.nodes.iter().map(|node| node.pagerank).sum::<f64>() - 1.0).abs() < 1e-9);
            prop_assert!(found.whole.density.is_some_and(share));
            prop_assert_eq!(found, Metrics::of(&graph));
        }
    }
}
