//! Everything that is decided about a request before it runs.
//!
//! The access table is printed into the schema by [`authorized`], the [`SchemaIndex`] reads the printed schema, and the
//! [`Gate`] holds each request against it: one source of truth, visible to everybody and enforced from what is visible.

mod authorized_directive;
mod code;
mod cost_directive;
mod index;
mod limits;
mod refused;
mod tokens;
mod walk;

pub use authorized_directive::authorized;
pub use code::ErrorCode;
pub use cost_directive::cost;
pub use index::{IndexError, SchemaIndex};
pub use limits::{Introspection, Limits};
pub use refused::Refused;
pub(crate) use walk::is_included;
pub use walk::{Asked, Gate, Passed, complete_variables};
