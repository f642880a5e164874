//! How many statements a piece of work costs: tests hold the numbers, operators see the sum.

use std::cell::Cell;
use std::sync::atomic::{AtomicU64, Ordering};

static TOTAL: AtomicU64 = AtomicU64::new(0);

tokio::task_local! {
    static STATEMENTS: Cell<u64>;
}

/// Runs `work` and says how many statements it sent to the database.
pub async fn counted<T>(work: impl Future<Output = T>) -> (T, u64) {
    STATEMENTS
        .scope(Cell::new(0), async {
            let done = work.await;
            (done, STATEMENTS.with(Cell::get))
        })
        .await
}

/// The statements that this process has sent since its start.
pub fn statements_in_total() -> u64 {
    TOTAL.load(Ordering::Relaxed)
}

pub(crate) fn note() {
    TOTAL.fetch_add(1, Ordering::Relaxed);
    // Outside of `counted` (workers, the command line) there is nothing to count for.
    let _ = STATEMENTS.try_with(|count| count.set(count.get() + 1));
}
