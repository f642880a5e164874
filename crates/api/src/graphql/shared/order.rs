use async_graphql::Enum;

/// Which way a list runs (German: Richtung).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Enum)]
pub(crate) enum OrderDirection {
    /// From the smallest to the greatest, from A to Z (German: aufsteigend).
    #[default]
    #[graphql(name = "ASC")]
    Ascending,
    /// From the greatest to the smallest, from Z to A (German: absteigend).
    #[graphql(name = "DESC")]
    Descending,
}
