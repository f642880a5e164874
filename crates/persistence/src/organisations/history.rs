//! What organisations were on a day.

use super::filter::{OrganisationFilter, select_stage, stage_order};
use super::read::Organisations;
use super::row::read_stage;
use crate::entities::organisation_stage::{self, Column};
use crate::error::StoreError;
use crate::page::page;
use crate::rows::grouped;
use crate::stored::corrupt;
use domain::access::Visibility;
use domain::organisations::{Organisation, Profile, Stage};
use domain::shared::{Date, OrganisationId, Page, PageRequest};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use std::collections::HashMap;

impl Organisations<'_> {
    /// One organisation as it was on a day, if it is seen and there was one.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find_on(
        &self,
        seen: &Visibility,
        id: OrganisationId,
        day: Date,
    ) -> Result<Option<Organisation>, StoreError> {
        let stage = select_stage(seen, &OrganisationFilter::default(), day)
            .filter(Column::OrganisationId.eq(id.uuid()))
            .one(&self.0)
            .await?;
        match (stage, self.find(seen, id).await?) {
            (Some(stage), Some(now)) => Ok(Some(Organisation { profile: read_stage(&stage)?.profile, ..now })),
            _ => Ok(None),
        }
    }

    /// What those of these organisations that are seen were called and were on a day. Who did not exist then is left out.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn profiles_on(
        &self,
        seen: &Visibility,
        ids: impl IntoIterator<Item = OrganisationId>,
        day: Date,
    ) -> Result<HashMap<OrganisationId, Profile>, StoreError> {
        let stages = select_stage(seen, &OrganisationFilter::default(), day)
            .filter(Column::OrganisationId.is_in(ids.into_iter().map(OrganisationId::uuid)));
        let stages = stages.all(&self.0).await?.into_iter();
        stages.map(|stage| Ok((stage.organisation_id.into(), read_stage(&stage)?.profile))).collect()
    }

    /// One page of the organisations as they were on a day, by name.
    ///
    /// # Errors
    /// When the database does not answer, or the cursor is not one of this list.
    pub async fn list_on(
        &self,
        seen: &Visibility,
        filter: &OrganisationFilter,
        day: Date,
        descending: bool,
        request: &PageRequest,
    ) -> Result<Page<Organisation>, StoreError> {
        let stages = page(select_stage(seen, filter, day), &stage_order(descending), request, &self.0).await?;
        let ids = stages.rows.iter().map(|(_, stage)| stage.organisation_id.into());
        let mut now = self.find_many(seen, ids).await?;
        stages.try_map(|stage| {
            let organisation = now
                .remove(&stage.organisation_id.into())
                .ok_or_else(|| corrupt("organisation", "a stage without its organisation"))?;
            Ok(Organisation { profile: read_stage(&stage)?.profile, ..organisation })
        })
    }

    /// How many there were on a day.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn count_on(&self, seen: &Visibility, filter: &OrganisationFilter, day: Date) -> Result<u64, StoreError> {
        Ok(select_stage(seen, filter, day).count(&self.0).await?)
    }

    /// The history of many organisations, the oldest stage first. The caller has read the organisations before, so
    /// they are known to be seen.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn stages_of(
        &self,
        seen: &Visibility,
        ids: &[OrganisationId],
    ) -> Result<HashMap<OrganisationId, Vec<Stage>>, StoreError> {
        let visible = self.find_many(seen, ids.iter().copied()).await?;
        let found = organisation_stage::Entity::find()
            .filter(Column::OrganisationId.is_in(visible.keys().map(|id| id.uuid())))
            .order_by_asc(Column::ValidFrom);
        grouped(found.all(&self.0).await?, |row| Ok((row.organisation_id.into(), read_stage(&row)?)))
    }

    /// The present stage of an organisation that is there, or the last one of one that is not.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn last_stage(&self, of: &Organisation) -> Result<Stage, StoreError> {
        let found = organisation_stage::Entity::find()
            .filter(Column::OrganisationId.eq(of.id.uuid()))
            .order_by_desc(Column::ValidFrom)
            .one(&self.0)
            .await?;
        read_stage(&found.ok_or_else(|| corrupt("organisation", "an organisation without a stage"))?)
    }
}
