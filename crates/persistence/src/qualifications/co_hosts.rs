//! Who holds offers together with their hosts, and what follows for what is seen.

use crate::entities::{course_series_co_host as series_row, course_session_co_host as session_row};
use crate::error::StoreError;
use crate::unit_of_work::UnitOfWork;
use domain::access::Visibility;
use domain::qualifications::{CourseSeries, CourseSession};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::SimpleExpr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait};

/// The rows whose series is held together with an organisation that is seen; nothing where no organisation is.
pub(crate) fn of_series<C: ColumnTrait>(seen: &Visibility, series: C) -> Option<SimpleExpr> {
    let organisations: Vec<_> = seen.organisations().iter().map(|id| id.uuid()).collect();
    (!organisations.is_empty()).then(|| {
        let held = series_row::Entity::find()
            .filter(series_row::Column::OrganisationId.is_in(organisations))
            .select_only()
            .column(series_row::Column::SeriesId);
        series.in_subquery(held.into_query())
    })
}

/// The rows whose session is held together with an organisation that is seen; nothing where no organisation is.
pub(crate) fn of_sessions<C: ColumnTrait>(seen: &Visibility, session: C) -> Option<SimpleExpr> {
    let organisations: Vec<_> = seen.organisations().iter().map(|id| id.uuid()).collect();
    (!organisations.is_empty()).then(|| {
        let held = session_row::Entity::find()
            .filter(session_row::Column::OrganisationId.is_in(organisations))
            .select_only()
            .column(session_row::Column::SessionId);
        session.in_subquery(held.into_query())
    })
}

/// Keeps who holds a new series together with its host.
pub(super) async fn insert_series(unit: &UnitOfWork, added: &CourseSeries) -> Result<(), StoreError> {
    let rows: Vec<_> = added
        .plan
        .co_hosts
        .iter()
        .map(|id| series_row::ActiveModel { series_id: Set(added.id.uuid()), organisation_id: Set(id.uuid()) })
        .collect();
    if !rows.is_empty() {
        series_row::Entity::insert_many(rows).exec_without_returning(unit.transaction()).await?;
    }
    Ok(())
}

/// Keeps who holds new sessions together with their hosts.
pub(super) async fn insert_sessions(unit: &UnitOfWork, added: &[CourseSession]) -> Result<(), StoreError> {
    let pairs = added.iter().flat_map(|session| session.plan.co_hosts.iter().map(|host| (session.id, *host)));
    let rows: Vec<_> = pairs
        .map(|(session, host)| session_row::ActiveModel {
            session_id: Set(session.uuid()),
            organisation_id: Set(host.uuid()),
        })
        .collect();
    for part in rows.chunks(1_000) {
        session_row::Entity::insert_many(part.to_vec()).exec_without_returning(unit.transaction()).await?;
    }
    Ok(())
}

/// Keeps that other organisations than before hold a series together with its host.
///
/// # Errors
/// When the database does not keep it.
pub async fn replace_series_co_hosts(unit: &UnitOfWork, changed: &CourseSeries) -> Result<(), StoreError> {
    let old = series_row::Entity::delete_many().filter(series_row::Column::SeriesId.eq(changed.id.uuid()));
    old.exec(unit.transaction()).await?;
    insert_series(unit, changed).await
}

/// Keeps that other organisations than before hold a session together with its host.
///
/// # Errors
/// When the database does not keep it.
pub async fn replace_session_co_hosts(unit: &UnitOfWork, changed: &CourseSession) -> Result<(), StoreError> {
    let old = session_row::Entity::delete_many().filter(session_row::Column::SessionId.eq(changed.id.uuid()));
    old.exec(unit.transaction()).await?;
    insert_sessions(unit, std::slice::from_ref(changed)).await
}
