//! Keeping the documents of what a unit of work changed, in its transaction.

use super::sources::{self, Place};
use super::write::{differing, insert, kept, moved, remove};
use crate::error::StoreError;
use crate::unit_of_work::Change;
use domain::search::SearchKind;
use domain::shared::{AgendaItemId, Id, MinutesId};
use sea_orm::{ConnectionTrait, DatabaseBackend, DatabaseTransaction};
use std::collections::{BTreeMap, BTreeSet};
use std::pin::Pin;
use uuid::Uuid;

/// How many records are looked at in one statement.
const STEP: usize = 500;

/// Records whose documents may have changed.
type Touched = BTreeMap<SearchKind, BTreeSet<Uuid>>;

/// Brings the documents of the changed records up to date, and of those that are seen through them.
///
/// Boxed: it is a part of every change, and the verbs' own futures would all grow by it.
pub(crate) fn keep<'k>(
    transaction: &'k DatabaseTransaction,
    changes: &[Change],
) -> Pin<Box<dyn Future<Output = Result<(), StoreError>> + Send + 'k>> {
    let mut touched = Touched::new();
    for kind in SearchKind::ALL {
        add(&mut touched, *kind, subjects(changes, kind.type_name()));
    }
    let (items, minutes) = (subjects(changes, AgendaItemId::TYPE), subjects(changes, MinutesId::TYPE));
    Box::pin(async move {
        if touched.is_empty() && items.is_empty() && minutes.is_empty() {
            return Ok(());
        }
        share(transaction).await?;
        add(&mut touched, SearchKind::Meeting, sources::ids(transaction, Place::MeetingsOfItems, &items).await?);
        add(&mut touched, SearchKind::Meeting, sources::ids(transaction, Place::MeetingsOfMinutes, &minutes).await?);
        follow(transaction, touched).await
    })
}

fn subjects(changes: &[Change], subject_type: &str) -> Vec<Uuid> {
    changes.iter().filter(|change| change.subject_type == subject_type).map(|change| change.subject).collect()
}

/// Refreshes what was touched, in an order in which what follows from it comes later.
async fn follow(transaction: &DatabaseTransaction, mut touched: Touched) -> Result<(), StoreError> {
    let moved = refresh_of(transaction, &mut touched, SearchKind::Organisation).await?;
    for (kind, place) in Place::OF_ORGANISATION {
        add(&mut touched, kind, sources::ids(transaction, place, &moved).await?);
    }
    let moved = refresh_of(transaction, &mut touched, SearchKind::Committee).await?;
    add(&mut touched, SearchKind::Meeting, sources::ids(transaction, Place::MeetingsOfCommittees, &moved).await?);
    add(&mut touched, SearchKind::Resolution, sources::ids(transaction, Place::ResolutionsOfCommittees, &moved).await?);
    let meetings: Vec<Uuid> = touched.get(&SearchKind::Meeting).into_iter().flatten().copied().collect();
    add(
        &mut touched,
        SearchKind::Resolution,
        sources::ids(transaction, Place::ResolutionsOfMeetings, &meetings).await?,
    );
    for kind in SearchKind::ALL {
        refresh_of(transaction, &mut touched, *kind).await?;
    }
    Ok(())
}

fn add(touched: &mut Touched, kind: SearchKind, subjects: Vec<Uuid>) {
    if !subjects.is_empty() {
        touched.entry(kind).or_default().extend(subjects);
    }
}

/// Refreshes what was touched of a kind, and says which records others see now.
async fn refresh_of(
    transaction: &DatabaseTransaction,
    touched: &mut Touched,
    kind: SearchKind,
) -> Result<Vec<Uuid>, StoreError> {
    let subjects: Vec<Uuid> = touched.remove(&kind).into_iter().flatten().collect();
    let mut all_moved = Vec::new();
    for part in subjects.chunks(STEP) {
        let old = kept(transaction, kind, part).await?;
        let new = sources::documents(transaction, kind, part).await?;
        all_moved.extend(moved(&old, &new));
        let stale = differing(&old, &new);
        if stale.is_empty() {
            continue;
        }
        let gone: Vec<Uuid> = old.iter().map(|document| document.subject).filter(|id| stale.contains(id)).collect();
        remove(transaction, kind, &gone).await?;
        let fresh: Vec<_> = new.into_iter().filter(|document| stale.contains(&document.subject)).collect();
        insert(transaction, kind, &fresh).await?;
    }
    Ok(all_moved)
}

/// The lock on PostgreSQL that changes share, and that a rebuild has for itself.
const LOCK: i64 = 0x7365_6172_6368;

/// Lets changes go on beside each other, and waits for a rebuild. SQLite has one writer anyway.
async fn share(transaction: &DatabaseTransaction) -> Result<(), StoreError> {
    if transaction.get_database_backend() == DatabaseBackend::Postgres {
        transaction.execute_unprepared(&format!("SELECT pg_advisory_xact_lock_shared({LOCK})")).await?;
    }
    Ok(())
}

/// Waits for all changes, and keeps others waiting until the transaction ends.
pub(super) async fn exclude(transaction: &DatabaseTransaction) -> Result<(), StoreError> {
    if transaction.get_database_backend() == DatabaseBackend::Postgres {
        transaction.execute_unprepared(&format!("SELECT pg_advisory_xact_lock({LOCK})")).await?;
    }
    Ok(())
}
