//! Why a token of an identity provider opens nothing.

/// Why a token of an identity provider opens nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TokenFault {
    /// It is not valid, or none of these issuers'.
    #[error("{0}")]
    Invalid(&'static str),
    /// It is valid, but its issuer is not sure enough of the person.
    #[error("the person signed in on a level (acr) that is too low")]
    AcrTooLow {
        /// Who issued it.
        issuer: String,
        /// The levels of which one is needed.
        needed: Vec<String>,
    },
    /// No key of its issuer is known, because the issuer does not answer as it should.
    #[error("no key of the issuer {0} is known at present")]
    Away(String),
}
