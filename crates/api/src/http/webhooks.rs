//! Documents of webhooks: held against the gate when they are kept, and carried out for each event as subscriptions do
//! (ADR 0030).

use super::api::Stream;
use super::graphql::polish;
use super::streams::one_root;
use crate::gate::{Asked, Gate, Refused, complete_variables};
use crate::graphql::{Interest, Occasion};
use application::integration::EventFilter;
use application::integration::webhooks::{CheckDocument, Shape};
use application::{Call, Platform};
use async_graphql::parser::parse_query;
use async_graphql::parser::types::{ExecutableDocument, OperationType};
use async_graphql::{Request, Response, ServerError, Variables};
use domain::access::Actor;
use domain::integration::Event;
use domain::shared::Language;
use futures::StreamExt;
use std::sync::{Arc, OnceLock};

/// The id of a request by which a document is only checked.
const CHECKING: &str = "webhook-document";

/// Carries documents out for events.
pub(super) struct Shaping {
    gate: Arc<Gate>,
    stream: Stream,
}

/// A document that may be carried out.
struct Ready {
    document: ExecutableDocument,
    variables: Variables,
}

impl Shaping {
    pub(super) fn new(gate: &Arc<Gate>, stream: &Stream) -> Self {
        Self { gate: Arc::clone(gate), stream: Arc::clone(stream) }
    }

    /// Says what is wrong with documents that are to be kept.
    pub(super) fn checking(self: Arc<Self>, platform: &Arc<Platform>) -> CheckDocument {
        let platform = Arc::clone(platform);
        Arc::new(move |actor, text| {
            let (shaping, platform) = (Arc::clone(&self), Arc::clone(&platform));
            Box::pin(async move { shaping.check(platform, actor, &text).await })
        })
    }

    /// Carries them out.
    pub(super) fn shaping(self: Arc<Self>) -> Shape {
        Arc::new(move |call, event, text| {
            let shaping = Arc::clone(&self);
            Box::pin(async move { shaping.shape(call, event, &text).await })
        })
    }

    async fn check(&self, platform: Arc<Platform>, actor: Actor, text: &str) -> Result<(), String> {
        let ready = self.ready(&actor, text)?;
        let wanted = Arc::new(OnceLock::new());
        let call = Call::new(platform, actor, CHECKING.to_owned(), Language::English);
        let answer = self.carry_out(ready, call, Occasion::Opening(Arc::clone(&wanted))).await;
        if let Some(Response { errors, .. }) = answer.filter(|answer| !answer.errors.is_empty()) {
            return Err(errors.into_iter().map(|error| error.message).collect::<Vec<_>>().join(" "));
        }
        match wanted.get() {
            Some(Interest::Changes { filter, after: None }) if *filter == EventFilter::default() => Ok(()),
            Some(Interest::Changes { .. }) => {
                Err("Say the types at the webhook, and leave the arguments of `changes` out.".to_owned())
            }
            Some(Interest::Seats(_) | Interest::Tasks) | None => {
                Err("Its one field at the root is `changes`.".to_owned())
            }
        }
    }

    async fn shape(&self, call: Call, event: Arc<Event>, text: &str) -> Result<serde_json::Value, String> {
        let ready = self.ready(call.actor(), text)?;
        let shows_schema = self.gate.shows_schema(call.actor());
        let reference = call.request().to_owned();
        let answer = self.carry_out(ready, call, Occasion::Event(event)).await;
        let mut answer = answer.ok_or_else(|| "There is no answer.".to_owned())?;
        polish(&mut answer.errors, shows_schema, &reference);
        serde_json::to_value(&answer).map_err(|error| error.to_string())
    }

    /// Everything that can be said before anything runs.
    fn ready(&self, actor: &Actor, text: &str) -> Result<Ready, String> {
        let one = |refused: Refused| refused.message;
        self.gate.check_source(text).map_err(one)?;
        let parsed = parse_query(text).map_err(|error| error.to_string())?;
        let mut variables = Variables::default();
        complete_variables(&parsed, None, &mut variables).map_err(one)?;
        let document = one_root(&parsed, None).map_err(one)?;
        let asked = Asked { actor, operation: None, variables: &variables };
        let answer = self.gate.check(&parsed, asked).map_err(|refused| {
            refused.into_iter().map(|refused| ServerError::from(refused).message).collect::<Vec<_>>().join(" ")
        })?;
        if answer.kind != OperationType::Subscription {
            return Err("It is not a subscription.".to_owned());
        }
        Ok(Ready { document, variables })
    }

    async fn carry_out(&self, ready: Ready, call: Call, occasion: Occasion) -> Option<Response> {
        let mut request = Request::new("").variables(ready.variables).data(Arc::new(call)).data(occasion);
        request.set_parsed_query(ready.document);
        (self.stream)(request).next().await
    }
}
