use crate::{Call, Error};
use domain::qualifications::{Certificate, VerificationCode};
use persistence::qualifications::Certificates;

/// The certificate with this code, for whoever was given it; `None` for a code that none has. Of it may be told who issued
/// it, for what and when, whether it holds, and the name as far as the holder allows ([`Certificate::shown_name`]).
///
/// # Errors
/// When the database does not answer.
pub async fn verify_certificate(call: &Call, code: &str) -> Result<Option<Certificate>, Error> {
    let Some(code) = VerificationCode::read(code) else { return Ok(None) };
    Ok(Certificates::of(call.database()).with_code(&code).await?)
}
