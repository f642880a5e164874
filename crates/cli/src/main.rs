//! The binary: configuration and wiring. What it does stands in `application` and `api`.

mod commands;
mod config;
mod logging;
mod output;
mod remote;
mod serving;
mod wiring;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The stack of each thread, in bytes: the schema's wide types have wide resolvers, above all where nothing is optimised.
const STACK: usize = 8 * 1_024 * 1_024;

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
    /// Serve the platform
    Serve(commands::serve::Options),
    /// Serve an invented world that needs nothing but this binary
    Demo,
    /// Bring the database up to date
    Migrate,
    /// Write the generated files of schema/, or check that they are up to date
    Schema(commands::schema::Options),
    /// Make, list and shut accounts
    #[command(subcommand)]
    Account(commands::account::What),
    /// Import data from files
    #[command(subcommand)]
    Import(commands::import::What),
    /// Write a list of a running platform into a file
    Export(commands::export::Options),
    /// Fill an empty database with an invented world
    Seed(commands::seed::Options),
    /// Make the index of the search anew, or check it
    #[command(subcommand)]
    Search(commands::search::What),
    /// Make the platform's secret, if there is none, and a new key that signs access tokens
    Keygen,
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
    let runtime = tokio::runtime::Builder::new_multi_thread().thread_stack_size(STACK).enable_all().build()?;
    runtime.block_on(async {
        match command {
            Command::Serve(options) => commands::serve::run(&flags, &options).await?,
            Command::Demo => commands::demo::run(&flags).await?,
            Command::Migrate => commands::migrate::run(&flags).await?,
            Command::Schema(options) => commands::schema::run(&options).await?,
            Command::Account(what) => commands::account::run(&flags, &what).await?,
            Command::Import(what) => commands::import::run(&flags, &what).await?,
            Command::Export(options) => commands::export::run(&options).await?,
            Command::Seed(options) => commands::seed::run(&flags, &options).await?,
            Command::Search(what) => commands::search::run(&flags, what).await?,
            Command::Keygen => commands::keygen::run(&flags)?,
        }
        Ok(())
    })
}
