use crate::graphql::shared::{Enum, LocalDate, OrderDirection};
use application::territories as verbs;
use async_graphql::InputObject;
use domain::shared::Date;
use domain::territories::{TerritoryKind, TerritoryLevel};

/// Which territories; what is left out does not narrow the list (German: Filter).
#[derive(Debug, Default, InputObject)]
pub(crate) struct TerritoryFilter {
    /// Of one of these kinds (German: Arten).
    kinds: Option<Vec<Enum<TerritoryKind>>>,
    /// On this level of the tree: `DISTRICT` has the 53 districts, independent cities and the city region,
    /// `MUNICIPALITY` all 396 municipalities with the independent cities (German: Ebene).
    level: Option<Enum<TerritoryLevel>>,
    /// Directly below the territory with this key (German: unmittelbar darunter).
    parent_key: Option<String>,
    /// Anywhere below the territory with this key (German: im Gebiet von).
    within_key: Option<String>,
    /// With words that begin like these in their names or keys; upper and lower case and the ways to write an umlaut
    /// make no difference (German: Suchtext).
    text: Option<String>,
}

impl TerritoryFilter {
    pub(super) fn on(self, day: Option<Date>) -> verbs::ListTerritories {
        verbs::ListTerritories {
            on: day,
            kinds: self.kinds.map(|kinds| kinds.into_iter().map(|kind| kind.0).collect()),
            level: self.level.map(|level| level.0),
            parent: self.parent_key,
            within: self.within_key,
            text: self.text,
        }
    }
}

/// What a list of territories is ordered by (German: Sortierung).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, async_graphql::Enum)]
pub(crate) enum TerritoryOrderField {
    /// By name in German order, where `ä` stands with `a`.
    #[default]
    Name,
    /// By key, so that each territory stands after the one above it.
    Key,
}

/// The order of a list of territories (German: Reihenfolge).
#[derive(Clone, Copy, Debug, Default, InputObject)]
pub(crate) struct TerritoryOrder {
    /// By what.
    #[graphql(default)]
    field: TerritoryOrderField,
    /// Which way.
    #[graphql(default)]
    direction: OrderDirection,
}

impl From<TerritoryOrder> for verbs::TerritoryOrder {
    fn from(order: TerritoryOrder) -> Self {
        Self {
            by_key: order.field == TerritoryOrderField::Key,
            descending: order.direction == OrderDirection::Descending,
        }
    }
}

/// A file of the official directory of municipalities, GV100AD (German: Gemeindeverzeichnis).
#[derive(Debug, InputObject)]
pub(crate) struct ImportTerritoriesInput {
    /// The text of the file: lines of 220 characters. The lines of North Rhine-Westphalia are enough.
    file: String,
    /// On which day its inhabitants were counted, which the file does not say; without it the last day of the year
    /// before its status date (German: Stichtag der Bevölkerung).
    population_date: Option<LocalDate>,
    /// Only says what would change (German: Probelauf).
    #[graphql(default)]
    dry_run: bool,
}

impl From<ImportTerritoriesInput> for verbs::ImportTerritories {
    fn from(input: ImportTerritoriesInput) -> Self {
        Self {
            file: input.file.into_bytes(),
            population_date: input.population_date.map(|day| day.0),
            dry_run: input.dry_run,
        }
    }
}
