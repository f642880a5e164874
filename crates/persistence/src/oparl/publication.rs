//! Reading what is published.

use super::row::read;
use crate::connect::Source;
use crate::entities::oparl_object::{self, Column};
use crate::error::StoreError;
use crate::page::beyond;
use crate::stored::instant;
use domain::integration::feeds::FeedQuery;
use domain::oparl::{ListQuery, ObjectKind, ObjectList, ObjectPath, Place, Published};
use domain::shared::Timestamp;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, Condition, DatabaseExecutor, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, Select,
};
use std::collections::HashMap;
use uuid::Uuid;

/// One page of a list.
#[derive(Clone, Debug)]
pub struct ListPage {
    /// The objects, in the order of their keys, which never change.
    pub objects: Vec<Published>,
    /// How many the whole list has.
    pub total: u64,
    /// How many stand before this page.
    pub before: u64,
    /// Whether there are more after it.
    pub has_next: bool,
}

/// What is published.
#[derive(Debug)]
pub struct Publication<'c>(DatabaseExecutor<'c>);

impl<'c> Publication<'c> {
    /// That in `source`.
    pub fn of(source: &'c impl Source) -> Self {
        Self(source.executor())
    }

    /// One object, also when it was withdrawn.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find(&self, path: &ObjectPath) -> Result<Option<Published>, StoreError> {
        oparl_object::Entity::find_by_id(path.as_str()).one(&self.0).await?.map(read).transpose()
    }

    /// Those of these objects that there are.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find_many(&self, paths: &[ObjectPath]) -> Result<HashMap<ObjectPath, Published>, StoreError> {
        let mut objects = HashMap::new();
        for part in paths.chunks(10_000) {
            let those = Column::Path.is_in(part.iter().map(ObjectPath::as_str));
            for row in oparl_object::Entity::find().filter(those).all(&self.0).await? {
                let object = read(row)?;
                objects.insert(object.path.clone(), object);
            }
        }
        Ok(objects)
    }

    /// One object more than a page has, of these types in all bodies, the latest changes first, with what was withdrawn.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn news(&self, kinds: &[ObjectKind], query: &FeedQuery) -> Result<Vec<Published>, StoreError> {
        let found = oparl_object::Entity::find()
            .filter(Column::Kind.is_in(kinds.iter().map(|kind| kind.code())))
            .apply_if(query.since, |found, at| found.filter(Column::ModifiedAt.gte(at.as_micros())))
            .apply_if(query.after.as_ref(), |found, after| {
                let keys = [Expr::val(after.at), Expr::val(after.path.as_str())];
                found.filter(beyond(
                    [Column::ModifiedAt, Column::Path].map(|column| Expr::col(column.as_column_ref())),
                    keys,
                    true,
                ))
            })
            .order_by_desc(Column::ModifiedAt)
            .order_by_desc(Column::Path)
            .limit(query.limit + 1);
        found.all(&self.0).await?.into_iter().map(read).collect()
    }

    /// When anything of these types last changed, or was withdrawn.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn last_change(&self, kinds: &[ObjectKind]) -> Result<Option<Timestamp>, StoreError> {
        let last = oparl_object::Entity::find()
            .select_only()
            .column_as(Column::ModifiedAt.max(), "last")
            .filter(Column::Kind.is_in(kinds.iter().map(|kind| kind.code())));
        let last: Option<Option<i64>> = last.into_tuple().one(&self.0).await?;
        last.flatten().map(|last| instant("published object", last)).transpose()
    }

    /// One page of a list: three statements.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn list(&self, list: &ObjectList, query: &ListQuery) -> Result<ListPage, StoreError> {
        let all = || select(list, query);
        let total = all().count(&self.0).await?;
        let at = |key: &str| ObjectPath::new(list.kind(), key).to_string();
        if let Place::Before(key) = &query.place {
            let earlier = all().filter(Column::Path.lt(at(key)));
            let found = earlier.clone().order_by_desc(Column::Path).limit(query.limit).all(&self.0).await?;
            let before = earlier.count(&self.0).await?.saturating_sub(found.len() as u64);
            let has_next = !found.is_empty();
            let objects = found.into_iter().rev().map(read).collect::<Result<_, _>>()?;
            return Ok(ListPage { objects, total, before, has_next });
        }
        let (rest, before) = match &query.place {
            Place::After(key) => {
                let before = all().filter(Column::Path.lte(at(key))).count(&self.0).await?;
                (all().filter(Column::Path.gt(at(key))), before)
            }
            Place::Page(number) => {
                let before = query.limit.saturating_mul(number - 1);
                (all().offset(before), before.min(total))
            }
            Place::Start | Place::Before(_) => (all(), 0),
        };
        let mut found = rest.order_by_asc(Column::Path).limit(query.limit + 1).all(&self.0).await?;
        let most = usize::try_from(query.limit).unwrap_or(usize::MAX);
        let has_next = found.len() > most;
        found.truncate(most);
        let objects = found.into_iter().map(read).collect::<Result<_, _>>()?;
        Ok(ListPage { objects, total, before, has_next })
    }
}

fn select(list: &ObjectList, query: &ListQuery) -> Select<oparl_object::Entity> {
    let of = match list {
        ObjectList::Bodies => Condition::all(),
        ObjectList::OfBody(key, _) => Condition::all().add(Column::Body.eq(key.as_str())),
        // Another key than that of a committee is the key of nothing.
        ObjectList::OfOrganization(key, _) => {
            Condition::all().add(Column::CommitteeId.eq(Uuid::parse_str(key).unwrap_or_default()))
        }
    };
    oparl_object::Entity::find()
        .filter(of)
        .filter(Column::Kind.eq(list.kind().code()))
        .apply_if(query.created_since, |found, at| found.filter(Column::CreatedAt.gte(at.as_micros())))
        .apply_if(query.created_until, |found, at| found.filter(Column::CreatedAt.lt(end_of_second(at))))
        .apply_if(query.modified_since, |found, at| found.filter(Column::ModifiedAt.gte(at.as_micros())))
        .apply_if(query.modified_until, |found, at| found.filter(Column::ModifiedAt.lt(end_of_second(at))))
        .apply_if(query.modified_since.is_none().then_some(()), |found, ()| found.filter(Column::Content.is_not_null()))
}

/// Dates are shown to the second: an instant until which something is asked for has its whole second.
fn end_of_second(at: Timestamp) -> i64 {
    at.as_seconds().saturating_add(1).saturating_mul(1_000_000)
}
