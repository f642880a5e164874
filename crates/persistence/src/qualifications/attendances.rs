//! Reading and writing attendance. Who sees a registration sees its attendance.

use crate::connect::Source;
use crate::entities::attendance::{self, Column};
use crate::error::StoreError;
use crate::stored::{code, instant};
use crate::unit_of_work::UnitOfWork;
use domain::qualifications::Attendance;
use domain::shared::{AccountId, RegistrationId};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, DatabaseExecutor, EntityTrait, QueryFilter};
use std::collections::HashMap;
use uuid::Uuid;

/// The lists of attendance.
#[derive(Debug)]
pub struct Attendances<'c>(DatabaseExecutor<'c>);

impl<'c> Attendances<'c> {
    /// Those in `source`.
    pub fn of(source: &'c impl Source) -> Self {
        Self(source.executor())
    }

    /// The attendance of many registrations.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn of_registrations(
        &self,
        registrations: &[RegistrationId],
    ) -> Result<HashMap<RegistrationId, Attendance>, StoreError> {
        let mut found = HashMap::with_capacity(registrations.len());
        for part in registrations.chunks(1_000) {
            let ids = part.iter().map(|id| id.uuid());
            for row in attendance::Entity::find().filter(Column::RegistrationId.is_in(ids)).all(&self.0).await? {
                let attendance = read(&row)?;
                found.insert(attendance.registration, attendance);
            }
        }
        Ok(found)
    }

    /// Keeps attendance, whether it was recorded before or not.
    ///
    /// # Errors
    /// When the database does not keep it.
    pub async fn keep(unit: &UnitOfWork, recorded: &[Attendance]) -> Result<(), StoreError> {
        for part in recorded.chunks(1_000) {
            let newer = OnConflict::column(Column::RegistrationId)
                .update_columns([
                    Column::Status,
                    Column::Minutes,
                    Column::MarkedAt,
                    Column::RecordedById,
                    Column::RecordedAt,
                ])
                .to_owned();
            attendance::Entity::insert_many(part.iter().map(write))
                .on_conflict(newer)
                .exec_without_returning(unit.transaction())
                .await?;
        }
        Ok(())
    }
}

fn read(row: &attendance::Model) -> Result<Attendance, StoreError> {
    const WHAT: &str = "attendance";
    Ok(Attendance {
        registration: row.registration_id.into(),
        status: code(WHAT, &row.status)?,
        minutes: row.minutes,
        marked_at: instant(WHAT, row.marked_at)?,
        recorded_by: row.recorded_by_id.map(AccountId::from),
        recorded_at: instant(WHAT, row.recorded_at)?,
    })
}

fn write(recorded: &Attendance) -> attendance::ActiveModel {
    attendance::ActiveModel {
        registration_id: Set(recorded.registration.uuid()),
        status: Set(recorded.status.code().to_owned()),
        minutes: Set(recorded.minutes),
        marked_at: Set(recorded.marked_at.as_micros()),
        recorded_by_id: Set(recorded.recorded_by.map(Uuid::from)),
        recorded_at: Set(recorded.recorded_at.as_micros()),
    }
}
