//! Writing exports. The caller has a permit, and says with the commit what changed.

use super::row::{write, write_new};
use crate::entities::export::{self, Column};
use crate::entities::{account, service_account};
use crate::error::StoreError;
use crate::rows::replace;
use crate::unit_of_work::UnitOfWork;
use domain::integration::{Export, ExportState, Requester};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect};

/// How many exports of somebody wait or run. They cannot ask for another one until the unit of work ends.
///
/// # Errors
/// When the database does not answer.
pub async fn open_exports(unit: &UnitOfWork, requester: &Requester) -> Result<u64, StoreError> {
    let id = match requester {
        Requester::Account { account, .. } => {
            account::Entity::find_by_id(account.uuid()).lock_exclusive().one(unit.transaction()).await?;
            account.uuid()
        }
        Requester::Service { service, .. } => {
            service_account::Entity::find_by_id(service.uuid()).lock_exclusive().one(unit.transaction()).await?;
            service.uuid()
        }
    };
    let open = [ExportState::Queued, ExportState::Running].map(ExportState::code);
    let found = export::Entity::find().filter(Column::RequesterId.eq(id)).filter(Column::State.is_in(open));
    Ok(found.count(unit.transaction()).await?)
}

/// Queues an export.
///
/// # Errors
/// When the database does not keep it.
pub async fn insert_export(unit: &UnitOfWork, new: &Export) -> Result<(), StoreError> {
    export::Entity::insert(write_new(new)?).exec_without_returning(unit.transaction()).await?;
    Ok(())
}

/// Replaces an export that is still at the version before; nobody writes it from then on.
///
/// # Errors
/// `VERSION_CONFLICT`; when the database does not keep it.
pub async fn update_export(unit: &UnitOfWork, after: &Export) -> Result<(), StoreError> {
    replace::<export::Entity>(unit, after.id.uuid(), after.version - 1, write(after)?).await
}
