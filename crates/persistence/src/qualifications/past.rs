//! Registrations whose time is over. They are deleted; what the reach report counts of them is kept without a name
//! (ADR 0037).

use super::session_row::read;
use crate::audit::erase_values;
use crate::connect::{Database, Source};
use crate::entities::registration::{self, Column};
use crate::entities::{
    attendance, audit_entry, check_in, course_invitee, course_session, outbox_event, past_registration,
    registration_answer, trainer_assignment, waiting_change,
};
use crate::error::StoreError;
use crate::unit_of_work::UnitOfWork;
use domain::qualifications::{CourseSession, RegistrationState, SessionState};
use domain::shared::{CourseSessionId, Timestamp};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select};
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// Nothing of a session is forgotten.
const NOTHING: i64 = 0;
/// All but its list of attendance is forgotten.
const ENTRIES: i64 = 1;
/// That list is forgotten too.
const ATTENDANCE: i64 = 2;
/// How many rows one statement concerns.
const CHUNK: usize = 1_000;

/// What was forgotten of a session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ForgottenEntries {
    /// Registrations of people who did not attend.
    pub registrations: usize,
    /// Entries of check-ins.
    pub check_ins: u64,
    /// Lines of the log of the waiting list.
    pub waiting_changes: u64,
}

/// Sessions that ended before an instant and of which nothing was forgotten, the oldest first. One that is postponed has not
/// ended.
///
/// # Errors
/// When the database does not answer.
pub async fn sessions_with_entries(
    database: &Database,
    before: Timestamp,
    most: u64,
) -> Result<Vec<CourseSessionId>, StoreError> {
    use course_session::Column;
    let found = ended(NOTHING, before).order_by_asc(Column::EndsAt).limit(most).select_only().column(Column::Id);
    let found = found.into_tuple::<Uuid>().all(&database.executor()).await?;
    Ok(found.into_iter().map(CourseSessionId::from).collect())
}

/// When the first session ended of which only the list of attendance is known, of those that ended before an instant.
///
/// # Errors
/// When the database does not answer.
pub async fn oldest_attendance(database: &Database, before: Timestamp) -> Result<Option<Timestamp>, StoreError> {
    use course_session::Column;
    let first = ended(ENTRIES, before).order_by_asc(Column::EndsAt).limit(1).select_only().column(Column::EndsAt);
    let first = first.into_tuple::<i64>().one(&database.executor()).await?;
    Ok(first.and_then(Timestamp::from_micros))
}

/// The sessions that ended in a year and of which only the list of attendance is known, held in the order of their ids;
/// nothing while more is known of any other session of this year, so that a year is forgotten as a whole.
///
/// # Errors
/// When the database does not answer.
pub async fn hold_attendance_of(
    unit: &UnitOfWork,
    (from, until): (Timestamp, Timestamp),
) -> Result<Vec<CourseSession>, StoreError> {
    use course_session::Column;
    let in_year = |step| ended(step, until).filter(Column::EndsAt.gte(from.as_micros()));
    let held = in_year(ENTRIES).order_by_asc(Column::Id).lock_exclusive().all(unit.transaction()).await?;
    if in_year(NOTHING).count(unit.transaction()).await? > 0 {
        return Ok(Vec::new());
    }
    held.into_iter().map(read).collect()
}

fn ended(forgotten: i64, before: Timestamp) -> Select<course_session::Entity> {
    use course_session::Column;
    course_session::Entity::find()
        .filter(Column::Forgotten.eq(forgotten))
        .filter(Column::EndsAt.lt(before.as_micros()))
        .filter(Column::State.ne(SessionState::Postponed.code()))
}

/// Forgets of a session that is held all but its list of attendance: registrations without attendance, entries of check-ins,
/// the log of the waiting list, invitations of people, and reasons of trainers. `None` when somebody else was faster.
///
/// # Errors
/// When the database does not keep it.
pub async fn forget_entries(
    unit: &UnitOfWork,
    session: CourseSessionId,
) -> Result<Option<ForgottenEntries>, StoreError> {
    if step(unit, &[session.uuid()], NOTHING, ENTRIES).await? == 0 {
        return Ok(None);
    }
    let (id, transaction) = (session.uuid(), unit.transaction());
    let check_ins = check_in::Entity::delete_many().filter(check_in::Column::SessionId.eq(id)).exec(transaction);
    let check_ins = check_ins.await?.rows_affected;
    let log = waiting_change::Entity::delete_many().filter(waiting_change::Column::SessionId.eq(id));
    let waiting_changes = log.exec(transaction).await?.rows_affected;
    let invited = course_invitee::Entity::delete_many()
        .filter(course_invitee::Column::SessionId.eq(id))
        .filter(course_invitee::Column::PersonId.is_not_null());
    invited.exec(transaction).await?;
    erase_values(unit, [id], Some(&["invitees"])).await?;
    let rows = registrations(unit, &[id]).await?;
    let (kept, over): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.is_kept);
    erase_values(unit, kept.iter().map(|row| row.id), Some(&["reason"])).await?;
    let trainers = trainer_assignment::Entity::find()
        .filter(trainer_assignment::Column::SessionId.eq(id))
        .filter(trainer_assignment::Column::Reason.is_not_null())
        .select_only()
        .column(trainer_assignment::Column::Id);
    let trainers: Vec<Uuid> = trainers.into_tuple().all(transaction).await?;
    for part in trainers.chunks(CHUNK) {
        trainer_assignment::Entity::update_many()
            .col_expr(trainer_assignment::Column::Reason, Expr::value(Option::<String>::None))
            .filter(trainer_assignment::Column::Id.is_in(part.iter().copied()))
            .exec(transaction)
            .await?;
    }
    erase_values(unit, trainers.iter().copied(), Some(&["reason"])).await?;
    let registrations = over.len();
    replace(unit, over, &HashMap::new()).await?;
    Ok(Some(ForgottenEntries { registrations, check_ins, waiting_changes }))
}

/// Forgets who attended these sessions, which are held; says how many registrations there were in each. Who attended several
/// of them is still counted once.
///
/// # Errors
/// When the database does not keep it.
pub async fn forget_attendance(
    unit: &UnitOfWork,
    sessions: &[CourseSessionId],
) -> Result<HashMap<CourseSessionId, usize>, StoreError> {
    let ids: Vec<Uuid> = sessions.iter().map(|id| id.uuid()).collect();
    let rows = registrations(unit, &ids).await?;
    let people: BTreeSet<Uuid> = rows.iter().filter(|row| row.attended).map(|row| row.person).collect();
    let keys = people.into_iter().map(|person| (person, lot(unit))).collect();
    let mut counts = HashMap::new();
    for row in &rows {
        *counts.entry(row.session.into()).or_default() += 1;
    }
    replace(unit, rows, &keys).await?;
    for part in ids.chunks(CHUNK) {
        step(unit, part, ENTRIES, ATTENDANCE).await?;
    }
    Ok(counts)
}

/// Whether it is forgotten of any of these sessions who attended.
///
/// # Errors
/// When the database does not answer.
pub async fn is_attendance_forgotten(unit: &UnitOfWork, sessions: &[CourseSessionId]) -> Result<bool, StoreError> {
    use course_session::Column;
    let over = course_session::Entity::find()
        .filter(Column::Id.is_in(sessions.iter().map(|id| id.uuid())))
        .filter(Column::Forgotten.eq(ATTENDANCE));
    Ok(over.count(unit.transaction()).await? > 0)
}

async fn step(unit: &UnitOfWork, sessions: &[Uuid], from: i64, to: i64) -> Result<u64, StoreError> {
    use course_session::Column;
    let done = course_session::Entity::update_many()
        .col_expr(Column::Forgotten, Expr::value(to))
        .filter(Column::Id.is_in(sessions.iter().copied()))
        .filter(Column::Forgotten.eq(from));
    Ok(done.exec(unit.transaction()).await?.rows_affected)
}

/// A registration, as far as it is counted.
struct Counted {
    id: Uuid,
    session: Uuid,
    person: Uuid,
    district: Option<String>,
    attended: bool,
    is_kept: bool,
    minutes: i64,
}

async fn registrations(unit: &UnitOfWork, sessions: &[Uuid]) -> Result<Vec<Counted>, StoreError> {
    let mut counted = Vec::new();
    for part in sessions.chunks(CHUNK) {
        let found = registration::Entity::find().filter(Column::SessionId.is_in(part.iter().copied()));
        let attended = attendance::Entity::find()
            .filter(
                attendance::Column::RegistrationId
                    .in_subquery(found.clone().select_only().column(Column::Id).into_query()),
            )
            .all(unit.transaction())
            .await?;
        let minutes: HashMap<Uuid, i64> = attended.iter().map(|row| (row.registration_id, row.minutes)).collect();
        for row in found.all(unit.transaction()).await? {
            let state = crate::stored::code::<RegistrationState>("registration", &row.state)?;
            let attended = state == RegistrationState::Attended;
            counted.push(Counted {
                id: row.id,
                session: row.session_id,
                person: row.person_id,
                district: row.district_key,
                attended,
                is_kept: state.is_on_the_list(),
                minutes: minutes.get(&row.id).copied().filter(|_| attended).unwrap_or_default(),
            });
        }
    }
    Ok(counted)
}

/// Deletes registrations and puts what is counted of them in their place, in an order that says nothing.
async fn replace(unit: &UnitOfWork, over: Vec<Counted>, keys: &HashMap<Uuid, Uuid>) -> Result<(), StoreError> {
    let ids: Vec<Uuid> = over.iter().map(|row| row.id).collect();
    let mut left: Vec<past_registration::ActiveModel> = Vec::with_capacity(over.len());
    let mut drawn: Vec<(Uuid, Counted)> = over.into_iter().map(|row| (lot(unit), row)).collect();
    drawn.sort_unstable_by_key(|(id, _)| *id);
    for (id, row) in drawn {
        left.push(past_registration::ActiveModel {
            id: Set(id),
            session_id: Set(row.session),
            person_key: Set(keys.get(&row.person).copied().filter(|_| row.attended)),
            district_key: Set(row.district),
            minutes: Set(row.minutes),
        });
    }
    for part in crate::outbox::chunks(left, CHUNK) {
        past_registration::Entity::insert_many(part).exec_without_returning(unit.transaction()).await?;
    }
    for part in ids.chunks(CHUNK) {
        macro_rules! delete {
            ($($table:ident)+) => {$(
                $table::Entity::delete_many()
                    .filter($table::Column::RegistrationId.is_in(part.iter().copied()))
                    .exec(unit.transaction())
                    .await?;
            )+};
        }
        delete!(registration_answer attendance check_in waiting_change);
        let gone = registration::Entity::delete_many().filter(Column::Id.is_in(part.iter().copied()));
        gone.exec(unit.transaction()).await?;
        disown(unit, part).await?;
    }
    erase_values(unit, ids, None).await
}

/// Leaves events about registrations to nobody. They are found by the audit: an event has the number of its entry.
async fn disown(unit: &UnitOfWork, registrations: &[Uuid]) -> Result<(), StoreError> {
    use outbox_event::Column;
    let told = audit_entry::Entity::find()
        .filter(audit_entry::Column::SubjectId.is_in(registrations.iter().copied()))
        .select_only()
        .column(audit_entry::Column::Seq);
    outbox_event::Entity::update_many()
        .col_expr(Column::PersonId, Expr::value(Option::<Uuid>::None))
        .col_expr(Column::OrganisationId, Expr::value(Option::<Uuid>::None))
        .col_expr(Column::DistrictKey, Expr::value(Option::<String>::None))
        .filter(Column::Seq.in_subquery(told.into_query()))
        .exec(unit.transaction())
        .await?;
    Ok(())
}

/// An id that says neither when nor in which order it was drawn.
fn lot(unit: &UnitOfWork) -> Uuid {
    let mut bytes = [0; 16];
    unit.ids().fill(&mut bytes);
    uuid::Builder::from_random_bytes(bytes).into_uuid()
}
