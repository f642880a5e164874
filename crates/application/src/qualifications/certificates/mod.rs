//! Certificates of attendance (ADR 0015): issued in batches, frozen, revoked and reissued, verified by their code.

mod delete_old_certificates;
mod draw_up;
mod evidence;
mod ground;
mod issue_certificates;
mod letter;
mod paper;
mod read_certificates;
mod record;
mod reissue_certificate;
mod revoke_certificate;
mod show_certificate_name;
mod ticket;
mod verify_certificate;

pub use delete_old_certificates::delete_old_certificates;
pub use issue_certificates::{IssueCertificates, IssueResult, issue_certificates};
pub use paper::{CertificatePaper, find_certificate_paper};
pub use persistence::qualifications::CertificateFilter;
pub use read_certificates::{
    count_certificates, find_certificate, find_certificates, find_certificates_in_place_of, list_certificates,
    own_certificates,
};
pub use reissue_certificate::reissue_certificate;
pub use revoke_certificate::{RevokeCertificate, revoke_certificate};
pub use show_certificate_name::{ShowCertificateName, show_certificate_name};
pub use ticket::{certificate_path, verification_path, viewer_of_certificate_ticket};
pub use verify_certificate::verify_certificate;
