//! What became of a row.

use crate::shared::{Language, Refusal, RefusalCode, coded_enum};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

coded_enum! {
    /// What became of a row of an import.
    ImportRowOutcome {
        /// It became a record.
        Created = "CREATED", "angelegt";
        /// It would become a record; nothing was kept.
        Valid = "VALID", "in Ordnung, nicht angelegt";
        /// There is such a record already, or one that looks alike; none was made.
        Duplicate = "DUPLICATE", "schon vorhanden";
        /// It was refused.
        Refused = "REFUSED", "abgelehnt";
    }
}

/// What is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowMessage {
    /// Why.
    pub code: RefusalCode,
    /// The column in which it stands; none when it is about the row as a whole.
    pub column: Option<String>,
    /// What the sentence needs to know.
    pub parameters: Vec<(String, String)>,
}

impl RowMessage {
    /// A refusal, and the column that it is about.
    pub fn new(refusal: &Refusal, column: Option<&str>) -> Self {
        let parameters = refusal.parameters.iter().map(|(name, value)| ((*name).to_owned(), value.clone()));
        Self { code: refusal.code, column: column.map(str::to_owned), parameters: parameters.collect() }
    }

    /// The sentence for a person.
    pub fn message(&self, language: Language) -> String {
        self.parameters.iter().fold(self.code.sentence(language).to_owned(), |sentence, (name, value)| {
            sentence.replace(&format!("{{{name}}}"), value)
        })
    }
}

/// A row of an import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportRow {
    /// Its number, as a spreadsheet shows it: the names of the columns stand in row 1.
    pub number: u32,
    /// What became of it.
    pub outcome: ImportRowOutcome,
    /// What is wrong with it.
    pub messages: Vec<RowMessage>,
    /// The record that it became.
    pub record: Option<Uuid>,
}
