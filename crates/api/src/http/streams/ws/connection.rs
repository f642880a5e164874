//! One WebSocket, from its opening to its close.

use super::message::{Message, Reply, read, token};
use crate::gate::{ErrorCode, Refused};
use crate::http::api::Api;
use crate::http::graphql::{Answer, Asking, Incoming, run};
use crate::http::streams::guardian::Guard;
use crate::http::streams::opened::{Listening, Opened, Said};
use async_graphql::parser::types::OperationType;
use axum::extract::ws::{CloseFrame, Message as Frame, Utf8Bytes, WebSocket, close_code};
use axum::http::{HeaderMap, HeaderValue, header};
use domain::access::Actor;
use domain::shared::Language;
use serde_json::value::RawValue;
use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::Arc;
use tokio::sync::mpsc;
use tokio::time::{Instant, timeout};
use tokio_util::task::AbortOnDropHandle;

/// How many answers of all operations wait for the socket; then the operations wait.
const WAITING: usize = 16;

/// Why a connection is closed: code and reason.
struct Close(u16, String);

impl Close {
    fn new(code: u16, reason: impl Into<String>) -> Self {
        Self(code, reason.into())
    }
}

/// What happens to a connection.
enum Happened {
    Frame(Option<Result<Frame, axum::Error>>),
    Operation(String, u64, Said),
    NoInit,
    Silence,
    Guard,
    Stop,
}

/// An operation that runs. Dropping it ends it.
struct Running {
    /// Tells it from an earlier one with the same id.
    number: u64,
    _task: AbortOnDropHandle<()>,
}

/// One WebSocket.
pub(super) struct Connection {
    api: Arc<Api>,
    socket: WebSocket,
    address: IpAddr,
    language: Language,
    reference: String,
    began: Instant,
    heard: Instant,
    asked: bool,
    guard: Option<Guard>,
    headers: HeaderMap,
    running: HashMap<String, Running>,
    number: u64,
    say: mpsc::Sender<(String, u64, Said)>,
    said: mpsc::Receiver<(String, u64, Said)>,
}

impl Connection {
    pub(super) fn new(
        api: Arc<Api>,
        socket: WebSocket,
        address: IpAddr,
        language: Language,
        reference: String,
    ) -> Self {
        let (say, said) = mpsc::channel(WAITING);
        let now = Instant::now();
        Self {
            api,
            socket,
            address,
            language,
            reference,
            began: now,
            heard: now,
            asked: false,
            guard: None,
            headers: HeaderMap::new(),
            running: HashMap::new(),
            number: 0,
            say,
            said,
        }
    }

    /// Talks until one of the two ends it.
    pub(super) async fn talk(mut self, spoken: bool) {
        let Close(code, reason) = if spoken {
            loop {
                let happened = self.wait().await;
                match self.react(happened).await {
                    Ok(()) => {}
                    Err(Some(close)) => break close,
                    // The other end is gone.
                    Err(None) => return,
                }
            }
        } else {
            Close::new(4406, "Subprotocol not acceptable")
        };
        self.running.clear();
        let frame = CloseFrame { code, reason: Utf8Bytes::from(reason) };
        let patience = self.api.settings.streams.patience();
        // Whoever does not take the last word is cut off all the same.
        if timeout(patience, self.socket.send(Frame::Close(Some(frame)))).await.is_ok_and(|sent| sent.is_ok()) {
            let _ = timeout(patience, async { while let Some(Ok(_)) = self.socket.recv().await {} }).await;
        }
    }

    async fn wait(&mut self) -> Happened {
        let streams = &self.api.settings.streams;
        let silence = self.heard + streams.heartbeat();
        let init = self.began + streams.init();
        let begun = self.guard.is_some();
        let guard = async {
            match &mut self.guard {
                Some(guard) => guard.changed().await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            frame = self.socket.recv() => Happened::Frame(frame),
            Some((id, number, said)) = self.said.recv() => Happened::Operation(id, number, said),
            () = guard => Happened::Guard,
            () = tokio::time::sleep_until(init), if !begun => Happened::NoInit,
            () = tokio::time::sleep_until(silence), if begun => Happened::Silence,
            () = self.api.stopping.cancelled() => Happened::Stop,
        }
    }

    async fn react(&mut self, happened: Happened) -> Result<(), Option<Close>> {
        match happened {
            Happened::Frame(None) => Err(None),
            Happened::Frame(Some(Err(error))) => Err(Some(broken(&error))),
            Happened::Frame(Some(Ok(frame))) => {
                self.heard = Instant::now();
                self.asked = false;
                match frame {
                    Frame::Text(text) => {
                        let message = read(&text).map_err(|reason| Some(Close::new(4400, shortened(&reason))))?;
                        self.hear(message).await
                    }
                    Frame::Binary(_) => Err(Some(Close::new(4400, "Invalid message: binary frames are not taken"))),
                    Frame::Ping(_) | Frame::Pong(_) => Ok(()),
                    Frame::Close(_) => Err(None),
                }
            }
            Happened::Operation(id, number, said) => self.pass_on(&id, number, said).await,
            Happened::NoInit => Err(Some(Close::new(4408, "Connection initialisation timeout"))),
            Happened::Silence if self.asked => Err(Some(Close::new(close_code::AWAY, "No answer to a ping"))),
            Happened::Silence => {
                self.asked = true;
                self.heard = Instant::now();
                self.send(&Reply::Ping).await
            }
            Happened::Guard => match self.guard.as_ref().and_then(Guard::actor) {
                Some(_) => Ok(()),
                None => Err(Some(unauthorized())),
            },
            Happened::Stop => Err(Some(Close::new(close_code::AWAY, "The platform is stopping; connect again"))),
        }
    }

    async fn hear(&mut self, message: Message) -> Result<(), Option<Close>> {
        match message {
            Message::ConnectionInit { .. } if self.guard.is_some() => {
                Err(Some(Close::new(4429, "Too many initialisation requests")))
            }
            Message::ConnectionInit { payload } => {
                let forbidden = || Some(Close::new(4403, "Forbidden"));
                if let Some(token) = token(payload.as_ref()).map_err(|()| forbidden())? {
                    let token = HeaderValue::try_from(token).map_err(|_| forbidden())?;
                    self.headers.insert(header::AUTHORIZATION, token);
                }
                let guard = Guard::begin(&self.api, self.headers.clone(), self.address, &self.reference).await;
                self.guard = Some(guard.map_err(|_| forbidden())?);
                self.send(&Reply::ConnectionAck).await
            }
            Message::Ping { payload } => self.send(&Reply::Pong { payload }).await,
            Message::Pong => Ok(()),
            Message::Subscribe { id, payload } => {
                let Some(guard) = self.guard.clone() else { return Err(Some(unauthorized())) };
                if self.running.contains_key(&id) {
                    return Err(Some(Close::new(4409, shortened(&format!("Subscriber for {id} already exists")))));
                }
                match payload.incoming(false) {
                    Ok(incoming) if self.running.len() < self.api.settings.streams.per_socket => {
                        self.begin(id, guard, incoming);
                        Ok(())
                    }
                    Ok(_) => {
                        let message = "This connection has too many operations open.";
                        let refused = Refused::new(ErrorCode::RateLimited, message);
                        self.send(&Reply::Error { id: &id, payload: &[refused.into()] }).await
                    }
                    Err(refused) => self.send(&Reply::Error { id: &id, payload: &[refused.into()] }).await,
                }
            }
            Message::Complete { id } => {
                self.running.remove(&id);
                Ok(())
            }
        }
    }

    /// Carries an operation out beside the others.
    fn begin(&mut self, id: String, guard: Guard, incoming: Incoming) {
        self.number += 1;
        let number = self.number;
        let listening = Listening {
            api: Arc::clone(&self.api),
            guard,
            address: self.address,
            language: self.language,
            reference: self.reference.clone(),
        };
        let asking = Asking {
            headers: self.headers.clone(),
            address: self.address,
            language: self.language,
            reference: self.reference.clone(),
        };
        let (say, named) = (self.say.clone(), id.clone());
        let task = tokio::spawn(async move {
            let actor = listening.guard.actor().unwrap_or(Actor::Anonymous);
            if is_subscription(&listening.api, &incoming, &actor) {
                follow(listening, incoming, say, named, number).await;
            } else {
                let work = run(Arc::clone(&listening.api), asking, incoming);
                // In a task of its own: an operation that is given up half-way still ends properly.
                let Ok(answer) = listening.api.running.spawn(work).await else { return };
                for said in single(answer) {
                    if say.send((named.clone(), number, said)).await.is_err() {
                        return;
                    }
                }
            }
        });
        self.running.insert(id, Running { number, _task: AbortOnDropHandle::new(task) });
    }

    /// Passes on what an operation says, unless the other end has completed it in the meantime.
    async fn pass_on(&mut self, id: &str, number: u64, said: Said) -> Result<(), Option<Close>> {
        if self.running.get(id).is_none_or(|running| running.number != number) {
            return Ok(());
        }
        match said {
            Said::Next(body) => {
                let payload = RawValue::from_string(body).map_err(|_| None)?;
                self.send(&Reply::Next { id, payload: &payload }).await
            }
            Said::Error(errors) => {
                self.running.remove(id);
                self.send(&Reply::Error { id, payload: &errors }).await
            }
            Said::Complete => {
                self.running.remove(id);
                self.send(&Reply::Complete { id }).await
            }
            Said::Ended => Err(Some(unauthorized())),
        }
    }

    /// Sends a message; who does not take it in time is cut off.
    async fn send(&mut self, reply: &Reply<'_>) -> Result<(), Option<Close>> {
        let frame = Frame::Text(reply.text().into());
        let Ok(sent) = timeout(self.api.settings.streams.patience(), self.socket.send(frame)).await else {
            tracing::info!(request = self.reference, "a subscriber was too slow and is cut off");
            return Err(None);
        };
        sent.map_err(|_| None)
    }
}

async fn follow(
    listening: Listening,
    incoming: Incoming,
    say: mpsc::Sender<(String, u64, Said)>,
    id: String,
    number: u64,
) {
    let mut opened = match Opened::open(listening, incoming).await {
        Ok(opened) => opened,
        Err(errors) => {
            // The connection is gone when nobody takes it.
            let _ = say.send((id, number, Said::Error(errors))).await;
            return;
        }
    };
    loop {
        let said = opened.next().await;
        let over = !matches!(said, Said::Next(_));
        if say.send((id.clone(), number, said)).await.is_err() || over {
            return;
        }
    }
}

/// Whether the operation is a subscription. What cannot be read is answered like a subscription that is refused.
fn is_subscription(api: &Api, incoming: &Incoming, actor: &Actor) -> bool {
    let Ok(document) = api.documents.get(&api.gate, incoming, actor) else { return true };
    let mut operations = document.parsed.operations.iter();
    let chosen = match &incoming.operation {
        Some(wanted) => operations.find(|(name, _)| name.is_some_and(|name| name == wanted)),
        None => operations.next(),
    };
    chosen.is_none_or(|(_, operation)| operation.node.ty == OperationType::Subscription)
}

/// What a query or mutation says: one answer and the end, or why it was refused.
fn single(answer: Answer) -> Vec<Said> {
    match answer.into_refusal() {
        Ok(errors) => vec![Said::Error(errors)],
        Err(body) => vec![Said::Next(body), Said::Complete],
    }
}

fn unauthorized() -> Close {
    Close::new(4401, "Unauthorized")
}

fn broken(error: &axum::Error) -> Close {
    let text = error.to_string();
    if text.contains("too long") || text.contains("too large") || text.contains("too big") {
        Close::new(close_code::SIZE, "The message is too large")
    } else if text.contains("UTF-8") {
        Close::new(close_code::INVALID, "The message is not UTF-8")
    } else {
        Close::new(close_code::PROTOCOL, "The frame is not one of RFC 6455")
    }
}

/// A reason for a close frame, which has 123 bytes at most.
fn shortened(reason: &str) -> String {
    let end = (0..=123.min(reason.len())).rev().find(|end| reason.is_char_boundary(*end)).unwrap_or(0);
    reason[..end].to_owned()
}
