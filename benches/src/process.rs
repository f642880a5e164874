//! Processes that serve, so that what they use is told apart from what asks them.

use crate::served::{listen, platform, threads};
use acceptance::{Cast, Engine, Running, TestDatabase, World};
use anyhow::{Context, Result, ensure};
use application::integration::webhooks::Courier;
use clap::Args;
use std::future::pending;
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

/// What a process serves.
#[derive(Args, Clone, Debug)]
pub(crate) struct Served {
    /// The address of its database
    database: String,
    /// Whether it sends what webhooks are told
    #[arg(long)]
    courier: bool,
}

/// A process that serves; it ends when it is dropped.
pub(crate) struct Process {
    running: Running,
    address: String,
}

impl Process {
    /// Starts one on a database.
    pub(crate) fn start(database: &str, courier: bool) -> Result<Self> {
        let mut command = Command::new(std::env::current_exe()?);
        command.args(["door", database]).args(courier.then_some("--courier"));
        let mut running = Running(command.stdout(Stdio::piped()).spawn()?);
        let mut said = BufReader::new(running.0.stdout.take().context("the process has an output")?);
        let mut line = String::new();
        said.read_line(&mut line)?;
        let address = line.trim().trim_end_matches("/graphql").to_owned();
        ensure!(address.starts_with("http://"), "the process said {line:?}");
        Ok(Self { running, address })
    }

    /// Where it serves.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// How many bytes of memory it holds.
    pub(crate) fn memory(&self) -> Result<u64> {
        let status = self.looked_at()?.status()?;
        Ok(status.vmrss.context("a process that runs holds memory")? << 10)
    }

    /// The processor time that it has used.
    pub(crate) fn used(&self) -> Result<Duration> {
        let stat = self.looked_at()?.stat()?;
        Ok(Duration::from_millis((stat.utime + stat.stime) * 1_000 / procfs::ticks_per_second()))
    }

    fn looked_at(&self) -> Result<procfs::process::Process> {
        let id = i32::try_from(self.running.0.id())?;
        procfs::process::Process::new(id).context("the process cannot be read below /proc")
    }
}

/// A database with the cast in it, and its address.
pub(crate) async fn entered(engine: Engine) -> Result<(String, World, Cast)> {
    let database = TestDatabase::migrated(engine).await.context("there is no PostgreSQL")?;
    let address = database.address().to_owned();
    let world = World::with(database);
    let cast = Cast::enter(&world).await;
    Ok((address, world, cast))
}

/// Serves a database until the process is ended, and says where.
pub(crate) fn serve(served: &Served) -> Result<()> {
    let runtime = threads("door")?;
    let platform = Arc::new(runtime.block_on(platform(&served.database))?);
    let (url, shape) = runtime.block_on(listen(Arc::clone(&platform)))?;
    if served.courier {
        runtime.spawn(Courier::new(platform, shape)?.run(pending()));
    }
    let mut out = std::io::stdout();
    writeln!(out, "{url}")?;
    out.flush()?;
    runtime.block_on(pending())
}
