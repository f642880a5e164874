//! Access tokens: short-lived proof of a sign-in, as a JSON Web Token (RFC 9068).

use super::Keyring;
use domain::accounts::ACCESS_SECONDS;
use domain::shared::{AccountId, SessionId, Timestamp};
use jsonwebtoken::{Algorithm, Header, Validation, decode, decode_header, encode};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The kind of token in its header: no other signed thing can pass for an access token.
const KIND: &str = "at+jwt";
/// For whom tokens are: this platform.
pub const AUDIENCE: &str = "bildungsnetz";
/// How far ahead the clock of the node that issued a token may be, in seconds.
const SKEW: i64 = 30;
/// The longest token that is looked at, in bytes; ours have about 500.
const LONGEST: usize = 2_048;

/// Who signed in, in which session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AccessToken {
    /// The account.
    pub account: AccountId,
    /// The session.
    pub session: SessionId,
}

#[derive(Serialize, Deserialize)]
pub(super) struct Claims {
    iss: String,
    aud: String,
    sub: Uuid,
    sid: Uuid,
    iat: i64,
    exp: i64,
}

impl AccessToken {
    /// Signs the token with the newest key and says when it ends. `issuer` is the platform's public address.
    ///
    /// # Errors
    /// When the key cannot sign: a fault of ours.
    pub fn issue(
        self,
        keyring: &Keyring,
        issuer: &str,
        now: Timestamp,
    ) -> Result<(String, Timestamp), jsonwebtoken::errors::Error> {
        let end = now.plus_seconds(ACCESS_SECONDS);
        let claims = Claims {
            iss: issuer.to_owned(),
            aud: AUDIENCE.to_owned(),
            sub: self.account.uuid(),
            sid: self.session.uuid(),
            iat: now.as_seconds(),
            exp: end.as_seconds(),
        };
        Ok((sign(&claims, keyring)?, end))
    }

    /// Reads a token; `None` unless it is one of ours, for us, and its time is not over.
    pub fn read(token: &str, keyring: &Keyring, issuer: &str, now: Timestamp) -> Option<Self> {
        read_signed::<Claims>(token, keyring, issuer)?.in_time(now)
    }
}

impl Claims {
    /// What they say, unless their time is over or has not begun.
    pub(super) fn in_time(&self, now: Timestamp) -> Option<AccessToken> {
        let token = AccessToken { account: self.sub.into(), session: self.sid.into() };
        in_time(self.iat, self.exp, now).then_some(token)
    }
}

/// Whether a token with these times is good.
pub(super) const fn in_time(issued: i64, ends: i64, now: Timestamp) -> bool {
    issued <= now.as_seconds() + SKEW && now.as_seconds() < ends
}

/// Signs claims with the newest key.
pub(super) fn sign(claims: &impl Serialize, keyring: &Keyring) -> Result<String, jsonwebtoken::errors::Error> {
    let (kid, key) = keyring.signing();
    let header = Header { typ: Some(KIND.to_owned()), kid: Some(kid.to_owned()), ..Header::new(Algorithm::EdDSA) };
    encode(&header, claims, key)
}

/// Reads what one of our keys has signed, for us. Its times are not looked at: the library would ask the machine's
/// clock, and here time is passed in.
pub(super) fn read_signed<C: DeserializeOwned>(token: &str, keyring: &Keyring, issuer: &str) -> Option<C> {
    if token.len() > LONGEST {
        return None;
    }
    let header = decode_header(token).ok()?;
    if header.typ.as_deref() != Some(KIND) {
        return None;
    }
    let mut rules = Validation::new(Algorithm::EdDSA);
    rules.set_issuer(&[issuer]);
    rules.set_audience(&[AUDIENCE]);
    rules.set_required_spec_claims(&["iss", "aud", "sub", "exp"]);
    rules.validate_exp = false;
    Some(decode::<C>(token, keyring.verifying(header.kid.as_deref()?)?, &rules).ok()?.claims)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SystemIds;
    use base64::Engine;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;
    use jsonwebtoken::EncodingKey;
    use serde_json::{Value, json};

    const ISSUER: &str = "https://bildungsnetz.example";

    fn now() -> Timestamp {
        Timestamp::parse("2020-03-03T08:00:00Z").unwrap()
    }

    fn token() -> AccessToken {
        AccessToken { account: Uuid::from_u128(1).into(), session: Uuid::from_u128(2).into() }
    }

    fn claims() -> Value {
        let at = now().as_seconds();
        let ids = (Uuid::from_u128(1), Uuid::from_u128(2));
        json!({"iss": ISSUER, "aud": AUDIENCE, "sub": ids.0, "sid": ids.1, "iat": at, "exp": at + 600})
    }

    /// A keyring and a token signed with its key, after `forge` has changed header and claims.
    fn forged(forge: impl FnOnce(&mut Header, &mut Value)) -> Option<AccessToken> {
        let keyring = Keyring::of([Keyring::new_key(&SystemIds)]).unwrap();
        let (kid, key) = keyring.signing();
        let mut header =
            Header { typ: Some(KIND.to_owned()), kid: Some(kid.to_owned()), ..Header::new(Algorithm::EdDSA) };
        let mut body = claims();
        forge(&mut header, &mut body);
        let text = match header.alg {
            Algorithm::EdDSA => encode(&header, &body, key).unwrap(),
            // The old trick: the public key, which everybody knows, as the secret of an HMAC.
            _ => encode(&header, &body, &EncodingKey::from_secret(&public_key(&keyring))).unwrap(),
        };
        AccessToken::read(&text, &keyring, ISSUER, now())
    }

    fn public_key(keyring: &Keyring) -> Vec<u8> {
        let published = serde_json::to_value(keyring.published()).unwrap();
        URL_SAFE_NO_PAD.decode(published["keys"][0]["x"].as_str().unwrap()).unwrap()
    }

    #[test]
    fn a_token_is_good_for_ten_minutes() {
        let keyring = Keyring::of([Keyring::new_key(&SystemIds)]).unwrap();
        let (text, end) = token().issue(&keyring, ISSUER, now()).unwrap();
        assert_eq!(end, now().plus_seconds(600));
        assert_eq!(AccessToken::read(&text, &keyring, ISSUER, now()), Some(token()));
        assert_eq!(AccessToken::read(&text, &keyring, ISSUER, now().plus_seconds(599)), Some(token()));
        assert_eq!(AccessToken::read(&text, &keyring, ISSUER, now().plus_seconds(600)), None);
        assert_eq!(AccessToken::read(&text, &keyring, ISSUER, now().plus_seconds(-30)), Some(token()), "clocks differ");
        assert_eq!(AccessToken::read(&text, &keyring, ISSUER, now().plus_seconds(-31)), None);
        assert_eq!(AccessToken::read(&text, &keyring, "https://elsewhere.example", now()), None);
    }

    #[test]
    fn the_newest_key_signs_and_the_old_one_still_verifies() {
        let (old, new) = (Keyring::new_key(&SystemIds), Keyring::new_key(&SystemIds));
        let before = Keyring::of([old.clone()]).unwrap();
        let after = Keyring::of([new.clone(), old]).unwrap();
        let (text, _) = token().issue(&before, ISSUER, now()).unwrap();
        assert_eq!(AccessToken::read(&text, &after, ISSUER, now()), Some(token()));
        let (text, _) = token().issue(&after, ISSUER, now()).unwrap();
        assert_eq!(decode_header(&text).unwrap().kid, Some(new.0));
        assert_eq!(AccessToken::read(&text, &before, ISSUER, now()), None, "an unknown kid");
        assert_eq!(after.published().keys.len(), 2);
    }

    #[test]
    fn forged_tokens_are_refused() {
        assert_eq!(forged(|_, _| {}), Some(token()), "unless nothing was forged");
        assert_eq!(forged(|header, _| header.alg = Algorithm::HS256), None, "HS256 with the public key");
        assert_eq!(forged(|header, _| header.kid = Some("other".to_owned())), None);
        assert_eq!(forged(|header, _| header.kid = None), None);
        assert_eq!(forged(|header, _| header.typ = Some("JWT".to_owned())), None);
        assert_eq!(forged(|_, body| body["iss"] = json!("https://elsewhere.example")), None);
        assert_eq!(forged(|_, body| body["aud"] = json!("elsewhere")), None);
        assert_eq!(forged(|_, body| body["exp"] = json!(now().as_seconds())), None);
        for claim in ["iss", "aud", "sub", "sid", "iat", "exp"] {
            assert_eq!(forged(|_, body| drop(body.as_object_mut().unwrap().remove(claim))), None, "without {claim}");
        }
    }

    #[test]
    fn a_token_without_a_signature_is_refused() {
        let keyring = Keyring::of([Keyring::new_key(&SystemIds)]).unwrap();
        let part = |value: Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let header = part(json!({"alg": "none", "typ": KIND, "kid": keyring.signing().0}));
        let (text, _) = token().issue(&keyring, ISSUER, now()).unwrap();
        let signature = text.rsplit_once('.').unwrap().1;
        for text in [format!("{header}.{}.", part(claims())), format!("{header}.{}.{signature}", part(claims()))] {
            assert_eq!(AccessToken::read(&text, &keyring, ISSUER, now()), None);
        }
        assert_eq!(AccessToken::read(&"a".repeat(100_000), &keyring, ISSUER, now()), None);
        assert_eq!(AccessToken::read("", &keyring, ISSUER, now()), None);
    }
}
