//! Requests that are carried out only once, however often they arrive (design.md 4).

use crate::error::Error;
use crate::platform::Platform;
use domain::access::Actor;
use domain::shared::{Refusal, RefusalCode};
pub use persistence::IdempotencyClaim;
use persistence::outbox::{find_answer, keep_answer};
use sha2::{Digest, Sha256};

/// How long a key is kept: 24 hours.
const KEPT_SECONDS: i64 = 24 * 3_600;
/// The longest key.
const LONGEST_KEY: usize = 200;

/// What is to be done with a request that carries a key.
#[derive(Debug)]
pub enum Turn {
    /// Carry it out, and keep the claim with the change (see [`crate::Call::claiming`]).
    First(IdempotencyClaim),
    /// It was carried out before: this was the answer.
    Again(String),
}

/// Looks at the key of a request. The same key of another caller is another key.
///
/// # Errors
/// `IDEMPOTENCY_MISMATCH` when the key came with another request before, `IDEMPOTENCY_REPLAY` when its answer was not
/// kept, `INVALID` for a key that is empty, longer than 200 bytes or not printable ASCII.
pub async fn take_turn(platform: &Platform, actor: &Actor, key: &str, request: &[u8]) -> Result<Turn, Error> {
    if key.is_empty() || key.len() > LONGEST_KEY || !key.bytes().all(|byte| byte.is_ascii_graphic()) {
        let reason = "an idempotency key has 1 to 200 printable ASCII characters";
        return Err(Refusal::new(RefusalCode::Invalid).at("Idempotency-Key").with("reason", reason).into());
    }
    let caller = match actor {
        Actor::Account(account) => account.id.to_string(),
        Actor::Service(service) => format!("service:{}", service.id),
        Actor::Anonymous => "anonymous".to_owned(),
        Actor::System => "system".to_owned(),
    };
    let now = platform.clock.now();
    let request_hash = hex::encode(Sha256::digest(request));
    match find_answer(&platform.database, &caller, key, now).await? {
        None => Ok(Turn::First(IdempotencyClaim {
            caller,
            key: key.to_owned(),
            request_hash,
            expires_at: now.plus_seconds(KEPT_SECONDS),
        })),
        Some(kept) if kept.request_hash != request_hash => Err(Refusal::new(RefusalCode::IdempotencyMismatch).into()),
        Some(kept) => match kept.answer {
            Some(answer) => Ok(Turn::Again(answer)),
            None => Err(Refusal::new(RefusalCode::IdempotencyReplay).into()),
        },
    }
}

/// Keeps the answer of a request that was carried out. A request that was refused kept no claim: nothing is kept then,
/// and it may be sent again.
///
/// # Errors
/// When the database does not answer; a repetition then gets `IDEMPOTENCY_REPLAY`.
pub async fn keep(platform: &Platform, claim: &IdempotencyClaim, answer: &str) -> Result<(), Error> {
    Ok(keep_answer(&platform.database, claim, answer).await?)
}
