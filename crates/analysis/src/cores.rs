//! The k-core of each node: what is left when all with fewer than k ties are taken away, again and again.

use std::collections::BTreeSet;

/// The largest k for each node so that it belongs to the k-core (Batagelj and Zaversnik).
pub(crate) fn cores(neighbours: &[Vec<usize>]) -> Vec<usize> {
    let mut left: Vec<usize> = neighbours.iter().map(Vec::len).collect();
    let mut queue: BTreeSet<(usize, usize)> = left.iter().copied().zip(0..).collect();
    let mut cores = vec![0; neighbours.len()];
    let mut present = 0;
    while let Some((ties, node)) = queue.pop_first() {
        present = present.max(ties);
        cores[node] = present;
        for &other in &neighbours[node] {
            if queue.remove(&(left[other], other)) {
                left[other] -= 1;
                queue.insert((left[other], other));
            }
        }
    }
    cores
}
