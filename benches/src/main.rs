//! Load and scale benchmarks: `cargo run --release -p bench`.
//!
//! Makes the synthetic state of `seed --size state` in a database of its own, serves it in this process, and asks over
//! HTTP as an administrator and as the lead of one office. Beside each figure stands the same answer by bare SQL
//! through the same driver, in the same run: on a noisy machine only ratios mean anything.

mod bare;
mod cases;
mod cpu;
mod load;
mod report;
mod served;

use acceptance::Engine;
use anyhow::{Context, Result};
use clap::Parser;
use load::Load;
use std::time::Duration;

/// What is measured, and how long.
#[derive(Clone, Debug, Parser)]
struct Options {
    /// One database instead of both: sqlite or postgres
    #[arg(long)]
    engine: Option<String>,
    /// Seconds for each figure
    #[arg(long, default_value_t = 5)]
    seconds: u64,
    /// How many callers ask at the same time
    #[arg(long, default_value_t = 8)]
    callers: usize,
}

fn main() -> Result<()> {
    let options = Options::parse();
    let load = Load { workers: options.callers, length: Duration::from_secs(options.seconds) };
    for (engine, name) in [(Engine::Sqlite, "sqlite"), (Engine::Postgres, "postgres")] {
        if options.engine.as_deref().is_none_or(|only| only == name) {
            let served = served::start(engine).with_context(|| format!("on {name}"))?;
            report::heading(name);
            cases::measure(&served, load)?;
        }
    }
    Ok(())
}
