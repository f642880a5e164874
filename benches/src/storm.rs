//! Many people who want the few seats of one session at the same moment, through several processes on one database.

use crate::process::{Process, entered};
use crate::report;
use crate::served::threads;
use acceptance::{Door, Engine, PASSWORD, Passed, Prize, Storm};
use anyhow::Result;
use clap::Args;
use domain::access::Role;
use hdrhistogram::Histogram;

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

/// Lets the storm break loose on one database, and looks what became of everybody.
pub(crate) fn run(engine: Engine, name: &str, options: Options) -> Result<()> {
    let runtime = threads("callers")?;
    runtime.block_on(async {
        let (address, world, cast) = entered(engine).await?;
        let prize = Prize { seats: options.seats, schools: options.seats / 3, per_district: options.seats * 6 / 10 };
        let storm = Storm::gather(&world, &cast, options.people, prize).await?;
        let processes = if engine == Engine::Sqlite { 1 } else { options.processes };
        let (mut serving, mut doors) = (Vec::new(), Vec::new());
        for _ in 0..processes {
            let process = Process::start(&address, false)?;
            let email = &cast.member(Role::TransferagenturAdmin, "transferagentur").email;
            doors.push(Door::open(process.address(), email, PASSWORD).await?);
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
