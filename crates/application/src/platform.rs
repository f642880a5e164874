//! What every verb needs: the database, the clock, the secrets, the way out for mail.

use crate::calendar::Organiser;
use crate::files::{FileSettings, Storage};
use crate::integration::EventHub;
use crate::integration::exports::ExportSettings;
use crate::integration::imports::ImportSettings;
use crate::integration::webhooks::WebhookSettings;
use crate::outbox::Mailer;
use crate::security::{Issuers, Keyring, Passwords, Secret};
use domain::qualifications::Retention;
use domain::shared::{Clock, Ids};
use persistence::Database;
use std::sync::Arc;

/// The platform as it runs: made once by the binary, shared by all requests and workers.
pub struct Platform {
    /// Where everything is kept.
    pub database: Database,
    /// Where the present instant comes from.
    pub clock: Arc<dyn Clock>,
    /// Where ids and randomness come from.
    pub ids: Arc<dyn Ids>,
    /// From which signatures of links and keys for stored secrets are derived.
    pub secret: Secret,
    /// The keys that sign access tokens.
    pub keyring: Keyring,
    /// The identity providers whose access tokens are taken.
    pub issuers: Issuers,
    /// How passwords are hashed.
    pub passwords: Passwords,
    /// How mail leaves.
    pub mailer: Mailer,
    /// Where the bytes of files lie.
    pub storage: Storage,
    /// Where events are heard of.
    pub events: EventHub,
    /// What an operator decides.
    pub settings: Settings,
}

/// What an operator decides about the platform as a whole.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The address under which people reach the platform, without a slash at the end: links in mails begin with it.
    pub public_url: String,
    /// Whether roles that need a second factor are refused without one (off only in demos).
    pub require_second_factor: bool,
    /// What is decided about files.
    pub files: FileSettings,
    /// What is decided about webhooks.
    pub webhooks: WebhookSettings,
    /// How long lists are kept.
    pub retention: Retention,
    /// What is decided about exports.
    pub exports: ExportSettings,
    /// What is decided about imports.
    pub imports: ImportSettings,
}

impl Platform {
    /// In whose name dates are put into calendars.
    pub fn organiser(&self) -> Organiser {
        let host = url::Url::parse(&self.settings.public_url).ok();
        let host = host.and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_else(|| "localhost".to_owned());
        Organiser { host, email: self.mailer.sender() }
    }
}

impl std::fmt::Debug for Platform {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Platform").field("settings", &self.settings).finish_non_exhaustive()
    }
}
