//! Papers of meetings.

use super::meeting_rows::{read_paper as read, write_paper as write};
use super::sight::{CommitteeSight, seen_papers};
use crate::connect::Source;
use crate::entities::paper::{self, Column};
use crate::error::StoreError;
use crate::rows::{grouped, replace};
use crate::unit_of_work::UnitOfWork;
use domain::meetings::Paper;
use domain::shared::{AgendaItemId, CommitteeId, MeetingId, PaperId};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, DatabaseExecutor, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};
use std::collections::HashMap;

/// The papers.
#[derive(Debug)]
pub struct Papers<'c>(DatabaseExecutor<'c>);

impl<'c> Papers<'c> {
    /// Those in `source`.
    pub fn of(source: &'c impl Source) -> Self {
        Self(source.executor())
    }

    /// One paper, if it is seen.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find(&self, sight: &CommitteeSight, id: PaperId) -> Result<Option<Paper>, StoreError> {
        let found = paper::Entity::find_by_id(id.uuid()).filter(seen_papers(sight));
        found.one(&self.0).await?.map(|row| read(&row)).transpose()
    }

    /// One paper, if it is seen, kept from changing until the unit of work ends.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn hold(&self, sight: &CommitteeSight, id: PaperId) -> Result<Option<Paper>, StoreError> {
        let found = paper::Entity::find_by_id(id.uuid()).filter(seen_papers(sight));
        found.lock_exclusive().one(&self.0).await?.map(|row| read(&row)).transpose()
    }

    /// Those of these papers that are seen.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find_many(
        &self,
        sight: &CommitteeSight,
        ids: impl IntoIterator<Item = PaperId>,
    ) -> Result<HashMap<PaperId, Paper>, StoreError> {
        let ids = ids.into_iter().map(PaperId::uuid);
        let found = paper::Entity::find().filter(seen_papers(sight)).filter(Column::Id.is_in(ids));
        found.all(&self.0).await?.iter().map(|row| read(row).map(|it| (it.id, it))).collect()
    }

    /// The papers of many meetings as far as they are seen, by number.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn of_meetings(
        &self,
        sight: &CommitteeSight,
        meetings: &[MeetingId],
    ) -> Result<HashMap<MeetingId, Vec<Paper>>, StoreError> {
        let found = present(sight).filter(Column::MeetingId.is_in(meetings.iter().map(|id| id.uuid())));
        grouped(found.all(&self.0).await?, |row| Ok((row.meeting_id.into(), read(&row)?)))
    }

    /// The papers of many items of agendas as far as they are seen, by number.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn of_items(
        &self,
        sight: &CommitteeSight,
        items: &[AgendaItemId],
    ) -> Result<HashMap<AgendaItemId, Vec<Paper>>, StoreError> {
        let found = present(sight).filter(Column::AgendaItemId.is_in(items.iter().map(|id| id.uuid())));
        let of_one = found.all(&self.0).await?.into_iter().filter_map(|row| row.agenda_item_id.map(|id| (id, row)));
        grouped(of_one, |(id, row)| Ok((AgendaItemId::from(id), read(&row)?)))
    }

    /// The number of the next paper of a committee, which is held meanwhile.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn next_number(unit: &UnitOfWork, committee: CommitteeId) -> Result<i64, StoreError> {
        let last = paper::Entity::find()
            .filter(Column::CommitteeId.eq(committee.uuid()))
            .select_only()
            .column_as(Column::Number.max(), "last");
        let last: Option<Option<i64>> = last.into_tuple().one(unit.transaction()).await?;
        Ok(last.flatten().unwrap_or(0) + 1)
    }

    /// Adds a paper.
    ///
    /// # Errors
    /// When the database does not keep it.
    pub async fn insert(unit: &UnitOfWork, paper: &Paper) -> Result<(), StoreError> {
        paper::Entity::insert(write(paper)).exec_without_returning(unit.transaction()).await?;
        Ok(())
    }

    /// Replaces a paper of version `expected` by a newer one.
    ///
    /// # Errors
    /// `VERSION_CONFLICT` when it has another version by now; when the database does not keep it.
    pub async fn update(unit: &UnitOfWork, changed: &Paper, expected: i64) -> Result<(), StoreError> {
        replace::<paper::Entity>(unit, changed.id.uuid(), expected, write(changed)).await
    }

    /// The papers of one meeting become those of another.
    ///
    /// # Errors
    /// When the database does not keep it.
    pub async fn hand_over(unit: &UnitOfWork, from: MeetingId, to: MeetingId) -> Result<(), StoreError> {
        paper::Entity::update_many()
            .col_expr(Column::MeetingId, Expr::value(to.uuid()))
            .col_expr(Column::UpdatedAt, Expr::value(unit.now().as_micros()))
            .filter(Column::MeetingId.eq(from.uuid()))
            .exec(unit.transaction())
            .await?;
        Ok(())
    }
}

fn present(sight: &CommitteeSight) -> Select<paper::Entity> {
    let present = paper::Entity::find().filter(seen_papers(sight)).filter(Column::RemovedAt.is_null());
    present.order_by_asc(Column::Number).order_by_asc(Column::Id)
}
