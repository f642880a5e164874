//! The PostgreSQL server of this run.

use crate::loud::skipped;
use scratch_postgres::ScratchPostgres;
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{AssertSqlSafe, Connection, Executor};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use tokio::sync::OnceCell;

/// The server, or `None` where there is none.
static SERVER: OnceLock<Option<Server>> = OnceLock::new();
/// The database that all others are copies of.
static TEMPLATE: OnceCell<String> = OnceCell::const_new();
static NEXT: AtomicU32 = AtomicU32::new(1);

struct Server {
    /// Held so that it runs until the process ends.
    scratch: Option<ScratchPostgres>,
    /// Of its maintenance database.
    address: String,
}

/// Makes a fresh, migrated database and says its address; `None` where there is no PostgreSQL.
///
/// # Panics
/// When the server refuses, and where there is none although `BILDUNGSNETZ_REQUIRE_POSTGRES=1`.
pub(crate) async fn create() -> Option<String> {
    let server = tokio::task::spawn_blocking(server).await.expect("looking for a server does not panic")?;
    let template = TEMPLATE.get_or_init(|| make_template(server)).await;
    let name = new_name();
    server.execute(format!("CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")).await;
    Some(server.address_of(&name))
}

/// Makes a fresh, empty database without any table.
pub(crate) async fn create_empty() -> Option<String> {
    let server = tokio::task::spawn_blocking(server).await.expect("looking for a server does not panic")?;
    let name = new_name();
    server.execute(format!("CREATE DATABASE {name}")).await;
    Some(server.address_of(&name))
}

/// Removes a database; whoever is still connected is thrown out.
pub(crate) async fn drop(address: &str) {
    let Some(Some(server)) = SERVER.get() else { return };
    let options: PgConnectOptions = address.parse().expect("the address was made here");
    let name = options.get_database().expect("the address was made here");
    server.execute(format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await;
}

fn new_name() -> String {
    format!("bildungsnetz_test_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::SeqCst))
}

async fn make_template(server: &'static Server) -> String {
    let name = new_name();
    server.execute(format!("CREATE DATABASE {name}")).await;
    crate::database::migrate(&server.address_of(&name)).await;
    name
}

#[expect(clippy::disallowed_methods, reason = "these two variables steer the tests and not the platform")]
fn server() -> Option<&'static Server> {
    let found = SERVER.get_or_init(|| {
        if let Ok(address) = std::env::var("TEST_POSTGRES_URL") {
            return Some(Server { scratch: None, address });
        }
        match ScratchPostgres::start() {
            Ok(scratch) => Some(Server { address: scratch.address("postgres"), scratch: Some(scratch) }),
            Err(error) => {
                let required = std::env::var("BILDUNGSNETZ_REQUIRE_POSTGRES").is_ok_and(|value| value == "1");
                assert!(!required, "BILDUNGSNETZ_REQUIRE_POSTGRES=1, but: {error}");
                skipped("The tests on PostgreSQL", &error.to_string(), "Set TEST_POSTGRES_URL or install it.");
                None
            }
        }
    });
    found.as_ref()
}

impl Server {
    fn address_of(&self, database: &str) -> String {
        if let Some(scratch) = &self.scratch {
            return scratch.address(database);
        }
        let mut address: url::Url = self.address.parse().expect("TEST_POSTGRES_URL is a postgres:// URL");
        address.set_path(database);
        address.into()
    }

    async fn execute(&self, statement: String) {
        let mut connection =
            PgConnection::connect(&self.address).await.expect("the PostgreSQL server of the tests answers");
        connection.execute(AssertSqlSafe(statement)).await.expect("the test server lets its user make databases");
        connection.close().await.expect("the connection was open");
    }
}
