//! Minutes with their remarks and amendments: for those who reach the committee by right.

use super::meeting_rows::optional_instant;
use super::sight::{CommitteeSight, of_reached_meeting};
use crate::connect::Source;
use crate::entities::minutes::{self, Column};
use crate::entities::{minutes_amendment, minutes_remark};
use crate::error::StoreError;
use crate::rows::{grouped, replace};
use crate::stored::{checked, code, instant, optional_date};
use crate::unit_of_work::UnitOfWork;
use domain::meetings::{Amendment, Minutes, MinutesText, Remark};
use domain::shared::{AccountId, LongText, MeetingId, MinutesId, RemarkId, Timestamp};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, DatabaseExecutor, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select};
use std::collections::HashMap;
use uuid::Uuid;

const WHAT: &str = "minutes";

/// The minutes of meetings.
#[derive(Debug)]
pub struct MinutesBooks<'c>(DatabaseExecutor<'c>);

impl<'c> MinutesBooks<'c> {
    /// Those in `source`.
    pub fn of(source: &'c impl Source) -> Self {
        Self(source.executor())
    }

    /// Minutes, if their committee is reached.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find(&self, sight: &CommitteeSight, id: MinutesId) -> Result<Option<Minutes>, StoreError> {
        select(sight).filter(Column::Id.eq(id.uuid())).one(&self.0).await?.map(|row| read(&row)).transpose()
    }

    /// Those of these minutes whose committees are reached.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find_many(
        &self,
        sight: &CommitteeSight,
        ids: impl IntoIterator<Item = MinutesId>,
    ) -> Result<HashMap<MinutesId, Minutes>, StoreError> {
        let found = select(sight).filter(Column::Id.is_in(ids.into_iter().map(MinutesId::uuid)));
        found.all(&self.0).await?.iter().map(|row| read(row).map(|it| (it.id, it))).collect()
    }

    /// Minutes, if their committee is reached, kept from changing until the unit of work ends.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn hold(&self, sight: &CommitteeSight, id: MinutesId) -> Result<Option<Minutes>, StoreError> {
        let found = select(sight).filter(Column::Id.eq(id.uuid())).lock_exclusive();
        found.one(&self.0).await?.map(|row| read(&row)).transpose()
    }

    /// The minutes of many meetings whose committees are reached.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn of_meetings(
        &self,
        sight: &CommitteeSight,
        meetings: &[MeetingId],
    ) -> Result<HashMap<MeetingId, Minutes>, StoreError> {
        let found = select(sight).filter(Column::MeetingId.is_in(meetings.iter().map(|id| id.uuid())));
        found.all(&self.0).await?.iter().map(|row| read(row).map(|it| (it.meeting, it))).collect()
    }

    /// The remarks on many minutes whose committees are reached, the oldest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn remarks(
        &self,
        sight: &CommitteeSight,
        minutes: &[MinutesId],
    ) -> Result<HashMap<MinutesId, Vec<Remark>>, StoreError> {
        use minutes_remark::Column as Made;
        let found = minutes_remark::Entity::find()
            .filter(Made::MinutesId.in_subquery(reached(sight, minutes).into_query()))
            .order_by_asc(Made::At)
            .order_by_asc(Made::Id);
        grouped(found.all(&self.0).await?, |row| Ok((row.minutes_id.into(), read_remark(&row)?)))
    }

    /// The amendments of many minutes whose committees are reached, by number.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn amendments(
        &self,
        sight: &CommitteeSight,
        minutes: &[MinutesId],
    ) -> Result<HashMap<MinutesId, Vec<Amendment>>, StoreError> {
        use minutes_amendment::Column as Made;
        let found = minutes_amendment::Entity::find()
            .filter(Made::MinutesId.in_subquery(reached(sight, minutes).into_query()))
            .order_by_asc(Made::Number);
        grouped(found.all(&self.0).await?, |row| Ok((row.minutes_id.into(), read_amendment(&row)?)))
    }

    /// On which minutes a remark was made; nothing when there is no such remark.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn of_remark(&self, sight: &CommitteeSight, id: RemarkId) -> Result<Option<MinutesId>, StoreError> {
        let remark = minutes_remark::Entity::find_by_id(id.uuid()).one(&self.0).await?;
        let Some(remark) = remark else { return Ok(None) };
        Ok(self.find(sight, remark.minutes_id.into()).await?.map(|minutes| minutes.id))
    }

    /// Adds minutes.
    ///
    /// # Errors
    /// `DUPLICATE` when the meeting has some; when the database does not keep them.
    pub async fn insert(unit: &UnitOfWork, minutes: &Minutes) -> Result<(), StoreError> {
        minutes::Entity::insert(write(minutes)).exec_without_returning(unit.transaction()).await?;
        Ok(())
    }

    /// Replaces minutes of version `expected` by newer ones.
    ///
    /// # Errors
    /// `VERSION_CONFLICT` when they have another version by now; when the database does not keep them.
    pub async fn update(unit: &UnitOfWork, changed: &Minutes, expected: i64) -> Result<(), StoreError> {
        replace::<minutes::Entity>(unit, changed.id.uuid(), expected, write(changed)).await
    }

    /// Adds a remark.
    ///
    /// # Errors
    /// When the database does not keep it.
    pub async fn insert_remark(unit: &UnitOfWork, remark: &Remark) -> Result<(), StoreError> {
        let row = minutes_remark::ActiveModel {
            id: Set(remark.id.uuid()),
            minutes_id: Set(remark.minutes.uuid()),
            person_id: Set(remark.person.uuid()),
            kind: Set(remark.kind.code().to_owned()),
            content: Set(remark.text.to_string()),
            at: Set(remark.at.as_micros()),
            settled_at: Set(remark.settled_at.map(Timestamp::as_micros)),
            settlement: Set(remark.settlement.as_ref().map(LongText::to_string)),
        };
        minutes_remark::Entity::insert(row).exec_without_returning(unit.transaction()).await?;
        Ok(())
    }

    /// Says how a remark was settled.
    ///
    /// # Errors
    /// When the database does not keep it.
    pub async fn settle_remark(unit: &UnitOfWork, id: RemarkId, how: &LongText) -> Result<(), StoreError> {
        use minutes_remark::Column as Made;
        minutes_remark::Entity::update_many()
            .col_expr(Made::SettledAt, Expr::value(unit.now().as_micros()))
            .col_expr(Made::Settlement, Expr::value(how.as_str()))
            .filter(Made::Id.eq(id.uuid()))
            .exec(unit.transaction())
            .await?;
        Ok(())
    }

    /// Adds an amendment.
    ///
    /// # Errors
    /// When the database does not keep it.
    pub async fn insert_amendment(unit: &UnitOfWork, amendment: &Amendment) -> Result<(), StoreError> {
        let row = minutes_amendment::ActiveModel {
            id: Set(amendment.id.uuid()),
            minutes_id: Set(amendment.minutes.uuid()),
            number: Set(amendment.number),
            content: Set(amendment.text.to_string()),
            reason: Set(amendment.reason.to_string()),
            account_id: Set(amendment.by.map(Uuid::from)),
            at: Set(amendment.at.as_micros()),
            hash: Set(amendment.hash.clone()),
        };
        minutes_amendment::Entity::insert(row).exec_without_returning(unit.transaction()).await?;
        Ok(())
    }
}

fn select(sight: &CommitteeSight) -> Select<minutes::Entity> {
    minutes::Entity::find().filter(of_reached_meeting(sight, Column::MeetingId))
}

fn reached(sight: &CommitteeSight, minutes: &[MinutesId]) -> Select<minutes::Entity> {
    let ids = minutes.iter().map(|id| id.uuid());
    select(sight).filter(Column::Id.is_in(ids)).select_only().column(Column::Id)
}

fn read(row: &minutes::Model) -> Result<Minutes, StoreError> {
    Ok(Minutes {
        id: row.id.into(),
        meeting: row.meeting_id.into(),
        text: checked(WHAT, MinutesText::new(&row.content))?,
        state: code(WHAT, &row.state)?,
        review_until: optional_date(WHAT, row.review_until.as_deref())?,
        approved_at: optional_instant(WHAT, row.approved_at)?,
        approved_by: row.account_id.map(AccountId::from),
        frozen: row.frozen.clone(),
        hash: row.hash.clone(),
        version: row.version,
        created_at: instant(WHAT, row.created_at)?,
        updated_at: instant(WHAT, row.updated_at)?,
    })
}

fn write(minutes: &Minutes) -> minutes::ActiveModel {
    minutes::ActiveModel {
        id: Set(minutes.id.uuid()),
        meeting_id: Set(minutes.meeting.uuid()),
        content: Set(minutes.text.to_string()),
        state: Set(minutes.state.code().to_owned()),
        review_until: Set(minutes.review_until.map(|day| day.to_string())),
        approved_at: Set(minutes.approved_at.map(Timestamp::as_micros)),
        account_id: Set(minutes.approved_by.map(Uuid::from)),
        frozen: Set(minutes.frozen.clone()),
        hash: Set(minutes.hash.clone()),
        version: Set(minutes.version),
        created_at: Set(minutes.created_at.as_micros()),
        updated_at: Set(minutes.updated_at.as_micros()),
    }
}

fn read_remark(row: &minutes_remark::Model) -> Result<Remark, StoreError> {
    Ok(Remark {
        id: row.id.into(),
        minutes: row.minutes_id.into(),
        person: row.person_id.into(),
        kind: code(WHAT, &row.kind)?,
        text: checked(WHAT, LongText::new(&row.content))?,
        at: instant(WHAT, row.at)?,
        settled_at: optional_instant(WHAT, row.settled_at)?,
        settlement: checked(WHAT, LongText::optional(row.settlement.as_deref()))?,
    })
}

fn read_amendment(row: &minutes_amendment::Model) -> Result<Amendment, StoreError> {
    Ok(Amendment {
        id: row.id.into(),
        minutes: row.minutes_id.into(),
        number: row.number,
        text: checked(WHAT, LongText::new(&row.content))?,
        reason: checked(WHAT, LongText::new(&row.reason))?,
        by: row.account_id.map(AccountId::from),
        at: instant(WHAT, row.at)?,
        hash: row.hash.clone(),
    })
}
