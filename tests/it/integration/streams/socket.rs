//! A bare WebSocket, to say what no client would.

use acceptance::Site;
use futures::{SinkExt, StreamExt};
use serde_json::{Value, json};
use std::time::Duration;
use tokio::net::{TcpSocket, TcpStream};
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::http::HeaderValue;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream};

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// What the other end said.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Heard {
    /// A message.
    Message(Value),
    /// It closed the connection, with this code.
    Closed(u16),
}

/// A bare WebSocket.
pub(super) struct Socket(WebSocketStream<MaybeTlsStream<TcpStream>>);

impl Socket {
    /// One that speaks graphql-transport-ws.
    pub(super) async fn open(site: &Site) -> Self {
        Self::speaking(site, Some("graphql-transport-ws")).await
    }

    /// One that speaks another protocol, or does not say.
    pub(super) async fn speaking(site: &Site, protocol: Option<&str>) -> Self {
        let mut request = format!("ws://{}/graphql/ws", site.address()).into_client_request().unwrap();
        if let Some(protocol) = protocol {
            request.headers_mut().insert("sec-websocket-protocol", HeaderValue::from_str(protocol).unwrap());
        }
        // The other end may close at once; a client that insists on its protocol would not see how. What nobody reads
        // is to wait at the other end.
        let socket = TcpSocket::new_v4().unwrap();
        socket.set_recv_buffer_size(64 << 10).unwrap();
        let stream = MaybeTlsStream::Plain(socket.connect(site.address()).await.unwrap());
        match tokio_tungstenite::client_async(request, stream).await {
            Ok((socket, _)) => Self(socket),
            Err(error) => panic!("no WebSocket: {error}"),
        }
    }

    /// One that has begun with this token.
    pub(super) async fn begun(site: &Site, token: Option<&str>) -> Self {
        let mut socket = Self::open(site).await;
        let payload = token.map_or(json!({}), |token| json!({"authorization": format!("Bearer {token}")}));
        socket.say(json!({"type": "connection_init", "payload": payload})).await;
        assert_eq!(socket.hear().await, Heard::Message(json!({"type": "connection_ack"})));
        socket
    }

    pub(super) async fn say(&mut self, message: Value) {
        self.say_text(&message.to_string()).await;
    }

    pub(super) async fn say_text(&mut self, text: &str) {
        self.0.send(Message::text(text)).await.unwrap();
    }

    pub(super) async fn say_bytes(&mut self, bytes: Vec<u8>) {
        self.0.send(Message::binary(bytes)).await.unwrap();
    }

    /// Begins an operation.
    pub(super) async fn subscribe(&mut self, id: &str, query: &str, variables: Value) {
        let payload = json!({"query": query, "variables": variables});
        self.say(json!({"type": "subscribe", "id": id, "payload": payload})).await;
    }

    /// The next message that is no ping, or how it was closed.
    pub(super) async fn hear(&mut self) -> Heard {
        loop {
            match timeout(PATIENCE, self.0.next()).await.expect("the other end says something") {
                Some(Ok(Message::Text(text))) => {
                    let message: Value = serde_json::from_str(&text).unwrap();
                    if message["type"] != "ping" {
                        return Heard::Message(message);
                    }
                }
                Some(Ok(Message::Close(frame))) => return Heard::Closed(frame.map_or(1005, |frame| frame.code.into())),
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return Heard::Closed(1006),
            }
        }
    }

    /// The payload of the next `next`.
    pub(super) async fn next(&mut self, id: &str) -> Value {
        match self.hear().await {
            Heard::Message(message) if message["type"] == "next" && message["id"] == id => message["payload"].clone(),
            other => panic!("not the next of {id}: {other:?}"),
        }
    }

    /// The code of the next `error`.
    pub(super) async fn error(&mut self, id: &str) -> String {
        match self.hear().await {
            Heard::Message(message) if message["type"] == "error" && message["id"] == id => {
                message["payload"][0]["extensions"]["code"].as_str().unwrap().to_owned()
            }
            other => panic!("not an error of {id}: {other:?}"),
        }
    }
}
