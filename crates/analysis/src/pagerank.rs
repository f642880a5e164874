//! `PageRank` as `NetworkX` defines it: weighted, damping 0.85, and what has no way out gives to all alike.

use crate::shape::Directed;

const DAMPING: f64 = 0.85;
/// At which change of the whole the ranks count as settled.
const SETTLED: f64 = 1e-13;
/// 0.85 to the power of 500 is far below that.
const MOST_ROUNDS: usize = 500;

/// The rank of each node; they add up to 1.
pub(crate) fn pagerank(graph: &Directed) -> Vec<f64> {
    let count = as_number(graph.nodes);
    let mut given = vec![0.0; graph.nodes];
    for ((from, _), weight) in &graph.arcs {
        given[*from] += weight;
    }
    let mut ranks = vec![1.0 / count; graph.nodes];
    for _ in 0..MOST_ROUNDS {
        let dangling: f64 = ranks.iter().zip(&given).filter(|(_, given)| **given == 0.0).map(|(rank, _)| rank).sum();
        let base = (1.0 - DAMPING + DAMPING * dangling) / count;
        let mut next = vec![base; graph.nodes];
        for ((from, to), weight) in &graph.arcs {
            next[*to] += DAMPING * ranks[*from] * weight / given[*from];
        }
        let change: f64 = ranks.iter().zip(&next).map(|(old, new)| (old - new).abs()).sum();
        ranks = next;
        if change < SETTLED {
            break;
        }
    }
    ranks
}

#[expect(clippy::cast_precision_loss, reason = "no network has 2^52 nodes")]
pub(crate) const fn as_number(count: usize) -> f64 {
    count as f64
}
