use crate::gate::authorized;
use crate::graphql::shared::{AnyNodeId, DateTime, NodeId};
use application::audit as verbs;
use async_graphql::{Object, SimpleObject};
use domain::access::Action;
use domain::shared::{AccountId, OrganisationId, ServiceAccountId};

/// An entry of the audit: one record as one change left it (German: Protokolleintrag).
#[derive(Debug)]
pub(crate) struct AuditEntry(Box<verbs::AuditEntry>);

impl From<verbs::AuditEntry> for AuditEntry {
    fn from(entry: verbs::AuditEntry) -> Self {
        Self(Box::new(entry))
    }
}

/// An entry of the audit: one record as one change left it (German: Protokolleintrag).
#[Object]
impl AuditEntry {
    /// The global id.
    pub(crate) async fn id(&self) -> AnyNodeId {
        AnyNodeId::new("AuditEntry", self.0.id.uuid())
    }

    /// The place in the chain, from 1 and without gaps.
    async fn number(&self) -> i64 {
        self.0.seq
    }

    /// When (German: Zeitpunkt).
    async fn at(&self) -> DateTime {
        DateTime(self.0.at)
    }

    /// With which right, as the access table spells it (German: Recht).
    async fn action(&self) -> &str {
        &self.0.action
    }

    /// What happened, for instance `organisation.merged` (German: Ereignis).
    async fn event(&self) -> &str {
        &self.0.event
    }

    /// By what kind of actor: `ANONYMOUS`, `ACCOUNT`, `SERVICE` or `SYSTEM`.
    async fn actor_kind(&self) -> &str {
        &self.0.actor_kind
    }

    /// By which account.
    #[graphql(directive = authorized::apply(Action::AuditRead))]
    async fn account_id(&self) -> Option<NodeId<AccountId>> {
        self.0.account.map(NodeId)
    }

    /// In which session, with which personal access token, or by which identity at a provider outside: the entry
    /// `identity.linked` about that record names issuer and subject (German: Nachweis).
    #[graphql(directive = authorized::apply(Action::AuditRead))]
    async fn proof_id(&self) -> Option<String> {
        self.0.proof.map(|proof| proof.to_string())
    }

    /// By which other system (German: Dienstkonto).
    async fn service_account_id(&self) -> Option<NodeId<ServiceAccountId>> {
        self.0.service.map(NodeId)
    }

    /// In which request, as it stands in the logs.
    #[graphql(directive = authorized::apply(Action::AuditRead))]
    async fn request_id(&self) -> &str {
        &self.0.request
    }

    /// The type of the record that changed.
    async fn subject_type(&self) -> &str {
        &self.0.subject_type
    }

    /// The record that changed.
    #[graphql(directive = authorized::apply(Action::AuditRead))]
    async fn subject_id(&self) -> AnyNodeId {
        AnyNodeId::new(self.0.subject_type.clone(), self.0.subject)
    }

    /// The organisation that the record belongs to.
    async fn organisation_id(&self) -> Option<NodeId<OrganisationId>> {
        self.0.organisation.map(NodeId)
    }

    /// The version of the record after the change.
    async fn version(&self) -> Option<i64> {
        self.0.version
    }

    /// What changed (German: geänderte Felder).
    #[graphql(directive = authorized::apply(Action::AuditRead))]
    async fn fields(&self) -> Vec<AuditField> {
        self.0.fields.iter().map(AuditField::from).collect()
    }

    /// The SHA-256 over this entry and the hash of the one before, in hexadecimal digits.
    async fn hash(&self) -> &str {
        &self.0.hash
    }
}

/// One field of a record as a change found and left it (German: Feldänderung).
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct AuditField {
    /// Which field.
    field: String,
    /// Whether it says something about a person (German: personenbezogen).
    personal: bool,
    /// Whether its values were erased since; the chain stays whole.
    erased: bool,
    /// As it was.
    old: Option<String>,
    /// As it became.
    new: Option<String>,
}

impl From<&verbs::AuditField> for AuditField {
    fn from(field: &verbs::AuditField) -> Self {
        Self {
            field: field.field.clone(),
            personal: field.personal,
            erased: field.erased,
            old: field.old.clone(),
            new: field.new.clone(),
        }
    }
}

/// What a check of the whole chain found (German: Prüfergebnis).
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct AuditVerification {
    /// How many entries were checked.
    entries: i64,
    /// Whether all of them fit (German: unversehrt).
    intact: bool,
    /// The number of the first entry that does not fit.
    broken_at: Option<i64>,
    /// How many personal values have been erased since.
    erased_values: i64,
}

impl From<verbs::Verification> for AuditVerification {
    fn from(found: verbs::Verification) -> Self {
        Self {
            entries: found.entries,
            intact: found.broken_at.is_none(),
            broken_at: found.broken_at,
            erased_values: found.erased_values,
        }
    }
}
