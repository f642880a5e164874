//! What one person has to do, from all that they take part in: each source in a statement or two, never one per task.

use super::sight::seats_of;
use crate::connect::Source;
use crate::entities::{course_session, measure, meeting, meeting_participant, minutes, network_contact, registration};
use crate::error::StoreError;
use crate::networks::of_team;
use crate::stored::{date, instant, optional_date};
use domain::access::Visibility;
use domain::meetings::{MeasureState, MeetingState, MinutesState, Task};
use domain::qualifications::RegistrationState;
use domain::shared::{Date, PersonId, Timestamp, berlin_date};
use sea_orm::sea_query::Query;
use sea_orm::{ColumnTrait, DatabaseExecutor, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::HashMap;
use uuid::Uuid;

const WHAT: &str = "task";

/// The tasks of the person who sees.
#[derive(Debug)]
pub struct Tasks<'c>(DatabaseExecutor<'c>);

impl<'c> Tasks<'c> {
    /// Those in `source`.
    pub fn of(source: &'c impl Source) -> Self {
        Self(source.executor())
    }

    /// The first tasks of each kind, unordered; at most `most` of a kind.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn own(&self, seen: &Visibility, now: Timestamp, most: u64) -> Result<Vec<Task>, StoreError> {
        let Some(person) = seen.person() else { return Ok(Vec::new()) };
        let mut tasks = self.measures(person, most).await?;
        tasks.extend(self.minutes(person, berlin_date(now), most).await?);
        tasks.extend(self.invitations(person, now, most).await?);
        tasks.extend(self.registrations(person, now, most).await?);
        tasks.extend(self.follow_ups(person, most).await?);
        Ok(tasks)
    }

    async fn measures(&self, person: PersonId, most: u64) -> Result<Vec<Task>, StoreError> {
        use measure::Column;
        let found = measure::Entity::find()
            .filter(Column::PersonId.eq(person.uuid()))
            .filter(Column::State.is_in(MeasureState::OPEN.map(MeasureState::code)))
            .order_by_asc(Column::Due)
            .limit(most);
        let task = |row: measure::Model| Ok(Task::Measure(row.id.into(), row.title, date(WHAT, &row.due)?));
        found.all(&self.0).await?.into_iter().map(task).collect()
    }

    async fn minutes(&self, person: PersonId, today: Date, most: u64) -> Result<Vec<Task>, StoreError> {
        use minutes::Column;
        let own_meetings = Query::select()
            .column(meeting::Column::Id)
            .from(meeting::Entity)
            .and_where(meeting::Column::CommitteeId.in_subquery(seats_of(person, today)))
            .take();
        let found = minutes::Entity::find()
            .filter(Column::State.eq(MinutesState::Review.code()))
            .filter(Column::MeetingId.in_subquery(own_meetings))
            .order_by_asc(Column::Id)
            .limit(most);
        let rows = found.all(&self.0).await?;
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let meetings = meeting::Entity::find().filter(meeting::Column::Id.is_in(rows.iter().map(|row| row.meeting_id)));
        let titles: HashMap<Uuid, String> =
            meetings.all(&self.0).await?.into_iter().map(|meeting| (meeting.id, meeting.title)).collect();
        let task = |row: minutes::Model| {
            let title = titles.get(&row.meeting_id).cloned().unwrap_or_default();
            Ok(Task::Minutes(row.id.into(), title, optional_date(WHAT, row.review_until.as_deref())?))
        };
        rows.into_iter().map(task).collect()
    }

    async fn invitations(&self, person: PersonId, now: Timestamp, most: u64) -> Result<Vec<Task>, StoreError> {
        use meeting::Column;
        let unanswered = Query::select()
            .column(meeting_participant::Column::MeetingId)
            .from(meeting_participant::Entity)
            .and_where(meeting_participant::Column::PersonId.eq(person.uuid()))
            .and_where(meeting_participant::Column::Answer.is_null())
            .take();
        let found = meeting::Entity::find()
            .filter(Column::State.eq(MeetingState::Invited.code()))
            .filter(Column::StartsAt.gt(now.as_micros()))
            .filter(Column::Id.in_subquery(unanswered))
            .order_by_asc(Column::StartsAt)
            .limit(most);
        let task = |row: meeting::Model| {
            let day = berlin_date(instant(WHAT, row.starts_at)?);
            Ok(Task::Invitation(row.id.into(), row.title, day))
        };
        found.all(&self.0).await?.into_iter().map(task).collect()
    }

    async fn registrations(&self, person: PersonId, now: Timestamp, most: u64) -> Result<Vec<Task>, StoreError> {
        use RegistrationState::{Confirmed, Offered, Submitted, Waitlisted};
        use registration::Column;
        let ahead = Query::select()
            .column(course_session::Column::Id)
            .from(course_session::Entity)
            .and_where(course_session::Column::EndsAt.gt(now.as_micros()))
            .take();
        let found = registration::Entity::find()
            .filter(Column::PersonId.eq(person.uuid()))
            .filter(Column::State.is_in([Submitted, Confirmed, Waitlisted, Offered].map(RegistrationState::code)))
            .filter(Column::SessionId.in_subquery(ahead))
            .order_by_asc(Column::Id)
            .limit(most);
        let rows = found.all(&self.0).await?;
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let ids = rows.iter().map(|row| row.session_id);
        let sessions = course_session::Entity::find().filter(course_session::Column::Id.is_in(ids));
        let sessions: HashMap<Uuid, _> =
            sessions.all(&self.0).await?.into_iter().map(|session| (session.id, session)).collect();
        let mut tasks = Vec::new();
        for row in rows {
            let Some(session) = sessions.get(&row.session_id) else { continue };
            let due = row.offer_until.unwrap_or(session.starts_at);
            tasks.push(Task::Registration(row.id.into(), session.title.clone(), berlin_date(instant(WHAT, due)?)));
        }
        Ok(tasks)
    }

    async fn follow_ups(&self, person: PersonId, most: u64) -> Result<Vec<Task>, StoreError> {
        use network_contact::Column;
        let team = of_team(&Visibility::nothing().and_person(Some(person)), Column::NetworkId);
        let found = network_contact::Entity::find()
            .filter(team)
            .filter(Column::RecordedById.eq(person.uuid()))
            .filter(Column::FollowUpOn.is_not_null())
            .filter(Column::FollowUpDoneAt.is_null())
            .order_by_asc(Column::FollowUpOn)
            .limit(most);
        let mut tasks = Vec::new();
        for row in found.all(&self.0).await? {
            if let Some(day) = optional_date(WHAT, row.follow_up_on.as_deref())? {
                tasks.push(Task::FollowUp(row.id.into(), row.summary, day));
            }
        }
        Ok(tasks)
    }
}
