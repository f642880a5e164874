//! Where the nodes of a picture stand: forces as in d3, from fixed beginnings, so always at the same places.

use crate::graph::Graph;
use crate::shape::Undirected;
use fjadra::{Collide, Link, ManyBody, Node, PositionX, PositionY, SimulationBuilder};

/// A place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Point {
    pub(crate) x: f64,
    pub(crate) y: f64,
}

/// How far tied nodes would like to be from each other.
const DISTANCE: f64 = 105.0;
/// How strongly nodes push each other away.
const REPULSION: f64 = -520.0;
/// How near two nodes may come.
const RADIUS: f64 = 30.0;
/// What holds parts together that are not tied.
const GRAVITY: f64 = 0.06;

/// The places of the nodes, in their order, around the middle at 0.
pub(crate) fn layout(graph: &Graph) -> Vec<Point> {
    let shape = Undirected::of(graph);
    let ties = shape.graph.edge_indices().filter_map(|edge| shape.graph.edge_endpoints(edge));
    let ties: Vec<_> = ties.map(|(one, other)| (one.index(), other.index())).collect();
    let nodes = graph.nodes().iter().map(|_| Node::default());
    let mut simulation = SimulationBuilder::default()
        .build(nodes)
        .add_force("ties", Link::new(ties).distance(DISTANCE))
        .add_force("repulsion", ManyBody::new().strength(REPULSION))
        .add_force("room", Collide::new().radius(|_| RADIUS))
        .add_force("x", PositionX::new().strength(GRAVITY))
        .add_force("y", PositionY::new().strength(GRAVITY));
    let places = simulation.iter().last().unwrap_or_default();
    places.into_iter().map(|[x, y]| Point { x, y }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::tests::{edge, node};

    #[test]
    fn everybody_has_a_place_of_their_own_and_always_the_same() {
        let keys: Vec<String> = (0..30).map(|number| format!("{number:02}")).collect();
        let nodes = keys.iter().map(|key| node(key)).collect();
        let edges = keys[1..20].iter().map(|key| edge("00", key, false, 1)).collect();
        let graph = Graph::new(nodes, edges).unwrap();
        let places = layout(&graph);
        assert_eq!(places, layout(&graph));
        for (number, one) in places.iter().enumerate() {
            assert!(one.x.is_finite() && one.y.is_finite());
            assert!(places[number + 1..].iter().all(|other| (one.x - other.x).hypot(one.y - other.y) > 10.0));
        }
        assert!(layout(&Graph::new(vec![], vec![]).unwrap()).is_empty());
    }
}
