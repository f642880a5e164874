//! The one field at the root of a subscription. The library looks only at fields that stand there themselves, so
//! fragments are put in their places first.

use crate::gate::{ErrorCode, Refused};
use async_graphql::Positioned;
use async_graphql::parser::types::{
    DocumentOperations, ExecutableDocument, OperationDefinition, OperationType, Selection,
};

/// How many fragments may stand inside of each other at the root.
const LEVELS: usize = 8;

/// Puts the fragments at the root of a subscription in their places.
///
/// # Errors
/// `GRAPHQL_VALIDATION_FAILED` unless there is exactly one field, without `@skip` and `@include` above it (GraphQL
/// specification, 5.2.4.1).
pub(in crate::http) fn one_root(
    document: &ExecutableDocument,
    name: Option<&str>,
) -> Result<ExecutableDocument, Refused> {
    let mut document = document.clone();
    let fragments = document.fragments.clone();
    let operation = chosen(&mut document.operations, name);
    let Some(operation) = operation.filter(|operation| operation.node.ty == OperationType::Subscription) else {
        return Ok(document);
    };
    let set = &mut operation.node.selection_set.node.items;
    for _ in 0..LEVELS {
        if set.iter().all(|selection| matches!(selection.node, Selection::Field(_))) {
            break;
        }
        let selections = std::mem::take(set);
        for selection in selections {
            let plain = selection.node.directives().is_empty();
            match &selection.node {
                Selection::InlineFragment(inline) if plain => {
                    set.extend(inline.node.selection_set.node.items.iter().cloned());
                }
                Selection::FragmentSpread(spread) if plain => {
                    let fragment = fragments.get(&spread.node.fragment_name.node);
                    set.extend(fragment.into_iter().flat_map(|it| it.node.selection_set.node.items.iter().cloned()));
                }
                _ => set.push(selection),
            }
        }
    }
    match set.as_slice() {
        [only] if only.node.directives().is_empty() && matches!(only.node, Selection::Field(_)) => Ok(document),
        _ => {
            let message = "A subscription has exactly one field at its root, and no @skip or @include there.";
            Err(Refused::new(ErrorCode::ValidationFailed, message).at(operation.pos))
        }
    }
}

fn chosen<'d>(
    operations: &'d mut DocumentOperations,
    name: Option<&str>,
) -> Option<&'d mut Positioned<OperationDefinition>> {
    match (operations, name) {
        (DocumentOperations::Single(operation), _) => Some(operation),
        (DocumentOperations::Multiple(operations), Some(name)) => operations.get_mut(name),
        (DocumentOperations::Multiple(operations), None) => operations.values_mut().next(),
    }
}

#[cfg(test)]
mod tests {
    use super::one_root;
    use async_graphql::parser::parse_query;

    fn fits(document: &str) -> bool {
        one_root(&parse_query(document).unwrap(), None).is_ok()
    }

    #[test]
    fn there_is_exactly_one() {
        assert!(fits("subscription { changes { cursor } }"));
        assert!(fits("subscription { ...Root } fragment Root on Subscription { ... { changes { cursor } } }"));
        assert!(!fits("subscription { changes { cursor } more: changes { cursor } }"));
        assert!(!fits("subscription { ...Root ...Root } fragment Root on Subscription { changes { cursor } }"));
        assert!(!fits("subscription { changes @include(if: true) { cursor } }"));
        assert!(!fits("subscription { ...Root } fragment Root on Subscription { ...Root }"));
        assert!(fits("{ a b }"));
    }
}
