//! What the operator reads. The log goes elsewhere (see `logging`).

use indicatif::{ProgressBar, ProgressStyle};
use std::io::{Write, stderr, stdout};

/// Says a line on the standard output. An output that nobody reads any more is no fault.
pub(crate) fn say(line: impl std::fmt::Display) {
    let _ = writeln!(stdout(), "{line}");
}

/// Says on the standard error output why the command failed: the fault and what is behind it, in one line.
pub(crate) fn complain(error: &anyhow::Error) {
    let _ = writeln!(stderr(), "bildungsnetz: {error:#}");
}

/// A bar for work that takes long; only a terminal shows it.
pub(crate) fn progress(what: &'static str) -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} {msg} ({elapsed})")
        .expect("the template of the progress bar is one");
    ProgressBar::new(0).with_style(style).with_message(what)
}
