//! An import: what was asked for, and how far it is.

use super::field::ImportKind;
use super::mapping::Mapping;
use super::row::RowMessage;
use crate::access::{Action, Owner};
use crate::files::FileName;
use crate::shared::{
    AccountId, ImportFileId, ImportId, ImportMappingId, OrganisationId, PersonalTokenId, ServiceAccountId, SessionId,
    Timestamp, coded_enum, transitions,
};
use std::collections::BTreeSet;
use uuid::Uuid;

coded_enum! {
    /// How far an import is.
    ImportState {
        /// It waits for its turn.
        Queued = "QUEUED", "wartet";
        /// Its rows are tried; nothing will be kept.
        Checking = "CHECKING", "wird geprüft";
        /// Its rows were tried and nothing was kept.
        Checked = "CHECKED", "geprüft";
        /// Its rows become records.
        Running = "RUNNING", "läuft";
        /// It is done; rows that were refused say why.
        Done = "DONE", "fertig";
        /// It failed; `failure` says why.
        Failed = "FAILED", "fehlgeschlagen";
        /// Somebody cancelled it; rows that were done before stay.
        Cancelled = "CANCELLED", "abgebrochen";
    }
}

impl ImportState {
    /// Whether nothing more will happen.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Checked | Self::Done | Self::Failed | Self::Cancelled)
    }
}

transitions! {
    /// What is done with an import.
    ImportStep on ImportState {
        /// Its rows begin to be tried.
        Check = "check": Queued => Checking;
        /// Its rows begin to become records.
        Run = "run": Queued => Running;
        /// All rows were tried.
        EndCheck = "endCheck": Checking => Checked;
        /// All rows were gone through.
        End = "end": Running => Done;
        /// It cannot go on.
        Fail = "fail": Queued | Checking | Running => Failed;
        /// Somebody stops it.
        Cancel = "cancel": Queued | Checking | Running => Cancelled;
    }
}

coded_enum! {
    /// What happens to an import with rows that cannot become records.
    ImportPolicy {
        /// No row is kept unless all of them can be: one transaction.
        AllOrNothing = "ALL_OR_NOTHING", "alles oder nichts";
        /// Such rows are left out, with their reasons.
        SkipBadRows = "SKIP_BAD_ROWS", "fehlerhafte Zeilen auslassen";
    }
}

/// A file that was uploaded to be imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportFile {
    /// The file.
    pub id: ImportFileId,
    /// For which organisation.
    pub organisation: OrganisationId,
    /// Its name.
    pub name: FileName,
    /// How many bytes it has.
    pub size: u64,
    /// SHA-256 of its bytes, in hexadecimal form.
    pub sha256: String,
    /// What its bytes are called in the storage.
    pub blob: Uuid,
    /// When its bytes were deleted.
    pub deleted_at: Option<Timestamp>,
    /// When it arrived.
    pub created_at: Timestamp,
    /// To whom it belongs.
    pub owner: Owner,
}

/// In whose name an import runs. Their rights are read again with every step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportStarter {
    /// The account of a person.
    pub account: Option<AccountId>,
    /// The session in which it was started.
    pub session: Option<SessionId>,
    /// The personal access token with which it was started: it has to stay valid.
    pub token: Option<PersonalTokenId>,
    /// The service account.
    pub service: Option<ServiceAccountId>,
    /// Whether the second factor was shown.
    pub second_factor: bool,
    /// To what the token narrowed the rights.
    pub scopes: Option<BTreeSet<Action>>,
}

/// How many rows an import has, and what became of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ImportProgress {
    /// How many rows there are.
    pub rows: u64,
    /// How many of them were gone through.
    pub done: u64,
    /// How many became records, or would.
    pub created: u64,
    /// How many are there already.
    pub duplicates: u64,
    /// How many were refused.
    pub refused: u64,
}

/// An import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// The import.
    pub id: ImportId,
    /// For which organisation.
    pub organisation: OrganisationId,
    /// The file.
    pub file: ImportFileId,
    /// The name of the file.
    pub file_name: FileName,
    /// SHA-256 of the file.
    pub sha256: String,
    /// The mapping from which its own was taken.
    pub mapping_id: Option<ImportMappingId>,
    /// Its mapping, as it was when it was started.
    pub mapping: Mapping,
    /// What makes it the same import as another one: file, kind, mapping and owner.
    pub fingerprint: String,
    /// What happens to bad rows.
    pub policy: ImportPolicy,
    /// Whether its rows are only tried.
    pub dry_run: bool,
    /// How far it is.
    pub state: ImportState,
    /// What became of its rows.
    pub progress: ImportProgress,
    /// In whose name it runs.
    pub starter: ImportStarter,
    /// Why it failed.
    pub failure: Option<RowMessage>,
    /// When it was asked for.
    pub created_at: Timestamp,
    /// When its first row was begun.
    pub started_at: Option<Timestamp>,
    /// When it was over.
    pub finished_at: Option<Timestamp>,
    /// When its file and its rows were forgotten.
    pub forgotten_at: Option<Timestamp>,
    /// Counts the changes.
    pub version: i64,
    /// To whom it belongs.
    pub owner: Owner,
}

impl Import {
    /// What the rows become.
    pub const fn kind(&self) -> ImportKind {
        self.mapping.kind
    }

    /// Whether all rows are gone through in one transaction: to keep all of them or none, or to keep none in any case.
    pub const fn is_whole(&self) -> bool {
        self.dry_run || matches!(self.policy, ImportPolicy::AllOrNothing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shared::machine::steps;

    #[test]
    fn the_steps_of_an_import() {
        let steps = steps(ImportStep::ALL, ImportStep::code, ImportStep::apply);
        assert_eq!(
            steps,
            [
                "check QUEUED -> CHECKING",
                "run QUEUED -> RUNNING",
                "endCheck CHECKING -> CHECKED",
                "end RUNNING -> DONE",
                "fail QUEUED -> FAILED",
                "fail CHECKING -> FAILED",
                "fail RUNNING -> FAILED",
                "cancel QUEUED -> CANCELLED",
                "cancel CHECKING -> CANCELLED",
                "cancel RUNNING -> CANCELLED",
            ]
        );
    }
}
