//! The processor time of some of this process's threads: the server and the load run in one process, on threads of
//! different names.

use anyhow::{Context, Result};
use procfs::process::Process;
use std::time::Duration;

/// Threads, told apart by the start of their names.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Threads(pub(crate) &'static [&'static str]);

impl Threads {
    /// The processor time that they have used since they began.
    pub(crate) fn used(self) -> Result<Duration> {
        let mut ticks = 0;
        for task in Process::myself().context("this process cannot be read below /proc")?.tasks()? {
            // A thread that has just ended cannot be read; what it used is lost on both sides of the comparison.
            let Ok(stat) = task.and_then(|task| task.stat()) else { continue };
            if self.0.iter().any(|name| stat.comm.starts_with(name)) {
                ticks += stat.utime + stat.stime;
            }
        }
        Ok(Duration::from_millis(ticks * 1_000 / procfs::ticks_per_second()))
    }
}
