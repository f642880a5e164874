//! Signed assertions by which a service account proves who it is (RFC 7523, `private_key_jwt`).

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::services::{ASSERTION_SECONDS, SKEW_SECONDS};
use domain::shared::{Refusal, RefusalCode, Timestamp};
use jsonwebtoken::jwk::{AlgorithmParameters, Jwk, JwkSet};
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header};
use serde::Deserialize;
use uuid::Uuid;

/// The algorithms in which assertions are signed: none with a shared secret.
pub const ASSERTION_ALGORITHMS: [Algorithm; 4] =
    [Algorithm::EdDSA, Algorithm::ES256, Algorithm::PS256, Algorithm::RS256];
/// The longest assertion that is looked at, in bytes.
const LONGEST: usize = 8_192;
/// The longest id of an assertion, in bytes.
const LONGEST_ID: usize = 200;
/// The most keys of one service account.
const MOST_KEYS: usize = 5;

/// An assertion whose signature, times and addressee are right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assertion {
    /// Its own id: it may be presented once.
    pub id: String,
    /// Until when it could be presented, with the skew of clocks.
    pub ends_at: Timestamp,
}

#[derive(Deserialize)]
struct Claims {
    sub: String,
    jti: String,
    exp: i64,
    iat: Option<i64>,
    nbf: Option<i64>,
}

/// Of whom an assertion claims to be, before anything of it was checked.
pub fn claimed_client(assertion: &str) -> Option<Uuid> {
    #[derive(Deserialize)]
    struct Named {
        sub: Uuid,
    }
    let part = assertion.split('.').nth(1).filter(|_| assertion.len() <= LONGEST)?;
    let claims = URL_SAFE_NO_PAD.decode(part).ok()?;
    serde_json::from_slice::<Named>(&claims).ok().map(|named| named.sub)
}

/// Checks an assertion of a service account with these keys. Issuer and subject are the service account, the audience
/// is one of ours, it ends within five minutes; the clocks may be half a minute apart.
pub fn read_assertion(
    assertion: &str,
    keys: &str,
    client: &str,
    audiences: &[String],
    now: Timestamp,
) -> Option<Assertion> {
    if assertion.len() > LONGEST {
        return None;
    }
    let header = decode_header(assertion).ok()?;
    let keys: JwkSet = serde_json::from_str(keys).ok()?;
    let key = match &header.kid {
        Some(kid) => keys.find(kid)?,
        None if keys.keys.len() == 1 => keys.keys.first()?,
        None => return None,
    };
    if !ASSERTION_ALGORITHMS.contains(&header.alg) || !suits(key, header.alg) {
        return None;
    }
    let mut rules = Validation::new(header.alg);
    rules.set_issuer(&[client]);
    rules.set_audience(audiences);
    rules.set_required_spec_claims(&["iss", "sub", "aud", "exp"]);
    // The library looks at the machine's clock; here time is passed in.
    rules.validate_exp = false;
    let claims = decode::<Claims>(assertion, &DecodingKey::from_jwk(key).ok()?, &rules).ok()?.claims;
    let now = now.as_seconds();
    let starts = claims.iat.into_iter().chain(claims.nbf).max().unwrap_or(now);
    let in_time = starts <= now + SKEW_SECONDS
        && now - SKEW_SECONDS < claims.exp
        && claims.exp <= now + ASSERTION_SECONDS + SKEW_SECONDS;
    let named = claims.sub == client && !claims.jti.is_empty() && claims.jti.len() <= LONGEST_ID;
    let ends_at = Timestamp::from_micros(claims.exp.checked_add(SKEW_SECONDS)?.checked_mul(1_000_000)?)?;
    (in_time && named).then_some(Assertion { id: claims.jti, ends_at })
}

/// Whether a key is made for this algorithm.
pub(super) fn suits(key: &Jwk, algorithm: Algorithm) -> bool {
    let named = key.common.key_algorithm.is_none_or(|named| named.to_string() == format!("{algorithm:?}"));
    let family = matches!(
        (&key.algorithm, algorithm),
        (AlgorithmParameters::OctetKeyPair(_), Algorithm::EdDSA)
            | (AlgorithmParameters::EllipticCurve(_), Algorithm::ES256)
            | (AlgorithmParameters::RSA(_), Algorithm::PS256 | Algorithm::RS256)
    );
    named && family
}

/// Checks the public keys of a service account: a JSON Web Key Set of one to five keys, none of them private.
///
/// # Errors
/// `INVALID`, with what is wrong.
pub fn read_public_keys(text: &str) -> Result<String, Refusal> {
    let refuse = |reason: &str| Err(Refusal::new(RefusalCode::Invalid).with("reason", reason));
    let Ok(plain) = serde_json::from_str::<serde_json::Value>(text) else {
        return refuse("the keys are not JSON");
    };
    let private = |key: &serde_json::Value| ["d", "p", "q", "k"].iter().any(|part| key.get(part).is_some());
    if plain["keys"].as_array().is_some_and(|keys| keys.iter().any(private)) {
        return refuse("a key has private parts; keep those to yourself and replace the key");
    }
    let Ok(keys) = serde_json::from_value::<JwkSet>(plain) else {
        return refuse("the keys are no JSON Web Key Set (RFC 7517)");
    };
    if keys.keys.is_empty() || keys.keys.len() > MOST_KEYS {
        return refuse("there must be one to five keys");
    }
    let usable = |key: &Jwk| {
        let suited = ASSERTION_ALGORITHMS.iter().any(|algorithm| suits(key, *algorithm));
        suited && DecodingKey::from_jwk(key).is_ok()
    };
    if !keys.keys.iter().all(usable) {
        return refuse("keys are of the kinds Ed25519, P-256 or RSA");
    }
    let named: std::collections::BTreeSet<_> = keys.keys.iter().map(|key| &key.common.key_id).collect();
    if named.len() != keys.keys.len() {
        return refuse("each key needs a kid of its own");
    }
    serde_json::to_string(&keys).or_else(|_| refuse("the keys cannot be kept"))
}
