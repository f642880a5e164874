//! A served platform with the synthetic state in it.

use crate::bare::Bare;
use acceptance::{Engine, TestDatabase};
use anyhow::{Context, Result, bail};
use api::http::{HttpSettings, Parts, Rates, StreamSettings, serve, server};
use application::files::{FileSettings, Storage};
use application::integration::EventHub;
use application::integration::exports::ExportSettings;
use application::integration::imports::ImportSettings;
use application::integration::webhooks::{Shape, WebhookSettings};
use application::outbox::Mailer;
use application::security::{HashCost, Issuers, Keyring, Passwords, Secret};
use application::worlds::{WORLD_PASSWORD, make_state_world};
use application::{Call, Platform, Settings, SystemClock, SystemIds};
use domain::qualifications::Retention;
use domain::services::Networks;
use persistence::Database;
use reqwest::Client;
use serde_json::{Value, json};
use std::future::pending;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};

/// How many connections the platform and the bare driver have.
const CONNECTIONS: u32 = 8;

/// A platform that answers, and everything that asks it. Each has threads of its own, told apart by their names.
pub(crate) struct Served {
    /// The threads of the platform.
    _server: Runtime,
    /// The threads that ask.
    pub(crate) callers: Runtime,
    /// The threads of the bare driver.
    pub(crate) plain: Runtime,
    /// The same database without the platform.
    pub(crate) bare: Bare,
    /// How passwords are hashed, without the platform.
    pub(crate) passwords: Passwords,
    /// A caller who may see everything.
    pub(crate) administrator: Caller,
    /// A caller who speaks for a member of the largest network.
    pub(crate) speaker: Caller,
    /// The global id of the analysis of that network.
    pub(crate) map: String,
    /// A caller who may see one district.
    pub(crate) lead: Caller,
    /// The platform itself, for what only its operator does.
    pub(crate) platform: Arc<Platform>,
    _database: TestDatabase,
}

/// Somebody who asks over HTTP.
#[derive(Clone)]
pub(crate) struct Caller {
    client: Client,
    url: Arc<str>,
    token: Option<Arc<str>>,
    /// With which address they signed in.
    pub(crate) email: Arc<str>,
}

impl Caller {
    /// Asks, and gives the data of the answer.
    pub(crate) async fn ask(&self, body: Arc<Value>) -> Result<Value> {
        let mut request = self.client.post(&*self.url).json(&*body);
        if let Some(token) = &self.token {
            request = request.bearer_auth(token);
        }
        let mut answer: Value = request.send().await?.json().await?;
        if let Some(errors) = answer.get("errors") {
            bail!("{} was answered with {errors}", body["query"]);
        }
        Ok(answer["data"].take())
    }

    /// Asks as often as wanted and reads the answer only as bytes, so that the figures are those of the platform.
    pub(crate) async fn ask_only(&self, body: Arc<Value>) -> Result<()> {
        let mut request = self.client.post(&*self.url).json(&*body);
        if let Some(token) = &self.token {
            request = request.bearer_auth(token);
        }
        let answer = request.send().await?.error_for_status()?.bytes().await?;
        if answer.starts_with(b"{\"errors\"") {
            bail!("{}", String::from_utf8_lossy(&answer));
        }
        Ok(())
    }

    /// The same person, signed in anew: a token is good for ten minutes.
    pub(crate) async fn anew(&self) -> Result<Self> {
        Self::signed_in(&self.client, &self.url, &self.email).await
    }

    async fn signed_in(client: &Client, url: &str, email: &str) -> Result<Self> {
        let mut caller = Self { client: client.clone(), url: url.into(), token: None, email: email.into() };
        let answer = caller.ask(Arc::new(sign_in(email))).await?;
        let token = answer["signIn"]["accessToken"].as_str();
        caller.token = Some(token.with_context(|| format!("{email} cannot sign in: {answer}"))?.into());
        Ok(caller)
    }
}

/// The request of a sign-in.
pub(crate) fn sign_in(email: &str) -> Value {
    let query = "mutation($input: SignInInput!) { signIn(input: $input) { accessToken errors { code } } }";
    json!({"query": query, "variables": {"input": {"email": email, "password": WORLD_PASSWORD}}})
}

/// Makes the world and serves it.
pub(crate) fn start(engine: Engine) -> Result<Served> {
    let server = threads("server")?;
    let (database, platform) = server.block_on(async {
        let database = TestDatabase::migrated(engine).await.context("there is no PostgreSQL")?;
        let platform = Arc::new(platform(database.address()).await?);
        anyhow::Ok((database, platform))
    })?;
    let began = Instant::now();
    let call = Call::of_system(Arc::clone(&platform), "bench");
    let accounts = server.block_on(make_state_world(&call, &|_, _| {}))?;
    crate::report::note(&format!(
        "\n{accounts} accounts and their state made in {:.1} s",
        began.elapsed().as_secs_f64()
    ));
    let map = server.block_on(crate::map::surveyed(&call))?;
    let map = acceptance::global(map);
    let passwords = platform.passwords.clone();
    let (url, _) = server.block_on(listen(Arc::clone(&platform)))?;
    let plain = threads("plain")?;
    let bare = plain.block_on(Bare::connect(database.address(), CONNECTIONS))?;
    let lead = plain
        .block_on(bare.text("SELECT email FROM account WHERE email LIKE 'office-lead-%' ORDER BY email LIMIT 1"))?;
    let admin =
        plain.block_on(bare.text("SELECT email FROM account WHERE email LIKE 'transferagentur-admin-%' LIMIT 1"))?;
    let speaker = plain.block_on(bare.text(
        "SELECT a.email FROM account a JOIN network_membership m ON m.contact_person_id = a.person_id \
         JOIN network n ON n.id = m.network_id WHERE n.name = 'Landesnetzwerk Bildung' AND a.email LIKE 'partner-%' \
         ORDER BY a.email LIMIT 1",
    ))?;
    let callers = threads("callers")?;
    let [administrator, lead, speaker] = callers.block_on(async {
        application::tls::use_ring();
        let client = Client::new();
        let signed_in = async |email: String| Caller::signed_in(&client, &url, &email).await;
        anyhow::Ok([signed_in(admin).await?, signed_in(lead).await?, signed_in(speaker).await?])
    })?;
    Ok(Served {
        _server: server,
        callers,
        plain,
        bare,
        passwords,
        administrator,
        speaker,
        map,
        lead,
        platform,
        _database: database,
    })
}

pub(crate) fn threads(name: &'static str) -> Result<Runtime> {
    Ok(Builder::new_multi_thread().enable_all().thread_name(name).worker_threads(2).build()?)
}

/// The same in all processes of a measurement, as on all nodes: what the one sealed, the other sends.
const SECRET: &str = "be9c4be9c4be9c4be9c4be9c4be9c4be9c4be9c4be9c4be9c4be9c4be9c4be9c";

pub(crate) async fn platform(address: &str) -> Result<Platform> {
    let ids = Arc::new(SystemIds);
    let passwords = Passwords::new(HashCost::OWASP, 2, &*ids)?;
    Ok(Platform {
        database: Database::connect(address, CONNECTIONS).await?,
        clock: Arc::new(SystemClock),
        secret: Secret::read(SECRET).context("a secret")?,
        keyring: Keyring::of([Keyring::new_key(&*ids)])?,
        issuers: Issuers::none()?,
        passwords,
        ids,
        mailer: Mailer::into_memory("BildungsNetz <post@bildungsnetz.example>")?,
        events: EventHub::default(),
        storage: Storage::in_folder(&std::env::temp_dir().join("bildungsnetz-bench-files"))?,
        settings: Settings {
            public_url: "https://bildungsnetz.example".to_owned(),
            require_second_factor: false,
            files: FileSettings::default(),
            webhooks: WebhookSettings {
                allowed_networks: Networks::new(["127.0.0.0/8"]).ok().context("this machine is a network")?,
                allow_http: true,
                ..WebhookSettings::default()
            },
            retention: Retention::default(),
            exports: ExportSettings::default(),
            imports: ImportSettings::default(),
        },
    })
}

/// Serves the platform, and says where, and how documents of webhooks are carried out.
pub(crate) async fn listen(platform: Arc<Platform>) -> Result<(String, Shape)> {
    let schema = api::graphql::schema();
    let most = u32::MAX;
    let rates = Rates { account_cost: most, address_cost: most, session_starts: most, verifications: most };
    let streams = StreamSettings { per_account: most, per_address: most, ..StreamSettings::default() };
    let settings = HttpSettings { rates, streams, ..HttpSettings::default() };
    let parts = Parts { platform, sdl: api::graphql::sdl().to_owned(), schema, settings, demo_accounts: Vec::new() };
    let server = server(parts)?;
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    let url = format!("http://{}/graphql", listener.local_addr()?);
    let shape = server.shape();
    tokio::spawn(serve(listener, server, Duration::from_secs(1), pending()));
    Ok((url, shape))
}
