//! The end of the events, to wait for: within a process by a bell, between nodes by PostgreSQL's `NOTIFY`.

use crate::connect::{Database, Engine};
use crate::error::StoreError;
use sea_orm::sqlx::postgres::PgListener;
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr};
use std::sync::Arc;
use tokio::sync::watch;

/// The channel between the nodes. The notice has no content: who hears it reads the events.
const CHANNEL: &str = "bildungsnetz_events";

/// Rings when there are new events.
#[derive(Debug)]
pub(crate) struct Tail {
    engine: Engine,
    rings: watch::Sender<()>,
}

impl Tail {
    pub(crate) fn of(engine: Engine) -> Arc<Self> {
        Arc::new(Self { engine, rings: watch::Sender::new(()) })
    }

    /// Has PostgreSQL tell the other nodes when, and only when, the transaction is kept.
    pub(crate) async fn announce(&self, transaction: &DatabaseTransaction) -> Result<(), DbErr> {
        if self.engine == Engine::Postgres {
            transaction.execute_unprepared("NOTIFY bildungsnetz_events").await?;
        }
        Ok(())
    }

    /// Tells this process.
    pub(crate) fn ring(&self) {
        self.rings.send_replace(());
    }
}

impl Database {
    /// A bell that rings after every change of this process, and where [`listen`] runs after those of other nodes. It
    /// says that there may be more, not how much: rings that nobody waited for are one.
    pub fn events_bell(&self) -> watch::Receiver<()> {
        self.tail().rings.subscribe()
    }
}

/// Rings the bell for the changes of other nodes, until the connection is lost. On SQLite there are none: it waits for
/// ever.
///
/// # Errors
/// When PostgreSQL does not answer.
pub async fn listen(database: &Database) -> Result<(), StoreError> {
    if database.engine() == Engine::Sqlite {
        return std::future::pending().await;
    }
    let pool = database.readers().get_postgres_connection_pool();
    let failed = |error| StoreError::Unavailable(DbErr::Conn(sea_orm::RuntimeErr::SqlxError(Arc::new(error))));
    let mut listener = PgListener::connect_with(pool).await.map_err(failed)?;
    listener.listen(CHANNEL).await.map_err(failed)?;
    let tail = database.tail();
    // What came before the first word was heard is to be looked for as well.
    tail.ring();
    while listener.try_recv().await.map_err(failed)?.is_some() {
        tail.ring();
    }
    Ok(())
}
