//! One change, whole or not at all: the rows, the audit, the events and the messages in one transaction.

use crate::audit::chain;
use crate::connect::Database;
use crate::entities::{idempotency_key, outbox_event, outbox_message};
use crate::error::StoreError;
use crate::integration::Tail;
use domain::access::{Action, ActorKind, Owner, Permit, Proof};
use domain::integration::EventType;
use domain::shared::{AccountId, Id, Ids, OrganisationId, Refusal, RefusalCode, ServiceAccountId, Timestamp};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter};
use serde::Serialize;
use std::fmt::Display;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::Notify;
use uuid::Uuid;

/// Where a change comes from.
#[derive(Clone, Debug)]
pub struct Origin {
    /// What kind of actor.
    pub actor: ActorKind,
    /// The account, when somebody is signed in.
    pub account: Option<AccountId>,
    /// What showed who they are.
    pub proof: Option<Proof>,
    /// The service account, when another system acts.
    pub service: Option<ServiceAccountId>,
    /// The request, as it stands in the logs.
    pub request: String,
}

/// One field as it was and as it is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    pub(crate) field: &'static str,
    pub(crate) old: Option<String>,
    pub(crate) new: Option<String>,
    pub(crate) personal: bool,
}

/// What one change did to one record: becomes an entry of the audit and an event.
#[derive(Clone, Debug)]
pub struct Change {
    pub(crate) permit: Permit,
    pub(crate) event: &'static str,
    pub(crate) subject_type: &'static str,
    pub(crate) subject: Uuid,
    pub(crate) owner: Owner,
    pub(crate) version: Option<i64>,
    pub(crate) shown_by: Option<Action>,
    pub(crate) co_hosts: Vec<OrganisationId>,
    pub(crate) fields: Vec<FieldChange>,
}

impl Change {
    /// A change of one record. The event is spelled `noun.verbed`, for instance `organisation.merged`, and stands in
    /// the catalogue ([`EventType`]), which says who may know of it. What the catalogue does not have is told to nobody.
    pub fn new<I: Id>(permit: Permit, event: &'static str, subject: I, owner: Owner) -> Self {
        // A test holds the catalogue against the verbs; until then a type that it lacks is a secret and not a fault.
        let kind = EventType::find(event).filter(|kind| kind.subject == I::TYPE);
        Self {
            permit,
            event,
            subject_type: I::TYPE,
            subject: subject.into(),
            owner,
            version: None,
            shown_by: kind.and_then(|kind| kind.shown_by),
            co_hosts: Vec::new(),
            fields: Vec::new(),
        }
    }

    /// Lets those know of it to whom another action than the catalogue's shows the record: for records whose audience
    /// is wider or narrower than usual.
    #[must_use]
    pub const fn shown_by(mut self, action: Action) -> Self {
        self.shown_by = Some(action);
        self
    }

    /// Lets organisations know of it that hold the record together with its owner, each as far as its own people may.
    #[must_use]
    pub fn held_with<'o>(mut self, co_hosts: impl IntoIterator<Item = &'o OrganisationId>) -> Self {
        self.co_hosts = co_hosts.into_iter().copied().collect();
        self
    }

    /// The version of the record after the change.
    #[must_use]
    pub const fn version(mut self, version: i64) -> Self {
        self.version = Some(version);
        self
    }

    /// A field that says nothing about a person. It is left out when nothing changed.
    #[must_use]
    pub fn field<T: Display>(self, field: &'static str, old: Option<T>, new: Option<T>) -> Self {
        self.push(field, old.map(|value| value.to_string()), new.map(|value| value.to_string()), false)
    }

    /// A field that says something about a person: the chain covers only a salted digest of it.
    #[must_use]
    pub fn personal<T: Display>(self, field: &'static str, old: Option<T>, new: Option<T>) -> Self {
        self.push(field, old.map(|value| value.to_string()), new.map(|value| value.to_string()), true)
    }

    fn push(mut self, field: &'static str, old: Option<String>, new: Option<String>, personal: bool) -> Self {
        if old != new {
            self.fields.push(FieldChange { field, old, new, personal });
        }
        self
    }
}

/// A promise to carry out a request only once (see `application`'s idempotency).
#[derive(Clone, Debug)]
pub struct IdempotencyClaim {
    /// Whose key.
    pub caller: String,
    /// The key that the caller chose.
    pub key: String,
    /// The digest of the request, to notice another one under the same key.
    pub request_hash: String,
    /// Until when the key is kept.
    pub expires_at: Timestamp,
}

/// What the parts of a unit of work have done so far.
#[derive(Default)]
struct Gathered {
    /// Whether a part was begun that is neither kept nor taken back.
    open: bool,
    changes: Vec<Change>,
    messages: Vec<outbox_message::ActiveModel>,
}

/// One change, whole or not at all. Dropping it rolls back; [`UnitOfWork::commit`] is the only way to keep it.
pub struct UnitOfWork {
    transaction: Arc<DatabaseTransaction>,
    origin: Origin,
    now: Timestamp,
    ids: Arc<dyn Ids>,
    messages: Vec<outbox_message::ActiveModel>,
    claim: Option<IdempotencyClaim>,
    /// What its parts have done.
    gathered: Arc<Mutex<Gathered>>,
    /// Of what it is a part.
    whole: Option<Arc<Mutex<Gathered>>>,
    bell: Arc<Notify>,
    tail: Arc<Tail>,
}

impl UnitOfWork {
    /// Begins a change.
    ///
    /// # Errors
    /// When the database does not answer or SQLite's one writer stays busy.
    pub async fn begin(
        database: &Database,
        origin: Origin,
        now: Timestamp,
        ids: Arc<dyn Ids>,
        claim: Option<IdempotencyClaim>,
    ) -> Result<Self, StoreError> {
        let transaction = Arc::new(database.begin().await?);
        Ok(Self {
            transaction,
            origin,
            now,
            ids,
            messages: Vec::new(),
            claim,
            gathered: Arc::default(),
            whole: None,
            bell: database.bell(),
            tail: database.tail(),
        })
    }

    /// Begins a part of this change, which is whole or not at all by itself: the verbs that commit or drop it know of no
    /// difference. What it did is kept when, and only when, the whole is; its audit entries, events and messages go with
    /// those of the whole. One part is over before the next one begins.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn part(&self) -> Result<Self, StoreError> {
        self.settle().await?;
        self.say("SAVEPOINT part").await?;
        self.gathered().open = true;
        Ok(Self {
            transaction: Arc::clone(&self.transaction),
            origin: self.origin.clone(),
            now: self.now,
            ids: Arc::clone(&self.ids),
            messages: Vec::new(),
            claim: None,
            gathered: Arc::default(),
            whole: Some(Arc::clone(&self.gathered)),
            bell: Arc::clone(&self.bell),
            tail: Arc::clone(&self.tail),
        })
    }

    /// Takes back what a part did that was dropped. It is needed before anything else is read or written here.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn settle(&self) -> Result<(), StoreError> {
        if self.gathered().open {
            self.say("ROLLBACK TO SAVEPOINT part").await?;
            self.say("RELEASE SAVEPOINT part").await?;
            self.gathered().open = false;
        }
        Ok(())
    }

    async fn say(&self, statement: &'static str) -> Result<(), StoreError> {
        crate::count::note();
        self.transaction.execute_unprepared(statement).await?;
        Ok(())
    }

    fn gathered(&self) -> MutexGuard<'_, Gathered> {
        self.gathered.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The transaction, when all parts are over.
    fn end(transaction: Arc<DatabaseTransaction>) -> Result<DatabaseTransaction, StoreError> {
        let held = || StoreError::Unexpected(DbErr::Custom("a part holds on to its unit of work".to_owned()));
        Arc::into_inner(transaction).ok_or_else(held)
    }

    /// The instant of the change: the same for all its parts.
    pub const fn now(&self) -> Timestamp {
        self.now
    }

    /// Where new ids come from.
    pub fn ids(&self) -> &dyn Ids {
        &*self.ids
    }

    /// Queues a message that is sent when, and only when, the change is kept.
    ///
    /// # Panics
    /// When the payload is no plain value that JSON can write: a fault of the caller's type.
    pub fn send(&mut self, kind: &'static str, payload: &impl Serialize, due_at: Timestamp) {
        self.messages.push(outbox_message::ActiveModel {
            id: Set(self.ids.uuid()),
            kind: Set(kind.to_owned()),
            payload: Set(serde_json::to_string(payload).expect("messages are plain values, which JSON can write")),
            created_at: Set(self.now.as_micros()),
            due_at: Set(due_at.as_micros()),
            attempts: Set(0),
            claimed_until: Set(None),
            done_at: Set(None),
            failed_at: Set(None),
            last_error: Set(None),
        });
    }

    /// Keeps the change, with its audit entries, its events and its messages. At least one [`Change`] is needed:
    /// nothing is written that the audit does not know.
    ///
    /// # Errors
    /// When the database does not keep it; then nothing of it is kept.
    pub async fn commit(mut self, changes: impl IntoIterator<Item = Change>) -> Result<(), StoreError> {
        self.settle().await?;
        let parts = std::mem::take(&mut *self.gathered());
        let changes: Vec<Change> = parts.changes.into_iter().chain(changes).collect();
        debug_assert!(!changes.is_empty(), "a unit of work that changes nothing is dropped, not committed");
        self.messages.extend(parts.messages);
        if let Some(whole) = self.whole.take() {
            self.say("RELEASE SAVEPOINT part").await?;
            let mut gathered = whole.lock().unwrap_or_else(PoisonError::into_inner);
            gathered.open = false;
            gathered.changes.extend(changes);
            gathered.messages.append(&mut self.messages);
            return Ok(());
        }
        if let Some(claim) = self.claim.take() {
            self.keep_claim(claim).await?;
        }
        let queued = !self.messages.is_empty();
        if queued {
            for chunk in crate::outbox::chunks(std::mem::take(&mut self.messages), 1_000) {
                outbox_message::Entity::insert_many(chunk).exec_without_returning(self.transaction()).await?;
            }
        }
        crate::search::keep(&self.transaction, &changes).await?;
        // The head of the chain is locked last, so that writers wait for each other as briefly as possible.
        let first = chain::append(&self.transaction, &self.origin, self.now, &*self.ids, &changes).await?;
        self.publish(first, changes).await?;
        self.tail.announce(&self.transaction).await?;
        Self::end(self.transaction)?.commit().await?;
        self.tail.ring();
        if queued {
            self.bell.notify_one();
        }
        Ok(())
    }

    /// Keeps a change of which nobody may ever tell who made it when: without an audit entry, an event, a message or the
    /// idempotency key of the request, each of which would carry the account, the instant, the order or a digest of what
    /// was said. Only for answers that are anonymous by promise (ADR 0016); everything else goes by [`UnitOfWork::commit`].
    ///
    /// # Errors
    /// When the database does not keep it; then nothing of it is kept.
    pub async fn commit_without_a_trace(self, permit: Permit) -> Result<(), StoreError> {
        debug_assert!(permit.action() == Action::EvaluationAnswer, "{} leaves its trace", permit.action());
        debug_assert!(self.messages.is_empty(), "a message would be a trace");
        debug_assert!(self.whole.is_none(), "a part is kept with its whole, and that leaves a trace");
        Ok(Self::end(self.transaction)?.commit().await?)
    }

    pub(crate) fn transaction(&self) -> &DatabaseTransaction {
        &self.transaction
    }

    /// Events carry the number of their audit entry: numbered under the same lock, they have no gaps and stand in
    /// the order of the commits.
    async fn publish(&self, first: i64, changes: Vec<Change>) -> Result<(), StoreError> {
        let events = (first..).zip(changes).map(|(seq, change)| outbox_event::ActiveModel {
            id: Set(self.ids.uuid()),
            seq: Set(seq),
            kind: Set(change.event.to_owned()),
            at: Set(self.now.as_micros()),
            actor_kind: Set(self.origin.actor.code().to_owned()),
            subject_type: Set(change.subject_type.to_owned()),
            subject_id: Set(change.subject),
            organisation_id: Set(change.owner.organisation.map(Uuid::from)),
            district_key: Set(change.owner.district),
            person_id: Set(change.owner.person.map(Uuid::from)),
            version: Set(change.version),
            shown_by: Set(change.shown_by.map(|action| action.code().to_owned())),
            co_hosts: Set(spaced(&change.co_hosts)),
        });
        for chunk in crate::outbox::chunks(events, 1_000) {
            outbox_event::Entity::insert_many(chunk).exec_without_returning(self.transaction()).await?;
        }
        Ok(())
    }

    async fn keep_claim(&self, claim: IdempotencyClaim) -> Result<(), StoreError> {
        let row = idempotency_key::ActiveModel {
            caller: Set(claim.caller),
            key: Set(claim.key),
            request_hash: Set(claim.request_hash),
            created_at: Set(self.now.as_micros()),
            expires_at: Set(claim.expires_at.as_micros()),
            answer: Set(None),
        };
        idempotency_key::Entity::delete_many()
            .filter(idempotency_key::Column::Caller.eq(row.caller.as_ref()))
            .filter(idempotency_key::Column::Key.eq(row.key.as_ref()))
            .filter(idempotency_key::Column::ExpiresAt.lte(self.now.as_micros()))
            .exec(self.transaction())
            .await?;
        // Another request with the same key was faster: this one is rolled back as a whole.
        match idempotency_key::Entity::insert(row)
            .exec_without_returning(self.transaction())
            .await
            .map_err(StoreError::from)
        {
            Err(StoreError::Refused(_)) => Err(Refusal::new(RefusalCode::IdempotencyReplay).into()),
            other => other.map(|_| ()),
        }
    }
}

/// Ids with a space between them; nothing for none.
fn spaced(ids: &[OrganisationId]) -> Option<String> {
    (!ids.is_empty()).then(|| ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "))
}

impl std::fmt::Debug for UnitOfWork {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("UnitOfWork").field("origin", &self.origin).field("now", &self.now).finish_non_exhaustive()
    }
}
