use crate::graphql::shared::{DateTime, Enum, NodeId, edit};
use application::integration::webhooks as verbs;
use async_graphql::{InputObject, MaybeUndefined};
use domain::integration::{WebhookDeliveryState, WebhookState};
use domain::shared::{OrganisationId, ServiceAccountId, WebhookDeliveryId, WebhookSubscriptionId};

/// Which webhooks; what is left out does not narrow the list (German: Filter).
#[derive(Debug, Default, InputObject)]
pub(crate) struct WebhookSubscriptionFilter {
    /// Of this organisation (German: Organisation).
    organisation_id: Option<NodeId<OrganisationId>>,
    /// Of this service account (German: Dienstkonto).
    service_account_id: Option<NodeId<ServiceAccountId>>,
    /// In this state (German: Zustand).
    state: Option<Enum<WebhookState>>,
}

impl From<WebhookSubscriptionFilter> for verbs::WebhookFilter {
    fn from(filter: WebhookSubscriptionFilter) -> Self {
        Self {
            organisation: filter.organisation_id.map(|id| id.0),
            service: filter.service_account_id.map(|id| id.0),
            state: filter.state.map(|state| state.0),
        }
    }
}

/// Which deliveries; what is left out does not narrow the list (German: Filter).
#[derive(Debug, Default, InputObject)]
pub(crate) struct WebhookDeliveryFilter {
    /// To this webhook (German: Webhook).
    webhook_id: Option<NodeId<WebhookSubscriptionId>>,
    /// In this state (German: Zustand).
    state: Option<Enum<WebhookDeliveryState>>,
}

impl From<WebhookDeliveryFilter> for verbs::DeliveryFilter {
    fn from(filter: WebhookDeliveryFilter) -> Self {
        Self { webhook: filter.webhook_id.map(|id| id.0), state: filter.state.map(|state| state.0) }
    }
}

/// A webhook to be made (German: neuer Webhook).
#[derive(Debug, InputObject)]
pub(crate) struct CreateWebhookSubscriptionInput {
    /// The service account whose rights say of what it is told (German: Dienstkonto).
    service_account_id: NodeId<ServiceAccountId>,
    /// What it is called (German: Name).
    name: String,
    /// Where it is received: a public address with `https` (German: Adresse).
    url: String,
    /// The types of events, or `noun.*` for all types of a noun; all unless given (German: Ereignisarten).
    types: Option<Vec<String>>,
    /// A subscription with the one field `changes`, without arguments, that is carried out for each event with the rights
    /// of the service account; its answer is sent along (German: Dokument).
    document: Option<String>,
}

impl From<CreateWebhookSubscriptionInput> for verbs::CreateWebhook {
    fn from(input: CreateWebhookSubscriptionInput) -> Self {
        Self {
            service: input.service_account_id.0,
            name: input.name,
            url: input.url,
            types: input.types.unwrap_or_default(),
            document: input.document,
        }
    }
}

/// A change of a webhook. What is left out stays as it is; `null` clears a field that may be empty (German: Änderung
/// eines Webhooks).
#[derive(Debug, InputObject)]
pub(crate) struct UpdateWebhookSubscriptionInput {
    /// Which webhook.
    pub(super) webhook_id: NodeId<WebhookSubscriptionId>,
    /// The version that the change is made from (German: Version).
    expected_version: i64,
    /// What it is called (German: Name).
    name: Option<String>,
    /// Where it is received (German: Adresse).
    url: Option<String>,
    /// All types of events; an empty list opens it to all (German: Ereignisarten).
    types: Option<Vec<String>>,
    /// The document that is carried out for each event (German: Dokument).
    document: MaybeUndefined<String>,
}

impl From<UpdateWebhookSubscriptionInput> for verbs::UpdateWebhook {
    fn from(input: UpdateWebhookSubscriptionInput) -> Self {
        Self {
            id: input.webhook_id.0,
            expected_version: input.expected_version,
            name: input.name,
            url: input.url,
            types: input.types,
            document: edit(input.document, |text| text),
        }
    }
}

/// One webhook as the caller has seen it (German: Webhook mit Version).
#[derive(Debug, InputObject)]
pub(crate) struct WebhookVersionInput {
    /// Which.
    pub(super) webhook_id: NodeId<WebhookSubscriptionId>,
    /// The version that the change is made from.
    pub(super) expected_version: i64,
}

/// A webhook that is to deliver again (German: Webhook einschalten).
#[derive(Debug, InputObject)]
pub(crate) struct EnableWebhookSubscriptionInput {
    /// Which.
    pub(super) webhook_id: NodeId<WebhookSubscriptionId>,
    /// The version that the change is made from.
    pub(super) expected_version: i64,
    /// Whether what has waited is left out; it is delivered unless given (German: Aufgelaufenes überspringen).
    pub(super) skip_waiting: Option<bool>,
}

/// A secret to be replaced (German: neues Geheimnis).
#[derive(Debug, InputObject)]
pub(crate) struct RotateWebhookSecretInput {
    /// Of which webhook.
    pub(super) webhook_id: NodeId<WebhookSubscriptionId>,
    /// For how many hours the secret before signs as well: 24 unless given, 168 at most (German: Übergangszeit).
    pub(super) overlap_hours: Option<i64>,
}

/// A webhook to be tested (German: Webhook testen).
#[derive(Debug, InputObject)]
pub(crate) struct PingWebhookInput {
    /// Which.
    pub(super) webhook_id: NodeId<WebhookSubscriptionId>,
}

/// Deliveries that are sent again: some, or all that were given up (German: erneute Zustellung).
#[derive(Debug, InputObject)]
pub(crate) struct ReplayWebhookDeliveriesInput {
    /// Of which webhook.
    pub(super) webhook_id: NodeId<WebhookSubscriptionId>,
    /// These, 100 at most (German: Zustellungen).
    delivery_ids: Option<Vec<NodeId<WebhookDeliveryId>>>,
    /// Or all that were given up of those that were queued since then (German: gescheitert seit).
    failed_since: Option<DateTime>,
}

impl From<ReplayWebhookDeliveriesInput> for verbs::ReplayDeliveries {
    fn from(input: ReplayWebhookDeliveriesInput) -> Self {
        let deliveries = input.delivery_ids.unwrap_or_default().into_iter().map(|id| id.0).collect();
        Self { webhook: input.webhook_id.0, deliveries, failed_since: input.failed_since.map(|at| at.0) }
    }
}
