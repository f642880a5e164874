//! The end of the events, to wait for: within a process by a bell, between nodes by PostgreSQL's `NOTIFY`, or by
//! somebody else who wakes them (ADR 0039).

use crate::connect::{Database, Engine};
use crate::error::StoreError;
use sea_orm::sqlx::postgres::PgListener;
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::sync::watch;

/// The channel between the nodes. The notice has no content: who hears it reads the events.
const CHANNEL: &str = "bildungsnetz_events";

/// Rings when there are new events.
#[derive(Debug)]
pub(crate) struct Tail {
    /// Whether the database tells the other nodes.
    notifies: AtomicBool,
    /// After every change that this process knows of.
    rings: watch::Sender<()>,
    /// After every change of this process.
    own: watch::Sender<()>,
}

impl Tail {
    pub(crate) fn of(engine: Engine) -> Arc<Self> {
        Arc::new(Self {
            notifies: AtomicBool::new(engine == Engine::Postgres),
            rings: watch::Sender::new(()),
            own: watch::Sender::new(()),
        })
    }

    /// Has PostgreSQL tell the other nodes when, and only when, the transaction is kept.
    pub(crate) async fn announce(&self, transaction: &DatabaseTransaction) -> Result<(), DbErr> {
        if self.notifies.load(Ordering::Relaxed) {
            transaction.execute_unprepared("NOTIFY bildungsnetz_events").await?;
        }
        Ok(())
    }

    /// Tells this process of a change of its own.
    pub(crate) fn ring(&self) {
        self.rings.send_replace(());
        self.own.send_replace(());
    }
}

impl Database {
    /// A bell that rings after every change of this process, and after those of other nodes where [`listen`] runs or
    /// somebody calls [`Database::ring_events`]. It says that there may be more, not how much: rings that nobody waited
    /// for are one.
    pub fn events_bell(&self) -> watch::Receiver<()> {
        self.tail().rings.subscribe()
    }

    /// A bell that rings after every change of this process and of no other: for those who wake other nodes.
    pub fn own_changes_bell(&self) -> watch::Receiver<()> {
        self.tail().own.subscribe()
    }

    /// Rings for a change of another node.
    pub fn ring_events(&self) {
        self.tail().rings.send_replace(());
    }

    /// Has PostgreSQL tell nobody any more: somebody else wakes the other nodes.
    pub fn leave_waking_to_others(&self) {
        self.tail().notifies.store(false, Ordering::Relaxed);
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
    // What came before the first word was heard is to be looked for as well.
    database.ring_events();
    while listener.try_recv().await.map_err(failed)?.is_some() {
        database.ring_events();
    }
    Ok(())
}
