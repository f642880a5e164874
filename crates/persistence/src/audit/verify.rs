//! Checking the chain from its beginning to its end.

use super::chain::{StoredField, digest, hash_of};
use crate::connect::Source;
use crate::entities::{audit_entry, audit_head, audit_value};
use crate::error::StoreError;
use sea_orm::{ColumnTrait, DatabaseExecutor, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// How many entries are checked at a time.
const STEP: u64 = 1_000;

/// What the check found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verification {
    /// How many entries were checked.
    pub entries: i64,
    /// The number of the first entry that does not fit, if any.
    pub broken_at: Option<i64>,
    /// How many personal values have been erased since.
    pub erased_values: i64,
}

/// Recomputes every hash and every digest whose value is still there.
///
/// # Errors
/// When the database does not answer; a broken chain is a finding and not an error.
pub async fn verify(source: &impl Source) -> Result<Verification, StoreError> {
    let executor = source.executor();
    let mut found = Verification { entries: 0, broken_at: None, erased_values: 0 };
    let Some(head) = audit_head::Entity::find_by_id(Uuid::nil()).one(&executor).await? else {
        return Ok(found);
    };
    let mut previous: Option<audit_entry::Model> = None;
    loop {
        let step = audit_entry::Entity::find()
            .filter(audit_entry::Column::Seq.gt(found.entries))
            .filter(audit_entry::Column::Seq.lte(head.seq))
            .order_by_asc(audit_entry::Column::Seq)
            .limit(STEP)
            .all(&executor)
            .await?;
        if step.is_empty() {
            break;
        }
        let mut values = values(&executor, &step).await?;
        for entry in step {
            let expected = previous.as_ref().map_or_else(|| "0".repeat(64), |previous| previous.hash.clone());
            let values = values.remove(&entry.id).unwrap_or_default();
            let Some(erased) = digests_fit(&entry, &values) else { return Ok(found.broken(found.entries + 1)) };
            if entry.seq != found.entries + 1 || entry.previous_hash != expected || entry.hash != hash_of(&entry) {
                return Ok(found.broken(found.entries + 1));
            }
            found.erased_values += erased;
            found.entries = entry.seq;
            previous = Some(entry);
        }
    }
    let end = previous.map_or_else(|| "0".repeat(64), |last| last.hash);
    if found.entries != head.seq || end != head.hash { Ok(found.broken(found.entries + 1)) } else { Ok(found) }
}

impl Verification {
    /// The same, broken at an entry.
    fn broken(&self, at: i64) -> Self {
        Self { broken_at: Some(at), ..self.clone() }
    }
}

async fn values(
    executor: &DatabaseExecutor<'_>,
    entries: &[audit_entry::Model],
) -> Result<HashMap<Uuid, HashMap<String, audit_value::Model>>, StoreError> {
    let ids = entries.iter().map(|entry| entry.id);
    let mut values: HashMap<Uuid, HashMap<_, _>> = HashMap::new();
    for value in audit_value::Entity::find().filter(audit_value::Column::EntryId.is_in(ids)).all(executor).await? {
        values.entry(value.entry_id).or_default().insert(value.field.clone(), value);
    }
    Ok(values)
}

/// How many personal values of the entry are erased, or `None` when one that is there does not fit its digest.
fn digests_fit(entry: &audit_entry::Model, values: &HashMap<String, audit_value::Model>) -> Option<i64> {
    let stored: BTreeMap<String, StoredField> = serde_json::from_str(&entry.data).ok()?;
    let mut erased = 0;
    for (field, stored) in stored.iter().filter(|(_, stored)| stored.personal) {
        match values.get(field) {
            None => erased += 1,
            Some(value) => {
                let fits = |plain: &Option<String>, digested: &Option<String>| {
                    plain.as_ref().map(|plain| digest(&value.salt, plain)) == *digested
                };
                if !fits(&value.old_value, &stored.old) || !fits(&value.new_value, &stored.new) {
                    return None;
                }
            }
        }
    }
    Some(erased)
}
