//! The binary: configuration and wiring. What it does stands in `application` and `api`.

mod commands;
mod config;
mod logging;
mod output;
mod wiring;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Backend of the platform for data-based municipal education management in North Rhine-Westphalia.
#[derive(Parser, Debug)]
#[command(version, arg_required_else_help = true)]
struct Arguments {
    #[command(flatten)]
    flags: config::Flags,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand, Debug)]
enum Command {
    /// Bring the database up to date
    Migrate,
    /// Write the generated files of schema/, or check that they are up to date
    Schema(commands::schema::Options),
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            output::complain(&error);
            ExitCode::FAILURE
        }
    }
}

fn run(Arguments { flags, command }: Arguments) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        match command {
            Command::Migrate => commands::migrate::run(&flags).await?,
            Command::Schema(options) => commands::schema::run(&options).await?,
        }
        Ok(())
    })
}
