//! What is forgotten some time after a session: needs with answers, and consents.

use crate::audit::erase_values;
use crate::connect::Database;
use crate::connect::Source;
use crate::entities::registration::{self, Column};
use crate::entities::{course_session, registration_answer};
use crate::error::StoreError;
use crate::unit_of_work::UnitOfWork;
use domain::qualifications::{EventDetail, SessionState};
use domain::shared::{CourseSessionId, Timestamp};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait};
use uuid::Uuid;

const fn flag(detail: EventDetail) -> Column {
    match detail {
        EventDetail::Needs => Column::HasNeeds,
        EventDetail::Consents => Column::HasConsents,
    }
}

/// The sessions that ended before an instant and whose registrations still hold this detail, at most `most`. One that is
/// postponed has not ended.
///
/// # Errors
/// When the database does not answer.
pub async fn sessions_with_details(
    database: &Database,
    detail: EventDetail,
    before: Timestamp,
    most: u64,
) -> Result<Vec<CourseSessionId>, StoreError> {
    let ended = course_session::Entity::find()
        .filter(course_session::Column::EndsAt.lt(before.as_micros()))
        .filter(course_session::Column::State.ne(SessionState::Postponed.code()))
        .select_only()
        .column(course_session::Column::Id)
        .into_query();
    let found = registration::Entity::find()
        .filter(flag(detail).eq(1))
        .filter(Column::SessionId.in_subquery(ended))
        .select_only()
        .column(Column::SessionId)
        .distinct()
        .limit(most);
    let found = found.into_tuple::<Uuid>().all(&database.executor()).await?;
    Ok(found.into_iter().map(CourseSessionId::from).collect())
}

/// Forgets a detail of all registrations for a session that is held, here and in the audit, whose chain stays whole; says how
/// many there were.
///
/// # Errors
/// When the database does not keep it.
pub async fn forget_details(
    unit: &UnitOfWork,
    session: CourseSessionId,
    detail: EventDetail,
) -> Result<usize, StoreError> {
    let held = registration::Entity::find()
        .filter(Column::SessionId.eq(session.uuid()))
        .filter(flag(detail).eq(1))
        .select_only()
        .column(Column::Id);
    let held: Vec<Uuid> = held.into_tuple().all(unit.transaction()).await?;
    for part in held.chunks(1_000) {
        let ids = || part.iter().copied();
        let update = registration::Entity::update_many()
            .col_expr(flag(detail), Expr::value(0_i64))
            .col_expr(Column::Version, Expr::col(Column::Version).add(1))
            .filter(Column::Id.is_in(ids()));
        let (update, fields): (_, &[&str]) = match detail {
            EventDetail::Needs => {
                registration_answer::Entity::delete_many()
                    .filter(registration_answer::Column::RegistrationId.is_in(ids()))
                    .exec(unit.transaction())
                    .await?;
                (update.col_expr(Column::Needs, Expr::value(Option::<String>::None)), &["needs", "answers"])
            }
            EventDetail::Consents => {
                let update = update.col_expr(Column::Consents, Expr::value(""));
                (update.col_expr(Column::SharesName, Expr::value(0_i64)), &["consents", "sharesName"])
            }
        };
        update.exec(unit.transaction()).await?;
        erase_values(unit, ids(), Some(fields)).await?;
    }
    Ok(held.len())
}
