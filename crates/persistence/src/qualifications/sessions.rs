//! Reading and writing sessions.

use super::co_hosts;
use super::reminders::schedule;
use super::session_filter::{SessionFilter, select};
use super::session_row::{read, read_change, write, write_change};
use super::sight::OfferSight;
use crate::connect::Source;
use crate::entities::course_session::{self, Column};
use crate::entities::format_change;
use crate::error::StoreError;
use crate::page::{Key, Ordering, page};
use crate::ranked::first_of_each;
use crate::rows::{grouped, replace};
use crate::stored::instant;
use crate::unit_of_work::UnitOfWork;
use domain::qualifications::{CourseKind, CourseSession, FormatChange, SessionState};
use domain::shared::{CourseSeriesId, CourseSessionId, Page, PageRequest, Slice, Timestamp};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, Order};
use sea_orm::{ColumnTrait, DatabaseExecutor, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::HashMap;
use uuid::Uuid;

/// The sessions.
#[derive(Debug)]
pub struct Sessions<'c>(DatabaseExecutor<'c>);

impl<'c> Sessions<'c> {
    /// Those in `source`.
    pub fn of(source: &'c impl Source) -> Self {
        Self(source.executor())
    }

    /// One session, if it is seen.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find(&self, sight: &OfferSight, id: CourseSessionId) -> Result<Option<CourseSession>, StoreError> {
        let found = select(sight, &SessionFilter::default()).filter(Column::Id.eq(id.uuid()));
        found.one(&self.0).await?.map(read).transpose()
    }

    /// One session, if it is seen, kept from changing until the unit of work ends: nobody else decides on its seats.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn hold(&self, sight: &OfferSight, id: CourseSessionId) -> Result<Option<CourseSession>, StoreError> {
        let found = select(sight, &SessionFilter::default()).filter(Column::Id.eq(id.uuid()));
        found.lock_exclusive().one(&self.0).await?.map(read).transpose()
    }

    /// Those of these sessions that are seen.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find_many(
        &self,
        sight: &OfferSight,
        ids: impl IntoIterator<Item = CourseSessionId>,
    ) -> Result<HashMap<CourseSessionId, CourseSession>, StoreError> {
        let ids: Vec<_> = ids.into_iter().map(CourseSessionId::uuid).collect();
        if ids.is_empty() {
            return Ok(HashMap::new());
        }
        let rows = select(sight, &SessionFilter::default()).filter(Column::Id.is_in(ids)).all(&self.0).await?;
        rows.into_iter().map(|row| read(row).map(|session| (session.id, session))).collect()
    }

    /// One page, by the start.
    ///
    /// # Errors
    /// When the database does not answer, or the cursor is not one of this list.
    pub async fn list(
        &self,
        sight: &OfferSight,
        filter: &SessionFilter,
        descending: bool,
        request: &PageRequest,
    ) -> Result<Page<CourseSession>, StoreError> {
        let order = Ordering {
            columns: vec![Column::StartsAt, Column::Id],
            descending,
            keys: |row: &course_session::Model| vec![Key::Number(row.starts_at), Key::Id(row.id)],
        };
        page(select(sight, filter), &order, request, &self.0).await?.try_map(read)
    }

    /// How many there are.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn count(&self, sight: &OfferSight, filter: &SessionFilter) -> Result<u64, StoreError> {
        Ok(select(sight, filter).count(&self.0).await?)
    }

    /// The sessions of many series, the first ones of each by their start.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn of_series(
        &self,
        sight: &OfferSight,
        series: &[CourseSeriesId],
        slice: Slice,
    ) -> Result<HashMap<CourseSeriesId, Vec<CourseSession>>, StoreError> {
        let found =
            select(sight, &SessionFilter::default()).filter(Column::SeriesId.is_in(series.iter().map(|id| id.uuid())));
        let order = [(Column::StartsAt, Order::Asc), (Column::Id, Order::Asc)];
        let mut groups: HashMap<_, Vec<_>> = HashMap::new();
        for row in first_of_each(found, Column::SeriesId, &order, slice).all(&self.0).await? {
            let session = read(row)?;
            if let Some(series) = session.series {
                groups.entry(series).or_default().push(session);
            }
        }
        Ok(groups)
    }

    /// When the sessions of one series and kind begin that take place or are to, drafts among them. For decisions on a
    /// series that is held.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn dates_of(
        &self,
        series: CourseSeriesId,
        kind: CourseKind,
    ) -> Result<Vec<(CourseSessionId, Timestamp)>, StoreError> {
        let off = SessionState::ALL.iter().filter(|state| !state.has_a_date()).map(|state| state.code());
        let found = course_session::Entity::find()
            .filter(Column::SeriesId.eq(series.uuid()))
            .filter(Column::Kind.eq(kind.code()))
            .filter(Column::State.is_not_in(off))
            .select_only()
            .column(Column::Id)
            .column(Column::StartsAt);
        let rows = found.into_tuple::<(Uuid, i64)>().all(&self.0).await?.into_iter();
        rows.map(|(id, start)| Ok((id.into(), instant("session", start)?))).collect()
    }

    /// The changes of the format of many sessions, the oldest first. The caller looks whether the sessions are seen.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn format_changes(
        &self,
        sessions: &[CourseSessionId],
    ) -> Result<HashMap<CourseSessionId, Vec<FormatChange>>, StoreError> {
        let ids = sessions.iter().map(|id| id.uuid());
        let found = format_change::Entity::find()
            .filter(format_change::Column::SessionId.is_in(ids))
            .order_by_asc(format_change::Column::At)
            .order_by_asc(format_change::Column::Id);
        grouped(found.all(&self.0).await?, |row| read_change(&row).map(|change| (change.session, change)))
    }

    /// Adds a session.
    ///
    /// # Errors
    /// When the database does not keep it.
    pub async fn insert(unit: &UnitOfWork, added: &CourseSession) -> Result<(), StoreError> {
        course_session::Entity::insert(write(added)).exec_without_returning(unit.transaction()).await?;
        co_hosts::insert_sessions(unit, std::slice::from_ref(added)).await?;
        schedule(unit, added).await
    }

    /// Adds drafts of sessions, of which nobody is reminded yet.
    ///
    /// # Errors
    /// When the database does not keep them.
    pub async fn insert_drafts(unit: &UnitOfWork, added: &[CourseSession]) -> Result<(), StoreError> {
        for part in added.chunks(200) {
            course_session::Entity::insert_many(part.iter().map(write))
                .exec_without_returning(unit.transaction())
                .await?;
        }
        co_hosts::insert_sessions(unit, added).await
    }

    /// Adds a line to the history of the format.
    ///
    /// # Errors
    /// When the database does not keep it.
    pub async fn note_format(unit: &UnitOfWork, change: &FormatChange) -> Result<(), StoreError> {
        format_change::Entity::insert(write_change(change)).exec_without_returning(unit.transaction()).await?;
        Ok(())
    }

    /// Replaces a session of version `expected` by a newer one; its reminders follow.
    ///
    /// # Errors
    /// `VERSION_CONFLICT` when it has another version by now; when the database does not keep it.
    pub async fn update(unit: &UnitOfWork, changed: &CourseSession, expected: i64) -> Result<(), StoreError> {
        let mut row = write(changed);
        // What gets a new date has its time before it again.
        if changed.plan.end > unit.now() {
            row.forgotten = Set(0);
        }
        replace::<course_session::Entity>(unit, changed.id.uuid(), expected, row).await?;
        schedule(unit, changed).await
    }

    /// Says which place the next registration gets. The session is held, and its version stays: nobody edited it.
    ///
    /// # Errors
    /// When the database does not keep it.
    pub async fn take_place(unit: &UnitOfWork, session: &CourseSession) -> Result<(), StoreError> {
        course_session::Entity::update_many()
            .col_expr(Column::NextPlace, Expr::value(session.next_place + 1))
            .filter(Column::Id.eq(session.id.uuid()))
            .exec(unit.transaction())
            .await?;
        Ok(())
    }
}
