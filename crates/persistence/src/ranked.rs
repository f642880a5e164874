//! The first rows of each parent in one statement.

use domain::shared::Slice;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Func, Order, Query, WindowStatement};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select};

/// Of the rows in `select`, the first ones of each `parent` by `order`, whose last column is the primary key.
pub(crate) fn first_of_each<E: EntityTrait>(
    select: Select<E>,
    parent: E::Column,
    order: &[(E::Column, Order)],
    slice: Slice,
) -> Select<E> {
    let (id, _) = order.last().expect("every list is ordered, and by its primary key in the end");
    let mut window = WindowStatement::partition_by(parent.as_column_ref());
    for (column, direction) in order {
        window.order_by(column.as_column_ref(), direction.clone());
    }
    let mut ranked = select.select_only().column_as(*id, "id");
    QuerySelect::query(&mut ranked).expr_window_as(Func::cust(Alias::new("ROW_NUMBER")), window, Alias::new("place"));
    let kept = Query::select()
        .column(Alias::new("id"))
        .from_subquery(ranked.into_query(), Alias::new("ranked"))
        .and_where(Expr::col(Alias::new("place")).lte(slice.size))
        .to_owned();
    let mut found = E::find().filter(id.in_subquery(kept));
    for (column, direction) in order {
        found = found.order_by(*column, direction.clone());
    }
    found
}
