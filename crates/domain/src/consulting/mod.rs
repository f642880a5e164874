//! Consulting of municipalities (Kommunale Begleitung, domain.md 2a): the agreement on which it rests.

mod agreement;

pub use agreement::{
    Agreement, AgreementDraft, AgreementKind, AgreementParties, AgreementPlan, AgreementState, AgreementVerb, Signature,
};
