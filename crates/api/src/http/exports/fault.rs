//! Why a document cannot be exported, and why it cannot be carried out.

use crate::gate::{ErrorCode, Refused};
use application::integration::exports::{NotRead, NotReadKind};
use async_graphql::{ServerError, Value};
use std::fmt::Display;

/// What keeps a document from being exported. Codes of the gate come beside these.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// It changes something, or listens.
    NotAQuery,
    /// The variables are no JSON object.
    InvalidVariables,
    /// There is more than one field on the way down to the list.
    SeveralFields,
    /// There is no list with pages.
    NoConnection,
    /// On the way down there is a list without pages.
    NotPageable,
    /// There are lists with pages in the rows.
    NestedConnection,
    /// It says where in the list to begin or end.
    NotFromTheStart,
    /// It selects no rows, or selects them twice.
    NoRows,
    /// Nothing stands in a row.
    NoColumns,
    /// It asks for what is not there, or not for this reader.
    NotFound,
    /// The answer cannot be written down.
    Unwritable,
}

impl Fault {
    const fn code(self) -> &'static str {
        match self {
            Self::NotAQuery => "NOT_A_QUERY",
            Self::InvalidVariables => "INVALID_VARIABLES",
            Self::SeveralFields => "SEVERAL_FIELDS",
            Self::NoConnection => "NO_CONNECTION",
            Self::NotPageable => "NOT_PAGEABLE",
            Self::NestedConnection => "NESTED_CONNECTION",
            Self::NotFromTheStart => "NOT_FROM_THE_START",
            Self::NoRows => "NO_ROWS",
            Self::NoColumns => "NO_COLUMNS",
            Self::NotFound => "NOT_FOUND",
            Self::Unwritable => "UNWRITABLE",
        }
    }

    const fn sentence(self) -> &'static str {
        match self {
            Self::NotAQuery => "Only a query can be exported.",
            Self::InvalidVariables => "The variables are an object of JSON, as text.",
            Self::SeveralFields => "One field at each level leads down to the one list that is exported.",
            Self::NoConnection => "There is no list with `nodes`, `edges` and `pageInfo` to export.",
            Self::NotPageable => "A list without pages stands above the one that would be exported.",
            Self::NestedConnection => "Rows cannot hold a list with pages: export that list by itself.",
            Self::NotFromTheStart => {
                "A list is exported from its beginning to its end: leave `after`, `last` and `before` out."
            }
            Self::NoRows => "The list selects either `nodes` or `edges { node }`, once.",
            Self::NoColumns => "Nothing is selected in the rows.",
            Self::NotFound => "What holds the list does not exist, or you may not see it.",
            Self::Unwritable => "The answer cannot be written down.",
        }
    }

    /// The same, with what it is about.
    pub(super) fn because(self, reason: impl Display) -> NotRead {
        let reason = format!("{} ({reason})", self.sentence());
        NotRead { kind: NotReadKind::Refused, fault: self.code().to_owned(), reason }
    }
}

impl From<Fault> for NotRead {
    fn from(fault: Fault) -> Self {
        let kind = NotReadKind::Refused;
        Self { kind, fault: fault.code().to_owned(), reason: fault.sentence().to_owned() }
    }
}

fn kind(code: &str) -> NotReadKind {
    let is = |codes: &[ErrorCode]| codes.iter().any(|known| known.code() == code);
    if is(&[ErrorCode::Forbidden, ErrorCode::Unauthenticated, ErrorCode::UntrustedDocument]) {
        NotReadKind::Denied
    } else if is(&[ErrorCode::Internal, ErrorCode::Unavailable]) {
        NotReadKind::Fault
    } else {
        NotReadKind::Refused
    }
}

/// A refusal of the gate.
pub(super) fn not_read(refused: Refused) -> NotRead {
    let fault = refused.code.code().to_owned();
    NotRead { kind: kind(&fault), fault, reason: refused.message }
}

/// An error of an answer, which has its code already.
pub(super) fn of_answer(error: ServerError) -> NotRead {
    let code = error.extensions.as_ref().and_then(|extensions| extensions.get("code"));
    let fault = match code {
        Some(Value::String(code)) => code.clone(),
        _ => ErrorCode::ValidationFailed.code().to_owned(),
    };
    NotRead { kind: kind(&fault), fault, reason: error.message }
}
