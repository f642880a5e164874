//! Reading a body up to a limit.

use axum::body::{Body, Bytes};
use futures::StreamExt;
use std::time::Duration;
use tokio::time::timeout;

/// How many times the limit is read and thrown away before the connection is simply closed.
const DRAINED: usize = 16;
/// How long that may take.
const PATIENCE: Duration = Duration::from_secs(5);

/// A body that cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Broken {
    /// It is larger than the limit.
    TooLarge,
    /// The caller hung up, or sent it wrongly.
    Off,
}

/// Reads a body of at most `limit` bytes. Of a larger one the rest is read and thrown away, within bounds: a caller who
/// is still sending would otherwise find the connection closed and never see the answer.
///
/// # Errors
/// See [`Broken`].
pub(super) async fn read(body: Body, limit: usize) -> Result<Bytes, Broken> {
    let mut parts = body.into_data_stream();
    let mut read = Vec::new();
    while let Some(part) = parts.next().await {
        let part = part.map_err(|_| Broken::Off)?;
        if read.len() + part.len() > limit {
            drop(read);
            // Whoever sends on after that is cut off.
            let _ = timeout(PATIENCE, drain(parts, limit.saturating_mul(DRAINED))).await;
            return Err(Broken::TooLarge);
        }
        read.extend_from_slice(&part);
    }
    Ok(read.into())
}

async fn drain(mut parts: axum::body::BodyDataStream, most: usize) {
    let mut drained = 0;
    while drained < most
        && let Some(Ok(part)) = parts.next().await
    {
        drained += part.len();
    }
}

#[cfg(test)]
mod tests {
    use super::{Body, Broken, read};

    #[tokio::test]
    async fn the_limit_itself_still_fits() {
        assert_eq!(read(Body::from("12345"), 5).await.as_deref(), Ok(&b"12345"[..]));
        assert_eq!(read(Body::from("123456"), 5).await, Err(Broken::TooLarge));
        assert_eq!(read(Body::empty(), 0).await.as_deref(), Ok(&b""[..]));
    }

    #[tokio::test]
    async fn a_body_that_breaks_off_is_told_from_a_large_one() {
        let parts = [Ok("12"), Err(std::io::Error::other("gone"))];
        assert_eq!(read(Body::from_stream(futures::stream::iter(parts)), 5).await, Err(Broken::Off));
        let parts = (0..100).map(|_| Ok::<_, std::io::Error>("1234"));
        assert_eq!(read(Body::from_stream(futures::stream::iter(parts)), 5).await, Err(Broken::TooLarge));
    }
}
