use super::types::{AuditEntry, AuditVerification};
use crate::gate::{authorized, cost};
use crate::graphql::shared::{AnyNodeId, Connection, DateTime, NodeId, call, connect, failure, page};
use application::audit as verbs;
use async_graphql::{Context, InputObject, Object, Result};
use domain::access::Action;
use domain::shared::{AccountId, OrganisationId};

/// Which entries of the audit; what is left out does not narrow the list.
#[derive(Debug, Default, InputObject)]
pub(crate) struct AuditFilter {
    /// Of this record.
    subject_id: Option<AnyNodeId>,
    /// By this account.
    account_id: Option<NodeId<AccountId>>,
    /// Of this organisation.
    organisation_id: Option<NodeId<OrganisationId>>,
    /// Of this event, for instance `organisation.merged`.
    event: Option<String>,
    /// From this instant on.
    since: Option<DateTime>,
    /// Before this instant.
    until: Option<DateTime>,
}

impl From<AuditFilter> for verbs::AuditFilter {
    fn from(filter: AuditFilter) -> Self {
        Self {
            subject: filter.subject_id.map(|id| id.uuid),
            account: filter.account_id.map(|id| id.0),
            organisation: filter.organisation_id.map(|id| id.0),
            event: filter.event,
            since: filter.since.map(|at| at.0),
            until: filter.until.map(|at| at.0),
        }
    }
}

/// The fields that read the audit.
#[derive(Debug, Default)]
pub(crate) struct AuditQueries;

#[Object]
impl AuditQueries {
    /// What was changed, by whom and with which right, the newest first (German: Protokoll).
    #[graphql(directive = authorized::apply(Action::AuditRead))]
    async fn audit_entries(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which entries.")] filter: Option<AuditFilter>,
        #[graphql(desc = "How many from the start, at most 100.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> Result<Connection<AuditEntry>> {
        let call = call(ctx);
        let filter = filter.unwrap_or_default().into();
        let page = page(ctx, first, after, last, before)?;
        let found = verbs::list_audit_entries(call, &filter, &page).await;
        let count = verbs::count_audit_entries(call, &filter);
        connect(ctx, found, |entries| entries.into_iter().map(AuditEntry::from).collect(), count).await
    }

    /// Checks the whole chain of the audit, entry by entry (German: Prüfung der Protokollkette). Only for those who may
    /// read all of it.
    #[graphql(directive = authorized::apply(Action::AuditRead), directive = cost::apply(500, None))]
    async fn verify_audit(&self, ctx: &Context<'_>) -> Result<AuditVerification> {
        failure(ctx, verbs::verify_audit(call(ctx)).await).map(AuditVerification::from)
    }
}
