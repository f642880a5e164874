//! A platform of its own for every test.

use crate::both::Given;
use crate::{CountingIds, Member, TestDatabase};
use application::files::{FileSettings, Storage};
use application::integration::EventHub;
use application::integration::broker::Broker;
use application::integration::exports::ExportSettings;
use application::integration::imports::ImportSettings;
use application::integration::webhooks::WebhookSettings;
use application::outbox::{Mailer, deliver_due};
use application::security::{AccessToken, HashCost, IssuerSettings, Issuers, Keyring, Passwords, Secret};
use application::{Call, Platform, Settings};
use domain::access::{Action, Actor, Owner};
use domain::accounts::{SESSION_SECONDS, Session};
use domain::qualifications::Retention;
use domain::services::Networks;
use domain::shared::{AccountId, Clock, FrozenClock, Language, PersonId, SessionId, Timestamp};
use persistence::accounts::insert_session;
use persistence::{Change, Engine};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tempfile::TempDir;

/// When every world begins: a Tuesday, 9 o'clock in Düsseldorf.
const BEGINNING: &str = "2020-03-03T08:00:00Z";
/// Under which address people would reach it.
const PUBLIC_URL: &str = "https://bildungsnetz.example";

/// How many bytes a file may have in it.
const MOST_BYTES: u64 = 1 << 20;

/// How many rows an export may have in it.
const MOST_ROWS: u64 = 300;
/// How many bytes a file has that can be imported in it.
const MOST_IMPORTED: u64 = 64 << 10;

/// The series of its ids; the template of its database was filled with another one.
const SERIES: u64 = 1;
/// The series of the next node beside one.
static NODES: AtomicU64 = AtomicU64::new(1_000);

/// A platform with a clock that stands still, ids that are the same in every run, and mail that stays in memory.
#[derive(Debug)]
pub struct World {
    platform: Arc<Platform>,
    clock: Arc<FrozenClock>,
    database: TestDatabase,
    /// Where the bytes of its files lie.
    files: TempDir,
}

impl World {
    /// One on this database.
    ///
    /// # Panics
    /// When it cannot be made: a fault of the harness.
    pub fn with(database: TestDatabase) -> Self {
        Self::made(database, true, None)
    }

    /// One whose operator does not insist on second factors, as in the demo.
    ///
    /// # Panics
    /// When it cannot be made: a fault of the harness.
    pub fn without_second_factors(database: TestDatabase) -> Self {
        Self::made(database, false, None)
    }

    /// One that keeps the bytes of files elsewhere.
    ///
    /// # Panics
    /// When it cannot be made: a fault of the harness.
    pub fn storing(database: TestDatabase, storage: Storage) -> Self {
        Self::made(database, true, Some(storage))
    }

    fn made(database: TestDatabase, require_second_factor: bool, storage: Option<Storage>) -> Self {
        let beginning = Timestamp::parse(BEGINNING).expect("the beginning is an instant");
        let clock = Arc::new(FrozenClock::at(beginning));
        let ids = Arc::new(CountingIds::new(Arc::clone(&clock) as Arc<dyn Clock>, SERIES));
        let secret = Secret::new(&*ids);
        let keyring = Keyring::of([Keyring::new_key(&*ids)]).expect("a new key is one");
        let passwords = Passwords::new(HashCost::LEAST, 2, &*ids).expect("the least cost is one");
        let files = TempDir::new().expect("there is a place for temporary files");
        let platform = Arc::new(Platform {
            database: database.database().clone(),
            clock: Arc::clone(&clock) as Arc<dyn Clock>,
            ids,
            secret,
            keyring,
            issuers: Issuers::none().expect("none is wrong"),
            passwords,
            mailer: Mailer::into_memory("BildungsNetz <post@bildungsnetz.example>").expect("the sender is an address"),
            events: EventHub::default(),
            storage: storage
                .unwrap_or_else(|| Storage::in_folder(files.path()).expect("the temporary folder takes folders")),
            settings: Settings {
                public_url: PUBLIC_URL.to_owned(),
                require_second_factor,
                files: FileSettings { max_bytes: MOST_BYTES, ..FileSettings::default() },
                webhooks: WebhookSettings {
                    allowed_networks: Networks::new(["127.0.0.0/8"]).expect("this machine is a network"),
                    allow_http: true,
                    timeout_seconds: 2,
                    ..WebhookSettings::default()
                },
                retention: Retention::default(),
                exports: ExportSettings { max_rows: MOST_ROWS, ..ExportSettings::default() },
                imports: ImportSettings {
                    max_bytes: MOST_IMPORTED,
                    max_rows_at_once: 50,
                    batch_rows: 5,
                    ..ImportSettings::default()
                },
            },
        });
        Self { platform, clock, database, files }
    }

    /// The same, whose operator trusts identity providers. Nobody else holds it yet.
    ///
    /// # Panics
    /// When the settings are wrong: a fault of the test.
    #[must_use]
    pub fn trusting(mut self, settings: &IssuerSettings) -> Self {
        let platform = Arc::get_mut(&mut self.platform).expect("nobody else holds the platform");
        platform.issuers = Issuers::new(settings, PUBLIC_URL).expect("the settings are right");
        self
    }

    /// The same one with a broker, before anybody uses it.
    ///
    /// # Panics
    /// When somebody does already.
    #[must_use]
    pub fn with_broker(mut self, broker: Arc<Broker>) -> Self {
        let platform = Arc::get_mut(&mut self.platform).expect("nobody uses it yet");
        platform.events = EventHub::with(broker);
        self
    }

    /// The same one whose mails go to this server, before anybody uses it.
    ///
    /// # Panics
    /// When somebody does already.
    #[must_use]
    pub fn with_mail_server(mut self, url: &str) -> Self {
        let platform = Arc::get_mut(&mut self.platform).expect("nobody uses it yet");
        let from = "BildungsNetz <post@bildungsnetz.example>";
        platform.mailer = Mailer::by_smtp(url, from).expect("the server has an address");
        self
    }

    /// Another node on the same database, with the same clock.
    ///
    /// # Panics
    /// When it cannot be made: a fault of the harness.
    pub async fn beside(&self) -> Self {
        let mut other = Self::with(self.database.beside().await);
        other.clock = Arc::clone(&self.clock);
        let clock = Arc::clone(&self.clock) as Arc<dyn Clock>;
        let series = NODES.fetch_add(1, Ordering::Relaxed);
        let platform = Arc::get_mut(&mut other.platform).expect("nobody uses it yet");
        platform.ids = Arc::new(CountingIds::new(Arc::clone(&clock), series));
        platform.clock = clock;
        other
    }

    /// The platform.
    pub const fn platform(&self) -> &Arc<Platform> {
        &self.platform
    }

    /// The folder in which the bytes of its files lie.
    pub fn files(&self) -> &Path {
        self.files.path()
    }

    /// Which database it runs on.
    pub const fn engine(&self) -> Engine {
        self.database.database().engine()
    }

    /// The clock, which stands still until it is moved.
    pub fn clock(&self) -> &FrozenClock {
        &self.clock
    }

    /// The clock for those who live longer than the test looks at them.
    pub fn shared_clock(&self) -> Arc<FrozenClock> {
        Arc::clone(&self.clock)
    }

    /// A call of this actor, in English.
    pub fn call(&self, actor: Actor) -> Call {
        Call::new(Arc::clone(&self.platform), actor, "test".to_owned(), Language::English)
    }

    /// An access token of a member of the cast, in a new session.
    ///
    /// # Panics
    /// When the session cannot be kept.
    pub async fn token(&self, member: &Member, second_factor: bool) -> String {
        let session = self.session(member.account, member.person, second_factor).await;
        let token = AccessToken { account: member.account, session };
        token.issue(&self.platform.keyring, PUBLIC_URL, self.platform.clock.now()).expect("the key signs").0
    }

    /// A new session of an account.
    ///
    /// # Panics
    /// When it cannot be kept.
    pub async fn session(&self, account: AccountId, person: PersonId, second_factor: bool) -> SessionId {
        let call = self.call(Actor::System);
        let unit = call.begin().await.expect("the database answers");
        let (id, now) = (SessionId::new(unit.ids()), unit.now());
        let session = Session {
            id,
            account,
            created_at: now,
            last_used_at: now,
            expires_at: now.plus_seconds(SESSION_SECONDS),
            revoked_at: None,
            user_agent: None,
            second_factor,
        };
        insert_session(&unit, &session).await.expect("the session can be kept");
        let owner = Owner::default().about(person);
        let permit = call.permit(Action::AccountOwn, &owner).expect("the platform itself may");
        unit.commit([Change::new(permit, "session.started", id, owner)]).await.expect("the session can be kept");
        id
    }

    /// Sends what waits in the outbox and says all mails that were sent so far, the oldest first, as they would go
    /// over the wire.
    ///
    /// # Panics
    /// When the outbox cannot be read.
    pub async fn mails(&self) -> Vec<String> {
        while deliver_due(&self.platform).await.expect("the outbox can be read") > 0 {}
        self.platform.mailer.kept()
    }
}

impl Given for World {
    async fn on(engine: Engine) -> Option<Self> {
        Some(Self::with(TestDatabase::migrated(engine).await?))
    }

    fn address(&self) -> &str {
        self.database.address()
    }
}
