//! What an operator decides about identity providers.

use crate::outbound::is_loopback;
use crate::security::ASSERTION_ALGORITHMS;
use domain::access::Role;
use domain::accounts::Assurance;
use domain::services::Networks;
use domain::shared::OrganisationId;
use jsonwebtoken::Algorithm;
use std::collections::BTreeSet;
use url::Url;

/// The most that the clocks of an issuer and the platform may be apart, in seconds.
const MOST_LEEWAY: i64 = 300;

/// What an operator decides about identity providers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IssuerSettings {
    /// The issuers whose access tokens are taken.
    pub issuers: Vec<IssuerRules>,
    /// Networks in which issuers may lie although they are not public; none unless given.
    pub allowed_networks: Networks,
    /// Whether issuers on this machine may do without TLS.
    pub allow_http: bool,
}

/// What is asked of the tokens of one issuer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssuerRules {
    /// The issuer, exactly as it stands in its tokens (`iss`) and in its metadata.
    pub issuer: String,
    /// For whom its tokens must be (`aud`).
    pub audience: String,
    /// The algorithms in which they may be signed.
    pub algorithms: Vec<Algorithm>,
    /// How far the clocks may be apart, in seconds.
    pub leeway_seconds: i64,
    /// How sure it must be of whom it lets in.
    pub assurance: Assurance,
    /// For which roles it vouches.
    pub roles: Vec<RoleRule>,
}

/// A value in a token that gives a role for as long as the token is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleRule {
    /// Where in the token, with points between the names: `groups`, `realm_access.roles`.
    pub claim: String,
    /// The value, or one of those in the list that stands there.
    pub value: String,
    /// The role.
    pub role: Role,
    /// For which organisation.
    pub organisation: OrganisationId,
}

/// Settings with which the platform does not start.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IssuerFault {
    /// The address of an issuer cannot be used.
    #[error("the issuer `{issuer}` {reason}")]
    Address {
        /// Which.
        issuer: String,
        /// Why.
        reason: &'static str,
    },
    /// A rule of an issuer cannot be used.
    #[error("{key} of the issuer `{issuer}` {reason}")]
    Rule {
        /// Whose.
        issuer: String,
        /// Which.
        key: &'static str,
        /// Why.
        reason: String,
    },
    /// No connection can be made at all: a fault of ours.
    #[error("no connection can be made: {0}")]
    Client(String),
}

impl IssuerSettings {
    /// Checks them. `own` is the platform's own address.
    pub(super) fn check(&self, own: &str) -> Result<(), IssuerFault> {
        let mut seen = BTreeSet::new();
        for rules in &self.issuers {
            if let Some(reason) = self.fault_of(&rules.issuer, own, &mut seen) {
                return Err(IssuerFault::Address { issuer: rules.issuer.clone(), reason });
            }
            if let Some((key, reason)) = rules.fault() {
                return Err(IssuerFault::Rule { issuer: rules.issuer.clone(), key, reason });
            }
        }
        Ok(())
    }

    fn fault_of<'a>(&self, issuer: &'a str, own: &str, seen: &mut BTreeSet<&'a str>) -> Option<&'static str> {
        let Ok(url) = Url::parse(issuer) else {
            return Some("is no address; write it as its tokens do, with https://");
        };
        let bare = url.query().is_none() && url.fragment().is_none() && url.username().is_empty();
        if !self.may_be_read(&url) {
            return Some(
                "must be reached by https; only for tests, on this machine, http works with allow_http = true",
            );
        }
        if !bare || url.password().is_some() {
            return Some("must be an address without `?`, `#` and user; write it as its tokens do");
        }
        if issuer == own {
            return Some("is the platform itself, which needs no entry; take it off the list");
        }
        (!seen.insert(issuer)).then_some("stands there twice; keep one entry with all its roles")
    }

    /// Whether metadata and keys may be read from there.
    pub(super) fn may_be_read(&self, url: &Url) -> bool {
        url.scheme() == "https" || (url.scheme() == "http" && self.allow_http && is_loopback(url))
    }
}

impl IssuerRules {
    fn fault(&self) -> Option<(&'static str, String)> {
        if self.audience.trim().is_empty() {
            return Some((
                "audience",
                "is missing; give the value that its tokens for this platform have in aud".into(),
            ));
        }
        let known = |algorithm: &Algorithm| ASSERTION_ALGORITHMS.contains(algorithm);
        if self.algorithms.is_empty() || !self.algorithms.iter().all(known) {
            return Some(("algorithms", "must be one or more of RS256, PS256, ES256 and EdDSA".into()));
        }
        if !(0..=MOST_LEEWAY).contains(&self.leeway_seconds) {
            return Some(("leeway_seconds", format!("must be between 0 and {MOST_LEEWAY}")));
        }
        let empty = |rule: &&RoleRule| rule.claim.trim().is_empty() || rule.value.trim().is_empty();
        let rule = self.roles.iter().find(empty)?;
        Some(("roles", format!("has an entry for {} without claim or value; give both", rule.role.code())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn rules(issuer: &str) -> IssuerRules {
        IssuerRules {
            issuer: issuer.to_owned(),
            audience: "https://bildungsnetz.example".to_owned(),
            algorithms: ASSERTION_ALGORITHMS.to_vec(),
            leeway_seconds: 30,
            assurance: Assurance::default(),
            roles: Vec::new(),
        }
    }

    fn fault(issuers: Vec<IssuerRules>, allow_http: bool) -> Option<String> {
        let settings = IssuerSettings { issuers, allow_http, ..IssuerSettings::default() };
        settings.check("https://bildungsnetz.example").err().map(|fault| fault.to_string())
    }

    #[test]
    fn an_issuer_is_reached_by_https_and_stands_there_once() {
        let good = "https://login.example/realms/bildung";
        assert_eq!(fault(vec![rules(good)], false), None);
        for (issuer, said) in [
            ("login.example", "with https://"),
            ("http://login.example", "by https"),
            ("ftp://login.example", "by https"),
            ("https://login.example?a=b", "without `?`"),
            ("https://kim@login.example", "without `?`"),
            ("https://bildungsnetz.example", "the platform itself"),
        ] {
            assert!(fault(vec![rules(issuer)], true).unwrap().contains(said), "{issuer}");
        }
        assert!(fault(vec![rules(good), rules(good)], false).unwrap().contains("twice"));
        for here in ["http://127.0.0.1:8080", "http://localhost:8080", "http://[::1]:8080"] {
            assert_eq!(fault(vec![rules(here)], true), None, "{here}");
            assert!(fault(vec![rules(here)], false).unwrap().contains("allow_http"), "{here}");
        }
    }

    #[test]
    fn a_wrong_rule_is_named() {
        let with = |change: fn(&mut IssuerRules)| {
            let mut rules = rules("https://login.example");
            change(&mut rules);
            fault(vec![rules], false).unwrap()
        };
        assert!(with(|rules| rules.audience = " ".to_owned()).starts_with("audience of the issuer"));
        assert!(with(|rules| rules.algorithms = Vec::new()).starts_with("algorithms"));
        assert!(with(|rules| rules.algorithms.push(Algorithm::HS256)).starts_with("algorithms"));
        assert!(with(|rules| rules.leeway_seconds = 301).starts_with("leeway_seconds"));
        let role = |rules: &mut IssuerRules| {
            rules.roles.push(RoleRule {
                claim: "groups".to_owned(),
                value: String::new(),
                role: Role::OfficeLead,
                organisation: Uuid::from_u128(1).into(),
            });
        };
        assert!(with(role).starts_with("roles"));
    }
}
