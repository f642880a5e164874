//! Writing organisations. The caller has a permit, and says with the commit what changed.

use super::read::Organisations;
use super::row::{write, write_stage};
use crate::connect::Source;
use crate::entities::{organisation, organisation_stage, organisation_territory};
use crate::error::StoreError;
use crate::rows::replace;
use crate::unit_of_work::UnitOfWork;
use domain::organisations::{Organisation, StageChange};
use domain::shared::{Date, OrganisationId, Period};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

impl Organisations<'_> {
    /// Adds organisations with their first stages.
    ///
    /// # Errors
    /// When the database does not keep them.
    pub async fn insert(unit: &UnitOfWork, organisations: &[Organisation]) -> Result<(), StoreError> {
        for part in organisations.chunks(1_000) {
            organisation::Entity::insert_many(part.iter().map(write))
                .exec_without_returning(unit.transaction())
                .await?;
            let stages = part.iter().map(|it| write_stage(it.id, it.period, &it.profile));
            organisation_stage::Entity::insert_many(stages).exec_without_returning(unit.transaction()).await?;
            insert_territories(unit, part).await?;
        }
        Ok(())
    }

    /// Replaces an organisation of version `expected` by a newer one, and its history by what `stage` says.
    ///
    /// # Errors
    /// `VERSION_CONFLICT` when it has another version by now; when the database does not keep it.
    pub async fn update(
        unit: &UnitOfWork,
        changed: &Organisation,
        expected: i64,
        stage: &StageChange,
    ) -> Result<(), StoreError> {
        replace::<organisation::Entity>(unit, changed.id.uuid(), expected, write(changed)).await?;
        match stage {
            StageChange::Nothing => return Ok(()),
            StageChange::Corrected => {}
            StageChange::Next { last, from } => {
                Self::end_stage(unit, changed.id, *last).await?;
                let period = Period { from: *from, until: None };
                let next = write_stage(changed.id, period, &changed.profile);
                organisation_stage::Entity::insert(next).exec_without_returning(unit.transaction()).await?;
            }
        }
        if *stage == StageChange::Corrected {
            correct_stage(unit, changed).await?;
        }
        organisation_territory::Entity::delete_many()
            .filter(organisation_territory::Column::OrganisationId.eq(changed.id.uuid()))
            .exec(unit.transaction())
            .await?;
        insert_territories(unit, std::slice::from_ref(changed)).await
    }

    /// Ends the present stage with a day.
    ///
    /// # Errors
    /// When the database does not keep it.
    pub async fn end_stage(unit: &UnitOfWork, of: OrganisationId, last: Date) -> Result<(), StoreError> {
        use organisation_stage::Column;
        organisation_stage::Entity::update_many()
            .col_expr(Column::ValidUntil, Expr::value(last.to_string()))
            .filter(Column::OrganisationId.eq(of.uuid()))
            .filter(Column::ValidUntil.is_null())
            .exec(unit.transaction())
            .await?;
        Ok(())
    }
}

async fn correct_stage(unit: &UnitOfWork, changed: &Organisation) -> Result<(), StoreError> {
    use organisation_stage::Column;
    let present = Organisations(unit.executor()).last_stage(changed).await?.period;
    organisation_stage::Entity::update_many()
        .set(write_stage(changed.id, present, &changed.profile))
        .filter(Column::OrganisationId.eq(changed.id.uuid()))
        .filter(Column::ValidFrom.eq(present.from.to_string()))
        .exec(unit.transaction())
        .await?;
    Ok(())
}

async fn insert_territories(unit: &UnitOfWork, of: &[Organisation]) -> Result<(), StoreError> {
    let mut rows = Vec::new();
    for organisation in of {
        rows.extend(organisation.profile.territories.iter().map(|key| organisation_territory::ActiveModel {
            organisation_id: Set(organisation.id.uuid()),
            territory_key: Set(key.to_string()),
        }));
    }
    for part in crate::outbox::chunks(rows, 5_000) {
        organisation_territory::Entity::insert_many(part).exec_without_returning(unit.transaction()).await?;
    }
    Ok(())
}
