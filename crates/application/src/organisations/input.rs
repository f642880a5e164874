//! What is typed about an organisation.

use domain::organisations::Address;
use domain::shared::{Name, Refusal, Refusals};
use domain::territories::TerritoryKey;
use std::collections::BTreeSet;

/// A postal address as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddressInput {
    /// Street and number, or post-office box.
    pub street: Option<String>,
    /// Five digits.
    pub postal_code: String,
    /// The town.
    pub place: String,
}

impl AddressInput {
    pub(super) fn check(&self) -> Result<Address, Vec<Refusal>> {
        Address::new(self.street.as_deref(), &self.postal_code, &self.place)
    }
}

/// Reads a label that may be left out.
pub(super) fn label(text: Option<&str>) -> Result<Option<Name>, Refusal> {
    Name::optional(text)
}

/// Reads the keys of territories.
pub(super) fn territory_keys(keys: &[String]) -> Result<BTreeSet<TerritoryKey>, Vec<Refusal>> {
    let mut refusals = Refusals::new();
    let read: Vec<_> = keys
        .iter()
        .enumerate()
        .filter_map(|(place, key)| refusals.take(&place.to_string(), TerritoryKey::new(key)))
        .collect();
    refusals.into_result(Some(read.into_iter().collect()))
}
