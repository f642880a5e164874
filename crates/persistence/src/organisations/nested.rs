//! Organisations that hang on many parents, in one statement each.

use super::filter::{OrganisationFilter, select};
use super::read::Organisations;
use super::row::read;
use crate::entities::organisation::{self, Column};
use crate::entities::organisation_territory;
use crate::error::StoreError;
use crate::ranked::first_of_each;
use crate::stored::checked;
use domain::access::Visibility;
use domain::organisations::{Organisation, OrganisationState};
use domain::shared::{OrganisationId, Slice};
use domain::territories::TerritoryKey;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Func, Order, WindowStatement};
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder, QuerySelect, QueryTrait};
use std::collections::HashMap;

impl Organisations<'_> {
    /// The active parts of many organisations, the first ones of each by name.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn parts_of(
        &self,
        seen: &Visibility,
        parents: &[OrganisationId],
        slice: Slice,
    ) -> Result<HashMap<OrganisationId, Vec<Organisation>>, StoreError> {
        let parts = select(seen, &active()).filter(Column::ParentId.is_in(parents.iter().map(|id| id.uuid())));
        let order = [(Column::SortKey, Order::Asc), (Column::Id, Order::Asc)];
        let mut found: HashMap<_, Vec<_>> = HashMap::new();
        for row in first_of_each(parts, Column::ParentId, &order, slice).all(&self.0).await? {
            let part = read(row)?;
            if let Some(parent) = part.profile.parent {
                found.entry(parent).or_default().push(part);
            }
        }
        Ok(found)
    }

    /// The active organisations that serve each of many territories, the first ones of each by name.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn serving(
        &self,
        seen: &Visibility,
        territories: &[TerritoryKey],
        slice: Slice,
    ) -> Result<HashMap<TerritoryKey, Vec<Organisation>>, StoreError> {
        use organisation_territory::{Column as Served, Entity as Serving};
        let (ranked, place) = (Alias::new("ranked"), Alias::new("place"));
        let key = Expr::col((Serving, Served::TerritoryKey));
        let mut window = WindowStatement::partition_by((Serving, Served::TerritoryKey));
        window.order_by((organisation::Entity, Column::SortKey), Order::Asc);
        window.order_by((organisation::Entity, Column::Id), Order::Asc);
        let mut first = select(seen, &active()).select_only().column(Column::Id);
        QuerySelect::query(&mut first)
            .column((Serving, Served::TerritoryKey))
            .expr_window_as(Func::cust(Alias::new("ROW_NUMBER")), window, place.clone())
            .inner_join(
                Serving,
                Expr::col((Serving, Served::OrganisationId)).equals((organisation::Entity, Column::Id)),
            )
            .and_where(key.is_in(territories.iter().map(TerritoryKey::as_str)));
        let mut found = organisation::Entity::find()
            .expr_as(Expr::col((ranked.clone(), Served::TerritoryKey)), "served_key")
            .order_by_asc(Column::SortKey)
            .order_by_asc(Column::Id);
        QuerySelect::query(&mut found)
            .join_subquery(
                JoinType::InnerJoin,
                first.into_query(),
                ranked.clone(),
                Expr::col((ranked.clone(), Column::Id)).equals((organisation::Entity, Column::Id)),
            )
            .and_where(Expr::col((ranked, place)).lte(slice.size));
        let mut by_territory: HashMap<_, Vec<_>> = HashMap::new();
        for row in found.into_model::<ServingRow>().all(&self.0).await? {
            let key = checked("organisation", TerritoryKey::new(&row.served_key))?;
            by_territory.entry(key).or_default().push(read(row.organisation)?);
        }
        Ok(by_territory)
    }
}

#[derive(FromQueryResult)]
struct ServingRow {
    #[sea_orm(nested)]
    organisation: organisation::Model,
    served_key: String,
}

fn active() -> OrganisationFilter {
    OrganisationFilter { states: vec![OrganisationState::Active], ..OrganisationFilter::default() }
}
