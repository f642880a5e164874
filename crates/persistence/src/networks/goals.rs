//! Goals and their reviews.

use super::sight::of_reached;
use crate::connect::Source;
use crate::entities::network_goal::{self, Column};
use crate::entities::network_goal_review;
use crate::error::StoreError;
use crate::rows::{grouped, replace};
use crate::stored::{checked, code, date, instant};
use crate::unit_of_work::UnitOfWork;
use domain::access::Visibility;
use domain::networks::{Goal, GoalDraft, GoalReview, Quantity};
use domain::shared::{AccountId, GoalId, LongText, Name, NetworkId};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, DatabaseExecutor, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};
use std::collections::HashMap;
use uuid::Uuid;

const WHAT: &str = "network goal";

/// The goals.
#[derive(Debug)]
pub struct Goals<'c>(DatabaseExecutor<'c>);

impl<'c> Goals<'c> {
    /// Those in `source`.
    pub fn of(source: &'c impl Source) -> Self {
        Self(source.executor())
    }

    /// One goal, if its network is reached.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find(&self, seen: &Visibility, id: GoalId) -> Result<Option<Goal>, StoreError> {
        let found = network_goal::Entity::find_by_id(id.uuid()).filter(of_reached(seen, Column::NetworkId));
        found.one(&self.0).await?.map(|row| read(&row)).transpose()
    }

    /// One goal, if its network is reached, kept from changing until the unit of work ends.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn hold(&self, seen: &Visibility, id: GoalId) -> Result<Option<Goal>, StoreError> {
        let found = network_goal::Entity::find_by_id(id.uuid()).filter(of_reached(seen, Column::NetworkId));
        found.lock_exclusive().one(&self.0).await?.map(|row| read(&row)).transpose()
    }

    /// The goals of many networks that are reached, those due first in front. A network has a handful.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn of_networks(
        &self,
        seen: &Visibility,
        networks: &[NetworkId],
    ) -> Result<HashMap<NetworkId, Vec<Goal>>, StoreError> {
        let rows = network_goal::Entity::find()
            .filter(of_reached(seen, Column::NetworkId))
            .filter(Column::NetworkId.is_in(networks.iter().map(|id| id.uuid())))
            .order_by_asc(Column::Due)
            .order_by_asc(Column::Id);
        grouped(rows.all(&self.0).await?, |row| Ok((NetworkId::from(row.network_id), read(&row)?)))
    }

    /// The reviews of many goals whose networks are reached, the oldest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn reviews(
        &self,
        seen: &Visibility,
        goals: &[GoalId],
    ) -> Result<HashMap<GoalId, Vec<GoalReview>>, StoreError> {
        use network_goal_review::Column as Reviewed;
        let reached = network_goal::Entity::find()
            .filter(of_reached(seen, Column::NetworkId))
            .filter(Column::Id.is_in(goals.iter().map(|id| id.uuid())))
            .select_only()
            .column(Column::Id);
        let rows = network_goal_review::Entity::find()
            .filter(Reviewed::GoalId.in_subquery(reached.into_query()))
            .order_by_asc(Reviewed::ReviewedOn)
            .order_by_asc(Reviewed::RecordedAt)
            .order_by_asc(Reviewed::Id);
        grouped(rows.all(&self.0).await?, |row| Ok((GoalId::from(row.goal_id), read_review(&row)?)))
    }

    /// Adds a goal.
    ///
    /// # Errors
    /// When the database does not keep it.
    pub async fn insert(unit: &UnitOfWork, goal: &Goal) -> Result<(), StoreError> {
        network_goal::Entity::insert(write(goal)).exec_without_returning(unit.transaction()).await?;
        Ok(())
    }

    /// Adds a review.
    ///
    /// # Errors
    /// When the database does not keep it.
    pub async fn insert_review(unit: &UnitOfWork, review: &GoalReview) -> Result<(), StoreError> {
        let row = network_goal_review::ActiveModel {
            id: Set(review.id.uuid()),
            goal_id: Set(review.goal.uuid()),
            reviewed_on: Set(review.on.to_string()),
            value: Set(review.value.map(Quantity::thousandths)),
            judgement: Set(review.judgement.code().to_owned()),
            note: Set(review.note.to_string()),
            account_id: Set(review.by.map(Uuid::from)),
            recorded_at: Set(review.at.as_micros()),
        };
        network_goal_review::Entity::insert(row).exec_without_returning(unit.transaction()).await?;
        Ok(())
    }

    /// Replaces a goal of version `expected` by a newer one.
    ///
    /// # Errors
    /// `VERSION_CONFLICT` when it has another version by now; when the database does not keep it.
    pub async fn update(unit: &UnitOfWork, changed: &Goal, expected: i64) -> Result<(), StoreError> {
        replace::<network_goal::Entity>(unit, changed.id.uuid(), expected, write(changed)).await
    }
}

fn quantity(thousandths: Option<i64>) -> Result<Option<Quantity>, StoreError> {
    checked(WHAT, thousandths.map(Quantity::from_thousandths).transpose())
}

fn read(row: &network_goal::Model) -> Result<Goal, StoreError> {
    let draft = GoalDraft {
        title: checked(WHAT, Name::new(&row.title))?,
        criterion: checked(WHAT, LongText::new(&row.criterion))?,
        indicator: checked(WHAT, Name::optional(row.indicator.as_deref()))?,
        baseline: quantity(row.baseline)?,
        target: quantity(row.target)?,
        due: date(WHAT, &row.due)?,
    };
    Ok(Goal {
        id: row.id.into(),
        network: row.network_id.into(),
        draft,
        state: code(WHAT, &row.state)?,
        drop_reason: checked(WHAT, LongText::optional(row.drop_reason.as_deref()))?,
        version: row.version,
        created_at: instant(WHAT, row.created_at)?,
        updated_at: instant(WHAT, row.updated_at)?,
    })
}

fn write(goal: &Goal) -> network_goal::ActiveModel {
    let draft = &goal.draft;
    network_goal::ActiveModel {
        id: Set(goal.id.uuid()),
        network_id: Set(goal.network.uuid()),
        title: Set(draft.title.to_string()),
        criterion: Set(draft.criterion.to_string()),
        indicator: Set(draft.indicator.as_ref().map(Name::to_string)),
        baseline: Set(draft.baseline.map(Quantity::thousandths)),
        target: Set(draft.target.map(Quantity::thousandths)),
        due: Set(draft.due.to_string()),
        state: Set(goal.state.code().to_owned()),
        drop_reason: Set(goal.drop_reason.as_ref().map(LongText::to_string)),
        version: Set(goal.version),
        created_at: Set(goal.created_at.as_micros()),
        updated_at: Set(goal.updated_at.as_micros()),
    }
}

fn read_review(row: &network_goal_review::Model) -> Result<GoalReview, StoreError> {
    Ok(GoalReview {
        id: row.id.into(),
        goal: row.goal_id.into(),
        on: date(WHAT, &row.reviewed_on)?,
        value: quantity(row.value)?,
        judgement: code(WHAT, &row.judgement)?,
        note: checked(WHAT, LongText::new(&row.note))?,
        by: row.account_id.map(AccountId::from),
        at: instant(WHAT, row.recorded_at)?,
    })
}
