//! The columns of all tables, as the database itself tells.

use super::{NOTES, is_of_one_database};
use crate::connect::{Database, Engine, Source};
use crate::error::StoreError;
use sea_orm::{ConnectionTrait, Statement};

/// One column.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Column {
    /// In which table.
    pub table: String,
    /// Its name.
    pub name: String,
    /// Its type, in the database's own words.
    pub kind: String,
    /// Whether it may be missing.
    pub nullable: bool,
}

const SQLITE: &str = r#"
    SELECT m.name AS "table", c.name, c.type AS kind, c."notnull" = 0 AS nullable
    FROM sqlite_master m, pragma_table_info(m.name) c
    WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite!_%' ESCAPE '!'"#;

const POSTGRES: &str = r#"
    SELECT table_name::text AS "table", column_name::text AS name, data_type::text AS kind,
           is_nullable = 'YES' AS nullable
    FROM information_schema.columns
    WHERE table_schema = current_schema()"#;

/// All columns, by table and name.
///
/// # Errors
/// When the database does not answer.
pub async fn columns(database: &Database) -> Result<Vec<Column>, StoreError> {
    let executor = database.executor();
    let question = match database.engine() {
        Engine::Sqlite => SQLITE,
        Engine::Postgres => POSTGRES,
    };
    let statement = Statement::from_string(executor.get_database_backend(), question);
    let mut columns = Vec::new();
    for row in executor.query_all_raw(statement).await? {
        columns.push(Column {
            table: row.try_get("", "table")?,
            name: row.try_get("", "name")?,
            kind: row.try_get("", "kind")?,
            nullable: row.try_get("", "nullable")?,
        });
    }
    columns.retain(|column| column.table != NOTES && !is_of_one_database(&column.table, &column.name));
    columns.sort();
    Ok(columns)
}
