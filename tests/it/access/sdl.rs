//! Reading the printed schema.

use async_graphql::Value;
use async_graphql::parser::parse_schema;
use async_graphql::parser::types::{FieldDefinition, TypeKind, TypeSystemDefinition};
use domain::access::Action;
use std::sync::LazyLock;

/// A field of the schema as it is printed.
pub(super) struct Field {
    /// In which type.
    pub(super) parent: String,
    /// Its name.
    pub(super) name: String,
    /// What its `@authorized` directives name.
    pub(super) actions: Vec<Action>,
}

/// All fields of all object types. They are read once: the schema takes its time to be built.
pub(super) fn fields() -> &'static [Field] {
    static FIELDS: LazyLock<Vec<Field>> = LazyLock::new(read_fields);
    &FIELDS
}

fn read_fields() -> Vec<Field> {
    let sdl = api::graphql::sdl();
    let document = parse_schema(sdl).unwrap();
    let mut fields = Vec::new();
    for definition in document.definitions {
        let TypeSystemDefinition::Type(definition) = definition else { continue };
        let parent = definition.node.name.node.to_string();
        if let TypeKind::Object(object) = definition.node.kind {
            fields.extend(object.fields.into_iter().map(|field| read(&parent, &field.node)));
        }
    }
    fields
}

/// The fields at the root of queries and mutations.
pub(super) fn root_fields() -> impl Iterator<Item = &'static Field> {
    fields().iter().filter(|field| field.parent == "Query" || field.parent == "Mutation")
}

fn read(parent: &str, field: &FieldDefinition) -> Field {
    let authorized = field.directives.iter().filter(|directive| directive.node.name.node == "authorized");
    let actions = authorized.map(|directive| {
        let action = directive.node.get_argument("action");
        let Some(Value::String(code)) = action.map(|action| &action.node) else {
            panic!("{parent}.{} names no action", field.name.node);
        };
        Action::find(code).unwrap_or_else(|| panic!("{parent}.{}: there is no action {code}", field.name.node))
    });
    Field { parent: parent.to_owned(), name: field.name.node.to_string(), actions: actions.collect() }
}
