use crate::gate::cost;
use crate::graphql::shared::{AnyNodeId, Enum, call};
use application::integration::imports::record_type;
use async_graphql::{Context, Object, SimpleObject};
use domain::integration::imports::{ImportKind, ImportRow as Record, ImportRowOutcome, RowMessage};
use domain::shared::{Language, RefusalCode};

/// What became of a row, and of what kind the rows are.
#[derive(Clone, Debug)]
pub(crate) struct ImportRow(pub(super) ImportKind, pub(super) Record);

/// What became of a row of an import (German: Zeile eines Imports).
#[Object]
impl ImportRow {
    /// Its number, as a spreadsheet shows it: the names of the columns stand in row 1 (German: Zeile).
    async fn number(&self) -> u32 {
        self.1.number
    }

    /// What became of it (German: Ergebnis).
    async fn outcome(&self) -> Enum<ImportRowOutcome> {
        Enum(self.1.outcome)
    }

    /// What is wrong with it; empty when nothing is (German: Meldungen).
    #[graphql(directive = cost::apply(1, Some(2)))]
    async fn messages(&self, ctx: &Context<'_>) -> Vec<ImportMessage> {
        let language = call(ctx).language();
        self.1.messages.iter().map(|message| ImportMessage::new(message, language)).collect()
    }

    /// The global id of the record that it became; `node(id:)` reads it (German: Datensatz).
    async fn record_id(&self) -> Option<AnyNodeId> {
        self.1.record.map(|id| AnyNodeId::new(record_type(self.0), id))
    }
}

/// What is wrong with a row, or with an import (German: Meldung).
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct ImportMessage {
    /// Why, for programs.
    code: Enum<RefusalCode>,
    /// The name of the column in which it stands; missing when it is about the whole row (German: Spalte).
    column: Option<String>,
    /// What is wrong and what to do, in German or English by the request's `Accept-Language` (German: Meldung).
    message: String,
}

impl ImportMessage {
    /// The message in a language.
    pub(super) fn new(message: &RowMessage, language: Language) -> Self {
        Self { code: Enum(message.code), column: message.column.clone(), message: message.message(language) }
    }
}
