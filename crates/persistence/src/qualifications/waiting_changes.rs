//! Reading and writing the log of what is done by hand with waiting lists.

use super::co_hosts;
use super::registration_row::class;
use super::sight::{RegistrationSight, either};
use crate::connect::Source;
use crate::entities::waiting_change::{self, Column};
use crate::error::StoreError;
use crate::page::{Key, Ordering, page};
use crate::scope::OwnerColumns;
use crate::stored::{checked, code, instant};
use crate::unit_of_work::UnitOfWork;
use domain::qualifications::{CourseSession, Hand, Registration, WaitingChange};
use domain::shared::{AccountId, CourseSessionId, LongText, OrganisationId, Page, PageRequest, RegistrationId};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, DatabaseExecutor, EntityTrait, PaginatorTrait, QueryFilter, QueryTrait, Select};

/// Which lines of the log; what is left out does not narrow the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct WaitingChangeFilter {
    /// Of this session.
    pub session: Option<CourseSessionId>,
    /// About this registration.
    pub registration: Option<RegistrationId>,
}

/// The log.
#[derive(Debug)]
pub struct WaitingChanges<'c>(DatabaseExecutor<'c>);

const OWN: OwnerColumns<Column> = OwnerColumns {
    organisation: Some(Column::OrganisationId),
    district: Some(Column::DistrictKey),
    person: Some(Column::PersonId),
};
const HOST: OwnerColumns<Column> =
    OwnerColumns { organisation: Some(Column::HostId), district: Some(Column::HostDistrictKey), person: None };

impl<'c> WaitingChanges<'c> {
    /// That in `source`.
    pub fn of(source: &'c impl Source) -> Self {
        Self(source.executor())
    }

    /// One page, the newest first.
    ///
    /// # Errors
    /// When the database does not answer, or the cursor is not one of this list.
    pub async fn list(
        &self,
        sight: &RegistrationSight,
        filter: &WaitingChangeFilter,
        request: &PageRequest,
    ) -> Result<Page<WaitingChange>, StoreError> {
        let order = Ordering {
            columns: vec![Column::At, Column::Id],
            descending: true,
            keys: |row: &waiting_change::Model| vec![Key::Number(row.at), Key::Id(row.id)],
        };
        page(select(sight, filter), &order, request, &self.0).await?.try_map(|row| read(&row))
    }

    /// How many there are.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn count(&self, sight: &RegistrationSight, filter: &WaitingChangeFilter) -> Result<u64, StoreError> {
        Ok(select(sight, filter).count(&self.0).await?)
    }

    /// Adds lines about registrations for a session that is held.
    ///
    /// # Errors
    /// When the database does not keep them.
    pub async fn insert(
        unit: &UnitOfWork,
        session: &CourseSession,
        added: &[(Registration, WaitingChange)],
    ) -> Result<(), StoreError> {
        for part in added.chunks(500) {
            let rows = part.iter().map(|(registration, change)| write(session, registration, change));
            waiting_change::Entity::insert_many(rows).exec_without_returning(unit.transaction()).await?;
        }
        Ok(())
    }
}

fn select(sight: &RegistrationSight, filter: &WaitingChangeFilter) -> Select<waiting_change::Entity> {
    let shared = co_hosts::of_sessions(&sight.host, Column::SessionId);
    waiting_change::Entity::find()
        .filter(either((&sight.own, &OWN), (&sight.host, &HOST), shared))
        .apply_if(filter.session, |found, id| found.filter(Column::SessionId.eq(id.uuid())))
        .apply_if(filter.registration, |found, id| found.filter(Column::RegistrationId.eq(id.uuid())))
}

fn read(row: &waiting_change::Model) -> Result<WaitingChange, StoreError> {
    const WHAT: &str = "change of a waiting list";
    Ok(WaitingChange {
        id: row.id.into(),
        session: row.session_id.into(),
        registration: row.registration_id.into(),
        kind: code(WHAT, &row.kind)?,
        old_rank: row.old_rank,
        new_rank: row.new_rank,
        old_class: class(row.old_class)?,
        new_class: class(row.new_class)?,
        reason: checked(WHAT, LongText::new(&row.reason))?,
        at: instant(WHAT, row.at)?,
        by: Hand {
            account: row.account_id.map(AccountId::from),
            role: row.role.as_deref().map(|role| code(WHAT, role)).transpose()?,
            organisation: row.acting_for_id.map(OrganisationId::from),
        },
    })
}

fn write(session: &CourseSession, registration: &Registration, change: &WaitingChange) -> waiting_change::ActiveModel {
    waiting_change::ActiveModel {
        id: Set(change.id.uuid()),
        session_id: Set(change.session.uuid()),
        registration_id: Set(change.registration.uuid()),
        person_id: Set(registration.person.uuid()),
        organisation_id: Set(registration.organisation.uuid()),
        district_key: Set(registration.district.clone()),
        host_id: Set(session.host.uuid()),
        host_district_key: Set(session.host_district.clone()),
        kind: Set(change.kind.code().to_owned()),
        old_rank: Set(change.old_rank),
        new_rank: Set(change.new_rank),
        old_class: Set(change.old_class.number()),
        new_class: Set(change.new_class.number()),
        reason: Set(change.reason.to_string()),
        at: Set(change.at.as_micros()),
        account_id: Set(change.by.account.map(AccountId::uuid)),
        role: Set(change.by.role.map(|role| role.code().to_owned())),
        acting_for_id: Set(change.by.organisation.map(OrganisationId::uuid)),
    }
}
