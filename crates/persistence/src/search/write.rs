//! Writing documents with their words.

use super::document::{Document, Layer, Scope, read};
use super::words::{COLUMNS, TABLE, Words, rows_of};
use crate::entities::search_document::{self, Column};
use crate::error::StoreError;
use domain::search::SearchKind;
use sea_orm::sea_query::{Expr, ExprTrait, IntoIden, Query, SimpleExpr};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseBackend, DatabaseTransaction, EntityTrait, QueryFilter, QuerySelect,
};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use uuid::Uuid;

/// How many documents are written in one statement.
const STEP: usize = 250;

/// The documents of records as they are kept.
pub(super) async fn kept(
    transaction: &DatabaseTransaction,
    kind: SearchKind,
    subjects: &[Uuid],
) -> Result<Vec<Document>, StoreError> {
    let found = search_document::Entity::find()
        .filter(Column::Kind.eq(kind.code()))
        .filter(Column::SubjectId.is_in(subjects.iter().copied()));
    found.all(transaction).await?.into_iter().map(read).collect()
}

/// The records whose documents are not `new`.
pub(super) fn differing(old: &[Document], new: &[Document]) -> BTreeSet<Uuid> {
    let by_key = |all: &[Document]| -> BTreeMap<(Uuid, Layer), Document> {
        all.iter().map(|document| (document.key(), document.clone())).collect()
    };
    let (old, new) = (by_key(old), by_key(new));
    let missing = new.iter().filter(|(key, document)| old.get(key) != Some(document));
    let surplus = old.keys().filter(|key| !new.contains_key(key));
    missing.map(|((subject, _), _)| *subject).chain(surplus.map(|(subject, _)| *subject)).collect()
}

/// The records that are seen by others now than their documents said before.
pub(super) fn moved(old: &[Document], new: &[Document]) -> BTreeSet<Uuid> {
    let before: HashMap<Uuid, &Scope> = old.iter().map(|document| (document.subject, &document.scope)).collect();
    let moves = |document: &&Document| before.get(&document.subject).is_some_and(|scope| **scope != document.scope);
    new.iter().filter(moves).map(|document| document.subject).collect()
}

/// Removes the documents of records.
pub(super) async fn remove(
    transaction: &DatabaseTransaction,
    kind: SearchKind,
    subjects: &[Uuid],
) -> Result<(), StoreError> {
    for part in subjects.chunks(STEP) {
        if transaction.get_database_backend() == DatabaseBackend::Sqlite {
            let words = Query::delete().from_table(TABLE).and_where(rows_of(kind.code(), part.iter().copied())).take();
            transaction.execute(&words).await?;
        }
        search_document::Entity::delete_many()
            .filter(Column::Kind.eq(kind.code()))
            .filter(Column::SubjectId.is_in(part.iter().copied()))
            .exec(transaction)
            .await?;
    }
    Ok(())
}

/// Adds documents of one kind.
pub(super) async fn insert(
    transaction: &DatabaseTransaction,
    kind: SearchKind,
    documents: &[Document],
) -> Result<(), StoreError> {
    let is_postgres = transaction.get_database_backend() == DatabaseBackend::Postgres;
    for part in documents.chunks(STEP) {
        let words: Vec<(Words, Words)> =
            part.iter().map(|document| (Words::of(&document.title), Words::of(&document.content))).collect();
        insert_rows(transaction, part, is_postgres.then_some(&words)).await?;
        if !is_postgres {
            insert_words(transaction, kind, part, &words).await?;
        }
    }
    Ok(())
}

async fn insert_rows(
    transaction: &DatabaseTransaction,
    documents: &[Document],
    vectors: Option<&Vec<(Words, Words)>>,
) -> Result<(), StoreError> {
    let columns = [
        Column::Kind,
        Column::SubjectId,
        Column::Layer,
        Column::OrganisationId,
        Column::DistrictKey,
        Column::BodyId,
        Column::PersonId,
        Column::Level,
        Column::Territories,
        Column::At,
        Column::Title,
        Column::Content,
    ];
    let mut insert = Query::insert();
    let vector_columns = COLUMNS.iter().take(if vectors.is_some() { COLUMNS.len() } else { 0 });
    insert
        .into_table(search_document::Entity)
        .columns(columns.into_iter().map(IntoIden::into_iden).chain(vector_columns.map(|name| name.into_iden())));
    for (place, document) in documents.iter().enumerate() {
        let mut row = values(document);
        if let Some((title, content)) = vectors.and_then(|vectors| vectors.get(place)) {
            row.push(Expr::val(title.vector()).cast_as("tsvector"));
            row.push(Expr::val(title.vector_with(content)).cast_as("tsvector"));
        }
        insert.values_panic(row);
    }
    transaction.execute(&insert).await?;
    Ok(())
}

fn values(document: &Document) -> Vec<SimpleExpr> {
    let scope = &document.scope;
    vec![
        Expr::val(document.kind.code()),
        Expr::val(document.subject),
        Expr::val(document.layer.code()),
        Expr::val(scope.organisation),
        Expr::val(scope.district.as_str()),
        Expr::val(scope.body),
        Expr::val(scope.person),
        Expr::val(scope.level.as_str()),
        Expr::val(document.territories.as_str()),
        Expr::val(document.at),
        Expr::val(document.title.as_str()),
        Expr::val(document.content.as_str()),
    ]
}

/// SQLite's table of words has the numbers of the documents.
async fn insert_words(
    transaction: &DatabaseTransaction,
    kind: SearchKind,
    documents: &[Document],
    words: &[(Words, Words)],
) -> Result<(), StoreError> {
    let numbers: Vec<(i64, Uuid, String)> = search_document::Entity::find()
        .select_only()
        .columns([Column::Number, Column::SubjectId, Column::Layer])
        .filter(Column::Kind.eq(kind.code()))
        .filter(Column::SubjectId.is_in(documents.iter().map(|document| document.subject)))
        .into_tuple()
        .all(transaction)
        .await?;
    let numbers: HashMap<(Uuid, String), i64> =
        numbers.into_iter().map(|(number, subject, layer)| ((subject, layer), number)).collect();
    let mut insert = Query::insert();
    insert.into_table(TABLE).columns(["rowid", "title", "content"]);
    for (document, (title, content)) in documents.iter().zip(words) {
        if let Some(number) = numbers.get(&(document.subject, document.layer.code().to_owned())) {
            insert.values_panic([Expr::val(*number), Expr::val(title.text()), Expr::val(content.text())]);
        }
    }
    transaction.execute(&insert).await?;
    Ok(())
}
