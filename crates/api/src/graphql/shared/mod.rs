//! What every area of the schema uses: ids, enums, scalars, lists, errors, and loading for siblings at once.

mod action;
mod coded;
mod connection;
mod failure;
mod node_id;
mod order;
mod outcome;
mod scalars;
mod siblings;

pub(crate) use action::ActionCode;
pub(crate) use coded::Enum;
pub(crate) use connection::{Connection, connect, page};
pub(crate) use failure::{call, failure, found};
pub(crate) use node_id::{AnyNodeId, NodeId};
pub(crate) use order::OrderDirection;
pub(crate) use outcome::{UserError, outcome};
pub(crate) use scalars::{DateTime, LocalDate};
pub(crate) use siblings::{Family, family};
