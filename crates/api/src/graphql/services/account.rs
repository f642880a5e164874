use crate::gate::{authorized, cost};
use crate::graphql::organisations::Organisation;
use crate::graphql::shared::{
    ActionCode, AnyNodeId, DateTime, Enum, LocalDate, Row, call, children, referred, viewer_can,
};
use application::organisations::find_organisations;
use application::services as verbs;
use async_graphql::{Context, Object, Result};
use domain::access::Action;
use domain::services::{
    ServiceAccount as Record, ServiceAccountState, ServiceReach, ServiceSecret as SecretRecord, TokenState,
};
use domain::shared::{Id, ServiceAccountId, ServiceSecretId};
use std::collections::BTreeSet;

/// Another system that works with this API without a person (German: Dienstkonto).
#[derive(Clone, Debug)]
pub(crate) struct ServiceAccount(Row<Record>);

impl ServiceAccount {
    /// Nodes of service accounts that were read together.
    pub(crate) fn siblings(records: impl IntoIterator<Item = Record>) -> Vec<Self> {
        Row::all(records).map(Self).collect()
    }

    /// The node of one service account.
    pub(crate) fn one(record: Record) -> Self {
        Self(Row::one(record))
    }
}

/// Another system that works with this API without a person (German: Dienstkonto). It gets its access tokens at
/// `/oauth/token`.
#[Object]
impl ServiceAccount {
    /// The global id.
    pub(crate) async fn id(&self) -> AnyNodeId {
        AnyNodeId::new(ServiceAccountId::TYPE, self.0.id.uuid())
    }

    /// The `client_id` with which it asks for tokens (German: Kennung).
    async fn client_id(&self) -> String {
        self.0.id.to_string()
    }

    /// What the system is called (German: Name).
    async fn name(&self) -> &str {
        self.0.name.as_str()
    }

    /// What it is for (German: Zweck).
    async fn purpose(&self) -> Option<&str> {
        self.0.purpose.as_ref().map(domain::shared::LongText::as_str)
    }

    /// The organisation that owns it and answers for it (German: verantwortliche Organisation).
    async fn organisation(&self, ctx: &Context<'_>) -> Result<Option<Organisation>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let ids: BTreeSet<_> = rows.iter().map(|row| row.organisation).collect();
            let found = find_organisations(call, ids).await?;
            Ok(referred(rows.iter().map(|row| Some(row.organisation)), found, Organisation::siblings))
        };
        self.0.related(ctx, "organisation", load).await
    }

    /// The actions that it may use, beside what is public (German: Umfang).
    #[graphql(directive = cost::apply(1, Some(20)))]
    async fn scopes(&self) -> Vec<ActionCode> {
        self.0.scopes.iter().copied().map(ActionCode).collect()
    }

    /// How far it reaches with them (German: Reichweite).
    async fn reach(&self) -> Enum<ServiceReach> {
        Enum(self.0.reach)
    }

    /// From where it may be used, in CIDR notation; from anywhere when there is none (German: Netze).
    #[graphql(directive = cost::apply(1, Some(5)))]
    async fn networks(&self) -> Vec<String> {
        self.0.networks.iter().collect()
    }

    /// The public keys with which it signs assertions, as a JSON Web Key Set (German: öffentliche Schlüssel).
    async fn public_keys(&self) -> Option<&str> {
        self.0.public_keys.as_deref()
    }

    /// Its secrets, past ones too, the newest first: when, never what (German: Geheimnisse).
    #[graphql(directive = cost::apply(1, Some(4)))]
    async fn secrets(&self, ctx: &Context<'_>) -> Result<Vec<ServiceSecret>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
            let found = verbs::secrets_of(call, &ids).await?;
            let nodes = |secrets: Vec<SecretRecord>| secrets.into_iter().map(ServiceSecret).collect();
            Ok(children(ids, found, nodes))
        };
        self.0.related(ctx, "secrets", load).await
    }

    /// Whether it can be used (German: Zustand).
    async fn state(&self) -> Enum<ServiceAccountState> {
        Enum(self.0.state)
    }

    /// The first day on which it can be used (German: gültig ab).
    async fn valid_from(&self) -> LocalDate {
        LocalDate(self.0.period.from)
    }

    /// The last day; missing as long as it lasts (German: gültig bis).
    async fn valid_until(&self) -> Option<LocalDate> {
        self.0.period.until.map(LocalDate)
    }

    /// When it last got a token, to within a minute (German: zuletzt benutzt).
    async fn last_used_at(&self) -> Option<DateTime> {
        self.0.last_used_at.map(DateTime)
    }

    /// When it was made (German: angelegt am).
    async fn created_at(&self) -> DateTime {
        DateTime(self.0.created_at)
    }

    /// What this viewer may do with it; that nobody gives more than they hold is decided when they try (German:
    /// Möglichkeiten).
    async fn viewer_can(&self, ctx: &Context<'_>) -> Vec<ActionCode> {
        viewer_can(ctx, &self.0.owner, &[Action::ServiceManage])
    }

    /// Counts the changes; a change names the version that it was made from (German: Version).
    async fn version(&self) -> i64 {
        self.0.version
    }
}

/// A secret of a service account: when, never what (German: Geheimnis).
#[derive(Clone, Debug)]
pub(crate) struct ServiceSecret(SecretRecord);

/// A secret of a service account: when, never what (German: Geheimnis).
#[Object]
impl ServiceSecret {
    /// The id by which it is taken back.
    #[graphql(directive = authorized::apply(Action::ServiceRead))]
    async fn id(&self) -> AnyNodeId {
        AnyNodeId::new(ServiceSecretId::TYPE, self.0.id.uuid())
    }

    /// Whether it can be used (German: Zustand).
    async fn state(&self, ctx: &Context<'_>) -> Enum<TokenState> {
        Enum(self.0.state(call(ctx).now()))
    }

    /// When it was issued (German: ausgestellt am).
    async fn created_at(&self) -> DateTime {
        DateTime(self.0.created_at)
    }

    /// When it ends, if it does (German: gültig bis).
    async fn expires_at(&self) -> Option<DateTime> {
        self.0.expires_at.map(DateTime)
    }

    /// When it was taken back (German: widerrufen am).
    async fn revoked_at(&self) -> Option<DateTime> {
        self.0.revoked_at.map(DateTime)
    }

    /// When it was last used, to within a minute (German: zuletzt benutzt).
    async fn last_used_at(&self) -> Option<DateTime> {
        self.0.last_used_at.map(DateTime)
    }
}
