use crate::{Error, Platform};
use persistence::accounts::{forget_ended_sessions, forget_old_attempts};
use persistence::services::{forget_old_tokens, forget_spent};

/// Forgets what has ended and is of no use to anybody: sessions, tokens, and tries to sign in that count no longer. The worker of the outbox does it every hour.
///
/// # Errors
/// When the database does not answer; the next round does it then.
pub async fn forget_ended(platform: &Platform) -> Result<u64, Error> {
    let now = platform.clock.now();
    let attempts = forget_old_attempts(&platform.database, now).await?;
    let tokens = forget_spent(&platform.database, now).await? + forget_old_tokens(&platform.database, now).await?;
    Ok(attempts + tokens + forget_ended_sessions(&platform.database, now).await?)
}
