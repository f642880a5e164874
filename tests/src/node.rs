//! Programs for Node below `tests/`, each folder with the packages of its lock file.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use tokio::sync::Mutex;

/// How long one program may run.
const PATIENCE: Duration = Duration::from_mins(3);

/// One installation at a time: two tests may need the same folder.
static INSTALLING: Mutex<()> = Mutex::const_new(());

/// A folder with a `package.json`, its packages installed.
#[derive(Debug)]
pub struct NodePackage {
    folder: PathBuf,
}

impl NodePackage {
    /// The folder `tests/NAME`; its packages are installed when they are missing or of another lock file.
    ///
    /// # Panics
    /// When npm fails.
    pub async fn installed(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
        let _turn = INSTALLING.lock().await;
        let lock = std::fs::read(folder.join("package-lock.json")).expect("the folder has a package-lock.json");
        let installed = folder.join("node_modules/.installed.json");
        if std::fs::read(&installed).ok().as_ref() != Some(&lock) {
            let install = run("npm", &folder, &["ci", "--ignore-scripts", "--prefer-offline"]).await;
            assert!(install.is_ok(), "the packages of tests/{name}: {install:?}");
            std::fs::write(&installed, lock).expect("npm has made node_modules");
        }
        Self { folder }
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Starts one of its programs, which serves until what is given back is dropped, and waits for its first line.
    ///
    /// # Panics
    /// When it does not start, or says nothing.
    pub async fn start(&self, program: &str, arguments: &[&str]) -> (Child, String) {
        let mut command = Command::new("node");
        command.arg(program).args(arguments).current_dir(&self.folder);
        let running = command.stdin(Stdio::null()).stdout(Stdio::piped()).kill_on_drop(true).spawn();
        let mut running = running.expect("Node.js 20 or newer is needed");
        let said = running.stdout.take().expect("its output is a pipe");
        let first = tokio::time::timeout(PATIENCE, BufReader::new(said).lines().next_line()).await;
        let first = first.expect("it says something soon").expect("its output can be read").unwrap_or_default();
        (running, first)
    }

    /// Runs one of its programs and gives what it printed.
    ///
    /// # Errors
    /// All that it printed, when it fails or runs for more than three minutes.
    pub async fn run(&self, program: &str, arguments: &[&str]) -> Result<String, String> {
        run("node", &self.folder, &[&[program], arguments].concat()).await
    }
}

/// Runs a program in a folder; a path with a slash is one below the folder.
pub(crate) async fn run(program: &str, folder: &Path, arguments: &[&str]) -> Result<String, String> {
    let path = if program.contains('/') { folder.join(program) } else { program.into() };
    let mut command = Command::new(path);
    command.args(arguments).current_dir(folder).stdin(Stdio::null()).kill_on_drop(true);
    let output = tokio::time::timeout(PATIENCE, command.output())
        .await
        .map_err(|_| format!("`{program} {}` runs for more than {PATIENCE:?}", arguments.join(" ")))?
        .map_err(|error| format!("`{program}` did not start (the tests need Node.js 20 or newer): {error}"))?;
    let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
    if output.status.success() { Ok(said) } else { Err(said) }
}
