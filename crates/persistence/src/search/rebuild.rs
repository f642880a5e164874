//! Making all documents anew, and looking whether they are what the records say.

use super::keep::exclude;
use super::sources;
use super::write::{differing, insert, kept, remove};
use crate::connect::{Database, Source};
use crate::entities::search_document::{self, Column};
use crate::entities::search_state;
use crate::error::StoreError;
use domain::search::SearchKind;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QuerySelect, QueryTrait};
use std::collections::BTreeSet;
use uuid::Uuid;

/// The form of the documents and words that this binary makes. Whoever changes what is found, or how words are cut,
/// adds one: the next start makes them anew.
const FORM: i64 = 1;

/// How many records are looked at in one transaction.
const STEP: u64 = 250;

/// Hears how many records are done, of how many.
type Progress<'p> = &'p (dyn Fn(u64, u64) + Sync);

/// What a check of the index found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct IndexCheck {
    /// How many records were looked at.
    pub records: u64,
    /// How many of them are found otherwise than they are, or are found although they are gone.
    pub stale: u64,
}

/// Makes all documents anew, some hundred records in each transaction. What is found meanwhile is right: each step
/// waits for the changes that are under way, and changes wait for the step.
///
/// # Errors
/// When the database does not answer; steps that were kept stay.
pub async fn rebuild_index(database: &Database, progress: Progress<'_>) -> Result<u64, StoreError> {
    let looked = walk(database, progress, true).await?;
    let unit = database.begin().await?;
    let row = search_state::ActiveModel { id: sea_orm::Set(1), form: sea_orm::Set(FORM) };
    search_state::Entity::delete_many().exec(&unit).await?;
    search_state::Entity::insert(row).exec_without_returning(&unit).await?;
    unit.commit().await?;
    Ok(looked.records)
}

/// Makes all documents anew when they are not in the form of this binary, as after an upgrade, and says of how many
/// records.
///
/// # Errors
/// When the database does not answer.
pub async fn ensure_index(database: &Database, progress: Progress<'_>) -> Result<u64, StoreError> {
    let state = search_state::Entity::find().one(&database.executor()).await?;
    match state {
        Some(state) if state.form == FORM => Ok(0),
        _ => rebuild_index(database, progress).await,
    }
}

/// Compares the documents with the records.
///
/// # Errors
/// When the database does not answer.
pub async fn check_index(database: &Database, progress: Progress<'_>) -> Result<IndexCheck, StoreError> {
    walk(database, progress, false).await
}

async fn walk(database: &Database, progress: Progress<'_>, write: bool) -> Result<IndexCheck, StoreError> {
    let mut all = 0;
    for kind in SearchKind::ALL {
        all += sources::count(&database.executor(), *kind).await?;
    }
    let mut check = IndexCheck::default();
    for kind in SearchKind::ALL {
        let mut last = None;
        loop {
            let transaction = database.begin().await?;
            exclude(&transaction).await?;
            let ids = sources::next(&transaction, *kind, last, STEP).await?;
            let until = (ids.len() as u64 == STEP).then(|| ids.last().copied()).flatten();
            check.records += ids.len() as u64;
            check.stale += step(&transaction, *kind, &ids, (last, until), write).await?;
            transaction.commit().await?;
            progress(check.records, all.max(check.records));
            last = until;
            if until.is_none() {
                break;
            }
        }
    }
    Ok(check)
}

/// Looks at some records, and at documents between them whose records are gone.
async fn step(
    transaction: &DatabaseTransaction,
    kind: SearchKind,
    ids: &[Uuid],
    (after, until): (Option<Uuid>, Option<Uuid>),
    write: bool,
) -> Result<u64, StoreError> {
    let held = search_document::Entity::find()
        .select_only()
        .column(Column::SubjectId)
        .filter(Column::Kind.eq(kind.code()))
        .apply_if(after, |found, after| found.filter(Column::SubjectId.gt(after)))
        .apply_if(until, |found, until| found.filter(Column::SubjectId.lte(until)));
    let held: BTreeSet<Uuid> = held.into_tuple::<Uuid>().all(transaction).await?.into_iter().collect();
    let held: Vec<Uuid> = held.into_iter().collect();
    let old = kept(transaction, kind, &held).await?;
    let new = sources::documents(transaction, kind, ids).await?;
    if write {
        remove(transaction, kind, &held).await?;
        insert(transaction, kind, &new).await?;
    }
    Ok(differing(&old, &new).len() as u64)
}
