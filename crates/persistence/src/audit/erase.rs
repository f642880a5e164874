//! Personal values can be forgotten: they stand beside the chain, which covers only salted digests of them.

use crate::entities::{audit_entry, audit_value};
use crate::error::StoreError;
use crate::unit_of_work::UnitOfWork;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait};
use uuid::Uuid;

/// Erases personal values of these records: those of some fields, or all of them.
///
/// # Errors
/// When the database does not keep it.
pub(crate) async fn erase_values(
    unit: &UnitOfWork,
    subjects: impl IntoIterator<Item = Uuid>,
    fields: Option<&[&str]>,
) -> Result<(), StoreError> {
    let subjects: Vec<Uuid> = subjects.into_iter().collect();
    for part in subjects.chunks(1_000) {
        let entries = audit_entry::Entity::find()
            .filter(audit_entry::Column::SubjectId.is_in(part.iter().copied()))
            .select_only()
            .column(audit_entry::Column::Id)
            .into_query();
        let erased = audit_value::Entity::delete_many()
            .filter(audit_value::Column::EntryId.in_subquery(entries))
            .apply_if(fields, |erased, fields| erased.filter(audit_value::Column::Field.is_in(fields.iter().copied())));
        erased.exec(unit.transaction()).await?;
    }
    Ok(())
}
