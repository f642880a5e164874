//! How a verb can end when it does not succeed.

use crate::files::StorageError;
use domain::access::Denied;
use domain::shared::{Refusal, RefusalCode};
use persistence::StoreError;

/// Why a verb did not succeed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Expected outcomes: invalid input, not found, a conflict, a rule of the domain. The caller can mend them.
    #[error("refused: {0:?}")]
    Refused(Vec<Refusal>),
    /// The caller may see the thing, but not do this with it; or nobody is signed in.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The database, the mail server or the storage of files does not answer. Nothing was changed; trying again later may help.
    #[error("not available at present")]
    Unavailable(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// A fault of ours.
    #[error("unexpected fault")]
    Unexpected(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl Error {
    /// What `field` names does not exist, or the caller may not see it: both answer the same.
    pub fn not_found(field: &str) -> Self {
        Self::Refused(vec![Refusal::new(RefusalCode::NotFound).at(field)])
    }

    /// What is wrong with the input stands in this part of it.
    #[must_use]
    pub(crate) fn at(self, field: &str) -> Self {
        match self {
            Self::Refused(refusals) => Self::Refused(refusals.into_iter().map(|refusal| refusal.at(field)).collect()),
            other => other,
        }
    }

    /// A fault of ours.
    pub fn unexpected(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Unexpected(source.into())
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(vec![refusal])
    }
}

impl From<Vec<Refusal>> for Error {
    fn from(refusals: Vec<Refusal>) -> Self {
        Self::Refused(refusals)
    }
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Refused(refusal) => refusal.into(),
            StoreError::Unavailable(_) => Self::Unavailable(Box::new(error)),
            StoreError::Unexpected(_) | StoreError::Corrupt { .. } => Self::Unexpected(Box::new(error)),
        }
    }
}

impl From<StorageError> for Error {
    fn from(error: StorageError) -> Self {
        Self::Unavailable(Box::new(error))
    }
}
