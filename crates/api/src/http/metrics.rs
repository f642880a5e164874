//! What operators can read about the platform, in Prometheus' format.

use super::address::caller;
use super::api::Api;
use super::settings::MetricsAccess;
use application::integration::broker::Broker;
use async_graphql::parser::types::OperationType;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use metrics::{counter, describe_counter, describe_gauge, describe_histogram, gauge, histogram};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

/// The metrics of this process: there is one registry, however many servers run in it.
static REGISTRY: OnceLock<Option<PrometheusHandle>> = OnceLock::new();

/// The bounds of durations in seconds.
const SECONDS: [f64; 10] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1.0, 5.0];

/// Where requests are counted.
#[derive(Clone)]
pub(super) struct Metrics(Option<PrometheusHandle>);

impl Metrics {
    /// Those of this process.
    pub(super) fn of_this_process() -> Self {
        let registry = REGISTRY.get_or_init(|| {
            let builder = PrometheusBuilder::new().set_buckets(&SECONDS).ok()?;
            // Where the binary has put in a recorder of its own, that one counts and this one shows nothing.
            let handle = builder.install_recorder().ok()?;
            describe_counter!("http_graphql_answers_total", "Answers of /graphql by status.");
            describe_counter!("graphql_operations_total", "Operations that were carried out, by kind and outcome.");
            describe_counter!("graphql_cost_total", "The sum of the costs of all operations.");
            describe_histogram!("graphql_operation_seconds", "How long operations took, by kind.");
            describe_counter!("database_statements_total", "Statements sent to the database.");
            describe_gauge!("broker_connected", "1 while the broker is there.");
            describe_gauge!("broker_lag_events", "Changes made since the last one that is safe with the broker.");
            describe_counter!("broker_events_total", "Events that this process has handed to the broker.");
            Some(handle)
        });
        Self(registry.clone())
    }

    pub(super) fn answered(status: StatusCode) {
        counter!("http_graphql_answers_total", "status" => status.as_str().to_owned()).increment(1);
    }

    pub(super) fn executed(kind: OperationType, failed: bool, cost: u64, took: Duration) {
        let kind = match kind {
            OperationType::Query => "query",
            OperationType::Mutation => "mutation",
            OperationType::Subscription => "subscription",
        };
        let outcome = if failed { "errors" } else { "ok" };
        counter!("graphql_operations_total", "kind" => kind, "outcome" => outcome).increment(1);
        counter!("graphql_cost_total").increment(cost);
        histogram!("graphql_operation_seconds", "kind" => kind).record(took);
    }
}

/// How things stand with the broker at this moment.
fn gauge_broker(broker: &Broker) {
    gauge!("broker_connected").set(if broker.is_connected() { 1.0 } else { 0.0 });
    // Far below the numbers that a float cannot count.
    gauge!("broker_lag_events").set(u32::try_from(broker.behind()).unwrap_or(u32::MAX));
    counter!("broker_events_total").absolute(broker.published());
}

/// `/metrics`.
pub(super) async fn answer(State(api): State<Arc<Api>>, request: Request) -> Response {
    let local = || caller(request.extensions(), request.headers(), api.settings.proxies).is_loopback();
    let open = match api.settings.metrics {
        MetricsAccess::Open => true,
        MetricsAccess::Local => local(),
        MetricsAccess::Off => false,
    };
    match &api.metrics.0 {
        Some(registry) if open => {
            counter!("database_statements_total").absolute(application::statements_in_total());
            if let Some(broker) = api.platform.events.broker() {
                gauge_broker(broker);
            }
            registry.run_upkeep();
            ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], registry.render()).into_response()
        }
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}
