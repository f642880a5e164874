//! Answering requests until it is time to stop.

use super::router::Server;
use axum::serve::ListenerExt;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
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
    let Server { router, running, stopping: streams, platform, patience, .. } = server;
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
    let listener = listener.tap_io(move |stream| arrange(stream, patience));
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

/// Small answers leave at once. An end that takes nothing of what is sent would hold its connection, and what waits to
/// be written into it, for as long as it likes: no time-out of a request sees that.
fn arrange(stream: &TcpStream, patience: Duration) {
    let arranged = stream.set_nodelay(true).and_then(|()| {
        #[cfg(target_os = "linux")]
        socket2::SockRef::from(stream).set_tcp_user_timeout(Some(patience))?;
        Ok(())
    });
    if let Err(error) = arranged {
        tracing::debug!(%error, "a connection is not as it should be");
    }
}
