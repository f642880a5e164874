//! The whole schema as SQL, in an order that does not depend on how the database came to it.

use super::NOTES;
use crate::connect::{Database, Engine, Source};
use crate::error::StoreError;
use sea_orm::{ConnectionTrait, Statement};
use std::fmt::Write;

const SQLITE: &str = "
    SELECT sql AS line, tbl_name AS home FROM sqlite_master
    WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite!_%' ESCAPE '!' AND name NOT LIKE 'search!_words!_%' ESCAPE '!'
    ORDER BY tbl_name, type DESC, name";

/// Assembled from PostgreSQL's own words for types, constraints and indexes, so that it is the same in every version.
const POSTGRES: &str = r"
    WITH homes AS (
        SELECT c.oid, c.relname::text AS home FROM pg_class c
        WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'
    ), parts AS (
        SELECT home, 1 AS place, attnum::int AS spot, concat_ws(' ', '    ' || quote_ident(attname),
               format_type(atttypid, atttypmod), CASE WHEN attnotnull THEN 'NOT NULL' END,
               'DEFAULT ' || pg_get_expr(adbin, adrelid)) AS line
        FROM homes JOIN pg_attribute ON attrelid = homes.oid LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
        WHERE attnum > 0 AND NOT attisdropped
        UNION ALL
        SELECT home, 2, row_number() OVER (PARTITION BY home ORDER BY contype DESC, conname)::int,
               '    CONSTRAINT ' || quote_ident(conname) || ' ' || pg_get_constraintdef(pg_constraint.oid)
        FROM homes JOIN pg_constraint ON conrelid = homes.oid WHERE contype IN ('p', 'u', 'f', 'c', 'x')
    )
    SELECT line, home FROM (
        SELECT home, 1 AS place, '' AS name,
               'CREATE TABLE ' || quote_ident(home) || E' (\n' || string_agg(line, E',\n' ORDER BY place, spot) || E'\n)' AS line
        FROM parts GROUP BY home
        UNION ALL
        SELECT home, 2, i.relname::text, pg_get_indexdef(i.oid)
        FROM homes JOIN pg_index ON indrelid = homes.oid JOIN pg_class i ON i.oid = indexrelid
        WHERE NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = i.oid AND conrelid = homes.oid)
    ) statements
    ORDER BY home, place, name";

/// The statements that make the tables and indexes, sorted by table.
///
/// # Errors
/// When the database does not answer.
pub async fn dump(database: &Database) -> Result<String, StoreError> {
    let executor = database.executor();
    let question = match database.engine() {
        Engine::Sqlite => SQLITE,
        Engine::Postgres => POSTGRES,
    };
    let statement = Statement::from_string(executor.get_database_backend(), question);
    let mut statements: Vec<(String, String)> = Vec::new();
    for row in executor.query_all_raw(statement).await? {
        statements.push((row.try_get("", "home")?, row.try_get("", "line")?));
    }
    statements.retain(|(home, _)| home != NOTES);
    statements.sort_by(|(one, _), (other, _)| one.cmp(other));
    let mut dumped = String::new();
    let mut before = "";
    for (home, line) in &statements {
        if home != before && !before.is_empty() {
            dumped.push('\n');
        }
        before = home;
        // Writing to a string cannot fail.
        let _ = writeln!(dumped, "{};", spread(line));
    }
    Ok(dumped)
}

/// Puts every column of a `CREATE TABLE` that stands on one line, as SQLite keeps it, on a line of its own.
fn spread(statement: &str) -> String {
    if !statement.starts_with("CREATE TABLE") || statement.contains('\n') {
        return statement.to_owned();
    }
    let mut depth = 0;
    let mut spread = String::with_capacity(statement.len());
    for sign in statement.chars() {
        match sign {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        match (sign, depth) {
            (')', 0) => {
                spread.truncate(spread.trim_end().len());
                spread.push_str("\n)");
            }
            ('(' | ',', 1) => {
                spread.push(sign);
                spread.push_str("\n   ");
            }
            _ => spread.push(sign),
        }
    }
    spread
}

#[cfg(test)]
mod tests {
    use super::spread;

    #[test]
    fn every_column_gets_a_line() {
        assert_eq!(
            spread(r#"CREATE TABLE "a" ( "b" text NOT NULL, "c" real(1, 2) )"#),
            "CREATE TABLE \"a\" (\n    \"b\" text NOT NULL,\n    \"c\" real(1, 2)\n)"
        );
    }
}
