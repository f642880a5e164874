//! The same answers by bare SQL: the driver that the platform uses, rows read by hand, JSON written by hand.

use anyhow::Result;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use sqlx::postgres::{PgPool, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqlitePool, SqlitePoolOptions};
use sqlx::{AssertSqlSafe, Row};
use std::collections::HashMap;
use uuid::Uuid;

/// Connections to the database, without the platform.
#[derive(Clone)]
pub(crate) enum Bare {
    Sqlite(SqlitePool),
    Postgres(PgPool),
}

/// The districts, and how much hangs on them.
#[derive(Clone, Debug)]
pub(crate) struct Slices {
    /// One district, by key and name; the first 20 districts without one.
    pub(crate) district: Option<(String, String)>,
    /// How many organisations of each district.
    pub(crate) organisations: i64,
    /// How many functions of each organisation.
    pub(crate) people: i64,
}

/// Reads all rows of a statement with the same code on both engines.
macro_rules! rows {
    ($self:expr, $sql:expr, [$($bind:expr),*], |$row:ident| $read:expr) => {
        match $self {
            Self::Sqlite(pool) => {
                let rows = sqlx::query(AssertSqlSafe($sql))$(.bind($bind))*.fetch_all(pool).await?;
                rows.iter().map(|$row| anyhow::Ok($read)).collect::<Result<Vec<_>>>()?
            }
            Self::Postgres(pool) => {
                let rows = sqlx::query(AssertSqlSafe($sql))$(.bind($bind))*.fetch_all(pool).await?;
                rows.iter().map(|$row| anyhow::Ok($read)).collect::<Result<Vec<_>>>()?
            }
        }
    };
}

pub(crate) use rows;

impl Bare {
    /// Connects as the platform does.
    pub(crate) async fn connect(address: &str, connections: u32) -> Result<Self> {
        Ok(match address.strip_prefix("sqlite:") {
            Some(path) => {
                let options = SqliteConnectOptions::new()
                    .filename(path)
                    .row_buffer_size(4096)
                    .pragma("temp_store", "memory")
                    .pragma("mmap_size", "268435456");
                Self::Sqlite(SqlitePoolOptions::new().max_connections(connections).connect_with(options).await?)
            }
            None => Self::Postgres(PgPoolOptions::new().max_connections(connections).connect(address).await?),
        })
    }

    /// The one text that a statement gives.
    pub(crate) async fn text(&self, sql: &'static str) -> Result<String> {
        let found = rows!(self, sql, [], |row| row.try_get::<String, _>(0)?);
        found.into_iter().next().ok_or_else(|| anyhow::anyhow!("nothing found by {sql}"))
    }

    /// Adds networks of all organisations, half of them open to everybody who is signed in.
    pub(crate) async fn add_networks(&self, many: u64) -> Result<()> {
        let (numbers, id) = match self {
            Self::Sqlite(_) => {
                ("WITH RECURSIVE s (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < $1)", "randomblob(16)")
            }
            Self::Postgres(_) => ("WITH s (n) AS (SELECT generate_series(1, $1))", "gen_random_uuid()"),
        };
        let sql = format!(
            "INSERT INTO network (id, organisation_id, district_key, name, kind, purpose, fields, territories, visibility, \
             founded_on, phase, phase_since, search_key, sort_key, version, created_at, updated_at) {numbers}, \
             o AS (SELECT id, district_key, ROW_NUMBER() OVER (ORDER BY id) AS place FROM organisation) \
             SELECT {id}, o.id, o.district_key, \
             CASE s.n % 5 WHEN 0 THEN 'Bildungskonferenz ' WHEN 1 THEN 'Netzwerk Sprache ' WHEN 2 THEN 'Kreis der Lehrkräfte ' \
             WHEN 3 THEN 'Runder Tisch Inklusion ' ELSE 'Musik in der Schule ' END || s.n, 'REGIONAL_EDUCATION_NETWORK', \
             'Übergänge gestalten. Quellwort' || (s.n % 1000) || CASE s.n % 3 WHEN 0 THEN ' Sprache und Lehrkraft im Quartier.' \
             WHEN 1 THEN ' Musik und Sprache in Kitas.' ELSE ' Digitale Bildung vor Ort.' END, \
             ' LANGUAGE ', ' ' || COALESCE(o.district_key, '05') || ' ', CASE s.n % 2 WHEN 0 THEN 'COMMUNITY' ELSE 'MEMBERS' END, \
             '2020-01-01', 'INITIATION', '2020-01-01', 'netz', 'netz', 1, 1577836800000000 + s.n, 1577836800000000 + s.n \
             FROM s JOIN o ON o.place = 1 + s.n % (SELECT COUNT(*) FROM organisation)"
        );
        let many = i64::try_from(many)?;
        match self {
            Self::Sqlite(pool) => {
                sqlx::query(AssertSqlSafe(sql)).bind(many).execute(pool).await.map(|done| done.rows_affected())?
            }
            Self::Postgres(pool) => {
                sqlx::query(AssertSqlSafe(sql)).bind(many).execute(pool).await.map(|done| done.rows_affected())?
            }
        };
        Ok(())
    }

    /// Adds people whose records all organisations keep.
    pub(crate) async fn add_people(&self, many: u64) -> Result<()> {
        let (numbers, id) = match self {
            Self::Sqlite(_) => {
                ("WITH RECURSIVE s (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < $1)", "randomblob(16)")
            }
            Self::Postgres(_) => ("WITH s (n) AS (SELECT generate_series(1, $1))", "gen_random_uuid()"),
        };
        let sql = format!(
            "INSERT INTO person (id, organisation_id, district_key, given_name, family_name, languages, state, name_key, \
             search_key, sort_key, version, created_at, updated_at) {numbers}, \
             o AS (SELECT id, district_key, ROW_NUMBER() OVER (ORDER BY id) AS place FROM organisation) \
             SELECT {id}, o.id, o.district_key, 'Robin', 'Beispiel ' || s.n, 'de', 'ACTIVE', 'beispiel ' || s.n, \
             'beispiel ' || s.n, 'beispiel ' || (10000000 + s.n), 1, 1577836800000000 + s.n, 1577836800000000 + s.n \
             FROM s JOIN o ON o.place = 1 + s.n % (SELECT COUNT(*) FROM organisation)"
        );
        let many = i64::try_from(many)?;
        match self {
            Self::Sqlite(pool) => sqlx::query(AssertSqlSafe(sql)).bind(many).execute(pool).await.map(|_| ())?,
            Self::Postgres(pool) => sqlx::query(AssertSqlSafe(sql)).bind(many).execute(pool).await.map(|_| ())?,
        }
        Ok(())
    }

    /// A hundred territories.
    pub(crate) async fn territories(&self, today: &str) -> Result<Value> {
        let sql = "SELECT id, key, kind, name, population, population_date FROM territory \
                   WHERE valid_from <= $1 AND (valid_until IS NULL OR valid_until >= $1) \
                   ORDER BY sort_key, key, id LIMIT 101";
        let mut nodes = rows!(self, sql, [today], |row| {
            let id: Uuid = row.try_get(0)?;
            let population = match row.try_get::<Option<i64>, _>(4)? {
                Some(value) => json!({"value": value, "date": row.try_get::<Option<String>, _>(5)?}),
                None => Value::Null,
            };
            json!({
                "id": URL_SAFE_NO_PAD.encode([&id.as_bytes()[..], b"Territory"].concat()),
                "key": row.try_get::<String, _>(1)?,
                "kind": row.try_get::<String, _>(2)?,
                "name": row.try_get::<String, _>(3)?,
                "population": population,
            })
        });
        nodes.truncate(100);
        Ok(json!({"territories": {"nodes": nodes}}))
    }

    /// Districts, the organisations that serve them, and who holds which function there.
    pub(crate) async fn three_levels(&self, today: &str, slices: &Slices) -> Result<Value> {
        let name = slices.district.as_ref().map_or("%", |(_, name)| name);
        let sql = "SELECT key, name FROM territory WHERE kind IN ('DISTRICT', 'INDEPENDENT_CITY', 'CITY_REGION') \
                   AND valid_from <= $1 AND (valid_until IS NULL OR valid_until >= $1) AND name LIKE $2 \
                   ORDER BY sort_key, key, id LIMIT 20";
        let territories =
            rows!(self, sql, [today, name], |row| (row.try_get::<String, _>(0)?, row.try_get::<String, _>(1)?));
        let keys: Vec<_> = territories.iter().map(|(key, _)| format!("'{key}'")).collect();
        let sql = format!(
            "SELECT r.territory_key, o.id, o.name, o.kind FROM organisation o JOIN (\
             SELECT t.territory_key, o.id, ROW_NUMBER() OVER (PARTITION BY t.territory_key ORDER BY o.sort_key, o.id) place \
             FROM organisation o JOIN organisation_territory t ON t.organisation_id = o.id \
             WHERE o.state = 'ACTIVE' AND t.territory_key IN ({})) r ON r.id = o.id \
             WHERE r.place <= $1 ORDER BY o.sort_key, o.id",
            keys.join(",")
        );
        let organisations = rows!(self, sql.clone(), [slices.organisations], |row| {
            let key: String = row.try_get(0)?;
            (key, row.try_get::<Uuid, _>(1)?, row.try_get::<String, _>(2)?, row.try_get::<String, _>(3)?)
        });
        let mut functions = self.functions(today, slices.people, organisations.iter().map(|row| row.1)).await?;
        let mut by_key: HashMap<String, Vec<Value>> = HashMap::new();
        for (key, id, name, kind) in organisations {
            by_key.entry(key).or_default().push(json!({
                "id": URL_SAFE_NO_PAD.encode([&id.as_bytes()[..], b"Organisation"].concat()),
                "name": name,
                "kind": kind,
                "personFunctions": functions.remove(&id).unwrap_or_default(),
            }));
        }
        let nodes: Vec<_> = territories
            .into_iter()
            .map(|(key, name)| {
                let organisations = by_key.remove(&key).unwrap_or_default();
                json!({"key": key, "name": name, "organisations": organisations})
            })
            .collect();
        Ok(json!({"territories": {"nodes": nodes}}))
    }

    async fn functions(
        &self,
        today: &str,
        people: i64,
        organisations: impl Iterator<Item = Uuid>,
    ) -> Result<HashMap<Uuid, Vec<Value>>> {
        let literal = |id: Uuid| match self {
            Self::Sqlite(_) => format!("x'{}'", id.simple()),
            Self::Postgres(_) => format!("'{id}'"),
        };
        let ids: Vec<_> = organisations.map(literal).collect();
        let sql = format!(
            "SELECT r.held_in_id, r.role, r.valid_from, p.given_name, p.family_name FROM (\
             SELECT held_in_id, role, valid_from, person_id, id, \
             ROW_NUMBER() OVER (PARTITION BY held_in_id ORDER BY valid_from DESC, id DESC) place FROM person_function \
             WHERE held_in_id IN ({}) AND valid_from <= $1 AND (valid_until IS NULL OR valid_until >= $1)) r \
             JOIN person p ON p.id = r.person_id WHERE r.place <= $2 ORDER BY r.valid_from DESC, r.id DESC",
            ids.join(",")
        );
        let found = rows!(self, sql.clone(), [today, people], |row| {
            let function = json!({
                "role": row.try_get::<String, _>(1)?,
                "from": row.try_get::<String, _>(2)?,
                "person": {
                    "givenName": row.try_get::<Option<String>, _>(3)?,
                    "familyName": row.try_get::<String, _>(4)?,
                },
            });
            (row.try_get::<Uuid, _>(0)?, function)
        });
        let mut by_organisation: HashMap<Uuid, Vec<Value>> = HashMap::new();
        for (organisation, function) in found {
            by_organisation.entry(organisation).or_default().push(function);
        }
        Ok(by_organisation)
    }
}
