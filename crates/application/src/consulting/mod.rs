//! Agreements between the Transferagentur and municipalities (domain.md 2a): on them rests who may take part.

mod advance_agreement;
mod create_agreement;
mod extend_agreement;
mod read_agreements;
mod record;
mod sign_agreement;
mod update_agreement;

pub use advance_agreement::{AdvanceAgreement, TerminateAgreement, advance_agreement, terminate_agreement};
pub use create_agreement::{CreateAgreement, create_agreement};
pub use extend_agreement::{ExtendAgreement, extend_agreement};
pub use persistence::consulting::AgreementFilter;
pub use read_agreements::{count_agreements, find_agreement, find_agreements, list_agreement_holders, list_agreements};
pub use sign_agreement::{SignAgreement, SignatureInput, sign_agreement};
pub use update_agreement::{UpdateAgreement, update_agreement};
