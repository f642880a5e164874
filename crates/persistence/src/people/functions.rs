//! The functions of people.

use super::row::{read_function, write_function};
use crate::connect::Source;
use crate::entities::person_function::{self, Column};
use crate::error::StoreError;
use crate::ranked::first_of_each;
use crate::rows::{grouped, replace};
use crate::scope::{OwnerColumns, visible};
use crate::stored::on_day;
use crate::unit_of_work::UnitOfWork;
use domain::access::Visibility;
use domain::people::{FunctionRole, PersonFunction};
use domain::shared::{Date, FunctionId, OrganisationId, PersonId, Slice};
use sea_orm::sea_query::{Expr, ExprTrait, Order};
use sea_orm::{
    ColumnTrait, Condition, DatabaseExecutor, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select,
};
use std::collections::HashMap;

/// Which functions of a parent.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FunctionFilter {
    /// Held on this day; without one, whenever.
    pub on: Option<Date>,
    /// In one of these roles; all when empty.
    pub roles: Vec<FunctionRole>,
}

/// The functions.
#[derive(Debug)]
pub struct Functions<'c>(DatabaseExecutor<'c>);

impl<'c> Functions<'c> {
    /// Those in `source`.
    pub fn of(source: &'c impl Source) -> Self {
        Self(source.executor())
    }

    /// One function, if its person is seen.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find(&self, seen: &Visibility, id: FunctionId) -> Result<Option<PersonFunction>, StoreError> {
        select(seen).filter(Column::Id.eq(id.uuid())).one(&self.0).await?.map(read_function).transpose()
    }

    /// Those of these functions whose people are seen.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find_many(
        &self,
        seen: &Visibility,
        ids: &[FunctionId],
    ) -> Result<HashMap<FunctionId, PersonFunction>, StoreError> {
        let found = select(seen).filter(Column::Id.is_in(ids.iter().map(|id| id.uuid())));
        let rows = found.all(&self.0).await?.into_iter();
        rows.map(|row| read_function(row).map(|function| (function.id, function))).collect()
    }

    /// All functions that a person ever held or will hold, the oldest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn all_of(&self, seen: &Visibility, person: PersonId) -> Result<Vec<PersonFunction>, StoreError> {
        let found = select(seen).filter(Column::PersonId.eq(person.uuid())).order_by_asc(Column::ValidFrom);
        found.all(&self.0).await?.into_iter().map(read_function).collect()
    }

    /// The functions of many people, the newest ones of each first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn of_people(
        &self,
        seen: &Visibility,
        people: &[PersonId],
        filter: &FunctionFilter,
        slice: Slice,
    ) -> Result<HashMap<PersonId, Vec<PersonFunction>>, StoreError> {
        let found = narrowed(seen, filter).filter(Column::PersonId.is_in(people.iter().map(|id| id.uuid())));
        self.grouped(found, Column::PersonId, slice, |function| function.person).await
    }

    /// The functions held in many organisations, the newest ones of each first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn held_in(
        &self,
        seen: &Visibility,
        organisations: &[OrganisationId],
        filter: &FunctionFilter,
        slice: Slice,
    ) -> Result<HashMap<OrganisationId, Vec<PersonFunction>>, StoreError> {
        let found = narrowed(seen, filter).filter(Column::HeldInId.is_in(organisations.iter().map(|id| id.uuid())));
        self.grouped(found, Column::HeldInId, slice, |function| function.held_in).await
    }

    /// The functions in an organisation that last beyond a day, whoever holds them: kept from changing until the unit
    /// of work ends, because the organisation is about to end.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn hold_lasting(
        unit: &UnitOfWork,
        organisation: OrganisationId,
        beyond: Date,
    ) -> Result<Vec<PersonFunction>, StoreError> {
        let beyond = beyond.to_string();
        let lasts = Condition::any().add(Column::ValidUntil.is_null()).add(Column::ValidUntil.gt(beyond.as_str()));
        let found = person_function::Entity::find().filter(Column::HeldInId.eq(organisation.uuid())).filter(lasts);
        found.lock_exclusive().all(unit.transaction()).await?.into_iter().map(read_function).collect()
    }

    /// Adds functions.
    ///
    /// # Errors
    /// When the database does not keep them.
    pub async fn insert(unit: &UnitOfWork, functions: &[PersonFunction]) -> Result<(), StoreError> {
        for part in functions.chunks(1_000) {
            let rows = part.iter().map(write_function);
            person_function::Entity::insert_many(rows).exec_without_returning(unit.transaction()).await?;
        }
        Ok(())
    }

    /// Replaces a function of version `expected` by a newer one.
    ///
    /// # Errors
    /// `VERSION_CONFLICT` when it has another version by now; when the database does not keep it.
    pub async fn update(unit: &UnitOfWork, changed: &PersonFunction, expected: i64) -> Result<(), StoreError> {
        replace::<person_function::Entity>(unit, changed.id.uuid(), expected, write_function(changed)).await
    }

    /// Ends functions with a day, whatever their versions: the unit of work holds them.
    ///
    /// # Errors
    /// When the database does not keep it.
    pub async fn end_all(unit: &UnitOfWork, functions: &[FunctionId], last: Date) -> Result<(), StoreError> {
        for part in functions.chunks(1_000) {
            person_function::Entity::update_many()
                .col_expr(Column::ValidUntil, Expr::value(last.to_string()))
                .col_expr(Column::Version, Expr::col(Column::Version).add(1))
                .col_expr(Column::UpdatedAt, Expr::value(unit.now().as_micros()))
                .filter(Column::Id.is_in(part.iter().map(|id| id.uuid())))
                .exec(unit.transaction())
                .await?;
        }
        Ok(())
    }

    /// Removes functions that never began.
    ///
    /// # Errors
    /// When the database does not keep it.
    pub async fn remove(unit: &UnitOfWork, functions: &[FunctionId]) -> Result<(), StoreError> {
        for part in functions.chunks(1_000) {
            let ids = part.iter().map(|id| id.uuid());
            person_function::Entity::delete_many().filter(Column::Id.is_in(ids)).exec(unit.transaction()).await?;
        }
        Ok(())
    }

    async fn grouped<K: std::hash::Hash + Eq>(
        &self,
        found: Select<person_function::Entity>,
        parent: Column,
        slice: Slice,
        key: impl Fn(&PersonFunction) -> K,
    ) -> Result<HashMap<K, Vec<PersonFunction>>, StoreError> {
        let order = [(Column::ValidFrom, Order::Desc), (Column::Id, Order::Desc)];
        grouped(first_of_each(found, parent, &order, slice).all(&self.0).await?, |row| {
            read_function(row).map(|function| (key(&function), function))
        })
    }
}

fn select(seen: &Visibility) -> Select<person_function::Entity> {
    let owner = OwnerColumns {
        organisation: Some(Column::OrganisationId),
        district: Some(Column::DistrictKey),
        person: Some(Column::PersonId),
    };
    person_function::Entity::find().filter(visible(seen, &owner))
}

fn narrowed(seen: &Visibility, filter: &FunctionFilter) -> Select<person_function::Entity> {
    select(seen)
        .apply_if(filter.on, |found, day| found.filter(on_day(Column::ValidFrom, Column::ValidUntil, day)))
        .apply_if((!filter.roles.is_empty()).then_some(&filter.roles), |found, roles| {
            found.filter(Column::Role.is_in(roles.iter().map(|role| role.code())))
        })
}
