//! The registers of certificates: each issuer counts from 1 every year, without a gap.

use crate::entities::certificate_register::{self, Column};
use crate::error::StoreError;
use crate::unit_of_work::UnitOfWork;
use domain::shared::OrganisationId;
use sea_orm::ActiveValue::Set;
use sea_orm::EntityTrait;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};

/// Takes the next `count` numbers of an issuer's year, and says the first of them. The row stays locked until the unit of
/// work ends, and a unit that is rolled back gives them back: so there are no gaps and nothing is given twice.
///
/// # Errors
/// When the database does not answer.
pub async fn take_numbers(unit: &UnitOfWork, issuer: OrganisationId, year: i16, count: i64) -> Result<i64, StoreError> {
    let row = certificate_register::ActiveModel {
        id: Set(unit.ids().uuid()),
        issuer_id: Set(issuer.uuid()),
        year: Set(year.into()),
        last: Set(count),
    };
    let last = Expr::col((certificate_register::Entity, Column::Last));
    let counted = OnConflict::columns([Column::IssuerId, Column::Year])
        .value(Column::Last, ExprTrait::add(last, count))
        .to_owned();
    let counted = certificate_register::Entity::insert(row).on_conflict(counted);
    Ok(counted.exec_with_returning(unit.transaction()).await?.last - count + 1)
}
