//! Reading the audit.

use super::chain::StoredField;
use crate::connect::Source;
use crate::entities::{audit_entry, audit_value};
use crate::error::StoreError;
use crate::page::{Key, Ordering, page};
use crate::scope::{OwnerColumns, visible};
use crate::stored::{corrupt, instant};
use domain::access::Visibility;
use domain::shared::{AccountId, AuditEntryId, OrganisationId, Page, PageRequest, ServiceAccountId, Timestamp};
use sea_orm::{ColumnTrait, DatabaseExecutor, EntityTrait, PaginatorTrait, QueryFilter, QueryTrait, Select};
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// One field of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditField {
    /// Which.
    pub field: String,
    /// Whether it says something about a person.
    pub personal: bool,
    /// Whether its values were erased since; then both are missing.
    pub erased: bool,
    /// As it was.
    pub old: Option<String>,
    /// As it became.
    pub new: Option<String>,
}

/// One entry of the audit.
#[derive(Clone, Debug)]
pub struct AuditEntry {
    /// The entry.
    pub id: AuditEntryId,
    /// Its place in the chain, without gaps.
    pub seq: i64,
    /// When.
    pub at: Timestamp,
    /// With which right.
    pub action: String,
    /// What happened.
    pub event: String,
    /// By what kind of actor.
    pub actor_kind: String,
    /// By whom.
    pub account: Option<AccountId>,
    /// In which session, with which personal access token, or by which identity at a provider outside.
    pub proof: Option<Uuid>,
    /// By which other system.
    pub service: Option<ServiceAccountId>,
    /// In which request, as it stands in the logs.
    pub request: String,
    /// The kind of record.
    pub subject_type: String,
    /// The record.
    pub subject: Uuid,
    /// The organisation that the record belongs to.
    pub organisation: Option<OrganisationId>,
    /// The version of the record after the change.
    pub version: Option<i64>,
    /// What changed.
    pub fields: Vec<AuditField>,
    /// The hash, over this entry and the one before.
    pub hash: String,
}

/// Which entries.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct AuditFilter {
    /// Of this record.
    pub subject: Option<Uuid>,
    /// By this account.
    pub account: Option<AccountId>,
    /// Of this organisation.
    pub organisation: Option<OrganisationId>,
    /// Of this event, for instance `organisation.merged`.
    pub event: Option<String>,
    /// From this instant on.
    pub since: Option<Timestamp>,
    /// Before this instant.
    pub until: Option<Timestamp>,
}

/// The entries of the audit.
#[derive(Debug)]
pub struct AuditEntries<'c>(DatabaseExecutor<'c>);

impl<'c> AuditEntries<'c> {
    /// Those in `source`.
    pub fn of(source: &'c impl Source) -> Self {
        Self(source.executor())
    }

    /// One page, the newest first.
    ///
    /// # Errors
    /// When the database does not answer, or the cursor is not one of this list.
    pub async fn list(
        &self,
        seen: &Visibility,
        filter: &AuditFilter,
        request: &PageRequest,
    ) -> Result<Page<AuditEntry>, StoreError> {
        let order = Ordering {
            columns: vec![audit_entry::Column::Seq],
            descending: true,
            keys: |row: &audit_entry::Model| vec![Key::Number(row.seq)],
        };
        let found = page(select(seen, filter), &order, request, &self.0).await?;
        let mut values = self.values(found.rows.iter().map(|(_, row)| row.id)).await?;
        let rows = found.rows.into_iter().map(|(cursor, row)| {
            let values = values.remove(&row.id).unwrap_or_default();
            Ok((cursor, read(row, values)?))
        });
        let rows = rows.collect::<Result<_, StoreError>>()?;
        Ok(Page { rows, has_next: found.has_next, has_previous: found.has_previous })
    }

    /// How many there are.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn count(&self, seen: &Visibility, filter: &AuditFilter) -> Result<u64, StoreError> {
        Ok(select(seen, filter).count(&self.0).await?)
    }

    /// One entry, if it is seen.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find(&self, seen: &Visibility, id: AuditEntryId) -> Result<Option<AuditEntry>, StoreError> {
        let found = select(seen, &AuditFilter::default()).filter(audit_entry::Column::Id.eq(id.uuid()));
        let Some(row) = found.one(&self.0).await? else { return Ok(None) };
        let values = self.values([row.id]).await?.remove(&row.id).unwrap_or_default();
        read(row, values).map(Some)
    }

    async fn values(
        &self,
        entries: impl IntoIterator<Item = Uuid>,
    ) -> Result<HashMap<Uuid, Vec<audit_value::Model>>, StoreError> {
        let found = audit_value::Entity::find().filter(audit_value::Column::EntryId.is_in(entries));
        let mut values: HashMap<Uuid, Vec<_>> = HashMap::new();
        for value in found.all(&self.0).await? {
            values.entry(value.entry_id).or_default().push(value);
        }
        Ok(values)
    }
}

fn select(seen: &Visibility, filter: &AuditFilter) -> Select<audit_entry::Entity> {
    use audit_entry::Column;
    let owner =
        OwnerColumns { organisation: Some(Column::OrganisationId), district: Some(Column::DistrictKey), person: None };
    audit_entry::Entity::find()
        .filter(visible(seen, &owner))
        .apply_if(filter.subject, |found, id| found.filter(Column::SubjectId.eq(id)))
        .apply_if(filter.account, |found, id| found.filter(Column::AccountId.eq(id.uuid())))
        .apply_if(filter.organisation, |found, id| found.filter(Column::OrganisationId.eq(id.uuid())))
        .apply_if(filter.event.as_ref(), |found, event| found.filter(Column::Event.eq(event.as_str())))
        .apply_if(filter.since, |found, at| found.filter(Column::At.gte(at.as_micros())))
        .apply_if(filter.until, |found, at| found.filter(Column::At.lt(at.as_micros())))
}

fn read(row: audit_entry::Model, values: Vec<audit_value::Model>) -> Result<AuditEntry, StoreError> {
    const WHAT: &str = "audit entry";
    let stored: BTreeMap<String, StoredField> =
        serde_json::from_str(&row.data).map_err(|error| corrupt(WHAT, error))?;
    let mut values: HashMap<_, _> = values.into_iter().map(|value| (value.field.clone(), value)).collect();
    let fields = stored.into_iter().map(|(field, stored)| match (stored.personal, values.remove(&field)) {
        (false, _) => AuditField { field, personal: false, erased: false, old: stored.old, new: stored.new },
        (true, Some(value)) => {
            AuditField { field, personal: true, erased: false, old: value.old_value, new: value.new_value }
        }
        (true, None) => AuditField { field, personal: true, erased: true, old: None, new: None },
    });
    Ok(AuditEntry {
        id: row.id.into(),
        seq: row.seq,
        at: instant(WHAT, row.at)?,
        action: row.action,
        event: row.event,
        actor_kind: row.actor_kind,
        account: row.account_id.map(AccountId::from),
        proof: row.session_id,
        service: row.service_id.map(ServiceAccountId::from),
        request: row.request_id,
        subject_type: row.subject_type,
        subject: row.subject_id,
        organisation: row.organisation_id.map(OrganisationId::from),
        version: row.version,
        fields: fields.collect(),
        hash: row.hash,
    })
}
