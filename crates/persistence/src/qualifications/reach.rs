//! Counting whom qualifications reach. Every figure is summed by the database, in one statement for each breakdown.

use crate::connect::Source;
use crate::entities::{attendance, course_series, course_session, registration};
use crate::error::StoreError;
use crate::scope::{OwnerColumns, visible};
use crate::stored::{checked, code};
use domain::access::Visibility;
use domain::qualifications::{CourseFormat, CourseKind, ReachFigures, RegistrationState, SessionState};
use domain::shared::{CourseSeriesId, Name, Timestamp};
use sea_orm::sea_query::{Alias, CaseStatement, Expr, ExprTrait, Func, Query, SimpleExpr};
use sea_orm::{
    ColumnTrait, Condition, DatabaseExecutor, EntityTrait, JoinType, QueryFilter, QuerySelect, QueryTrait, Select,
};
use std::collections::HashMap;
use uuid::Uuid;

const WHAT: &str = "reach";

/// Of what a report counts.
#[derive(Clone, Debug)]
pub struct ReachScope {
    /// Sessions that these organisations held.
    pub seen: Visibility,
    /// That began at this instant or later.
    pub from: Timestamp,
    /// And before this one.
    pub until: Timestamp,
    /// Only people of this district, and sessions that one of them attended.
    pub district: Option<String>,
    /// Only sessions of these series.
    pub series: Option<Vec<CourseSeriesId>>,
}

/// The sessions of one series, kind and format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionSum {
    /// The series.
    pub series: Option<CourseSeriesId>,
    /// The kind.
    pub kind: CourseKind,
    /// The format in which they took place.
    pub format: CourseFormat,
    /// How many.
    pub events: i64,
    /// How long together, in minutes.
    pub minutes: i64,
}

/// By what people are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReachBy {
    /// All together, under an empty key.
    Whole,
    /// By the kind of the session.
    Kind,
    /// By the format of the session.
    Format,
    /// By the district of the people when they registered; an empty key for those without.
    District,
}

/// The counts.
#[derive(Debug)]
pub struct Reach<'c>(DatabaseExecutor<'c>);

impl<'c> Reach<'c> {
    /// Those in `source`.
    pub fn of(source: &'c impl Source) -> Self {
        Self(source.executor())
    }

    /// The topics of the series that have sessions in this scope.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn topics(&self, scope: &ReachScope) -> Result<Vec<(CourseSeriesId, Vec<Name>)>, StoreError> {
        use course_series::Column;
        let held = sessions(scope).select_only().column(course_session::Column::SeriesId).into_query();
        let found = course_series::Entity::find()
            .filter(Column::Id.in_subquery(held))
            .select_only()
            .column(Column::Id)
            .column(Column::Topics);
        let rows = found.into_tuple::<(Uuid, String)>().all(&self.0).await?.into_iter();
        rows.map(|(id, topics)| {
            let topics = topics.lines().map(|line| checked(WHAT, Name::new(line))).collect::<Result<_, _>>()?;
            Ok((id.into(), topics))
        })
        .collect()
    }

    /// The sessions.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn sessions(&self, scope: &ReachScope) -> Result<Vec<SessionSum>, StoreError> {
        use course_session::Column;
        const MICROS: i64 = 60_000_000;
        let length = Expr::col((course_session::Entity, Column::EndsAt))
            .sub(Expr::col((course_session::Entity, Column::StartsAt)));
        let found = sessions(scope)
            .select_only()
            .column(Column::SeriesId)
            .column(Column::Kind)
            .column(Column::Format)
            .column_as(Column::Id.count(), "events")
            .column_as(sum(length), "micros")
            .group_by(Column::SeriesId)
            .group_by(Column::Kind)
            .group_by(Column::Format);
        let rows = found.into_tuple::<(Option<Uuid>, String, String, i64, i64)>().all(&self.0).await?.into_iter();
        rows.map(|(series, kind, format, events, micros)| {
            Ok(SessionSum {
                series: series.map(CourseSeriesId::from),
                kind: code(WHAT, &kind)?,
                format: code(WHAT, &format)?,
                events,
                minutes: micros / MICROS,
            })
        })
        .collect()
    }

    /// The people and their registrations, by the code of what they are counted by.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn people(&self, scope: &ReachScope, by: ReachBy) -> Result<HashMap<String, ReachFigures>, StoreError> {
        let found = registrations(scope).select_only();
        let found = match by {
            ReachBy::Whole => counted(found.column_as(Expr::val(""), "key")),
            ReachBy::Kind => {
                let kind = course_session::Column::Kind;
                counted(found.column_as(kind, "key")).group_by(kind)
            }
            ReachBy::Format => {
                let format = course_session::Column::Format;
                counted(found.column_as(format, "key")).group_by(format)
            }
            ReachBy::District => {
                let district = registration::Column::DistrictKey;
                counted(found.column_as(district, "key")).group_by(district)
            }
        };
        let rows = found.into_tuple::<Row<Option<String>>>().all(&self.0).await?.into_iter();
        Ok(rows.map(|row| (row.0.clone().unwrap_or_default(), figures(&row))).collect())
    }

    /// The people and their registrations by the number of a group of series. A series may be in several groups.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn of_groups(
        &self,
        scope: &ReachScope,
        groups: &[(CourseSeriesId, i64)],
    ) -> Result<HashMap<i64, ReachFigures>, StoreError> {
        if groups.is_empty() {
            return Ok(HashMap::new());
        }
        let (listed, grouped) = (Alias::new("listed"), Alias::new("grouped"));
        let pairs = Query::select()
            .expr_as(Expr::col(Alias::new("column1")), Alias::new("series_id"))
            .expr_as(Expr::col(Alias::new("column2")), Alias::new("number"))
            .from_values(groups.iter().map(|(series, group)| (series.uuid(), *group)), listed)
            .to_owned();
        let number = Expr::col((grouped.clone(), Alias::new("number")));
        let mut found = counted(registrations(scope).select_only().column_as(number.clone(), "key"));
        let same = Expr::col((grouped.clone(), Alias::new("series_id")))
            .equals((course_session::Entity, course_session::Column::SeriesId));
        QueryTrait::query(&mut found).join_subquery(JoinType::InnerJoin, pairs, grouped, same).add_group_by([number]);
        let rows = found.into_tuple::<Row<i64>>().all(&self.0).await?.into_iter();
        Ok(rows.map(|row| (row.0, figures(&row))).collect())
    }
}

/// A key with the events, people, registrations, attendances and minutes.
type Row<K> = (K, i64, i64, i64, i64, i64);

fn figures<K>((_, events, people, registrations, attendances, minutes): &Row<K>) -> ReachFigures {
    ReachFigures {
        events: *events,
        event_minutes: None,
        people: *people,
        registrations: *registrations,
        attendances: *attendances,
        participant_minutes: *minutes,
    }
}

/// The sessions that took place.
fn sessions(scope: &ReachScope) -> Select<course_session::Entity> {
    course_session::Entity::find().filter(in_scope(scope)).apply_if(scope.district.as_ref(), |found, district| {
        let attended = registration::Entity::find()
            .filter(registration::Column::State.eq(RegistrationState::Attended.code()))
            .filter(registration::Column::DistrictKey.eq(district))
            .select_only()
            .column(registration::Column::SessionId)
            .into_query();
        found.filter(course_session::Column::Id.in_subquery(attended))
    })
}

fn in_scope(scope: &ReachScope) -> Condition {
    use course_session::Column;
    let owner =
        OwnerColumns { organisation: Some(Column::OrganisationId), district: Some(Column::DistrictKey), person: None };
    let took_place = [SessionState::Held, SessionState::EvaluationOpen, SessionState::Closed];
    let only = scope.series.as_ref().map(|series| Column::SeriesId.is_in(series.iter().map(|id| id.uuid())));
    Condition::all()
        .add(visible(&scope.seen, &owner))
        .add(Column::State.is_in(took_place.map(SessionState::code)))
        .add(Column::StartsAt.gte(scope.from.as_micros()))
        .add(Column::StartsAt.lt(scope.until.as_micros()))
        .add_option(only)
}

/// The registrations for them, with the attendance.
fn registrations(scope: &ReachScope) -> Select<registration::Entity> {
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

/// The figures, as they stand in a [`Row`].
fn counted(found: Select<registration::Entity>) -> Select<registration::Entity> {
    use registration::Column;
    let there = || Expr::col((registration::Entity, Column::State)).eq(RegistrationState::Attended.code());
    let when_there = |value: SimpleExpr| CaseStatement::new().case(there(), value);
    let distinct =
        |column: Column| SimpleExpr::from(Func::count_distinct(when_there(Expr::col((registration::Entity, column)))));
    let added = |value: SimpleExpr| sum(when_there(value).finally(0_i64));
    let minutes = Expr::col((attendance::Entity, attendance::Column::Minutes));
    found
        .column_as(distinct(Column::SessionId), "events")
        .column_as(distinct(Column::PersonId), "people")
        .column_as(Column::Id.count(), "registrations")
        .column_as(added(Expr::val(1_i64)), "attendances")
        .column_as(added(minutes), "minutes")
}

/// A sum as a whole number, which PostgreSQL would make a decimal; nothing sums up to 0.
fn sum(of: impl Into<SimpleExpr>) -> SimpleExpr {
    let sum = Func::coalesce([SimpleExpr::from(Func::sum(of)), Expr::val(0_i64)]);
    SimpleExpr::from(Func::cast_as(SimpleExpr::from(sum), Alias::new("BIGINT")))
}
