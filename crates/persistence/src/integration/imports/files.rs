//! Files that were uploaded to be imported. Their bytes lie in the storage.

use super::owners::{Owners, columns};
use crate::connect::{Database, Source};
use crate::entities::import_file::{self, Column};
use crate::entities::{import_job, organisation};
use crate::error::StoreError;
use crate::scope::visible;
use crate::stored::{checked, corrupt, instant};
use crate::unit_of_work::UnitOfWork;
use domain::access::Visibility;
use domain::files::FileName;
use domain::integration::imports::{ImportFile, ImportState};
use domain::shared::{ImportFileId, Timestamp};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, ExprTrait, Query, SelectStatement};
use sea_orm::{
    ColumnTrait, Condition, DatabaseExecutor, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect, RelationDef,
};

const WHAT: &str = "import file";
/// How many files are looked at together when their time is over.
const BATCH: u64 = 100;

/// The files.
#[derive(Debug)]
pub struct ImportFiles<'c>(DatabaseExecutor<'c>);

impl<'c> ImportFiles<'c> {
    /// Those in `source`.
    pub fn of(source: &'c impl Source) -> Self {
        Self(source.executor())
    }

    /// One file, if it is seen.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find(&self, seen: &Visibility, id: ImportFileId) -> Result<Option<ImportFile>, StoreError> {
        let found = import_file::Entity::find_by_id(id.uuid())
            .join(JoinType::InnerJoin, organisation_of_file())
            .filter(visible(seen, &columns()));
        let rows: Vec<_> = found.one(&self.0).await?.into_iter().collect();
        Ok(self.complete(rows).await?.pop())
    }

    async fn complete(&self, rows: Vec<import_file::Model>) -> Result<Vec<ImportFile>, StoreError> {
        let owners = Owners::of(&self.0, rows.iter().map(|row| row.organisation_id)).await?;
        rows.into_iter().map(|row| read(row, &owners)).collect()
    }

    /// Files whose bytes are not needed any more: no import was asked for since `unused`, or none that is not over is
    /// left and they came before `old`. At most 100.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn expired(
        database: &'c Database,
        unused: Timestamp,
        old: Timestamp,
    ) -> Result<Vec<ImportFile>, StoreError> {
        let before = |at: Timestamp| Condition::all().add(Column::CreatedAt.lt(at.as_micros()));
        let never = before(unused).add(Expr::exists(imports(false)).not());
        let done = before(old).add(Expr::exists(imports(true)).not());
        let found = import_file::Entity::find()
            .filter(Column::DeletedAt.is_null())
            .filter(Condition::any().add(never).add(done))
            .order_by_asc(Column::CreatedAt)
            .limit(BATCH);
        let files = Self::of(database);
        files.complete(found.all(&files.0).await?).await
    }
}

/// The imports of a file; `open` are those that are not over.
fn imports(open: bool) -> SelectStatement {
    use import_job::Column as Job;
    let mut query = Query::select()
        .expr(Expr::value(1))
        .from(import_job::Entity)
        .and_where(Expr::col((import_job::Entity, Job::FileId)).equals((import_file::Entity, Column::Id)))
        .to_owned();
    if open {
        let states = ImportState::ALL.iter().filter(|state| !state.is_over()).map(|state| state.code());
        query.and_where(Expr::col((import_job::Entity, Job::State)).is_in(states));
    }
    query
}

fn organisation_of_file() -> RelationDef {
    import_file::Entity::belongs_to(organisation::Entity)
        .from(Column::OrganisationId)
        .to(organisation::Column::Id)
        .into()
}

fn read(row: import_file::Model, owners: &Owners) -> Result<ImportFile, StoreError> {
    Ok(ImportFile {
        id: row.id.into(),
        organisation: row.organisation_id.into(),
        name: checked(WHAT, FileName::new(&row.name))?,
        size: row.size.try_into().map_err(|error| corrupt(WHAT, error))?,
        sha256: row.sha256,
        blob: row.blob_id,
        deleted_at: row.deleted_at.map(|at| instant(WHAT, at)).transpose()?,
        created_at: instant(WHAT, row.created_at)?,
        owner: owners.owner(row.organisation_id),
    })
}

/// Keeps a file, whose bytes are kept already.
///
/// # Errors
/// `DUPLICATE` for one that was uploaded already; when the database does not keep it.
pub async fn insert_import_file(unit: &UnitOfWork, new: &ImportFile) -> Result<(), StoreError> {
    let row = import_file::ActiveModel {
        id: Set(new.id.uuid()),
        organisation_id: Set(new.organisation.uuid()),
        name: Set(new.name.to_string()),
        size: Set(new.size.try_into().map_err(|error| corrupt(WHAT, error))?),
        sha256: Set(new.sha256.clone()),
        blob_id: Set(new.blob),
        deleted_at: Set(new.deleted_at.map(Timestamp::as_micros)),
        created_at: Set(new.created_at.as_micros()),
    };
    import_file::Entity::insert(row).exec_without_returning(unit.transaction()).await?;
    Ok(())
}

/// Notes that the bytes of a file are gone.
///
/// # Errors
/// When the database does not keep it.
pub async fn delete_import_file(unit: &UnitOfWork, id: ImportFileId) -> Result<bool, StoreError> {
    let gone = import_file::Entity::update_many()
        .col_expr(Column::DeletedAt, Expr::value(unit.now().as_micros()))
        .filter(Column::Id.eq(id.uuid()))
        .filter(Column::DeletedAt.is_null())
        .exec(unit.transaction())
        .await?;
    Ok(gone.rows_affected == 1)
}
