//! Which documents can be exported, and what is said of those that cannot.

use super::{EXPORTS, START, written};
use acceptance::{Scene, Who, global, on_both_engines};
use serde_json::{Value, json};

/// A document, and why it is refused.
const REFUSED: &[(&str, &str)] = &[
    ("{ people { nodes { id }", "GRAPHQL_PARSE_FAILED"),
    ("mutation { signOut { errors { code } } }", "NOT_A_QUERY"),
    ("subscription { changes { cursor } }", "NOT_A_QUERY"),
    ("{ people { nodes { id } } organisations { nodes { id } } }", "SEVERAL_FIELDS"),
    ("{ a: people { nodes { id } } b: people { nodes { id } } }", "SEVERAL_FIELDS"),
    ("query A { people { nodes { id } } } query B { people { nodes { id } } }", "UNKNOWN_OPERATION"),
    ("{ me { id } }", "NO_CONNECTION"),
    ("{ mySessions { id } }", "NOT_PAGEABLE"),
    ("{ people { totalCount } }", "NO_ROWS"),
    ("{ people { nodes { id } edges { node { id } } } }", "NO_ROWS"),
    ("{ people { nodes { id @skip(if: true) } } }", "NO_COLUMNS"),
    ("{ people(last: 5) { nodes { id } } }", "NOT_FROM_THE_START"),
    ("{ people(after: \"x\") { nodes { id } } }", "NOT_FROM_THE_START"),
    ("{ people { nodes { id nobody } } }", "GRAPHQL_VALIDATION_FAILED"),
    ("{ people(nothing: 1) { nodes { id } } }", "GRAPHQL_VALIDATION_FAILED"),
    ("{ nobodies { nodes { id } } }", "NO_CONNECTION"),
    ("query($x: Int!) { people(first: $x) { nodes { id } } }", "GRAPHQL_VALIDATION_FAILED"),
    ("{ auditEntries { nodes { id } } }", "FORBIDDEN"),
    ("{ people { ...A } } fragment A on PersonConnection { ...A }", "GRAPHQL_VALIDATION_FAILED"),
];

/// The reasons for which an export is refused: codes, with that of the document where there is one.
async fn refusals(scene: &Scene, who: Who, input: Value) -> Vec<String> {
    let payload = scene.get(who, START, json!({"input": input})).await;
    assert_eq!(payload["export"], Value::Null, "{payload:#}");
    let errors = payload["errors"].as_array().unwrap();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let reason = |error: &Value| {
        let parameters = error["parameters"].as_array().into_iter().flatten();
        let fault =
            parameters.clone().find(|parameter| parameter["name"] == "fault").map(|fault| text(&fault["value"]));
        fault.unwrap_or_else(|| text(&error["code"]))
    };
    errors.iter().map(reason).collect()
}

on_both_engines! {
    async fn what_cannot_be_exported_is_refused_at_once_and_changes_nothing(scene: Scene) {
        for (document, fault) in REFUSED {
            let input = json!({"document": document, "format": "CSV"});
            assert_eq!(refusals(&scene, Who::LEAD, input).await, [*fault], "{document}");
        }
        let people = "query($text: String) { people(filter: {text: $text}) { nodes { id } } }";
        for variables in ["[]", "{", "\"x\""] {
            let input = json!({"document": people, "format": "CSV", "variables": variables});
            assert_eq!(refusals(&scene, Who::LEAD, input).await, ["INVALID_VARIABLES"], "{variables}");
        }
        let giant = format!("{{ people {{ nodes {{ {} }} }} }}", "id ".repeat(10_000));
        let long = refusals(&scene, Who::LEAD, json!({"document": giant, "format": "CSV"})).await;
        assert_eq!(long, ["TOO_LONG"]);
        let deep = format!("{}{}", "{ a ".repeat(70), "}".repeat(70));
        assert_eq!(refusals(&scene, Who::LEAD, json!({"document": deep, "format": "CSV"})).await, ["QUERY_TOO_DEEP"]);
        assert_eq!(refusals(&scene, Who::LEAD, json!({"document": " ", "format": "CSV"})).await, ["REQUIRED"]);
        let dear = "{ people { nodes { functions(first: 100) { organisation { territories { children { children { name } } } } } } } }";
        assert_eq!(refusals(&scene, Who::LEAD, json!({"document": dear, "format": "CSV"})).await, ["QUERY_TOO_EXPENSIVE"]);
        assert_eq!(scene.get(Who::LEAD, EXPORTS, json!({})).await["totalCount"], 0);
    }

    async fn a_list_without_pages_is_named(scene: Scene) {
        let below = |id: &str| format!("{{ node(id: \"{id}\") {{ ... on Organisation {{ people {{ nodes {{ id }} }} }} }} }}");
        // What an organisation shows of its people is a list without pages: `people` with a filter is the way.
        let office = global(scene.cast().remscheid.office);
        let found = refusals(&scene, Who::LEAD, json!({"document": below(&office), "format": "CSV"})).await;
        assert_eq!(found, ["NOT_PAGEABLE"]);
    }

    async fn fragments_variables_and_operations_are_those_of_any_request(scene: Scene) {
        let document = "query Other { me { id } }
            query Some($text: String, $with: Boolean!, $size: Int = 2, $after: String) {
              ...Root
            }
            fragment Root on Query { everybody: people(first: $size, after: $after, filter: {text: $text}) { ...Page } }
            fragment Page on PersonConnection { rows: edges { it: node { ...Name ...Office @include(if: $with) } } pageInfo { endCursor } }
            fragment Name on Person { called: familyName }
            fragment Office on Person { organisation { name } }";
        for (with, columns) in [(true, "called;organisation.name"), (false, "called")] {
            let variables = json!({"with": with, "text": "Beispiel"}).to_string();
            let input = json!({"document": document, "operationName": "Some", "variables": variables, "format": "CSV"});
            let export = scene.change(Who::LEAD, START, input).await;
            assert_eq!(export["connection"], "people");
            assert_eq!(super::super::write(&scene).await, 1);
            let export = super::super::read(&scene, Who::LEAD, &export).await;
            let text = super::super::fetch(&scene, export["downloadUrl"].as_str().unwrap()).await.text().await.unwrap();
            assert!(text.starts_with(&format!("\u{feff}{columns}\r\n")), "{text}");
            assert!(export["rows"].as_u64().unwrap() > 2, "several pages were read");
        }
    }

    async fn the_documents_of_front_ends_are_exported_as_they_are(scene: Scene) {
        let people = include_str!("../../../../schema/operations/People.graphql");
        let (export, bytes) = written(&scene, Who::LEAD, people, "CSV").await;
        let head = std::str::from_utf8(&bytes).unwrap().lines().next().unwrap().to_owned();
        assert!(head.contains(";organisation.name;functions.role;"), "{head}");
        assert!(export["rows"].as_u64().unwrap() > 3);
    }
}
