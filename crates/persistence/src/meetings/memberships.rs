//! Seats in committees: who sat in them at any date.

use super::committee_row::{read_seat as read, write_seat as write};
use super::sight::{CommitteeSight, of_reached};
use crate::connect::Source;
use crate::entities::committee_membership::{self, Column};
use crate::error::StoreError;
use crate::page::{Key, Ordering, page};
use crate::rows::{grouped, insert_many, replace};
use crate::stored::on_day;
use crate::unit_of_work::UnitOfWork;
use domain::meetings::CommitteeMembership;
use domain::shared::{CommitteeId, CommitteeMembershipId, Date, Page, PageRequest, PersonId};
use sea_orm::{
    ColumnTrait, DatabaseExecutor, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    Select,
};
use std::collections::HashMap;

/// Which seats; what is left out does not narrow the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct CommitteeMembershipFilter {
    /// In this committee.
    pub committee: Option<CommitteeId>,
    /// Of this person.
    pub person: Option<PersonId>,
    /// Held on this day.
    pub on: Option<Date>,
}

/// The seats.
#[derive(Debug)]
pub struct CommitteeMemberships<'c>(DatabaseExecutor<'c>);

impl<'c> CommitteeMemberships<'c> {
    /// Those in `source`.
    pub fn of(source: &'c impl Source) -> Self {
        Self(source.executor())
    }

    /// One seat, if its committee is reached.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find(
        &self,
        sight: &CommitteeSight,
        id: CommitteeMembershipId,
    ) -> Result<Option<CommitteeMembership>, StoreError> {
        let found = select(sight, &CommitteeMembershipFilter::default()).filter(Column::Id.eq(id.uuid()));
        found.one(&self.0).await?.map(|row| read(&row)).transpose()
    }

    /// Those of these seats whose committees are reached.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find_many(
        &self,
        sight: &CommitteeSight,
        ids: impl IntoIterator<Item = CommitteeMembershipId>,
    ) -> Result<HashMap<CommitteeMembershipId, CommitteeMembership>, StoreError> {
        let found = select(sight, &CommitteeMembershipFilter::default())
            .filter(Column::Id.is_in(ids.into_iter().map(CommitteeMembershipId::uuid)));
        found.all(&self.0).await?.iter().map(|row| read(row).map(|seat| (seat.id, seat))).collect()
    }

    /// One seat, if its committee is reached, kept from changing until the unit of work ends.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn hold(
        &self,
        sight: &CommitteeSight,
        id: CommitteeMembershipId,
    ) -> Result<Option<CommitteeMembership>, StoreError> {
        let found = select(sight, &CommitteeMembershipFilter::default()).filter(Column::Id.eq(id.uuid()));
        found.lock_exclusive().one(&self.0).await?.map(|row| read(&row)).transpose()
    }

    /// All seats of one committee that there ever were, in the order of their beginning. The committee has been found
    /// before by whoever asks: an invitation that is answered by its link counts the seats too.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn of_committee(&self, committee: CommitteeId) -> Result<Vec<CommitteeMembership>, StoreError> {
        let found = committee_membership::Entity::find()
            .filter(Column::CommitteeId.eq(committee.uuid()))
            .order_by_asc(Column::Since)
            .order_by_asc(Column::Id);
        found.all(&self.0).await?.iter().map(read).collect()
    }

    /// The seats of many committees that are reached: those held on a day, or without one all that there ever were.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn of_committees(
        &self,
        sight: &CommitteeSight,
        committees: &[CommitteeId],
        on: Option<Date>,
    ) -> Result<HashMap<CommitteeId, Vec<CommitteeMembership>>, StoreError> {
        let found = select(sight, &CommitteeMembershipFilter { on, ..Default::default() })
            .filter(Column::CommitteeId.is_in(committees.iter().map(|id| id.uuid())))
            .order_by_asc(Column::Since)
            .order_by_asc(Column::Id);
        grouped(found.all(&self.0).await?, |row| Ok((row.committee_id.into(), read(&row)?)))
    }

    /// One page, in the order of their beginning.
    ///
    /// # Errors
    /// When the database does not answer, or the cursor is not one of this list.
    pub async fn list(
        &self,
        sight: &CommitteeSight,
        filter: &CommitteeMembershipFilter,
        request: &PageRequest,
    ) -> Result<Page<CommitteeMembership>, StoreError> {
        let order = Ordering {
            columns: vec![Column::Since, Column::Id],
            descending: false,
            keys: |row: &committee_membership::Model| vec![Key::Text(row.since.clone()), Key::Id(row.id)],
        };
        page(select(sight, filter), &order, request, &self.0).await?.try_map(|row| read(&row))
    }

    /// How many there are.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn count(&self, sight: &CommitteeSight, filter: &CommitteeMembershipFilter) -> Result<u64, StoreError> {
        Ok(select(sight, filter).count(&self.0).await?)
    }

    /// Adds a seat.
    ///
    /// # Errors
    /// When the database does not keep it.
    pub async fn insert(unit: &UnitOfWork, seat: &CommitteeMembership) -> Result<(), StoreError> {
        committee_membership::Entity::insert(write(seat)).exec_without_returning(unit.transaction()).await?;
        Ok(())
    }

    /// Adds many seats.
    ///
    /// # Errors
    /// When the database does not keep them.
    pub async fn insert_all<'s>(
        unit: &UnitOfWork,
        seats: impl IntoIterator<Item = &'s CommitteeMembership>,
    ) -> Result<(), StoreError> {
        insert_many::<committee_membership::Entity>(unit, seats.into_iter().map(write)).await
    }

    /// Replaces a seat of version `expected` by a newer one.
    ///
    /// # Errors
    /// `VERSION_CONFLICT` when it has another version by now; when the database does not keep it.
    pub async fn update(unit: &UnitOfWork, changed: &CommitteeMembership, expected: i64) -> Result<(), StoreError> {
        replace::<committee_membership::Entity>(unit, changed.id.uuid(), expected, write(changed)).await
    }
}

fn select(sight: &CommitteeSight, filter: &CommitteeMembershipFilter) -> Select<committee_membership::Entity> {
    committee_membership::Entity::find()
        .filter(of_reached(sight, Column::CommitteeId))
        .apply_if(filter.committee, |found, committee| found.filter(Column::CommitteeId.eq(committee.uuid())))
        .apply_if(filter.person, |found, person| found.filter(Column::PersonId.eq(person.uuid())))
        .apply_if(filter.on, |found, day| found.filter(on_day(Column::Since, Column::Until, day)))
}
