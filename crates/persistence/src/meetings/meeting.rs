//! Reading and writing meetings.

use super::meeting_rows::{read, write};
use super::sight::{CommitteeSight, of_seen};
use crate::connect::Source;
use crate::entities::committee;
use crate::entities::meeting::{self, Column};
use crate::error::StoreError;
use crate::page::{Key, Ordering, page};
use crate::ranked::first_of_each;
use crate::rows::{grouped, insert_many, replace};
use crate::unit_of_work::UnitOfWork;
use domain::meetings::{Meeting, MeetingState};
use domain::shared::{CommitteeId, MeetingId, NetworkId, Page, PageRequest, Slice, Timestamp};
use sea_orm::sea_query::{Order, Query};
use sea_orm::{
    ColumnTrait, DatabaseExecutor, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect, QueryTrait, Select,
};
use std::collections::HashMap;

/// Which meetings; what is left out does not narrow the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct MeetingFilter {
    /// Of this committee.
    pub committee: Option<CommitteeId>,
    /// Of the committees of this network.
    pub network: Option<NetworkId>,
    /// In one of these states.
    pub states: Vec<MeetingState>,
    /// That begin at this instant or later.
    pub from: Option<Timestamp>,
    /// That begin before this instant.
    pub until: Option<Timestamp>,
}

/// The meetings.
#[derive(Debug)]
pub struct Meetings<'c>(DatabaseExecutor<'c>);

impl<'c> Meetings<'c> {
    /// Those in `source`.
    pub fn of(source: &'c impl Source) -> Self {
        Self(source.executor())
    }

    /// One meeting, if its committee is seen.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find(&self, sight: &CommitteeSight, id: MeetingId) -> Result<Option<Meeting>, StoreError> {
        let found = select(sight, &MeetingFilter::default()).filter(Column::Id.eq(id.uuid()));
        found.one(&self.0).await?.map(|row| read(&row)).transpose()
    }

    /// Those of these meetings whose committees are seen.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find_many(
        &self,
        sight: &CommitteeSight,
        ids: impl IntoIterator<Item = MeetingId>,
    ) -> Result<HashMap<MeetingId, Meeting>, StoreError> {
        let ids: Vec<_> = ids.into_iter().map(MeetingId::uuid).collect();
        if ids.is_empty() {
            return Ok(HashMap::new());
        }
        let found = select(sight, &MeetingFilter::default()).filter(Column::Id.is_in(ids));
        found.all(&self.0).await?.iter().map(|row| read(row).map(|it| (it.id, it))).collect()
    }

    /// One meeting, if its committee is seen, kept from changing until the unit of work ends.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn hold(&self, sight: &CommitteeSight, id: MeetingId) -> Result<Option<Meeting>, StoreError> {
        let found = select(sight, &MeetingFilter::default()).filter(Column::Id.eq(id.uuid()));
        found.lock_exclusive().one(&self.0).await?.map(|row| read(&row)).transpose()
    }

    /// One page, in the order of their beginning.
    ///
    /// # Errors
    /// When the database does not answer, or the cursor is not one of this list.
    pub async fn list(
        &self,
        sight: &CommitteeSight,
        filter: &MeetingFilter,
        descending: bool,
        request: &PageRequest,
    ) -> Result<Page<Meeting>, StoreError> {
        let order = Ordering {
            columns: vec![Column::StartsAt, Column::Id],
            descending,
            keys: |row: &meeting::Model| vec![Key::Number(row.starts_at), Key::Id(row.id)],
        };
        page(select(sight, filter), &order, request, &self.0).await?.try_map(|row| read(&row))
    }

    /// How many there are.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn count(&self, sight: &CommitteeSight, filter: &MeetingFilter) -> Result<u64, StoreError> {
        Ok(select(sight, filter).count(&self.0).await?)
    }

    /// The meetings of many committees that are seen, the latest first, the first ones of each.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn of_committees(
        &self,
        sight: &CommitteeSight,
        committees: &[CommitteeId],
        slice: Slice,
    ) -> Result<HashMap<CommitteeId, Vec<Meeting>>, StoreError> {
        let found = select(sight, &MeetingFilter::default())
            .filter(Column::CommitteeId.is_in(committees.iter().map(|id| id.uuid())));
        let order = [(Column::StartsAt, Order::Desc), (Column::Id, Order::Desc)];
        let rows = first_of_each(found, Column::CommitteeId, &order, slice).all(&self.0).await?;
        grouped(rows, |row| Ok((row.committee_id.into(), read(&row)?)))
    }

    /// The number of the next meeting of a committee, which is held meanwhile.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn next_number(unit: &UnitOfWork, committee: CommitteeId) -> Result<i64, StoreError> {
        let last = meeting::Entity::find()
            .filter(Column::CommitteeId.eq(committee.uuid()))
            .select_only()
            .column_as(Column::Number.max(), "last");
        let last: Option<Option<i64>> = last.into_tuple().one(unit.transaction()).await?;
        Ok(last.flatten().unwrap_or(0) + 1)
    }

    /// Adds a meeting.
    ///
    /// # Errors
    /// When the database does not keep it.
    pub async fn insert(unit: &UnitOfWork, meeting: &Meeting) -> Result<(), StoreError> {
        meeting::Entity::insert(write(meeting)).exec_without_returning(unit.transaction()).await?;
        Ok(())
    }

    /// Adds many meetings.
    ///
    /// # Errors
    /// When the database does not keep them.
    pub async fn insert_all<'m>(
        unit: &UnitOfWork,
        meetings: impl IntoIterator<Item = &'m Meeting>,
    ) -> Result<(), StoreError> {
        insert_many::<meeting::Entity>(unit, meetings.into_iter().map(write)).await
    }

    /// Replaces a meeting of version `expected` by a newer one.
    ///
    /// # Errors
    /// `VERSION_CONFLICT` when it has another version by now; when the database does not keep it.
    pub async fn update(unit: &UnitOfWork, changed: &Meeting, expected: i64) -> Result<(), StoreError> {
        replace::<meeting::Entity>(unit, changed.id.uuid(), expected, write(changed)).await
    }
}

fn select(sight: &CommitteeSight, filter: &MeetingFilter) -> Select<meeting::Entity> {
    meeting::Entity::find()
        .filter(of_seen(sight, Column::CommitteeId))
        .apply_if(filter.committee, |found, committee| found.filter(Column::CommitteeId.eq(committee.uuid())))
        .apply_if(filter.network, |found, network| {
            let of_network = Query::select()
                .column(committee::Column::Id)
                .from(committee::Entity)
                .and_where(committee::Column::NetworkId.eq(network.uuid()))
                .take();
            found.filter(Column::CommitteeId.in_subquery(of_network))
        })
        .apply_if((!filter.states.is_empty()).then_some(&filter.states), |found, states| {
            found.filter(Column::State.is_in(states.iter().map(|state| state.code())))
        })
        .apply_if(filter.from, |found, from| found.filter(Column::StartsAt.gte(from.as_micros())))
        .apply_if(filter.until, |found, until| found.filter(Column::StartsAt.lt(until.as_micros())))
}
