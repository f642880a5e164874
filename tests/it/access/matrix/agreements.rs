//! Agreements in the matrix.

use super::case::Case;
use super::prove;
use super::target::Target;
use acceptance::{World, on_both_engines};
use domain::access::Action;

pub(super) const CASES: &[Case] = &[
    Case {
        field: "agreement",
        document: "query($id: ID!) { agreement(id: $id) { number } }",
        variables: r#"{"id": "$agreement"}"#,
        target: Target::Agreement,
        found_by: Some(Action::AgreementRead),
        refusals: &[],
    },
    Case {
        field: "agreements",
        document: "{ agreements(first: 1) { totalCount } }",
        variables: "{}",
        target: Target::Nothing,
        found_by: None,
        refusals: &[],
    },
    Case {
        field: "agreementHolders",
        document: "{ agreementHolders }",
        variables: "{}",
        target: Target::Nothing,
        found_by: None,
        refusals: &[],
    },
    Case {
        field: "createAgreement",
        document: "mutation($input: CreateAgreementInput!) { createAgreement(input: $input) { errors { code } } }",
        variables: r#"{"input": {"kind": "LETTER_OF_INTENT", "number": "$number", "agencyId": "$agency",
                       "municipalityId": "$organisation", "plan": {"from": "2020-01-01", "purpose": "Zusammenarbeit"}}}"#,
        target: Target::AgreementParties,
        found_by: None,
        refusals: &[],
    },
    Case {
        field: "updateAgreement",
        document: "mutation($input: RewriteAgreementInput!) { updateAgreement(input: $input) { errors { code } } }",
        variables: r#"{"input": {"id": "$agreement", "expectedVersion": "$agreementVersion",
                       "plan": {"from": "2020-01-01", "purpose": "Zusammenarbeit"}}}"#,
        target: Target::Agreement,
        found_by: Some(Action::AgreementRead),
        refusals: &[],
    },
    Case {
        field: "coordinateAgreement",
        document: "mutation($input: AgreementStepInput!) { coordinateAgreement(input: $input) { errors { code } } }",
        variables: r#"{"input": {"id": "$agreement", "expectedVersion": "$agreementVersion"}}"#,
        target: Target::Agreement,
        found_by: Some(Action::AgreementRead),
        refusals: &[],
    },
    Case {
        field: "referAgreementToCommittee",
        document: "mutation($input: AgreementStepInput!) { referAgreementToCommittee(input: $input) { errors { code } } }",
        variables: r#"{"input": {"id": "$agreement", "expectedVersion": "$agreementVersion"}}"#,
        target: Target::Agreement,
        found_by: Some(Action::AgreementRead),
        refusals: &["WRONG_STATE"],
    },
    Case {
        field: "redraftAgreement",
        document: "mutation($input: AgreementStepInput!) { redraftAgreement(input: $input) { errors { code } } }",
        variables: r#"{"input": {"id": "$agreement", "expectedVersion": "$agreementVersion"}}"#,
        target: Target::Agreement,
        found_by: Some(Action::AgreementRead),
        refusals: &["WRONG_STATE"],
    },
    Case {
        field: "enterAgreementIntoForce",
        document: "mutation($input: AgreementStepInput!) { enterAgreementIntoForce(input: $input) { errors { code } } }",
        variables: r#"{"input": {"id": "$agreement", "expectedVersion": "$agreementVersion"}}"#,
        target: Target::Agreement,
        found_by: Some(Action::AgreementRead),
        refusals: &["WRONG_STATE"],
    },
    Case {
        field: "expireAgreement",
        document: "mutation($input: AgreementStepInput!) { expireAgreement(input: $input) { errors { code } } }",
        variables: r#"{"input": {"id": "$agreement", "expectedVersion": "$agreementVersion"}}"#,
        target: Target::Agreement,
        found_by: Some(Action::AgreementRead),
        refusals: &["WRONG_STATE"],
    },
    Case {
        field: "signAgreement",
        document: "mutation($input: SignAgreementInput!) { signAgreement(input: $input) { errors { code } } }",
        variables: r#"{"input": {"id": "$agreement", "expectedVersion": "$agreementVersion",
                       "agencySignature": {"signatory": "Kim Beispiel", "on": "2020-01-02"},
                       "municipalitySignature": {"signatory": "Kim Beispiel", "on": "2020-01-02"}}}"#,
        target: Target::Agreement,
        found_by: Some(Action::AgreementRead),
        refusals: &["WRONG_STATE"],
    },
    Case {
        field: "extendAgreement",
        document: "mutation($input: RewriteAgreementInput!) { extendAgreement(input: $input) { errors { code } } }",
        variables: r#"{"input": {"id": "$agreement", "expectedVersion": "$agreementVersion",
                       "plan": {"from": "2020-01-01", "purpose": "Zusammenarbeit"}}}"#,
        target: Target::Agreement,
        found_by: Some(Action::AgreementRead),
        refusals: &["WRONG_STATE"],
    },
    Case {
        field: "terminateAgreement",
        document: "mutation($input: TerminateAgreementInput!) { terminateAgreement(input: $input) { errors { code } } }",
        variables: r#"{"input": {"id": "$agreement", "expectedVersion": "$agreementVersion", "reason": "Ende"}}"#,
        target: Target::Agreement,
        found_by: Some(Action::AgreementRead),
        refusals: &["WRONG_STATE"],
    },
];

on_both_engines! {
    async fn agreements(world: World) {
        prove(world, "agreements", CASES).await;
    }
}
