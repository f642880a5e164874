//! Many people who want the few seats of one session at the same moment, through several processes on one database.

use crate::report;
use crate::served::{listen, platform, threads};
use acceptance::{Cast, Door, Engine, PASSWORD, Passed, Prize, Storm, TestDatabase, World};
use anyhow::{Context, Result, ensure};
use clap::Args;
use domain::access::Role;
use hdrhistogram::Histogram;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

/// How large the storm is.
#[derive(Args, Clone, Copy, Debug)]
pub(crate) struct Options {
    /// How many people want a seat
    #[arg(long, default_value_t = 10_000)]
    people: usize,
    /// How many seats there are
    #[arg(long, default_value_t = 100)]
    seats: u32,
    /// How many processes serve on PostgreSQL; a SQLite file belongs to one
    #[arg(long, default_value_t = 3)]
    processes: usize,
    /// How many registrations are under way at the same time
    #[arg(long, default_value_t = 200)]
    at_once: usize,
}

/// A process that serves; it ends with the storm.
struct Process {
    child: Child,
    address: String,
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may be gone already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Process {
    fn start(database: &str) -> Result<Self> {
        let mut child =
            Command::new(std::env::current_exe()?).args(["door", database]).stdout(Stdio::piped()).spawn()?;
        let mut said = BufReader::new(child.stdout.take().context("the process has an output")?);
        let mut line = String::new();
        said.read_line(&mut line)?;
        let address = line.trim().trim_end_matches("/graphql").to_owned();
        ensure!(address.starts_with("http://"), "the process said {line:?}");
        Ok(Self { child, address })
    }
}

/// Serves a database until the process is ended, and says where.
pub(crate) fn door(database: &str) -> Result<()> {
    let runtime = threads("door")?;
    let platform = runtime.block_on(platform(database))?;
    let url = runtime.block_on(listen(Arc::new(platform)))?;
    let mut out = std::io::stdout();
    writeln!(out, "{url}")?;
    out.flush()?;
    runtime.block_on(std::future::pending())
}

/// Lets the storm break loose on one database, and looks what became of everybody.
pub(crate) fn run(engine: Engine, name: &str, options: Options) -> Result<()> {
    let runtime = threads("callers")?;
    runtime.block_on(async {
        let database = TestDatabase::migrated(engine).await.context("there is no PostgreSQL")?;
        let address = database.address().to_owned();
        let world = World::with(database);
        let cast = Cast::enter(&world).await;
        let prize = Prize { seats: options.seats, schools: options.seats / 3, per_district: options.seats * 6 / 10 };
        let storm = Storm::gather(&world, &cast, options.people, prize).await?;
        let processes = if engine == Engine::Sqlite { 1 } else { options.processes };
        let (mut serving, mut doors) = (Vec::new(), Vec::new());
        for _ in 0..processes {
            let process = Process::start(&address)?;
            let email = &cast.member(Role::TransferagenturAdmin, "transferagentur").email;
            doors.push(Door::open(&process.address, email, PASSWORD).await?);
            serving.push(process);
        }
        let passed = storm.break_loose(&doors, options.at_once).await?;
        storm.check(&address, &passed).await?;
        say(name, processes, options, &passed)
    })
}

fn say(name: &str, processes: usize, options: Options, passed: &Passed) -> Result<()> {
    let mut times = Histogram::<u64>::new(3)?;
    for time in &passed.times {
        times.record(u64::try_from(time.as_micros())?)?;
    }
    let ms =
        |quantile: f64| std::time::Duration::from_micros(times.value_at_quantile(quantile)).as_secs_f64() * 1_000.0;
    let answers = f64::from(u32::try_from(passed.times.len())?);
    report::note(&format!(
        "\n{name}: {} people, {} seats, {processes} process(es), {} at once\n\
         {} confirmed, {} waiting, {:?} refused: every quota held, nobody lost, in the order of the commits\n\
         {:.0} registrations/s in {:.1} s; p50 {:.0} ms, p99 {:.0} ms",
        options.people,
        options.seats,
        options.at_once,
        passed.confirmed,
        passed.waitlisted,
        passed.refused,
        answers / passed.took.as_secs_f64(),
        passed.took.as_secs_f64(),
        ms(0.5),
        ms(0.99),
    ));
    Ok(())
}
