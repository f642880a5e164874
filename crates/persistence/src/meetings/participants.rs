//! Seats at meetings: what was answered, and who was there.

use super::meeting_rows::optional_instant;
use super::sight::{CommitteeSight, of_reached_meeting};
use crate::connect::Source;
use crate::entities::meeting;
use crate::entities::meeting_participant::{self, Column};
use crate::error::StoreError;
use crate::rows::{grouped, replace};
use crate::stored::{checked, code};
use crate::unit_of_work::UnitOfWork;
use domain::access::Visibility;
use domain::meetings::Participant;
use domain::shared::{LongText, MeetingId, ParticipantId, PersonId, Timestamp};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{OnConflict, Query};
use sea_orm::{ColumnTrait, Condition, DatabaseExecutor, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::HashMap;
use uuid::Uuid;

const WHAT: &str = "meeting participant";

/// The seats at meetings.
#[derive(Debug)]
pub struct Participants<'c>(DatabaseExecutor<'c>);

impl<'c> Participants<'c> {
    /// Those in `source`.
    pub fn of(source: &'c impl Source) -> Self {
        Self(source.executor())
    }

    /// The own seat at a meeting of the person who sees, kept from changing until the unit of work ends. Somebody with
    /// two seats answers for the one that they got first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn hold_own(&self, seen: &Visibility, meeting: MeetingId) -> Result<Option<Participant>, StoreError> {
        let Some(person) = seen.person() else { return Ok(None) };
        let found = meeting_participant::Entity::find()
            .filter(Column::MeetingId.eq(meeting.uuid()))
            .filter(Column::PersonId.eq(person.uuid()))
            .order_by_asc(Column::Id);
        found.lock_exclusive().one(&self.0).await?.map(|row| read(&row)).transpose()
    }

    /// The own seats at many meetings of the person who sees.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn own(
        &self,
        seen: &Visibility,
        meetings: &[MeetingId],
    ) -> Result<HashMap<MeetingId, Participant>, StoreError> {
        let Some(person) = seen.person() else { return Ok(HashMap::new()) };
        let found = meeting_participant::Entity::find()
            .filter(Column::MeetingId.is_in(meetings.iter().map(|id| id.uuid())))
            .filter(Column::PersonId.eq(person.uuid()))
            .order_by_desc(Column::Id);
        found.all(&self.0).await?.iter().map(|row| read(row).map(|it| (it.meeting, it))).collect()
    }

    /// The seat at a meeting that a signed link names: the link is the right to it.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn hold_linked(&self, linked: ParticipantId) -> Result<Option<Participant>, StoreError> {
        let found = meeting_participant::Entity::find_by_id(linked.uuid()).lock_exclusive();
        found.one(&self.0).await?.map(|row| read(&row)).transpose()
    }

    /// The seat at a meeting that a signed link names, to be shown.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find_linked(&self, linked: ParticipantId) -> Result<Option<Participant>, StoreError> {
        let found = meeting_participant::Entity::find_by_id(linked.uuid());
        found.one(&self.0).await?.map(|row| read(&row)).transpose()
    }

    /// The seats at many meetings whose committees are reached.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn of_meetings(
        &self,
        sight: &CommitteeSight,
        meetings: &[MeetingId],
    ) -> Result<HashMap<MeetingId, Vec<Participant>>, StoreError> {
        let found = meeting_participant::Entity::find()
            .filter(of_reached_meeting(sight, Column::MeetingId))
            .filter(Column::MeetingId.is_in(meetings.iter().map(|id| id.uuid())))
            .order_by_asc(Column::Id);
        grouped(found.all(&self.0).await?, |row| Ok((row.meeting_id.into(), read(&row)?)))
    }

    /// The seats of a person, and those that they stand in for, at meetings that end after an instant and begin before
    /// another. Whose calendar it may be the caller looks.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn of_calendar(
        &self,
        person: PersonId,
        from: Timestamp,
        until: Option<Timestamp>,
    ) -> Result<Vec<Participant>, StoreError> {
        let mut between = Query::select();
        between
            .column(meeting::Column::Id)
            .from(meeting::Entity)
            .and_where(meeting::Column::EndsAt.gt(from.as_micros()));
        if let Some(until) = until {
            between.and_where(meeting::Column::StartsAt.lt(until.as_micros()));
        }
        let found = meeting_participant::Entity::find()
            .filter(
                Condition::any().add(Column::PersonId.eq(person.uuid())).add(Column::SubstituteId.eq(person.uuid())),
            )
            .filter(Column::MeetingId.in_subquery(between))
            .order_by_asc(Column::Id);
        found.all(&self.0).await?.iter().map(read).collect()
    }

    /// Adds seats.
    ///
    /// # Errors
    /// When the database does not keep them.
    pub async fn insert(unit: &UnitOfWork, participants: &[Participant]) -> Result<(), StoreError> {
        for part in participants.chunks(1_000) {
            let rows = part.iter().map(write);
            meeting_participant::Entity::insert_many(rows).exec_without_returning(unit.transaction()).await?;
        }
        Ok(())
    }

    /// Keeps who stood in and whether seats were taken, of a meeting whose committee is held meanwhile.
    ///
    /// # Errors
    /// When the database does not keep it.
    pub async fn save(unit: &UnitOfWork, participants: &[Participant]) -> Result<(), StoreError> {
        let kept = [Column::SubstituteId, Column::Attendance, Column::Version];
        for part in participants.chunks(1_000) {
            meeting_participant::Entity::insert_many(part.iter().map(write))
                .on_conflict(OnConflict::column(Column::Id).update_columns(kept).to_owned())
                .exec_without_returning(unit.transaction())
                .await?;
        }
        Ok(())
    }

    /// Replaces a seat of version `expected` by a newer one.
    ///
    /// # Errors
    /// `VERSION_CONFLICT` when it has another version by now; when the database does not keep it.
    pub async fn update(unit: &UnitOfWork, changed: &Participant, expected: i64) -> Result<(), StoreError> {
        replace::<meeting_participant::Entity>(unit, changed.id.uuid(), expected, write(changed)).await
    }
}

fn read(row: &meeting_participant::Model) -> Result<Participant, StoreError> {
    Ok(Participant {
        id: row.id.into(),
        meeting: row.meeting_id.into(),
        membership: row.membership_id.into(),
        person: row.person_id.into(),
        answer: row.answer.as_deref().map(|answer| code(WHAT, answer)).transpose()?,
        note: checked(WHAT, LongText::optional(row.note.as_deref()))?,
        answered_at: optional_instant(WHAT, row.answered_at)?,
        substitute: row.substitute_id.map(PersonId::from),
        attendance: row.attendance.as_deref().map(|attendance| code(WHAT, attendance)).transpose()?,
        version: row.version,
    })
}

fn write(participant: &Participant) -> meeting_participant::ActiveModel {
    meeting_participant::ActiveModel {
        id: Set(participant.id.uuid()),
        meeting_id: Set(participant.meeting.uuid()),
        membership_id: Set(participant.membership.uuid()),
        person_id: Set(participant.person.uuid()),
        answer: Set(participant.answer.map(|answer| answer.code().to_owned())),
        note: Set(participant.note.as_ref().map(LongText::to_string)),
        answered_at: Set(participant.answered_at.map(Timestamp::as_micros)),
        substitute_id: Set(participant.substitute.map(Uuid::from)),
        attendance: Set(participant.attendance.map(|attendance| attendance.code().to_owned())),
        version: Set(participant.version),
    }
}
