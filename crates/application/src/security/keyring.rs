//! The keys that sign access tokens: a folder of Ed25519 keys, one file each.
//!
//! The newest key signs, all of them verify. To rotate, add one with [`Keyring::generate`] and start again; take the old
//! one away when the last token that it signed is over, ten minutes later.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::shared::Ids;
use ed25519_dalek::SigningKey;
use ed25519_dalek::pkcs8::spki::der::pem::LineEnding;
use ed25519_dalek::pkcs8::{DecodePrivateKey, EncodePrivateKey, KeypairBytes};
use jsonwebtoken::jwk::{
    AlgorithmParameters, CommonParameters, EllipticCurve, Jwk, JwkSet, KeyAlgorithm, OctetKeyPairParameters,
    OctetKeyPairType, PublicKeyUse,
};
use jsonwebtoken::{DecodingKey, EncodingKey};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

/// The end of the names of key files; what stands before it is the id of the key (`kid`).
const ENDING: &str = "pem";

/// A folder of keys that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyringError {
    /// The folder, or a file in it, cannot be read or written.
    #[error("{path}: {source}")]
    Folder {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A file holds no Ed25519 key.
    #[error("the key {kid} is no Ed25519 key in PKCS#8 PEM form")]
    NotAKey {
        /// Which.
        kid: String,
    },
    /// There is no key at all.
    #[error("there is no key to sign with; make one with `bildungsnetz keygen`")]
    Empty,
}

/// The keys that sign and verify access tokens.
pub struct Keyring {
    newest: String,
    signing: EncodingKey,
    verifying: BTreeMap<String, DecodingKey>,
    published: JwkSet,
}

impl Keyring {
    /// The keys in a folder. Names sort by age, so the last one is the newest.
    ///
    /// # Errors
    /// When the folder cannot be read, holds no key, or holds a file with the ending `.pem` that is none.
    pub fn load(folder: &Path) -> Result<Self, KeyringError> {
        let failed = |path: &Path| {
            let path = path.to_owned();
            move |source| KeyringError::Folder { path, source }
        };
        let mut keys = Vec::new();
        for entry in std::fs::read_dir(folder).map_err(failed(folder))? {
            let path = entry.map_err(failed(folder))?.path();
            if path.extension().is_some_and(|ending| ending == ENDING) {
                let kid = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                keys.push((kid, std::fs::read_to_string(&path).map_err(failed(&path))?));
            }
        }
        Self::of(keys)
    }

    /// Keys by their ids, as PKCS#8 PEM.
    ///
    /// # Errors
    /// When there is none, or one is none.
    pub fn of(keys: impl IntoIterator<Item = (String, String)>) -> Result<Self, KeyringError> {
        let keys: BTreeMap<String, String> = keys.into_iter().collect();
        let (mut verifying, mut published, mut last) = (BTreeMap::new(), Vec::new(), None);
        for (kid, pem) in keys {
            let key = SigningKey::from_pkcs8_pem(&pem).map_err(|_| KeyringError::NotAKey { kid: kid.clone() })?;
            let public = key.verifying_key();
            verifying.insert(kid.clone(), DecodingKey::from_ed_der(public.as_bytes()));
            published.push(jwk(&kid, public.as_bytes()));
            last = Some((kid, key));
        }
        let (newest, key) = last.ok_or(KeyringError::Empty)?;
        let der = bare(&key).to_pkcs8_der().map_err(|_| KeyringError::NotAKey { kid: newest.clone() })?;
        let signing = EncodingKey::from_ed_der(der.as_bytes());
        Ok(Self { newest, signing, verifying, published: JwkSet { keys: published } })
    }

    /// A new key: its id, which sorts after all before it, and its PKCS#8 PEM.
    ///
    /// # Panics
    /// Never: 32 bytes can always be written as a key.
    pub fn new_key(ids: &dyn Ids) -> (String, String) {
        let mut seed = [0; 32];
        ids.fill(&mut seed);
        let pem = bare(&SigningKey::from_bytes(&seed)).to_pkcs8_pem(LineEnding::LF);
        (ids.uuid().to_string(), pem.expect("32 bytes can always be written as a key").to_string())
    }

    /// Adds a new key to a folder, in a file that nobody else can read, and says its id.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn generate(folder: &Path, ids: &dyn Ids) -> Result<String, KeyringError> {
        let (kid, pem) = Self::new_key(ids);
        let path = folder.join(&kid).with_extension(ENDING);
        let write = || {
            std::fs::create_dir_all(folder)?;
            super::private_file(&path)?.write_all(pem.as_bytes())
        };
        write().map_err(|source| KeyringError::Folder { path: path.clone(), source })?;
        Ok(kid)
    }

    /// The public keys as a JSON Web Key Set (RFC 7517, RFC 8037).
    pub const fn published(&self) -> &JwkSet {
        &self.published
    }

    pub(super) fn signing(&self) -> (&str, &EncodingKey) {
        (&self.newest, &self.signing)
    }

    pub(super) fn verifying(&self, kid: &str) -> Option<&DecodingKey> {
        self.verifying.get(kid)
    }
}

impl std::fmt::Debug for Keyring {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Keyring").field("kids", &self.verifying.keys()).finish_non_exhaustive()
    }
}

/// The key without its public half: the form (version 1) that every tool reads.
fn bare(key: &SigningKey) -> KeypairBytes {
    KeypairBytes { secret_key: key.to_bytes(), public_key: None }
}

fn jwk(kid: &str, public: &[u8; 32]) -> Jwk {
    Jwk {
        common: CommonParameters {
            public_key_use: Some(PublicKeyUse::Signature),
            key_algorithm: Some(KeyAlgorithm::EdDSA),
            key_id: Some(kid.to_owned()),
            ..CommonParameters::default()
        },
        algorithm: AlgorithmParameters::OctetKeyPair(OctetKeyPairParameters {
            key_type: OctetKeyPairType::OctetKeyPair,
            curve: EllipticCurve::Ed25519,
            x: URL_SAFE_NO_PAD.encode(public),
        }),
    }
}
