//! The log, on the standard error output.

use crate::config::{Log, LogFormat};
use anyhow::Context;
use std::io::{IsTerminal, stderr};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt;

/// Starts the log of this process.
///
/// # Errors
/// When the filter is none.
pub(crate) fn start(log: &Log) -> anyhow::Result<()> {
    let filter = EnvFilter::try_new(&log.filter)
        .with_context(|| format!("the configuration is wrong: log.filter is `{}`", log.filter))?;
    let lines = fmt().with_env_filter(filter).with_writer(stderr);
    match log.format {
        LogFormat::Text => lines.with_ansi(stderr().is_terminal()).init(),
        LogFormat::Json => lines.json().flatten_event(true).init(),
    }
    Ok(())
}
