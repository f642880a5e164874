//! What follows when attendance is recorded: the registrations make their step, who is there now is asked by an evaluation
//! that is open, and the audit keeps it.

use super::evaluations;
use super::letters;
use super::record;
use crate::Error;
use domain::access::Permit;
use domain::qualifications::{Attendance, CourseSession, Registration, RegistrationState, SessionState};
use domain::shared::{LongText, RegistrationId};
use persistence::qualifications::{Attendances, Registrations};
use persistence::{Change, UnitOfWork};
use std::collections::HashMap;

/// One change of the attendance of a registration: as it was, and as it is now.
pub(super) struct Marked {
    pub(super) before: Option<Attendance>,
    pub(super) now: Attendance,
}

/// Keeps what was marked for a session that is held, and says what the audit is to keep, with the registrations as they are
/// after it.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn keep(
    unit: &mut UnitOfWork,
    permit: Permit,
    session: &CourseSession,
    registrations: &HashMap<RegistrationId, &Registration>,
    marked: &HashMap<RegistrationId, Marked>,
    reason: Option<&LongText>,
) -> Result<(Vec<Change>, HashMap<RegistrationId, Registration>), Error> {
    let length = session.plan.minutes();
    let (mut recorded, mut changes, mut steps) = (Vec::new(), Vec::new(), HashMap::new());
    for (id, Marked { before, now }) in marked {
        let Some(registration) = registrations.get(id) else { continue };
        let step =
            Registration { version: registration.version + 1, ..(*registration).clone().advance(now.verb(length))? };
        let change = record::registration(permit, "registration.attendanceRecorded", Some(registration), &step);
        changes.push(noted(change, before.as_ref(), now, reason));
        recorded.push(now.clone());
        steps.insert(*id, step);
    }
    let (present, missed): (Vec<_>, Vec<_>) =
        steps.values().cloned().partition(|step| step.state == RegistrationState::Attended);
    Attendances::keep(unit, &recorded).await?;
    Registrations::advance(unit, &present).await?;
    Registrations::advance(unit, &missed).await?;
    if session.state == SessionState::EvaluationOpen && !present.is_empty() {
        let (change, notices) = evaluations::extend(unit, session, permit, &present).await?;
        changes.extend(change);
        letters::send(unit, session, &notices).await?;
    }
    Ok((changes, steps))
}

fn noted(change: Change, before: Option<&Attendance>, now: &Attendance, reason: Option<&LongText>) -> Change {
    change
        .personal("attendance", before.map(|it| it.status), Some(now.status))
        .personal("minutes", before.map(|it| it.minutes), Some(now.minutes))
        .personal("reason", None, reason)
}
