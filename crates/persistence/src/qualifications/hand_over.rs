//! What belongs to an organisation that goes into another one.

use super::series_row::read_series;
use super::session_row::read;
use crate::entities::{
    course_series, course_series_co_host, course_session, course_session_co_host, recognition, registration,
    trainer_assignment, waiting_change,
};
use crate::error::StoreError;
use crate::unit_of_work::UnitOfWork;
use domain::qualifications::{CourseSeries, CourseSession};
use domain::shared::OrganisationId;
use sea_orm::sea_query::{Expr, ExprTrait, Func, SimpleExpr};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

/// Series and sessions go to another organisation, as host and as co-host, and so does who answers for registrations and
/// trainers. From where people came stays as it was on registration. Says what was held before.
///
/// # Errors
/// When the database does not keep it.
pub async fn hand_over_offers(
    unit: &UnitOfWork,
    from: OrganisationId,
    to: OrganisationId,
    district: Option<&str>,
) -> Result<(Vec<CourseSeries>, Vec<CourseSession>), StoreError> {
    let (old, new, transaction) = (from.uuid(), to.uuid(), unit.transaction());
    let held = course_series::Entity::find().filter(course_series::Column::OrganisationId.eq(old)).lock_exclusive();
    let series = held.all(transaction).await?.into_iter().map(read_series).collect::<Result<Vec<_>, _>>()?;
    let held = course_session::Entity::find().filter(course_session::Column::OrganisationId.eq(old)).lock_exclusive();
    let sessions = held.all(transaction).await?.into_iter().map(read).collect::<Result<Vec<_>, _>>()?;
    macro_rules! move_offers {
        ($table:ident) => {
            $table::Entity::update_many()
                .col_expr($table::Column::OrganisationId, Expr::value(new))
                .col_expr($table::Column::DistrictKey, Expr::value(district))
                .col_expr($table::Column::Version, ExprTrait::add(Expr::col($table::Column::Version), 1))
                .col_expr($table::Column::UpdatedAt, Expr::value(unit.now().as_micros()))
                .filter($table::Column::OrganisationId.eq(old))
                .exec(transaction)
                .await?;
            $table::Entity::update_many()
                .col_expr($table::Column::CoHosts, renamed(Expr::col($table::Column::CoHosts).into(), from, to))
                .filter($table::Column::CoHosts.contains(old.to_string()))
                .exec(transaction)
                .await?;
        };
    }
    move_offers!(course_series);
    move_offers!(course_session);
    macro_rules! move_host {
        ($($table:ident)+) => {$(
            $table::Entity::update_many()
                .col_expr($table::Column::HostId, Expr::value(new))
                .col_expr($table::Column::HostDistrictKey, Expr::value(district))
                .filter($table::Column::HostId.eq(old))
                .exec(transaction)
                .await?;
        )+};
    }
    move_host!(registration trainer_assignment waiting_change);
    macro_rules! move_owner {
        ($($table:ident)+) => {$(
            $table::Entity::update_many()
                .col_expr($table::Column::OrganisationId, Expr::value(new))
                .filter($table::Column::OrganisationId.eq(old))
                .exec(transaction)
                .await?;
        )+};
    }
    move_owner!(registration trainer_assignment waiting_change recognition);
    macro_rules! move_co_host {
        ($table:ident, $offer:ident) => {
            let held = $table::Entity::find().select_only().column($table::Column::$offer);
            let there = held.filter($table::Column::OrganisationId.eq(new));
            let there = sea_orm::QueryTrait::into_query(there);
            $table::Entity::delete_many()
                .filter($table::Column::OrganisationId.eq(old))
                .filter($table::Column::$offer.in_subquery(there))
                .exec(transaction)
                .await?;
            $table::Entity::update_many()
                .col_expr($table::Column::OrganisationId, Expr::value(new))
                .filter($table::Column::OrganisationId.eq(old))
                .exec(transaction)
                .await?;
        };
    }
    move_co_host!(course_series_co_host, SeriesId);
    move_co_host!(course_session_co_host, SessionId);
    Ok((series, sessions))
}

/// A list of ids with one of them replaced by another.
fn renamed(list: SimpleExpr, from: OrganisationId, to: OrganisationId) -> SimpleExpr {
    Func::cust("REPLACE").arg(list).arg(from.to_string()).arg(to.to_string()).into()
}
