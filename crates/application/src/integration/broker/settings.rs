//! What an operator decides about the broker.

use super::BrokerSettingError as Wrong;
use async_nats::{ConnectOptions, ServerAddr};
use domain::integration::Topics;
use domain::shared::Language;
use nkeys::KeyPair;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long the broker may say nothing before it counts as away: two pauses of this length.
const PING: Duration = Duration::from_secs(10);
/// How long a connection may take, and then every answer.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);

/// The most days that a stream keeps events: a hundred years.
const MOST_DAYS: u32 = 36_500;

/// What an operator decides about the broker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrokerSettings {
    /// The servers of one cluster: `nats://host:4222`, or `tls://` for those that are spoken to by TLS only.
    pub servers: Vec<String>,
    /// How the platform shows who it is.
    pub login: BrokerLogin,
    /// How the connection is kept secret.
    pub tls: BrokerTls,
    /// The stream that keeps the events.
    pub stream: String,
    /// What all subjects begin with: events are `PREFIX.events.NOUN.VERBED`.
    pub subject_prefix: String,
    /// The types of events that leave, or `noun.*`; all when there is none.
    pub types: Vec<String>,
    /// For how many days a stream that the platform makes keeps them; 0 for ever.
    pub keep_days: u32,
    /// On how many servers of the cluster such a stream lies.
    pub replicas: usize,
    /// Whether nodes wake each other by the broker, and not by PostgreSQL.
    pub wake_nodes: bool,
}

/// How the platform shows the broker who it is.
#[derive(Clone, Default, PartialEq, Eq)]
pub enum BrokerLogin {
    /// Not at all.
    #[default]
    Nobody,
    /// By a token.
    Token(String),
    /// By a name and a password.
    Password {
        /// The name.
        user: String,
        /// The password.
        password: String,
    },
    /// By the seed of an `NKey`.
    Nkey(String),
    /// By a file of credentials: a JWT and the seed of its `NKey`.
    Credentials(PathBuf),
}

impl std::fmt::Debug for BrokerLogin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Nothing in it is for a log.
        f.write_str(match self {
            Self::Nobody => "Nobody",
            Self::Token(_) => "Token",
            Self::Password { .. } => "Password",
            Self::Nkey(_) => "Nkey",
            Self::Credentials(_) => "Credentials",
        })
    }
}

/// How the connection to the broker is kept secret.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BrokerTls {
    /// Whether a server without TLS is refused.
    pub required: bool,
    /// The certificates of those who vouch for the servers, as PEM; those that the system trusts when left out.
    pub ca_file: Option<PathBuf>,
    /// A certificate of the platform's own, as PEM, and the file of its key.
    pub client: Option<(PathBuf, PathBuf)>,
}

/// Settings that were checked.
pub(super) struct Checked {
    pub(super) servers: Vec<ServerAddr>,
    pub(super) options: ConnectOptions,
    pub(super) topics: Topics,
}

impl BrokerSettings {
    /// Holds the settings against what brokers take.
    ///
    /// # Errors
    /// The key that is wrong, and why.
    pub(super) fn check(&self) -> Result<Checked, Wrong> {
        if self.servers.is_empty() {
            return Err(Wrong::at("servers", "there is none"));
        }
        let servers = self.servers.iter().map(|server| address(server)).collect::<Result<_, _>>()?;
        name("stream", &self.stream, false)?;
        name("subject_prefix", &self.subject_prefix, true)?;
        let topics = Topics::read("types", self.types.iter().map(String::as_str));
        let topics = topics.map_err(|refusal| Wrong::at("types", refusal.message(Language::English)))?;
        if !(1..=5).contains(&self.replicas) {
            return Err(Wrong::at("replicas", "must be from 1 to 5"));
        }
        if self.keep_days > MOST_DAYS {
            return Err(Wrong::at("keep_days", format!("must be {MOST_DAYS} at most, or 0 for ever")));
        }
        let options = self.tls.apply(self.login.options()?)?;
        let options = options
            .name("bildungsnetz")
            .retry_on_initial_connect()
            .no_echo()
            .ping_interval(PING)
            .connection_timeout(PATIENCE)
            .request_timeout(Some(PATIENCE));
        Ok(Checked { servers, options, topics })
    }
}

fn address(text: &str) -> Result<ServerAddr, Wrong> {
    // The text may hold a password: it is not repeated.
    let read: ServerAddr = text.parse().map_err(|_| Wrong::at("servers", "each must be like nats://host:4222"))?;
    if !["nats", "tls"].contains(&read.scheme()) || read.host().is_empty() {
        return Err(Wrong::at("servers", "each must start with nats:// or tls:// and name a host"));
    }
    if read.has_user_pass() || read.password().is_some() {
        return Err(Wrong::at("servers", "name and password have keys of their own, or they would stand in logs"));
    }
    Ok(read)
}

/// A word of letters, digits, `-` and `_`; with `points`, several of them.
fn name(key: &'static str, text: &str, points: bool) -> Result<(), Wrong> {
    let word = |word: &str| {
        !word.is_empty() && word.chars().all(|sign| sign.is_ascii_alphanumeric() || sign == '-' || sign == '_')
    };
    let fits = if points { text.split('.').all(word) } else { word(text) };
    if fits && text.len() <= 100 {
        return Ok(());
    }
    let points = if points { ", with points between them" } else { "" };
    Err(Wrong::at(key, format!("must be letters, digits, - and _{points}, 100 at most")))
}

impl BrokerLogin {
    fn options(&self) -> Result<ConnectOptions, Wrong> {
        Ok(match self {
            Self::Nobody => ConnectOptions::new(),
            Self::Token(token) => ConnectOptions::with_token(token.clone()),
            Self::Password { user, password } => ConnectOptions::with_user_and_password(user.clone(), password.clone()),
            Self::Nkey(seed) => {
                KeyPair::from_seed(seed).map_err(|_| Wrong::at("nkey_seed", "is not the seed of an NKey"))?;
                ConnectOptions::with_nkey(seed.clone())
            }
            Self::Credentials(file) => {
                let key = "credentials_file";
                let text = fs::read_to_string(file).map_err(|error| unreadable(key, file, &error))?;
                ConnectOptions::with_credentials(&text)
                    .map_err(|_| Wrong::at(key, format!("{} holds no JWT with its seed", file.display())))?
            }
        })
    }
}

impl BrokerTls {
    fn apply(&self, mut options: ConnectOptions) -> Result<ConnectOptions, Wrong> {
        options = options.require_tls(self.required);
        if let Some(file) = &self.ca_file {
            certificates("ca_file", file)?;
            options = options.add_root_certificates(file.clone());
        }
        if let Some((certificate, key)) = &self.client {
            certificates("certificate_file", certificate)?;
            PrivateKeyDer::from_pem_file(key)
                .map_err(|_| Wrong::at("key_file", format!("{} holds no key as PEM", key.display())))?;
            options = options.add_client_certificate(certificate.clone(), key.clone());
        }
        Ok(options)
    }
}

/// The library reads the files with every connection, and would try for ever with one that is none.
fn certificates(key: &'static str, file: &Path) -> Result<(), Wrong> {
    let text = fs::read(file).map_err(|error| unreadable(key, file, &error))?;
    let read: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&text).collect();
    if read.is_ok_and(|found| !found.is_empty()) {
        return Ok(());
    }
    Err(Wrong::at(key, format!("{} holds no certificate as PEM", file.display())))
}

fn unreadable(key: &'static str, file: &Path, error: &std::io::Error) -> Wrong {
    Wrong::at(key, format!("{} cannot be read: {error}", file.display()))
}
