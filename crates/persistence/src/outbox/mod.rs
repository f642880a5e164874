//! The outbox: what is to be sent because of a change, kept with the change and sent after it.

mod idempotency;
mod messages;

pub use idempotency::{KeptAnswer, find_answer, forget_expired_keys, keep_answer};
pub use messages::{MessageId, Outbox, OutboxMessage};

/// Cuts rows into parts that fit into one statement of either database.
pub(crate) fn chunks<T>(rows: impl IntoIterator<Item = T>, size: usize) -> impl Iterator<Item = Vec<T>> {
    let mut rows = rows.into_iter();
    std::iter::from_fn(move || {
        let part: Vec<T> = rows.by_ref().take(size).collect();
        (!part.is_empty()).then_some(part)
    })
}
