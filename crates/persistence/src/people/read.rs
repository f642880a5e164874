//! Reading people.

use super::filter::{PersonFilter, PersonOrder, order, select, visible_people};
use super::row::read;
use crate::connect::Source;
use crate::contact_points::{ContactPoints, ContactSight};
use crate::entities::contact_point;
use crate::entities::person::Column;
use crate::error::StoreError;
use crate::page::page;
use crate::ranked::first_of_each;
use crate::rows::grouped;
use domain::access::Visibility;
use domain::people::{Person, PersonState};
use domain::shared::{OrganisationId, Page, PageRequest, PersonId, Slice};
use sea_orm::sea_query::Order;
use sea_orm::{
    ColumnTrait, Condition, DatabaseExecutor, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};
use std::collections::HashMap;

/// What makes two people look alike.
#[derive(Clone, Debug)]
pub struct Alike {
    /// The folded name (`domain::people::name_key`).
    pub name_key: String,
    /// E-mail addresses in lower case.
    pub emails: Vec<String>,
    /// The person themselves, when they are known already.
    pub but: Option<PersonId>,
}

/// The people.
#[derive(Debug)]
pub struct People<'c>(pub(super) DatabaseExecutor<'c>);

impl<'c> People<'c> {
    /// Those in `source`.
    pub fn of(source: &'c impl Source) -> Self {
        Self(source.executor())
    }

    /// One person, if they are seen.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find(&self, seen: &Visibility, id: PersonId) -> Result<Option<Person>, StoreError> {
        visible_people(seen).filter(Column::Id.eq(id.uuid())).one(&self.0).await?.map(read).transpose()
    }

    /// One person, if they are seen, kept from changing until the unit of work ends.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn hold(&self, seen: &Visibility, id: PersonId) -> Result<Option<Person>, StoreError> {
        let found = visible_people(seen).filter(Column::Id.eq(id.uuid())).lock_exclusive();
        found.one(&self.0).await?.map(read).transpose()
    }

    /// Those of these people who are seen.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find_many(
        &self,
        seen: &Visibility,
        ids: impl IntoIterator<Item = PersonId>,
    ) -> Result<HashMap<PersonId, Person>, StoreError> {
        let ids: Vec<_> = ids.into_iter().map(PersonId::uuid).collect();
        if ids.is_empty() {
            return Ok(HashMap::new());
        }
        let rows = visible_people(seen).filter(Column::Id.is_in(ids)).all(&self.0).await?;
        rows.into_iter().map(|row| read(row).map(|person| (person.id, person))).collect()
    }

    /// One page.
    ///
    /// # Errors
    /// When the database does not answer, or the cursor is not one of this list.
    pub async fn list(
        &self,
        seen: &Visibility,
        filter: &PersonFilter,
        by: PersonOrder,
        descending: bool,
        request: &PageRequest,
    ) -> Result<Page<Person>, StoreError> {
        page(select(seen, filter), &order(by, descending), request, &self.0).await?.try_map(read)
    }

    /// How many there are.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn count(&self, seen: &Visibility, filter: &PersonFilter) -> Result<u64, StoreError> {
        Ok(select(seen, filter).count(&self.0).await?)
    }

    /// The active people whose records are kept by each of many organisations, the first ones by name.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn kept_by(
        &self,
        seen: &Visibility,
        organisations: &[OrganisationId],
        slice: Slice,
    ) -> Result<HashMap<OrganisationId, Vec<Person>>, StoreError> {
        let people = visible_people(seen)
            .filter(Column::OrganisationId.is_in(organisations.iter().map(|id| id.uuid())))
            .filter(Column::State.eq(PersonState::Active.code()));
        let order = [(Column::SortKey, Order::Asc), (Column::Id, Order::Asc)];
        grouped(first_of_each(people, Column::OrganisationId, &order, slice).all(&self.0).await?, |row| {
            read(row).map(|person| (person.organisation, person))
        })
    }

    /// People who might be the same: of the same folded name, or reached by the same e-mail address, as far as the
    /// people and their contact points are seen. At most 20, by name.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn alike(
        &self,
        seen: &Visibility,
        sight: &ContactSight,
        alike: &Alike,
    ) -> Result<Vec<Person>, StoreError> {
        let mut same = Condition::any().add(Column::NameKey.eq(&alike.name_key));
        if !alike.emails.is_empty() {
            let reached = ContactPoints::people_reached_by(sight, alike.emails.iter().cloned());
            let reached = reached.select_only().column(contact_point::Column::PersonId).into_query();
            same = same.add(Column::Id.in_subquery(reached));
        }
        let found = visible_people(seen)
            .filter(same)
            .apply_if(alike.but, |found, but| found.filter(Column::Id.ne(but.uuid())))
            .order_by_asc(Column::SortKey)
            .order_by_asc(Column::Id)
            .limit(20);
        found.all(&self.0).await?.into_iter().map(read).collect()
    }
}
