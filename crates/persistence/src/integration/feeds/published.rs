//! Reading the feeds.

use crate::connect::Source;
use crate::entities::feed_item::{self, Column};
use crate::error::StoreError;
use crate::page::beyond;
use crate::stored::{code, corrupt, instant};
use domain::integration::feeds::{FeedKind, FeedPath, FeedQuery, PublishedItem};
use domain::shared::Timestamp;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, DatabaseExecutor, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect, QueryTrait};
use std::collections::HashMap;

const WHAT: &str = "feed item";

/// What stands in the feeds.
#[derive(Debug)]
pub struct PublishedFeeds<'c>(DatabaseExecutor<'c>);

impl<'c> PublishedFeeds<'c> {
    /// That in `source`.
    pub fn of(source: &'c impl Source) -> Self {
        Self(source.executor())
    }

    /// One record, also when it was withdrawn.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find(&self, path: FeedPath) -> Result<Option<PublishedItem>, StoreError> {
        feed_item::Entity::find_by_id(path.to_string()).one(&self.0).await?.as_ref().map(read).transpose()
    }

    /// Those of these records that there are.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find_many(&self, paths: &[FeedPath]) -> Result<HashMap<FeedPath, PublishedItem>, StoreError> {
        if paths.is_empty() {
            return Ok(HashMap::new());
        }
        let found = feed_item::Entity::find()
            .filter(Column::Path.is_in(paths.iter().map(FeedPath::to_string)))
            .all(&self.0)
            .await?;
        found.iter().map(|row| read(row).map(|item| (item.path, item))).collect()
    }

    /// One entry more than a page has, in the order of their last changes. What was withdrawn is among them only for those
    /// who ask for changes.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn changes(&self, kind: FeedKind, query: &FeedQuery) -> Result<Vec<PublishedItem>, StoreError> {
        let found = feed_item::Entity::find()
            .filter(Column::Kind.eq(kind.code()))
            .apply_if(query.since, |found, at| found.filter(Column::ModifiedAt.gte(at.as_micros())))
            .apply_if(query.since.is_none().then_some(()), |found, ()| found.filter(Column::Content.is_not_null()))
            .apply_if(query.after.as_ref(), |found, after| {
                let keys = [Expr::val(after.at), Expr::val(after.path.as_str())];
                found.filter(beyond(
                    [Column::ModifiedAt, Column::Path].map(|column| Expr::col(column.as_column_ref())),
                    keys,
                    false,
                ))
            })
            .order_by(Column::ModifiedAt, Order::Asc)
            .order_by(Column::Path, Order::Asc)
            .limit(query.limit + 1);
        found.all(&self.0).await?.iter().map(read).collect()
    }

    /// One entry more than a page has, the latest news first, with what was withdrawn.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn news(&self, kinds: &[FeedKind], query: &FeedQuery) -> Result<Vec<PublishedItem>, StoreError> {
        let found = feed_item::Entity::find()
            .filter(Column::Kind.is_in(kinds.iter().map(|kind| kind.code())))
            .apply_if(query.since, |found, at| found.filter(Column::ToldAt.gte(at.as_micros())))
            .apply_if(query.after.as_ref(), |found, after| {
                let keys = [Expr::val(after.at), Expr::val(after.path.as_str())];
                found.filter(beyond(
                    [Column::ToldAt, Column::Path].map(|column| Expr::col(column.as_column_ref())),
                    keys,
                    true,
                ))
            })
            .order_by(Column::ToldAt, Order::Desc)
            .order_by(Column::Path, Order::Desc)
            .limit(query.limit + 1);
        found.all(&self.0).await?.iter().map(read).collect()
    }

    /// When anything of these kinds last changed, or was withdrawn.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn last_change(&self, kinds: &[FeedKind]) -> Result<Option<Timestamp>, StoreError> {
        self.last(Column::ModifiedAt, kinds).await
    }

    /// When there last was news of these kinds.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn last_news(&self, kinds: &[FeedKind]) -> Result<Option<Timestamp>, StoreError> {
        self.last(Column::ToldAt, kinds).await
    }

    async fn last(&self, column: Column, kinds: &[FeedKind]) -> Result<Option<Timestamp>, StoreError> {
        let last = feed_item::Entity::find()
            .select_only()
            .column_as(column.max(), "last")
            .filter(Column::Kind.is_in(kinds.iter().map(|kind| kind.code())));
        let last: Option<Option<i64>> = last.into_tuple().one(&self.0).await?;
        last.flatten().map(|last| instant(WHAT, last)).transpose()
    }
}

fn read(row: &feed_item::Model) -> Result<PublishedItem, StoreError> {
    let content = row.content.as_deref().map(serde_json::from_str).transpose();
    Ok(PublishedItem {
        path: row.path.parse().map_err(|reason| corrupt(WHAT, reason))?,
        created: instant(WHAT, row.created_at)?,
        modified: instant(WHAT, row.modified_at)?,
        told: instant(WHAT, row.told_at)?,
        news: code(WHAT, &row.news)?,
        content: content.map_err(|error| corrupt(WHAT, error))?,
    })
}
