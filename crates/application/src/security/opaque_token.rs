//! Tokens that mean nothing by themselves: random, kept only as digests.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::shared::Ids;
use sha2::{Digest, Sha256};

/// A new token of 256 bits.
pub fn new_opaque_token(ids: &dyn Ids) -> String {
    let mut bytes = [0; 32];
    ids.fill(&mut bytes);
    URL_SAFE_NO_PAD.encode(bytes)
}

/// What is kept of a token. No salt and no cost: nobody guesses 256 bits.
pub fn token_digest(token: &str) -> String {
    hex::encode(Sha256::digest(token))
}
