//! When reminders of sessions are due. The schedule follows the session: whoever writes the session writes it.

use crate::connect::Database;
use crate::connect::Source;
use crate::entities::course_reminder::{self, Column};
use crate::error::StoreError;
use crate::stored::{code, corrupt};
use crate::unit_of_work::UnitOfWork;
use domain::qualifications::{CourseSession, Reminder};
use domain::shared::{CourseReminderId, CourseSessionId, Timestamp};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::BTreeMap;
use uuid::Uuid;

const WHAT: &str = "reminder";

/// Brings the schedule in line with a session. A reminder whose time has moved into the future is sent for the new time,
/// also when it was sent for the old one.
pub(super) async fn schedule(unit: &UnitOfWork, session: &CourseSession) -> Result<(), StoreError> {
    let mut wanted: BTreeMap<Reminder, Timestamp> = session.reminders().into_iter().collect();
    let present = course_reminder::Entity::find().filter(Column::SessionId.eq(session.id.uuid()));
    let mut gone = Vec::new();
    for row in present.all(unit.transaction()).await? {
        match wanted.remove(&read(&row)?) {
            None => gone.push(row.id),
            Some(due) if due.as_micros() == row.due_at => {}
            Some(due) => {
                let again = due > unit.now();
                let sent = row.sent_at.filter(|_| !again);
                course_reminder::Entity::update_many()
                    .col_expr(Column::DueAt, Expr::value(due.as_micros()))
                    .col_expr(Column::SentAt, Expr::value(sent))
                    .filter(Column::Id.eq(row.id))
                    .exec(unit.transaction())
                    .await?;
            }
        }
    }
    if !gone.is_empty() {
        course_reminder::Entity::delete_many().filter(Column::Id.is_in(gone)).exec(unit.transaction()).await?;
    }
    if wanted.is_empty() {
        return Ok(());
    }
    let added = wanted.into_iter().map(|(reminder, due)| course_reminder::ActiveModel {
        id: Set(unit.ids().uuid()),
        session_id: Set(session.id.uuid()),
        anchor: Set(reminder.anchor.code().to_owned()),
        minutes: Set(i64::from(reminder.minutes)),
        due_at: Set(due.as_micros()),
        sent_at: Set(None),
    });
    course_reminder::Entity::insert_many(added).exec_without_returning(unit.transaction()).await?;
    Ok(())
}

/// The reminders that are due and were not sent, the oldest first, with their sessions.
///
/// # Errors
/// When the database does not answer.
pub async fn due_reminders(
    database: &Database,
    now: Timestamp,
    most: u64,
) -> Result<Vec<(CourseReminderId, CourseSessionId)>, StoreError> {
    let found = course_reminder::Entity::find()
        .filter(Column::SentAt.is_null())
        .filter(Column::DueAt.lte(now.as_micros()))
        .order_by_asc(Column::DueAt)
        .limit(most)
        .select_only()
        .column(Column::Id)
        .column(Column::SessionId);
    let found = found.into_tuple::<(Uuid, Uuid)>().all(&database.executor()).await?;
    Ok(found.into_iter().map(|(id, session)| (id.into(), session.into())).collect())
}

/// Takes a reminder that is due, so that nobody else sends it: nothing when somebody has, or when it has moved.
///
/// # Errors
/// When the database does not keep it.
pub async fn take_reminder(unit: &UnitOfWork, id: CourseReminderId) -> Result<Option<Reminder>, StoreError> {
    let taken = course_reminder::Entity::update_many()
        .col_expr(Column::SentAt, Expr::value(unit.now().as_micros()))
        .filter(Column::Id.eq(id.uuid()))
        .filter(Column::SentAt.is_null())
        .filter(Column::DueAt.lte(unit.now().as_micros()))
        .exec(unit.transaction())
        .await?;
    if taken.rows_affected == 0 {
        return Ok(None);
    }
    course_reminder::Entity::find_by_id(id.uuid()).one(unit.transaction()).await?.as_ref().map(read).transpose()
}

fn read(row: &course_reminder::Model) -> Result<Reminder, StoreError> {
    let minutes = row.minutes.try_into().map_err(|error| corrupt(WHAT, error))?;
    Ok(Reminder { anchor: code(WHAT, &row.anchor)?, minutes })
}
