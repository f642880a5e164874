//! One walk over the parsed operation, before it is validated and before anything runs. It decides what the request
//! may select, what it costs, and whether it stays inside the limits. Fragments are walked where they are used, so the
//! walk itself is bounded by the number of selections: a document that doubles its fragments ends there.

mod arguments;
mod rights;
mod visit;

pub use arguments::complete_variables;
pub(crate) use arguments::is_included;

use super::code::ErrorCode;
use super::index::SchemaIndex;
use super::limits::{Introspection, Limits};
use super::refused::Refused;
use async_graphql::parser::types::{DocumentOperations, ExecutableDocument, OperationDefinition, OperationType};
use async_graphql::{Positioned, Variables};
use domain::access::Actor;
use std::sync::Arc;
use visit::{Place, Walk};

/// What is known about a request that got through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passed {
    /// Query, mutation or subscription.
    pub kind: OperationType,
    /// What it costs at most, see `@cost`.
    pub cost: u64,
    /// Fields inside of fields.
    pub depth: u32,
    /// How many fields of the root type are carried out.
    pub root_fields: u32,
    /// Whether it signs in or otherwise starts a session.
    pub starts_session: bool,
    /// How many codes of certificates it tries.
    pub verifications: u32,
}

/// Who asks, and how.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// Who.
    pub actor: &'a Actor,
    /// The operation in the document, where it has several.
    pub operation: Option<&'a str>,
    /// The variables, with the defaults filled in.
    pub variables: &'a Variables,
}

/// The rules of the gate.
#[derive(Debug)]
pub struct Gate {
    /// What the schema says.
    pub index: Arc<SchemaIndex>,
    /// How much one request may ask for.
    pub limits: Limits,
    /// Who may ask for the schema.
    pub introspection: Introspection,
}

impl Gate {
    /// Checks the bare text of a document before it is parsed.
    ///
    /// # Errors
    /// `QUERY_TOO_LARGE`, `QUERY_TOO_DEEP`.
    pub fn check_source(&self, source: &str) -> Result<(), Refused> {
        super::tokens::check(source, self.limits.tokens)
    }

    /// Whether this caller may see the schema.
    pub fn shows_schema(&self, actor: &Actor) -> bool {
        match self.introspection {
            Introspection::Public => true,
            Introspection::SignedIn => !matches!(actor, Actor::Anonymous),
            Introspection::Off => false,
        }
    }

    /// Checks a parsed document.
    ///
    /// # Errors
    /// The first limit that is exceeded, or all fields that the actor may not select (20 at most).
    pub fn check(&self, document: &ExecutableDocument, asked: Asked<'_>) -> Result<Passed, Vec<Refused>> {
        let chosen = operation(document, asked.operation).map_err(|refused| vec![refused])?;
        let definitions = document.operations.iter().len() + document.fragments.len();
        if definitions > self.limits.definitions as usize {
            let limit = self.limits.definitions;
            return Err(vec![Refused::above(ErrorCode::QueryTooLarge, "many operations and fragments", limit)]);
        }
        let mut walk = Walk::new(self, document, asked);
        let root = Place::root(chosen.node.ty, self.index.root(chosen.node.ty));
        let mut cost = walk
            .directives(&chosen.node.directives)
            .and_then(|()| walk.selections(&chosen.node.selection_set.node, root));
        // The library descends into every operation of the document, so the others are counted too.
        for (_, other) in document.operations.iter().filter(|(_, other)| !std::ptr::eq(*other, chosen)) {
            cost = cost.and_then(|cost| {
                walk.directives(&other.node.directives)?;
                walk.selections(&other.node.selection_set.node, Place::idle())?;
                Ok(cost)
            });
        }
        let cost = cost.map_err(|refused| vec![refused])?;
        if cost > self.limits.cost {
            let refused = Refused::above(ErrorCode::QueryTooExpensive, "high a cost", self.limits.cost);
            return Err(vec![refused.at(chosen.pos).with("cost", cost)]);
        }
        walk.finish(chosen.node.ty, cost)
    }
}

/// The operation that is meant.
fn operation<'a>(
    document: &'a ExecutableDocument,
    name: Option<&str>,
) -> Result<&'a Positioned<OperationDefinition>, Refused> {
    let unknown = |message: String| Refused::new(ErrorCode::UnknownOperation, message);
    match (&document.operations, name) {
        (DocumentOperations::Single(operation), None) => Ok(operation),
        (DocumentOperations::Multiple(operations), None) if operations.len() == 1 => {
            operations.values().next().ok_or_else(|| unknown("The document has no operation.".to_owned()))
        }
        (DocumentOperations::Multiple(_), None) => {
            Err(unknown("The document has several operations; name one as operationName.".to_owned()))
        }
        (DocumentOperations::Multiple(operations), Some(name)) if operations.contains_key(name) => {
            Ok(&operations[name])
        }
        (_, Some(name)) => Err(unknown(format!("The document has no operation named {name:?}."))),
    }
}

#[cfg(test)]
mod tests;
