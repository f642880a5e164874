//! Pages by key: stable while rows are inserted, and as fast on the last page as on the first.

use crate::error::StoreError;
use domain::shared::{Page, PageRequest, Refusal, RefusalCode};
use sea_orm::sea_query::{Expr, ExprTrait, Order, SimpleExpr, Value};
use sea_orm::{
    ColumnTrait, ColumnType, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};
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
    let descending = order.descending != request.backward;
    let mut select = match &request.cursor {
        Some(cursor) => {
            let keys = read_cursor::<Vec<Key>>(cursor, request.backward)?;
            let fits = keys.iter().zip(&order.columns).all(|(key, column)| key.fits(column));
            if keys.len() != order.columns.len() || !fits {
                return Err(not_a_cursor(request.backward));
            }
            select.filter(beyond(&order.columns, &keys, descending))
        }
        None => select,
    };
    for column in &order.columns {
        select = select.order_by(*column, if descending { Order::Desc } else { Order::Asc });
    }
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

/// `(a, b) > (x, y)`, spelled out so that both databases use the index.
fn beyond<C: ColumnTrait>(columns: &[C], keys: &[Key], descending: bool) -> Condition {
    let mut any = Condition::any();
    for last in 0..columns.len() {
        let mut all = Condition::all();
        for (place, (column, key)) in columns.iter().zip(keys).take(last + 1).enumerate() {
            let key = SimpleExpr::from(Value::from(key.clone()));
            let column = Expr::col(column.as_column_ref());
            all = all.add(match (place == last, descending) {
                (false, _) => column.eq(key),
                (true, false) => column.gt(key),
                (true, true) => column.lt(key),
            });
        }
        any = any.add(all);
    }
    any
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
