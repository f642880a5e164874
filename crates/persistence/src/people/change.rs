//! Writing people. The caller has a permit, and says with the commit what changed.

use super::read::People;
use super::row::write;
use crate::entities::person::{self};
use crate::error::StoreError;
use crate::rows::replace;
use crate::unit_of_work::UnitOfWork;
use domain::people::Person;
use sea_orm::EntityTrait;

impl People<'_> {
    /// Adds people.
    ///
    /// # Errors
    /// When the database does not keep them.
    pub async fn insert(unit: &UnitOfWork, people: &[Person]) -> Result<(), StoreError> {
        for part in people.chunks(1_000) {
            person::Entity::insert_many(part.iter().map(write)).exec_without_returning(unit.transaction()).await?;
        }
        Ok(())
    }

    /// Replaces a person of version `expected` by a newer one. What hangs on the person moves with
    /// [`super::PeopleScope`].
    ///
    /// # Errors
    /// `VERSION_CONFLICT` when they have another version by now; when the database does not keep it.
    pub async fn update(unit: &UnitOfWork, changed: &Person, expected: i64) -> Result<(), StoreError> {
        replace::<person::Entity>(unit, changed.id.uuid(), expected, write(changed)).await
    }
}
