//! Reading one token of an identity provider.

use super::Issuers;
use super::claims::has;
use super::fault::TokenFault;
use super::keys::Issuer;
use super::settings::IssuerRules;
use domain::access::Role;
use domain::shared::{OrganisationId, Timestamp};
use jsonwebtoken::errors::ErrorKind;
use jsonwebtoken::{Header, Validation, dangerous, decode, decode_header};
use serde_json::{Map, Value};

/// The longest token that is looked at, in bytes.
const LONGEST: usize = 16_384;
/// The longest subject (OpenID Connect Core 1.0, 2), in bytes.
const LONGEST_SUBJECT: usize = 255;

/// What a valid token says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VouchedToken {
    /// Who issued it.
    pub issuer: String,
    /// How the issuer calls the person.
    pub subject: String,
    /// Whether the person signed in on a level that counts as the second factor.
    pub second_factor: bool,
    /// The roles for which the issuer vouches, by the rules of the operator.
    pub roles: Vec<(Role, OrganisationId)>,
}

impl Issuers {
    /// Whether a token says that it is of one of these issuers; nothing of it was checked.
    pub fn claim(&self, token: &str) -> bool {
        self.claimed(token).is_some()
    }

    /// Reads an access token of one of these issuers.
    ///
    /// # Errors
    /// Why it opens nothing.
    pub async fn read(&self, token: &str, now: Timestamp) -> Result<VouchedToken, TokenFault> {
        let (issuer, claims) = self.claimed(token).ok_or(TokenFault::Invalid("its issuer is not known"))?;
        let rules = &issuer.rules;
        let header = decode_header(token).map_err(|_| TokenFault::Invalid("its header cannot be read"))?;
        let kid = check_header(&header, rules)?;
        // What is over needs no key, and is over while the issuer is away too. The signature covers the same text.
        check_times(&claims, rules.leeway_seconds, now)?;
        let key = issuer.key(&self.web, kid, header.alg, now).await?;
        let mut validation = Validation::new(header.alg);
        validation.set_issuer(&[&rules.issuer]);
        validation.set_audience(&[&rules.audience]);
        validation.set_required_spec_claims(&["iss", "sub", "aud", "exp"]);
        // The library looks at the machine's clock; here time is passed in.
        validation.validate_exp = false;
        let decoded = decode::<Map<String, Value>>(token, &key, &validation);
        let claims = decoded.map_err(|error| TokenFault::Invalid(reason(error.kind())))?.claims;
        check_kind(&claims)?;
        let text = |name: &str| claims.get(name).and_then(Value::as_str);
        let subject = text("sub").filter(|subject| !subject.is_empty() && subject.len() <= LONGEST_SUBJECT);
        let subject = subject.ok_or(TokenFault::Invalid("its subject is missing or too long"))?;
        let acr = text("acr");
        if !rules.assurance.suffices(acr) {
            let needed = rules.assurance.needed().to_vec();
            return Err(TokenFault::AcrTooLow { issuer: rules.issuer.clone(), needed });
        }
        let held = rules.roles.iter().filter(|rule| has(&claims, &rule.claim, &rule.value));
        let mut vouched: Vec<_> = held.map(|rule| (rule.role, rule.organisation)).collect();
        vouched.sort_unstable();
        vouched.dedup();
        Ok(VouchedToken {
            issuer: rules.issuer.clone(),
            subject: subject.to_owned(),
            second_factor: rules.assurance.shows_second_factor(acr),
            roles: vouched,
        })
    }

    /// The issuer that a token names, with what it claims.
    fn claimed(&self, token: &str) -> Option<(&Issuer, Map<String, Value>)> {
        if self.known.is_empty() || token.len() > LONGEST {
            return None;
        }
        let claims = dangerous::insecure_decode_claims::<Map<String, Value>>(token).ok()?;
        let issuer = self.known.get(claims.get("iss")?.as_str()?)?;
        Some((issuer, claims))
    }
}

/// Checks what does not need a key, and says which key is needed.
fn check_header<'h>(header: &'h Header, rules: &IssuerRules) -> Result<&'h str, TokenFault> {
    let kind = header.typ.as_deref().unwrap_or_default().to_ascii_lowercase();
    if !["at+jwt", "application/at+jwt", "jwt"].contains(&kind.as_str()) {
        return Err(TokenFault::Invalid("its type is not at+jwt or JWT"));
    }
    if header.crit.is_some() {
        return Err(TokenFault::Invalid("it asks for something that is not understood (crit)"));
    }
    if !rules.algorithms.contains(&header.alg) {
        return Err(TokenFault::Invalid("its algorithm is not allowed"));
    }
    header.kid.as_deref().ok_or(TokenFault::Invalid("it names no key (kid)"))
}

/// Checks when it may be used.
fn check_times(claims: &Map<String, Value>, leeway: i64, now: Timestamp) -> Result<(), TokenFault> {
    let now = now.as_seconds();
    let seconds = |name: &'static str| match claims.get(name) {
        None => Ok(None),
        Some(value) => value.as_i64().map(Some).ok_or(TokenFault::Invalid("one of its times is none")),
    };
    let ends = seconds("exp")?.ok_or(TokenFault::Invalid("it has no end (exp)"))?;
    if ends.saturating_add(leeway) <= now {
        return Err(TokenFault::Invalid("it has expired"));
    }
    let begins = seconds("nbf")?.into_iter().chain(seconds("iat")?).max();
    if begins.is_some_and(|begins| begins.saturating_sub(leeway) > now) {
        return Err(TokenFault::Invalid("it is not valid yet"));
    }
    Ok(())
}

/// Checks that it is an access token that anybody may show who has it. Keycloak says in the claim `typ` what a token of the
/// type JWT is; `at_hash` and `c_hash` stand in ID tokens only; `cnf` binds a token to a key of which no proof is asked here.
fn check_kind(claims: &Map<String, Value>) -> Result<(), TokenFault> {
    let kind = claims.get("typ").map(|kind| kind.as_str().unwrap_or_default().to_ascii_lowercase());
    let other = kind.is_some_and(|kind| !["bearer", "at+jwt"].contains(&kind.as_str()));
    if other || claims.contains_key("at_hash") || claims.contains_key("c_hash") {
        return Err(TokenFault::Invalid("it is no access token"));
    }
    if claims.contains_key("cnf") {
        return Err(TokenFault::Invalid("it is bound to a key (cnf); issue one that is not"));
    }
    Ok(())
}

const fn reason(kind: &ErrorKind) -> &'static str {
    match kind {
        ErrorKind::InvalidSignature => "its signature is not right",
        ErrorKind::InvalidAudience => "it is for somebody else (aud)",
        ErrorKind::InvalidIssuer => "it is of another issuer (iss)",
        ErrorKind::MissingRequiredClaim(_) => "one of iss, sub, aud and exp is missing",
        _ => "it cannot be read",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_micros(seconds * 1_000_000).unwrap()
    }

    fn times(claims: &Value, now: i64) -> Result<(), TokenFault> {
        check_times(claims.as_object().unwrap(), 30, at(now))
    }

    #[test]
    fn clocks_may_be_apart_as_far_as_the_leeway() {
        let claims = || json!({"exp": 1_000, "nbf": 500, "iat": 490});
        for (now, holds) in [(469, false), (470, true), (500, true), (1_029, true), (1_030, false)] {
            assert_eq!(times(&claims(), now).is_ok(), holds, "{now}");
        }
        assert!(times(&json!({"exp": 1_000, "iat": 600}), 569).is_err(), "issued in the future");
        assert!(times(&json!({"exp": i64::MAX, "nbf": i64::MIN}), 0).is_ok());
        for nonsense in [json!({}), json!({"exp": "1000"}), json!({"exp": 1_000, "nbf": true}), json!({"exp": null})] {
            assert!(times(&nonsense, 0).is_err(), "{nonsense}");
        }
    }

    #[test]
    fn only_bearer_access_tokens_are_taken() {
        let kind = |claims: Value| check_kind(claims.as_object().unwrap()).is_ok();
        assert!(kind(json!({})) && kind(json!({"typ": "Bearer"})));
        for other in [
            json!({"typ": "ID"}),
            json!({"typ": "Refresh"}),
            json!({"typ": 1}),
            json!({"at_hash": "x"}),
            json!({"cnf": {"jkt": "x"}}),
        ] {
            assert!(!kind(other.clone()), "{other}");
        }
    }
}
