//! A NATS server with `JetStream` that lives as long as its owner, and can be away for a while.

use crate::loud::skipped;
use async_nats::jetstream;
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;
use tempfile::TempDir;
use tokio::io::AsyncReadExt;
use tokio::net::TcpStream;
use tokio::process::{Child, Command};

/// Where Debian puts it, which is not on everybody's path.
const USUAL: [&str; 2] = ["/usr/sbin/nats-server", "/usr/local/bin/nats-server"];
/// How long it may take to start, in steps of 20 ms.
const STEPS: usize = 1_500;

/// A server on a free port of this machine, with its files in a folder of its own.
#[derive(Debug)]
pub struct NatsServer {
    program: PathBuf,
    folder: TempDir,
    port: u16,
    arguments: Vec<String>,
    running: Option<Child>,
}

impl NatsServer {
    /// One that runs; `None` where it is not installed.
    ///
    /// # Panics
    /// When it does not start, and where there is none although `BILDUNGSNETZ_REQUIRE_NATS=1`.
    pub async fn start() -> Option<Self> {
        Self::start_with(&[]).await
    }

    /// One with more arguments.
    ///
    /// # Panics
    /// As [`NatsServer::start`].
    #[expect(clippy::disallowed_methods, reason = "these two variables steer the tests and not the platform")]
    pub async fn start_with(arguments: &[&str]) -> Option<Self> {
        let named = std::env::var_os("NATS_SERVER").map(PathBuf::from);
        let found = named.into_iter().chain(USUAL.map(PathBuf::from)).find(|program| program.is_file());
        let Some(program) = found else {
            let required = std::env::var("BILDUNGSNETZ_REQUIRE_NATS").is_ok_and(|value| value == "1");
            assert!(!required, "BILDUNGSNETZ_REQUIRE_NATS=1, but there is no {USUAL:?}");
            let reason = format!("there is no {}", USUAL[0]);
            skipped("The tests with NATS", &reason, "Install nats-server or set NATS_SERVER to its path.");
            return None;
        };
        let port = TcpListener::bind(("127.0.0.1", 0)).and_then(|free| free.local_addr());
        let port = port.expect("this machine has a free port").port();
        let folder = TempDir::new().expect("there is a place for temporary files");
        let mut server = Self {
            program,
            folder,
            port,
            arguments: arguments.iter().map(|&argument| argument.to_owned()).collect(),
            running: None,
        };
        server.resume().await;
        Some(server)
    }

    /// Where it listens.
    pub fn url(&self) -> String {
        format!("nats://127.0.0.1:{}", self.port)
    }

    /// Starts it again, with what it has kept.
    ///
    /// # Panics
    /// When it does not start.
    pub async fn resume(&mut self) {
        let mut command = Command::new(&self.program);
        command.args(["-js", "-a", "127.0.0.1", "-p", &self.port.to_string(), "-sd"]);
        command.arg(self.folder.path()).args(&self.arguments);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).kill_on_drop(true);
        self.running = Some(command.spawn().expect("the server is installed"));
        for _ in 0..STEPS {
            if self.greets().await {
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("nats-server does not start");
    }

    /// Kills it: SIGKILL. What it has confirmed is in its files.
    ///
    /// # Panics
    /// When it cannot be killed.
    pub async fn kill(&mut self) {
        if let Some(mut running) = self.running.take() {
            running.kill().await.expect("it was started here");
        }
    }

    /// `JetStream` as a neighbour sees it.
    ///
    /// # Panics
    /// When it is away.
    pub async fn neighbour(&self) -> jetstream::Context {
        let client = async_nats::connect(self.url()).await.expect("the server is there");
        jetstream::new(client)
    }

    async fn greets(&self) -> bool {
        let Ok(mut connection) = TcpStream::connect(("127.0.0.1", self.port)).await else { return false };
        let mut greeting = [0; 4];
        connection.read_exact(&mut greeting).await.is_ok_and(|_| &greeting == b"INFO")
    }
}
