//! What of a record can be found, and by whom.

use crate::entities::search_document;
use crate::error::StoreError;
use crate::stored::{code, corrupt};
use domain::search::SearchKind;
use uuid::Uuid;

/// For which readers of a record a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Layer {
    /// For all who see it.
    All,
    /// For those who see it only because it is open, and may not read all of it.
    Open,
    /// For those who reach it by right.
    Inner,
}

impl Layer {
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::All => "ALL",
            Self::Open => "OPEN",
            Self::Inner => "INNER",
        }
    }

    fn read(code: &str) -> Result<Self, StoreError> {
        [Self::All, Self::Open, Self::Inner]
            .into_iter()
            .find(|layer| layer.code() == code)
            .ok_or_else(|| corrupt("search document", code))
    }
}

/// To whom a record belongs, in the columns by which its own repository decides who sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Scope {
    pub(super) organisation: Uuid,
    /// Empty when it lies in none.
    pub(super) district: String,
    /// The network or committee whose members see it.
    pub(super) body: Option<Uuid>,
    pub(super) person: Option<Uuid>,
    /// What it says of itself; empty when it is seen by right alone.
    pub(super) level: String,
}

/// A document: one for each layer of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Document {
    pub(super) kind: SearchKind,
    pub(super) subject: Uuid,
    pub(super) layer: Layer,
    pub(super) scope: Scope,
    /// The keys of its territories with a space before and after each.
    pub(super) territories: String,
    /// When it takes place or was made, in microseconds.
    pub(super) at: i64,
    pub(super) title: String,
    pub(super) content: String,
}

impl Document {
    pub(super) fn key(&self) -> (Uuid, Layer) {
        (self.subject, self.layer)
    }
}

pub(super) fn read(row: search_document::Model) -> Result<Document, StoreError> {
    Ok(Document {
        kind: code("search document", &row.kind)?,
        subject: row.subject_id,
        layer: Layer::read(&row.layer)?,
        scope: Scope {
            organisation: row.organisation_id,
            district: row.district_key,
            body: row.body_id,
            person: row.person_id,
            level: row.level,
        },
        territories: row.territories,
        at: row.at,
        title: row.title,
        content: row.content,
    })
}

/// Texts one below the other; what is missing is left out.
pub(super) fn lines<'t>(texts: impl IntoIterator<Item = Option<&'t str>>) -> String {
    texts.into_iter().flatten().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n")
}
