//! The broker to which events are handed.

use anyhow::{Context, bail};
use application::integration::broker::{Broker, BrokerLogin, BrokerSettings, BrokerTls};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use std::sync::Arc;

/// A broker, NATS with `JetStream`, to which events are handed as `CloudEvents`. Without `servers` there is none.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Nats {
    /// The servers of one cluster: `nats://host:4222`, or `tls://host:4222` for those that are spoken to by TLS only.
    pub(crate) servers: Vec<String>,
    /// The token by which the platform shows who it is. Give one way at most: token, user and password, seed or file.
    pub(crate) token: Option<String>,
    /// The name by which it does.
    pub(crate) user: Option<String>,
    /// The password of that name.
    pub(crate) password: Option<String>,
    /// The seed of the key (`NKey`) by which it does.
    pub(crate) nkey_seed: Option<String>,
    /// The file with the JWT and the seed of its `NKey` by which it does (`.creds`).
    pub(crate) credentials_file: Option<PathBuf>,
    /// Whether servers without TLS are refused.
    pub(crate) require_tls: bool,
    /// The certificates (PEM) of those who vouch for the servers; those that the system trusts when left out.
    pub(crate) ca_file: Option<PathBuf>,
    /// A certificate of the platform's own (PEM), for servers that ask for one.
    pub(crate) certificate_file: Option<PathBuf>,
    /// The key of that certificate (PEM).
    pub(crate) key_file: Option<PathBuf>,
    /// The stream that keeps the events. One that is missing is made; one that is there stays as it is.
    pub(crate) stream: String,
    /// What all subjects begin with: events are `PREFIX.events.NOUN.VERBED`.
    pub(crate) subject_prefix: String,
    /// The types of events that leave, or `noun.*`, as in `schema/events.md`; all when there is none.
    pub(crate) types: Vec<String>,
    /// For how many days a stream that the platform makes keeps events; 0 for ever.
    pub(crate) keep_days: u32,
    /// On how many servers of the cluster such a stream lies.
    pub(crate) replicas: usize,
    /// Whether nodes wake each other by the broker instead of PostgreSQL's `NOTIFY`. Give all nodes the same.
    pub(crate) wake_nodes: bool,
}

impl Default for Nats {
    fn default() -> Self {
        Self {
            servers: Vec::new(),
            token: None,
            user: None,
            password: None,
            nkey_seed: None,
            credentials_file: None,
            require_tls: false,
            ca_file: None,
            certificate_file: None,
            key_file: None,
            stream: "BILDUNGSNETZ".to_owned(),
            subject_prefix: "bildungsnetz".to_owned(),
            types: Vec::new(),
            keep_days: 30,
            replicas: 1,
            wake_nodes: false,
        }
    }
}

impl Nats {
    /// The broker; `None` when there is none.
    pub(crate) fn broker(&self) -> anyhow::Result<Option<Arc<Broker>>> {
        if self.servers.is_empty() {
            if *self != Self::default() {
                bail!("the configuration is wrong: nats.servers: there is none, and other keys of nats are set");
            }
            return Ok(None);
        }
        let settings = BrokerSettings {
            servers: self.servers.clone(),
            login: self.login()?,
            tls: self.tls()?,
            stream: self.stream.clone(),
            subject_prefix: self.subject_prefix.clone(),
            types: self.types.clone(),
            keep_days: self.keep_days,
            replicas: self.replicas,
            wake_nodes: self.wake_nodes,
        };
        let wrong = |error| anyhow::anyhow!("the configuration is wrong: nats.{error}");
        Ok(Some(Broker::new(settings).map_err(wrong)?))
    }

    fn login(&self) -> anyhow::Result<BrokerLogin> {
        let mut ways = Vec::new();
        ways.extend(self.token.clone().map(BrokerLogin::Token));
        ways.extend(self.nkey_seed.clone().map(BrokerLogin::Nkey));
        ways.extend(self.credentials_file.clone().map(BrokerLogin::Credentials));
        match (&self.user, &self.password) {
            (Some(user), Some(password)) => {
                ways.push(BrokerLogin::Password { user: user.clone(), password: password.clone() });
            }
            (None, None) => {}
            (Some(_), None) => bail!("the configuration is wrong: nats.password is missing beside nats.user"),
            (None, Some(_)) => bail!("the configuration is wrong: nats.user is missing beside nats.password"),
        }
        if ways.len() > 1 {
            bail!(
                "the configuration is wrong: nats has more than one of token, user, nkey_seed and credentials_file; \
                 keep one"
            );
        }
        Ok(ways.pop().unwrap_or_default())
    }

    fn tls(&self) -> anyhow::Result<BrokerTls> {
        let pair = self.certificate_file.clone().zip(self.key_file.clone());
        let both = self.certificate_file.is_some() == self.key_file.is_some();
        let client = both.then_some(pair).context(
            "the configuration is wrong: nats.certificate_file and nats.key_file belong together, and one is missing",
        )?;
        Ok(BrokerTls { required: self.require_tls, ca_file: self.ca_file.clone(), client })
    }
}

impl std::fmt::Debug for Nats {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Nats").field("servers", &self.servers).field("stream", &self.stream).finish_non_exhaustive()
    }
}
