//! Territories, the audit, records by their ids, and questions about access in the matrix.

use super::case::Case;
use super::prove;
use super::target::Target;
use acceptance::{World, on_both_engines};
use domain::access::Action;

pub(super) const CASES: &[Case] = &[
    Case {
        field: "territory",
        document: "{ territory(key: \"05120\") { name } }",
        variables: "{}",
        target: Target::Nothing,
        found_by: None,
        refusals: &[],
    },
    Case {
        field: "territories",
        document: "{ territories(first: 1) { totalCount } }",
        variables: "{}",
        target: Target::Nothing,
        found_by: None,
        refusals: &[],
    },
    Case {
        field: "importTerritories",
        document: "mutation($input: ImportTerritoriesInput!) { importTerritories(input: $input) { errors { code } } }",
        variables: r#"{"input": {"file": "10 nonsense", "dryRun": true}}"#,
        target: Target::Everything,
        found_by: None,
        refusals: &["IMPORT_LINE"],
    },
    Case {
        field: "changes",
        document: "{ changes(first: 1) { totalCount } }",
        variables: "{}",
        target: Target::Nothing,
        found_by: None,
        refusals: &[],
    },
    Case {
        field: "auditEntries",
        document: "{ auditEntries(first: 1) { totalCount } }",
        variables: "{}",
        target: Target::Nothing,
        found_by: None,
        refusals: &[],
    },
    Case {
        field: "verifyAudit",
        document: "{ verifyAudit { entries } }",
        variables: "{}",
        target: Target::Everything,
        found_by: None,
        refusals: &[],
    },
    Case {
        field: "node",
        document: "query($id: ID!) { node(id: $id) { id } }",
        variables: r#"{"id": "$person"}"#,
        target: Target::Person,
        found_by: Some(Action::PersonRead),
        refusals: &[],
    },
    Case {
        field: "node",
        document: "query($id: ID!) { node(id: $id) { id } }",
        variables: r#"{"id": "$function"}"#,
        target: Target::Function,
        found_by: Some(Action::PersonRead),
        refusals: &[],
    },
    Case {
        field: "node",
        document: "query($id: ID!) { node(id: $id) { id } }",
        variables: r#"{"id": "$account"}"#,
        target: Target::Account,
        found_by: Some(Action::AccountRead),
        refusals: &[],
    },
    Case {
        field: "node",
        document: "query($id: ID!) { node(id: $id) { id } }",
        variables: r#"{"id": "$entry"}"#,
        target: Target::AuditEntry,
        found_by: Some(Action::AuditRead),
        refusals: &[],
    },
    Case {
        field: "node",
        document: "query($id: ID!) { node(id: $id) { id } }",
        variables: r#"{"id": "$assignment"}"#,
        target: Target::Assignment,
        found_by: Some(Action::AccountRead),
        refusals: &[],
    },
    Case {
        field: "node",
        document: "query($id: ID!) { node(id: $id) { id } }",
        variables: r#"{"id": "$session"}"#,
        target: Target::Session,
        found_by: Some(Action::AccountOwn),
        refusals: &[],
    },
    Case {
        field: "nodes",
        document: "query($id: ID!) { nodes(ids: [$id]) { id } }",
        variables: r#"{"id": "$organisation"}"#,
        target: Target::Organisation,
        found_by: None,
        refusals: &[],
    },
    Case {
        field: "search",
        document: "{ search(text: \"Stadt\") { totalCount } }",
        variables: "{}",
        target: Target::Nothing,
        found_by: None,
        refusals: &[],
    },
    Case {
        field: "_entities",
        document: "query($of: [_Any!]!) { _entities(representations: $of) { ... on Organisation { id } } }",
        variables: r#"{"of": [{"__typename": "Organisation", "id": "$organisation"}]}"#,
        target: Target::Organisation,
        found_by: None,
        refusals: &[],
    },
    Case {
        field: "_service",
        document: "{ _service { sdl } }",
        variables: "{}",
        target: Target::Nothing,
        found_by: None,
        refusals: &[],
    },
    Case {
        field: "viewer",
        document: "{ viewer { __typename } }",
        variables: "{}",
        target: Target::Viewer,
        found_by: None,
        refusals: &[],
    },
    Case {
        field: "viewerCan",
        document: "query($id: ID!) { viewerCan(action: \"person:update\", id: $id) }",
        variables: r#"{"id": "$person"}"#,
        target: Target::Person,
        found_by: None,
        refusals: &[],
    },
    Case {
        field: "explainAccess",
        document: "query($id: ID!) { explainAccess(action: \"person:update\", id: $id) { __typename } }",
        variables: r#"{"id": "$person"}"#,
        target: Target::Person,
        found_by: None,
        refusals: &[],
    },
];

on_both_engines! {
    async fn records(world: World) {
        prove(world, "records", CASES).await;
    }
}
