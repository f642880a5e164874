//! One request: who asks, in which language, and under which idempotency key.

use crate::error::Error;
use crate::platform::Platform;
use domain::access::{Action, Actor, Owner, Permit, Visibility};
use domain::shared::{Date, Ids, Language, Timestamp, berlin_date};
use persistence::{Database, IdempotencyClaim, Origin, UnitOfWork};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// One request of a person, a service or the platform itself.
#[derive(Debug)]
pub struct Call {
    platform: Arc<Platform>,
    actor: Actor,
    request: String,
    language: Language,
    at: Option<Timestamp>,
    claim: Mutex<Option<IdempotencyClaim>>,
    whole: Option<Arc<UnitOfWork>>,
    answer_is_secret: AtomicBool,
}

impl Call {
    /// A request. `request` is its id, as it stands in the logs.
    pub fn new(platform: Arc<Platform>, actor: Actor, request: String, language: Language) -> Self {
        let claim = Mutex::new(None);
        Self {
            platform,
            actor,
            request,
            language,
            at: None,
            claim,
            whole: None,
            answer_is_secret: AtomicBool::new(false),
        }
    }

    /// A call of the platform itself: of the operator at the command line, or of a worker.
    pub fn of_system(platform: Arc<Platform>, request: &str) -> Self {
        Self::new(platform, Actor::System, request.to_owned(), Language::default())
    }

    /// The same request as if it came at an instant: for invented worlds that have a past.
    #[must_use]
    pub(crate) fn at_instant(self, at: Timestamp) -> Self {
        Self { at: Some(at), ..self }
    }

    /// The same request, to be carried out only once: the first unit of work keeps the claim with its change.
    #[must_use]
    pub fn claiming(self, claim: Option<IdempotencyClaim>) -> Self {
        Self { claim: Mutex::new(claim), ..self }
    }

    /// The same request, whose changes are parts of one unit of work: they are kept when, and only when, that is.
    #[must_use]
    pub(crate) fn within(self, whole: Arc<UnitOfWork>) -> Self {
        Self { whole: Some(whole), ..self }
    }

    /// The platform.
    pub const fn platform(&self) -> &Arc<Platform> {
        &self.platform
    }

    /// Where reads go.
    pub fn database(&self) -> &Database {
        &self.platform.database
    }

    /// Who asks.
    pub const fn actor(&self) -> &Actor {
        &self.actor
    }

    /// The id of the request.
    pub fn request(&self) -> &str {
        &self.request
    }

    /// The language of answers and mails.
    pub const fn language(&self) -> Language {
        self.language
    }

    /// The present instant.
    pub fn now(&self) -> Timestamp {
        self.at.unwrap_or_else(|| self.platform.clock.now())
    }

    /// The present local date in North Rhine-Westphalia.
    pub fn today(&self) -> Date {
        berlin_date(self.now())
    }

    /// Where ids and randomness come from.
    pub fn ids(&self) -> &dyn Ids {
        &*self.platform.ids
    }

    /// What may be seen with this action.
    pub fn visibility(&self, action: Action) -> Visibility {
        self.actor.visibility(action)
    }

    /// Permits the action on a thing of this owner.
    ///
    /// # Errors
    /// [`Error::Denied`] when no role reaches that far.
    pub fn permit(&self, action: Action, owner: &Owner) -> Result<Permit, Error> {
        Ok(self.actor.permit(action, owner)?)
    }

    /// Begins a change in the name of the actor; inside of a larger one, a part of it.
    ///
    /// # Errors
    /// When the database does not answer, or SQLite's one writer stays busy.
    pub async fn begin(&self) -> Result<UnitOfWork, Error> {
        if let Some(whole) = &self.whole {
            return Ok(whole.part().await?);
        }
        let account = self.actor.account();
        let origin = Origin {
            actor: self.actor.kind(),
            account: account.map(|account| account.id),
            proof: account.map(|account| account.proof),
            service: self.actor.service().map(|service| service.id),
            request: self.request.clone(),
        };
        let claim = self.claim.lock().unwrap_or_else(PoisonError::into_inner).take();
        let ids = Arc::clone(&self.platform.ids);
        Ok(UnitOfWork::begin(&self.platform.database, origin, self.now(), ids, claim).await?)
    }

    /// Says that the answer holds a secret (a token, recovery codes), which no idempotency key may keep.
    pub fn answer_is_secret(&self) {
        self.answer_is_secret.store(true, Ordering::Relaxed);
    }

    /// Whether the answer may be kept under an idempotency key.
    pub fn may_keep_answer(&self) -> bool {
        !self.answer_is_secret.load(Ordering::Relaxed)
    }
}
