//! Documents that were parsed before, by the hash of their text. The same memory serves persisted queries: a client
//! that sends the hash alone gets the document that was sent in full before.

use super::read::Incoming;
use super::trusted::Trusted;
use crate::gate::{ErrorCode, Gate, Refused};
use async_graphql::parser::parse_query;
use async_graphql::parser::types::ExecutableDocument;
use domain::access::Actor;
use moka::sync::Cache;
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// How many bytes a parsed document takes in memory for each byte of its text, roughly.
const BYTES_PER_BYTE: usize = 32;
/// What a document takes at least.
const SMALLEST: usize = 1_024;

/// A document whose text was checked and parsed.
pub(in crate::http) struct Document {
    /// The text.
    pub(in crate::http) source: String,
    /// What it says.
    pub(in crate::http) parsed: ExecutableDocument,
}

/// The memory, bounded by bytes. Validation is not remembered: it depends on the variables.
pub(in crate::http) struct Documents {
    known: Cache<[u8; 32], Arc<Document>>,
    trusted: Trusted,
}

impl Documents {
    pub(in crate::http) fn new(bytes: u64, trusted: Trusted) -> Self {
        let weigh = |_: &[u8; 32], document: &Arc<Document>| {
            u32::try_from(SMALLEST + document.source.len() * BYTES_PER_BYTE).unwrap_or(u32::MAX)
        };
        Self { known: Cache::builder().max_capacity(bytes).weigher(weigh).build(), trusted }
    }

    /// The document of a request. One that the actor may not have carried out is refused before anything of it is read.
    ///
    /// # Errors
    /// `UNTRUSTED_DOCUMENT`; `PERSISTED_QUERY_NOT_FOUND` for an unknown hash, `BAD_REQUEST` for a hash that is not the document's, those of
    /// [`Gate::check_source`], `GRAPHQL_PARSE_FAILED`.
    pub(in crate::http) fn get(
        &self,
        gate: &Gate,
        incoming: &Incoming,
        actor: &Actor,
    ) -> Result<Arc<Document>, Refused> {
        let not_found = || Refused::new(ErrorCode::PersistedQueryNotFound, "PersistedQueryNotFound");
        let sent: Option<[u8; 32]> = (!incoming.query.is_empty()).then(|| Sha256::digest(&incoming.query).into());
        let hash: [u8; 32] = sent.or(incoming.hash).ok_or_else(not_found)?;
        if sent.is_some() && incoming.hash.is_some_and(|given| given != hash) {
            return Err(Refused::new(ErrorCode::BadRequest, "The hash of the persisted query is not the document's."));
        }
        if let Some(trusted) = self.trusted.get(&hash) {
            return Ok(trusted);
        }
        if !incoming.is_ours {
            self.trusted.check_unknown(&hash, actor)?;
        }
        if let Some(known) = self.known.get(&hash) {
            return Ok(known);
        }
        if sent.is_none() {
            return Err(not_found());
        }
        gate.check_source(&incoming.query)?;
        let parsed = parse_query(&incoming.query).map_err(|error| {
            let mut refused = Refused::new(ErrorCode::ParseFailed, error.to_string());
            refused.at = error.positions().next();
            refused
        })?;
        let document = Arc::new(Document { source: incoming.query.clone(), parsed });
        self.known.insert(hash, Arc::clone(&document));
        Ok(document)
    }
}
