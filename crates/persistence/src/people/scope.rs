//! To whom the records of people belong, in all tables that say so.

use super::row::read;
use crate::entities::{contact_point, person, person_function};
use crate::error::StoreError;
use crate::unit_of_work::UnitOfWork;
use domain::people::Person;
use domain::shared::{OrganisationId, PersonId};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

/// Moves what belongs to people along with their records.
#[derive(Debug)]
pub struct PeopleScope;

impl PeopleScope {
    /// An organisation lies in another district now: its people with their functions, and all contact points, do so
    /// too.
    ///
    /// # Errors
    /// When the database does not keep it.
    pub async fn move_organisation(
        unit: &UnitOfWork,
        organisation: OrganisationId,
        district: Option<&str>,
    ) -> Result<(), StoreError> {
        let (id, to) = (organisation.uuid(), || Expr::value(district));
        let transaction = unit.transaction();
        let people = person::Entity::update_many().col_expr(person::Column::DistrictKey, to());
        people.filter(person::Column::OrganisationId.eq(id)).exec(transaction).await?;
        let functions = person_function::Entity::update_many().col_expr(person_function::Column::DistrictKey, to());
        functions.filter(person_function::Column::OrganisationId.eq(id)).exec(transaction).await?;
        let contacts = contact_point::Entity::update_many().col_expr(contact_point::Column::DistrictKey, to());
        contacts.filter(contact_point::Column::OrganisationId.eq(id)).exec(transaction).await?;
        Ok(())
    }

    /// Another organisation keeps the record of a person now: functions and contact points move along.
    ///
    /// # Errors
    /// When the database does not keep it.
    pub async fn move_person(unit: &UnitOfWork, person: &Person) -> Result<(), StoreError> {
        let (organisation, district) = (person.organisation, person.district.as_deref());
        Self::move_hangers(unit, Of::Person(person.id), organisation, district).await
    }

    /// Another organisation keeps all records that one kept, and says which ones.
    ///
    /// # Errors
    /// When the database does not keep it.
    pub async fn move_people(
        unit: &UnitOfWork,
        from: OrganisationId,
        to: OrganisationId,
        district: Option<&str>,
    ) -> Result<Vec<Person>, StoreError> {
        use person::Column;
        let kept = person::Entity::find().filter(Column::OrganisationId.eq(from.uuid())).lock_exclusive();
        let people: Vec<Person> =
            kept.all(unit.transaction()).await?.into_iter().map(read).collect::<Result<_, _>>()?;
        if people.is_empty() {
            return Ok(people);
        }
        person::Entity::update_many()
            .col_expr(Column::OrganisationId, Expr::value(to.uuid()))
            .col_expr(Column::DistrictKey, Expr::value(district))
            .col_expr(Column::Version, sea_orm::sea_query::ExprTrait::add(Expr::col(Column::Version), 1))
            .col_expr(Column::UpdatedAt, Expr::value(unit.now().as_micros()))
            .filter(Column::OrganisationId.eq(from.uuid()))
            .exec(unit.transaction())
            .await?;
        Self::move_hangers(unit, Of::KeptBy(from), to, district).await?;
        Ok(people)
    }

    async fn move_hangers(
        unit: &UnitOfWork,
        of: Of,
        to: OrganisationId,
        district: Option<&str>,
    ) -> Result<(), StoreError> {
        use contact_point::Column as Contact;
        use person_function::Column as Function;
        let (functions, contacts) = match of {
            Of::Person(id) => (Function::PersonId.eq(id.uuid()), Contact::PersonId.eq(id.uuid())),
            Of::KeptBy(id) => (
                Function::OrganisationId.eq(id.uuid()),
                sea_orm::sea_query::ExprTrait::and(
                    Contact::OrganisationId.eq(id.uuid()),
                    Contact::PersonId.is_not_null(),
                ),
            ),
        };
        person_function::Entity::update_many()
            .col_expr(Function::OrganisationId, Expr::value(to.uuid()))
            .col_expr(Function::DistrictKey, Expr::value(district))
            .filter(functions)
            .exec(unit.transaction())
            .await?;
        contact_point::Entity::update_many()
            .col_expr(Contact::OrganisationId, Expr::value(to.uuid()))
            .col_expr(Contact::DistrictKey, Expr::value(district))
            .filter(contacts)
            .exec(unit.transaction())
            .await?;
        Ok(())
    }
}

/// Whose functions and contact points move.
enum Of {
    Person(PersonId),
    KeptBy(OrganisationId),
}
