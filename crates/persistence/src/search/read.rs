//! Looking up, as far as the reader sees.

use super::document::read;
use super::scope::{SearchSight, seen};
use super::words::{Place, having};
use crate::connect::Source;
use crate::entities::search_document::{self, Column};
use crate::error::StoreError;
use crate::page::{Key, beyond, read_cursor, write_cursor};
use crate::stored::code;
use domain::search::{SearchKind, SearchQuery};
use domain::shared::{Page, PageRequest, Refusal, RefusalCode};
use domain::territories::TerritoryKey;
use sea_orm::sea_query::{Alias, CaseStatement, Expr, ExprTrait, Order, Query, SelectStatement, SimpleExpr};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseExecutor, EntityTrait, FromQueryResult, PaginatorTrait, QueryFilter,
    QuerySelect, QueryTrait, Select,
};
use std::collections::HashMap;
use uuid::Uuid;

/// What is looked for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SearchFilter {
    /// The words.
    pub query: SearchQuery,
    /// Only of these kinds; all when none is named.
    pub kinds: Vec<SearchKind>,
    /// Only what belongs to this territory or one in it.
    pub territory: Option<TerritoryKey>,
}

/// A record that was found, with no more of its text than the reader may read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchHit {
    /// What it is.
    pub kind: SearchKind,
    /// The id of the record.
    pub subject: Uuid,
    /// Its title.
    pub title: String,
    /// What else was looked through.
    pub content: String,
}

/// The index of all that can be found.
#[derive(Debug)]
pub struct SearchIndex<'c>(DatabaseExecutor<'c>);

#[derive(FromQueryResult)]
struct Found {
    number: i64,
    subject_id: Uuid,
    at: i64,
    rank: i64,
}

impl Found {
    fn cursor(&self) -> String {
        write_cursor(&[Key::Number(self.rank), Key::Number(self.at), Key::Id(self.subject_id)])
    }
}

/// What is looked up in this order: the rank, then the newest, then the id. Nothing of it depends on what others see.
const ORDER: [&str; 3] = ["rank", "at", "subject_id"];

impl<'c> SearchIndex<'c> {
    /// That in `source`.
    pub fn of(source: &'c impl Source) -> Self {
        Self(source.executor())
    }

    /// One page: first what has all words in its title as they are, then what has them there as parts of words, then the
    /// rest; the newest first in each.
    ///
    /// # Errors
    /// `INVALID` for a cursor that is not one of this list or a page that goes backward; when the database does not answer.
    pub async fn page(
        &self,
        sight: &SearchSight,
        filter: &SearchFilter,
        request: &PageRequest,
    ) -> Result<Page<SearchHit>, StoreError> {
        if request.backward {
            return Err(Refusal::new(RefusalCode::Invalid).at("last").with("reason", "a search goes forward").into());
        }
        let keys = request.cursor.as_deref().map(read_keys).transpose()?;
        let has_previous = keys.is_some();
        if filter.query.is_empty() {
            return Ok(Page { rows: Vec::new(), has_next: false, has_previous });
        }
        let mut statement = self.ranked(sight, filter);
        if let Some(keys) = keys {
            statement.and_where(beyond(ORDER.map(|column| Expr::col(Alias::new(column))), keys, true));
        }
        for column in ORDER {
            statement.order_by(Alias::new(column), Order::Desc);
        }
        statement.limit(u64::from(request.size) + 1);
        let rows = self.0.query_all(&statement).await?;
        let mut found = rows.iter().map(|row| Found::from_query_result(row, "")).collect::<Result<Vec<_>, _>>()?;
        let has_next = found.len() > request.size as usize;
        found.truncate(request.size as usize);
        let mut texts = self.texts(&found).await?;
        let rows = found.iter().filter_map(|it| Some((it.cursor(), texts.remove(&it.number)?))).collect();
        Ok(Page { rows, has_next, has_previous })
    }

    /// How many there are.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn count(&self, sight: &SearchSight, filter: &SearchFilter) -> Result<u64, StoreError> {
        if filter.query.is_empty() {
            return Ok(0);
        }
        Ok(self.select(sight, filter).count(&self.0).await?)
    }

    fn select(&self, sight: &SearchSight, filter: &SearchFilter) -> Select<search_document::Entity> {
        search_document::Entity::find()
            .filter(having(self.0.get_database_backend(), &filter.query, Place::Anywhere))
            .filter(seen(sight, &filter.kinds))
            .apply_if(filter.territory.as_ref(), |found, key| {
                found.filter(Column::Territories.contains(format!(" {key}")))
            })
    }

    fn ranked(&self, sight: &SearchSight, filter: &SearchFilter) -> SelectStatement {
        let in_place = |place: Place| having(self.0.get_database_backend(), &filter.query, place);
        let rank: SimpleExpr =
            CaseStatement::new().case(in_place(Place::TitleWhole), 2).case(in_place(Place::Title), 1).finally(0).into();
        let found = self
            .select(sight, filter)
            .select_only()
            .columns([Column::Number, Column::SubjectId, Column::At])
            .column_as(rank.cast_as("bigint"), "rank");
        Query::select()
            .columns(["number", "subject_id", "at", "rank"].map(Alias::new))
            .from_subquery(found.into_query(), Alias::new("found"))
            .take()
    }

    async fn texts(&self, found: &[Found]) -> Result<HashMap<i64, SearchHit>, StoreError> {
        if found.is_empty() {
            return Ok(HashMap::new());
        }
        // Numbers are never used again: what was changed in between has another one and is left out.
        let rows = search_document::Entity::find().filter(Column::Number.is_in(found.iter().map(|it| it.number)));
        let rows = rows.all(&self.0).await?.into_iter();
        rows.map(|row| {
            let number = row.number;
            let document = read(row)?;
            let hit = SearchHit {
                kind: code("search document", document.kind.code())?,
                subject: document.subject,
                title: document.title,
                content: document.content,
            };
            Ok((number, hit))
        })
        .collect()
    }
}

fn read_keys(cursor: &str) -> Result<[SimpleExpr; 3], StoreError> {
    match read_cursor::<Vec<Key>>(cursor, false)?.as_slice() {
        [Key::Number(rank), Key::Number(at), Key::Id(subject)] => {
            Ok([Expr::val(*rank), Expr::val(*at), Expr::val(*subject)])
        }
        _ => Err(crate::page::not_a_cursor(false)),
    }
}
