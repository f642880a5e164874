//! A document without fragments and conditions: fragments are put in their places, and what `@skip` and `@include` leave
//! out is left out.

use crate::gate::is_included;
use async_graphql::parser::types::{FragmentDefinition, InlineFragment, Selection, SelectionSet};
use async_graphql::{Name, Positioned, Variables};
use std::collections::HashMap;

/// The fragments of a document.
pub(super) type Fragments = HashMap<Name, Positioned<FragmentDefinition>>;

/// The same selections. The walk of the gate has seen that it ends.
pub(super) fn expand(set: &SelectionSet, fragments: &Fragments, variables: &Variables) -> SelectionSet {
    let mut items = Vec::with_capacity(set.items.len());
    for selection in &set.items {
        if !is_included(selection.node.directives(), variables) {
            continue;
        }
        let mut node = match &selection.node {
            Selection::Field(field) => {
                let mut field = field.clone();
                field.node.selection_set.node = expand(&field.node.selection_set.node, fragments, variables);
                Selection::Field(field)
            }
            Selection::InlineFragment(inline) => {
                let mut inline = inline.clone();
                inline.node.selection_set.node = expand(&inline.node.selection_set.node, fragments, variables);
                Selection::InlineFragment(inline)
            }
            Selection::FragmentSpread(spread) => {
                let Some(fragment) = fragments.get(&spread.node.fragment_name.node) else {
                    // Validation refuses it.
                    items.push(selection.clone());
                    continue;
                };
                let set = expand(&fragment.node.selection_set.node, fragments, variables);
                let inline = InlineFragment {
                    type_condition: Some(fragment.node.type_condition.clone()),
                    directives: spread.node.directives.clone(),
                    selection_set: Positioned::new(set, fragment.node.selection_set.pos),
                };
                Selection::InlineFragment(Positioned::new(inline, spread.pos))
            }
        };
        node.directives_mut().retain(|directive| !matches!(directive.node.name.node.as_str(), "skip" | "include"));
        items.push(Positioned::new(node, selection.pos));
    }
    SelectionSet { items }
}
