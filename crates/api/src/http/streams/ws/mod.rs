//! `/graphql/ws`: the protocol graphql-transport-ws (github.com/enisdenjo/graphql-ws, PROTOCOL.md), every rule of it.

mod connection;
mod message;

use super::places::Holder;
use crate::http::address::caller;
use crate::http::api::Api;
use crate::http::language;
use crate::http::request_id::RequestId;
use axum::Extension;
use axum::extract::ws::WebSocketUpgrade;
use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use connection::Connection;
use std::sync::Arc;

/// The only protocol that is spoken here; the older `graphql-ws` is not.
const PROTOCOL: &str = "graphql-transport-ws";

pub(in crate::http) async fn answer(
    State(api): State<Arc<Api>>,
    Extension(RequestId(reference)): Extension<RequestId>,
    headers: HeaderMap,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
    request: Request,
) -> Response {
    let upgrade = match upgrade {
        Ok(upgrade) => upgrade,
        Err(rejection) => return rejection.into_response(),
    };
    let address = caller(request.extensions(), &headers, api.settings.proxies);
    let streams = &api.settings.streams;
    let Some(place) = api.places.take(Holder::socket(address), streams.per_address) else {
        return (StatusCode::TOO_MANY_REQUESTS, "There are too many connections from your address.").into_response();
    };
    let bytes = streams.message_bytes;
    let language = language::preferred(&headers);
    let tracker = api.running.clone();
    upgrade.protocols([PROTOCOL]).max_message_size(bytes).max_frame_size(bytes).on_upgrade(move |socket| async move {
        let spoken = socket.protocol().is_some_and(|protocol| protocol == PROTOCOL);
        let connection = Connection::new(api, socket, address, language, reference);
        let talk = tracker.track_future(async move {
            connection.talk(spoken).await;
            drop(place);
        });
        talk.await;
    })
}
