use super::Secret;
use domain::qualifications::CheckInCode;
use domain::shared::RegistrationId;

/// The code with which a participant is checked in. It is derived and not stored, so a stolen database checks nobody in.
pub fn check_in_code(secret: &Secret, registration: RegistrationId) -> CheckInCode {
    CheckInCode::of(&secret.sign("registration:check-in", registration.uuid().as_bytes()))
}
