//! Papers: what members read before they decide.

use super::kind::PaperKind;
use crate::shared::{AgendaItemId, CommitteeId, LongText, MeetingId, Name, PaperId, Timestamp};

/// What a paper says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperDraft {
    /// In one line.
    pub title: Name,
    /// What it is.
    pub kind: PaperKind,
    /// Its text; files may hang on it as well.
    pub text: Option<LongText>,
    /// Whether everybody may read it who may know of the meeting, and of the item that it is for.
    pub public: bool,
}

/// A paper (German: Drucksache, Vorlage).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// The paper.
    pub id: PaperId,
    /// Of which committee.
    pub committee: CommitteeId,
    /// For which meeting.
    pub meeting: MeetingId,
    /// For which item of its agenda.
    pub item: Option<AgendaItemId>,
    /// Its number among the papers of the committee, from 1.
    pub number: i64,
    /// What it says.
    pub draft: PaperDraft,
    /// When it was taken back.
    pub removed_at: Option<Timestamp>,
    /// Counts the changes.
    pub version: i64,
    /// When the record was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}
