//! Series and sessions of qualifications.

use super::super::document::{Document, Layer, Scope, lines};
use crate::entities::{course_series, course_session};
use crate::error::StoreError;
use domain::search::SearchKind;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};
use uuid::Uuid;

/// What is shown of series to all who see them.
pub(super) async fn series(transaction: &DatabaseTransaction, ids: &[Uuid]) -> Result<Vec<Document>, StoreError> {
    let found = course_series::Entity::find().filter(course_series::Column::Id.is_in(ids.iter().copied()));
    let rows = found.all(transaction).await?.into_iter();
    Ok(rows
        .map(|row| {
            let scope = host(row.organisation_id, row.district_key, row.audience);
            Document {
                kind: SearchKind::CourseSeries,
                subject: row.id,
                layer: Layer::All,
                territories: format!(" {} ", scope.district),
                scope,
                at: row.created_at,
                content: lines([Some(row.topics.as_str()), row.description.as_deref(), row.goals.as_deref()]),
                title: row.title,
            }
        })
        .collect())
}

/// What is shown of sessions to all who see them: not the address of the video room.
pub(super) async fn sessions(transaction: &DatabaseTransaction, ids: &[Uuid]) -> Result<Vec<Document>, StoreError> {
    let found = course_session::Entity::find().filter(course_session::Column::Id.is_in(ids.iter().copied()));
    let rows = found.all(transaction).await?.into_iter();
    Ok(rows
        .map(|row| {
            let scope = host(row.organisation_id, row.district_key, row.audience);
            Document {
                kind: SearchKind::CourseSession,
                subject: row.id,
                layer: Layer::All,
                territories: format!(" {} ", scope.district),
                scope,
                at: row.starts_at,
                content: lines([row.location.as_deref(), row.description.as_deref()]),
                title: row.title,
            }
        })
        .collect())
}

fn host(organisation: Uuid, district: Option<String>, audience: String) -> Scope {
    Scope { organisation, district: district.unwrap_or_default(), level: audience, ..Scope::default() }
}
