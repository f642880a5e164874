//! The platform as a process that can be killed, and those who write to it.

use super::{Feed, gather};
use crate::running::{command, run_with_input};
use acceptance::Running;
use reqwest::Client;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

const PASSWORD: &str = "Kaffee ohne Henkel, 7 Krähen";
const EMAIL: &str = "kim@agentur.example";
/// How long the platform may take to start.
const STARTING: Duration = Duration::from_mins(1);

const SIGN_IN: &str = include_str!("../../../../../schema/operations/SignIn.graphql");
const PERSON: &str = include_str!("../../../../../schema/operations/CreatePerson.graphql");
const UPDATE: &str = include_str!("../../../../../schema/operations/UpdatePerson.graphql");
const SERVICE: &str = include_str!("../../../../../schema/operations/CreateServiceAccount.graphql");
const WEBHOOK: &str = include_str!("../../../../../schema/operations/CreateWebhookSubscription.graphql");
const ORGANISATIONS: &str = "{ organisations(first: 1) { nodes { id } } }";
const CHANGES: &str = "query($after: String) { changes(types: [\"person.created\"], first: 100, after: $after) { \
                       nodes { id subjectId } pageInfo { hasNextPage endCursor } } }";
const NODES: &str = "query($ids: [ID!]!) { nodes(ids: $ids) { id } }";

/// The platform as a process.
pub(crate) struct Platform {
    folder: PathBuf,
    database: String,
    /// What else it is started with.
    pub(crate) variables: Vec<(&'static str, String)>,
    running: Option<Running>,
    url: String,
    client: Client,
    token: String,
    organisation: Value,
    /// The last event before the webhook was made.
    start: Option<String>,
}

/// What came of writing.
#[derive(Default)]
pub(crate) struct Written {
    /// The records of changes that were said to be kept.
    pub(crate) kept: Vec<String>,
    /// How many changes were refused.
    pub(crate) refused: usize,
    /// How many got no answer.
    pub(crate) cut_off: usize,
}

impl Written {
    pub(crate) fn add(&mut self, more: Self) {
        self.kept.extend(more.kept);
        self.refused += more.refused;
        self.cut_off += more.cut_off;
    }
}

/// Somebody who writes until nobody answers any more.
pub(crate) struct Writer {
    url: String,
    client: Client,
    token: String,
    organisation: Value,
}

/// The bare id of a record in its global one.
pub(crate) fn uuid_of(global: &str) -> String {
    use base64::Engine as _;
    let bytes = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(global).unwrap();
    uuid::Uuid::from_slice(&bytes[..16]).unwrap().to_string()
}

impl Platform {
    /// Makes the tables and the first account.
    pub(crate) fn prepare(folder: &Path, database: Option<String>) -> Self {
        application::tls::use_ring();
        let database = database.unwrap_or_else(|| format!("sqlite:{}", folder.join("killed.db").display()));
        let run = |arguments: &[&str], input: &str| {
            let made = run_with_input(folder, &[&["--database", &database], arguments].concat(), input);
            assert!(made.status.success(), "{arguments:?}: {}", made.complained);
        };
        run(&["migrate"], "");
        run(&["keygen"], "");
        let account = ["account", "create-admin", "--email", EMAIL, "--family-name", "Beispiel", "--password-stdin"];
        run(&account, &format!("{PASSWORD}\n"));
        Self {
            folder: folder.to_owned(),
            database,
            variables: Vec::new(),
            running: None,
            url: String::new(),
            client: Client::new(),
            token: String::new(),
            organisation: Value::Null,
            start: None,
        }
    }

    /// Starts it and waits until it takes requests.
    pub(crate) async fn start(&mut self) {
        let port = TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port();
        let listen = format!("127.0.0.1:{port}");
        let mut command = command(&self.folder, &["--database", &self.database, "serve", "--listen", &listen]);
        command
            .env("BILDUNGSNETZ_PUBLIC_URL", "https://bildungsnetz.example")
            .env("BILDUNGSNETZ_REQUIRE_SECOND_FACTOR", "false")
            .env("BILDUNGSNETZ_WEBHOOKS__ALLOWED_NETWORKS", "127.0.0.0/8")
            .env("BILDUNGSNETZ_WEBHOOKS__ALLOW_HTTP", "true")
            .env("BILDUNGSNETZ_WEBHOOKS__TIMEOUT_SECONDS", "1")
            .env("BILDUNGSNETZ_HTTP__RATES__ACCOUNT_COST", "4000000000")
            .env("BILDUNGSNETZ_LOG__FILTER", "error")
            .envs(self.variables.iter().map(|(name, value)| (name, value)));
        self.running = Some(Running::start(command.stdout(Stdio::null())));
        self.url = format!("http://{listen}");
        let began = Instant::now();
        while !self.client.get(format!("{}/readyz", self.url)).send().await.is_ok_and(|answer| answer.status() == 200) {
            assert!(began.elapsed() < STARTING, "it does not start");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Kills it: SIGKILL.
    pub(crate) fn kill(&mut self) {
        self.running = None;
    }

    pub(crate) async fn sign_in(&mut self) {
        // One that has expired would be refused.
        self.token.clear();
        let input = json!({"input": {"email": EMAIL, "password": PASSWORD}});
        let answer = self.writer().ask(SIGN_IN, input).await.unwrap();
        self.token = answer["data"]["signIn"]["accessToken"].as_str().unwrap_or_else(|| panic!("{answer}")).to_owned();
    }

    /// Makes a service account with a webhook for new people.
    pub(crate) async fn make_webhook(&mut self, url: &str) {
        let found = self.ask(ORGANISATIONS, json!({})).await;
        self.organisation = found["organisations"]["nodes"][0]["id"].clone();
        let input = json!({"organisationId": self.organisation, "name": "Portal", "scopes": ["person:read"]});
        let made = self.ask(SERVICE, json!({"input": input})).await;
        let service = &made["createServiceAccount"]["serviceAccount"]["id"];
        let input = json!({"serviceAccountId": service, "name": "Portal", "url": url, "types": ["person.created"]});
        let made = self.ask(WEBHOOK, json!({"input": input})).await;
        assert_eq!(made["createWebhookSubscription"]["errors"], json!([]), "{made}");
        let last = self.ask("{ changes(last: 1) { pageInfo { endCursor } } }", json!({})).await;
        self.start = last["changes"]["pageInfo"]["endCursor"].as_str().map(str::to_owned);
    }

    /// All that the feed has of new people since then.
    pub(crate) async fn feed(&self) -> Feed {
        let (mut feed, mut after) = (Feed::new(), self.start.clone());
        while let Some(cursor) = after {
            let page = self.ask(CHANGES, json!({"after": cursor})).await;
            after = gather(&mut feed, &page["changes"]);
        }
        feed
    }

    /// How many of these records are there.
    pub(crate) async fn there(&self, ids: BTreeSet<&String>) -> usize {
        let ids: Vec<_> = ids.into_iter().collect();
        let mut there = 0;
        for ids in ids.chunks(100) {
            let found = self.ask(NODES, json!({"ids": ids})).await;
            there += found["nodes"].as_array().unwrap().iter().filter(|node| !node.is_null()).count();
        }
        there
    }

    pub(crate) fn writer(&self) -> Writer {
        let (url, client, token) = (format!("{}/graphql", self.url), self.client.clone(), self.token.clone());
        Writer { url, client, token, organisation: self.organisation.clone() }
    }

    pub(crate) async fn ask(&self, query: &str, variables: Value) -> Value {
        let answer = self.writer().ask(query, variables).await.unwrap();
        assert!(answer["errors"].is_null(), "{answer}");
        answer["data"].clone()
    }
}

impl Writer {
    async fn ask(&self, query: &str, variables: Value) -> Result<Value, reqwest::Error> {
        let mut request = self.client.post(&self.url).json(&json!({"query": query, "variables": variables}));
        if !self.token.is_empty() {
            request = request.bearer_auth(&self.token);
        }
        request.send().await?.json().await
    }

    /// Makes people, and tries to change each from a version that it never had, until nobody answers.
    pub(crate) async fn write(self) -> Written {
        let mut written = Written::default();
        for number in 0.. {
            let input = json!({"organisationId": self.organisation, "familyName": format!("Muster {number}"),
                "acceptDuplicates": true});
            let Ok(answer) = self.ask(PERSON, json!({"input": input})).await else { break };
            let id = &answer["data"]["createPerson"]["person"]["id"];
            let Some(id) = id.as_str() else { continue };
            written.kept.push(id.to_owned());
            let input = json!({"id": id, "expectedVersion": 7, "familyName": "Niemals"});
            let Ok(answer) = self.ask(UPDATE, json!({"input": input})).await else { break };
            written.refused += usize::from(answer["data"]["updatePerson"]["errors"][0]["code"] == "VERSION_CONFLICT");
        }
        written.cut_off += 1;
        written
    }
}
