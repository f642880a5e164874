use super::certificates::delete_old_certificates;
use super::evaluations::remind_of_evaluations;
use super::expire_offers::expire_offers;
use super::forget_details::forget_details;
use super::forget_lists::forget_lists;
use super::remind::send_reminders;
use crate::{Call, Error, Platform};
use std::sync::Arc;
use std::time::Duration;

/// How often it is looked what is due.
const REST: Duration = Duration::from_mins(1);

/// Does what is due by itself, every minute, until `stop` is ready: held seats that were not answered go on, reminders
/// leave, what was said only for a session is forgotten after it, and lists and certificates are
/// deleted after their time. Any number of nodes may do this: each session is held meanwhile.
pub async fn watch_sessions(platform: &Arc<Platform>, stop: impl Future<Output = ()> + Send) {
    let mut stop = std::pin::pin!(stop);
    loop {
        let call = Call::of_system(Arc::clone(platform), "sessions");
        tell("offers", expire_offers(&call).await);
        tell("reminders", send_reminders(&call).await);
        tell("evaluations", remind_of_evaluations(&call).await);
        tell("details", forget_details(&call).await);
        tell("lists", forget_lists(&call).await);
        tell("certificates", delete_old_certificates(&call).await);
        tokio::select! {
            () = &mut stop => return,
            () = tokio::time::sleep(REST) => {}
        }
    }
}

fn tell(what: &'static str, done: Result<usize, Error>) {
    if let Err(error) = done {
        tracing::warn!(what, error = &error as &dyn std::error::Error, "looked at again in a minute");
    }
}
