//! Bringing the feeds up to date: one transaction at a time, from one number of the audit to another (as ADR 0025 says of
//! OParl).

use crate::connect::{Database, Source};
use crate::entities::feed_item::{self, Column};
use crate::entities::{audit_head, feed_progress};
use crate::error::StoreError;
use crate::outbox::chunks;
use crate::stored::corrupt;
use domain::integration::feeds::{FeedContent, FeedItem, FeedNews, FeedPath, follow, news};
use domain::shared::Timestamp;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseExecutor, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter,
    QuerySelect,
};
use std::collections::HashMap;
use uuid::Uuid;

/// The form of what is published. Another one publishes everything again, and what differs is modified then.
const FORMAT: i64 = 1;

/// The feeds while they are brought up to date. Only one process does so at a time, and those who read wait for it. Dropping
/// it leaves everything as it was.
pub struct FeedMirror {
    transaction: DatabaseTransaction,
    progress: feed_progress::Model,
    /// The number of the audit up to which it will be made.
    target: i64,
    /// The date that items get which change now: later than all that were given before.
    now: i64,
}

impl FeedMirror {
    /// Whether the feeds show all that is committed.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn is_current(database: &Database) -> Result<bool, StoreError> {
        // The end of the audit is read first: what is committed after that is not asked about.
        let head = head(&database.executor(), false).await?;
        let progress = feed_progress::Entity::find_by_id(Uuid::nil()).one(&database.executor()).await?;
        Ok(progress.is_some_and(|progress| progress.format >= FORMAT && progress.seq.is_some_and(|seq| seq >= head)))
    }

    /// Begins to bring them up to date. With `hold_writers` nobody commits anything meanwhile.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn begin(
        database: &Database,
        hold_writers: bool,
        clock: impl Fn() -> Timestamp + Send,
    ) -> Result<Self, StoreError> {
        let transaction = database.begin().await?;
        let progress = feed_progress::Entity::find_by_id(Uuid::nil()).lock_exclusive().one(&transaction).await?;
        let progress = progress.ok_or_else(|| corrupt("feeds", "the progress is missing"))?;
        let target = head(&(&transaction).into(), hold_writers).await?;
        // The clock is asked once the changes are visible: who came before this instant and did not see them has to wait
        // for this transaction, so nobody who asks for changes since then misses one.
        let now = clock().as_micros().max(progress.modified_at + 1);
        Ok(Self { transaction, progress, target, now })
    }

    /// Whether everything is to be made anew: nothing was published before, or in another form.
    pub(super) const fn is_from_scratch(&self) -> bool {
        self.progress.seq.is_none() || self.progress.format < FORMAT
    }

    /// The number of the audit up to which it was made before, and the one up to which it is made now.
    pub(super) fn step(&self) -> (i64, i64) {
        (self.progress.seq.unwrap_or(0), self.target)
    }

    pub(super) fn database(&self) -> DatabaseExecutor<'_> {
        (&self.transaction).into()
    }

    /// Publishes what is public of these records now, and withdraws those of which nothing is.
    ///
    /// # Errors
    /// When the database does not keep it.
    pub async fn replace(&self, paths: &[FeedPath], items: Vec<FeedItem>) -> Result<(), StoreError> {
        let those = Column::Path.is_in(paths.iter().map(FeedPath::to_string));
        let rows = feed_item::Entity::find().filter(those).all(&self.transaction).await?;
        let mut before: HashMap<String, feed_item::Model> =
            rows.into_iter().map(|row| (row.path.clone(), row)).collect();
        let mut changed = Vec::new();
        for item in items {
            changed.extend(self.changed(before.remove(&item.path.to_string()), item)?);
        }
        let withdrawn = before.into_values().filter(|row| row.content.is_some()).map(|row| feed_item::ActiveModel {
            content: Set(None),
            news: Set(FeedNews::Withdrawn.code().to_owned()),
            modified_at: Set(self.now),
            told_at: Set(self.now),
            ..row.into_active_model().reset_all()
        });
        changed.extend(withdrawn);
        let kept = [Column::Kind, Column::Content, Column::News, Column::ModifiedAt, Column::ToldAt];
        for part in chunks(changed, 1_000) {
            feed_item::Entity::insert_many(part)
                .on_conflict(OnConflict::column(Column::Path).update_columns(kept).to_owned())
                .exec_without_returning(&self.transaction)
                .await?;
        }
        Ok(())
    }

    /// The row of an item, unless it says what it said before.
    fn changed(
        &self,
        known: Option<feed_item::Model>,
        item: FeedItem,
    ) -> Result<Option<feed_item::ActiveModel>, StoreError> {
        // What an older version wrote may not be readable any more; then it is as if it were new.
        let said = known.as_ref().and_then(|row| row.content.as_deref());
        let before: Option<FeedContent> = said.and_then(|text| serde_json::from_str(text).ok());
        let content = follow(item.content, before.as_ref());
        let text = serde_json::to_string(&content).map_err(|error| corrupt("feeds", error))?;
        if said == Some(text.as_str()) {
            return Ok(None);
        }
        let happened = news(before.as_ref(), &content);
        let (created, modified, told) = match &known {
            Some(row) => (row.created_at, self.now, happened.map_or(row.told_at, |_| self.now)),
            // Nobody has read anything before the very first publication: it takes its dates from the records.
            None if self.progress.seq.is_none() => {
                (item.created.as_micros(), item.touched.as_micros(), item.touched.as_micros())
            }
            None => (self.now, self.now, self.now),
        };
        let happened = happened.map(|news| news.code().to_owned());
        Ok(Some(feed_item::ActiveModel {
            path: Set(item.path.to_string()),
            kind: Set(item.path.kind.code().to_owned()),
            content: Set(Some(text)),
            news: Set(happened.or(known.map(|row| row.news)).unwrap_or_default()),
            created_at: Set(created),
            modified_at: Set(modified),
            told_at: Set(told),
        }))
    }

    /// Keeps what was published.
    ///
    /// # Errors
    /// When the database does not keep it; then nothing of it is kept.
    pub async fn commit(self) -> Result<(), StoreError> {
        let mut progress = self.progress.into_active_model();
        progress.seq = Set(Some(self.target));
        progress.format = Set(FORMAT);
        progress.modified_at = Set(self.now);
        progress.update(&self.transaction).await?;
        Ok(self.transaction.commit().await?)
    }
}

impl Source for FeedMirror {
    fn executor(&self) -> DatabaseExecutor<'_> {
        self.database()
    }
}

impl std::fmt::Debug for FeedMirror {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FeedMirror")
            .field("progress", &self.progress)
            .field("target", &self.target)
            .finish_non_exhaustive()
    }
}

async fn head(executor: &DatabaseExecutor<'_>, hold: bool) -> Result<i64, StoreError> {
    let head = audit_head::Entity::find_by_id(Uuid::nil());
    let head = if hold { head.lock_exclusive() } else { head };
    head.one(executor).await?.map(|head| head.seq).ok_or_else(|| corrupt("audit", "the end of the chain is missing"))
}
