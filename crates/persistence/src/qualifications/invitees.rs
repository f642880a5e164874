//! Who was invited to a session.

use crate::connect::Source;
use crate::entities::course_invitee::{self, Column};
use crate::error::StoreError;
use crate::unit_of_work::UnitOfWork;
use domain::shared::{CourseSessionId, OrganisationId, PersonId};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, Condition, DatabaseExecutor, EntityTrait, QueryFilter};
use std::collections::{BTreeSet, HashMap};

/// A person or an organisation, whose people are all invited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Invitee {
    /// One person.
    Person(PersonId),
    /// All people of an organisation.
    Organisation(OrganisationId),
}

/// The lists of those who were invited.
#[derive(Debug)]
pub struct Invitees<'c>(DatabaseExecutor<'c>);

impl<'c> Invitees<'c> {
    /// Those in `source`.
    pub fn of(source: &'c impl Source) -> Self {
        Self(source.executor())
    }

    /// Who was invited to a session.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn of_session(&self, session: CourseSessionId) -> Result<BTreeSet<Invitee>, StoreError> {
        let found = course_invitee::Entity::find().filter(Column::SessionId.eq(session.uuid()));
        Ok(found.all(&self.0).await?.iter().filter_map(read).collect())
    }

    /// For which of these sessions a person, or their organisation, was invited.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn inviting(
        &self,
        sessions: &[CourseSessionId],
        person: PersonId,
        organisation: OrganisationId,
    ) -> Result<HashMap<CourseSessionId, Invitee>, StoreError> {
        let invited = Condition::any()
            .add(Column::PersonId.eq(person.uuid()))
            .add(Column::OrganisationId.eq(organisation.uuid()));
        let found = course_invitee::Entity::find()
            .filter(Column::SessionId.is_in(sessions.iter().map(|id| id.uuid())))
            .filter(invited);
        let rows = found.all(&self.0).await?;
        Ok(rows.iter().filter_map(|row| Some((row.session_id.into(), read(row)?))).collect())
    }

    /// Adds those who were not invited yet.
    ///
    /// # Errors
    /// When the database does not keep it.
    pub async fn invite(unit: &UnitOfWork, session: CourseSessionId, added: &[Invitee]) -> Result<(), StoreError> {
        for part in added.chunks(1_000) {
            let rows = part.iter().map(|invitee| {
                let (person, organisation) = match invitee {
                    Invitee::Person(person) => (Some(person.uuid()), None),
                    Invitee::Organisation(organisation) => (None, Some(organisation.uuid())),
                };
                course_invitee::ActiveModel {
                    id: Set(unit.ids().uuid()),
                    session_id: Set(session.uuid()),
                    person_id: Set(person),
                    organisation_id: Set(organisation),
                    created_at: Set(unit.now().as_micros()),
                }
            });
            course_invitee::Entity::insert_many(rows).exec_without_returning(unit.transaction()).await?;
        }
        Ok(())
    }
}

fn read(row: &course_invitee::Model) -> Option<Invitee> {
    match (row.person_id, row.organisation_id) {
        (Some(person), _) => Some(Invitee::Person(person.into())),
        (None, Some(organisation)) => Some(Invitee::Organisation(organisation.into())),
        (None, None) => None,
    }
}
