//! Programs for Python below `tests/`, each folder with the packages of its `requirements.txt`.

use crate::loud::skipped;
use crate::node::run;
use std::path::{Path, PathBuf};
use tokio::sync::Mutex;

/// One installation at a time: two tests may need the same folder.
static INSTALLING: Mutex<()> = Mutex::const_new(());

/// A folder with a `requirements.txt`, its packages installed in an environment of its own.
#[derive(Debug)]
pub struct PythonPackage {
    folder: PathBuf,
}

impl PythonPackage {
    /// The folder `tests/NAME`, or `None` where there is no Python.
    ///
    /// # Panics
    /// When pip fails, or where there is no Python although `BILDUNGSNETZ_REQUIRE_PYTHON=1`.
    #[expect(clippy::disallowed_methods, reason = "this variable steers the tests and not the platform")]
    pub async fn installed(name: &str) -> Option<Self> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
        if let Err(reason) = run("python3", &folder, &["-c", "import venv, ensurepip"]).await {
            let required = std::env::var("BILDUNGSNETZ_REQUIRE_PYTHON").is_ok_and(|value| value == "1");
            assert!(!required, "BILDUNGSNETZ_REQUIRE_PYTHON=1, but {reason}");
            let remedy = "Install Python 3.10 or newer with venv.";
            skipped("The tests of Python clients", "python3 with venv was not found", remedy);
            return None;
        }
        let _turn = INSTALLING.lock().await;
        let wanted = std::fs::read(folder.join("requirements.txt")).expect("the folder has a requirements.txt");
        let installed = folder.join(".venv/.installed.txt");
        if std::fs::read(&installed).ok().as_ref() != Some(&wanted) {
            let made = run("python3", &folder, &["-m", "venv", "--clear", ".venv"]).await;
            assert!(made.is_ok(), "the environment of tests/{name}: {made:?}");
            let install = ["install", "--quiet", "--no-deps", "--requirement", "requirements.txt"];
            let install = run(".venv/bin/pip", &folder, &install).await;
            assert!(install.is_ok(), "the packages of tests/{name}: {install:?}");
            std::fs::write(&installed, wanted).expect("pip has made the environment");
        }
        Some(Self { folder })
    }

    /// Runs one of its programs and gives what it printed.
    ///
    /// # Errors
    /// All that it printed, when it fails or runs for more than three minutes.
    pub async fn run(&self, program: &str, arguments: &[&str]) -> Result<String, String> {
        run(".venv/bin/python", &self.folder, &[&[program], arguments].concat()).await
    }
}
