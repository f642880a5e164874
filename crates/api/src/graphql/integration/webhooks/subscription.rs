use crate::gate::cost;
use crate::graphql::organisations::Organisation;
use crate::graphql::services::ServiceAccount;
use crate::graphql::shared::{ActionCode, AnyNodeId, DateTime, Enum, Row, call, referred, viewer_can};
use application::organisations::find_organisations;
use async_graphql::{Context, Object, Result};
use domain::access::Action;
use domain::integration::{WebhookState, WebhookSubscription as Record};
use domain::shared::{Id, WebhookSubscriptionId};
use std::collections::BTreeSet;

/// Where a service account is told of events (German: Webhook).
#[derive(Clone, Debug)]
pub(crate) struct WebhookSubscription(Row<Record>);

impl WebhookSubscription {
    /// Nodes of webhooks that were read together.
    pub(crate) fn siblings(records: impl IntoIterator<Item = Record>) -> Vec<Self> {
        Row::all(records).map(Self).collect()
    }

    /// The node of one webhook.
    pub(crate) fn one(record: Record) -> Self {
        Self(Row::one(record))
    }
}

/// Where a service account is told of events, by the Standard Webhooks specification (German: Webhook). It is told of
/// what the account may read, each time with its rights of that moment.
#[Object]
impl WebhookSubscription {
    /// The global id.
    pub(crate) async fn id(&self) -> AnyNodeId {
        AnyNodeId::new(WebhookSubscriptionId::TYPE, self.0.id.uuid())
    }

    /// What it is called (German: Name).
    async fn name(&self) -> &str {
        self.0.name.as_str()
    }

    /// Where it is received (German: Adresse).
    async fn url(&self) -> &str {
        self.0.url.as_str()
    }

    /// The types of events, or `noun.*` for all types of a noun; all when there is none (German: Ereignisarten).
    #[graphql(directive = cost::apply(1, Some(20)))]
    async fn types(&self) -> &[String] {
        &self.0.types
    }

    /// The subscription to `changes` that is carried out for each event; its answer is sent along (German: Dokument).
    async fn document(&self) -> Option<&str> {
        self.0.document.as_deref()
    }

    /// The service account whose rights say of what it is told (German: Dienstkonto).
    async fn service_account(&self, ctx: &Context<'_>) -> Result<Option<ServiceAccount>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let ids: BTreeSet<_> = rows.iter().map(|row| row.service).collect();
            let found = application::services::find_service_accounts(call, ids).await?;
            Ok(referred(rows.iter().map(|row| Some(row.service)), found, ServiceAccount::siblings))
        };
        self.0.related(ctx, "serviceAccount", load).await
    }

    /// The organisation that owns it (German: verantwortliche Organisation).
    async fn organisation(&self, ctx: &Context<'_>) -> Result<Option<Organisation>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let ids: BTreeSet<_> = rows.iter().map(|row| row.organisation).collect();
            let found = find_organisations(call, ids).await?;
            Ok(referred(rows.iter().map(|row| Some(row.organisation)), found, Organisation::siblings))
        };
        self.0.related(ctx, "organisation", load).await
    }

    /// Whether events are delivered (German: Zustand).
    async fn state(&self) -> Enum<WebhookState> {
        Enum(self.0.state)
    }

    /// How many tries failed since the last one that did not (German: Fehlversuche).
    async fn failures(&self) -> i64 {
        self.0.failures
    }

    /// When the first of them was (German: gestört seit).
    async fn failing_since(&self) -> Option<DateTime> {
        self.0.failing_since.map(DateTime)
    }

    /// Until when a receiver that does not answer is left alone (German: nächster Versuch).
    async fn held_until(&self, ctx: &Context<'_>) -> Option<DateTime> {
        self.0.held_until.filter(|until| *until > call(ctx).now()).map(DateTime)
    }

    /// When something was last delivered (German: zuletzt zugestellt).
    async fn delivered_at(&self) -> Option<DateTime> {
        self.0.delivered_at.map(DateTime)
    }

    /// Until when the secret before this one signs as well (German: altes Geheimnis gültig bis).
    async fn previous_secret_until(&self, ctx: &Context<'_>) -> Option<DateTime> {
        self.0.previous_secret_until.filter(|until| *until > call(ctx).now()).map(DateTime)
    }

    /// When it was made (German: angelegt am).
    async fn created_at(&self) -> DateTime {
        DateTime(self.0.created_at)
    }

    /// What this viewer may do with it; that nobody has more sent than they may read is decided when they try (German:
    /// Möglichkeiten).
    async fn viewer_can(&self, ctx: &Context<'_>) -> Vec<ActionCode> {
        viewer_can(ctx, &self.0.owner, &[Action::WebhookManage])
    }

    /// Counts the changes; a change names the version that it was made from (German: Version).
    async fn version(&self) -> i64 {
        self.0.version
    }
}
