//! Reading and writing modules. Who sees a series sees its modules.

use super::series_row::{read_module, write_module};
use crate::connect::Source;
use crate::entities::course_module::{self, Column};
use crate::error::StoreError;
use crate::rows::{grouped, replace};
use crate::unit_of_work::UnitOfWork;
use domain::qualifications::CourseModule;
use domain::shared::{CourseModuleId, CourseSeriesId};
use sea_orm::{ColumnTrait, DatabaseExecutor, EntityTrait, QueryFilter, QueryOrder};
use std::collections::HashMap;

/// The modules.
#[derive(Debug)]
pub struct Modules<'c>(DatabaseExecutor<'c>);

impl<'c> Modules<'c> {
    /// Those in `source`.
    pub fn of(source: &'c impl Source) -> Self {
        Self(source.executor())
    }

    /// One module. The caller looks whether its series is seen.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find(&self, id: CourseModuleId) -> Result<Option<CourseModule>, StoreError> {
        course_module::Entity::find_by_id(id.uuid()).one(&self.0).await?.as_ref().map(read_module).transpose()
    }

    /// These modules. The caller looks whether their series are seen.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find_many(
        &self,
        ids: impl IntoIterator<Item = CourseModuleId>,
    ) -> Result<HashMap<CourseModuleId, CourseModule>, StoreError> {
        let ids: Vec<_> = ids.into_iter().map(CourseModuleId::uuid).collect();
        if ids.is_empty() {
            return Ok(HashMap::new());
        }
        let rows = course_module::Entity::find().filter(Column::Id.is_in(ids)).all(&self.0).await?;
        rows.iter().map(|row| read_module(row).map(|module| (module.id, module))).collect()
    }

    /// The modules of many series, in their order.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn of_series(
        &self,
        series: impl IntoIterator<Item = CourseSeriesId>,
    ) -> Result<HashMap<CourseSeriesId, Vec<CourseModule>>, StoreError> {
        let ids: Vec<_> = series.into_iter().map(CourseSeriesId::uuid).collect();
        if ids.is_empty() {
            return Ok(HashMap::new());
        }
        let found = course_module::Entity::find().filter(Column::SeriesId.is_in(ids)).order_by_asc(Column::Place);
        grouped(found.all(&self.0).await?, |row| read_module(&row).map(|module| (module.series, module)))
    }

    /// Adds a module.
    ///
    /// # Errors
    /// When the database does not keep it.
    pub async fn insert(unit: &UnitOfWork, added: &CourseModule) -> Result<(), StoreError> {
        course_module::Entity::insert(write_module(added)).exec_without_returning(unit.transaction()).await?;
        Ok(())
    }

    /// Replaces a module of version `expected` by a newer one.
    ///
    /// # Errors
    /// `VERSION_CONFLICT` when it has another version by now; when the database does not keep it.
    pub async fn update(unit: &UnitOfWork, changed: &CourseModule, expected: i64) -> Result<(), StoreError> {
        replace::<course_module::Entity>(unit, changed.id.uuid(), expected, write_module(changed)).await
    }
}
