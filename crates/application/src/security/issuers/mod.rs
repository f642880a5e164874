//! Access tokens of identity providers (OpenID Connect, RFC 9068): who issued them, for whom, and whether they hold.
//!
//! The keys of an issuer are read from where its metadata says, kept for some minutes, and read anew when a token names one
//! that is not known. What is asked of a token is said by the operator (ADR 0038).

mod claims;
mod fault;
mod keys;
mod settings;
mod token;
mod web;

pub use fault::TokenFault;
pub use settings::{IssuerFault, IssuerRules, IssuerSettings, RoleRule};
pub use token::VouchedToken;

use keys::Issuer;
use std::collections::BTreeMap;
use web::Web;

/// The issuers whose access tokens are taken, with what is known of their keys.
pub struct Issuers {
    known: BTreeMap<String, Issuer>,
    web: Web,
}

impl Issuers {
    /// Those that the operator names. `own` is the platform's own address, in whose name it issues tokens itself.
    ///
    /// # Errors
    /// What is wrong with the settings, and what to do.
    pub fn new(settings: &IssuerSettings, own: &str) -> Result<Self, IssuerFault> {
        settings.check(own)?;
        let web = Web::new(settings)?;
        let known = settings.issuers.iter().map(|rules| (rules.issuer.clone(), Issuer::new(rules.clone()))).collect();
        Ok(Self { known, web })
    }

    /// None at all: only the platform's own tokens are taken.
    ///
    /// # Errors
    /// When no connection can be made at all: a fault of ours.
    pub fn none() -> Result<Self, IssuerFault> {
        Self::new(&IssuerSettings::default(), "")
    }
}

impl std::fmt::Debug for Issuers {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Issuers").field("known", &self.known.keys()).finish_non_exhaustive()
    }
}
