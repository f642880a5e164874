//! What stands in a row: the leaves of its selection, named by the way down to them.

use super::fault::Fault;
use crate::gate::SchemaIndex;
use application::integration::exports::NotRead;
use async_graphql::parser::types::{Selection, SelectionSet};

/// How a value is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// As it is.
    Plain,
    /// A local date.
    Day,
    /// An instant.
    Instant,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Column {
    /// The keys in the answer, from the row down to the value.
    pub(super) path: Vec<String>,
    /// The same with points between them.
    pub(super) name: String,
    /// How its values are read.
    pub(super) kind: Kind,
}

/// The columns of rows of this type.
///
/// # Errors
/// When a row would hold a list with pages, or nothing at all.
pub(super) fn columns(set: &SelectionSet, on: &str, index: &SchemaIndex) -> Result<Vec<Column>, NotRead> {
    let mut found = Vec::new();
    gather(set, on, index, &mut Vec::new(), &mut found)?;
    if found.is_empty() { Err(Fault::NoColumns.into()) } else { Ok(found) }
}

fn gather(
    set: &SelectionSet,
    on: &str,
    index: &SchemaIndex,
    path: &mut Vec<String>,
    found: &mut Vec<Column>,
) -> Result<(), NotRead> {
    for selection in &set.items {
        match &selection.node {
            Selection::Field(field) => {
                path.push(field.node.response_key().node.to_string());
                // A field that the type does not have is refused by validation.
                let answer = index.answer(on, &field.node.name.node);
                let inside = &field.node.selection_set.node;
                match answer {
                    Some(answer) if answer.is_connection() => {
                        return Err(Fault::NestedConnection.because(format!("`{}`", path.join("."))));
                    }
                    Some(answer) if !inside.items.is_empty() => gather(inside, answer.named, index, path, found)?,
                    answer => add(path, answer.map_or(Kind::Plain, |answer| kind(answer.named)), found),
                }
                path.pop();
            }
            Selection::InlineFragment(inline) => {
                let on = inline.node.type_condition.as_ref().map_or(on, |condition| condition.node.on.node.as_str());
                gather(&inline.node.selection_set.node, on, index, path, found)?;
            }
            Selection::FragmentSpread(_) => {}
        }
    }
    Ok(())
}

/// Several types behind an interface may have a column in common.
fn add(path: &[String], kind: Kind, found: &mut Vec<Column>) {
    match found.iter_mut().find(|column| column.path == path) {
        Some(column) if column.kind == kind => {}
        Some(column) => column.kind = Kind::Plain,
        None => found.push(Column { path: path.to_vec(), name: path.join("."), kind }),
    }
}

fn kind(named: &str) -> Kind {
    match named {
        "LocalDate" => Kind::Day,
        "DateTime" => Kind::Instant,
        _ => Kind::Plain,
    }
}
