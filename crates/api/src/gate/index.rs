//! What the gate knows about the schema, read once from the printed SDL: the same text that everybody can read.

use super::{authorized_directive, cost_directive};
use async_graphql::parser::types::{
    BaseType, ConstDirective, FieldDefinition, OperationType, Type, TypeKind, TypeSystemDefinition,
};
use async_graphql::parser::{Error as ParseError, parse_schema};
use async_graphql::{Positioned, Value};
use domain::access::Action;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Why a schema cannot be indexed.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// The SDL is not GraphQL.
    #[error("the schema does not parse: {0}")]
    Parse(#[from] ParseError),
    /// A field names an action that the access table does not have.
    #[error("{on}.{field} names the unknown action {action:?}")]
    UnknownAction {
        /// The type.
        on: String,
        /// Its field.
        field: String,
        /// What stands in `@authorized`.
        action: String,
    },
}

/// A type in the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TypeId(usize);

/// How many rows a field answers with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Rows {
    /// One, or none.
    One,
    /// A page: `first` or `last`.
    Page,
    /// As many as the entries of these arguments, or else the assumed number.
    Entries { arguments: Vec<String>, assumed: Option<u32> },
}

/// A field in the index.
#[derive(Clone, Debug)]
pub(super) struct Field {
    /// All of these are needed to select it.
    pub(super) rules: Vec<Action>,
    /// The name of the type of what it answers with, or of the rows in it.
    named: String,
    /// The type of what it answers with; none for scalars and enums.
    pub(super) answers: Option<TypeId>,
    /// Whether it answers with a list.
    pub(super) is_list: bool,
    /// How many rows.
    pub(super) rows: Rows,
    /// What the field itself costs.
    pub(super) weight: u64,
}

/// What a field answers with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Answer<'i> {
    /// The name of the type, or of that of the rows.
    pub(crate) named: &'i str,
    /// Whether it is a list.
    pub(crate) is_list: bool,
    /// Whether it takes `first` or `last`.
    is_paged: bool,
}

impl Answer<'_> {
    /// Whether it is a list with pages, by the Relay specification.
    pub(crate) fn is_connection(&self) -> bool {
        self.is_paged && !self.is_list && self.named.ends_with("Connection")
    }
}

/// The types and fields of the schema with their rules and costs.
#[derive(Debug)]
pub struct SchemaIndex {
    names: HashMap<String, TypeId>,
    fields: Vec<HashMap<String, Field>>,
    roots: [Option<TypeId>; 3],
}

impl SchemaIndex {
    /// Reads the SDL; the servers of one process serve the same, so it is read once for all.
    ///
    /// # Errors
    /// When it is not GraphQL, or names an action that the access table does not have.
    pub fn of(sdl: &str) -> Result<Arc<Self>, IndexError> {
        static LAST: Mutex<Option<(String, Arc<SchemaIndex>)>> = Mutex::new(None);
        let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, index)) = last.as_ref().filter(|(text, _)| text == sdl) {
            return Ok(Arc::clone(index));
        }
        let index = Arc::new(Self::read(sdl)?);
        *last = Some((sdl.to_owned(), Arc::clone(&index)));
        Ok(index)
    }

    fn read(sdl: &str) -> Result<Self, IndexError> {
        let document = parse_schema(sdl)?;
        let mut composites = Vec::new();
        let mut roots = [None, None, None];
        for definition in &document.definitions {
            match definition {
                TypeSystemDefinition::Schema(schema) => {
                    let schema = &schema.node;
                    roots = [&schema.query, &schema.mutation, &schema.subscription].map(Option::as_ref);
                }
                TypeSystemDefinition::Type(definition) => match &definition.node.kind {
                    TypeKind::Object(object) => {
                        composites.push((&definition.node.name.node, &object.fields[..], &object.implements[..]));
                    }
                    TypeKind::Interface(interface) => {
                        composites.push((&definition.node.name.node, &interface.fields[..], &interface.implements[..]));
                    }
                    TypeKind::Union(_) => composites.push((&definition.node.name.node, &[], &[])),
                    TypeKind::Scalar | TypeKind::Enum(_) | TypeKind::InputObject(_) => {}
                },
                TypeSystemDefinition::Directive(_) => {}
            }
        }
        let names: HashMap<String, TypeId> =
            composites.iter().enumerate().map(|(id, (name, ..))| (name.to_string(), TypeId(id))).collect();
        let mut index = Self { fields: Vec::with_capacity(composites.len()), roots: [None; 3], names };
        for (name, fields, _) in &composites {
            let fields = fields.iter().map(|field| index.field(name, &field.node));
            index.fields.push(fields.collect::<Result<_, _>>()?);
        }
        for (name, _, interfaces) in &composites {
            index.pass_rules_up(name, interfaces.iter().map(|interface| interface.node.as_str()));
        }
        index.roots = roots.map(|root| root.and_then(|name| index.find(&name.node)));
        Ok(index)
    }

    /// Selecting a field on an interface needs what any of the types behind it asks for.
    fn pass_rules_up<'a>(&mut self, name: &str, interfaces: impl Iterator<Item = &'a str>) {
        let Some(TypeId(own)) = self.find(name) else { return };
        for TypeId(interface) in interfaces.filter_map(|interface| self.find(interface)).collect::<Vec<_>>() {
            for (field, rules) in
                self.fields[own].iter().map(|(name, field)| (name.clone(), field.rules.clone())).collect::<Vec<_>>()
            {
                if let Some(above) = self.fields[interface].get_mut(&field) {
                    above.rules.extend(rules);
                    above.rules.sort_unstable();
                    above.rules.dedup();
                }
            }
        }
    }

    fn field(&self, on: &str, definition: &FieldDefinition) -> Result<(String, Field), IndexError> {
        let name = definition.name.node.to_string();
        let mut rules = Vec::new();
        for rule in directives(definition, authorized_directive::NAME) {
            let action = match rule.get_argument(authorized_directive::ACTION).map(|value| &value.node) {
                Some(Value::String(action)) => action.as_str(),
                _ => "",
            };
            let known = Action::find(action).ok_or_else(|| IndexError::UnknownAction {
                on: on.to_owned(),
                field: name.clone(),
                action: action.to_owned(),
            })?;
            rules.push(known);
        }
        let number = |argument| {
            let value = directives(definition, cost_directive::NAME).find_map(|cost| cost.get_argument(argument));
            match value.map(|value| &value.node) {
                Some(Value::Number(number)) => number.as_u64(),
                _ => None,
            }
        };
        let is_list = matches!(definition.ty.node.base, BaseType::List(_));
        let paged = definition.arguments.iter().any(|argument| matches!(&*argument.node.name.node, "first" | "last"));
        let lists =
            definition.arguments.iter().filter(|argument| matches!(argument.node.ty.node.base, BaseType::List(_)));
        let rows = match (paged, is_list) {
            (true, _) => Rows::Page,
            (false, false) => Rows::One,
            (false, true) => Rows::Entries {
                arguments: lists.map(|argument| argument.node.name.node.to_string()).collect(),
                assumed: number(cost_directive::SIZE).and_then(|size| u32::try_from(size).ok()),
            },
        };
        let answers = self.find(named(&definition.ty.node));
        let weight = number(cost_directive::WEIGHT).unwrap_or(1);
        let named = named(&definition.ty.node).to_owned();
        Ok((name, Field { rules, named, answers, is_list, rows, weight }))
    }

    /// The type with this name, if it has fields.
    pub(super) fn find(&self, name: &str) -> Option<TypeId> {
        self.names.get(name).copied()
    }

    /// The type that operations of this kind start from.
    pub(super) fn root(&self, kind: OperationType) -> Option<TypeId> {
        match kind {
            OperationType::Query => self.roots[0],
            OperationType::Mutation => self.roots[1],
            OperationType::Subscription => self.roots[2],
        }
    }

    /// A field of a type.
    pub(super) fn get(&self, on: TypeId, field: &str) -> Option<&Field> {
        self.fields.get(on.0)?.get(field)
    }

    /// What a field answers with; `None` when there is no such field.
    pub(crate) fn answer(&self, on: &str, field: &str) -> Option<Answer<'_>> {
        let field = self.get(self.find(on)?, field)?;
        Some(Answer { named: &field.named, is_list: field.is_list, is_paged: field.rows == Rows::Page })
    }

    /// The rules of a field, for tests and for explanations: `None` when there is no such field.
    pub fn rules(&self, on: &str, field: &str) -> Option<&[Action]> {
        self.get(self.find(on)?, field).map(|field| &field.rules[..])
    }

    /// The root fields: the kind of operation, the field's name, and its rules.
    pub fn root_fields(&self) -> impl Iterator<Item = (OperationType, &str, &[Action])> {
        [OperationType::Query, OperationType::Mutation, OperationType::Subscription].into_iter().flat_map(|kind| {
            let fields = self.root(kind).map(|TypeId(root)| &self.fields[root]);
            fields.into_iter().flatten().map(move |(name, field)| (kind, name.as_str(), &field.rules[..]))
        })
    }
}

fn directives<'a>(field: &'a FieldDefinition, name: &str) -> impl Iterator<Item = &'a ConstDirective> {
    field.directives.iter().map(|Positioned { node, .. }| node).filter(move |directive| directive.name.node == name)
}

fn named(of: &Type) -> &str {
    match &of.base {
        BaseType::Named(name) => name,
        BaseType::List(inner) => named(inner),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SDL: &str = r#"
        interface Named { name: String! email: String @authorized(action: "organisation:read") }
        type Person implements Named {
          name: String!
          email: String @authorized(action: "person:read-contact")
        }
        type PersonConnection { nodes: [Person!]! }
        type Query {
          people(first: Int, after: String): PersonConnection! @authorized(action: "person:read")
          nodes(ids: [ID!]!): [Named]! @cost(weight: 3, size: 7)
        }
        directive @authorized(action: String!) on FIELD_DEFINITION
        schema { query: Query }
    "#;

    #[test]
    fn the_sdl_says_it_all() {
        let index = SchemaIndex::read(SDL).unwrap();
        assert_eq!(index.rules("Query", "people"), Some(&[Action::PersonRead][..]));
        assert_eq!(index.rules("Query", "nobody"), None);
        let people = index.get(index.root(OperationType::Query).unwrap(), "people").unwrap();
        assert_eq!((&people.rows, people.weight, people.is_list), (&Rows::Page, 1, false));
        assert_eq!(people.answers, index.find("PersonConnection"));
        let nodes = index.get(index.root(OperationType::Query).unwrap(), "nodes").unwrap();
        assert_eq!(nodes.rows, Rows::Entries { arguments: vec!["ids".to_owned()], assumed: Some(7) });
        assert_eq!((nodes.weight, nodes.is_list, nodes.rules.len()), (3, true, 0));
        assert_eq!(index.root(OperationType::Mutation), None);
        assert_eq!(index.root_fields().count(), 2);
    }

    #[test]
    fn a_field_on_an_interface_needs_what_the_types_behind_it_need() {
        let index = SchemaIndex::read(SDL).unwrap();
        assert_eq!(index.rules("Named", "email"), Some(&[Action::OrganisationRead, Action::PersonReadContact][..]));
        assert_eq!(index.rules("Person", "email"), Some(&[Action::PersonReadContact][..]));
    }

    #[test]
    fn an_unknown_action_is_a_fault() {
        let sdl = "type Query { a: Int @authorized(action: \"a:b\") } schema { query: Query }";
        assert!(matches!(SchemaIndex::read(sdl), Err(IndexError::UnknownAction { .. })));
    }
}
