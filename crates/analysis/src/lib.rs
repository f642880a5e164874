//! Figures and pictures of a network.
//!
//! A [`Graph`] is made of plain values and is the same whichever order they came in, so its [`Graph::hash`] names it:
//! whoever computes its figures again gets the same ones, to the last bit. The graph and its cut points are petgraph's;
//! the centralities follow the definitions of `NetworkX`, and all figures are held against it (ADR 0013). They are
//! unweighted, over ties in either direction, unless said otherwise.

mod cores;
mod csv_files;
mod gexf;
mod graph;
mod graphml;
mod labels;
mod layout;
mod legend;
mod metrics;
mod overlap;
mod pagerank;
mod picture;
mod shape;
mod ways;
mod xml;

pub use csv_files::{edges_csv, nodes_csv};
pub use gexf::gexf;
pub use graph::{Edge, Graph, GraphError, Node};
pub use graphml::graphml;
pub use metrics::{Metrics, NodeMetrics, WholeMetrics};
pub use overlap::{GroupOverlap, Load, jaccard, load_per_member, overlaps};
pub use picture::{Style, picture};
