//! Counting whom qualifications reach. Every figure is summed by the database, in one statement for each breakdown.

use super::reach_rows::{Columns, counted, past, registrations, sum};
use crate::connect::Source;
use crate::entities::{course_series, course_session, past_registration, registration};
use crate::error::StoreError;
use crate::scope::{OwnerColumns, visible};
use crate::stored::{checked, code};
use domain::access::Visibility;
use domain::qualifications::{CourseFormat, CourseKind, ReachFigures, RegistrationState, SessionState};
use domain::shared::{CourseSeriesId, Name, Timestamp};
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Query};
use sea_orm::{
    ColumnTrait, Condition, DatabaseExecutor, EntityTrait, JoinType, QueryFilter, QuerySelect, QueryTrait, Select,
};
use std::collections::HashMap;
use std::hash::Hash;
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

    /// The people and their registrations, by the code of what they are counted by. Registrations that are deleted count
    /// as they did.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn people(&self, scope: &ReachScope, by: ReachBy) -> Result<HashMap<String, ReachFigures>, StoreError> {
        let present = self.keyed(registrations(scope), &Columns::present(), by).await?;
        Ok(added(present, self.keyed(past(scope), &Columns::past(), by).await?))
    }

    async fn keyed<E: EntityTrait>(
        &self,
        found: Select<E>,
        columns: &Columns,
        by: ReachBy,
    ) -> Result<HashMap<String, ReachFigures>, StoreError> {
        let found = counted(found.select_only(), columns);
        let found = match by {
            ReachBy::Whole => found.column_as(Expr::val(""), "key"),
            ReachBy::Kind => of_session(found, course_session::Column::Kind),
            ReachBy::Format => of_session(found, course_session::Column::Format),
            ReachBy::District => found.column_as(columns.district.clone(), "key").group_by(columns.district.clone()),
        };
        let rows = found.into_tuple::<Row<Option<String>>>().all(&self.0).await?.into_iter();
        Ok(rows.map(|row| (row.5.clone().unwrap_or_default(), figures(&row))).collect())
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
        let present = self.grouped(registrations(scope), &Columns::present(), groups).await?;
        Ok(added(present, self.grouped(past(scope), &Columns::past(), groups).await?))
    }

    async fn grouped<E: EntityTrait>(
        &self,
        found: Select<E>,
        columns: &Columns,
        groups: &[(CourseSeriesId, i64)],
    ) -> Result<HashMap<i64, ReachFigures>, StoreError> {
        let (listed, grouped) = (Alias::new("listed"), Alias::new("grouped"));
        let pairs = Query::select()
            .expr_as(Expr::col(Alias::new("column1")), Alias::new("series_id"))
            .expr_as(Expr::col(Alias::new("column2")), Alias::new("number"))
            .from_values(groups.iter().map(|(series, group)| (series.uuid(), *group)), listed)
            .to_owned();
        let number = Expr::col((grouped.clone(), Alias::new("number")));
        let mut found = counted(found.select_only(), columns).column_as(number.clone(), "key");
        let same = Expr::col((grouped.clone(), Alias::new("series_id")))
            .equals((course_session::Entity, course_session::Column::SeriesId));
        QueryTrait::query(&mut found).join_subquery(JoinType::InnerJoin, pairs, grouped, same).add_group_by([number]);
        let rows = found.into_tuple::<Row<i64>>().all(&self.0).await?.into_iter();
        Ok(rows.map(|row| (row.5, figures(&row))).collect())
    }
}

/// The events, people, registrations, attendances and minutes, with their key.
type Row<K> = (i64, i64, i64, i64, i64, K);

fn figures<K>((events, people, registrations, attendances, minutes, _): &Row<K>) -> ReachFigures {
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
        let past = past_registration::Entity::find()
            .filter(past_registration::Column::PersonKey.is_not_null())
            .filter(past_registration::Column::DistrictKey.eq(district))
            .select_only()
            .column(past_registration::Column::SessionId)
            .into_query();
        let id = course_session::Column::Id;
        found.filter(Condition::any().add(id.in_subquery(attended)).add(id.in_subquery(past)))
    })
}

pub(super) fn in_scope(scope: &ReachScope) -> Condition {
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

/// By something that is said about the session.
fn of_session<E: EntityTrait>(found: Select<E>, column: course_session::Column) -> Select<E> {
    found.column_as(column, "key").group_by(column)
}

/// Nobody is in both: all who attended a session are deleted together.
fn added<K: Eq + Hash>(mut sums: HashMap<K, ReachFigures>, more: HashMap<K, ReachFigures>) -> HashMap<K, ReachFigures> {
    for (key, figures) in more {
        let sum = sums.entry(key).or_default();
        *sum = sum.plus(&figures);
    }
    sums
}
