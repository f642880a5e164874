//! Shortest ways between all nodes: how far everybody is, and who lies between (Brandes 2001).

use crate::pagerank::as_number;

/// What the shortest ways say about each node.
pub(crate) struct Ways {
    /// The share of shortest ways between others that lead through it.
    pub(crate) betweenness: Vec<f64>,
    /// How many nodes it reaches, itself included.
    pub(crate) reached: Vec<usize>,
    /// How many steps it takes to all of them together.
    pub(crate) steps: Vec<usize>,
}

/// What one walk from one node needs; kept from walk to walk.
struct Walk {
    /// The nodes in the order in which they were reached.
    order: Vec<usize>,
    distance: Vec<usize>,
    /// How many shortest ways lead to each node.
    ways: Vec<f64>,
    /// How many of the ways to all nodes behind it a node carries.
    carried: Vec<f64>,
}

const UNREACHED: usize = usize::MAX;

impl Ways {
    /// Walks from every node to all others, one after the other: the figures are the same every time.
    pub(crate) fn of(neighbours: &[Vec<usize>]) -> Self {
        let count = neighbours.len();
        let mut found = Self { betweenness: vec![0.0; count], reached: vec![0; count], steps: vec![0; count] };
        let mut walk = Walk {
            order: Vec::with_capacity(count),
            distance: vec![UNREACHED; count],
            ways: vec![0.0; count],
            carried: vec![0.0; count],
        };
        for start in 0..count {
            walk.from(start, neighbours);
            found.reached[start] = walk.order.len();
            found.steps[start] = walk.order.iter().map(|node| walk.distance[*node]).sum();
            walk.add_betweenness(start, neighbours, &mut found.betweenness);
            walk.forget();
        }
        // Each way was walked from both of its ends, and so were the pairs counted by which it is scaled.
        let pairs = as_number(count.saturating_sub(1) * count.saturating_sub(2));
        for betweenness in &mut found.betweenness {
            *betweenness /= pairs.max(1.0);
        }
        found
    }

    /// How near a node is to those whom it reaches, scaled by their share (Wasserman and Faust).
    pub(crate) fn closeness(&self, node: usize) -> f64 {
        let others = as_number(self.reached[node] - 1);
        let all = as_number(self.reached.len().saturating_sub(1));
        if self.steps[node] == 0 { 0.0 } else { others / as_number(self.steps[node]) * others / all }
    }
}

impl Walk {
    fn from(&mut self, start: usize, neighbours: &[Vec<usize>]) {
        self.distance[start] = 0;
        self.ways[start] = 1.0;
        self.order.push(start);
        let mut next = 0;
        while let Some(&here) = self.order.get(next) {
            next += 1;
            let further = self.distance[here] + 1;
            for &there in &neighbours[here] {
                if self.distance[there] == UNREACHED {
                    self.distance[there] = further;
                    self.order.push(there);
                }
                if self.distance[there] == further {
                    self.ways[there] += self.ways[here];
                }
            }
        }
    }

    /// Goes back from the farthest node: each hands what it carries to those before it, by their ways.
    fn add_betweenness(&mut self, start: usize, neighbours: &[Vec<usize>], betweenness: &mut [f64]) {
        for &here in self.order.iter().rev() {
            let share = (1.0 + self.carried[here]) / self.ways[here];
            for &before in &neighbours[here] {
                if self.distance[before] + 1 == self.distance[here] {
                    self.carried[before] += self.ways[before] * share;
                }
            }
            if here != start {
                betweenness[here] += self.carried[here];
            }
        }
    }

    fn forget(&mut self) {
        for node in self.order.drain(..) {
            self.distance[node] = UNREACHED;
            self.ways[node] = 0.0;
            self.carried[node] = 0.0;
        }
    }
}
