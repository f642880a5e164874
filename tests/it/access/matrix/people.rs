//! People and functions in the matrix.

use super::case::Case;
use super::prove;
use super::target::Target;
use acceptance::{World, on_both_engines};
use domain::access::Action;

const SEEN: Option<Action> = Some(Action::PersonRead);

pub(super) const CASES: &[Case] = &[
    Case {
        field: "person",
        document: "query($id: ID!) { person(id: $id) { displayName } }",
        variables: r#"{"id": "$person"}"#,
        target: Target::Person,
        found_by: SEEN,
        refusals: &[],
    },
    Case {
        field: "people",
        document: "{ people(first: 1) { totalCount } }",
        variables: "{}",
        target: Target::Nothing,
        found_by: None,
        refusals: &[],
    },
    Case {
        field: "personDuplicates",
        document: "query($input: PersonDuplicatesInput!) { personDuplicates(input: $input) { id } }",
        variables: r#"{"input": {"familyName": "Beispiel"}}"#,
        target: Target::Nothing,
        found_by: None,
        refusals: &[],
    },
    Case {
        field: "createPerson",
        document: "mutation($input: CreatePersonInput!) { createPerson(input: $input) { errors { code } } }",
        variables: r#"{"input": {"organisationId": "$organisation", "familyName": "Neu", "acceptDuplicates": true}}"#,
        target: Target::Organisation,
        found_by: None,
        refusals: &[],
    },
    Case {
        field: "updatePerson",
        document: "mutation($input: UpdatePersonInput!) { updatePerson(input: $input) { errors { code } } }",
        variables: r#"{"input": {"id": "$person", "expectedVersion": "$version", "title": "Dr."}}"#,
        target: Target::Person,
        found_by: SEEN,
        refusals: &[],
    },
    Case {
        field: "deactivatePerson",
        document: "mutation($input: DeactivatePersonInput!) { deactivatePerson(input: $input) { errors { code } } }",
        variables: r#"{"input": {"id": "$person", "expectedVersion": "$version"}}"#,
        target: Target::Person,
        found_by: SEEN,
        refusals: &[],
    },
    Case {
        field: "reactivatePerson",
        document: "mutation($input: ReactivatePersonInput!) { reactivatePerson(input: $input) { errors { code } } }",
        variables: r#"{"input": {"id": "$person", "expectedVersion": "$version"}}"#,
        target: Target::InactivePerson,
        found_by: SEEN,
        refusals: &[],
    },
    Case {
        field: "assignFunction",
        document: "mutation($input: AssignFunctionInput!) { assignFunction(input: $input) { errors { code } } }",
        variables: r#"{"input": {"personId": "$person", "organisationId": "$organisation", "role": "CLERK"}}"#,
        target: Target::Person,
        found_by: SEEN,
        refusals: &[],
    },
    Case {
        field: "correctFunction",
        document: "mutation($input: CorrectFunctionInput!) { correctFunction(input: $input) { errors { code } } }",
        variables: r#"{"input": {"id": "$function", "expectedVersion": "$functionVersion", "localLabel": "Aktenlauf"}}"#,
        target: Target::Function,
        found_by: SEEN,
        refusals: &[],
    },
    Case {
        field: "endFunction",
        document: "mutation($input: EndFunctionInput!) { endFunction(input: $input) { errors { code } } }",
        variables: r#"{"input": {"id": "$function", "expectedVersion": "$functionVersion"}}"#,
        target: Target::Function,
        found_by: SEEN,
        refusals: &[],
    },
    Case {
        field: "withdrawFunction",
        document: "mutation($input: WithdrawFunctionInput!) { withdrawFunction(input: $input) { errors { code } } }",
        variables: r#"{"input": {"id": "$function", "expectedVersion": "$functionVersion"}}"#,
        target: Target::Function,
        found_by: SEEN,
        // A function that is held already cannot be withdrawn any more.
        refusals: &["WRONG_STATE"],
    },
];

on_both_engines! {
    async fn people(world: World) {
        prove(world, "people", CASES).await;
    }
}
