//! The configuration: `bildungsnetz.toml`, then `BILDUNGSNETZ_*` variables, then flags. What comes later wins.

mod exports;
mod files;
mod imports;
mod load;
mod nats;
mod oidc;
mod retention;
mod webhooks;

pub(crate) use exports::Exports;
pub(crate) use files::Files;
pub(crate) use imports::Imports;
pub(crate) use load::{Flags, TOKEN, load, token};
pub(crate) use nats::Nats;
pub(crate) use oidc::Oidc;
pub(crate) use retention::Retention;
pub(crate) use webhooks::Webhooks;

use api::http::HttpSettings;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;

/// Configuration of bildungsnetz. Every key may be left out. A variable is named after its key: `data_dir` is
/// `BILDUNGSNETZ_DATA_DIR`, `mail.server` is `BILDUNGSNETZ_MAIL__SERVER`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Config {
    /// Address and port on which HTTP is served. TLS belongs to a proxy in front.
    pub(crate) listen: SocketAddr,
    /// The address under which people reach the platform, without a slash at the end: links in mails begin with it,
    /// and access tokens are issued in its name. When left out, `http://` and the address of `listen`.
    pub(crate) public_url: Option<String>,
    /// Folder of the secrets, the keys that sign access tokens, and everything else that is kept in files.
    pub(crate) data_dir: PathBuf,
    /// Address of the database, `sqlite:PATH` or `postgres://…`. When left out, a SQLite file in `data_dir`.
    pub(crate) database: Option<String>,
    /// How many connections to the database are open at most.
    pub(crate) connections: u32,
    /// Whether roles that need a second factor are refused without one. Switch it off in demos only.
    pub(crate) require_second_factor: bool,
    /// Seconds that running requests get to finish when the platform is told to stop.
    pub(crate) grace_seconds: u64,
    /// How mail leaves.
    pub(crate) mail: Mail,
    /// Where files are kept, and which ones are taken.
    pub(crate) files: Files,
    /// The identity providers whose access tokens are taken.
    pub(crate) oidc: Oidc,
    /// To where events are sent, and how.
    pub(crate) webhooks: Webhooks,
    /// How long lists with people's names are kept.
    pub(crate) retention: Retention,
    /// A broker to which events are handed.
    pub(crate) nats: Nats,
    /// How much may be exported at once, and for how long it is kept.
    pub(crate) exports: Exports,
    /// Bulk imports.
    pub(crate) imports: Imports,
    /// What is logged, and how.
    pub(crate) log: Log,
    /// What concerns the network side.
    pub(crate) http: HttpSettings,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 8080)),
            public_url: None,
            data_dir: PathBuf::from("data"),
            database: None,
            connections: 16,
            require_second_factor: true,
            grace_seconds: 30,
            mail: Mail::default(),
            files: Files::default(),
            oidc: Oidc::default(),
            webhooks: Webhooks::default(),
            retention: Retention::default(),
            nats: Nats::default(),
            exports: Exports::default(),
            imports: Imports::default(),
            log: Log::default(),
            http: HttpSettings::default(),
        }
    }
}

/// How mail leaves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Mail {
    /// The mail server, for instance `smtps://user:password@mail.example:465` or `smtp://localhost:1025`. When left
    /// out, mails are written into the folder `mail` of `data_dir` and reach nobody.
    pub(crate) server: Option<String>,
    /// The sender.
    pub(crate) from: String,
}

impl Default for Mail {
    fn default() -> Self {
        Self { server: None, from: "BildungsNetz <bildungsnetz@localhost.localdomain>".to_owned() }
    }
}

/// What is logged, and how.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Log {
    /// What is logged: a level, or levels by part, for instance `info,api=debug`.
    pub(crate) filter: String,
    /// In which form.
    pub(crate) format: LogFormat,
}

impl Default for Log {
    fn default() -> Self {
        Self { filter: "info,sea_orm_migration=warn,async_nats=error".to_owned(), format: LogFormat::default() }
    }
}

/// The form of the log.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum LogFormat {
    /// Lines for people.
    #[default]
    Text,
    /// One JSON object a line, for machines.
    Json,
}

impl Config {
    /// The address of the database.
    pub(crate) fn database(&self) -> String {
        let beside = || format!("sqlite:{}", self.data_dir.join("bildungsnetz.db").display());
        self.database.clone().unwrap_or_else(beside)
    }

    /// The address under which people reach the platform.
    pub(crate) fn public_url(&self) -> String {
        match &self.public_url {
            Some(url) => url.trim_end_matches('/').to_owned(),
            None => format!("http://{}", self.listen),
        }
    }
}
