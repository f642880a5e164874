//! Reading and writing resolutions.

use super::resolution_row::{read, write};
use super::sight::{CommitteeSight, seen_resolutions};
use crate::connect::Source;
use crate::entities::resolution::{self, Column};
use crate::error::StoreError;
use crate::page::{Key, Ordering, page};
use crate::rows::{grouped, replace};
use crate::unit_of_work::UnitOfWork;
use domain::meetings::{Resolution, ResolutionMode, ResolutionState};
use domain::networks::FieldOfAction;
use domain::shared::{AgendaItemId, CommitteeId, MeetingId, Page, PageRequest, ResolutionId};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, DatabaseExecutor, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    Select,
};
use std::collections::HashMap;

/// Which resolutions; what is left out does not narrow the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct ResolutionFilter {
    /// Of this committee.
    pub committee: Option<CommitteeId>,
    /// Of this meeting.
    pub meeting: Option<MeetingId>,
    /// That came about in one of these ways.
    pub modes: Vec<ResolutionMode>,
    /// In one of these states.
    pub states: Vec<ResolutionState>,
    /// In this field of action.
    pub field: Option<FieldOfAction>,
}

/// The resolutions.
#[derive(Debug)]
pub struct Resolutions<'c>(DatabaseExecutor<'c>);

impl<'c> Resolutions<'c> {
    /// Those in `source`.
    pub fn of(source: &'c impl Source) -> Self {
        Self(source.executor())
    }

    /// One resolution, if it is seen.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find(&self, sight: &CommitteeSight, id: ResolutionId) -> Result<Option<Resolution>, StoreError> {
        let found = select(sight, &ResolutionFilter::default()).filter(Column::Id.eq(id.uuid()));
        found.one(&self.0).await?.map(|row| read(&row)).transpose()
    }

    /// One resolution, if it is seen, kept from changing until the unit of work ends.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn hold(&self, sight: &CommitteeSight, id: ResolutionId) -> Result<Option<Resolution>, StoreError> {
        let found = select(sight, &ResolutionFilter::default()).filter(Column::Id.eq(id.uuid()));
        found.lock_exclusive().one(&self.0).await?.map(|row| read(&row)).transpose()
    }

    /// Those of these resolutions that are seen.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find_many(
        &self,
        sight: &CommitteeSight,
        ids: impl IntoIterator<Item = ResolutionId>,
    ) -> Result<HashMap<ResolutionId, Resolution>, StoreError> {
        let ids: Vec<_> = ids.into_iter().map(ResolutionId::uuid).collect();
        if ids.is_empty() {
            return Ok(HashMap::new());
        }
        let found = select(sight, &ResolutionFilter::default()).filter(Column::Id.is_in(ids));
        found.all(&self.0).await?.iter().map(|row| read(row).map(|it| (it.id, it))).collect()
    }

    /// One page, the newest first.
    ///
    /// # Errors
    /// When the database does not answer, or the cursor is not one of this list.
    pub async fn list(
        &self,
        sight: &CommitteeSight,
        filter: &ResolutionFilter,
        request: &PageRequest,
    ) -> Result<Page<Resolution>, StoreError> {
        let order = Ordering {
            columns: vec![Column::CreatedAt, Column::Id],
            descending: true,
            keys: |row: &resolution::Model| vec![Key::Number(row.created_at), Key::Id(row.id)],
        };
        page(select(sight, filter), &order, request, &self.0).await?.try_map(|row| read(&row))
    }

    /// How many there are.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn count(&self, sight: &CommitteeSight, filter: &ResolutionFilter) -> Result<u64, StoreError> {
        Ok(select(sight, filter).count(&self.0).await?)
    }

    /// The resolutions of many meetings as far as they are seen, by number.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn of_meetings(
        &self,
        sight: &CommitteeSight,
        meetings: &[MeetingId],
    ) -> Result<HashMap<MeetingId, Vec<Resolution>>, StoreError> {
        let ids = meetings.iter().map(|id| id.uuid());
        let found = by_number(sight).filter(Column::MeetingId.is_in(ids));
        let of_one = found.all(&self.0).await?.into_iter().filter_map(|row| row.meeting_id.map(|id| (id, row)));
        grouped(of_one, |(id, row)| Ok((MeetingId::from(id), read(&row)?)))
    }

    /// The resolutions under many items of agendas as far as they are seen, by number.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn of_items(
        &self,
        sight: &CommitteeSight,
        items: &[AgendaItemId],
    ) -> Result<HashMap<AgendaItemId, Vec<Resolution>>, StoreError> {
        let ids = items.iter().map(|id| id.uuid());
        let found = by_number(sight).filter(Column::AgendaItemId.is_in(ids));
        let of_one = found.all(&self.0).await?.into_iter().filter_map(|row| row.agenda_item_id.map(|id| (id, row)));
        grouped(of_one, |(id, row)| Ok((AgendaItemId::from(id), read(&row)?)))
    }

    /// The resolutions that rest on many recommendations, as far as they are seen, by number.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn based_on(
        &self,
        sight: &CommitteeSight,
        recommendations: &[ResolutionId],
    ) -> Result<HashMap<ResolutionId, Vec<Resolution>>, StoreError> {
        let ids = recommendations.iter().map(|id| id.uuid());
        let found = by_number(sight).filter(Column::BasedOnId.is_in(ids));
        let of_one = found.all(&self.0).await?.into_iter().filter_map(|row| row.based_on_id.map(|id| (id, row)));
        grouped(of_one, |(id, row)| Ok((ResolutionId::from(id), read(&row)?)))
    }

    /// The number of the next resolution of a committee, which is held meanwhile.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn next_number(unit: &UnitOfWork, committee: CommitteeId) -> Result<i64, StoreError> {
        let last = resolution::Entity::find()
            .filter(Column::CommitteeId.eq(committee.uuid()))
            .select_only()
            .column_as(Column::Number.max(), "last");
        let last: Option<Option<i64>> = last.into_tuple().one(unit.transaction()).await?;
        Ok(last.flatten().unwrap_or(0) + 1)
    }

    /// Adds a resolution.
    ///
    /// # Errors
    /// When the database does not keep it.
    pub async fn insert(unit: &UnitOfWork, resolution: &Resolution) -> Result<(), StoreError> {
        resolution::Entity::insert(write(resolution)).exec_without_returning(unit.transaction()).await?;
        Ok(())
    }

    /// Replaces a resolution of version `expected` by a newer one.
    ///
    /// # Errors
    /// `VERSION_CONFLICT` when it has another version by now; when the database does not keep it.
    pub async fn update(unit: &UnitOfWork, changed: &Resolution, expected: i64) -> Result<(), StoreError> {
        replace::<resolution::Entity>(unit, changed.id.uuid(), expected, write(changed)).await
    }

    /// What was proposed for one meeting is proposed for another.
    ///
    /// # Errors
    /// When the database does not keep it.
    pub async fn hand_over(unit: &UnitOfWork, from: MeetingId, to: MeetingId) -> Result<(), StoreError> {
        resolution::Entity::update_many()
            .col_expr(Column::MeetingId, Expr::value(to.uuid()))
            .col_expr(Column::UpdatedAt, Expr::value(unit.now().as_micros()))
            .filter(Column::MeetingId.eq(from.uuid()))
            .exec(unit.transaction())
            .await?;
        Ok(())
    }
}

fn by_number(sight: &CommitteeSight) -> Select<resolution::Entity> {
    let seen = resolution::Entity::find().filter(seen_resolutions(sight));
    seen.order_by_asc(Column::Number).order_by_asc(Column::Id)
}

fn select(sight: &CommitteeSight, filter: &ResolutionFilter) -> Select<resolution::Entity> {
    resolution::Entity::find()
        .filter(seen_resolutions(sight))
        .apply_if(filter.committee, |found, committee| found.filter(Column::CommitteeId.eq(committee.uuid())))
        .apply_if(filter.meeting, |found, meeting| found.filter(Column::MeetingId.eq(meeting.uuid())))
        .apply_if((!filter.modes.is_empty()).then_some(&filter.modes), |found, modes| {
            found.filter(Column::Mode.is_in(modes.iter().map(|mode| mode.code())))
        })
        .apply_if((!filter.states.is_empty()).then_some(&filter.states), |found, states| {
            found.filter(Column::State.is_in(states.iter().map(|state| state.code())))
        })
        .apply_if(filter.field, |found, field| found.filter(Column::Field.eq(field.code())))
}
