//! A database of its own for every test.

use crate::both::Given;
use crate::{postgres, sqlite};
use persistence::{Database, Engine};
use tempfile::TempDir;

/// How many connections a test's pool of readers has.
const CONNECTIONS: u32 = 4;

/// A database that no other test sees.
#[derive(Debug)]
pub struct TestDatabase {
    address: String,
    database: Database,
    /// Held so that the file lives as long as the test.
    _folder: Option<TempDir>,
}

impl TestDatabase {
    /// A migrated one; `None` where there is no PostgreSQL.
    pub async fn migrated(engine: Engine) -> Option<Self> {
        Some(match engine {
            Engine::Sqlite => {
                let folder = temporary_folder();
                Self::open(sqlite::create(&folder).await, Some(folder)).await
            }
            Engine::Postgres => Self::open(postgres::create().await?, None).await,
        })
    }

    /// One without any table; `None` where there is no PostgreSQL.
    pub async fn empty(engine: Engine) -> Option<Self> {
        Some(match engine {
            Engine::Sqlite => {
                let folder = temporary_folder();
                Self::open(sqlite::create_empty(&folder), Some(folder)).await
            }
            Engine::Postgres => Self::open(postgres::create_empty().await?, None).await,
        })
    }

    /// Other connections to the same one, as another node has them.
    pub(crate) async fn beside(&self) -> Self {
        Self::open(self.address.clone(), None).await
    }

    /// Its address, as the configuration spells it.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The connections to it.
    pub const fn database(&self) -> &Database {
        &self.database
    }

    async fn open(address: String, folder: Option<TempDir>) -> Self {
        let database = Database::connect(&address, CONNECTIONS).await.expect("the database was made just now");
        Self { address, database, _folder: folder }
    }
}

impl Given for TestDatabase {
    async fn on(engine: Engine) -> Option<Self> {
        Self::migrated(engine).await
    }

    fn address(&self) -> &str {
        &self.address
    }
}

/// Brings a database up to date and lets go of it.
pub(crate) async fn migrate(address: &str) {
    let database = Database::connect(address, 1).await.expect("the database was made just now");
    database.migrate().await.expect("every migration runs on an empty database");
    database.close().await;
}

fn temporary_folder() -> TempDir {
    TempDir::new().expect("there is a place for temporary files")
}
