//! An export of a million rows: how many rows a second, and how much memory above what the platform takes at rest.

use crate::load::Load;
use crate::report;
use crate::served::{Served, threads};
use anyhow::{Context, Result, ensure};
use api::http::{HttpSettings, Parts, server};
use application::integration::exports::Exporter;
use procfs::process::Process;
use serde_json::{Value, json};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

const START: &str = include_str!("../../schema/operations/StartExport.graphql");
const EXPORT: &str = include_str!("../../schema/operations/Export.graphql");

/// How many people are added.
const MANY: u64 = 1_000_000;
/// What is exported of each.
const PEOPLE: &str = "{ people { nodes { id givenName familyName languages state createdAt organisation { name } } } }";
/// How often the memory is looked at.
const LOOK: Duration = Duration::from_millis(20);

/// Adds the people, and measures each form of file.
pub(crate) fn measure(served: &Served, _load: Load) -> Result<()> {
    served.plain.block_on(served.bare.add_people(MANY))?;
    let schema = api::graphql::schema();
    let parts = Parts {
        platform: Arc::clone(&served.platform),
        sdl: api::graphql::sdl().to_owned(),
        schema,
        settings: HttpSettings::default(),
        demo_accounts: Vec::new(),
    };
    let exporter = Exporter::new(Arc::clone(&served.platform), server(parts)?.reader());
    let writers = threads("writers")?;
    for format in ["CSV", "JSONL", "XLSX"] {
        let input = json!({"document": PEOPLE, "format": format});
        let started = ask(served, START, &json!({"input": input}))?;
        let id =
            started["startExport"]["export"]["id"].as_str().with_context(|| format!("refused: {started}"))?.to_owned();
        let watch = Watch::start()?;
        let began = Instant::now();
        let written = writers.block_on(exporter.write_due())?;
        let seconds = began.elapsed().as_secs_f64();
        let (idle, peak) = watch.stop()?;
        let export = ask(served, EXPORT, &json!({"id": id}))?["export"].take();
        let rows = export["rows"].as_u64().unwrap_or_default();
        ensure!(written == 1 && export["state"] == "DONE" && rows >= MANY, "{export:#}");
        #[expect(clippy::cast_precision_loss, reason = "a rate is shown without decimals")]
        let rate = rows as f64 / seconds;
        report::note(&format!(
            "export of {rows} rows as {format}: {rate:.0} rows/s, {} MiB in {seconds:.1} s; memory at rest {} MiB, peak {} MiB above",
            export["bytes"].as_u64().unwrap_or_default() >> 20,
            idle >> 10,
            peak.saturating_sub(idle) >> 10,
        ));
    }
    Ok(())
}

fn ask(served: &Served, query: &str, variables: &Value) -> Result<Value> {
    let body = Arc::new(json!({"query": query, "variables": variables}));
    served.callers.block_on(async { served.administrator.anew().await?.ask(body).await })
}

/// Watches the memory that this process holds for itself, in KiB. Pages of files are left out: SQLite maps up to 256 MiB of
/// its own, and the system takes them back whenever it wants them.
struct Watch {
    idle: u64,
    peak: Arc<AtomicU64>,
    over: Arc<AtomicBool>,
    thread: thread::JoinHandle<()>,
}

impl Watch {
    fn start() -> Result<Self> {
        let idle = held()?;
        let (peak, over) = (Arc::new(AtomicU64::new(idle)), Arc::new(AtomicBool::new(false)));
        let (highest, end) = (Arc::clone(&peak), Arc::clone(&over));
        let thread = thread::spawn(move || {
            while !end.load(Ordering::Relaxed) {
                if let Ok(now) = held() {
                    highest.fetch_max(now, Ordering::Relaxed);
                }
                thread::sleep(LOOK);
            }
        });
        Ok(Self { idle, peak, over, thread })
    }

    /// What it was at rest, and at most.
    fn stop(self) -> Result<(u64, u64)> {
        self.over.store(true, Ordering::Relaxed);
        self.thread.join().map_err(|_| anyhow::anyhow!("the memory could not be watched"))?;
        Ok((self.idle, self.peak.load(Ordering::Relaxed)))
    }
}

fn held() -> Result<u64> {
    let status = Process::myself().and_then(|process| process.status()).context("this process cannot be read")?;
    status.rssanon.context("the system does not say how much memory a process takes")
}
