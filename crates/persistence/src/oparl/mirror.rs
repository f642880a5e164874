//! Bringing the mirror up to date: one transaction at a time, from one number of the audit to another.

use super::row::write;
use crate::connect::{Database, Source};
use crate::entities::oparl_object::{self, Column};
use crate::entities::{audit_head, oparl_progress};
use crate::error::StoreError;
use crate::outbox::chunks;
use crate::stored::corrupt;
use domain::oparl::{Object, ObjectKind, ObjectPath, Sealed};
use domain::shared::{CommitteeId, Timestamp};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, DatabaseExecutor, DatabaseTransaction, EntityTrait, IntoActiveModel,
    QueryFilter, QuerySelect,
};
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// The form of what is published. Another one publishes everything again, and what differs is modified then.
const FORMAT: i64 = 2;

/// The mirror while it is brought up to date. Only one process does so at a time, and those who read wait for it. Dropping
/// it leaves everything as it was.
pub struct Mirror {
    transaction: DatabaseTransaction,
    progress: oparl_progress::Model,
    /// The number of the audit up to which it will be made.
    target: i64,
    /// The date that objects get which change now: later than all that were given before.
    now: i64,
}

impl Mirror {
    /// Whether the mirror shows all that is committed.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn is_current(database: &Database) -> Result<bool, StoreError> {
        // The end of the audit is read first: what is committed after that is not asked about.
        let head = head(&database.executor(), false).await?;
        let progress = oparl_progress::Entity::find_by_id(Uuid::nil()).one(&database.executor()).await?;
        Ok(progress.is_some_and(|progress| progress.format >= FORMAT && progress.seq.is_some_and(|seq| seq >= head)))
    }

    /// Begins to bring it up to date. With `hold_writers` nobody commits anything meanwhile.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn begin(
        database: &Database,
        hold_writers: bool,
        clock: impl Fn() -> Timestamp + Send,
    ) -> Result<Self, StoreError> {
        let transaction = database.begin().await?;
        let progress = oparl_progress::Entity::find_by_id(Uuid::nil()).lock_exclusive().one(&transaction).await?;
        let progress = progress.ok_or_else(|| corrupt("oparl", "the progress is missing"))?;
        let target = head(&(&transaction).into(), hold_writers).await?;
        // The clock is asked once the changes are visible: who came before this instant and did not see them has to wait
        // for this transaction, so nobody who asks for changes since then misses one.
        let now = clock().as_micros().max(progress.modified_at + 1);
        Ok(Self { transaction, progress, target, now })
    }

    /// Whether everything is to be made anew: nothing was published before, or in another form.
    pub const fn is_from_scratch(&self) -> bool {
        self.progress.seq.is_none() || self.progress.format < FORMAT
    }

    /// The number of the audit up to which it was made before, and the one up to which it is made now.
    pub(super) fn step(&self) -> (i64, i64) {
        (self.progress.seq.unwrap_or(0), self.target)
    }

    pub(super) fn database(&self) -> DatabaseExecutor<'_> {
        (&self.transaction).into()
    }

    /// Publishes what is public of these committees now, and withdraws what is not any more.
    ///
    /// # Errors
    /// When the database does not keep it.
    pub async fn replace_committees(&self, committees: &[CommitteeId], objects: Vec<Sealed>) -> Result<(), StoreError> {
        let ids = committees.iter().map(|id| id.uuid());
        self.replace(Condition::all().add(Column::CommitteeId.is_in(ids)), objects).await
    }

    /// Publishes what is public of these objects now, and withdraws those that are not among them.
    ///
    /// # Errors
    /// When the database does not keep it.
    pub async fn replace_paths(&self, paths: &[ObjectPath], objects: Vec<Sealed>) -> Result<(), StoreError> {
        let paths = paths.iter().map(ObjectPath::as_str);
        self.replace(Condition::all().add(Column::Path.is_in(paths)), objects).await
    }

    async fn replace(&self, those: Condition, objects: Vec<Sealed>) -> Result<(), StoreError> {
        let rows = oparl_object::Entity::find().filter(those).all(&self.transaction).await?;
        let mut before: HashMap<String, oparl_object::Model> =
            rows.into_iter().map(|row| (row.path.clone(), row)).collect();
        let mut changed = Vec::new();
        for sealed in objects {
            let known = before.remove(sealed.object.path.as_str());
            let same = known.as_ref().is_some_and(|row| row.content.is_some() && row.digest == sealed.digest);
            if !same {
                let (created, modified) = self.dates(known.as_ref(), &sealed.object);
                changed.push(write(sealed, created, modified)?);
            }
        }
        let withdrawn = before.into_values().filter(|row| row.content.is_some()).map(|row| oparl_object::ActiveModel {
            content: Set(None),
            digest: Set(String::new()),
            modified_at: Set(self.now),
            ..row.into_active_model().reset_all()
        });
        changed.extend(withdrawn);
        let kept =
            [Column::Kind, Column::Body, Column::CommitteeId, Column::Content, Column::Digest, Column::ModifiedAt];
        for part in chunks(changed, 1_000) {
            oparl_object::Entity::insert_many(part)
                .on_conflict(OnConflict::column(Column::Path).update_columns(kept).to_owned())
                .exec_without_returning(&self.transaction)
                .await?;
        }
        Ok(())
    }

    /// When an object was published first, and when it changed. The very first publication takes both from the records:
    /// nobody has read anything before it.
    fn dates(&self, known: Option<&oparl_object::Model>, object: &Object) -> (i64, i64) {
        match known {
            Some(row) => (row.created_at, self.now),
            None if self.progress.seq.is_none() => (object.created.as_micros(), object.touched.as_micros()),
            None => (self.now, self.now),
        }
    }

    /// The keys of bodies of which something is published, or was, with when the first of it was. `all` has those too that
    /// are published themselves already.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn bodies(&self, all: bool) -> Result<Vec<(String, Timestamp)>, StoreError> {
        let named = oparl_object::Entity::find()
            .select_only()
            .column(Column::Body)
            .column_as(Column::CreatedAt.min(), "since")
            .group_by(Column::Body);
        let named: Vec<(String, i64)> = named.into_tuple().all(&self.transaction).await?;
        let published = oparl_object::Entity::find()
            .select_only()
            .column(Column::Body)
            .filter(Column::Kind.eq(ObjectKind::Body.code()))
            .filter(Column::Content.is_not_null());
        let published: BTreeSet<String> = published.into_tuple().all(&self.transaction).await?.into_iter().collect();
        let missing = named.into_iter().filter(|(key, _)| all || !published.contains(key));
        missing.map(|(key, since)| Ok((key, crate::stored::instant("oparl", since)?))).collect()
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

impl Source for Mirror {
    fn executor(&self) -> DatabaseExecutor<'_> {
        self.database()
    }
}

impl std::fmt::Debug for Mirror {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Mirror").field("progress", &self.progress).field("target", &self.target).finish_non_exhaustive()
    }
}

async fn head(executor: &DatabaseExecutor<'_>, hold: bool) -> Result<i64, StoreError> {
    let head = audit_head::Entity::find_by_id(Uuid::nil());
    let head = if hold { head.lock_exclusive() } else { head };
    head.one(executor).await?.map(|head| head.seq).ok_or_else(|| corrupt("audit", "the end of the chain is missing"))
}
