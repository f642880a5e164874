//! Serving the platform until it is told to stop.

use crate::config::Config;
use anyhow::Context;
use api::http::{DemoAccount, Parts, serve, server};
use application::files::watch_storage;
use application::integration::broker::Relay;
use application::integration::exports::Exporter;
use application::integration::feeds::watch_feeds;
use application::integration::imports;
use application::integration::webhooks::Courier;
use application::oparl::watch_records;
use application::qualifications::watch_sessions;
use application::{Platform, outbox};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::watch;

/// Serves until SIGTERM or SIGINT; then finishes the requests that run and the mails at hand, and returns. `ready` is
/// told the address once requests are taken.
pub(crate) async fn until_stopped(
    config: &Config,
    platform: Arc<Platform>,
    demo_accounts: Vec<DemoAccount>,
    ready: impl FnOnce(SocketAddr),
) -> anyhow::Result<()> {
    // Taken first, so that no signal ends the process in the middle of anything.
    let (terminate, interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    let schema = api::graphql::schema();
    let parts = Parts {
        platform: Arc::clone(&platform),
        sdl: api::graphql::sdl().to_owned(),
        schema,
        settings: config.http.clone(),
        demo_accounts,
    };
    let server = server(parts).context("the configuration is wrong: http")?;
    let listener =
        TcpListener::bind(config.listen).await.with_context(|| format!("{} cannot be listened on", config.listen))?;
    let courier = Courier::new(Arc::clone(&platform), server.shape())?;
    let relay = Relay::new(Arc::clone(&platform));
    let exporter = Exporter::new(Arc::clone(&platform), server.reader());
    let (stop, stopped) = watch::channel(false);
    let worker = {
        let platform = Arc::clone(&platform);
        tokio::spawn(async move {
            let told = |mut stopped: watch::Receiver<bool>| async move {
                // An end of the channel is an end too.
                let _ = stopped.wait_for(|stopped| *stopped).await;
            };
            let relayed = async {
                if let Some(relay) = relay {
                    relay.run(told(stopped.clone())).await;
                }
            };
            tokio::join!(
                relayed,
                outbox::run(&platform, told(stopped.clone())),
                courier.run(told(stopped.clone())),
                exporter.run(told(stopped.clone())),
                watch_sessions(&platform, told(stopped.clone())),
                watch_storage(&platform, told(stopped.clone())),
                watch_records(&platform, told(stopped.clone())),
                watch_feeds(&platform, told(stopped.clone())),
                imports::run(&platform, told(stopped.clone())),
            );
        })
    };
    let address = listener.local_addr()?;
    tracing::info!(%address, "serving");
    ready(address);
    let outcome = serve(listener, server, Duration::from_secs(config.grace_seconds), told(terminate, interrupt)).await;
    // The worker has ended only when it failed, and then there is nobody to tell.
    let _ = stop.send(true);
    worker.await.context("the worker failed")?;
    platform.database.clone().close().await;
    tracing::info!("stopped");
    outcome.context("the network failed")
}

async fn told(mut terminate: Signal, mut interrupt: Signal) {
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    tracing::info!("finishing what is running");
}
