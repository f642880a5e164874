//! Where notices about sessions go. What is read here leaves the platform only as the address of a mail.

use crate::connect::Source;
use crate::entities::{account, contact_point};
use crate::error::StoreError;
use crate::stored::checked;
use domain::shared::{ContactKind, EmailAddress, PersonId};
use sea_orm::{ColumnTrait, DatabaseExecutor, EntityTrait, QueryFilter, QueryOrder};
use std::collections::HashMap;

/// The addresses of people for notices.
#[derive(Debug)]
pub struct Addresses<'c>(DatabaseExecutor<'c>);

impl<'c> Addresses<'c> {
    /// Those in `source`.
    pub fn of(source: &'c impl Source) -> Self {
        Self(source.executor())
    }

    /// The address of each of these people: the one of the account, else the first e-mail address among the contact
    /// points. People without either are left out.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn of_people(&self, people: &[PersonId]) -> Result<HashMap<PersonId, EmailAddress>, StoreError> {
        const WHAT: &str = "e-mail address";
        let mut addresses = HashMap::with_capacity(people.len());
        for part in people.chunks(1_000) {
            let ids = || part.iter().map(|id| id.uuid());
            let accounts = account::Entity::find().filter(account::Column::PersonId.is_in(ids()));
            for row in accounts.all(&self.0).await? {
                addresses.insert(row.person_id.into(), checked(WHAT, EmailAddress::new(&row.email))?);
            }
            let points = contact_point::Entity::find()
                .filter(contact_point::Column::PersonId.is_in(ids()))
                .filter(contact_point::Column::Kind.eq(ContactKind::Email.code()))
                .order_by_asc(contact_point::Column::Place);
            for row in points.all(&self.0).await? {
                if let Some(person) = row.person_id.map(PersonId::from) {
                    let address = checked(WHAT, EmailAddress::new(&row.value))?;
                    addresses.entry(person).or_insert(address);
                }
            }
        }
        Ok(addresses)
    }
}
