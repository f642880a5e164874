//! Territories: looking them up on a day, going up and down the tree and back in time, importing the directory.

mod find_territory;
mod import_territories;
mod list_related_territories;
mod list_territories;
mod load_reference_territories;
mod reference;

pub use find_territory::{find_territories, find_territories_by_key, find_territory};
pub use import_territories::{ImportProgress, ImportReport, ImportTerritories, Imported, import_territories};
pub use list_related_territories::{Relation, list_related_territories};
pub use list_territories::{ListTerritories, count_territories, list_territories};
pub use load_reference_territories::load_reference_territories;
pub use persistence::territories::TerritoryOrder;
