//! What arguments and variables say before anything runs.

use crate::gate::code::ErrorCode;
use crate::gate::index::{Field, Rows};
use crate::gate::refused::Refused;
use async_graphql::parser::types::{Directive, ExecutableDocument, Field as Selected};
use async_graphql::{Positioned, Value, Variables};
use domain::shared::PageRequest;
use std::convert::Infallible;

/// Puts the default values of the chosen operation's variables where the request gives none, and asks for those that
/// must be given. The library fills in defaults only when an argument is read, so `@include(if: $x)` would not see
/// them, and takes a missing value where the argument may be null although the variable may not.
///
/// # Errors
/// `GRAPHQL_VALIDATION_FAILED` when a variable that may not be null has no value.
pub fn complete_variables(
    document: &ExecutableDocument,
    operation: Option<&str>,
    variables: &mut Variables,
) -> Result<(), Refused> {
    // An operation that does not exist is refused by the walk.
    let Ok(chosen) = super::operation(document, operation) else { return Ok(()) };
    for definition in &chosen.node.variable_definitions {
        let name = &definition.node.name.node;
        if let Some(default) = &definition.node.default_value {
            variables.entry(name.clone()).or_insert_with(|| default.node.clone());
        }
        if !definition.node.var_type.node.nullable && variables.get(name).is_none_or(|value| *value == Value::Null) {
            let message = format!("The variable ${name} of type {} needs a value.", definition.node.var_type.node);
            return Err(Refused::new(ErrorCode::ValidationFailed, message).at(definition.pos));
        }
    }
    Ok(())
}

/// Whether `@skip` and `@include` leave the selection in. Says the same as the library, which leaves out what it cannot
/// read as a Boolean.
pub(crate) fn is_included(directives: &[Positioned<Directive>], variables: &Variables) -> bool {
    directives.iter().all(|directive| {
        let wanted = match directive.node.name.node.as_str() {
            "include" => true,
            "skip" => false,
            _ => return true,
        };
        match directive.node.get_argument("if") {
            None => true,
            Some(condition) => {
                let condition =
                    condition.node.clone().into_const_with(|name| Ok::<_, Infallible>(known(&name, variables)));
                wanted == matches!(condition, Ok(Value::Boolean(true)))
            }
        }
    })
}

/// How many rows the field answers with at most.
pub(super) fn rows(selected: &Selected, field: &Field, variables: &Variables, assumed: u32) -> u64 {
    let argument = |name: &str| {
        selected
            .get_argument(name)?
            .node
            .clone()
            .into_const_with(|variable| Ok::<_, Infallible>(known(&variable, variables)))
            .ok()
    };
    match &field.rows {
        Rows::One => 1,
        Rows::Page => {
            // A page that is too large is refused when it is read, in the language of the caller.
            let asked = ["first", "last"].into_iter().filter_map(argument).filter_map(|size| match size {
                Value::Number(size) => size.as_u64(),
                _ => None,
            });
            asked.max().unwrap_or(PageRequest::USUAL.into()).min(PageRequest::MOST.into())
        }
        Rows::Entries { arguments, assumed: own } => {
            let entries = arguments.iter().filter_map(|name| argument(name)).filter_map(|given| match given {
                Value::List(entries) => Some(entries.len() as u64),
                _ => None,
            });
            entries.max().unwrap_or(own.unwrap_or(assumed).into())
        }
    }
}

/// The value of a variable; null when it is unknown, which validation refuses where it matters.
fn known(variable: &str, variables: &Variables) -> Value {
    variables.get(variable).cloned().unwrap_or_default()
}
