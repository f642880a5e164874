//! Optimistic locking: a change names the version that it was made from.

use domain::shared::{Refusal, RefusalCode};

/// Goes on when the record still has the version that the caller saw.
///
/// # Errors
/// `VERSION_CONFLICT` with the present version.
pub(crate) fn expect_version(current: i64, expected: i64) -> Result<(), Refusal> {
    if current == expected {
        Ok(())
    } else {
        Err(Refusal::new(RefusalCode::VersionConflict).at("expectedVersion").with("current", current))
    }
}
