//! Connections to either database, set up so that both behave alike.

use crate::count;
use crate::error::StoreError;
use crate::integration::Tail;
use crate::unit_of_work::UnitOfWork;
use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{
    ConnectOptions, DatabaseConnection, DatabaseExecutor, DatabaseTransaction, DbErr, SqliteTransactionMode,
    TransactionOptions, TransactionTrait,
};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Notify;

/// How long a request waits for a connection, or for SQLite's one writer, before it is told to try again.
const PATIENCE: Duration = Duration::from_secs(10);

/// Which of the two databases it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// One file, one process: demos, development, small installations.
    Sqlite,
    /// For everything else.
    Postgres,
}

/// The database: a pool of readers, and a pool of writers that holds one connection on SQLite.
#[derive(Clone, Debug)]
pub struct Database {
    engine: Engine,
    readers: DatabaseConnection,
    writers: DatabaseConnection,
    bell: Arc<Notify>,
    tail: Arc<Tail>,
}

impl Database {
    /// Connects to `sqlite:PATH` or `postgres://…`; a missing SQLite file is made. `connections` is the size of the
    /// pool of readers, and on PostgreSQL of the writers too.
    ///
    /// # Errors
    /// When the address is of neither kind, or nothing answers there.
    pub async fn connect(address: &str, connections: u32) -> Result<Self, StoreError> {
        let bell = Arc::default();
        if address.starts_with("sqlite:") {
            let writers = open(sqlite(address, 1)).await?;
            let readers = open(sqlite(address, connections)).await?;
            Ok(Self { engine: Engine::Sqlite, readers, writers, bell, tail: Tail::of(Engine::Sqlite) })
        } else if address.starts_with("postgres:") || address.starts_with("postgresql:") {
            let pool = open(postgres(address, connections)).await?;
            Ok(Self {
                engine: Engine::Postgres,
                readers: pool.clone(),
                writers: pool,
                bell,
                tail: Tail::of(Engine::Postgres),
            })
        } else {
            let reason = "a database address starts with sqlite: or postgres:".to_owned();
            Err(StoreError::Unexpected(DbErr::Custom(reason)))
        }
    }

    /// Which of the two it is.
    pub const fn engine(&self) -> Engine {
        self.engine
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// When it does not.
    pub async fn ping(&self) -> Result<(), StoreError> {
        self.readers.ping().await.map_err(StoreError::from)
    }

    /// Waits until a change of this process has queued a message, so that the outbox's worker need not wait for its
    /// next round.
    pub async fn messages_queued(&self) {
        self.bell.notified().await;
    }

    pub(crate) fn bell(&self) -> Arc<Notify> {
        Arc::clone(&self.bell)
    }

    pub(crate) fn tail(&self) -> Arc<Tail> {
        Arc::clone(&self.tail)
    }

    pub(crate) const fn readers(&self) -> &DatabaseConnection {
        &self.readers
    }

    /// Brings the schema up to date and says how many migrations it took.
    ///
    /// # Errors
    /// When a migration fails; the ones before it stay.
    pub async fn migrate(&self) -> Result<usize, StoreError> {
        use migrations::MigratorTrait;
        let pending = migrations::Migrator::get_pending_migrations(&self.writers).await?.len();
        migrations::Migrator::up(&self.writers, None).await?;
        Ok(pending)
    }

    /// Whether every migration of this binary has been carried out.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn is_migrated(&self) -> Result<bool, StoreError> {
        use migrations::MigratorTrait;
        Ok(migrations::Migrator::get_pending_migrations(&self.readers).await?.is_empty())
    }

    /// Closes all connections; on SQLite this folds the write-ahead log into the file.
    pub async fn close(self) {
        // A connection that cannot be closed is gone already.
        let _ = self.readers.close().await;
        let _ = self.writers.close().await;
    }

    /// Begins a transaction for writing. On SQLite it takes the one writer at once: a lock that is taken later,
    /// after a read, would fail without waiting.
    pub(crate) async fn begin(&self) -> Result<DatabaseTransaction, DbErr> {
        count::note();
        let sqlite_transaction_mode = match self.engine {
            Engine::Sqlite => Some(SqliteTransactionMode::Immediate),
            Engine::Postgres => None,
        };
        self.writers.begin_with_options(TransactionOptions { sqlite_transaction_mode, ..Default::default() }).await
    }
}

/// Where a repository reads: the pool of readers, or a unit of work that sees its own writes.
pub trait Source: Sync {
    /// What runs the statements.
    #[doc(hidden)]
    fn executor(&self) -> DatabaseExecutor<'_>;
}

impl Source for Database {
    fn executor(&self) -> DatabaseExecutor<'_> {
        (&self.readers).into()
    }
}

impl Source for UnitOfWork {
    fn executor(&self) -> DatabaseExecutor<'_> {
        self.transaction().into()
    }
}

async fn open(options: ConnectOptions) -> Result<DatabaseConnection, DbErr> {
    let mut connection = sea_orm::Database::connect(options).await?;
    connection.set_metric_callback(|_| count::note());
    Ok(connection)
}

fn common(address: &str, connections: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(address);
    options
        .max_connections(connections)
        .min_connections(1)
        .acquire_timeout(PATIENCE)
        .connect_timeout(PATIENCE)
        .sqlx_logging(false)
        .record_stmt_in_spans(false);
    options
}

fn sqlite(address: &str, connections: u32) -> ConnectOptions {
    let mut options = common(address, connections);
    options.test_before_acquire(false).map_sqlx_sqlite_opts(|sqlite| {
        sqlite
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Normal)
            .busy_timeout(PATIENCE)
            .foreign_keys(true)
            // Rows cross a channel between threads: the default of 50 makes long lists three times slower.
            .row_buffer_size(4096)
            .pragma("temp_store", "memory")
            .pragma("mmap_size", "268435456")
    });
    options
}

fn postgres(address: &str, connections: u32) -> ConnectOptions {
    let mut options = common(address, connections);
    options.set_application_name("bildungsnetz").statement_timeout(Duration::from_secs(30));
    options
}
