//! The roles for an organisation that ends: they end with it.

use super::role_assignment::RoleAssignments;
use crate::entities::role_assignment::{self, Column};
use crate::error::StoreError;
use crate::unit_of_work::UnitOfWork;
use domain::accounts::RoleAssignment;
use domain::shared::{Date, OrganisationId, RoleAssignmentId};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect};

impl RoleAssignments<'_> {
    /// The roles for an organisation that are held on a day or later, kept from changing until the unit of work ends.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn hold_for(
        unit: &UnitOfWork,
        organisation: OrganisationId,
        day: Date,
    ) -> Result<Vec<RoleAssignment>, StoreError> {
        let day = day.to_string();
        let lasts = Condition::any().add(Column::ValidUntil.is_null()).add(Column::ValidUntil.gte(day.as_str()));
        let held = role_assignment::Entity::find()
            .filter(Column::OrganisationId.eq(organisation.uuid()))
            .filter(Column::EndedAt.is_null())
            .filter(lasts)
            .lock_exclusive()
            .all(unit.transaction())
            .await?;
        RoleAssignments::of(unit).complete(held).await
    }

    /// Ends roles at once, whatever their versions: the unit of work holds them.
    ///
    /// # Errors
    /// When the database does not keep it.
    pub async fn end_all(unit: &UnitOfWork, roles: &[RoleAssignmentId]) -> Result<(), StoreError> {
        for part in roles.chunks(1_000) {
            role_assignment::Entity::update_many()
                .col_expr(Column::EndedAt, Expr::value(unit.now().as_micros()))
                .col_expr(Column::Version, Expr::col(Column::Version).add(1))
                .col_expr(Column::UpdatedAt, Expr::value(unit.now().as_micros()))
                .filter(Column::Id.is_in(part.iter().map(|id| id.uuid())))
                .exec(unit.transaction())
                .await?;
        }
        Ok(())
    }
}
