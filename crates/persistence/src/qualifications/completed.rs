//! Which modules people have completed, and what was recognised.

use crate::connect::Source;
use crate::entities::{course_session, recognition, registration};
use crate::error::StoreError;
use crate::scope::{OwnerColumns, visible};
use crate::stored::{checked, instant};
use crate::unit_of_work::UnitOfWork;
use domain::access::Visibility;
use domain::qualifications::{Recognition, RegistrationState};
use domain::shared::{AccountId, CourseModuleId, LongText, PersonId};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, DatabaseExecutor, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect};
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// What people have completed.
#[derive(Debug)]
pub struct Completions<'c>(DatabaseExecutor<'c>);

impl<'c> Completions<'c> {
    /// Those in `source`.
    pub fn of(source: &'c impl Source) -> Self {
        Self(source.executor())
    }

    /// The modules that people have attended or that were recognised, in two statements. For decisions on
    /// registrations: the caller may register these people.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn of_people(
        &self,
        people: &[PersonId],
    ) -> Result<HashMap<PersonId, BTreeSet<CourseModuleId>>, StoreError> {
        let ids = || people.iter().map(|id| id.uuid());
        let session = registration::Entity::belongs_to(course_session::Entity)
            .from(registration::Column::SessionId)
            .to(course_session::Column::Id);
        let attended = registration::Entity::find()
            .filter(registration::Column::PersonId.is_in(ids()))
            .filter(registration::Column::State.eq(RegistrationState::Attended.code()))
            .filter(course_session::Column::ModuleId.is_not_null())
            .join(JoinType::InnerJoin, session.into())
            .select_only()
            .column(registration::Column::PersonId)
            .column(course_session::Column::ModuleId)
            .distinct();
        let recognised = recognition::Entity::find()
            .filter(recognition::Column::PersonId.is_in(ids()))
            .select_only()
            .column(recognition::Column::PersonId)
            .column(recognition::Column::ModuleId);
        let mut completed: HashMap<PersonId, BTreeSet<CourseModuleId>> = HashMap::new();
        for (person, module) in attended.into_tuple::<(Uuid, Uuid)>().all(&self.0).await? {
            completed.entry(person.into()).or_default().insert(module.into());
        }
        for (person, module) in recognised.into_tuple::<(Uuid, Uuid)>().all(&self.0).await? {
            completed.entry(person.into()).or_default().insert(module.into());
        }
        Ok(completed)
    }

    /// What was recognised of a person, the oldest first, as far as it is seen.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn recognised(&self, seen: &Visibility, person: PersonId) -> Result<Vec<Recognition>, StoreError> {
        use recognition::Column;
        let owner = OwnerColumns {
            organisation: Some(Column::OrganisationId),
            district: Some(Column::DistrictKey),
            person: Some(Column::PersonId),
        };
        let found = recognition::Entity::find()
            .filter(visible(seen, &owner))
            .filter(Column::PersonId.eq(person.uuid()))
            .order_by_asc(Column::At)
            .order_by_asc(Column::Id);
        found.all(&self.0).await?.into_iter().map(read).collect()
    }

    /// Adds a recognition.
    ///
    /// # Errors
    /// `DUPLICATE` when the module was recognised already; when the database does not keep it.
    pub async fn recognise(unit: &UnitOfWork, added: &Recognition) -> Result<(), StoreError> {
        let row = recognition::ActiveModel {
            id: Set(added.id.uuid()),
            person_id: Set(added.person.uuid()),
            organisation_id: Set(added.organisation.uuid()),
            district_key: Set(added.district.clone()),
            module_id: Set(added.module.uuid()),
            reason: Set(added.reason.to_string()),
            at: Set(added.at.as_micros()),
            account_id: Set(added.by.map(Uuid::from)),
        };
        recognition::Entity::insert(row).exec_without_returning(unit.transaction()).await?;
        Ok(())
    }
}

fn read(row: recognition::Model) -> Result<Recognition, StoreError> {
    const WHAT: &str = "recognition";
    Ok(Recognition {
        id: row.id.into(),
        person: row.person_id.into(),
        organisation: row.organisation_id.into(),
        district: row.district_key,
        module: row.module_id.into(),
        reason: checked(WHAT, LongText::new(&row.reason))?,
        at: instant(WHAT, row.at)?,
        by: row.account_id.map(AccountId::from),
    })
}
