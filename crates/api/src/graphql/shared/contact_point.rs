//! Contact points, which organisations and people have.

use super::coded::Enum;
use super::node_id::NodeId;
use async_graphql::{InputObject, Object};
use domain::shared::{ContactKind, ContactPoint as Record, ContactPointDraft, ContactPointId, ContactVisibility, Name};

/// A way to reach an organisation or a person (German: Kontaktangabe).
#[derive(Clone, Debug)]
pub(crate) struct ContactPoint(pub(crate) Record);

/// A way to reach an organisation or a person (German: Kontaktangabe).
#[Object]
impl ContactPoint {
    /// The id, by which a change keeps it.
    async fn id(&self) -> NodeId<ContactPointId> {
        NodeId(self.0.id)
    }

    /// Telephone, e-mail and so on (German: Art).
    async fn kind(&self) -> Enum<ContactKind> {
        Enum(self.0.kind)
    }

    /// The number in the form of E.164, for instance `+492191160`, or the address (German: Nummer oder Adresse).
    async fn value(&self) -> &str {
        &self.0.value
    }

    /// What it is for, for instance `Sekretariat` (German: Bezeichnung).
    async fn label(&self) -> Option<&str> {
        self.0.label.as_ref().map(Name::as_str)
    }

    /// Who may see it (German: Sichtbarkeit).
    async fn visibility(&self) -> Enum<ContactVisibility> {
        Enum(self.0.visibility)
    }
}

/// A way to reach an organisation or a person (German: Kontaktangabe).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct ContactPointInput {
    /// The existing one that this changes; without it a new one.
    id: Option<NodeId<ContactPointId>>,
    /// Telephone, e-mail and so on (German: Art).
    kind: Enum<ContactKind>,
    /// The number, with or without country code, or the address (German: Nummer oder Adresse).
    value: String,
    /// What it is for (German: Bezeichnung).
    label: Option<String>,
    /// Who may see it (German: Sichtbarkeit).
    visibility: Enum<ContactVisibility>,
}

impl From<ContactPointInput> for ContactPointDraft {
    fn from(input: ContactPointInput) -> Self {
        Self {
            id: input.id.map(|id| id.0),
            kind: input.kind.0,
            value: input.value,
            label: input.label,
            visibility: input.visibility.0,
        }
    }
}
