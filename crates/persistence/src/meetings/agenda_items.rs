//! Agendas.

use super::meeting_rows::{read_item as read, write_item as write};
use super::sight::{CommitteeSight, of_public_in_meeting};
use crate::connect::Source;
use crate::entities::agenda_item::{self, Column};
use crate::error::StoreError;
use crate::rows::{grouped, replace};
use crate::unit_of_work::UnitOfWork;
use domain::meetings::AgendaItem;
use domain::shared::{AgendaItemId, MeetingId};
use sea_orm::sea_query::{CaseStatement, Expr, ExprTrait};
use sea_orm::{ColumnTrait, Condition, DatabaseExecutor, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::HashMap;

/// The items of agendas.
#[derive(Debug)]
pub struct AgendaItems<'c>(DatabaseExecutor<'c>);

impl<'c> AgendaItems<'c> {
    /// Those in `source`.
    pub fn of(source: &'c impl Source) -> Self {
        Self(source.executor())
    }

    /// One item, if it is seen.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find(&self, sight: &CommitteeSight, id: AgendaItemId) -> Result<Option<AgendaItem>, StoreError> {
        let found = agenda_item::Entity::find_by_id(id.uuid()).filter(seen(sight));
        found.one(&self.0).await?.map(|row| read(&row)).transpose()
    }

    /// One item, if it is seen, kept from changing until the unit of work ends.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn hold(&self, sight: &CommitteeSight, id: AgendaItemId) -> Result<Option<AgendaItem>, StoreError> {
        let found = agenda_item::Entity::find_by_id(id.uuid()).filter(seen(sight));
        found.lock_exclusive().one(&self.0).await?.map(|row| read(&row)).transpose()
    }

    /// Those of these items that are seen.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find_many(
        &self,
        sight: &CommitteeSight,
        ids: impl IntoIterator<Item = AgendaItemId>,
    ) -> Result<HashMap<AgendaItemId, AgendaItem>, StoreError> {
        let ids = ids.into_iter().map(AgendaItemId::uuid);
        let found = agenda_item::Entity::find().filter(seen(sight)).filter(Column::Id.is_in(ids));
        found.all(&self.0).await?.iter().map(|row| read(row).map(|it| (it.id, it))).collect()
    }

    /// The agendas of many meetings as far as they are seen, in their order.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn of_meetings(
        &self,
        sight: &CommitteeSight,
        meetings: &[MeetingId],
    ) -> Result<HashMap<MeetingId, Vec<AgendaItem>>, StoreError> {
        let found = agenda_item::Entity::find()
            .filter(seen(sight))
            .filter(Column::MeetingId.is_in(meetings.iter().map(|id| id.uuid())))
            .filter(Column::Position.is_not_null())
            .order_by_asc(Column::Position);
        grouped(found.all(&self.0).await?, |row| Ok((row.meeting_id.into(), read(&row)?)))
    }

    /// Adds an item.
    ///
    /// # Errors
    /// When the database does not keep it.
    pub async fn insert(unit: &UnitOfWork, item: &AgendaItem) -> Result<(), StoreError> {
        agenda_item::Entity::insert(write(item)).exec_without_returning(unit.transaction()).await?;
        Ok(())
    }

    /// Replaces an item of version `expected` by a newer one.
    ///
    /// # Errors
    /// `VERSION_CONFLICT` when it has another version by now; when the database does not keep it.
    pub async fn update(unit: &UnitOfWork, changed: &AgendaItem, expected: i64) -> Result<(), StoreError> {
        replace::<agenda_item::Entity>(unit, changed.id.uuid(), expected, write(changed)).await
    }

    /// Puts the items of a meeting, which is held meanwhile, in an order. All of them are given.
    ///
    /// # Errors
    /// When the database does not keep it.
    pub async fn reorder(unit: &UnitOfWork, meeting: MeetingId, order: &[AgendaItemId]) -> Result<(), StoreError> {
        // Of no items there is no order, and no expression to say it.
        if order.is_empty() {
            return Ok(());
        }
        // First below zero, so that no two items share a place in between.
        agenda_item::Entity::update_many()
            .col_expr(Column::Position, Expr::val(0).sub(Expr::col(Column::Position)))
            .filter(Column::MeetingId.eq(meeting.uuid()))
            .filter(Column::Position.is_not_null())
            .exec(unit.transaction())
            .await?;
        let places = (1_i64..).zip(order).fold(CaseStatement::new(), |places, (place, item)| {
            places.case(Column::Id.eq(item.uuid()), Expr::value(place))
        });
        agenda_item::Entity::update_many()
            .col_expr(Column::Position, places.finally(Expr::col(Column::Position)).into())
            .col_expr(Column::UpdatedAt, Expr::value(unit.now().as_micros()))
            .filter(Column::MeetingId.eq(meeting.uuid()))
            .filter(Column::Position.is_not_null())
            .exec(unit.transaction())
            .await?;
        Ok(())
    }

    /// The items of one meeting become those of another.
    ///
    /// # Errors
    /// When the database does not keep it.
    pub async fn hand_over(unit: &UnitOfWork, from: MeetingId, to: MeetingId) -> Result<(), StoreError> {
        agenda_item::Entity::update_many()
            .col_expr(Column::MeetingId, Expr::value(to.uuid()))
            .col_expr(Column::UpdatedAt, Expr::value(unit.now().as_micros()))
            .filter(Column::MeetingId.eq(from.uuid()))
            .exec(unit.transaction())
            .await?;
        Ok(())
    }
}

fn seen(sight: &CommitteeSight) -> Condition {
    of_public_in_meeting(sight, Column::MeetingId, Column::IsPublic)
}
