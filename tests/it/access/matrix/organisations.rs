//! Organisations in the matrix.

use super::case::Case;
use super::prove;
use super::target::Target;
use acceptance::{World, on_both_engines};

pub(super) const CASES: &[Case] = &[
    Case {
        field: "organisation",
        document: "query($id: ID!) { organisation(id: $id) { name } }",
        variables: r#"{"id": "$organisation"}"#,
        target: Target::Organisation,
        found_by: None,
        refusals: &[],
    },
    Case {
        field: "organisations",
        document: "{ organisations(first: 1) { totalCount } }",
        variables: "{}",
        target: Target::Nothing,
        found_by: None,
        refusals: &[],
    },
    Case {
        field: "createOrganisation",
        document: "mutation($input: CreateOrganisationInput!) { createOrganisation(input: $input) { errors { code } } }",
        variables: r#"{"input": {"name": "Amt", "kind": "DEPARTMENT", "districtKey": "$district",
                       "territoryKeys": ["$district"]}}"#,
        target: Target::District,
        found_by: None,
        refusals: &[],
    },
    Case {
        field: "updateOrganisation",
        document: "mutation($input: UpdateOrganisationInput!) { updateOrganisation(input: $input) { errors { code } } }",
        variables: r#"{"input": {"id": "$organisation", "expectedVersion": "$version", "localLabel": "Fachdienst"}}"#,
        target: Target::Organisation,
        found_by: None,
        refusals: &[],
    },
    Case {
        field: "closeOrganisation",
        document: "mutation($input: CloseOrganisationInput!) { closeOrganisation(input: $input) { errors { code } } }",
        variables: r#"{"input": {"id": "$organisation", "expectedVersion": "$version"}}"#,
        target: Target::Part,
        found_by: None,
        refusals: &[],
    },
    Case {
        field: "mergeOrganisations",
        document: "mutation($input: MergeOrganisationsInput!) { mergeOrganisations(input: $input) { errors { code } } }",
        variables: r#"{"input": {"id": "$organisation", "expectedVersion": "$version", "intoId": "$other"}}"#,
        target: Target::Part,
        found_by: None,
        refusals: &[],
    },
];

on_both_engines! {
    async fn organisations(world: World) {
        prove(world, "organisations", CASES).await;
    }
}
