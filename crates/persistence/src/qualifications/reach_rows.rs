//! The rows that the reach report counts: registrations with their attendance, and what is left of those that are deleted.

use super::reach::{ReachScope, in_scope};
use crate::entities::{attendance, course_session, past_registration, registration};
use domain::qualifications::RegistrationState;
use sea_orm::sea_query::{Alias, CaseStatement, Expr, ExprTrait, Func, SimpleExpr};
use sea_orm::{ColumnTrait, EntityTrait, JoinType, QueryFilter, QuerySelect, QueryTrait, Select};

/// Where that stands which is counted.
pub(super) struct Columns {
    session: SimpleExpr,
    person: SimpleExpr,
    /// The district of the person when they registered.
    pub(super) district: SimpleExpr,
    /// Whether they attended.
    attended: SimpleExpr,
    minutes: SimpleExpr,
}

impl Columns {
    /// Of registrations.
    pub(super) fn present() -> Self {
        use registration::Column;
        let of = |column: Column| Expr::col((registration::Entity, column));
        Self {
            session: of(Column::SessionId),
            person: of(Column::PersonId),
            district: of(Column::DistrictKey),
            attended: of(Column::State).eq(RegistrationState::Attended.code()),
            minutes: Expr::col((attendance::Entity, attendance::Column::Minutes)),
        }
    }

    /// Of what is left of registrations.
    pub(super) fn past() -> Self {
        use past_registration::Column;
        let of = |column: Column| Expr::col((past_registration::Entity, column));
        Self {
            session: of(Column::SessionId),
            person: of(Column::PersonKey),
            district: of(Column::DistrictKey),
            attended: of(Column::PersonKey).is_not_null(),
            minutes: of(Column::Minutes),
        }
    }
}

/// The registrations for the sessions of a report, with the attendance.
pub(super) fn registrations(scope: &ReachScope) -> Select<registration::Entity> {
    use registration::Column;
    let session =
        registration::Entity::belongs_to(course_session::Entity).from(Column::SessionId).to(course_session::Column::Id);
    let attended =
        registration::Entity::belongs_to(attendance::Entity).from(Column::Id).to(attendance::Column::RegistrationId);
    registration::Entity::find()
        .join(JoinType::InnerJoin, session.into())
        .join(JoinType::LeftJoin, attended.into())
        .filter(in_scope(scope))
        .apply_if(scope.district.as_ref(), |found, district| found.filter(Column::DistrictKey.eq(district)))
}

/// What is left of those that are deleted.
pub(super) fn past(scope: &ReachScope) -> Select<past_registration::Entity> {
    use past_registration::Column;
    let session = past_registration::Entity::belongs_to(course_session::Entity)
        .from(Column::SessionId)
        .to(course_session::Column::Id);
    past_registration::Entity::find()
        .join(JoinType::InnerJoin, session.into())
        .filter(in_scope(scope))
        .apply_if(scope.district.as_ref(), |found, district| found.filter(Column::DistrictKey.eq(district)))
}

/// The figures, as they stand in a row: events, people, registrations, attendances, minutes.
pub(super) fn counted<E: EntityTrait>(found: Select<E>, columns: &Columns) -> Select<E> {
    let when_there = |value: SimpleExpr| CaseStatement::new().case(columns.attended.clone(), value);
    let distinct = |column: &SimpleExpr| SimpleExpr::from(Func::count_distinct(when_there(column.clone())));
    let added = |value: SimpleExpr| sum(when_there(value).finally(0_i64));
    found
        .column_as(distinct(&columns.session), "events")
        .column_as(distinct(&columns.person), "people")
        .column_as(SimpleExpr::from(Func::count(columns.session.clone())), "registrations")
        .column_as(added(Expr::val(1_i64)), "attendances")
        .column_as(added(columns.minutes.clone()), "minutes")
}

/// A sum as a whole number, which PostgreSQL would make a decimal; nothing sums up to 0.
pub(super) fn sum(of: impl Into<SimpleExpr>) -> SimpleExpr {
    let sum = Func::coalesce([SimpleExpr::from(Func::sum(of)), Expr::val(0_i64)]);
    SimpleExpr::from(Func::cast_as(SimpleExpr::from(sum), Alias::new("BIGINT")))
}
