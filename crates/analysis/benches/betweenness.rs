//! Times the figures of a network of 2,000 nodes and 20,000 ties: `cargo bench -p analysis`.

use analysis::{Edge, Graph, Metrics, Node};
use std::io::Write;
use std::time::Instant;

const NODES: usize = 2_000;
const TIES: usize = 20_000;

fn main() -> std::io::Result<()> {
    let graph = graph();
    let begun = Instant::now();
    let metrics = Metrics::of(&graph);
    let took = begun.elapsed();
    let most = metrics.nodes.iter().map(|node| node.betweenness).fold(0.0, f64::max);
    writeln!(
        std::io::stdout(),
        "all figures of {} nodes and {} ties: {took:.2?} (largest betweenness {most:.6})",
        metrics.whole.nodes,
        metrics.whole.ties,
    )
}

/// A graph that looks random and is always the same: Knuth's multiplicative generator draws the ends.
fn graph() -> Graph {
    let key = |number: usize| format!("{number:04}");
    let nodes = (0..NODES).map(|number| Node { key: key(number), label: key(number), group: String::new() }).collect();
    let mut state = 1_u64;
    let mut draw = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap_or_default() % NODES
    };
    let mut pairs = std::collections::BTreeSet::new();
    while pairs.len() < TIES {
        let (one, other) = (draw(), draw());
        if one != other {
            pairs.insert((one.min(other), one.max(other)));
        }
    }
    let edges = pairs.into_iter().map(|(one, other)| Edge {
        from: key(one),
        to: key(other),
        kind: "COOPERATION".to_owned(),
        directed: false,
        weight: 1,
    });
    Graph::new(nodes, edges.collect()).unwrap_or_else(|error| unreachable!("the ends are there and differ: {error}"))
}
