//! Those who vouch for servers and clients: certificates for this machine.

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Somebody who vouches for others. Its files go with it.
#[derive(Debug)]
pub struct Authority {
    folder: TempDir,
    file: PathBuf,
    issuer: Issuer<'static, KeyPair>,
}

/// The files of a certificate and of its key, in PEM.
#[derive(Clone, Debug)]
pub struct Proof {
    /// The certificate.
    pub certificate: PathBuf,
    /// Its key.
    pub key: PathBuf,
}

impl Proof {
    /// Both as arguments of a program.
    ///
    /// # Panics
    /// When the paths are not UTF-8.
    pub fn texts(&self) -> [&str; 2] {
        [&self.certificate, &self.key].map(|path| path.to_str().expect("temporary folders have names in UTF-8"))
    }
}

impl Authority {
    /// A new one.
    ///
    /// # Panics
    /// When there is no place for its files.
    pub fn new() -> Self {
        let folder = TempDir::new().expect("there is a place for temporary files");
        let key = KeyPair::generate().expect("ring makes keys");
        let mut params = CertificateParams::new(Vec::new()).expect("no name is wrong");
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let file = folder.path().join("authority.pem");
        let own = params.self_signed(&key).expect("the certificate can be signed");
        fs::write(&file, own.pem()).expect("the file can be written");
        Self { folder, file, issuer: Issuer::new(params, key) }
    }

    /// The file of its certificate, in PEM.
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// Vouches for 127.0.0.1.
    ///
    /// # Panics
    /// When the files cannot be written.
    pub fn vouch(&self, name: &str) -> Proof {
        let key = KeyPair::generate().expect("ring makes keys");
        let params = CertificateParams::new(["127.0.0.1".to_owned()]).expect("the address is one");
        let signed = params.signed_by(&key, &self.issuer).expect("the certificate can be signed");
        let file = |ending: &str| self.folder.path().join(format!("{name}.{ending}"));
        let proof = Proof { certificate: file("pem"), key: file("key") };
        fs::write(&proof.certificate, signed.pem()).expect("the file can be written");
        fs::write(&proof.key, key.serialize_pem()).expect("the file can be written");
        proof
    }
}

impl Default for Authority {
    fn default() -> Self {
        Self::new()
    }
}
