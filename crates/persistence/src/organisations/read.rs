//! Reading organisations as they are now.

use super::filter::{OrganisationFilter, OrganisationOrder, order, select};
use super::row::read;
use crate::connect::Source;
use crate::entities::organisation::Column;
use crate::error::StoreError;
use crate::page::page;
use domain::access::Visibility;
use domain::organisations::{Organisation, OrganisationState};
use domain::shared::{OrganisationId, Page, PageRequest, sort_key};
use domain::territories::TerritoryKey;
use sea_orm::{ColumnTrait, DatabaseExecutor, PaginatorTrait, QueryFilter, QuerySelect};
use std::collections::HashMap;

/// The organisations.
#[derive(Debug)]
pub struct Organisations<'c>(pub(super) DatabaseExecutor<'c>);

impl<'c> Organisations<'c> {
    /// Those in `source`.
    pub fn of(source: &'c impl Source) -> Self {
        Self(source.executor())
    }

    /// One organisation, if it is seen.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find(&self, seen: &Visibility, id: OrganisationId) -> Result<Option<Organisation>, StoreError> {
        let found = select(seen, &OrganisationFilter::default()).filter(Column::Id.eq(id.uuid()));
        found.one(&self.0).await?.map(read).transpose()
    }

    /// One organisation, if it is seen, kept from changing until the unit of work ends.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn hold(&self, seen: &Visibility, id: OrganisationId) -> Result<Option<Organisation>, StoreError> {
        let found = select(seen, &OrganisationFilter::default()).filter(Column::Id.eq(id.uuid()));
        found.lock_exclusive().one(&self.0).await?.map(read).transpose()
    }

    /// Those of these organisations that are seen.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find_many(
        &self,
        seen: &Visibility,
        ids: impl IntoIterator<Item = OrganisationId>,
    ) -> Result<HashMap<OrganisationId, Organisation>, StoreError> {
        let ids: Vec<_> = ids.into_iter().map(OrganisationId::uuid).collect();
        if ids.is_empty() {
            return Ok(HashMap::new());
        }
        let found = select(seen, &OrganisationFilter::default()).filter(Column::Id.is_in(ids));
        let rows = found.all(&self.0).await?.into_iter();
        rows.map(|row| read(row).map(|organisation| (organisation.id, organisation))).collect()
    }

    /// One page.
    ///
    /// # Errors
    /// When the database does not answer, or the cursor is not one of this list.
    pub async fn list(
        &self,
        seen: &Visibility,
        filter: &OrganisationFilter,
        by: OrganisationOrder,
        descending: bool,
        request: &PageRequest,
    ) -> Result<Page<Organisation>, StoreError> {
        page(select(seen, filter), &order(by, descending), request, &self.0).await?.try_map(read)
    }

    /// How many there are.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn count(&self, seen: &Visibility, filter: &OrganisationFilter) -> Result<u64, StoreError> {
        Ok(select(seen, filter).count(&self.0).await?)
    }

    /// The organisations above one, the nearest first, each kept from changing until the unit of work ends: so nobody
    /// else can make a cycle of it meanwhile.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn hold_chain(&self, seen: &Visibility, of: &Organisation) -> Result<Vec<OrganisationId>, StoreError> {
        let (mut chain, mut next) = (Vec::new(), of.profile.parent);
        while let Some(id) = next {
            chain.push(id);
            next = self.hold(seen, id).await?.and_then(|above| above.profile.parent);
        }
        Ok(chain)
    }

    /// The active regional education office of a district, unless it is `but`.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn education_office(
        &self,
        seen: &Visibility,
        district: &TerritoryKey,
        but: OrganisationId,
    ) -> Result<Option<Organisation>, StoreError> {
        let found = select(seen, &OrganisationFilter::default())
            .filter(Column::EducationOfficeOf.eq(district.as_str()))
            .filter(Column::Id.ne(but.uuid()));
        found.one(&self.0).await?.map(read).transpose()
    }

    /// The active organisations of a name, whatever its case and marks: at most three.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn named(&self, seen: &Visibility, name: &str) -> Result<Vec<Organisation>, StoreError> {
        let active = OrganisationFilter { states: vec![OrganisationState::Active], ..OrganisationFilter::default() };
        let found = select(seen, &active).filter(Column::SortKey.eq(sort_key(name))).limit(3);
        found.all(&self.0).await?.into_iter().map(read).collect()
    }

    /// How many active organisations are parts of one, and how many it brought in.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn count_dependants(&self, seen: &Visibility, of: OrganisationId) -> Result<(u64, u64), StoreError> {
        let active = OrganisationFilter { states: vec![OrganisationState::Active], ..OrganisationFilter::default() };
        let parts = OrganisationFilter { parent: Some(of), ..active.clone() };
        let partners = OrganisationFilter { sponsor: Some(of), ..active };
        Ok((self.count(seen, &parts).await?, self.count(seen, &partners).await?))
    }

    /// Those that are parts of one or were brought in by it, kept from changing until the unit of work ends.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn hold_dependants(
        &self,
        seen: &Visibility,
        of: OrganisationId,
    ) -> Result<Vec<Organisation>, StoreError> {
        let depends =
            sea_orm::Condition::any().add(Column::ParentId.eq(of.uuid())).add(Column::SponsorId.eq(of.uuid()));
        let found = select(seen, &OrganisationFilter::default()).filter(depends).lock_exclusive();
        found.all(&self.0).await?.into_iter().map(read).collect()
    }
}
