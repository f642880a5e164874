//! Organisations, people and networks.

use super::super::document::{Document, Layer, Scope, lines};
use crate::entities::{network, organisation, person};
use crate::error::StoreError;
use domain::people::PersonState;
use domain::search::SearchKind;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};
use uuid::Uuid;

/// What is public of organisations, also of those that are closed.
pub(super) async fn organisations(
    transaction: &DatabaseTransaction,
    ids: &[Uuid],
) -> Result<Vec<Document>, StoreError> {
    let found = organisation::Entity::find().filter(organisation::Column::Id.is_in(ids.iter().copied()));
    let rows = found.all(transaction).await?.into_iter();
    Ok(rows
        .map(|row| {
            let district = row.district_key.unwrap_or_default();
            Document {
                kind: SearchKind::Organisation,
                subject: row.id,
                layer: Layer::All,
                territories: format!(" {district}{}", row.territories),
                scope: Scope { organisation: row.id, district, ..Scope::default() },
                at: row.created_at,
                content: lines([row.short_name.as_deref(), row.local_label.as_deref(), row.place.as_deref()]),
                title: row.name,
            }
        })
        .collect())
}

/// The names of people who take part. Nothing else about people can be found.
pub(super) async fn people(transaction: &DatabaseTransaction, ids: &[Uuid]) -> Result<Vec<Document>, StoreError> {
    let found = person::Entity::find()
        .filter(person::Column::Id.is_in(ids.iter().copied()))
        .filter(person::Column::State.eq(PersonState::Active.code()));
    let rows = found.all(transaction).await?.into_iter();
    Ok(rows
        .map(|row| {
            let district = row.district_key.unwrap_or_default();
            let names = [row.title.as_deref(), row.given_name.as_deref(), Some(row.family_name.as_str())];
            Document {
                kind: SearchKind::Person,
                subject: row.id,
                layer: Layer::All,
                territories: format!(" {district} "),
                title: names.into_iter().flatten().collect::<Vec<_>>().join(" "),
                scope: Scope { organisation: row.organisation_id, district, person: Some(row.id), ..Scope::default() },
                at: row.created_at,
                content: String::new(),
            }
        })
        .collect())
}

/// What is shown of networks to all who see them. Goals and members are not: they are seen by right alone.
pub(super) async fn networks(transaction: &DatabaseTransaction, ids: &[Uuid]) -> Result<Vec<Document>, StoreError> {
    let found = network::Entity::find().filter(network::Column::Id.is_in(ids.iter().copied()));
    let rows = found.all(transaction).await?.into_iter();
    Ok(rows
        .map(|row| Document {
            kind: SearchKind::Network,
            subject: row.id,
            layer: Layer::All,
            scope: Scope {
                organisation: row.organisation_id,
                district: row.district_key.unwrap_or_default(),
                body: Some(row.id),
                person: None,
                level: row.visibility,
            },
            territories: row.territories,
            at: row.created_at,
            content: lines([
                row.short_name.as_deref(),
                row.local_label.as_deref(),
                row.purpose.as_deref(),
                row.legal_basis.as_deref(),
            ]),
            title: row.name,
        })
        .collect())
}
