//! `/graphql/stream`: server-sent events, the distinct connections mode of graphql-sse (github.com/enisdenjo/graphql-sse,
//! PROTOCOL.md): one request, one operation, one stream.

use super::guardian::Guard;
use super::opened::{Listening, Opened, Said};
use crate::gate::{ErrorCode, Refused};
use crate::http::address::caller;
use crate::http::api::Api;
use crate::http::graphql::{Answer, read};
use crate::http::language;
use crate::http::media::Media;
use crate::http::request_id::RequestId;
use async_graphql::ServerError;
use axum::Extension;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Response, header};
use axum::response::IntoResponse;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures::Stream;
use futures::stream::unfold;
use mime::Mime;
use serde_json::json;
use std::convert::Infallible;
use std::sync::Arc;
use tokio::sync::mpsc;
use tokio_util::task::AbortOnDropHandle;

/// How many answers wait for the reader.
const WAITING: usize = 16;

pub(in crate::http) async fn answer(
    State(api): State<Arc<Api>>,
    Extension(RequestId(reference)): Extension<RequestId>,
    request: Request,
) -> Response<Body> {
    let headers = request.headers().clone();
    let media = Media::accepted(&headers).unwrap_or(Media::Json);
    let refused = |refused| Answer::unheard(refused).into_response(media);
    if !accepts_events(&headers) {
        let message = "Subscriptions are answered as text/event-stream; say so in Accept.";
        return refused(Refused::new(ErrorCode::NotAcceptable, message));
    }
    let address = caller(request.extensions(), &headers, api.settings.proxies);
    let incoming = match read(request, api.settings.limits.body_bytes).await {
        Ok(incoming) => incoming,
        Err(broken) => return refused(broken),
    };
    let guard = match Guard::begin(&api, headers.clone(), address, &reference).await {
        Ok(guard) => guard,
        Err(unknown) => return refused(unknown),
    };
    let language = language::preferred(&headers);
    let listening = Listening { api: Arc::clone(&api), guard, address, language, reference };
    // What is wrong with the operation is told in the stream: browsers do not show programs the body of an error.
    let opened = Opened::open(listening, incoming).await;
    let keep_alive = KeepAlive::new().interval(api.settings.streams.heartbeat());
    let mut response = Sse::new(told(api, opened)).keep_alive(keep_alive).into_response();
    // Proxies that gather answers would hold events back.
    response.headers_mut().insert("x-accel-buffering", HeaderValue::from_static("no"));
    response
}

/// `next` for every answer, and `complete` at the end. The subscription ends with the stream, and with a reader who
/// takes too long for one event.
fn told(api: Arc<Api>, opened: Result<Opened, Vec<ServerError>>) -> impl Stream<Item = Result<Event, Infallible>> {
    let (say, said) = mpsc::channel(WAITING);
    let task = AbortOnDropHandle::new(tokio::spawn(async move {
        let patience = api.settings.streams.patience();
        let tell = async |event: Event| say.send_timeout(event, patience).await.is_ok();
        let refused = |errors: Vec<ServerError>| next(json!({"errors": errors}).to_string());
        let mut opened = match opened {
            Ok(opened) => opened,
            Err(errors) => {
                let _ = tell(refused(errors)).await && tell(complete()).await;
                return;
            }
        };
        loop {
            let said = tokio::select! {
                said = opened.next() => said,
                // Without `complete`, so that the other end connects again.
                () = api.stopping.cancelled() => return,
            };
            let last = match said {
                Said::Next(body) => {
                    if tell(next(body)).await {
                        continue;
                    }
                    tracing::info!("a subscriber was too slow and is cut off");
                    return;
                }
                Said::Error(errors) => Some(refused(errors)),
                Said::Complete => None,
                Said::Ended => {
                    let message = "The token is not valid or has expired.";
                    Some(refused(vec![Refused::new(ErrorCode::Unauthenticated, message).into()]))
                }
            };
            if let Some(last) = last {
                tell(last).await;
            }
            tell(complete()).await;
            return;
        }
    }));
    // The task lives as long as somebody reads.
    unfold((said, task), async |(mut said, task)| Some((Ok(said.recv().await?), (said, task))))
}

fn next(body: String) -> Event {
    Event::default().event("next").data(body)
}

fn complete() -> Event {
    Event::default().event("complete").data("")
}

fn accepts_events(headers: &HeaderMap) -> bool {
    let ranges = headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok());
    let mut ranges = ranges.flat_map(|value| value.split(',')).filter_map(|range| range.trim().parse::<Mime>().ok());
    ranges.any(|range| matches!(range.essence_str(), "text/event-stream" | "text/*"))
}
