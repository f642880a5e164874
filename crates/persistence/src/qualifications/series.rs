//! Reading and writing series.

use super::co_hosts;
use super::series_row::{read_series, write_series};
use super::sight::{OfferSight, offers};
use crate::connect::Source;
use crate::entities::course_series::{self, Column};
use crate::error::StoreError;
use crate::page::{Key, Ordering, page};
use crate::rows::replace;
use crate::scope::OwnerColumns;
use crate::search::has_words;
use crate::unit_of_work::UnitOfWork;
use domain::qualifications::{CourseKind, CourseSeries, SeriesState};
use domain::shared::{CourseSeriesId, OrganisationId, Page, PageRequest};
use sea_orm::{
    ColumnTrait, DatabaseExecutor, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect, QueryTrait, Select,
};
use std::collections::HashMap;

/// Which series; what is left out does not narrow the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct SeriesFilter {
    /// Of one of these kinds.
    pub kinds: Vec<CourseKind>,
    /// In one of these states.
    pub states: Vec<SeriesState>,
    /// Held by this organisation.
    pub host: Option<OrganisationId>,
    /// With these words in title and topics, whatever the spelling of umlauts.
    pub text: Option<String>,
}

/// The series.
#[derive(Debug)]
pub struct SeriesList<'c>(DatabaseExecutor<'c>);

impl<'c> SeriesList<'c> {
    /// Those in `source`.
    pub fn of(source: &'c impl Source) -> Self {
        Self(source.executor())
    }

    /// One series, if it is seen.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find(&self, sight: &OfferSight, id: CourseSeriesId) -> Result<Option<CourseSeries>, StoreError> {
        let found = select(sight, &SeriesFilter::default()).filter(Column::Id.eq(id.uuid()));
        found.one(&self.0).await?.map(read_series).transpose()
    }

    /// One series, if it is seen, kept from changing until the unit of work ends.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn hold(&self, sight: &OfferSight, id: CourseSeriesId) -> Result<Option<CourseSeries>, StoreError> {
        let found = select(sight, &SeriesFilter::default()).filter(Column::Id.eq(id.uuid()));
        found.lock_exclusive().one(&self.0).await?.map(read_series).transpose()
    }

    /// Those of these series that are seen.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find_many(
        &self,
        sight: &OfferSight,
        ids: impl IntoIterator<Item = CourseSeriesId>,
    ) -> Result<HashMap<CourseSeriesId, CourseSeries>, StoreError> {
        let ids: Vec<_> = ids.into_iter().map(CourseSeriesId::uuid).collect();
        if ids.is_empty() {
            return Ok(HashMap::new());
        }
        let found = select(sight, &SeriesFilter::default()).filter(Column::Id.is_in(ids));
        let rows = found.all(&self.0).await?.into_iter();
        rows.map(|row| read_series(row).map(|series| (series.id, series))).collect()
    }

    /// One page, by title in German order.
    ///
    /// # Errors
    /// When the database does not answer, or the cursor is not one of this list.
    pub async fn list(
        &self,
        sight: &OfferSight,
        filter: &SeriesFilter,
        request: &PageRequest,
    ) -> Result<Page<CourseSeries>, StoreError> {
        let order = Ordering {
            columns: vec![Column::SortKey, Column::Id],
            descending: false,
            keys: |row: &course_series::Model| vec![Key::Text(row.sort_key.clone()), Key::Id(row.id)],
        };
        page(select(sight, filter), &order, request, &self.0).await?.try_map(read_series)
    }

    /// How many there are.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn count(&self, sight: &OfferSight, filter: &SeriesFilter) -> Result<u64, StoreError> {
        Ok(select(sight, filter).count(&self.0).await?)
    }

    /// Adds a series.
    ///
    /// # Errors
    /// When the database does not keep it.
    pub async fn insert(unit: &UnitOfWork, added: &CourseSeries) -> Result<(), StoreError> {
        course_series::Entity::insert(write_series(added)).exec_without_returning(unit.transaction()).await?;
        co_hosts::insert_series(unit, added).await
    }

    /// Replaces a series of version `expected` by a newer one.
    ///
    /// # Errors
    /// `VERSION_CONFLICT` when it has another version by now; when the database does not keep it.
    pub async fn update(unit: &UnitOfWork, changed: &CourseSeries, expected: i64) -> Result<(), StoreError> {
        replace::<course_series::Entity>(unit, changed.id.uuid(), expected, write_series(changed)).await
    }
}

fn select(sight: &OfferSight, filter: &SeriesFilter) -> Select<course_series::Entity> {
    let owner =
        OwnerColumns { organisation: Some(Column::OrganisationId), district: Some(Column::DistrictKey), person: None };
    course_series::Entity::find()
        .filter(offers(sight, Column::Audience, &owner, co_hosts::of_series(&sight.planned, Column::Id)))
        .apply_if((!filter.kinds.is_empty()).then_some(&filter.kinds), |found, kinds| {
            found.filter(Column::Kind.is_in(kinds.iter().map(|kind| kind.code())))
        })
        .apply_if((!filter.states.is_empty()).then_some(&filter.states), |found, states| {
            found.filter(Column::State.is_in(states.iter().map(|state| state.code())))
        })
        .apply_if(filter.host, |found, host| found.filter(Column::OrganisationId.eq(host.uuid())))
        .apply_if(filter.text.as_ref(), |found, text| found.filter(has_words(Column::SearchKey, text)))
}
