//! Reading and writing the assignments of trainers.

use super::co_hosts;
use super::session_filter::between;
use super::sight::{TrainerSight, either};
use crate::connect::Source;
use crate::entities::trainer_assignment::{self, Column};
use crate::entities::{course_session, person};
use crate::error::StoreError;
use crate::rows::{grouped, replace};
use crate::scope::OwnerColumns;
use crate::stored::{checked, code, instant};
use crate::unit_of_work::UnitOfWork;
use domain::qualifications::{CourseSession, Engagement, TrainerAssignment, TrainerState};
use domain::shared::{CourseSessionId, LongText, Name, PersonId, Timestamp, TrainerAssignmentId};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, DatabaseExecutor, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select};
use std::collections::HashMap;

/// The trainers.
#[derive(Debug)]
pub struct Trainers<'c>(DatabaseExecutor<'c>);

const OWN: OwnerColumns<Column> = OwnerColumns {
    organisation: Some(Column::OrganisationId),
    district: Some(Column::DistrictKey),
    person: Some(Column::PersonId),
};
const HOST: OwnerColumns<Column> =
    OwnerColumns { organisation: Some(Column::HostId), district: Some(Column::HostDistrictKey), person: None };

impl<'c> Trainers<'c> {
    /// Those in `source`.
    pub fn of(source: &'c impl Source) -> Self {
        Self(source.executor())
    }

    /// One assignment, if it is seen, kept from changing until the unit of work ends.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn hold(
        &self,
        sight: &TrainerSight,
        id: TrainerAssignmentId,
    ) -> Result<Option<TrainerAssignment>, StoreError> {
        let found = select(sight).filter(Column::Id.eq(id.uuid())).lock_exclusive();
        found.one(&self.0).await?.map(read).transpose()
    }

    /// The trainers of many sessions, as far as they are seen, in the order in which they were asked.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn of_sessions(
        &self,
        sight: &TrainerSight,
        sessions: &[CourseSessionId],
    ) -> Result<HashMap<CourseSessionId, Vec<TrainerAssignment>>, StoreError> {
        let found = select(sight).filter(Column::SessionId.is_in(sessions.iter().map(|id| id.uuid())));
        grouped(found.order_by_asc(Column::CreatedAt).order_by_asc(Column::Id).all(&self.0).await?, |row| {
            read(row).map(|assignment| (assignment.session, assignment))
        })
    }

    /// The assignments of a person, as far as they are seen, the newest first, at most 100.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn of_person(
        &self,
        sight: &TrainerSight,
        person: PersonId,
    ) -> Result<Vec<TrainerAssignment>, StoreError> {
        let found = select(sight).filter(Column::PersonId.eq(person.uuid()));
        let found = found.order_by_desc(Column::CreatedAt).order_by_desc(Column::Id).limit(100);
        found.all(&self.0).await?.into_iter().map(read).collect()
    }

    /// The assignments of a person for sessions that end after an instant, and begin before another, that were not declined.
    /// For the calendar of this person.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn of_calendar(
        &self,
        person: PersonId,
        from: Timestamp,
        until: Option<Timestamp>,
    ) -> Result<Vec<TrainerAssignment>, StoreError> {
        let counts = [TrainerState::Requested.code(), TrainerState::Confirmed.code()];
        let found = trainer_assignment::Entity::find()
            .filter(Column::PersonId.eq(person.uuid()))
            .filter(Column::State.is_in(counts))
            .filter(Column::SessionId.in_subquery(between(Some(from), until)));
        found.order_by_asc(Column::Id).all(&self.0).await?.into_iter().map(read).collect()
    }

    /// Those who are confirmed as trainers of a session, kept from being confirmed elsewhere until the unit of work ends.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn hold_confirmed(unit: &UnitOfWork, session: CourseSessionId) -> Result<Vec<PersonId>, StoreError> {
        let confirmed = trainer_assignment::Entity::find()
            .filter(Column::SessionId.eq(session.uuid()))
            .filter(Column::State.eq(TrainerState::Confirmed.code()))
            .select_only()
            .column(Column::PersonId)
            .into_query();
        let held = person::Entity::find()
            .filter(person::Column::Id.in_subquery(confirmed))
            .order_by_asc(person::Column::Id)
            .lock_exclusive()
            .select_only()
            .column(person::Column::Id);
        let held = held.into_tuple::<uuid::Uuid>().all(unit.transaction()).await?;
        Ok(held.into_iter().map(PersonId::from).collect())
    }

    /// The sessions for which any of these people is confirmed as a trainer and which are not cancelled or postponed: for
    /// looking whether one more is possible.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn engagements(unit: &UnitOfWork, people: &[PersonId]) -> Result<Vec<Engagement>, StoreError> {
        use domain::qualifications::SessionState::{Cancelled, Postponed};
        const WHAT: &str = "session";
        if people.is_empty() {
            return Ok(Vec::new());
        }
        let confirmed = trainer_assignment::Entity::find()
            .filter(Column::PersonId.is_in(people.iter().map(|id| id.uuid())))
            .filter(Column::State.eq(TrainerState::Confirmed.code()))
            .select_only()
            .column(Column::SessionId)
            .into_query();
        let found = course_session::Entity::find()
            .filter(course_session::Column::Id.in_subquery(confirmed))
            .filter(course_session::Column::State.is_not_in([Cancelled.code(), Postponed.code()]));
        let read = |row: course_session::Model| {
            Ok(Engagement {
                session: row.id.into(),
                title: checked(WHAT, Name::new(&row.title))?,
                start: instant(WHAT, row.starts_at)?,
                end: instant(WHAT, row.ends_at)?,
                format: code(WHAT, &row.format)?,
            })
        };
        found.all(unit.transaction()).await?.into_iter().map(read).collect()
    }

    /// Adds an assignment.
    ///
    /// # Errors
    /// When the database does not keep it.
    pub async fn insert(
        unit: &UnitOfWork,
        session: &CourseSession,
        added: &TrainerAssignment,
    ) -> Result<(), StoreError> {
        trainer_assignment::Entity::insert(write(session, added)).exec_without_returning(unit.transaction()).await?;
        Ok(())
    }

    /// Replaces an assignment of version `expected` by a newer one.
    ///
    /// # Errors
    /// `VERSION_CONFLICT` when it has another version by now; when the database does not keep it.
    pub async fn update(unit: &UnitOfWork, changed: &TrainerAssignment, expected: i64) -> Result<(), StoreError> {
        let step = trainer_assignment::ActiveModel {
            state: Set(changed.state.code().to_owned()),
            reason: Set(changed.reason.as_ref().map(LongText::to_string)),
            version: Set(changed.version),
            updated_at: Set(changed.updated_at.as_micros()),
            ..Default::default()
        };
        replace::<trainer_assignment::Entity>(unit, changed.id.uuid(), expected, step).await
    }
}

fn select(sight: &TrainerSight) -> Select<trainer_assignment::Entity> {
    trainer_assignment::Entity::find().filter(either(
        (&sight.own, &OWN),
        (&sight.host, &HOST),
        co_hosts::of_sessions(&sight.host, Column::SessionId),
    ))
}

fn read(row: trainer_assignment::Model) -> Result<TrainerAssignment, StoreError> {
    const WHAT: &str = "trainer assignment";
    Ok(TrainerAssignment {
        id: row.id.into(),
        session: row.session_id.into(),
        person: row.person_id.into(),
        organisation: row.organisation_id.into(),
        district: row.district_key,
        topic: checked(WHAT, Name::optional(row.topic.as_deref()))?,
        fee_agreed: row.fee_agreed != 0,
        state: code(WHAT, &row.state)?,
        reason: checked(WHAT, LongText::optional(row.reason.as_deref()))?,
        version: row.version,
        created_at: instant(WHAT, row.created_at)?,
        updated_at: instant(WHAT, row.updated_at)?,
    })
}

fn write(session: &CourseSession, assignment: &TrainerAssignment) -> trainer_assignment::ActiveModel {
    trainer_assignment::ActiveModel {
        id: Set(assignment.id.uuid()),
        session_id: Set(assignment.session.uuid()),
        person_id: Set(assignment.person.uuid()),
        organisation_id: Set(assignment.organisation.uuid()),
        district_key: Set(assignment.district.clone()),
        host_id: Set(session.host.uuid()),
        host_district_key: Set(session.host_district.clone()),
        topic: Set(assignment.topic.as_ref().map(Name::to_string)),
        fee_agreed: Set(i64::from(assignment.fee_agreed)),
        state: Set(assignment.state.code().to_owned()),
        reason: Set(assignment.reason.as_ref().map(LongText::to_string)),
        version: Set(assignment.version),
        created_at: Set(assignment.created_at.as_micros()),
        updated_at: Set(assignment.updated_at.as_micros()),
    }
}
