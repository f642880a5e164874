//! Pages by key: stable while rows are inserted, and as fast on the last page as on the first.

use crate::error::StoreError;
use domain::shared::{Page, PageRequest, Refusal, RefusalCode};
use sea_orm::sea_query::{Expr, ExprTrait, Order, SimpleExpr, Value};
use sea_orm::{ColumnTrait, ColumnType, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// A value that a list is sorted by.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) enum Key {
    #[serde(rename = "n")]
    Number(i64),
    #[serde(rename = "i")]
    Id(uuid::Uuid),
    #[serde(rename = "t")]
    Text(String),
}

impl Key {
    /// Whether the key can be compared with the column: a forged cursor must not reach the database.
    fn fits<C: ColumnTrait>(&self, column: &C) -> bool {
        match column.def().get_column_type() {
            ColumnType::Uuid => matches!(self, Self::Id(_)),
            ColumnType::BigInteger | ColumnType::Integer => matches!(self, Self::Number(_)),
            _ => matches!(self, Self::Text(_)),
        }
    }
}

impl From<Key> for Value {
    fn from(key: Key) -> Self {
        match key {
            Key::Number(number) => number.into(),
            Key::Id(id) => id.into(),
            Key::Text(text) => text.into(),
        }
    }
}

/// An order of a list: its columns (the last one unique), their direction, and the keys of a row.
pub(crate) struct Ordering<E: EntityTrait> {
    pub(crate) columns: Vec<E::Column>,
    pub(crate) descending: bool,
    pub(crate) keys: fn(&E::Model) -> Vec<Key>,
}

/// Reads one page of `select`.
pub(crate) async fn page<E: EntityTrait>(
    select: Select<E>,
    order: &Ordering<E>,
    request: &PageRequest,
    executor: &impl ConnectionTrait,
) -> Result<Page<E::Model>, StoreError> {
    let select = sought(select, order, request)?;
    let mut rows = select.limit(u64::from(request.size) + 1).all(executor).await?;
    let more = rows.len() > request.size as usize;
    rows.truncate(request.size as usize);
    if request.backward {
        rows.reverse();
    }
    let outside = request.cursor.is_some();
    let (has_previous, has_next) = if request.backward { (more, outside) } else { (outside, more) };
    let rows = rows.into_iter().map(|row| (write_cursor(&(order.keys)(&row)), row)).collect();
    Ok(Page { rows, has_next, has_previous })
}

/// The rows of a page and of all that follow it, in the order in which they are read.
fn sought<E: EntityTrait>(
    select: Select<E>,
    order: &Ordering<E>,
    request: &PageRequest,
) -> Result<Select<E>, StoreError> {
    let descending = order.descending != request.backward;
    let mut select = match &request.cursor {
        Some(cursor) => {
            let keys = read_cursor::<Vec<Key>>(cursor, request.backward)?;
            let fits = keys.iter().zip(&order.columns).all(|(key, column)| key.fits(column));
            if keys.len() != order.columns.len() || !fits {
                return Err(not_a_cursor(request.backward));
            }
            let columns = order.columns.iter().map(|column| Expr::col(column.as_column_ref()));
            select.filter(beyond(columns, keys.into_iter().map(Value::from), descending))
        }
        None => select,
    };
    for column in &order.columns {
        select = select.order_by(*column, if descending { Order::Desc } else { Order::Asc });
    }
    Ok(select)
}

/// `(a, b) > (x, y)`, as rows: spelled out in terms of `OR`, both databases read the index from its beginning.
pub(crate) fn beyond(
    columns: impl IntoIterator<Item = SimpleExpr>,
    keys: impl IntoIterator<Item = impl Into<SimpleExpr>>,
    descending: bool,
) -> SimpleExpr {
    let (row, keys) = (Expr::tuple(columns), Expr::tuple(keys.into_iter().map(Into::into)));
    if descending { row.lt(keys) } else { row.gt(keys) }
}

pub(crate) fn write_cursor(keys: &[Key]) -> String {
    hex::encode(serde_json::to_vec(keys).expect("keys are plain values, which JSON can always write"))
}

pub(crate) fn read_cursor<T: DeserializeOwned>(cursor: &str, backward: bool) -> Result<T, StoreError> {
    hex::decode(cursor).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).ok_or_else(|| not_a_cursor(backward))
}

pub(crate) fn not_a_cursor(backward: bool) -> StoreError {
    let field = if backward { "before" } else { "after" };
    Refusal::new(RefusalCode::Invalid).at(field).with("reason", "not a cursor of this list").into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entities::person::{self, Column, Entity};
    use sea_orm::{ConnectOptions, Database, DbBackend, QueryTrait, Schema, Statement};

    /// Pages far behind must not cost more than the first one: an export reads ten thousand of them.
    #[tokio::test]
    async fn a_page_is_sought_in_the_index() {
        let database = Database::connect(ConnectOptions::new("sqlite::memory:")).await.unwrap();
        database.execute(&Schema::new(DbBackend::Sqlite).create_table_from_entity(Entity)).await.unwrap();
        database.execute_unprepared("CREATE INDEX by_name ON person (sort_key, id)").await.unwrap();
        let keys: fn(&person::Model) -> Vec<Key> = |row| vec![Key::Text(row.sort_key.clone()), Key::Id(row.id)];
        for (descending, sign) in [(false, '>'), (true, '<')] {
            let order = Ordering { columns: vec![Column::SortKey, Column::Id], descending, keys };
            let cursor = write_cursor(&[Key::Text("beispiel".to_owned()), Key::Id(uuid::Uuid::from_u128(7))]);
            let request = PageRequest { size: 100, cursor: Some(cursor), backward: false };
            let select = sought(Entity::find(), &order, &request).unwrap().build(DbBackend::Sqlite);
            let explain = format!("EXPLAIN QUERY PLAN {}", select.sql);
            let explain = Statement::from_sql_and_values(DbBackend::Sqlite, explain, select.values.unwrap());
            let plan = database.query_one_raw(explain).await.unwrap().unwrap();
            let plan: String = plan.try_get("", "detail").unwrap();
            assert_eq!(plan, format!("SEARCH person USING INDEX by_name ((sort_key,id){sign}(?,?))"));
        }
    }
}
