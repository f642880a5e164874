//! Reading territories.

use super::row;
use crate::connect::Source;
use crate::entities::territory::{self, Column};
use crate::error::StoreError;
use crate::page::{Key, Ordering, page};
use crate::scope::{OwnerColumns, visible};
use domain::access::Visibility;
use domain::shared::{Date, Page, PageRequest, TerritoryId, search_key};
use domain::territories::{Territory, TerritoryKey, TerritoryKind};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, Condition, DatabaseExecutor, EntityTrait, PaginatorTrait, QueryFilter, QueryTrait, Select};

/// Which territories: those that exist on a day, and of them those for which all of this is true.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TerritoryFilter {
    /// On which day.
    pub on: Date,
    /// Of one of these kinds; `None` for all.
    pub kinds: Option<Vec<TerritoryKind>>,
    /// Directly below this one.
    pub parent: Option<TerritoryKey>,
    /// Anywhere below this one.
    pub within: Option<TerritoryKey>,
    /// With these words, or beginnings of words, in its names or keys; however umlauts are written.
    pub text: Option<String>,
}

impl TerritoryFilter {
    /// All that exist on a day.
    pub const fn on(day: Date) -> Self {
        Self { on: day, kinds: None, parent: None, within: None, text: None }
    }
}

/// In which order. Territories of the same name follow their keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct TerritoryOrder {
    /// By key, so that each stands after the one above it, rather than by name in German order.
    pub by_key: bool,
    /// The other way round.
    pub descending: bool,
}

/// The territories.
#[derive(Debug)]
pub struct Territories<'c>(pub(super) DatabaseExecutor<'c>);

impl<'c> Territories<'c> {
    /// Those in `source`.
    pub fn of(source: &'c impl Source) -> Self {
        Self(source.executor())
    }

    /// The territory for which a key stood on a day.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find(&self, seen: &Visibility, key: &TerritoryKey, on: Date) -> Result<Option<Territory>, StoreError> {
        let found = select(seen).filter(Column::Key.eq(key.as_str())).filter(exists_on(on));
        found.one(&self.0).await?.as_ref().map(row::read).transpose()
    }

    /// Those of these records that are seen, in no order.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find_all(&self, seen: &Visibility, ids: &[TerritoryId]) -> Result<Vec<Territory>, StoreError> {
        self.read(select(seen).filter(Column::Id.is_in(ids.iter().map(|id| id.uuid())))).await
    }

    /// One page.
    ///
    /// # Errors
    /// When the database does not answer, or the cursor is not one of this list.
    pub async fn list(
        &self,
        seen: &Visibility,
        filter: &TerritoryFilter,
        order: TerritoryOrder,
        request: &PageRequest,
    ) -> Result<Page<Territory>, StoreError> {
        let found = page(filtered(seen, filter), &ordering(order), request, &self.0).await?;
        let rows = found.rows.into_iter().map(|(cursor, row)| Ok((cursor, row::read(&row)?)));
        let rows = rows.collect::<Result<_, StoreError>>()?;
        Ok(Page { rows, has_next: found.has_next, has_previous: found.has_previous })
    }

    /// How many there are.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn count(&self, seen: &Visibility, filter: &TerritoryFilter) -> Result<u64, StoreError> {
        Ok(filtered(seen, filter).count(&self.0).await?)
    }

    /// Every record of every period: what an import compares with.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn all(&self, seen: &Visibility) -> Result<Vec<Territory>, StoreError> {
        self.read(select(seen)).await
    }

    /// Whether there is none yet.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn is_empty(&self) -> Result<bool, StoreError> {
        Ok(territory::Entity::find().one(&self.0).await?.is_none())
    }

    pub(super) async fn read(&self, select: Select<territory::Entity>) -> Result<Vec<Territory>, StoreError> {
        select.all(&self.0).await?.iter().map(row::read).collect()
    }
}

/// Territories belong to nobody, so only those who see everything see any.
pub(super) fn select(seen: &Visibility) -> Select<territory::Entity> {
    let owner = OwnerColumns::<Column> { organisation: None, district: None, person: None };
    territory::Entity::find().filter(visible(seen, &owner))
}

fn exists_on(day: Date) -> Condition {
    let day = day.to_string();
    let lasts = Condition::any().add(Column::ValidUntil.is_null()).add(Column::ValidUntil.gte(day.as_str()));
    Condition::all().add(Column::ValidFrom.lte(day)).add(lasts)
}

fn filtered(seen: &Visibility, filter: &TerritoryFilter) -> Select<territory::Entity> {
    select(seen)
        .filter(exists_on(filter.on))
        .apply_if(filter.kinds.as_ref(), |found, kinds| {
            found.filter(Column::Kind.is_in(kinds.iter().map(|kind| kind.code())))
        })
        .apply_if(filter.parent.as_ref(), |found, key| found.filter(Column::ParentKey.eq(key.as_str())))
        .apply_if(filter.within.as_ref(), |found, key| {
            found.filter(Column::Key.starts_with(key.as_str())).filter(Column::Key.ne(key.as_str()))
        })
        .apply_if(filter.text.as_ref(), |found, text| found.filter(has_words(text)))
}

/// Each word of the text begins a word of the folded names and keys. A text without a word finds nothing.
fn has_words(text: &str) -> Condition {
    let words = search_key(text);
    if words.is_empty() {
        return Condition::all().add(Expr::val(1).eq(0));
    }
    words.split(' ').fold(Condition::all(), |all, word| {
        let start = Column::SearchKey.starts_with(word);
        all.add(Condition::any().add(start).add(Column::SearchKey.contains(format!(" {word}"))))
    })
}

fn ordering(order: TerritoryOrder) -> Ordering<territory::Entity> {
    if order.by_key {
        let keys = |row: &territory::Model| vec![Key::Text(row.key.clone()), Key::Id(row.id)];
        Ordering { columns: vec![Column::Key, Column::Id], descending: order.descending, keys }
    } else {
        let keys =
            |row: &territory::Model| vec![Key::Text(row.sort_key.clone()), Key::Text(row.key.clone()), Key::Id(row.id)];
        Ordering { columns: vec![Column::SortKey, Column::Key, Column::Id], descending: order.descending, keys }
    }
}
