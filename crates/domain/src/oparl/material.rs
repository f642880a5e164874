//! The records from which objects are made.

use crate::files::StoredFile;
use crate::meetings::{AgendaItem, Committee, CommitteeMembership, Meeting, Paper, Resolution};
use crate::people::Person;
use crate::shared::{CommitteeId, OrganisationId, PersonId};
use std::collections::{BTreeMap, BTreeSet};

/// A committee with all that hangs on it, public or not.
#[derive(Clone, Debug)]
pub struct CommitteeMaterial {
    /// The committee.
    pub committee: Committee,
    /// Its meetings.
    pub meetings: Vec<Meeting>,
    /// The items of their agendas.
    pub items: Vec<AgendaItem>,
    /// Its papers.
    pub papers: Vec<Paper>,
    /// Its resolutions, by number.
    pub resolutions: Vec<Resolution>,
    /// The files of meetings, items and papers that were not deleted, the oldest first.
    pub files: Vec<StoredFile>,
    /// Its seats.
    pub seats: Vec<CommitteeMembership>,
    /// Those who hold them.
    pub people: BTreeMap<PersonId, Person>,
}

/// Whose objects may have changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Affected {
    /// These committees with all that hangs on them.
    pub committees: BTreeSet<CommitteeId>,
    /// These people.
    pub people: BTreeSet<PersonId>,
    /// These organisations.
    pub organisations: BTreeSet<OrganisationId>,
    /// The bodies, because the directory of territories changed.
    pub territories: bool,
}

impl Affected {
    /// Whether nothing has changed.
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}
