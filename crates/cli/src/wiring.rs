//! From the configuration to a running platform.

use crate::config::Config;
use anyhow::{Context, bail};
use application::files::Storage;
use application::integration::EventHub;
use application::outbox::Mailer;
use application::security::{HashCost, Keyring, KeyringError, Passwords, Secret, private_file};
use application::{Platform, Settings, SystemClock, SystemIds};
use domain::shared::Ids;
use persistence::Database;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::available_parallelism;

/// Connects to the database; a SQLite file and its folder are made where they are missing.
pub(crate) async fn database(config: &Config) -> anyhow::Result<Database> {
    let address = config.database();
    if let Some(folder) = address.strip_prefix("sqlite:").and_then(|file| Path::new(file).parent()) {
        fs::create_dir_all(folder).with_context(|| format!("the folder {} cannot be made", folder.display()))?;
    }
    Database::connect(&address, config.connections).await.context("the database does not answer")
}

/// Brings the database up to date, and makes the secret and the first key where they are missing.
pub(crate) async fn prepare(config: &Config) -> anyhow::Result<()> {
    make_secret(&config.data_dir, &SystemIds)?;
    let keys = keys(&config.data_dir);
    if matches!(Keyring::load(&keys), Err(KeyringError::Empty)) || !keys.exists() {
        Keyring::generate(&keys, &SystemIds)?;
    }
    let database = database(config).await?;
    database.migrate().await?;
    database.close().await;
    Ok(())
}

/// The platform, on a database that is up to date.
pub(crate) async fn platform(config: &Config) -> anyhow::Result<Platform> {
    let database = database(config).await?;
    if !database.is_migrated().await? {
        bail!("the database is not up to date; run `bildungsnetz migrate`");
    }
    let ids = Arc::new(SystemIds);
    let at_once = available_parallelism().map_or(1, usize::from);
    Ok(Platform {
        database,
        clock: Arc::new(SystemClock),
        secret: read_secret(&config.data_dir)?,
        keyring: Keyring::load(&keys(&config.data_dir))?,
        issuers: config.oidc.issuers(&config.public_url())?,
        passwords: Passwords::new(HashCost::OWASP, at_once, &*ids)?,
        ids,
        mailer: mailer(config).context("the configuration is wrong: mail")?,
        events: config.nats.broker()?.map_or_else(EventHub::default, EventHub::with),
        storage: storage(config).context("the configuration is wrong: files")?,
        settings: Settings {
            public_url: config.public_url(),
            require_second_factor: config.require_second_factor,
            files: config.files.settings(),
            webhooks: config.webhooks.settings()?,
            retention: config.retention.settings()?,
            exports: config.exports.settings(),
            imports: config.imports.settings(),
        },
    })
}

/// Where the bytes of files lie: in the data folder, unless a bucket is configured.
fn storage(config: &Config) -> anyhow::Result<Storage> {
    match &config.files.s3 {
        Some(s3) => Ok(Storage::in_s3(&s3.clone().into())?),
        None => Ok(Storage::in_folder(&config.data_dir.join("files"))?),
    }
}

fn mailer(config: &Config) -> anyhow::Result<Mailer> {
    if let Some(server) = &config.mail.server {
        return Ok(Mailer::by_smtp(server, &config.mail.from)?);
    }
    let folder = mail_folder(config);
    fs::create_dir_all(&folder)?;
    Ok(Mailer::into_folder(&folder, &config.mail.from)?)
}

/// Where mails go that no server takes.
pub(crate) fn mail_folder(config: &Config) -> PathBuf {
    config.data_dir.join("mail")
}

/// Makes the secret, unless there is one already, and says whether it did.
pub(crate) fn make_secret(data_dir: &Path, ids: &dyn Ids) -> anyhow::Result<bool> {
    let path = secret(data_dir);
    if path.exists() {
        return Ok(false);
    }
    fs::create_dir_all(data_dir).with_context(|| format!("the folder {} cannot be made", data_dir.display()))?;
    let written = private_file(&path).and_then(|mut file| writeln!(file, "{}", Secret::new(ids).reveal()));
    written.with_context(|| format!("{} cannot be written", path.display()))?;
    Ok(true)
}

fn read_secret(data_dir: &Path) -> anyhow::Result<Secret> {
    let path = secret(data_dir);
    let text = fs::read_to_string(&path)
        .with_context(|| format!("{} cannot be read; make it with `bildungsnetz keygen`", path.display()))?;
    Secret::read(&text).with_context(|| format!("{} does not hold 64 hexadecimal digits", path.display()))
}

/// The file of the secret.
pub(crate) fn secret(data_dir: &Path) -> PathBuf {
    data_dir.join("secret")
}

/// The folder of the keys that sign access tokens.
pub(crate) fn keys(data_dir: &Path) -> PathBuf {
    data_dir.join("keys")
}
