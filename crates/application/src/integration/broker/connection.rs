//! The connection to the broker, which comes and goes.

use super::settings::{Checked, PATIENCE};
use super::{BrokerError, BrokerSettingError, BrokerSettings};
use async_nats::connection::State;
use async_nats::jetstream::Context;
use async_nats::jetstream::context::ContextBuilder;
use async_nats::{Client, ConnectOptions, Event, ServerAddr};
use domain::integration::{EventType, Topics};
use std::future::ready;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering};
use tokio::sync::{OnceCell, watch};

/// The broker: where it is, and how things stand with it.
pub struct Broker {
    settings: BrokerSettings,
    servers: Vec<ServerAddr>,
    options: ConnectOptions,
    topics: Topics,
    link: OnceCell<Link>,
    /// Rings with every connection.
    connections: Arc<watch::Sender<()>>,
    /// How many events wait, as far as this process knows.
    pub(super) behind: AtomicI64,
    /// How many events this process has handed over.
    pub(super) published: AtomicU64,
    /// Whether the last try to hand events over failed.
    pub(super) failing: AtomicBool,
}

struct Link {
    client: Client,
    context: Context,
}

impl Broker {
    /// A broker that is connected to as soon as it is needed and there, and again whenever the connection is lost.
    ///
    /// # Errors
    /// The setting that is wrong.
    pub fn new(settings: BrokerSettings) -> Result<Arc<Self>, BrokerSettingError> {
        let Checked { servers, options, topics } = settings.check()?;
        Ok(Arc::new(Self {
            settings,
            servers,
            options,
            topics,
            link: OnceCell::new(),
            connections: Arc::new(watch::Sender::new(())),
            behind: AtomicI64::new(0),
            published: AtomicU64::new(0),
            failing: AtomicBool::new(false),
        }))
    }

    /// Whether there is a connection at present.
    pub fn is_connected(&self) -> bool {
        self.link.get().is_some_and(|link| link.client.connection_state() == State::Connected)
    }

    /// Whether events reach it, as far as this process can say.
    pub fn is_well(&self) -> bool {
        self.is_connected() && !self.failing.load(Ordering::Relaxed)
    }

    /// How many changes have been made since the last one that is safe with the broker.
    pub fn behind(&self) -> u64 {
        u64::try_from(self.behind.load(Ordering::Relaxed)).unwrap_or_default()
    }

    /// How many events this process has handed over since it began.
    pub fn published(&self) -> u64 {
        self.published.load(Ordering::Relaxed)
    }

    /// Whether nodes wake each other by the broker.
    pub const fn wakes_nodes(&self) -> bool {
        self.settings.wake_nodes
    }

    /// The subject of events of a type.
    pub fn subject(&self, kind: &EventType) -> String {
        format!("{}.events.{}", self.settings.subject_prefix, kind.code)
    }

    /// The subject of all events.
    pub(super) fn subjects(&self) -> String {
        format!("{}.events.>", self.settings.subject_prefix)
    }

    /// The subject by which nodes wake each other.
    pub(super) fn wake_subject(&self) -> String {
        format!("{}.wake", self.settings.subject_prefix)
    }

    pub(super) const fn settings(&self) -> &BrokerSettings {
        &self.settings
    }

    pub(super) const fn topics(&self) -> &Topics {
        &self.topics
    }

    /// Rings with every connection, the first one and those after a loss.
    pub(super) fn connections(&self) -> watch::Receiver<()> {
        self.connections.subscribe()
    }

    pub(super) async fn client(&self) -> Result<&Client, BrokerError> {
        Ok(&self.link().await?.client)
    }

    pub(super) async fn context(&self) -> Result<&Context, BrokerError> {
        Ok(&self.link().await?.context)
    }

    /// Made with the first use, for it works in the background from then on; commands that serve nobody need none.
    async fn link(&self) -> Result<&Link, BrokerError> {
        let connect = async || {
            crate::tls::use_ring();
            let rings = Arc::clone(&self.connections);
            let options = self.options.clone().event_callback(move |event| {
                note(&event, &rings);
                ready(())
            });
            let client = options.connect(self.servers.clone()).await;
            let client = client.map_err(BrokerError::failed("connecting to the broker"))?;
            Ok::<_, BrokerError>(Link {
                context: ContextBuilder::new().timeout(PATIENCE).build(client.clone()),
                client,
            })
        };
        self.link.get_or_try_init(connect).await
    }
}

fn note(event: &Event, rings: &watch::Sender<()>) {
    match event {
        Event::Connected => {
            tracing::info!("connected to the broker");
            rings.send_replace(());
        }
        Event::Disconnected => tracing::warn!("the broker is away; events wait for it"),
        Event::ServerError(error) => tracing::warn!(%error, "the broker refuses something"),
        Event::LameDuckMode | Event::Draining | Event::Closed | Event::SlowConsumer(_) | Event::ClientError(_) => {
            tracing::debug!(%event, "the broker");
        }
    }
}

impl std::fmt::Debug for Broker {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Broker").field("settings", &self.settings).finish_non_exhaustive()
    }
}
