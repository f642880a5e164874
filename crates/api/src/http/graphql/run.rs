//! From a request that was read to its answer.

use super::super::api::Api;
use super::super::authenticate::{actor, failed};
use super::super::metrics::Metrics;
use super::answer::{Answer, Content};
use super::documents::Document;
use super::once;
use super::polish::polish;
use super::read::Incoming;
use crate::gate::{Asked, ErrorCode, Passed, Refused, complete_variables};
use application::idempotency::{IdempotencyClaim, keep};
use application::{Call, counted};
use async_graphql::parser::types::OperationType;
use async_graphql::{Request, Value, Variables, value};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use domain::access::Actor;
use domain::shared::Language;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Instant;

const SERVER_TIMING: HeaderName = HeaderName::from_static("server-timing");

/// How much of the name that a client gave its operation stands in the log.
const LONGEST_NAME: usize = 64;

/// Who asks, and how.
pub(in crate::http) struct Asking {
    pub(in crate::http) headers: HeaderMap,
    pub(in crate::http) address: IpAddr,
    pub(in crate::http) language: Language,
    /// The id of the request.
    pub(in crate::http) reference: String,
}

/// What is carried out.
struct Operation {
    document: Arc<Document>,
    name: Option<String>,
    variables: Variables,
    passed: Passed,
    claim: Option<IdempotencyClaim>,
}

/// Answers a request.
pub(in crate::http) async fn run(api: Arc<Api>, asking: Asking, incoming: Incoming) -> Answer {
    let began = Instant::now();
    let (mut answer, statements) = counted(async { prepare_and_execute(&api, &asking, incoming).await }).await;
    if api.settings.server_timing {
        let timing = format!("total;dur={:.1}, statements;desc=\"{statements}\"", began.elapsed().as_secs_f64() * 1e3);
        answer.headers.extend(HeaderValue::try_from(timing).map(|timing| (SERVER_TIMING, timing)));
    }
    answer
}

async fn prepare_and_execute(api: &Arc<Api>, asking: &Asking, incoming: Incoming) -> Answer {
    let began = Instant::now();
    let actor = match actor(&api.platform, &asking.headers, asking.address, &asking.reference).await {
        Ok(actor) => actor,
        Err(refused) => return counted_refusal(api, asking, &Actor::Anonymous, Answer::unheard(refused)),
    };
    match prepare(api, asking, incoming, &actor).await {
        Err(answer) => answer,
        Ok(operation) => {
            let Passed { kind, cost, .. } = operation.passed;
            let name = operation.name.as_deref().unwrap_or_default().chars().take(LONGEST_NAME).collect::<String>();
            let answer = execute(api, asking, actor, operation).await;
            let failed = !matches!(&answer.content, Content::Executed { errors, .. } if errors.is_empty());
            Metrics::executed(kind, failed, cost, began.elapsed());
            let milliseconds = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
            tracing::info!(operation.kind = %kind, operation.name = name, cost, failed, milliseconds, "carried out");
            answer
        }
    }
}

/// Everything that can be said before anything runs.
async fn prepare(api: &Arc<Api>, asking: &Asking, incoming: Incoming, actor: &Actor) -> Result<Operation, Answer> {
    let refuse = |refused| counted_refusal(api, asking, actor, Answer::refused(refused));
    let document = api.documents.get(&api.gate, &incoming, actor).map_err(|refused| match refused.code {
        ErrorCode::BadRequest => Answer::unheard(refused),
        _ => refuse(vec![refused]),
    })?;
    let Incoming { operation: name, mut variables, is_get, .. } = incoming;
    let fingerprint =
        asking.headers.contains_key(once::HEADER).then(|| once::fingerprint(&document, name.as_deref(), &variables));
    complete_variables(&document.parsed, name.as_deref(), &mut variables).map_err(|refused| refuse(vec![refused]))?;
    let asked = Asked { actor, operation: name.as_deref(), variables: &variables };
    let passed = api.gate.check(&document.parsed, asked).map_err(refuse)?;
    match passed.kind {
        OperationType::Mutation if is_get => {
            let message = "Mutations are sent by POST; GET carries out queries only.";
            return Err(Answer::unheard(Refused::new(ErrorCode::MethodNotAllowed, message)));
        }
        OperationType::Subscription => {
            let message = "This address answers queries and mutations, not subscriptions.";
            return Err(Answer::unheard(Refused::new(ErrorCode::BadRequest, message)));
        }
        OperationType::Mutation | OperationType::Query => {}
    }
    api.rates.check(actor, asking.address, passed).map_err(Answer::unheard)?;
    let key = once::key(&asking.headers, passed).map_err(Answer::unheard)?;
    let claim = match key.zip(fingerprint) {
        None => None,
        Some((key, fingerprint)) => {
            let turn = once::turn(&api.platform, actor, asking.language, key, &fingerprint).await;
            Some(turn.map_err(|error| Answer::unheard(failed(error, &asking.reference)))??)
        }
    };
    Ok(Operation { document, name, variables, passed, claim })
}

/// The refusal, or that there were too many of them.
fn counted_refusal(api: &Api, asking: &Asking, actor: &Actor, answer: Answer) -> Answer {
    api.rates.count_refused(actor, asking.address).map_or_else(Answer::unheard, |()| answer)
}

async fn execute(api: &Arc<Api>, asking: &Asking, actor: Actor, operation: Operation) -> Answer {
    let Operation { document, name, variables, passed, claim } = operation;
    let shows_schema = api.gate.shows_schema(&actor);
    let call = Call::new(Arc::clone(&api.platform), actor, asking.reference.clone(), asking.language);
    let call = Arc::new(call.claiming(claim.clone()));
    let mut request = Request::new("").variables(variables).data(Arc::clone(&call));
    // What a mutation needs to look at a document that is kept.
    request = request.data(Arc::clone(&api.check_document)).data(api.reader.clone());
    request.operation_name = name;
    request.set_parsed_query(document.parsed.clone());
    let response = (api.execute)(request).await;
    let (data, mut errors) = (response.data, response.errors);
    // What was carried out has a place in the answer, or an answer; what validation refused has neither.
    let executed = errors.is_empty() || data != Value::Null || errors.iter().any(|error| !error.path.is_empty());
    polish(&mut errors, shows_schema, &asking.reference);
    let mut answer =
        if executed { Answer::new(Content::Executed { data, errors }) } else { Answer::new(Content::Refused(errors)) };
    answer.extensions.insert("cost", value!({"requested": passed.cost, "limit": api.gate.limits.cost}));
    if let Some(claim) = claim.filter(|_| executed && call.may_keep_answer()) {
        // The change is kept already; a repetition would be told so instead of getting this answer.
        if let Err(error) = keep(&api.platform, &claim, &answer.body()).await {
            failed(error, &asking.reference);
        }
    }
    answer
}
