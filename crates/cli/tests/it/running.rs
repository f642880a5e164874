//! Running the binary.

use acceptance::Running;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{ChildStdout, Command, ExitStatus, Stdio};

/// What a command that has ended left behind.
pub(crate) struct Ended {
    pub(crate) status: ExitStatus,
    pub(crate) said: String,
    pub(crate) complained: String,
}

/// The binary with these arguments, in a folder of its own and with no configuration from around it.
pub(crate) fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bildungsnetz"));
    command.env_clear().current_dir(folder).args(arguments);
    command
}

/// Runs a command to its end.
pub(crate) fn run(folder: &Path, arguments: &[&str]) -> Ended {
    ended(&mut command(folder, arguments))
}

/// Runs a command to its end, with something to read.
pub(crate) fn run_with_input(folder: &Path, arguments: &[&str], input: &str) -> Ended {
    let mut command = command(folder, arguments);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    told(child.wait_with_output().unwrap())
}

/// Runs a prepared command to its end.
pub(crate) fn ended(command: &mut Command) -> Ended {
    told(command.output().unwrap())
}

fn told(output: std::process::Output) -> Ended {
    Ended {
        status: output.status,
        said: String::from_utf8(output.stdout).unwrap(),
        complained: String::from_utf8(output.stderr).unwrap(),
    }
}

/// A demo that runs until it is told to stop.
pub(crate) struct Demo {
    child: Running,
    said: BufReader<ChildStdout>,
    /// Where it listens.
    pub(crate) address: String,
    /// All that it said before it took requests.
    pub(crate) greeting: String,
}

impl Demo {
    /// Starts one on a free port and waits until it takes requests.
    pub(crate) fn start(folder: &Path) -> Self {
        let mut command = command(folder, &["demo", "--listen", "127.0.0.1:0"]);
        let mut child = Running::start(command.stdout(Stdio::piped()));
        let mut said = BufReader::new(child.0.stdout.take().unwrap());
        let mut greeting = String::new();
        while !greeting.contains("Ctrl-C") {
            assert!(said.read_line(&mut greeting).unwrap() > 0, "it ended after saying: {greeting}");
        }
        let address = greeting.split("http://").nth(1).unwrap().split('/').next().unwrap().to_owned();
        Self { child, said, address, greeting }
    }

    /// The full address of a path.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Sends SIGTERM and says how it ended.
    pub(crate) fn stop(mut self) -> ExitStatus {
        assert!(Command::new("kill").args(["-TERM", &self.child.0.id().to_string()]).status().unwrap().success());
        let mut rest = String::new();
        while self.said.read_line(&mut rest).unwrap() > 0 {}
        self.child.0.wait().unwrap()
    }
}
