//! How entries are appended and what their hashes cover.

use crate::entities::{audit_entry, audit_head, audit_value};
use crate::error::StoreError;
use crate::stored::corrupt;
use crate::unit_of_work::{Change, Origin};
use domain::access::Proof;
use domain::shared::{Ids, Timestamp};
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QuerySelect};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use uuid::Uuid;

/// One field in an entry's data. Of personal values it holds digests, of others the values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct StoredField {
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) personal: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) old: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) new: Option<String>,
}

/// Appends entries to the chain and says the number of the first.
pub(crate) async fn append(
    transaction: &DatabaseTransaction,
    origin: &Origin,
    now: Timestamp,
    ids: &dyn Ids,
    changes: &[Change],
) -> Result<i64, StoreError> {
    let (mut entries, mut values) = (Vec::with_capacity(changes.len()), Vec::new());
    for change in changes {
        let id = ids.uuid();
        let mut data = BTreeMap::new();
        for field in &change.fields {
            let stored = if field.personal {
                let mut salt = [0; 16];
                ids.fill(&mut salt);
                let salt = hex::encode(salt);
                let (old, new) = (&field.old, &field.new);
                let stored = StoredField {
                    personal: true,
                    old: old.as_ref().map(|value| digest(&salt, value)),
                    new: new.as_ref().map(|value| digest(&salt, value)),
                };
                values.push(audit_value::ActiveModel {
                    entry_id: Set(id),
                    field: Set(field.field.to_owned()),
                    salt: Set(salt),
                    old_value: Set(old.clone()),
                    new_value: Set(new.clone()),
                });
                stored
            } else {
                StoredField { personal: false, old: field.old.clone(), new: field.new.clone() }
            };
            data.insert(field.field, stored);
        }
        entries.push(entry(id, origin, now, change, &data));
    }
    let first = link(transaction, &mut entries).await?;
    for chunk in crate::outbox::chunks(entries.into_iter().map(IntoActiveModel::into_active_model), 1_000) {
        audit_entry::Entity::insert_many(chunk).exec_without_returning(transaction).await?;
    }
    for chunk in crate::outbox::chunks(values, 5_000) {
        audit_value::Entity::insert_many(chunk).exec_without_returning(transaction).await?;
    }
    Ok(first)
}

fn entry(
    id: Uuid,
    origin: &Origin,
    now: Timestamp,
    change: &Change,
    data: &BTreeMap<&'static str, StoredField>,
) -> audit_entry::Model {
    audit_entry::Model {
        id,
        seq: 0,
        at: now.as_micros(),
        action: change.permit.action().code().to_owned(),
        event: change.event.to_owned(),
        actor_kind: origin.actor.code().to_owned(),
        account_id: origin.account.map(Uuid::from),
        // A personal token, or an identity outside, stands where the session would.
        session_id: origin.proof.and_then(|proof| match proof {
            Proof::Session(session) => Some(session.uuid()),
            Proof::Token(token) => Some(token.uuid()),
            Proof::Identity(identity) => Some(identity.uuid()),
            Proof::Address => None,
        }),
        request_id: origin.request.clone(),
        subject_type: change.subject_type.to_owned(),
        subject_id: change.subject,
        organisation_id: change.owner.organisation.map(Uuid::from),
        district_key: change.owner.district.clone(),
        version: change.version,
        data: serde_json::to_string(data).expect("fields are plain values, which JSON can always write"),
        previous_hash: String::new(),
        hash: String::new(),
        service_id: origin.service.map(Uuid::from),
    }
}

/// Locks the end of the chain, numbers and hashes the entries, and moves the end.
async fn link(transaction: &DatabaseTransaction, entries: &mut [audit_entry::Model]) -> Result<i64, StoreError> {
    let head = audit_head::Entity::find_by_id(Uuid::nil())
        .lock_exclusive()
        .one(transaction)
        .await?
        .ok_or_else(|| corrupt("audit", "the end of the chain is missing"))?;
    let (mut seq, mut hash) = (head.seq, head.hash.clone());
    for entry in &mut *entries {
        seq += 1;
        entry.seq = seq;
        entry.previous_hash = hash;
        entry.hash = hash_of(entry);
        hash = entry.hash.clone();
    }
    let first = head.seq + 1;
    let mut head = head.into_active_model();
    head.seq = Set(seq);
    head.hash = Set(hash);
    head.update(transaction).await?;
    Ok(first)
}

/// The hash of an entry: over every column but the hash itself, each with its length before it, so that no two
/// different entries have the same text.
pub(crate) fn hash_of(entry: &audit_entry::Model) -> String {
    let optional = |id: Option<Uuid>| id.map(|id| id.to_string()).unwrap_or_default();
    let columns = [
        entry.previous_hash.clone(),
        entry.seq.to_string(),
        entry.id.to_string(),
        entry.at.to_string(),
        entry.action.clone(),
        entry.event.clone(),
        entry.actor_kind.clone(),
        optional(entry.account_id),
        optional(entry.session_id),
        entry.request_id.clone(),
        entry.subject_type.clone(),
        entry.subject_id.to_string(),
        optional(entry.organisation_id),
        entry.district_key.clone().unwrap_or_default(),
        entry.version.map(|version| version.to_string()).unwrap_or_default(),
        entry.data.clone(),
    ];
    let mut hash = Sha256::new();
    for column in columns.into_iter().chain(entry.service_id.map(|id| id.to_string())) {
        hash.update((column.len() as u64).to_be_bytes());
        hash.update(column);
    }
    hex::encode(hash.finalize())
}

/// The digest that stands for a personal value.
pub(crate) fn digest(salt: &str, value: &str) -> String {
    let mut hash = Sha256::new();
    hash.update((salt.len() as u64).to_be_bytes());
    hash.update(salt);
    hash.update(value);
    hex::encode(hash.finalize())
}
