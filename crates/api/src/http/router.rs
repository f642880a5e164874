//! Which path answers with what.

use super::api::{Api, Parts, SetupError};
use super::webhooks::Shaping;
use super::{
    analysis_files, calendar, certificates, comparison_files, explorer, exports, feeds, files, graphql, health, home,
    imports, keys, layers, meeting_answer, meeting_papers, metrics, oauth, oparl, sdl, streams, table_files, ticketed,
};
use application::Platform;
use application::files::OpenFile;
use application::integration::exports::Reader;
use application::integration::webhooks::Shape;
use application::qualifications::CertificatePaper;
use async_graphql::Executor;
use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::{any, get, post, put};
use std::sync::Arc;
use std::time::Duration;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};
use tower_http::timeout::RequestBodyTimeoutLayer;

/// How long a caller may pause while sending a body.
const BODY_PAUSE: Duration = Duration::from_secs(15);

/// The routes, and the operations that run behind them.
pub struct Server {
    /// The routes.
    pub router: Router,
    /// The operations that run, also those whose callers have hung up.
    pub(super) running: TaskTracker,
    /// Ends the streams, which would go on for ever.
    pub(super) stopping: CancellationToken,
    pub(super) platform: Arc<Platform>,
    /// How long the other end may take nothing of what is sent.
    pub(super) patience: Duration,
    shape: Shape,
    reader: Reader,
}

impl Server {
    /// Carries the documents of webhooks out, under the rules of all other requests.
    pub fn shape(&self) -> Shape {
        Arc::clone(&self.shape)
    }

    /// Reads lists for exports, under the rules of all other requests.
    pub fn reader(&self) -> Reader {
        self.reader.clone()
    }
}

/// Makes the routes.
///
/// # Errors
/// When the schema or a setting is not valid.
pub fn server<E: Executor>(parts: Parts<E>) -> Result<Server, SetupError> {
    let cors = layers::cors(&parts.settings.cors_origins)?;
    let patience = Duration::from_secs(parts.settings.stalled_seconds.max(1));
    let api = Arc::new(Api::new(parts)?);
    let (running, stopping) = (api.running.clone(), api.stopping.clone());
    let platform = Arc::clone(&api.platform);
    let shape = Arc::new(Shaping::new(&api.gate, &api.stream)).shaping();
    let reader = api.reader.clone();
    // Files of the explorer are compressed already.
    let compressible = SizeAbove::new(1_024).and(NotForContentType::const_new("font/")).and(NotForContentType::SSE);
    let router = Router::new()
        .route("/graphql", any(graphql::answer))
        .route("/graphql/ws", any(streams::answer_ws))
        .route("/graphql/stream", any(streams::answer_sse))
        .route("/graphiql", get(explorer::page))
        .route("/graphiql/demo-accounts.json", get(explorer::demo_accounts))
        .route("/graphiql/{*path}", get(explorer::asset))
        .route("/networks/analyses/{id}/{file}", get(analysis_files::answer))
        .route("/evaluations/{id}/{file}", get(table_files::results))
        .route("/imports/{id}/{file}", get(table_files::import_results))
        .route("/reach/{file}", get(table_files::reach))
        .route("/committees/comparison/{file}", get(comparison_files::answer))
        .route("/schema.graphql", get(sdl::answer))
        .route("/oauth/token", post(oauth::token))
        .route("/oauth/revoke", post(oauth::revoke))
        .route("/.well-known/oauth-authorization-server", get(oauth::metadata))
        .route("/calendar/public.ics", get(calendar::public))
        .route("/calendar/committees/{file}", get(calendar::committee))
        .route("/calendar/networks/{file}", get(calendar::network))
        .route("/calendar/{file}", get(calendar::secret))
        .route("/certificates/verify", get(certificates::verify))
        .route("/certificates/verify/{code}", get(certificates::verify_code))
        .route("/meeting-answer", get(meeting_answer::show).post(meeting_answer::take))
        .route("/.well-known/jwks.json", get(keys::answer))
        .route("/healthz", get(health::healthy))
        .route("/readyz", get(health::ready))
        .route("/metrics", get(metrics::answer))
        .route("/", get(home::answer))
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest).compress_when(compressible))
        // A PDF is compressed already.
        .route("/certificates/{id}/document.pdf", get(ticketed::answer::<CertificatePaper>))
        // Files are sent as they are: a part of a compressed one would be a part of something else.
        .route("/files/{id}", get(ticketed::answer::<OpenFile>))
        .route("/exports/{id}/{name}", get(exports::download))
        .route("/meetings/{id}/invitation.pdf", get(meeting_papers::invitation))
        .route("/meetings/{id}/minutes.pdf", get(meeting_papers::minutes))
        .route("/files/uploads/{ticket}", put(files::upload))
        .route("/imports/uploads/{ticket}", put(imports::upload))
        .layer(RequestBodyTimeoutLayer::new(BODY_PAUSE))
        .layer(CatchPanicLayer::new())
        .layer(cors)
        // What is public, any page may read.
        .merge(oparl::routes())
        .merge(feeds::routes())
        .layer(from_fn_with_state(Arc::clone(&api), layers::frame))
        .with_state(api);
    Ok(Server { router, running, stopping, platform, patience, shape, reader })
}
