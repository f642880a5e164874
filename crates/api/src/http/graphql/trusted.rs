//! Trusted documents: those that the operator's front ends and services were built with, by their hashes.

use super::documents::Document;
use crate::gate::{ErrorCode, Gate, Refused};
use async_graphql::parser::parse_query;
use domain::access::Actor;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What is done with documents that are not in the manifest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Trust {
    /// They are carried out.
    #[default]
    Off,
    /// They are carried out, and the log says so: to find out what is missing before it is refused.
    Log,
    /// They are refused, before anything of them is read.
    Enforce,
}

/// Which documents are carried out, and for whom.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct TrustedDocuments {
    /// A JSON file with an object: each document under its SHA-256 in hexadecimal, as graphql-codegen and the Relay
    /// compiler write it. Without it there is none.
    pub manifest: Option<PathBuf>,
    /// For callers who are not signed in.
    pub anonymous: Trust,
    /// For people, in sessions and with personal access tokens.
    pub accounts: Trust,
    /// For service accounts.
    pub services: Trust,
}

/// The documents of the manifest, read once.
pub(in crate::http) struct Trusted {
    settings: TrustedDocuments,
    documents: HashMap<[u8; 32], Arc<Document>>,
}

impl Trusted {
    /// Reads the manifest.
    ///
    /// # Errors
    /// In one sentence, what is wrong with it.
    pub(in crate::http) fn read(settings: &TrustedDocuments, gate: &Gate) -> Result<Self, String> {
        let documents = match &settings.manifest {
            Some(path) => manifest(path, gate).map_err(|reason| format!("{}: {reason}", path.display()))?,
            None => HashMap::new(),
        };
        Ok(Self { settings: settings.clone(), documents })
    }

    /// The document of a hash.
    pub(super) fn get(&self, hash: &[u8; 32]) -> Option<Arc<Document>> {
        self.documents.get(hash).cloned()
    }

    /// Whether a document that is not in the manifest may go on.
    ///
    /// # Errors
    /// `UNTRUSTED_DOCUMENT`.
    pub(super) fn check_unknown(&self, hash: &[u8; 32], actor: &Actor) -> Result<(), Refused> {
        let trust = match actor {
            Actor::Anonymous => self.settings.anonymous,
            Actor::Account(_) => self.settings.accounts,
            Actor::Service(_) => self.settings.services,
            Actor::System => Trust::Off,
        };
        match trust {
            Trust::Off => Ok(()),
            Trust::Log => {
                tracing::warn!(hash = hex::encode(hash), actor = actor.kind().code(), "not a trusted document");
                Ok(())
            }
            Trust::Enforce => {
                let message = "This installation carries out only the documents that its operator trusts.";
                Err(Refused::new(ErrorCode::UntrustedDocument, message).with("sha256Hash", hex::encode(hash)))
            }
        }
    }
}

fn manifest(path: &Path, gate: &Gate) -> Result<HashMap<[u8; 32], Arc<Document>>, String> {
    let text = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
    let entries: HashMap<String, String> = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    let read = |(key, source): (String, String)| {
        let hash: [u8; 32] = Sha256::digest(&source).into();
        if hex::encode(hash) != key.to_lowercase() {
            return Err(format!("{key} is not the SHA-256 of its document"));
        }
        gate.check_source(&source).map_err(|refused| format!("{key}: {}", refused.message))?;
        let parsed = parse_query(&source).map_err(|error| format!("{key}: {error}"))?;
        Ok((hash, Arc::new(Document { source, parsed })))
    };
    entries.into_iter().map(read).collect()
}
