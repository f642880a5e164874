//! What every area of the schema uses: ids, enums, scalars, lists, errors, and loading for siblings at once.

mod action;
mod coded;
mod connection;
mod contact_point;
mod edit;
mod failure;
mod node_id;
mod order;
mod outcome;
mod rows;
mod scalars;
mod siblings;
mod viewer_can;

pub(crate) use action::ActionCode;
pub(crate) use coded::Enum;
pub(crate) use connection::{Connection, connect, page};
pub(crate) use contact_point::{ContactPoint, ContactPointInput};
pub(crate) use edit::edit;
pub(crate) use failure::{call, failure, found};
pub(crate) use node_id::{AnyNodeId, NodeId};
pub(crate) use order::OrderDirection;
pub(crate) use outcome::{UserError, outcome};
pub(crate) use rows::{Row, children, referred};
pub(crate) use scalars::{DateTime, LocalDate};
pub(crate) use viewer_can::viewer_can;
