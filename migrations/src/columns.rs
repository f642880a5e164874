//! The kinds of columns, so that the same thing is stored the same way in every table.

use sea_orm_migration::prelude::*;

/// A UUID.
pub(crate) fn id(name: &'static str) -> ColumnDef {
    ColumnDef::new(Alias::new(name)).uuid().not_null().to_owned()
}

/// The primary key.
pub(crate) fn primary() -> ColumnDef {
    id("id").primary_key().to_owned()
}

/// A UUID that may be missing.
pub(crate) fn optional_id(name: &'static str) -> ColumnDef {
    ColumnDef::new(Alias::new(name)).uuid().null().to_owned()
}

/// Text, also for local dates (ISO) and for the codes of enums.
pub(crate) fn text(name: &'static str) -> ColumnDef {
    ColumnDef::new(Alias::new(name)).text().not_null().to_owned()
}

/// Text that may be missing.
pub(crate) fn optional_text(name: &'static str) -> ColumnDef {
    ColumnDef::new(Alias::new(name)).text().null().to_owned()
}

/// A whole number of 64 bits, also for instants in microseconds.
pub(crate) fn number(name: &'static str) -> ColumnDef {
    ColumnDef::new(Alias::new(name)).big_integer().not_null().to_owned()
}

/// A whole number of 64 bits that may be missing.
pub(crate) fn optional_number(name: &'static str) -> ColumnDef {
    ColumnDef::new(Alias::new(name)).big_integer().null().to_owned()
}

/// Makes a table from its columns; what is special about it is said in `more`.
pub(crate) async fn create(
    manager: &SchemaManager<'_>,
    table: &'static str,
    columns: Vec<ColumnDef>,
    more: impl FnOnce(&mut TableCreateStatement) + Send,
) -> Result<(), DbErr> {
    let mut statement = Table::create();
    statement.table(Alias::new(table));
    for column in columns {
        statement.col(column);
    }
    more(&mut statement);
    manager.create_table(statement).await
}

/// Adds a column to a table that exists; one that may not be missing needs a default.
pub(crate) async fn add(manager: &SchemaManager<'_>, table: &'static str, mut column: ColumnDef) -> Result<(), DbErr> {
    manager.alter_table(Table::alter().table(Alias::new(table)).add_column(&mut column).to_owned()).await
}

/// A reference to the `id` of another table. Nothing is deleted along with what it refers to.
pub(crate) fn refers(table: &mut TableCreateStatement, from: (&'static str, &'static str), to: &'static str) {
    table.foreign_key(
        ForeignKey::create()
            .name(format!("fk_{}_{}", from.0, from.1))
            .from(Alias::new(from.0), Alias::new(from.1))
            .to(Alias::new(to), Alias::new("id"))
            .on_delete(ForeignKeyAction::Restrict),
    );
}

/// An index, named after its table and columns; `uq_` when unique, else `ix_`.
pub(crate) async fn index(
    manager: &SchemaManager<'_>,
    table: &'static str,
    columns: &[&'static str],
    unique: bool,
) -> Result<(), DbErr> {
    let prefix = if unique { "uq" } else { "ix" };
    let mut statement = Index::create();
    statement.name(format!("{prefix}_{table}_{}", columns.join("_"))).table(Alias::new(table));
    for column in columns {
        statement.col(Alias::new(*column));
    }
    if unique {
        statement.unique();
    }
    manager.create_index(statement).await
}
