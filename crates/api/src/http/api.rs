//! What all requests share.

use super::explorer::DemoAccount;
use super::exports::Exporting;
use super::graphql::{Documents, Trusted};
use super::metrics::Metrics;
use super::rates::Rates;
use super::sdl::Sdl;
use super::settings::HttpSettings;
use super::streams::Places;
use super::webhooks::Shaping;
use crate::gate::{Gate, IndexError, SchemaIndex};
use application::Platform;
use application::integration::exports::Reader;
use application::integration::webhooks::CheckDocument;
use async_graphql::{Executor, Request, Response};
use futures::future::BoxFuture;
use futures::stream::BoxStream;
use std::sync::Arc;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

pub(super) type Execute = Arc<dyn Fn(Request) -> BoxFuture<'static, Response> + Send + Sync>;
pub(super) type Stream = Arc<dyn Fn(Request) -> BoxStream<'static, Response> + Send + Sync>;

/// What the network side is made of.
pub struct Parts<E> {
    /// The platform.
    pub platform: Arc<Platform>,
    /// What resolves.
    pub schema: E,
    /// The schema, printed.
    pub sdl: String,
    /// What the operator decides.
    pub settings: HttpSettings,
    /// The accounts that the explorer offers for signing in; none outside of a demo.
    pub demo_accounts: Vec<DemoAccount>,
}

/// Why the network side cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    /// The printed schema is not what the gate expects.
    #[error(transparent)]
    Schema(#[from] IndexError),
    /// An origin is none.
    #[error("cors_origins: {0:?} is not an origin such as https://bildung.example")]
    Origin(String),
    /// The manifest of trusted documents cannot be used.
    #[error("trusted_documents.manifest: {0}")]
    Manifest(String),
}

/// What all requests share.
pub(super) struct Api {
    pub(super) platform: Arc<Platform>,
    pub(super) execute: Execute,
    pub(super) stream: Stream,
    pub(super) gate: Arc<Gate>,
    /// Whether somebody may have a document carried out for each event.
    pub(super) check_document: CheckDocument,
    /// Reads lists for exports.
    pub(super) reader: Reader,
    pub(super) settings: HttpSettings,
    pub(super) documents: Arc<Documents>,
    pub(super) rates: Rates,
    pub(super) sdl: Sdl,
    pub(super) demo_accounts: Vec<DemoAccount>,
    pub(super) metrics: Metrics,
    /// The operations that run, also those whose callers have hung up.
    pub(super) running: TaskTracker,
    /// What subscribers hold open.
    pub(super) places: Places,
    /// Done when it is time to stop.
    pub(super) stopping: CancellationToken,
}

impl Api {
    pub(super) fn new<E: Executor>(parts: Parts<E>) -> Result<Self, SetupError> {
        let Parts { platform, schema, sdl, settings, demo_accounts } = parts;
        let gate = Arc::new(Gate {
            index: SchemaIndex::of(&sdl)?,
            limits: settings.limits.clone(),
            introspection: settings.introspection,
        });
        let trusted = Trusted::read(&settings.trusted_documents, &gate).map_err(SetupError::Manifest)?;
        let stream: Stream = {
            let schema = schema.clone();
            Arc::new(move |request| schema.execute_stream(request, None))
        };
        let documents = Arc::new(Documents::new(settings.document_cache_bytes, trusted));
        let execute: Execute = Arc::new(move |request| {
            let schema = schema.clone();
            Box::pin(async move { schema.execute(request).await })
        });
        Ok(Self {
            check_document: Arc::new(Shaping::new(&gate, &stream)).checking(&platform),
            stream,
            reader: Exporting {
                gate: Arc::clone(&gate),
                documents: Arc::clone(&documents),
                execute: Arc::clone(&execute),
            }
            .reader(),
            execute,
            gate,
            documents,
            rates: Rates::new(&settings.rates),
            sdl: Sdl::new(sdl),
            demo_accounts,
            metrics: Metrics::of_this_process(),
            running: TaskTracker::new(),
            places: Places::default(),
            platform,
            stopping: CancellationToken::new(),
            settings,
        })
    }
}
