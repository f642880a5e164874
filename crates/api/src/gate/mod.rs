//! Everything that is decided about a request before it runs.

mod authorized_directive;
mod cost_directive;

pub use authorized_directive::authorized;
pub use cost_directive::cost;
