//! The log of invitations.

use super::sight::{CommitteeSight, of_reached_meeting};
use crate::connect::Source;
use crate::entities::meeting_invitation::{self, Column};
use crate::error::StoreError;
use crate::rows::grouped;
use crate::stored::{checked, instant};
use crate::unit_of_work::UnitOfWork;
use domain::meetings::MeetingInvitation;
use domain::shared::{AccountId, LongText, MeetingId};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, DatabaseExecutor, EntityTrait, QueryFilter, QueryOrder};
use std::collections::HashMap;
use uuid::Uuid;

const WHAT: &str = "meeting invitation";

/// The sendings of invitations.
#[derive(Debug)]
pub struct MeetingInvitations<'c>(DatabaseExecutor<'c>);

impl<'c> MeetingInvitations<'c> {
    /// Those in `source`.
    pub fn of(source: &'c impl Source) -> Self {
        Self(source.executor())
    }

    /// The sendings to many meetings whose committees are reached, the first one in front.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn of_meetings(
        &self,
        sight: &CommitteeSight,
        meetings: &[MeetingId],
    ) -> Result<HashMap<MeetingId, Vec<MeetingInvitation>>, StoreError> {
        let found = meeting_invitation::Entity::find()
            .filter(of_reached_meeting(sight, Column::MeetingId))
            .filter(Column::MeetingId.is_in(meetings.iter().map(|id| id.uuid())))
            .order_by_asc(Column::Number);
        grouped(found.all(&self.0).await?, |row| Ok((row.meeting_id.into(), read(&row)?)))
    }

    /// Adds a sending.
    ///
    /// # Errors
    /// When the database does not keep it.
    pub async fn insert(unit: &UnitOfWork, sent: &MeetingInvitation) -> Result<(), StoreError> {
        let row = meeting_invitation::ActiveModel {
            id: Set(sent.id.uuid()),
            meeting_id: Set(sent.meeting.uuid()),
            number: Set(sent.number),
            sent_at: Set(sent.sent_at.as_micros()),
            account_id: Set(sent.by.map(Uuid::from)),
            content: Set(sent.text.to_string()),
            recipients: Set(sent.recipients),
            is_in_time: Set(i64::from(sent.in_time)),
            short_notice: Set(sent.short_notice.as_ref().map(LongText::to_string)),
        };
        meeting_invitation::Entity::insert(row).exec_without_returning(unit.transaction()).await?;
        Ok(())
    }
}

fn read(row: &meeting_invitation::Model) -> Result<MeetingInvitation, StoreError> {
    Ok(MeetingInvitation {
        id: row.id.into(),
        meeting: row.meeting_id.into(),
        number: row.number,
        sent_at: instant(WHAT, row.sent_at)?,
        by: row.account_id.map(AccountId::from),
        text: checked(WHAT, LongText::new(&row.content))?,
        recipients: row.recipients,
        in_time: row.is_in_time != 0,
        short_notice: checked(WHAT, LongText::optional(row.short_notice.as_deref()))?,
    })
}
