//! Secrets of the platform: what is signed, derived, hashed and encrypted with them.

mod access_token;
mod assertion;
mod challenge;
mod check_in;
mod issuers;
mod keyring;
mod links;
mod opaque_token;
mod passwords;
mod sealed;
mod second_factor;
mod secret;
mod service_token;
mod webhook_secret;

pub use access_token::{AUDIENCE, AccessToken};
pub use assertion::{ASSERTION_ALGORITHMS, Assertion, claimed_client, read_assertion, read_public_keys};
pub use challenge::Challenge;
pub use check_in::check_in_code;
pub use issuers::{IssuerFault, IssuerRules, IssuerSettings, Issuers, RoleRule, TokenFault, VouchedToken};
pub use keyring::{Keyring, KeyringError};
pub use links::{Link, LinkPurpose};
pub use opaque_token::{new_opaque_token, token_digest};
pub use passwords::{HashCost, Passwords, Verdict};
pub use second_factor::{SecondFactor, new_recovery_codes, recovery_digest};
pub use secret::Secret;
pub use service_token::{OwnToken, ServiceToken};
pub use webhook_secret::WebhookSecret;

use std::fs::{File, OpenOptions};
use std::path::Path;

/// Makes a new file that only the operator can read.
///
/// # Errors
/// When it exists, or the folder cannot be written.
pub fn private_file(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}
