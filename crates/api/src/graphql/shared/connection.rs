//! Lists by the Relay specification (GraphQL Cursor Connections).

use super::failure::failure;
use application::Error;
use async_graphql::{Context, Object, OutputType, SimpleObject, TypeName};
use domain::shared::{Page, PageRequest};
use std::borrow::Cow;

/// What lies before and after a page.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(name = "PageInfo")]
struct PageBounds {
    /// Whether rows follow after this page.
    has_next_page: bool,
    /// Whether rows stand before this page.
    has_previous_page: bool,
    /// The cursor of the first row.
    start_cursor: Option<String>,
    /// The cursor of the last row.
    end_cursor: Option<String>,
}

/// One row of a list with its cursor.
#[derive(Debug)]
pub(crate) struct Edge<N> {
    cursor: String,
    node: N,
}

/// A page of a list.
#[derive(Debug)]
pub(crate) struct Connection<N> {
    edges: Vec<Edge<N>>,
    has_next: bool,
    has_previous: bool,
    total: Option<u64>,
}

impl<N: OutputType> TypeName for Edge<N> {
    fn type_name() -> Cow<'static, str> {
        format!("{}Edge", N::type_name()).into()
    }
}

impl<N: OutputType> TypeName for Connection<N> {
    fn type_name() -> Cow<'static, str> {
        format!("{}Connection", N::type_name()).into()
    }
}

/// A row of a list with its cursor.
#[Object(name_type)]
impl<N: OutputType> Edge<N> {
    /// The place of the row in the list: give it as `after` or `before` to go on from here. It stays valid while rows
    /// come and go.
    async fn cursor(&self) -> &str {
        &self.cursor
    }

    /// The row.
    async fn node(&self) -> &N {
        &self.node
    }
}

/// A page of a list (German: Seite einer Liste), by the Relay cursor connections specification.
#[Object(name_type)]
impl<N: OutputType> Connection<N> {
    /// The rows with their cursors.
    async fn edges(&self) -> &[Edge<N>] {
        &self.edges
    }

    /// The rows without their cursors.
    async fn nodes(&self) -> Vec<&N> {
        self.edges.iter().map(|edge| &edge.node).collect()
    }

    /// What lies before and after this page.
    async fn page_info(&self) -> PageBounds {
        PageBounds {
            has_next_page: self.has_next,
            has_previous_page: self.has_previous,
            start_cursor: self.edges.first().map(|edge| edge.cursor.clone()),
            end_cursor: self.edges.last().map(|edge| edge.cursor.clone()),
        }
    }

    /// How many rows the whole list has for this viewer. Counted only when asked for.
    async fn total_count(&self) -> Option<u64> {
        self.total
    }
}

/// Reads the four arguments of a list.
pub(crate) fn page(
    ctx: &Context<'_>,
    first: Option<i32>,
    after: Option<String>,
    last: Option<i32>,
    before: Option<String>,
) -> async_graphql::Result<PageRequest> {
    failure(ctx, PageRequest::read(first, after, last, before).map_err(Error::from))
}

/// Makes the answer of a list field from a page. `nodes` turns all rows into nodes at once, so that they can load what
/// hangs on them together; `count` runs only when `totalCount` was asked for.
pub(crate) async fn connect<T, N>(
    ctx: &Context<'_>,
    page: Result<Page<T>, Error>,
    nodes: impl FnOnce(Vec<T>) -> Vec<N>,
    count: impl Future<Output = Result<u64, Error>>,
) -> async_graphql::Result<Connection<N>> {
    let page = failure(ctx, page)?;
    let total = if ctx.look_ahead().field("totalCount").exists() { Some(failure(ctx, count.await)?) } else { None };
    let (cursors, rows): (Vec<_>, Vec<_>) = page.rows.into_iter().unzip();
    let edges = cursors.into_iter().zip(nodes(rows)).map(|(cursor, node)| Edge { cursor, node }).collect();
    Ok(Connection { edges, has_next: page.has_next, has_previous: page.has_previous, total })
}
