//! Imports as people see them.

use super::owners::{Owners, columns};
use crate::connect::Source;
use crate::entities::import_job::{self, Column};
use crate::entities::{import_file, organisation};
use crate::error::StoreError;
use crate::page::{Key, Ordering, page};
use crate::scope::visible;
use crate::stored::{checked, code, corrupt, instant};
use crate::unit_of_work::UnitOfWork;
use domain::access::{Action, Visibility};
use domain::files::FileName;
use domain::integration::imports::{Import, ImportKind, ImportProgress, ImportStarter, ImportState};
use domain::shared::{
    AccountId, ImportFileId, ImportId, ImportMappingId, OrganisationId, Page, PageRequest, PersonalTokenId,
    ServiceAccountId, SessionId, Timestamp,
};
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ColumnTrait, DatabaseExecutor, EntityTrait, JoinType, PaginatorTrait, QueryFilter, QuerySelect, QueryTrait,
    RelationDef, Select,
};
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

const WHAT: &str = "import";

/// Which imports.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportFilter {
    /// For this organisation.
    pub organisation: Option<OrganisationId>,
    /// Of these rows.
    pub kind: Option<ImportKind>,
    /// In this state.
    pub state: Option<ImportState>,
    /// Of this file.
    pub file: Option<ImportFileId>,
}

/// The imports.
#[derive(Debug)]
pub struct Imports<'c>(DatabaseExecutor<'c>);

impl<'c> Imports<'c> {
    /// Those in `source`.
    pub fn of(source: &'c impl Source) -> Self {
        Self(source.executor())
    }

    /// One import, if it is seen.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find(&self, seen: &Visibility, id: ImportId) -> Result<Option<Import>, StoreError> {
        let row = select(seen, &ImportFilter::default()).filter(Column::Id.eq(id.uuid())).one(&self.0).await?;
        Ok(self.complete(row).await?.pop())
    }

    /// The import that was not in vain and is the same as one with this fingerprint; of its own organisation, so who
    /// may start the one sees the other.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn holding(&self, seen: &Visibility, fingerprint: &str) -> Result<Option<Import>, StoreError> {
        let found = select(seen, &ImportFilter::default()).filter(Column::Holds.eq(fingerprint));
        let row = found.one(&self.0).await?;
        Ok(self.complete(row).await?.pop())
    }

    /// One page, the newest first.
    ///
    /// # Errors
    /// When the database does not answer, or the cursor is not one of this list.
    pub async fn list(
        &self,
        seen: &Visibility,
        filter: &ImportFilter,
        request: &PageRequest,
    ) -> Result<Page<Import>, StoreError> {
        let order = Ordering {
            columns: vec![Column::CreatedAt, Column::Id],
            descending: true,
            keys: |row: &import_job::Model| vec![Key::Number(row.created_at), Key::Id(row.id)],
        };
        let found = page(select(seen, filter), &order, request, &self.0).await?;
        let (cursors, rows): (Vec<_>, Vec<_>) = found.rows.into_iter().unzip();
        let rows = cursors.into_iter().zip(self.complete(rows).await?).collect();
        Ok(Page { rows, has_next: found.has_next, has_previous: found.has_previous })
    }

    /// How many there are.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn count(&self, seen: &Visibility, filter: &ImportFilter) -> Result<u64, StoreError> {
        Ok(select(seen, filter).count(&self.0).await?)
    }

    async fn complete(&self, rows: impl IntoIterator<Item = import_job::Model>) -> Result<Vec<Import>, StoreError> {
        let rows: Vec<_> = rows.into_iter().collect();
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let owners = Owners::of(&self.0, rows.iter().map(|row| row.organisation_id)).await?;
        let files: BTreeSet<Uuid> = rows.iter().map(|row| row.file_id).collect();
        let files = import_file::Entity::find().filter(import_file::Column::Id.is_in(files)).all(&self.0).await?;
        let files: HashMap<Uuid, import_file::Model> = files.into_iter().map(|file| (file.id, file)).collect();
        let file =
            |row: &import_job::Model| files.get(&row.file_id).ok_or_else(|| corrupt(WHAT, "its file is missing"));
        rows.iter().map(|row| read(row, file(row)?, &owners)).collect()
    }
}

fn select(seen: &Visibility, filter: &ImportFilter) -> Select<import_job::Entity> {
    let organisation: RelationDef = import_job::Entity::belongs_to(organisation::Entity)
        .from(Column::OrganisationId)
        .to(organisation::Column::Id)
        .into();
    import_job::Entity::find()
        .join(JoinType::InnerJoin, organisation)
        .filter(visible(seen, &columns()))
        .apply_if(filter.organisation, |found, id| found.filter(Column::OrganisationId.eq(id.uuid())))
        .apply_if(filter.kind, |found, kind| found.filter(Column::Kind.eq(kind.code())))
        .apply_if(filter.state, |found, state| found.filter(Column::State.eq(state.code())))
        .apply_if(filter.file, |found, file| found.filter(Column::FileId.eq(file.uuid())))
}

fn read(row: &import_job::Model, file: &import_file::Model, owners: &Owners) -> Result<Import, StoreError> {
    let optional = |at: Option<i64>| at.map(|at| instant(WHAT, at)).transpose();
    let json = |error: serde_json::Error| corrupt(WHAT, error);
    let scopes = |text: &str| text.split_whitespace().filter_map(Action::find).collect();
    let number = |count: i64| u64::try_from(count).map_err(|error| corrupt(WHAT, error));
    Ok(Import {
        id: row.id.into(),
        organisation: row.organisation_id.into(),
        file: row.file_id.into(),
        file_name: checked(WHAT, FileName::new(&file.name))?,
        sha256: file.sha256.clone(),
        mapping_id: row.mapping_id.map(ImportMappingId::from),
        mapping: serde_json::from_str(&row.mapping).map_err(json)?,
        fingerprint: row.fingerprint.clone(),
        policy: code(WHAT, &row.policy)?,
        dry_run: row.dry_run != 0,
        state: code(WHAT, &row.state)?,
        progress: ImportProgress {
            rows: number(row.rows)?,
            done: number(row.done)?,
            created: number(row.created)?,
            duplicates: number(row.duplicates)?,
            refused: number(row.refused)?,
        },
        starter: ImportStarter {
            account: row.account_id.map(AccountId::from),
            session: row.session_id.map(SessionId::from),
            token: row.token_id.map(PersonalTokenId::from),
            service: row.service_id.map(ServiceAccountId::from),
            second_factor: row.second_factor != 0,
            scopes: row.scopes.as_deref().map(scopes),
        },
        failure: row.failure.as_deref().map(serde_json::from_str).transpose().map_err(json)?,
        created_at: instant(WHAT, row.created_at)?,
        started_at: optional(row.started_at)?,
        finished_at: optional(row.finished_at)?,
        forgotten_at: optional(row.forgotten_at)?,
        version: row.version,
        owner: owners.owner(row.organisation_id),
    })
}

/// Queues an import. Unless it only tries its rows, there is no other one with its fingerprint that is not in vain.
///
/// # Errors
/// `DUPLICATE` when somebody asked for the same import at the same moment; when the database does not answer.
pub async fn insert_import(unit: &UnitOfWork, new: &Import) -> Result<(), StoreError> {
    let json = |error: serde_json::Error| corrupt(WHAT, error);
    let number = |count: u64| i64::try_from(count).map_err(|error| corrupt(WHAT, error));
    let scopes = |scopes: &BTreeSet<Action>| scopes.iter().map(|scope| scope.code()).collect::<Vec<_>>().join(" ");
    let row = import_job::ActiveModel {
        id: Set(new.id.uuid()),
        organisation_id: Set(new.organisation.uuid()),
        file_id: Set(new.file.uuid()),
        mapping_id: Set(new.mapping_id.map(ImportMappingId::uuid)),
        mapping: Set(serde_json::to_string(&new.mapping).map_err(json)?),
        kind: Set(new.kind().code().to_owned()),
        fingerprint: Set(new.fingerprint.clone()),
        holds: Set((!new.dry_run).then(|| new.fingerprint.clone())),
        policy: Set(new.policy.code().to_owned()),
        dry_run: Set(i64::from(new.dry_run)),
        state: Set(new.state.code().to_owned()),
        rows: Set(number(new.progress.rows)?),
        done: Set(0),
        created: Set(0),
        duplicates: Set(0),
        refused: Set(0),
        account_id: Set(new.starter.account.map(AccountId::uuid)),
        session_id: Set(new.starter.session.map(SessionId::uuid)),
        token_id: Set(new.starter.token.map(PersonalTokenId::uuid)),
        service_id: Set(new.starter.service.map(ServiceAccountId::uuid)),
        second_factor: Set(i64::from(new.starter.second_factor)),
        scopes: Set(new.starter.scopes.as_ref().map(scopes)),
        failure: Set(None),
        attempts: Set(0),
        due_at: Set(new.created_at.as_micros()),
        claim: Set(None),
        claimed_until: Set(None),
        created_at: Set(new.created_at.as_micros()),
        started_at: Set(new.started_at.map(Timestamp::as_micros)),
        finished_at: Set(None),
        forgotten_at: Set(None),
        version: Set(new.version),
    };
    import_job::Entity::insert(row).exec_without_returning(unit.transaction()).await?;
    Ok(())
}
