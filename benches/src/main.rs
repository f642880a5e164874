//! Load and scale benchmarks: `cargo run --release -p bench`.
//!
//! Makes the synthetic state of `seed --size state` in a database of its own, serves it in this process, and asks over
//! HTTP as an administrator and as the lead of one office. `storm` lets many people want the seats of one session through
//! several processes; `services` has other systems ask for tokens, follow what happens and be told of it. Beside each
//! figure stands the same answer by bare SQL through the same driver, in the same run: on a noisy machine only ratios
//! mean anything.

mod bare;
mod bare_bodies;
mod bodies;
mod cases;
mod courses;
mod cpu;
mod deliveries;
mod exports;
mod followers;
mod load;
mod map;
mod process;
mod report;
mod search;
mod served;
mod services;
mod storm;

use acceptance::Engine;
use anyhow::{Context, Result};
use clap::{Parser, Subcommand};
use load::Load;
use std::time::Duration;

/// A part of what is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Group {
    /// Territories, organisations, people and accounts
    Records,
    /// Sessions with their seats, and calendars
    Courses,
    /// Networks, their meetings and their map
    Networks,
    /// The search over 100,000 documents
    Search,
    /// An export of 1,000,000 rows in each form; only when it is asked for
    Exports,
}

/// How a part is measured.
type Measure = fn(&served::Served, Load) -> Result<()>;

/// What is measured, and how long.
#[derive(Clone, Debug, Parser)]
struct Options {
    /// One database instead of both: sqlite or postgres
    #[arg(long)]
    engine: Option<String>,
    /// One part instead of all
    #[arg(long)]
    only: Option<Group>,
    /// Seconds for each figure
    #[arg(long, default_value_t = 5)]
    seconds: u64,
    /// How many callers ask at the same time
    #[arg(long, default_value_t = 8)]
    callers: usize,
    /// Something else than the figures of all answers
    #[command(subcommand)]
    command: Option<Command>,
}

/// What else can be measured.
#[derive(Clone, Debug, Subcommand)]
enum Command {
    /// Registrations that storm the seats of one session through several processes
    Storm(storm::Options),
    /// Tokens for other systems, webhooks, and many open streams
    Services(services::Options),
    /// Serves a database, for the two others
    #[command(hide = true)]
    Door(process::Served),
}

fn main() -> Result<()> {
    let options = Options::parse();
    let load = Load { workers: options.callers, length: Duration::from_secs(options.seconds) };
    if let Some(Command::Door(served)) = &options.command {
        return process::serve(served);
    }
    for (engine, name) in [(Engine::Sqlite, "sqlite"), (Engine::Postgres, "postgres")] {
        if options.engine.as_deref().is_some_and(|only| only != name) {
            continue;
        }
        match options.command {
            Some(Command::Storm(size)) => storm::run(engine, name, size).with_context(|| format!("on {name}"))?,
            Some(Command::Services(size)) => {
                services::run(engine, name, load, size).with_context(|| format!("on {name}"))?;
            }
            Some(Command::Door(_)) | None => figures(engine, name, load, options.only)?,
        }
    }
    Ok(())
}

/// The figures of all answers on one database, or of one part of them.
fn figures(engine: Engine, name: &str, load: Load, only: Option<Group>) -> Result<()> {
    let served = served::start(engine).with_context(|| format!("on {name}"))?;
    report::heading(name);
    let parts: [(Group, Measure); 5] = [
        (Group::Records, cases::measure),
        (Group::Courses, courses::measure),
        (Group::Networks, bodies::measure),
        (Group::Search, search::measure),
        (Group::Exports, exports::measure),
    ];
    let asked = |group| only.map_or(group != Group::Exports, |only| only == group);
    for (_, measure) in parts.iter().filter(|(group, _)| asked(*group)) {
        measure(&served, load)?;
    }
    Ok(())
}
