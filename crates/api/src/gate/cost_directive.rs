//! `@cost(...)`: what a field costs where the general rule is wrong. Without it a field costs 1.

use async_graphql::TypeDirective;

/// The name of the directive.
pub(crate) const NAME: &str = "cost";
/// The argument that says what the field itself costs.
pub(crate) const WEIGHT: &str = "weight";
/// The argument that says how many rows a list without a page size has.
pub(crate) const SIZE: &str = "size";

/// What this field costs, for instance `#[graphql(directive = cost::apply(50, None))]` for one that hashes a password.
///
/// The cost of a request is the sum over its fields: the field's own weight, plus its rows times the cost of what is
/// selected on each. The rows of a connection are its `first` or `last`, those of a list are the entries of its list
/// arguments, or else `size`.
#[TypeDirective(location = "FieldDefinition")]
pub fn cost(
    #[graphql(desc = "What the field itself costs; 1 where nothing is said.")] weight: u32,
    #[graphql(desc = "How many rows to count for a list that takes no page size.")] size: Option<u32>,
) {
}
