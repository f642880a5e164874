//! Where notices about sessions go. What is read here leaves the platform only as the address of a mail.

use crate::connect::Source;
use crate::entities::{account, contact_point, person};
use crate::error::StoreError;
use crate::stored::{checked, code};
use domain::shared::{ContactKind, EmailAddress, Language, PersonId};
use sea_orm::{ColumnTrait, DatabaseExecutor, EntityTrait, QueryFilter, QueryOrder};
use std::collections::HashMap;

/// Where a notice goes, and in which language it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reader {
    /// The address.
    pub address: EmailAddress,
    /// The language of their account, else English for those who prefer it to German.
    pub language: Language,
}

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
    pub async fn of_people(&self, people: &[PersonId]) -> Result<HashMap<PersonId, Reader>, StoreError> {
        const WHAT: &str = "e-mail address";
        let mut readers: HashMap<PersonId, Reader> = HashMap::with_capacity(people.len());
        for part in people.chunks(1_000) {
            let ids = || part.iter().map(|id| id.uuid());
            let accounts = account::Entity::find().filter(account::Column::PersonId.is_in(ids()));
            for row in accounts.all(&self.0).await? {
                let address = checked(WHAT, EmailAddress::new(&row.email))?;
                readers.insert(row.person_id.into(), Reader { address, language: code(WHAT, &row.language)? });
            }
            let others = || part.iter().filter(|id| !readers.contains_key(*id)).map(|id| id.uuid());
            let people = person::Entity::find().filter(person::Column::Id.is_in(others())).all(&self.0).await?;
            let languages: HashMap<_, _> = people.iter().map(|row| (row.id, preferred(&row.languages))).collect();
            let points = contact_point::Entity::find()
                .filter(contact_point::Column::PersonId.is_in(others()))
                .filter(contact_point::Column::Kind.eq(ContactKind::Email.code()))
                .order_by_asc(contact_point::Column::Place);
            for row in points.all(&self.0).await? {
                if let Some(person) = row.person_id {
                    let address = checked(WHAT, EmailAddress::new(&row.value))?;
                    let language = languages.get(&person).copied().unwrap_or_default();
                    readers.entry(person.into()).or_insert(Reader { address, language });
                }
            }
        }
        Ok(readers)
    }
}

/// English for those whose first language it is, of those that mails are written in.
fn preferred(languages: &str) -> Language {
    let known = languages.split_whitespace().find_map(|tag| match tag.split('-').next() {
        Some("de") => Some(Language::German),
        Some("en") => Some(Language::English),
        _ => None,
    });
    known.unwrap_or_default()
}
