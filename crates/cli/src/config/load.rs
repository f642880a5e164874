//! Reading the configuration from its three sources.

use super::Config;
use anyhow::{Context, bail};
use clap::Args;
use config::{Environment, File, FileFormat, Map};
use std::net::SocketAddr;
use std::path::PathBuf;

/// The file that is read when no other one is named, if it is there.
const FILE: &str = "bildungsnetz.toml";
/// What the names of the variables begin with.
const PREFIX: &str = "BILDUNGSNETZ_";
/// The variable with the token that `export` and `import` send.
pub(crate) const TOKEN: &str = "BILDUNGSNETZ_TOKEN";
/// Variables that begin like those of our keys and are none: those of the test suite, and the token.
const FOREIGN: [&str; 5] = [
    "BILDUNGSNETZ_REQUIRE_CHROMIUM",
    "BILDUNGSNETZ_REQUIRE_NATS",
    "BILDUNGSNETZ_REQUIRE_POSTGRES",
    "BILDUNGSNETZ_REQUIRE_PYTHON",
    TOKEN,
];

/// Flags that overrule file and variables.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct Flags {
    /// Configuration file [default: bildungsnetz.toml, if it is there]
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// Address and port on which HTTP is served [default: 127.0.0.1:8080]
    #[arg(long, global = true, value_name = "ADDRESS:PORT")]
    pub(crate) listen: Option<SocketAddr>,
    /// Address of the database: sqlite:PATH or postgres://… [default: a SQLite file in the data folder]
    #[arg(long, global = true, value_name = "ADDRESS")]
    pub(crate) database: Option<String>,
    /// Folder for secrets, keys and files [default: data]
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) data_dir: Option<PathBuf>,
}

/// Reads the configuration of this process.
///
/// # Errors
/// One sentence that names the key or value that is wrong.
#[expect(clippy::disallowed_methods, reason = "this is the one place that reads variables")]
pub(crate) fn load(flags: &Flags) -> anyhow::Result<Config> {
    read(flags, std::env::vars().collect())
}

/// The token that `export` sends: never an argument, which everybody on the machine could read.
#[expect(clippy::disallowed_methods, reason = "this is the one place that reads variables")]
pub(crate) fn token() -> Option<String> {
    std::env::var(TOKEN).ok().map(|token| token.trim().to_owned()).filter(|token| !token.is_empty())
}

fn read(flags: &Flags, variables: Map<String, String>) -> anyhow::Result<Config> {
    let file = match &flags.config {
        Some(named) => File::from(named.as_path()).format(FileFormat::Toml).required(true),
        None => File::new(FILE, FileFormat::Toml).required(false),
    };
    let ours = variables.into_iter().filter_map(|(name, value)| {
        let key = name.strip_prefix(PREFIX).filter(|_| !FOREIGN.contains(&name.as_str()))?;
        Some((key.to_owned(), value))
    });
    let environment = Environment::default()
        .separator("__")
        .try_parsing(true)
        .list_separator(",")
        .with_list_parse_key("http.cors_origins")
        .with_list_parse_key("files.media_types")
        .with_list_parse_key("webhooks.allowed_networks")
        .with_list_parse_key("oidc.allowed_networks")
        .with_list_parse_key("nats.servers")
        .with_list_parse_key("nats.types")
        .source(Some(ours.collect()));
    let found = config::Config::builder().add_source(file).add_source(environment).build();
    let mut config: Config = found.and_then(config::Config::try_deserialize).context("the configuration is wrong")?;
    if let Some(listen) = flags.listen {
        config.listen = listen;
    }
    if let Some(data_dir) = &flags.data_dir {
        config.data_dir.clone_from(data_dir);
    }
    if let Some(database) = &flags.database {
        config.database = Some(database.clone());
    }
    check(&config)?;
    Ok(config)
}

/// What the types of the keys do not say.
fn check(config: &Config) -> anyhow::Result<()> {
    if let Some(url) = &config.public_url
        && !(url.starts_with("https://") || url.starts_with("http://"))
    {
        bail!("the configuration is wrong: public_url must start with https:// or http://, not `{url}`");
    }
    if let Some(database) = &config.database
        && !["sqlite:", "postgres:", "postgresql:"].iter().any(|kind| database.starts_with(kind))
    {
        bail!("the configuration is wrong: database must start with sqlite: or postgres:, not `{database}`");
    }
    config.webhooks.settings()?;
    config.retention.settings()?;
    config.oidc.issuers(&config.public_url())?;
    config.nats.broker()?;
    if config.imports.max_rows == 0 || config.imports.max_rows_at_once == 0 || config.imports.batch_rows == 0 {
        bail!("the configuration is wrong: imports.max_rows, max_rows_at_once and batch_rows must be at least 1");
    }
    if config.connections == 0 {
        bail!("the configuration is wrong: connections must be at least 1");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::LogFormat;
    use std::fs;

    fn with(file: &str, variables: &[(&str, &str)], flags: Flags) -> Result<Config, String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("c.toml");
        fs::write(&path, file).unwrap();
        let variables = variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        read(&Flags { config: Some(path), ..flags }, variables).map_err(|error| format!("{error:#}"))
    }

    #[test]
    fn what_comes_later_wins() {
        let file = "listen = \"0.0.0.0:1\"\nconnections = 3\n[log]\nformat = \"json\"\n";
        let variables = [("BILDUNGSNETZ_LISTEN", "0.0.0.0:2"), ("BILDUNGSNETZ_DATA_DIR", "/srv"), ("HOME", "/root")];
        let flags = Flags { listen: Some("0.0.0.0:3".parse().unwrap()), ..Flags::default() };
        let config = with(file, &variables, flags).unwrap();
        assert_eq!((config.listen.port(), config.connections), (3, 3));
        assert_eq!((config.data_dir.to_str(), config.log.format), (Some("/srv"), LogFormat::Json));
        assert_eq!(config.database(), "sqlite:/srv/bildungsnetz.db");
        assert_eq!(config.public_url(), "http://0.0.0.0:3");
    }

    #[test]
    fn nested_keys_and_lists_have_variables_too() {
        let variables = [
            ("BILDUNGSNETZ_MAIL__SERVER", "smtp://localhost:1025"),
            ("BILDUNGSNETZ_HTTP__LIMITS__DEPTH", "7"),
            ("BILDUNGSNETZ_HTTP__CORS_ORIGINS", "https://a.example,https://b.example"),
            ("BILDUNGSNETZ_REQUIRE_SECOND_FACTOR", "false"),
            ("BILDUNGSNETZ_REQUIRE_POSTGRES", "1"),
            ("BILDUNGSNETZ_TOKEN", "geheim"),
            ("BILDUNGSNETZ_EXPORTS__KEEP_DAYS", "2"),
            ("BILDUNGSNETZ_TOKEN", "bnp_x"),
        ];
        let config = with("", &variables, Flags::default()).unwrap();
        assert_eq!(config.mail.server.as_deref(), Some("smtp://localhost:1025"));
        assert_eq!(config.http.limits.depth, 7);
        assert_eq!(config.http.cors_origins, ["https://a.example", "https://b.example"]);
        assert!(!config.require_second_factor);
        assert_eq!(config.exports.settings().keep_days, 2);
        let variables = [
            ("BILDUNGSNETZ_FILES__MEDIA_TYPES", "application/pdf,text/csv"),
            ("BILDUNGSNETZ_FILES__S3__ENDPOINT", "https://s3.example"),
            ("BILDUNGSNETZ_FILES__S3__BUCKET", "akten"),
            ("BILDUNGSNETZ_FILES__S3__ACCESS_KEY_ID", "id"),
            ("BILDUNGSNETZ_FILES__S3__SECRET_ACCESS_KEY", "geheim"),
        ];
        let files = with("", &variables, Flags::default()).unwrap().files;
        assert_eq!(files.media_types, ["application/pdf", "text/csv"]);
        let shown = format!("{:?}", files.s3.unwrap());
        assert!(shown.contains("akten") && !shown.contains("geheim"), "{shown}");
    }

    #[test]
    fn the_broker_has_keys_of_its_own_and_its_secrets_are_not_shown() {
        let variables = [
            ("BILDUNGSNETZ_NATS__SERVERS", "nats://one.example:4222,tls://two.example:4222"),
            ("BILDUNGSNETZ_NATS__TYPES", "organisation.*,person.created"),
            ("BILDUNGSNETZ_NATS__USER", "bildungsnetz"),
            ("BILDUNGSNETZ_NATS__PASSWORD", "geheim"),
            ("BILDUNGSNETZ_NATS__WAKE_NODES", "true"),
            ("BILDUNGSNETZ_REQUIRE_NATS", "1"),
        ];
        let nats = with("", &variables, Flags::default()).unwrap().nats;
        let shown = format!("{nats:?} {:?}", nats.broker().unwrap().unwrap());
        assert!(shown.contains("two.example") && !shown.contains("geheim"), "{shown}");
        assert!(nats.broker().unwrap().unwrap().wakes_nodes());
        assert!(with("", &[], Flags::default()).unwrap().nats.broker().unwrap().is_none());
    }

    #[test]
    fn a_broker_that_cannot_be_meant_is_refused_without_its_secrets() {
        let refused = |keys: &str, named: &str| {
            let file = format!("[nats]\n{keys}\n");
            let sentence = with(&file, &[], Flags::default()).expect_err(keys);
            assert!(sentence.contains(named) && !sentence.contains("geheim"), "{keys}: {sentence}");
        };
        let at = |keys: &str| format!("servers = [\"nats://broker.example\"]\n{keys}");
        refused("servers = [\"http://broker.example\"]", "nats.servers");
        refused("servers = [\"nats://user:geheim@broker.example\"]", "nats.servers");
        refused("stream = \"EVENTS\"", "nats.servers");
        refused(&at("stream = \"a.b\""), "nats.stream");
        refused(&at("subject_prefix = \"a.>\""), "nats.subject_prefix");
        refused(&at("types = [\"organisation.exploded\"]"), "nats.types");
        refused(&at("replicas = 0"), "nats.replicas");
        refused(&at("keep_days = 1000000"), "nats.keep_days");
        refused(&at("nkey_seed = \"geheim\""), "nats.nkey_seed");
        refused(&at("credentials_file = \"/nowhere/x.creds\""), "nats.credentials_file");
        refused(&at("credentials_file = \"Cargo.toml\""), "nats.credentials_file");
        refused(&at("ca_file = \"/nowhere/ca.pem\""), "nats.ca_file");
        refused(&at("ca_file = \"Cargo.toml\""), "nats.ca_file");
        refused(&at("certificate_file = \"a.pem\""), "nats.key_file");
        refused(&at("password = \"geheim\""), "nats.user");
        refused(&at("token = \"geheim\"\nuser = \"a\"\npassword = \"b\""), "more than one");
        refused(&at("tokne = \"geheim\""), "tokne");
    }

    #[test]
    fn a_wrong_key_or_value_is_named_in_one_sentence() {
        let refused = |file: &str, variable: Option<(&str, &str)>, named: &str| {
            let sentence = with(file, variable.as_slice(), Flags::default()).expect_err(named);
            assert!(sentence.contains(named) && !sentence.contains('\n'), "{named}: {sentence}");
        };
        refused("listne = \"x\"", None, "listne");
        refused("[mail]\nsevrer = \"x\"", None, "sevrer");
        refused("[http.limits]\ndepth = \"deep\"", None, "depth");
        refused("listen = \"nowhere\"", None, "listen");
        refused("public_url = \"ftp://x.example\"", None, "public_url");
        refused("database = \"mysql://x.example\"", None, "database");
        refused("connections = 0", None, "connections");
        refused("[webhooks]\nallowed_networks = [\"here\"]", None, "webhooks.allowed_networks");
        refused("[retention]\nattendance_years = 4", None, "retention.attendance_years");
        refused("[oidc]\nallowed_networks = [\"here\"]", None, "oidc.allowed_networks");
        refused("[[oidc.issuers]]\nissuer = \"login.example\"\naudience = \"x\"", None, "login.example");
        refused("[imports]\nbatch_rows = 0", None, "imports.max_rows");
        refused("", Some(("BILDUNGSNETZ_LISTNE", "x")), "listne");
        refused("", Some(("BILDUNGSNETZ_CONNECTIONS", "many")), "connections");
        refused("", Some(("BILDUNGSNETZ_LOG__FORMAT", "xml")), "xml");
        // Where the file is no TOML at all, the parser shows the line.
        assert!(with("listen = ", &[], Flags::default()).unwrap_err().contains("c.toml"));
    }

    #[test]
    fn a_named_file_must_be_there() {
        let flags = Flags { config: Some("/nowhere/c.toml".into()), ..Flags::default() };
        assert!(format!("{:#}", read(&flags, Map::new()).unwrap_err()).contains("/nowhere/c.toml"));
    }
}
