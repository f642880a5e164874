//! What one person has to do, from all that they take part in: each source in a statement or two, never one per task.

use super::sight::seats_of;
use crate::connect::Source;
use crate::entities::{
    course_session, measure, meeting, meeting_participant, minutes, network_contact, registration, trainer_assignment,
};
use crate::error::StoreError;
use crate::networks::of_team;
use crate::scope::{OwnerColumns, visible};
use crate::stored::{date, instant, optional_date};
use domain::access::Visibility;
use domain::meetings::{MeasureState, MeetingState, MinutesState, Task};
use domain::qualifications::{RegistrationState, SessionState, TrainerState};
use domain::shared::{Date, PersonId, Timestamp, berlin_date};
use sea_orm::sea_query::{Query, SelectStatement};
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

    /// The first tasks of each kind, unordered; at most `most` of a kind. `hosts` says for whose sessions the person
    /// decides about registrations.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn own(
        &self,
        seen: &Visibility,
        hosts: &Visibility,
        now: Timestamp,
        most: u64,
    ) -> Result<Vec<Task>, StoreError> {
        let Some(person) = seen.person() else { return Ok(Vec::new()) };
        let mut tasks = self.measures(person, most).await?;
        tasks.extend(self.minutes(person, berlin_date(now), most).await?);
        tasks.extend(self.invitations(person, now, most).await?);
        tasks.extend(self.registrations(person, now, most).await?);
        tasks.extend(self.trainer_requests(person, now, most).await?);
        tasks.extend(self.decisions(hosts, now, most).await?);
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
        let found = registration::Entity::find()
            .filter(Column::PersonId.eq(person.uuid()))
            .filter(Column::State.is_in([Submitted, Confirmed, Waitlisted, Offered].map(RegistrationState::code)))
            .filter(Column::SessionId.in_subquery(ahead(now)))
            .order_by_asc(Column::Id)
            .limit(most);
        let rows = found.all(&self.0).await?;
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let sessions = self.sessions(rows.iter().map(|row| row.session_id).collect()).await?;
        let mut tasks = Vec::new();
        for row in rows {
            let Some(session) = sessions.get(&row.session_id) else { continue };
            let (id, title) = (row.id.into(), session.title.clone());
            tasks.push(match row.offer_until.filter(|_| row.state == Offered.code()) {
                Some(until) => Task::Offer(id, title, berlin_date(instant(WHAT, until)?)),
                None => Task::Registration(id, title, berlin_date(instant(WHAT, session.starts_at)?)),
            });
        }
        Ok(tasks)
    }

    async fn trainer_requests(&self, person: PersonId, now: Timestamp, most: u64) -> Result<Vec<Task>, StoreError> {
        use trainer_assignment::Column;
        let found = trainer_assignment::Entity::find()
            .filter(Column::PersonId.eq(person.uuid()))
            .filter(Column::State.eq(TrainerState::Requested.code()))
            .filter(Column::SessionId.in_subquery(ahead(now)))
            .order_by_asc(Column::Id)
            .limit(most);
        let rows = found.all(&self.0).await?;
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let sessions = self.sessions(rows.iter().map(|row| row.session_id).collect()).await?;
        let mut tasks = Vec::new();
        for row in rows {
            let Some(session) = sessions.get(&row.session_id) else { continue };
            let day = berlin_date(instant(WHAT, session.starts_at)?);
            tasks.push(Task::TrainerRequest(row.id.into(), session.title.clone(), day));
        }
        Ok(tasks)
    }

    /// The sessions ahead of these hosts with registrations that wait for a draw of lots or a word of the organiser.
    async fn decisions(&self, hosts: &Visibility, now: Timestamp, most: u64) -> Result<Vec<Task>, StoreError> {
        use course_session::Column;
        if hosts.is_nothing() {
            return Ok(Vec::new());
        }
        let columns = OwnerColumns {
            organisation: Some(registration::Column::HostId),
            district: Some(registration::Column::HostDistrictKey),
            person: None,
        };
        let waiting = Query::select()
            .column(registration::Column::SessionId)
            .from(registration::Entity)
            .and_where(registration::Column::State.eq(RegistrationState::Submitted.code()))
            .cond_where(visible(hosts, &columns))
            .take();
        let found = course_session::Entity::find()
            .filter(Column::Id.in_subquery(waiting))
            .filter(Column::StartsAt.gt(now.as_micros()))
            .filter(Column::State.ne(SessionState::Cancelled.code()))
            .order_by_asc(Column::DeadlineAt)
            .limit(most);
        let task = |row: course_session::Model| {
            let day = berlin_date(instant(WHAT, row.deadline_at)?);
            Ok(Task::Decision(row.id.into(), row.title, day))
        };
        found.all(&self.0).await?.into_iter().map(task).collect()
    }

    async fn sessions(&self, ids: Vec<Uuid>) -> Result<HashMap<Uuid, course_session::Model>, StoreError> {
        let sessions = course_session::Entity::find().filter(course_session::Column::Id.is_in(ids));
        Ok(sessions.all(&self.0).await?.into_iter().map(|session| (session.id, session)).collect())
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

/// The sessions that are not over.
fn ahead(now: Timestamp) -> SelectStatement {
    Query::select()
        .column(course_session::Column::Id)
        .from(course_session::Entity)
        .and_where(course_session::Column::EndsAt.gt(now.as_micros()))
        .take()
}
