//! A closed loop of workers: each asks again as soon as it has its answer.

use anyhow::{Result, bail};
use hdrhistogram::Histogram;
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

/// How hard, and how long.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Load {
    /// How many workers.
    pub(crate) workers: usize,
    /// For how long, after a fifth of it to get warm.
    pub(crate) length: Duration,
}

/// What was measured.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Figures {
    /// Answers in a second.
    pub(crate) per_second: f64,
    /// The median of the time to an answer, in milliseconds.
    pub(crate) p50: f64,
    /// The time within which 99 of 100 answers came, in milliseconds.
    pub(crate) p99: f64,
    /// The processor time for an answer, in milliseconds.
    pub(crate) cpu: f64,
}

impl Load {
    /// Runs the load and measures the processor time for it, which `used` says.
    pub(crate) async fn run<W, F>(self, used: impl Fn() -> Result<Duration>, work: W) -> Result<Figures>
    where
        W: Fn() -> F + Clone + Send + 'static,
        F: Future<Output = Result<()>> + Send,
    {
        self.for_(self.length / 5, work.clone()).await?;
        let before = used()?;
        let began = Instant::now();
        let times = self.for_(self.length, work).await?;
        let took = began.elapsed();
        let used = used()?.saturating_sub(before);
        if times.is_empty() {
            bail!("not one answer came within {took:?}");
        }
        let answers = f64::from(u32::try_from(times.len())?);
        Ok(Figures {
            per_second: answers / took.as_secs_f64(),
            p50: milliseconds(times.value_at_quantile(0.5)),
            p99: milliseconds(times.value_at_quantile(0.99)),
            cpu: used.as_secs_f64() * 1_000.0 / answers,
        })
    }

    /// The times to each answer, in microseconds.
    async fn for_<W, F>(self, length: Duration, work: W) -> Result<Histogram<u64>>
    where
        W: Fn() -> F + Clone + Send + 'static,
        F: Future<Output = Result<()>> + Send,
    {
        let end = Instant::now() + length;
        let mut workers = JoinSet::new();
        for _ in 0..self.workers {
            let work = work.clone();
            workers.spawn(async move {
                let mut times = Histogram::<u64>::new(3)?;
                while Instant::now() < end {
                    let asked = Instant::now();
                    work().await?;
                    times.record(u64::try_from(asked.elapsed().as_micros())?)?;
                }
                anyhow::Ok(times)
            });
        }
        let mut all = Histogram::new(3)?;
        while let Some(times) = workers.join_next().await {
            all.add(times??)?;
        }
        Ok(all)
    }
}

fn milliseconds(micros: u64) -> f64 {
    Duration::from_micros(micros).as_secs_f64() * 1_000.0
}
