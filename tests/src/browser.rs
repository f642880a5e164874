//! Chromium, driven by the programs in `tests/browser`.

use crate::NodePackage;
use crate::loud::skipped;
use std::path::PathBuf;

/// Where Debian puts it.
const USUAL: &str = "/usr/bin/chromium";

/// The programs that drive Chromium.
#[derive(Debug)]
pub struct Browser {
    programs: NodePackage,
}

impl Browser {
    /// Them, or `None` where there is no Chromium: it is what `CHROMIUM` names, else the one of the system.
    ///
    /// # Panics
    /// Where there is none although `BILDUNGSNETZ_REQUIRE_CHROMIUM=1`.
    #[expect(clippy::disallowed_methods, reason = "these two variables steer the tests and not the platform")]
    pub async fn found() -> Option<Self> {
        let chromium = std::env::var_os("CHROMIUM").map_or_else(|| PathBuf::from(USUAL), PathBuf::from);
        if !chromium.exists() {
            let reason = format!("there is no {}", chromium.display());
            let required = std::env::var("BILDUNGSNETZ_REQUIRE_CHROMIUM").is_ok_and(|value| value == "1");
            assert!(!required, "BILDUNGSNETZ_REQUIRE_CHROMIUM=1, but {reason}");
            skipped("The tests in the browser", &reason, "Install Chromium or set CHROMIUM to its path.");
            return None;
        }
        Some(Self { programs: NodePackage::installed("browser").await })
    }

    /// Runs one of the programs.
    ///
    /// # Panics
    /// With all that it said, when it fails.
    pub async fn run(&self, program: &str, arguments: &[&str]) {
        if let Err(said) = self.programs.run(program, arguments).await {
            panic!("{program}: {said}");
        }
    }
}
