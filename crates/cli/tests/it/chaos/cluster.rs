//! The nodes as processes that can be killed.

use crate::killed::at_random;
use crate::running::command;
use acceptance::{Door, Running};
use reqwest::Client;
use serde_json::{Value, json};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, RwLock};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// How long it may take until some node answers.
const PATIENCE: Duration = Duration::from_mins(2);

/// What one node is started with.
struct Node {
    folder: PathBuf,
    listen: String,
    variables: Vec<(&'static str, String)>,
    running: Mutex<Option<Running>>,
}

/// Several nodes on one database.
pub(super) struct Cluster {
    nodes: Vec<Node>,
    client: Client,
    token: RwLock<String>,
    /// How many requests got no answer and were sent again.
    again: AtomicU64,
    _folder: TempDir,
}

impl Node {
    fn new(folder: &Path, database: &str, broker: &str, mail: &str) -> Self {
        let port = TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port();
        let most = "4000000000";
        let variables = [
            ("BILDUNGSNETZ_DATABASE", database),
            ("BILDUNGSNETZ_PUBLIC_URL", "https://bildungsnetz.example"),
            ("BILDUNGSNETZ_REQUIRE_SECOND_FACTOR", "false"),
            ("BILDUNGSNETZ_NATS__SERVERS", broker),
            ("BILDUNGSNETZ_NATS__WAKE_NODES", "true"),
            ("BILDUNGSNETZ_MAIL__SERVER", mail),
            ("BILDUNGSNETZ_HTTP__RATES__ACCOUNT_COST", most),
            ("BILDUNGSNETZ_HTTP__RATES__ADDRESS_COST", most),
            ("BILDUNGSNETZ_LOG__FILTER", "error"),
        ];
        Self {
            folder: folder.to_owned(),
            listen: format!("127.0.0.1:{port}"),
            variables: variables.map(|(name, value)| (name, value.to_owned())).into(),
            running: Mutex::new(None),
        }
    }

    fn start(&self) {
        let mut command = command(&self.folder, &["serve", "--prepare", "--listen", &self.listen]);
        command.envs(self.variables.iter().map(|(name, value)| (name, value))).stdout(Stdio::null());
        *self.running.lock().unwrap() = Some(Running::start(&mut command));
    }

    /// SIGKILL.
    fn kill(&self) {
        *self.running.lock().unwrap() = None;
    }

    fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.listen)
    }
}

impl Cluster {
    /// Starts the nodes, the first one first: it makes the secret and the key that they share.
    pub(super) async fn start(number: usize, database: &str, broker: &str, mail: &str) -> Self {
        application::tls::use_ring();
        let folder = tempfile::tempdir().unwrap();
        let nodes = (0..number).map(|_| Node::new(folder.path(), database, broker, mail)).collect();
        let client = Client::builder().timeout(Duration::from_secs(30)).build().unwrap();
        let cluster = Self { nodes, client, token: RwLock::default(), again: AtomicU64::new(0), _folder: folder };
        for node in &cluster.nodes {
            node.start();
            cluster.ready(node).await;
        }
        cluster
    }

    async fn ready(&self, node: &Node) {
        let began = Instant::now();
        loop {
            let answer = self.client.get(node.url("/readyz")).send().await;
            if let Ok(answer) = answer
                && answer.status() == 200
                && answer.json::<Value>().await.is_ok_and(|said| said["status"] == "ok")
            {
                return;
            }
            assert!(began.elapsed() < PATIENCE, "a node does not start, or does not find the broker");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Waits until every node serves and has its broker.
    pub(super) async fn all_ready(&self) {
        for node in &self.nodes {
            self.ready(node).await;
        }
    }

    /// Kills a node at random and starts it again.
    pub(super) fn kill_one(&self) {
        let node = self.any();
        node.kill();
        node.start();
    }

    pub(super) async fn sign_in(&self, email: &str, password: &str) {
        let door = Door::open(&self.nodes[0].url(""), email, password).await.unwrap();
        *self.token.write().unwrap() = door.token;
    }

    fn any(&self) -> &Node {
        let place = usize::try_from(at_random(1 << 20).as_millis()).unwrap();
        &self.nodes[place % self.nodes.len()]
    }

    /// The address of a node at random.
    pub(super) fn somewhere(&self, path: &str) -> String {
        self.any().url(path)
    }

    pub(super) fn token(&self) -> String {
        self.token.read().unwrap().clone()
    }

    pub(super) fn asked_again(&self) -> u64 {
        self.again.load(Ordering::Relaxed)
    }

    /// Asks a node at random, and another one when that one does not answer, until one does. A mutation has the same
    /// key each time.
    pub(super) async fn ask(&self, key: &str, query: &str, variables: &Value) -> Value {
        let began = Instant::now();
        loop {
            let request = self.client.post(self.any().url("/graphql")).bearer_auth(self.token());
            let request = request.header("idempotency-key", key);
            let sent = request.json(&json!({"query": query, "variables": variables})).send().await;
            let answer = match sent {
                Ok(answer) => answer.json::<Value>().await.ok(),
                Err(_) => None,
            };
            match answer {
                Some(answer) if answer["errors"][0]["extensions"]["code"] != "UNAVAILABLE" => return answer,
                _ => {}
            }
            assert!(began.elapsed() < PATIENCE, "nobody answers");
            self.again.fetch_add(1, Ordering::Relaxed);
            tokio::time::sleep(Duration::from_millis(20) + at_random(100)).await;
        }
    }

    /// The cursor of the last event.
    pub(super) async fn end_of_feed(&self) -> String {
        let answer = self.ask("-", "{ changes(last: 1) { pageInfo { endCursor } } }", &json!({})).await;
        let cursor = answer["data"]["changes"]["pageInfo"]["endCursor"].as_str();
        cursor.unwrap_or_else(|| panic!("{answer}")).to_owned()
    }
}
