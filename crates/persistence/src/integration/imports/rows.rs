//! What became of the rows of imports.

use crate::connect::Source;
use crate::entities::import_row::{self, Column};
use crate::error::StoreError;
use crate::page::{Key, Ordering, page};
use crate::rows::insert_many;
use crate::stored::{code, corrupt};
use crate::unit_of_work::UnitOfWork;
use domain::integration::imports::{ImportRow, ImportRowOutcome};
use domain::shared::{ImportId, Page, PageRequest};
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ColumnTrait, DatabaseExecutor, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QueryTrait, Select,
};

const WHAT: &str = "row of an import";

/// The rows of one import. The caller looks whether the import is seen.
#[derive(Debug)]
pub struct ImportRows<'c> {
    executor: DatabaseExecutor<'c>,
    import: ImportId,
}

impl<'c> ImportRows<'c> {
    /// Those of this import in `source`.
    pub fn of(source: &'c impl Source, import: ImportId) -> Self {
        Self { executor: source.executor(), import }
    }

    fn select(&self, outcome: Option<ImportRowOutcome>) -> Select<import_row::Entity> {
        import_row::Entity::find()
            .filter(Column::ImportId.eq(self.import.uuid()))
            .apply_if(outcome, |found, outcome| found.filter(Column::Outcome.eq(outcome.code())))
    }

    /// One page, in the order of the file.
    ///
    /// # Errors
    /// When the database does not answer, or the cursor is not one of this list.
    pub async fn list(
        &self,
        outcome: Option<ImportRowOutcome>,
        request: &PageRequest,
    ) -> Result<Page<ImportRow>, StoreError> {
        let order = Ordering {
            columns: vec![Column::Number],
            descending: false,
            keys: |row: &import_row::Model| vec![Key::Number(row.number)],
        };
        page(self.select(outcome), &order, request, &self.executor).await?.try_map(|row| read(&row))
    }

    /// How many there are.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn count(&self, outcome: Option<ImportRowOutcome>) -> Result<u64, StoreError> {
        Ok(self.select(outcome).count(&self.executor).await?)
    }

    /// All of them, in the order of the file.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn all(&self) -> Result<Vec<ImportRow>, StoreError> {
        let rows = self.select(None).order_by_asc(Column::Number).all(&self.executor).await?;
        rows.iter().map(read).collect()
    }
}

fn read(row: &import_row::Model) -> Result<ImportRow, StoreError> {
    Ok(ImportRow {
        number: row.number.try_into().map_err(|error| corrupt(WHAT, error))?,
        outcome: code(WHAT, &row.outcome)?,
        messages: serde_json::from_str(&row.messages).map_err(|error| corrupt(WHAT, error))?,
        record: row.record_id,
    })
}

/// Keeps what became of rows.
///
/// # Errors
/// `DUPLICATE` for a row that was gone through already; when the database does not keep them.
pub async fn insert_import_rows(unit: &UnitOfWork, import: ImportId, rows: &[ImportRow]) -> Result<(), StoreError> {
    let row = |row: &ImportRow| {
        Ok(import_row::ActiveModel {
            id: Set(unit.ids().uuid()),
            import_id: Set(import.uuid()),
            number: Set(i64::from(row.number)),
            outcome: Set(row.outcome.code().to_owned()),
            messages: Set(serde_json::to_string(&row.messages).map_err(|error| corrupt(WHAT, error))?),
            record_id: Set(row.record),
        })
    };
    let rows = rows.iter().map(row).collect::<Result<Vec<_>, StoreError>>()?;
    insert_many::<import_row::Entity>(unit, rows).await
}
