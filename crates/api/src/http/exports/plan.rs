//! How a document is carried out page by page: where its list stands, what its rows hold, and the same document for one page.

use super::columns::{Column, columns};
use super::expand::expand;
use super::fault::Fault;
use crate::gate::SchemaIndex;
use application::integration::exports::NotRead;
use async_graphql::parser::types::{
    DocumentOperations, ExecutableDocument, Field, OperationDefinition, Selection, SelectionSet,
};
use async_graphql::{Name, Pos, Positioned, Value, Variables};
use domain::shared::PageRequest;
use std::collections::{BTreeSet, HashMap};
use std::convert::Infallible;

/// Under which key a page says what follows: no document uses it by accident.
const BOUNDS: &str = "_exportBounds";
/// Under which key it says how many rows there are.
const TOTAL: &str = "_exportTotal";

/// Which page.
#[derive(Clone, Debug, Default)]
pub(super) struct Page {
    /// After this cursor.
    pub(super) after: Option<String>,
    /// Only one row.
    pub(super) one: bool,
    /// With the number of all rows.
    pub(super) count: bool,
}

/// How a document is carried out.
pub(super) struct Plan {
    /// The document for one page, with one operation and without fragments.
    pub(super) document: ExecutableDocument,
    /// The names of the fields down to the list, with points between them.
    pub(super) connection: String,
    /// What stands in a row.
    pub(super) columns: Vec<Column>,
    /// The keys in the answer down to the list.
    list: Vec<String>,
    /// The keys from the list to its rows.
    rows: Vec<String>,
}

/// The list in the document.
struct Found<'d> {
    field: &'d mut Field,
    /// Its type.
    named: String,
    keys: Vec<String>,
    names: Vec<String>,
}

impl Plan {
    /// The plan for a page of the one list in a document, which the gate has let through.
    ///
    /// # Errors
    /// What keeps it from being exported.
    pub(super) fn of(
        document: &ExecutableDocument,
        operation: Option<&str>,
        variables: &Variables,
        index: &SchemaIndex,
        page: &Page,
    ) -> Result<Self, NotRead> {
        let chosen = match (&document.operations, operation) {
            (DocumentOperations::Single(operation), _) => operation,
            (DocumentOperations::Multiple(all), Some(name)) => all.get(name).ok_or(Fault::NoConnection)?,
            (DocumentOperations::Multiple(all), None) => all.values().next().ok_or(Fault::NoConnection)?,
        };
        let mut operation = chosen.clone();
        operation.node.selection_set.node = expand(&chosen.node.selection_set.node, &document.fragments, variables);
        let root = &mut operation.node.selection_set.node;
        let found = seek(root, "Query", index, (Vec::new(), Vec::new()))?;
        let connection = found.names.join(".");
        turn(found.field, variables, page)?;
        let (rows, columns) = cut(found.field, &found.named, index, page)?;
        let list = found.keys;
        forget_unused(&mut operation.node);
        let document =
            ExecutableDocument { operations: DocumentOperations::Single(operation), fragments: HashMap::new() };
        Ok(Self { document, connection, columns, list, rows })
    }

    /// The list in the answer, unless what holds it is not there.
    pub(super) fn list<'v>(&self, data: &'v Value) -> Option<&'v Value> {
        self.list.iter().try_fold(data, |value, key| at(value, key)).filter(|value| **value != Value::Null)
    }

    /// The rows of the list.
    pub(super) fn rows<'v>(&self, list: &'v Value) -> Vec<&'v Value> {
        let Some((first, rest)) = self.rows.split_first() else { return Vec::new() };
        let Some(Value::List(rows)) = at(list, first) else { return Vec::new() };
        rows.iter().filter_map(|row| rest.iter().try_fold(row, |value, key| at(value, key))).collect()
    }

    /// After which cursor the list goes on.
    pub(super) fn next(list: &Value) -> Option<String> {
        let bounds = at(list, BOUNDS)?;
        let Some(Value::Boolean(true)) = at(bounds, "hasNextPage") else { return None };
        match at(bounds, "endCursor")? {
            Value::String(cursor) => Some(cursor.clone()),
            _ => None,
        }
    }

    /// How many rows it has, if that was asked.
    pub(super) fn total(list: &Value) -> Option<u64> {
        match at(list, TOTAL)? {
            Value::Number(number) => number.as_u64(),
            _ => None,
        }
    }
}

fn at<'v>(value: &'v Value, key: &str) -> Option<&'v Value> {
    match value {
        Value::Object(fields) => fields.get(key),
        _ => None,
    }
}

/// Goes down to the list: through one field at each level, none of which is a list itself.
fn seek<'d>(
    set: &'d mut SelectionSet,
    on: &str,
    index: &SchemaIndex,
    (mut keys, mut names): (Vec<String>, Vec<String>),
) -> Result<Found<'d>, NotRead> {
    if set.items.is_empty() {
        return Err(Fault::NoConnection.into());
    }
    let [only] = set.items.as_mut_slice() else { return Err(Fault::SeveralFields.into()) };
    match &mut only.node {
        Selection::InlineFragment(inline) => {
            let on =
                inline.node.type_condition.as_ref().map_or(on, |condition| condition.node.on.node.as_str()).to_owned();
            seek(&mut inline.node.selection_set.node, &on, index, (keys, names))
        }
        Selection::Field(field) => {
            let name = field.node.name.node.to_string();
            let answer = index.answer(on, &name).ok_or_else(|| Fault::NoConnection.because(format!("`{name}`")))?;
            keys.push(field.node.response_key().node.to_string());
            names.push(name);
            let of_type = answer.named.to_owned();
            if answer.is_connection() {
                return Ok(Found { field: &mut field.node, named: of_type, keys, names });
            }
            if answer.is_list {
                return Err(Fault::NotPageable.because(format!("`{}`", names.join("."))));
            }
            seek(&mut field.node.selection_set.node, &of_type, index, (keys, names))
        }
        Selection::FragmentSpread(_) => Err(Fault::NoConnection.into()),
    }
}

/// Turns the list to a page. The document may say how many rows a page has, where their cost is high.
fn turn(field: &mut Field, variables: &Variables, page: &Page) -> Result<(), NotRead> {
    let argument = |name: &str| {
        let value = field.get_argument(name)?.node.clone();
        let known = |variable: Name| Ok::<_, Infallible>(variables.get(&variable).cloned().unwrap_or_default());
        value.into_const_with(known).ok().filter(|value| *value != Value::Null)
    };
    if ["after", "before", "last"].into_iter().any(|name| argument(name).is_some()) {
        return Err(Fault::NotFromTheStart.into());
    }
    let most = i64::from(PageRequest::MOST);
    let size = match argument("first") {
        Some(Value::Number(size)) => size.as_i64().unwrap_or(most).clamp(1, most),
        _ => most,
    };
    field.arguments.retain(|(name, _)| !matches!(name.node.as_str(), "first" | "after" | "last" | "before"));
    let mut say = |name: &str, value: Value| {
        let (name, value) = (Name::new(name), value.into_value());
        field.arguments.push((Positioned::new(name, Pos::default()), Positioned::new(value, Pos::default())));
    };
    say("first", Value::from(if page.one { 1 } else { size }));
    if let Some(cursor) = &page.after {
        say("after", Value::from(cursor.clone()));
    }
    Ok(())
}

/// Leaves in the list what an export needs of it: its rows, and what follows. Says the keys to the rows, and their columns.
fn cut(
    field: &mut Field,
    named: &str,
    index: &SchemaIndex,
    page: &Page,
) -> Result<(Vec<String>, Vec<Column>), NotRead> {
    let mut rows = only(&field.selection_set.node, &["nodes", "edges"])?.clone();
    let mut keys = vec![rows.node.response_key().node.to_string()];
    let type_of = |on: &str, field: &Field| {
        index.answer(on, &field.name.node).map(|answer| answer.named.to_owned()).ok_or(Fault::NoRows)
    };
    let mut row_type = type_of(named, &rows.node)?;
    let columns = if rows.node.name.node.as_str() == "edges" {
        let row = only(&rows.node.selection_set.node, &["node"])?.clone();
        keys.push(row.node.response_key().node.to_string());
        row_type = type_of(&row_type, &row.node)?;
        let columns = columns(&row.node.selection_set.node, &row_type, index)?;
        rows.node.selection_set.node.items = vec![selected(row)];
        columns
    } else {
        columns(&rows.node.selection_set.node, &row_type, index)?
    };
    let bounds = added("pageInfo", BOUNDS, &["hasNextPage", "endCursor"]);
    field.selection_set.node.items = vec![selected(rows), bounds];
    if page.count {
        field.selection_set.node.items.push(added("totalCount", TOTAL, &[]));
    }
    Ok((keys, columns))
}

/// The one field with one of these names, wherever fragments put it.
fn only<'d>(set: &'d SelectionSet, names: &[&str]) -> Result<&'d Positioned<Field>, NotRead> {
    let mut found = Vec::new();
    pick(set, names, &mut found);
    match found.as_slice() {
        [only] => Ok(*only),
        _ => Err(Fault::NoRows.into()),
    }
}

fn pick<'d>(set: &'d SelectionSet, names: &[&str], found: &mut Vec<&'d Positioned<Field>>) {
    for selection in &set.items {
        match &selection.node {
            Selection::Field(field) if names.contains(&field.node.name.node.as_str()) => found.push(field),
            Selection::InlineFragment(inline) => pick(&inline.node.selection_set.node, names, found),
            Selection::Field(_) | Selection::FragmentSpread(_) => {}
        }
    }
}

fn selected(field: Positioned<Field>) -> Positioned<Selection> {
    let pos = field.pos;
    Positioned::new(Selection::Field(field), pos)
}

/// A field of ours.
fn added(name: &str, key: &str, inside: &[&str]) -> Positioned<Selection> {
    let here = |name: &str| Positioned::new(Name::new(name), Pos::default());
    let field = |name: &str, alias, items| Field {
        alias,
        name: here(name),
        arguments: Vec::new(),
        directives: Vec::new(),
        selection_set: Positioned::new(SelectionSet { items }, Pos::default()),
    };
    let plain = |name: &&str| selected(Positioned::new(field(name, None, Vec::new()), Pos::default()));
    selected(Positioned::new(field(name, Some(here(key)), inside.iter().map(plain).collect()), Pos::default()))
}

/// Takes away the variables that nothing names any more, which validation would refuse.
fn forget_unused(operation: &mut OperationDefinition) {
    let mut used = BTreeSet::new();
    mention(&operation.selection_set.node, &mut used);
    operation.variable_definitions.retain(|definition| used.contains(definition.node.name.node.as_str()));
    operation.directives.clear();
}

fn mention(set: &SelectionSet, used: &mut BTreeSet<String>) {
    for selection in &set.items {
        let directives = selection.node.directives().iter().flat_map(|directive| &directive.node.arguments);
        let mut values: Vec<_> = directives.collect();
        let inside = match &selection.node {
            Selection::Field(field) => {
                values.extend(&field.node.arguments);
                &field.node.selection_set.node
            }
            Selection::InlineFragment(inline) => &inline.node.selection_set.node,
            Selection::FragmentSpread(_) => continue,
        };
        for (_, value) in values {
            let note = |name: Name| {
                used.insert(name.to_string());
                Ok::<_, Infallible>(Value::Null)
            };
            // Only the names of the variables are wanted.
            let _ = value.node.clone().into_const_with(note);
        }
        mention(inside, used);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use async_graphql::parser::parse_query;
    use async_graphql::value;

    const SDL: &str = "
        interface Node { id: ID! }
        type Office implements Node { id: ID! name: String! people(first: Int, after: String): PersonConnection! }
        type Person { name: String! born: LocalDate office: Office }
        type PersonEdge { cursor: String! node: Person! }
        type PersonConnection { nodes: [Person!]! edges: [PersonEdge!]! pageInfo: PageInfo! totalCount: Int }
        type PageInfo { hasNextPage: Boolean! endCursor: String }
        type Query { node(id: ID!): Node offices: [Office!]! people(first: Int, after: String, text: String): PersonConnection! }
        scalar LocalDate
        schema { query: Query }
    ";

    fn plan(document: &str, variables: Value, page: &Page) -> Result<Plan, String> {
        let (index, document) = (SchemaIndex::of(SDL).unwrap(), parse_query(document).unwrap());
        let variables = Variables::from_json(variables.into_json().unwrap());
        Plan::of(&document, None, &variables, &index, page).map_err(|not| not.fault)
    }

    fn names(plan: &Plan) -> Vec<&str> {
        plan.columns.iter().map(|column| column.name.as_str()).collect()
    }

    #[test]
    fn a_list_below_records_is_found_and_its_rows_are_read() {
        let document = "query($id: ID!) { it: node(id: $id) { ... on Office { all: people { edges { cursor node { name } } } } } }";
        let plan = plan(document, value!({"id": "x"}), &Page { count: true, ..Page::default() }).unwrap();
        assert_eq!((plan.connection.as_str(), names(&plan)), ("node.people", vec!["name"]));
        let data = value!({"it": {"all": {
            "edges": [{"node": {"name": "Robin"}}],
            "_exportBounds": {"hasNextPage": true, "endCursor": "c"},
            "_exportTotal": 7,
        }}});
        let list = plan.list(&data).unwrap();
        assert_eq!(plan.rows(list), [&value!({"name": "Robin"})]);
        assert_eq!((Plan::next(list), Plan::total(list)), (Some("c".to_owned()), Some(7)));
        assert!(plan.list(&value!({"it": null})).is_none());
    }

    #[test]
    fn only_what_is_exported_is_asked_for() {
        let document = "query($first: Int = 7, $after: String, $text: String, $with: Boolean) {
            people(first: $first, after: $after, text: $text) {
              totalCount nodes { ...Name office @skip(if: $with) { name } } pageInfo { startCursor }
            }
          }
          fragment Name on Person { name born name }";
        let page = Page { after: Some("c".to_owned()), ..Page::default() };
        let plan = plan(document, value!({"first": 7, "with": true}), &page).unwrap();
        assert_eq!(names(&plan), ["name", "born"]);
        let DocumentOperations::Single(operation) = &plan.document.operations else { panic!("there is one operation") };
        let variables: Vec<_> =
            operation.node.variable_definitions.iter().map(|it| it.node.name.node.as_str()).collect();
        assert_eq!((variables, plan.document.fragments.len()), (vec!["text"], 0));
        let Selection::Field(people) = &operation.node.selection_set.node.items[0].node else {
            panic!("it is a field")
        };
        let arguments: Vec<_> = people
            .node
            .arguments
            .iter()
            .map(|(name, value)| format!("{name}: {value}", name = name.node, value = value.node))
            .collect();
        assert_eq!(arguments, ["text: $text", "first: 7", "after: \"c\""]);
        let keys = people.node.selection_set.node.items.iter().map(|item| match &item.node {
            Selection::Field(field) => field.node.response_key().node.as_str(),
            _ => "",
        });
        assert_eq!(keys.collect::<Vec<_>>(), ["nodes", "_exportBounds"]);
    }

    #[test]
    fn what_cannot_be_exported_has_a_name() {
        for (document, fault) in [
            ("{ people { nodes { name } } offices { id } }", "SEVERAL_FIELDS"),
            ("{ offices { people { nodes { name } } } }", "NOT_PAGEABLE"),
            ("{ node(id: 1) { id } }", "NO_CONNECTION"),
            ("{ people { nodes { office { people { nodes { name } } } } } }", "NESTED_CONNECTION"),
            ("{ people(after: \"c\") { nodes { name } } }", "NOT_FROM_THE_START"),
            ("{ people { pageInfo { endCursor } } }", "NO_ROWS"),
            ("{ people { nodes { name @include(if: false) } } }", "NO_COLUMNS"),
        ] {
            assert_eq!(plan(document, value!({}), &Page::default()).err().as_deref(), Some(fault), "{document}");
        }
    }
}
