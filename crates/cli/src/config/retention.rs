//! How long lists with people's names are kept.

use anyhow::Context;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How long lists with people's names are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Retention {
    /// For how many calendar years after that of a session its list of attendance names people, 5 to 30: five years for the
    /// funder's check, and the years that the grant runs beyond the session. After them figures are left.
    pub(crate) attendance_years: i16,
}

impl Default for Retention {
    fn default() -> Self {
        Self { attendance_years: domain::qualifications::Retention::default().attendance_years() }
    }
}

impl Retention {
    /// What the platform is told.
    pub(crate) fn settings(self) -> anyhow::Result<domain::qualifications::Retention> {
        let checked = domain::qualifications::Retention::new(self.attendance_years).map_err(|refusal| {
            let sentence = refusal.message(domain::shared::Language::English);
            anyhow::anyhow!(sentence).context("retention.attendance_years")
        });
        checked.context("the configuration is wrong")
    }
}
