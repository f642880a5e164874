//! One subscription that is carried out: from a request to the answers.

use super::guardian::Guard;
use super::places::{Holder, Place};
use super::roots::one_root;
use crate::gate::{Asked, ErrorCode, Passed, Refused, complete_variables};
use crate::graphql::{Interest, Occasion};
use crate::http::api::Api;
use crate::http::authenticate::failed;
use crate::http::graphql::{Document, Incoming, polish};
use application::Call;
use application::integration::Follower;
use async_graphql::parser::types::{ExecutableDocument, OperationType};
use async_graphql::{Request, Response, ServerError, Value, Variables};
use domain::access::Actor;
use domain::integration::{Event, EventSight};
use domain::shared::Language;
use futures::StreamExt;
use std::net::IpAddr;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

/// How long to wait before the database is asked again that did not answer.
const PAUSE: Duration = Duration::from_secs(1);

/// What a subscription says.
#[derive(Debug)]
pub(super) enum Said {
    /// An answer.
    Next(String),
    /// It was refused, and is over.
    Error(Vec<ServerError>),
    /// It is over.
    Complete,
    /// Those who listen may not any more.
    Ended,
}

/// Who asks for a subscription, and how.
#[derive(Clone)]
pub(super) struct Listening {
    pub(super) api: Arc<Api>,
    pub(super) guard: Guard,
    pub(super) address: IpAddr,
    pub(super) language: Language,
    pub(super) reference: String,
}

/// An open subscription.
pub(super) struct Opened {
    listening: Listening,
    document: ExecutableDocument,
    checked: Arc<Document>,
    name: Option<String>,
    variables: Variables,
    interest: Interest,
    follower: Follower,
    actor: Actor,
    sight: EventSight,
    /// The last answer, of those that tell a state.
    last: Option<String>,
    /// Whether what is there now is still to be told.
    first: bool,
    _place: Place,
}

impl Opened {
    /// Opens a subscription: everything that can be said before the first event.
    ///
    /// # Errors
    /// All that speaks against it.
    pub(super) async fn open(listening: Listening, incoming: Incoming) -> Result<Self, Vec<ServerError>> {
        let one = |refused: Refused| vec![ServerError::from(refused)];
        let all = |refused: Vec<Refused>| refused.into_iter().map(ServerError::from).collect::<Vec<_>>();
        let api = Arc::clone(&listening.api);
        let signed_off = || one(Refused::new(ErrorCode::Unauthenticated, "The token is not valid or has expired."));
        let actor = listening.guard.actor().ok_or_else(signed_off)?;
        let checked = api.documents.get(&api.gate, &incoming, &actor).map_err(one)?;
        let Incoming { operation: name, mut variables, .. } = incoming;
        let refuse = |refused| match api.rates.count_refused(&actor, listening.address) {
            Ok(()) => all(refused),
            Err(limited) => one(limited),
        };
        complete_variables(&checked.parsed, name.as_deref(), &mut variables)
            .map_err(|refused| refuse(vec![refused]))?;
        let passed = check(&api, &checked, &actor, name.as_deref(), &variables).map_err(refuse)?;
        let document = one_root(&checked.parsed, name.as_deref()).map_err(|refused| refuse(vec![refused]))?;
        if passed.kind != OperationType::Subscription {
            let message = "This address answers subscriptions; queries and mutations go to /graphql.";
            return Err(refuse(vec![Refused::new(ErrorCode::BadRequest, message)]));
        }
        api.rates.check(&actor, listening.address, passed).map_err(one)?;
        let holder = Holder::of(&actor, listening.address);
        let streams = &api.settings.streams;
        let most = if actor.account().is_some() { streams.per_account } else { streams.per_address };
        let place = api.places.take(holder, most).ok_or_else(|| {
            let message = format!("You have {most} subscriptions open; that is the limit.");
            one(Refused::new(ErrorCode::RateLimited, message).with("limit", most))
        })?;
        let wanted = Arc::new(OnceLock::new());
        let occasion = Occasion::Opening(Arc::clone(&wanted));
        let request = Request::new("").variables(variables.clone());
        let found = carry_out(&listening, &document, name.as_deref(), request, actor.clone(), occasion).await;
        if let Some(mut refused) = found.filter(|response| !response.errors.is_empty()) {
            polish(&mut refused.errors, api.gate.shows_schema(&actor), &listening.reference);
            return Err(refused.errors);
        }
        let interest = wanted.get().cloned().ok_or_else(|| {
            one(Refused::new(ErrorCode::ValidationFailed, "The subscription has no field that can be followed."))
        })?;
        let follower = Follower::start(&api.platform, interest.after()).await;
        let follower = follower.map_err(|error| match error {
            application::Error::Refused(refusals) => {
                let refusal = refusals.first().map(|refusal| refusal.message(listening.language)).unwrap_or_default();
                one(Refused::new(ErrorCode::Invalid, refusal))
            }
            error => one(failed(error, &listening.reference)),
        })?;
        let sight = EventSight::of(&actor);
        let first = !interest.tells_events();
        Ok(Self {
            listening,
            document,
            checked,
            name,
            variables,
            interest,
            follower,
            actor,
            sight,
            last: None,
            first,
            _place: place,
        })
    }

    /// Waits for the next answer.
    pub(super) async fn next(&mut self) -> Said {
        loop {
            let occasion = if std::mem::take(&mut self.first) {
                Occasion::Now
            } else {
                tokio::select! {
                    biased;
                    () = self.listening.guard.changed() => {
                        let Some(actor) = self.listening.guard.actor() else { return Said::Ended };
                        if let Err(said) = self.become_actor(actor) {
                            return said;
                        }
                        if self.interest.tells_events() {
                            continue;
                        }
                        Occasion::Now
                    }
                    event = self.follower.next() => match event {
                        Ok(event) => match self.heard(event).await {
                            Ok(Some(occasion)) => occasion,
                            Ok(None) => continue,
                            Err(said) => return said,
                        },
                        Err(error) => {
                            failed(error, &self.listening.reference);
                            tokio::time::sleep(PAUSE).await;
                            continue;
                        }
                    }
                }
            };
            if let Some(said) = self.answer(occasion).await {
                return said;
            }
        }
    }

    /// Whether an event is a reason to answer. One that touches the rights of those who listen counts before anything
    /// that comes after it.
    async fn heard(&mut self, event: Arc<Event>) -> Result<Option<Occasion>, Said> {
        if event.touches(&self.actor) {
            let Some(actor) = self.listening.guard.ask_now().await else { return Err(Said::Ended) };
            self.become_actor(actor)?;
        }
        let told = !self.interest.tells_events() || self.sight.includes(&event);
        Ok((told && self.interest.wants(&event)).then_some(Occasion::Event(event)))
    }

    fn become_actor(&mut self, actor: Actor) -> Result<(), Said> {
        if actor != self.actor {
            let checked = check(&self.listening.api, &self.checked, &actor, self.name.as_deref(), &self.variables);
            checked.map_err(|refused| Said::Error(refused.into_iter().map(ServerError::from).collect()))?;
            self.sight = EventSight::of(&actor);
            self.actor = actor;
        }
        Ok(())
    }

    /// The answer on an occasion; `None` when there is nothing new to tell.
    async fn answer(&mut self, occasion: Occasion) -> Option<Said> {
        let is_state = !self.interest.tells_events();
        let request = Request::new("").variables(self.variables.clone());
        let name = self.name.as_deref();
        let mut response =
            carry_out(&self.listening, &self.document, name, request, self.actor.clone(), occasion).await?;
        let shows_schema = self.listening.api.gate.shows_schema(&self.actor);
        polish(&mut response.errors, shows_schema, &self.listening.reference);
        if is_state && !response.errors.is_empty() && response.data == Value::Null {
            return Some(Said::Error(response.errors));
        }
        let text = serde_json::to_string(&response).unwrap_or_else(|error| {
            tracing::error!(%error, "an answer has no form in JSON");
            r#"{"data":null}"#.to_owned()
        });
        if is_state {
            if self.last.as_ref() == Some(&text) {
                return None;
            }
            self.last = Some(text.clone());
        }
        Some(Said::Next(text))
    }
}

fn check(
    api: &Api,
    document: &Document,
    actor: &Actor,
    operation: Option<&str>,
    variables: &Variables,
) -> Result<Passed, Vec<Refused>> {
    api.gate.check(&document.parsed, Asked { actor, operation, variables })
}

/// Carries the document out once.
async fn carry_out(
    listening: &Listening,
    document: &ExecutableDocument,
    name: Option<&str>,
    request: Request,
    actor: Actor,
    occasion: Occasion,
) -> Option<Response> {
    let platform = Arc::clone(&listening.api.platform);
    let call = Arc::new(Call::new(platform, actor, listening.reference.clone(), listening.language));
    let mut request = request.data(call).data(occasion);
    request.operation_name = name.map(str::to_owned);
    request.set_parsed_query(document.clone());
    (listening.api.stream)(request).next().await
}
