//! The schema as a gateway's composition reads it.

use graphql_parser::schema::{Definition, Directive, TypeDefinition, Value, parse_schema};
use std::sync::LazyLock;

/// The version of Federation whose directives are used.
const SPECIFICATION: &str = "https://specs.apollo.dev/federation/v2.3";
/// What the composition adds by itself.
const OWN_FIELDS: [&str; 2] = ["_service", "_entities"];
const OWN_TYPES: [&str; 3] = ["_Any", "_Entity", "_Service"];
/// What every GraphQL implementation knows.
const BUILT_IN: [&str; 4] = ["include", "skip", "specifiedBy", "deprecated"];

static SDL: LazyLock<String> = LazyLock::new(|| of(crate::graphql::sdl()));

/// The printed schema, with `@key(fields: "id")` on every type that has a global id.
pub(super) fn sdl() -> &'static str {
    &SDL
}

fn of(printed: &str) -> String {
    // The text was printed from the schema that is being served; a fault in it would fail the tests of the gate.
    let mut document = parse_schema::<String>(printed).unwrap_or_default();
    document.definitions.retain(|definition| !is_own(definition));
    document.definitions.iter_mut().for_each(mark);
    document.to_string()
}

fn is_own(definition: &Definition<'_, String>) -> bool {
    match definition {
        Definition::TypeDefinition(of_type) => OWN_TYPES.contains(&name(of_type)),
        Definition::DirectiveDefinition(directive) => BUILT_IN.contains(&directive.name.as_str()),
        Definition::SchemaDefinition(_) | Definition::TypeExtension(_) => false,
    }
}

fn name<'a>(definition: &'a TypeDefinition<'_, String>) -> &'a str {
    match definition {
        TypeDefinition::Scalar(of_type) => &of_type.name,
        TypeDefinition::Object(of_type) => &of_type.name,
        TypeDefinition::Interface(of_type) => &of_type.name,
        TypeDefinition::Union(of_type) => &of_type.name,
        TypeDefinition::Enum(of_type) => &of_type.name,
        TypeDefinition::InputObject(of_type) => &of_type.name,
    }
}

fn mark(definition: &mut Definition<'_, String>) {
    match definition {
        Definition::SchemaDefinition(schema) => {
            let import = Value::List(vec![Value::String("@key".to_owned())]);
            let url = Value::String(SPECIFICATION.to_owned());
            schema.directives.push(directive("link", [("url", url), ("import", import)]));
        }
        Definition::TypeDefinition(TypeDefinition::Object(object)) => {
            object.fields.retain(|field| !OWN_FIELDS.contains(&field.name.as_str()));
            if object.implements_interfaces.iter().any(|interface| interface == "Node") {
                let fields = Value::String("id".to_owned());
                object.directives.push(directive("key", [("fields", fields)]));
            }
        }
        Definition::TypeDefinition(_) | Definition::TypeExtension(_) | Definition::DirectiveDefinition(_) => {}
    }
}

fn directive<'a, const N: usize>(name: &str, arguments: [(&str, Value<'a, String>); N]) -> Directive<'a, String> {
    let arguments = arguments.map(|(name, value)| (name.to_owned(), value)).to_vec();
    Directive { position: graphql_parser::Pos::default(), name: name.to_owned(), arguments }
}
