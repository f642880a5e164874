//! Many who follow what happens, each over a WebSocket of their own.

use crate::process::Process;
use crate::report;
use crate::services::{Lead, Options, milliseconds};
use anyhow::{Context, Result, bail, ensure};
use futures::{SinkExt, StreamExt};
use hdrhistogram::Histogram;
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::net::TcpStream;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio::time::{MissedTickBehavior, interval, timeout};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::http::HeaderValue;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream};

const FOLLOW: &str = "subscription { changes(types: [\"person.created\"]) { cursor event { id type subjectId } } }";
/// How long an event may take.
const PATIENCE: Duration = Duration::from_mins(1);

/// How many streams are being opened at the same time.
const AT_ONCE: usize = 32;

/// One who follows.
struct Follower(WebSocketStream<MaybeTlsStream<TcpStream>>);

impl Follower {
    async fn open(address: &str, token: &str) -> Result<Self> {
        let mut request = format!("ws://{address}/graphql/ws").into_client_request()?;
        request.headers_mut().insert("sec-websocket-protocol", HeaderValue::from_static("graphql-transport-ws"));
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let stream = MaybeTlsStream::Plain(stream);
        let mut follower = Self(tokio_tungstenite::client_async(request, stream).await?.0);
        let init = json!({"type": "connection_init", "payload": {"authorization": format!("Bearer {token}")}});
        follower.say(&init).await?;
        ensure!(follower.hear().await?["type"] == "connection_ack", "the connection is not acknowledged");
        follower.say(&json!({"type": "subscribe", "id": "1", "payload": {"query": FOLLOW}})).await?;
        // An answer to a query says that what came before it was heard.
        follower.say(&json!({"type": "subscribe", "id": "2", "payload": {"query": "{ __typename }"}})).await?;
        while follower.hear().await?["type"] != "complete" {}
        Ok(follower)
    }

    async fn say(&mut self, message: &Value) -> Result<()> {
        Ok(self.0.send(Message::text(message.to_string())).await?)
    }

    /// The next message that is no ping; pings are answered.
    async fn hear(&mut self) -> Result<Value> {
        loop {
            let message = timeout(PATIENCE, self.0.next()).await?.context("the other end closed")??;
            let Message::Text(text) = message else { continue };
            let message: Value = serde_json::from_str(&text)?;
            if message["type"] != "ping" {
                return Ok(message);
            }
            self.say(&json!({"type": "pong"})).await?;
        }
    }
}

/// Opens the streams, tells all of them one event each second, and measures how long each took from the request of the
/// change until the message was read.
pub(crate) async fn measure(process: &Process, lead: &Lead, options: Options) -> Result<()> {
    let address = process.address().trim_start_matches("http://").to_owned();
    let before = process.memory()?;
    let opened = Instant::now();
    let (turns, open) = (Arc::new(Semaphore::new(AT_ONCE)), Arc::new(Semaphore::new(0)));
    let mut all = JoinSet::new();
    for _ in 0..options.streams {
        let (turns, open) = (Arc::clone(&turns), Arc::clone(&open));
        let (address, token, events) = (address.clone(), lead.token().to_owned(), options.events);
        all.spawn(async move {
            let turn = turns.acquire().await?;
            let mut follower = Follower::open(&address, &token).await?;
            drop(turn);
            open.add_permits(1);
            let mut heard = Vec::new();
            for _ in 0..events {
                let message = follower.hear().await?;
                ensure!(message["type"] == "next", "no event: {message}");
                heard.push(Instant::now());
            }
            anyhow::Ok(heard)
        });
    }
    tokio::select! {
        everybody = open.acquire_many(u32::try_from(options.streams)?) => everybody?.forget(),
        ended = all.join_next() => {
            ended.context("there are no streams")???;
            bail!("a stream was over before there was an event");
        }
    }
    let (opened, open) = (opened.elapsed(), process.memory()?);
    let (used, began) = (process.used()?, Instant::now());
    let mut told = Vec::new();
    let mut second = interval(Duration::from_secs(1));
    second.set_missed_tick_behavior(MissedTickBehavior::Delay);
    for number in 0..options.events {
        second.tick().await;
        told.push(Instant::now());
        lead.person(usize::try_from(number)?).await?;
    }
    let mut times = Histogram::<u64>::new(3)?;
    while let Some(heard) = all.join_next().await {
        for (heard, told) in heard??.into_iter().zip(&told) {
            times.record(u64::try_from(heard.duration_since(*told).as_micros())?)?;
        }
    }
    let (took, used) = (began.elapsed(), process.used()?.saturating_sub(used));
    let at = |quantile: f64| milliseconds(Duration::from_micros(times.value_at_quantile(quantile)));
    let streams = u64::try_from(options.streams)?;
    report::note(&format!(
        "{streams} streams opened in {:.1} s, {} KiB each; one event per second to all: p50 {:.0} ms, p99 {:.0} ms, \
         {:.0} % of one core, {} MiB at the end",
        opened.as_secs_f64(),
        (open.saturating_sub(before) / streams) >> 10,
        at(0.5),
        at(0.99),
        used.as_secs_f64() * 100.0 / took.as_secs_f64(),
        process.memory()? >> 20,
    ));
    Ok(())
}
