//! Whether those who listen may still: the token is shown again every few seconds, as if it came with a new request.

use crate::gate::{ErrorCode, Refused};
use crate::http::api::Api;
use crate::http::authenticate::actor;
use axum::http::HeaderMap;
use domain::access::Actor;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tokio_util::task::AbortOnDropHandle;

/// How often. What was taken away counts within five seconds, also when no event tells of it: a token runs out, a role
/// ends at midnight.
const ROUND: Duration = Duration::from_secs(4);

/// Who is listening, and since when they may not any more.
#[derive(Clone)]
pub(super) struct Guard {
    api: Arc<Api>,
    headers: HeaderMap,
    address: IpAddr,
    reference: String,
    standing: watch::Receiver<Option<Actor>>,
    _rounds: Arc<AbortOnDropHandle<()>>,
}

impl Guard {
    /// Guards those who show this token.
    ///
    /// # Errors
    /// When they may not even begin.
    pub(super) async fn begin(
        api: &Arc<Api>,
        headers: HeaderMap,
        address: IpAddr,
        reference: &str,
    ) -> Result<Self, Refused> {
        let first = actor(&api.platform, &headers, address, reference).await?;
        let (told, standing) = watch::channel(Some(first));
        let rounds = {
            let (api, headers, reference) = (Arc::clone(api), headers.clone(), reference.to_owned());
            tokio::spawn(async move {
                while told.borrow().is_some() {
                    tokio::time::sleep(ROUND).await;
                    let Some(now) = ask(&api, &headers, address, &reference).await else { continue };
                    told.send_if_modified(|known| {
                        let changed = *known != now;
                        *known = now;
                        changed
                    });
                }
            })
        };
        let rounds = Arc::new(AbortOnDropHandle::new(rounds));
        Ok(Self { api: Arc::clone(api), headers, address, reference: reference.to_owned(), standing, _rounds: rounds })
    }

    /// Who they are as of the last round; `None` when they may not listen any more.
    pub(super) fn actor(&self) -> Option<Actor> {
        self.standing.borrow().clone()
    }

    /// Waits until their rights have changed.
    pub(super) async fn changed(&mut self) {
        if self.standing.changed().await.is_err() {
            std::future::pending::<()>().await;
        }
    }

    /// Who they are now; `None` when they may not listen any more.
    pub(super) async fn ask_now(&self) -> Option<Actor> {
        // While the database does not answer, what was known last counts; no event comes out of it either.
        ask(&self.api, &self.headers, self.address, &self.reference).await.unwrap_or_else(|| self.actor())
    }
}

/// `None` when there is no answer.
async fn ask(api: &Api, headers: &HeaderMap, address: IpAddr, reference: &str) -> Option<Option<Actor>> {
    match actor(&api.platform, headers, address, reference).await {
        Ok(actor) => Some(Some(actor)),
        Err(Refused { code: ErrorCode::Unauthenticated, .. }) => Some(None),
        Err(_) => None,
    }
}
