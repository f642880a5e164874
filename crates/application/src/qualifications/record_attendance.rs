use super::attendance_steps::{Marked, keep};
use super::host::permit;
use super::sight::hold_session;
use crate::{Call, Error};
use domain::access::Action;
use domain::qualifications::{Attendance, Mark, Registration, RegistrationState};
use domain::shared::{CourseSessionId, LongText, Refusal, RefusalCode, Refusals, RegistrationId};
use persistence::qualifications::{Attendances, Registrations};
use std::collections::HashMap;

/// The most marks of one list.
const MOST: usize = 1_000;

/// A list of attendance, perhaps kept without a connection.
#[derive(Clone, Debug)]
pub struct RecordAttendance {
    /// Of which session.
    pub session: CourseSessionId,
    /// Who was there.
    pub marks: Vec<Mark>,
    /// Why it changes so late; needed after 14 days.
    pub reason: Option<String>,
}

/// Records who attended a session: the whole list or, when any mark is wrong, nothing. What is known already, or marked
/// earlier than what is known, changes nothing; so a list can be sent again. Says the attendance of all who are on the
/// list.
///
/// # Errors
/// `NOT_FOUND` for the session or a registration that has no seat in it, `WRONG_STATE`, `NOT_YET`, `TOO_MANY` above 1,000,
/// `REQUIRED` for the reason, and what is wrong with the minutes.
pub async fn record_attendance(call: &Call, input: RecordAttendance) -> Result<Vec<Attendance>, Error> {
    if input.marks.len() > MOST {
        return Err(Refusal::new(RefusalCode::TooMany).at("marks").with("max", MOST).into());
    }
    let reason = LongText::optional(input.reason.as_deref()).map_err(|refusal| refusal.at("reason"))?;
    let mut unit = call.begin().await?;
    let session = hold_session(call, &unit, input.session, "sessionId").await?;
    let permit = permit(call, Action::AttendanceRecord, &session)?;
    session.check_attendance(unit.now(), reason.as_ref())?;
    let seated = [RegistrationState::Confirmed, RegistrationState::Attended, RegistrationState::NoShow];
    let seated = Registrations::of_held(&unit, session.id, &seated).await?;
    let by_id: HashMap<RegistrationId, &Registration> = seated.iter().map(|it| (it.id, it)).collect();
    let ids: Vec<RegistrationId> = input.marks.iter().map(|mark| mark.registration).collect();
    let mut known = Attendances::of(&unit).of_registrations(&ids).await?;
    let mut changed = HashMap::new();
    let (by, length) = (call.actor().account().map(|account| account.id), session.plan.minutes());
    let mut refusals = Refusals::new();
    for (place, mark) in input.marks.iter().enumerate() {
        let at = |refusal: Refusal| refusal.at(place.to_string()).at("marks");
        if !by_id.contains_key(&mark.registration) {
            refusals.push(at(Refusal::new(RefusalCode::NotFound).at("registrationId")));
            continue;
        }
        match mark.apply(known.get(&mark.registration), length, by, unit.now()) {
            Ok(None) => {}
            Ok(Some(recorded)) => {
                let before = || known.get(&recorded.registration).cloned();
                changed.entry(recorded.registration).or_insert_with(before);
                known.insert(recorded.registration, recorded);
            }
            Err(refusal) => refusals.push(at(refusal)),
        }
    }
    refusals.into_result(Some(()))?;
    let on_list =
        |known: &HashMap<RegistrationId, Attendance>| ids.iter().filter_map(|id| known.get(id).cloned()).collect();
    if changed.is_empty() {
        return Ok(on_list(&known));
    }
    let marked =
        changed.into_iter().filter_map(|(id, before)| Some((id, Marked { before, now: known.get(&id)?.clone() })));
    let marked = marked.collect();
    let (entries, _) = keep(&mut unit, permit, &session, &by_id, &marked, reason.as_ref()).await?;
    unit.commit(entries).await?;
    Ok(on_list(&known))
}
