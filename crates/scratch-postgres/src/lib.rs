//! A PostgreSQL that lives as long as its owner, from the binaries that are installed on this machine.
//!
//! For tests, benchmarks and schema dumps: it keeps nothing safe from a power cut, listens on a Unix socket only, and
//! is gone, files and all, when the [`ScratchPostgres`] is dropped or its process ends, even by a panic or a kill.

use std::fs;
use std::io::{self, BufRead, BufReader, Read};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

const SCRIPT: &str = include_str!("server.sh");
/// Where Debian puts the versions that are installed.
const DEBIAN: &str = "/usr/lib/postgresql";

/// Why no server was started.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// No binaries.
    #[error("PostgreSQL is not installed: neither {DEBIAN} nor pg_config shows where initdb is")]
    NotInstalled,
    /// The shell that starts it could not be started.
    #[error("the server's shell cannot be started: {0}")]
    Shell(#[from] io::Error),
    /// It did not come up; this is what it said.
    #[error("PostgreSQL did not start: {0}")]
    Server(String),
}

/// A running server. Dropping it stops it and removes its files.
#[derive(Debug)]
pub struct ScratchPostgres {
    shell: Child,
    socket: PathBuf,
}

impl ScratchPostgres {
    /// Starts the newest PostgreSQL that is installed; as user `postgres` when called by root, whom PostgreSQL refuses.
    /// Takes about a second.
    ///
    /// # Errors
    /// When none is installed or it does not come up.
    pub fn start() -> Result<Self, StartError> {
        let binaries = find_binaries().ok_or(StartError::NotInstalled)?;
        let mut command = if called_by_root() {
            let mut command = Command::new("setpriv");
            command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups", "sh"]);
            command
        } else {
            Command::new("sh")
        };
        command.args(["-c", SCRIPT, "scratch-postgres"]).arg(binaries).current_dir("/");
        let mut shell = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
        let mut line = String::new();
        if let Some(said) = shell.stdout.take() {
            BufReader::new(said).read_line(&mut line)?;
        }
        if line.is_empty() {
            let mut complaint = String::new();
            if let Some(mut said) = shell.stderr.take() {
                said.read_to_string(&mut complaint)?;
            }
            shell.wait()?;
            return Err(StartError::Server(complaint.trim().to_owned()));
        }
        Ok(Self { shell, socket: line.trim_end().into() })
    }

    /// The address of one of its databases; `postgres` is there from the start.
    pub fn address(&self, database: &str) -> String {
        format!("postgres://postgres@localhost/{database}?host={}", self.socket.display())
    }
}

impl Drop for ScratchPostgres {
    fn drop(&mut self) {
        // The shell waits for the end of its input; what goes wrong after that nobody can mend.
        drop(self.shell.stdin.take());
        let _ = self.shell.wait();
    }
}

fn called_by_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0)
}

fn find_binaries() -> Option<PathBuf> {
    let versions = fs::read_dir(DEBIAN).into_iter().flatten().flatten().filter_map(|entry| {
        let version: u32 = entry.file_name().to_str()?.parse().ok()?;
        let binaries = entry.path().join("bin");
        holds_a_server(&binaries).then_some((version, binaries))
    });
    versions.max().map(|(_, binaries)| binaries).or_else(|| {
        let said = Command::new("pg_config").arg("--bindir").output().ok()?;
        let binaries = PathBuf::from(String::from_utf8(said.stdout).ok()?.trim());
        holds_a_server(&binaries).then_some(binaries)
    })
}

fn holds_a_server(binaries: &Path) -> bool {
    binaries.join("initdb").is_file() && binaries.join("postgres").is_file()
}
