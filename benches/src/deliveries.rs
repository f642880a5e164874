//! What webhooks are told, and how fast.

use crate::process::Process;
use crate::report;
use crate::services::{Lead, Options};
use anyhow::{Context, Result};
use axum::Router;
use axum::routing::post;
use serde_json::json;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tokio::net::TcpListener;
use tokio::task::JoinSet;

const CREATE: &str = include_str!("../../schema/operations/CreateWebhookSubscription.graphql");
/// How many make changes at the same time.
const AT_ONCE: usize = 8;
/// How long all of it may take.
const PATIENCE: Duration = Duration::from_mins(10);

/// Who receives what webhooks are told, and counts it.
pub(crate) struct Receiver {
    address: String,
    received: Arc<AtomicUsize>,
}

impl Receiver {
    async fn start() -> Result<Self> {
        let received = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&received);
        let hook = post(move || async move {
            counter.fetch_add(1, Ordering::Relaxed);
        });
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let address = format!("http://{}/hook", listener.local_addr()?);
        tokio::spawn(async move { axum::serve(listener, Router::new().route("/hook", hook)).await });
        Ok(Self { address, received })
    }

    fn received(&self) -> usize {
        self.received.load(Ordering::Relaxed)
    }
}

/// Makes the webhooks and the changes that they are told, while nobody sends anything.
pub(crate) async fn prepare(lead: &Arc<Lead>, options: Options) -> Result<Receiver> {
    let receiver = Receiver::start().await?;
    for number in 0..options.webhooks {
        let service = lead.service().await?;
        let name = format!("Portal {number}");
        let input =
            json!({"serviceAccountId": service["id"], "name": name, "url": receiver.address, "types": ["person.*"]});
        lead.change(CREATE, input).await?;
    }
    let mut all = JoinSet::new();
    for worker in 0..AT_ONCE {
        let (lead, changes) = (Arc::clone(lead), options.changes);
        all.spawn(async move {
            for number in (worker..changes).step_by(AT_ONCE) {
                lead.person(number).await?;
            }
            anyhow::Ok(())
        });
    }
    while let Some(done) = all.join_next().await {
        done??;
    }
    Ok(receiver)
}

/// Waits until everything has come.
pub(crate) async fn measure(process: &Process, receiver: &Receiver, options: Options, began: Instant) -> Result<()> {
    let wanted = options.webhooks * options.changes;
    let mut first = None;
    while receiver.received() < wanted {
        if receiver.received() > 0 {
            first.get_or_insert_with(Instant::now);
        }
        anyhow::ensure!(began.elapsed() < PATIENCE, "only {} of {wanted} came", receiver.received());
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    let took = first.context("they came one after the other")?.elapsed();
    let deliveries = f64::from(u32::try_from(wanted)?);
    report::note(&format!(
        "{wanted} deliveries to {} webhooks: {:.0}/s, {:.2} ms of processor time each",
        options.webhooks,
        deliveries / took.as_secs_f64(),
        process.used()?.as_secs_f64() * 1_000.0 / deliveries,
    ));
    Ok(())
}
