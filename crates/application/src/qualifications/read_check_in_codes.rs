//! The codes with which participants are checked in.

use crate::security::check_in_code;
use crate::{Call, Error};
use domain::qualifications::{CheckInCode, Registration, RegistrationState};
use qrcode::QrCode;
use qrcode::render::svg;

/// The code of a registration that the caller sees; nothing while it has no seat for certain.
pub fn check_in_code_of(call: &Call, registration: &Registration) -> Option<CheckInCode> {
    use RegistrationState::{Attended, Confirmed, NoShow};
    let seated = matches!(registration.state, Confirmed | Attended | NoShow);
    seated.then(|| check_in_code(&call.platform().secret, registration.id))
}

/// A code as a picture that cameras read (QR, SVG).
///
/// # Errors
/// A fault of ours: every code fits into a picture.
pub fn check_in_qr(code: &CheckInCode) -> Result<String, Error> {
    let picture = QrCode::new(code.to_string()).map_err(Error::unexpected)?;
    Ok(picture.render::<svg::Color<'_>>().min_dimensions(200, 200).build())
}
