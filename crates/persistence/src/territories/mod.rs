//! Territories: reading them on a day, their neighbours, and what an import writes.

mod neighbours;
mod read;
mod row;
mod write;

pub use neighbours::Direction;
pub use read::{Territories, TerritoryFilter, TerritoryOrder};
pub(crate) use row::read as read_territory;
pub use write::{insert_territories, link_territories, update_territory};
