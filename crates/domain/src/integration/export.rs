//! Bulk exports: a list that is read to its end as somebody, page by page, and kept as a file for a while.

use crate::access::{Action, Owner};
use crate::shared::{
    AccountId, ExportId, Language, OrganisationId, PersonId, PersonalTokenId, Refusal, RefusalCode, ServiceAccountId,
    SessionId, Timestamp, berlin_date, coded_enum,
};
use std::collections::BTreeSet;
use uuid::Uuid;

coded_enum! {
    /// The form of an exported file.
    ExportFormat {
        /// One JSON object on each line, with lists and objects as they are.
        Jsonl = "JSONL", "JSON Lines";
        /// CSV as German spreadsheets open it: semicolons, decimal comma, and no text that becomes a formula.
        Csv = "CSV", "CSV für deutsches Excel";
        /// A workbook for spreadsheets; more than a million rows go on in a further sheet.
        Xlsx = "XLSX", "Excel-Arbeitsmappe";
    }
}

impl ExportFormat {
    /// How the name of a file ends.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Jsonl => "jsonl",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }

    /// What its bytes are called in HTTP.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Jsonl => "application/jsonl; charset=utf-8",
            Self::Csv => "text/csv; charset=utf-8; header=present",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}

coded_enum! {
    /// How far an export is.
    ExportState {
        /// It waits for its turn.
        Queued = "QUEUED", "Wartet";
        /// It is being written.
        Running = "RUNNING", "Läuft";
        /// The file can be fetched.
        Done = "DONE", "Fertig";
        /// It came to nothing; `failure` says why.
        Failed = "FAILED", "Gescheitert";
        /// Who asked for it has called it off.
        Cancelled = "CANCELLED", "Abgebrochen";
        /// The file was kept for its time and is deleted.
        Expired = "EXPIRED", "Abgelaufen";
    }
}

impl ExportState {
    /// Whether it still waits or runs.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Queued | Self::Running)
    }
}

coded_enum! {
    /// Why an export came to nothing.
    ExportFailure {
        /// Who asked for it may not read this any more.
        RightsLost = "RIGHTS_LOST", "Rechte entzogen";
        /// The rights of who asked for it changed while it ran, so that the file would show two things: start it anew.
        RightsChanged = "RIGHTS_CHANGED", "Rechte geändert";
        /// The account, the service account or the token that asked for it cannot be used any more.
        RequesterGone = "REQUESTER_GONE", "Zugang beendet";
        /// The document cannot be carried out any more, for instance because its record is gone.
        DocumentRefused = "DOCUMENT_REFUSED", "Dokument nicht ausführbar";
        /// It has more rows than an export may have.
        TooManyRows = "TOO_MANY_ROWS", "Zu viele Zeilen";
        /// The file has more bytes than an export may have.
        TooManyBytes = "TOO_MANY_BYTES", "Zu große Datei";
        /// It was tried several times and never came to its end.
        Interrupted = "INTERRUPTED", "Mehrfach unterbrochen";
    }
}

/// As whom an export is read: who asked for it, no wider than they did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Requester {
    /// A person.
    Account {
        /// Their account.
        account: AccountId,
        /// The person.
        person: PersonId,
        /// The session in which they asked. The export goes on when it ends.
        session: Option<SessionId>,
        /// The personal access token with which they asked. The export ends with it.
        token: Option<PersonalTokenId>,
        /// Whether the second factor was shown.
        second_factor: bool,
        /// What the token narrows them to.
        scopes: Option<BTreeSet<Action>>,
    },
    /// Another system.
    Service {
        /// Its service account.
        service: ServiceAccountId,
        /// The organisation that owns it.
        organisation: OrganisationId,
        /// What its token could do.
        scopes: BTreeSet<Action>,
    },
}

impl Requester {
    /// To whom its exports belong.
    pub fn owner(&self) -> Owner {
        match self {
            Self::Account { person, .. } => Owner::default().about(*person),
            Self::Service { organisation, .. } => Owner::organisation(*organisation, None),
        }
    }

    /// Whether it is this account, or this service account.
    pub fn is(&self, account: Option<AccountId>, service: Option<ServiceAccountId>) -> bool {
        match self {
            Self::Account { account: own, .. } => account == Some(*own),
            Self::Service { service: own, .. } => service == Some(*own),
        }
    }
}

/// A bulk export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// The export.
    pub id: ExportId,
    /// As whom it is read.
    pub requester: Requester,
    /// The query that is carried out page by page.
    pub document: String,
    /// Which operation of the document, where it has several.
    pub operation: Option<String>,
    /// The variables, as JSON. Forgotten when the file is deleted: they may name people.
    pub variables: String,
    /// The SHA-256 of the document, in hexadecimal: how the audit names it.
    pub document_hash: String,
    /// Which list: the names of the fields down to it, with points between them.
    pub connection: String,
    /// The form of the file.
    pub format: ExportFormat,
    /// In which language names of values are written, where the schema has them in two.
    pub language: Language,
    /// What the file is called.
    pub file_name: String,
    /// How far it is.
    pub state: ExportState,
    /// How many rows were written so far.
    pub rows: u64,
    /// How many rows the list had when it was begun.
    pub total: Option<u64>,
    /// How many bytes the file has so far; a workbook gets its bytes at the end.
    pub bytes: u64,
    /// The SHA-256 of the file, in hexadecimal, once it is done.
    pub sha256: Option<String>,
    /// Where the bytes lie, once it is done.
    pub blob: Option<Uuid>,
    /// Why it came to nothing.
    pub failure: Option<ExportFailure>,
    /// The same in words for a developer.
    pub reason: Option<String>,
    /// How often it was begun.
    pub attempts: i64,
    /// When it was asked for.
    pub created_at: Timestamp,
    /// When it was last begun.
    pub started_at: Option<Timestamp>,
    /// When it ended, however that was.
    pub ended_at: Option<Timestamp>,
    /// Until when the file can be fetched.
    pub expires_at: Option<Timestamp>,
    /// The version, for optimistic locking.
    pub version: i64,
}

impl Export {
    /// How many characters a document has at most.
    pub const MOST_DOCUMENT: usize = 20_000;
    /// How many bytes the variables have at most.
    pub const MOST_VARIABLES: usize = 20_000;
    /// How often it is begun before it is given up.
    pub const ATTEMPTS: i64 = 5;

    /// To whom it belongs.
    pub fn owner(&self) -> Owner {
        self.requester.owner()
    }

    /// What a file of this list is called that is asked for at this instant.
    pub fn name_file(connection: &str, format: ExportFormat, at: Timestamp) -> String {
        let list = connection.rsplit('.').next().unwrap_or(connection);
        format!("{list}-{}.{}", berlin_date(at), format.extension())
    }

    /// Calls it off.
    ///
    /// # Errors
    /// `WRONG_STATE` when it has ended already.
    pub fn cancelled(&self, at: Timestamp) -> Result<Self, Refusal> {
        if !self.state.is_open() {
            return Err(Refusal::new(RefusalCode::WrongState)
                .with("state", self.state)
                .with("verb", "cancel the export"));
        }
        Ok(self.ended(ExportState::Cancelled, at))
    }

    /// Notes that it came to nothing.
    #[must_use]
    pub fn failed(&self, failure: ExportFailure, reason: String, at: Timestamp) -> Self {
        Self { failure: Some(failure), reason: Some(reason), ..self.ended(ExportState::Failed, at) }
    }

    /// Notes that its file is deleted.
    #[must_use]
    pub fn expired(&self) -> Self {
        let ended_at = self.ended_at;
        Self { blob: None, ended_at, ..self.ended(ExportState::Expired, self.created_at) }
    }

    /// Its end. What was asked for in detail is not needed any more, unless there is a file.
    fn ended(&self, state: ExportState, at: Timestamp) -> Self {
        let variables = "{}".to_owned();
        Self { state, variables, ended_at: Some(at), version: self.version + 1, ..self.clone() }
    }

    /// Whether its file can still be fetched at this instant.
    pub fn has_expired(&self, now: Timestamp) -> bool {
        self.state == ExportState::Expired || self.expires_at.is_some_and(|until| until <= now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn export(state: ExportState) -> Export {
        Export {
            id: Uuid::from_u128(1).into(),
            requester: Requester::Service {
                service: Uuid::from_u128(2).into(),
                organisation: Uuid::from_u128(3).into(),
                scopes: BTreeSet::new(),
            },
            document: "{ people { nodes { id } } }".to_owned(),
            operation: None,
            variables: "{\"name\":\"Robin\"}".to_owned(),
            document_hash: String::new(),
            connection: "people".to_owned(),
            format: ExportFormat::Csv,
            language: Language::German,
            file_name: "people.csv".to_owned(),
            state,
            rows: 0,
            total: None,
            bytes: 0,
            sha256: None,
            blob: Some(Uuid::from_u128(4)),
            failure: None,
            reason: None,
            attempts: 1,
            created_at: Timestamp::parse("2020-03-03T08:00:00Z").unwrap(),
            started_at: None,
            ended_at: None,
            expires_at: None,
            version: 1,
        }
    }

    #[test]
    fn only_what_has_not_ended_is_called_off() {
        let at = Timestamp::parse("2020-03-03T09:00:00Z").unwrap();
        for state in ExportState::ALL {
            let cancelled = export(*state).cancelled(at);
            assert_eq!(cancelled.is_ok(), state.is_open(), "{state}");
        }
        let cancelled = export(ExportState::Running).cancelled(at).unwrap();
        assert_eq!((cancelled.state, cancelled.ended_at, cancelled.version), (ExportState::Cancelled, Some(at), 2));
        assert_eq!(cancelled.variables, "{}", "what was searched for is forgotten");
    }

    #[test]
    fn an_expired_file_is_gone_and_its_end_stays_when_it_was() {
        let at = Timestamp::parse("2020-03-03T09:00:00Z").unwrap();
        let done =
            Export { state: ExportState::Done, ended_at: Some(at), expires_at: Some(at), ..export(ExportState::Done) };
        assert!(done.has_expired(at) && !done.has_expired(at.plus_seconds(-1)));
        let expired = done.expired();
        assert_eq!((expired.state, expired.blob, expired.ended_at), (ExportState::Expired, None, Some(at)));
        assert!(expired.has_expired(at.plus_seconds(-1)));
    }

    #[test]
    fn a_file_is_named_after_its_list_and_day() {
        let at = Timestamp::parse("2020-03-03T23:30:00Z").unwrap();
        assert_eq!(Export::name_file("organisation.people", ExportFormat::Xlsx, at), "people-2020-03-04.xlsx");
    }
}
