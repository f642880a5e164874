use crate::graphql::shared::{AnyNodeId, DateTime, Enum, NodeId};
use async_graphql::Object;
use domain::integration::{EventType, WebhookDelivery as Record, WebhookDeliveryState, WebhookOutcome};
use domain::shared::{EventId, Id, WebhookDeliveryId, WebhookSubscriptionId};

/// One event on its way to a webhook.
#[derive(Clone, Debug)]
pub(crate) struct WebhookDelivery(pub(super) Record);

/// One event on its way to a webhook (German: Zustellung). What is sent is made anew with each try and kept nowhere.
#[Object]
impl WebhookDelivery {
    /// The id by which it is sent again.
    async fn id(&self) -> AnyNodeId {
        AnyNodeId::new(WebhookDeliveryId::TYPE, self.0.id.uuid())
    }

    /// To which webhook (German: Webhook).
    async fn webhook_id(&self) -> NodeId<WebhookSubscriptionId> {
        NodeId(self.0.webhook)
    }

    /// The event; the header `webhook-id` has its bare id (German: Ereignis).
    async fn event_id(&self) -> NodeId<EventId> {
        NodeId(self.0.event)
    }

    /// The type of the event (German: Ereignisart).
    #[graphql(name = "type")]
    async fn kind(&self) -> &str {
        &self.0.kind
    }

    /// The record that the event is about; missing for types that the catalogue does not have any more (German: Datensatz).
    async fn subject_id(&self) -> Option<AnyNodeId> {
        EventType::find(&self.0.kind).map(|kind| AnyNodeId::new(kind.subject, self.0.subject))
    }

    /// What became of it (German: Zustand).
    async fn state(&self) -> Enum<WebhookDeliveryState> {
        Enum(self.0.state)
    }

    /// How often it was tried (German: Versuche).
    async fn attempts(&self) -> i64 {
        self.0.attempts
    }

    /// How the last try ended (German: Ergebnis des letzten Versuchs).
    async fn outcome(&self) -> Option<Enum<WebhookOutcome>> {
        self.0.outcome.map(Enum)
    }

    /// The status that the receiver answered then, as HTTP has it.
    async fn status(&self) -> Option<i32> {
        self.0.status.map(i32::from)
    }

    /// When it was tried last (German: letzter Versuch).
    async fn tried_at(&self) -> Option<DateTime> {
        self.0.tried_at.map(DateTime)
    }

    /// When it is tried next at the earliest; missing when it is not (German: nächster Versuch).
    async fn next_try_at(&self) -> Option<DateTime> {
        (self.0.state == WebhookDeliveryState::Pending).then_some(DateTime(self.0.due_at))
    }

    /// When it was queued (German: eingereiht am).
    async fn created_at(&self) -> DateTime {
        DateTime(self.0.created_at)
    }
}
