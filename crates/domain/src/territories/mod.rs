//! Territories (Gebietskörperschaften): the state, its administrative regions, districts and municipalities.
//!
//! One [`Territory`] is one key in one period. A kreisfreie Stadt is district and municipality at once and has one
//! record for both (ADR 0010). The only writer is the import of the official [`Directory`].

mod directory;
mod import;
mod key;
mod kind;
mod territory;

pub use directory::Directory;
pub use import::{Created, ImportPlan, plan_import};
pub use key::{Nuts3, RegionalKey, TerritoryKey};
pub use kind::{TerritoryKind, TerritoryLevel};
pub use territory::{Difference, Hectares, Population, Territory, TerritoryFacts};
