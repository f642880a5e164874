//! Answering requests until it is time to stop.

use super::router::Server;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio_util::task::AbortOnDropHandle;

/// Serves until `stop` is done; then takes no new connection, finishes the requests that run (also those whose callers
/// have hung up), and returns. What takes longer than `grace` from then on is let go.
///
/// # Errors
/// When the listener fails.
pub async fn serve(
    listener: TcpListener,
    server: Server,
    grace: Duration,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let Server { router, running, stopping: streams, platform, .. } = server;
    let (stopping, mut stopped) = tokio::sync::watch::channel(false);
    let signal = async move {
        stop.await;
        streams.cancel();
        // The receiver lives as long as this function.
        let _ = stopping.send(true);
    };
    // Subscribers of this process hear of what happens for as long as it serves.
    let _events = AbortOnDropHandle::new(tokio::spawn(async move { platform.events.run(&platform).await }));
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let serving = axum::serve(listener, service).with_graceful_shutdown(signal).into_future();
    let late = async {
        let _ = stopped.wait_for(|stopping| *stopping).await;
        tokio::time::sleep(grace).await;
    };
    let finished = async {
        let result = serving.await;
        running.close();
        running.wait().await;
        result
    };
    tokio::select! {
        result = finished => result,
        () = late => {
            tracing::warn!("requests that did not finish in time were let go");
            Ok(())
        }
    }
}
