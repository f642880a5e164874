//! Reading and writing entries of check-ins. The caller has looked whether it may check people in.

use crate::connect::Source;
use crate::entities::check_in::{self, Column};
use crate::error::StoreError;
use crate::stored::{checked, code, corrupt, instant};
use crate::unit_of_work::UnitOfWork;
use domain::qualifications::CheckIn;
use domain::shared::{AccountId, CourseSessionId, Name};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, DatabaseExecutor, EntityTrait, QueryFilter};
use std::collections::HashMap;
use uuid::Uuid;

/// The entries of check-ins.
#[derive(Debug)]
pub struct CheckIns<'c>(DatabaseExecutor<'c>);

impl<'c> CheckIns<'c> {
    /// Those in `source`.
    pub fn of(source: &'c impl Source) -> Self {
        Self(source.executor())
    }

    /// Those of these entries that were kept before, by the ids of the devices.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn known(
        &self,
        session: CourseSessionId,
        client_ids: &[Name],
    ) -> Result<HashMap<Name, CheckIn>, StoreError> {
        let mut known = HashMap::new();
        for part in client_ids.chunks(1_000) {
            let found = check_in::Entity::find()
                .filter(Column::SessionId.eq(session.uuid()))
                .filter(Column::ClientId.is_in(part.iter().map(Name::as_str)));
            for row in found.all(&self.0).await? {
                let entry = read(&row)?;
                known.insert(entry.client_id.clone(), entry);
            }
        }
        Ok(known)
    }

    /// Keeps entries of a session that is held.
    ///
    /// # Errors
    /// When the database does not keep them.
    pub async fn keep(unit: &UnitOfWork, entries: &[CheckIn]) -> Result<(), StoreError> {
        for part in entries.chunks(1_000) {
            let rows = part.iter().map(|entry| write(unit, entry));
            check_in::Entity::insert_many(rows).exec_without_returning(unit.transaction()).await?;
        }
        Ok(())
    }
}

fn read(row: &check_in::Model) -> Result<CheckIn, StoreError> {
    const WHAT: &str = "check-in";
    let minutes = row.minutes.map(u32::try_from).transpose();
    Ok(CheckIn {
        session: row.session_id.into(),
        client_id: checked(WHAT, Name::new(&row.client_id))?,
        registration: row.registration_id.into(),
        status: code(WHAT, &row.status)?,
        minutes: minutes.map_err(|error| corrupt(WHAT, error))?,
        marked_at: instant(WHAT, row.marked_at)?,
        outcome: code(WHAT, &row.outcome)?,
        by: row.account_id.map(AccountId::from),
        at: instant(WHAT, row.at)?,
    })
}

fn write(unit: &UnitOfWork, entry: &CheckIn) -> check_in::ActiveModel {
    check_in::ActiveModel {
        id: Set(unit.ids().uuid()),
        session_id: Set(entry.session.uuid()),
        client_id: Set(entry.client_id.to_string()),
        registration_id: Set(entry.registration.uuid()),
        status: Set(entry.status.code().to_owned()),
        minutes: Set(entry.minutes.map(i64::from)),
        marked_at: Set(entry.marked_at.as_micros()),
        outcome: Set(entry.outcome.code().to_owned()),
        account_id: Set(entry.by.map(Uuid::from)),
        at: Set(entry.at.as_micros()),
    }
}
