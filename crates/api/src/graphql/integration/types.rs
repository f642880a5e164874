use crate::graphql::shared::{AnyNodeId, DateTime, NodeId};
use async_graphql::Object;
use domain::shared::{EventId, Id, OrganisationId};

/// Something that happened to a record.
#[derive(Clone, Debug)]
pub(crate) struct Event(pub(crate) domain::integration::Event);

/// Something that happened to a record (German: Ereignis). It says that the record changed and not what it holds: read
/// the record by `subjectId`, with your own rights.
#[Object]
impl Event {
    /// The global id. The same event may reach a receiver more than once: tell it by this.
    pub(crate) async fn id(&self) -> AnyNodeId {
        AnyNodeId::new(EventId::TYPE, self.0.id.uuid())
    }

    /// The type, for instance `organisation.merged` (German: Ereignisart). `schema/events.md` has all of them.
    #[graphql(name = "type")]
    async fn kind(&self) -> &str {
        self.0.kind.code
    }

    /// When (German: Zeitpunkt).
    async fn at(&self) -> DateTime {
        DateTime(self.0.at)
    }

    /// By what kind of actor: `ANONYMOUS`, `ACCOUNT`, `SERVICE` or `SYSTEM`.
    async fn actor_kind(&self) -> &str {
        &self.0.actor_kind
    }

    /// The type of the record.
    async fn subject_type(&self) -> &str {
        self.0.kind.subject
    }

    /// The record.
    async fn subject_id(&self) -> AnyNodeId {
        AnyNodeId::new(self.0.kind.subject, self.0.subject)
    }

    /// The organisation that the record belonged to.
    async fn organisation_id(&self) -> Option<NodeId<OrganisationId>> {
        self.0.organisation().map(NodeId)
    }

    /// The version of the record after it, for records that have one.
    async fn version(&self) -> Option<i64> {
        self.0.version
    }

    /// Whether the record is gone (German: gelöscht): what a receiver keeps of it should go as well.
    async fn removed(&self) -> bool {
        self.0.kind.removes
    }
}
