//! Programs for Node that read texts as the programs of those who get them would, many tests one after the other.

use crate::NodePackage;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::{Mutex, PoisonError};

/// A program of a package below `tests/`, started when it is first asked and then kept: Node and its packages take longer
/// to start than to read.
#[derive(Debug)]
pub struct Reader {
    package: &'static str,
    program: &'static str,
    running: Mutex<Option<Started>>,
}

/// It ends when this process does: its input is closed then.
#[derive(Debug)]
struct Started {
    child: Child,
    said: BufReader<ChildStdout>,
}

impl Reader {
    /// The program of this name in `tests/PACKAGE`. It answers each line of JSON with another: `seen` is what it saw of
    /// each text, or `fault` what is wrong with one.
    pub const fn new(package: &'static str, program: &'static str) -> Self {
        Self { package, program, running: Mutex::new(None) }
    }

    /// What it sees in each of these texts, which are of this kind.
    ///
    /// # Panics
    /// When one of them breaks a rule of its format.
    pub async fn read(&'static self, kind: &str, texts: &[&str]) -> Vec<Value> {
        let package = NodePackage::installed(self.package).await;
        let line = json!({"kind": kind, "texts": texts}).to_string();
        // Not the processes of tokio: those belong to the runtime of one test.
        let answer = tokio::task::spawn_blocking(move || {
            let mut kept = self.running.lock().unwrap_or_else(PoisonError::into_inner);
            // Whatever goes wrong on the way, the next test gets a new one.
            let mut running = kept.take().unwrap_or_else(|| Started::start(&package, self.program));
            let answer = running.ask(&line);
            *kept = Some(running);
            answer
        });
        let mut answer = answer.await.expect("the reader answers");
        assert!(answer["fault"].is_null(), "{}", answer["fault"].as_str().unwrap_or_default());
        serde_json::from_value(answer["seen"].take()).expect("it saw something in each")
    }
}

impl Started {
    fn start(package: &NodePackage, program: &str) -> Self {
        let mut command = Command::new("node");
        command.arg(program).current_dir(package.folder()).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().expect("Node.js 20 or newer is needed");
        let said = BufReader::new(child.stdout.take().expect("its output is a pipe"));
        Self { child, said }
    }

    fn ask(&mut self, line: &str) -> Value {
        let input = self.child.stdin.as_mut().expect("its input is a pipe");
        writeln!(input, "{line}").expect("it listens");
        let mut answer = String::new();
        self.said.read_line(&mut answer).expect("it answers");
        serde_json::from_str(&answer).expect("it answers in JSON")
    }
}
