use super::attendance_steps::{Marked, keep};
use super::host;
use super::record;
use super::sight::{hold_session, trainers};
use crate::security::check_in_code;
use crate::{Call, Error};
use domain::access::{Action, Permit};
use domain::qualifications::{
    Attendance, AttendanceStatus, CheckIn, CheckInCode, CheckInOutcome, CourseSession, Mark, Registration,
    RegistrationState, TrainerState,
};
use domain::shared::{CourseSessionId, LongText, Name, Refusal, RefusalCode, RegistrationId, Timestamp};
use persistence::UnitOfWork;
use persistence::qualifications::{Attendances, CheckIns, Registrations, Trainers};
use std::collections::HashMap;

/// The most entries of one batch.
const MOST: usize = 1_000;

/// A batch of entries, perhaps kept without a connection.
#[derive(Clone, Debug)]
pub struct CheckPeopleIn {
    /// Into which session.
    pub session: CourseSessionId,
    /// Who, in any order.
    pub entries: Vec<CheckInEntry>,
    /// Why it changes so late; needed after 14 days.
    pub reason: Option<String>,
}

/// One person at the door, by the code or from the list.
#[derive(Clone, Debug)]
pub struct CheckInEntry {
    /// How the device calls the entry: the same never has an effect twice.
    pub client_id: String,
    /// The code that the person showed.
    pub code: Option<String>,
    /// The registration on the list.
    pub registration: Option<RegistrationId>,
    /// Whether they are there.
    pub status: AttendanceStatus,
    /// For how many minutes, when it is for a part.
    pub minutes: Option<u32>,
    /// When it was marked; now, when nothing is said.
    pub at: Option<Timestamp>,
}

/// What came of one entry.
#[derive(Clone, Debug)]
pub struct CheckInResult {
    /// How the device calls the entry.
    pub client_id: String,
    /// What came of it.
    pub outcome: CheckInOutcome,
    /// The registration as it is now.
    pub registration: Option<Registration>,
    /// Why the entry was refused.
    pub refusal: Option<Refusal>,
}

/// Checks people in. Each entry stands for itself: one that is wrong is refused and keeps no other from being recorded.
/// Entries may come in any order and again: of two marks the later one holds, and an entry that was sent before has no
/// effect, whatever was corrected since.
///
/// # Errors
/// `NOT_FOUND` for the session, `TOO_MANY` above 1,000 entries, `WRONG_STATE`, `NOT_YET`, `REQUIRED` for the reason.
pub async fn check_people_in(call: &Call, input: CheckPeopleIn) -> Result<Vec<CheckInResult>, Error> {
    if input.entries.len() > MOST {
        return Err(Refusal::new(RefusalCode::TooMany).at("entries").with("max", MOST).into());
    }
    let reason = LongText::optional(input.reason.as_deref()).map_err(|refusal| refusal.at("reason"))?;
    let mut unit = call.begin().await?;
    let session = hold_session(call, &unit, input.session, "sessionId").await?;
    let permit = permit(call, &unit, &session).await?;
    session.check_attendance(unit.now(), reason.as_ref())?;
    let mut door = Door::open(call, &unit, session, &input.entries).await?;
    let outcomes: Vec<_> = input.entries.iter().map(|entry| door.let_in(entry, unit.now())).collect();
    if !door.kept.is_empty() {
        let by_id = door.seated.iter().map(|it| (it.id, it)).collect();
        let (mut changes, steps) =
            keep(&mut unit, permit, &door.session, &by_id, &door.marked, reason.as_ref()).await?;
        CheckIns::keep(&unit, &door.kept).await?;
        let checked_in = record::of_session(permit, "courseSession.checkedIn", &door.session);
        changes.push(checked_in.field("entries", None, Some(door.kept.len())));
        unit.commit(changes).await?;
        for registration in &mut door.seated {
            if let Some(step) = steps.get(&registration.id) {
                *registration = step.clone();
            }
        }
    }
    let result = |(entry, outcome): (CheckInEntry, Result<(CheckInOutcome, RegistrationId), Refusal>)| match outcome {
        Ok((outcome, id)) => CheckInResult {
            client_id: entry.client_id,
            outcome,
            registration: door.seated.iter().find(|it| it.id == id).cloned(),
            refusal: None,
        },
        Err(refusal) => CheckInResult {
            client_id: entry.client_id,
            outcome: CheckInOutcome::Refused,
            registration: None,
            refusal: Some(refusal),
        },
    };
    Ok(input.entries.into_iter().zip(outcomes).map(result).collect())
}

/// As the organiser of the session, or as a trainer who said yes.
async fn permit(call: &Call, unit: &UnitOfWork, session: &CourseSession) -> Result<Permit, Error> {
    let denied = match host::permit(call, Action::AttendanceCheckIn, session) {
        Ok(permit) => return Ok(permit),
        Err(denied) => denied,
    };
    let own = call.actor().account().map(|account| account.person);
    let assigned = Trainers::of(unit).of_sessions(&trainers(call), &[session.id]).await?;
    let confirmed =
        assigned.into_values().flatten().find(|it| Some(it.person) == own && it.state == TrainerState::Confirmed);
    confirmed.map_or(Err(denied), |trainer| call.permit(Action::AttendanceCheckIn, &trainer.owner()))
}

/// What is known while entries are read one after the other.
struct Door {
    session: CourseSession,
    seated: Vec<Registration>,
    by_code: HashMap<CheckInCode, RegistrationId>,
    attendance: HashMap<RegistrationId, Attendance>,
    known: HashMap<Name, CheckIn>,
    marked: HashMap<RegistrationId, Marked>,
    kept: Vec<CheckIn>,
    by: Option<domain::shared::AccountId>,
}

impl Door {
    async fn open(
        call: &Call,
        unit: &UnitOfWork,
        session: CourseSession,
        entries: &[CheckInEntry],
    ) -> Result<Self, Error> {
        let states = [RegistrationState::Confirmed, RegistrationState::Attended, RegistrationState::NoShow];
        let seated = Registrations::of_held(unit, session.id, &states).await?;
        let ids: Vec<RegistrationId> = seated.iter().map(|registration| registration.id).collect();
        let client_ids: Vec<Name> = entries.iter().filter_map(|entry| Name::new(&entry.client_id).ok()).collect();
        let secret = &call.platform().secret;
        Ok(Self {
            by_code: ids.iter().map(|id| (check_in_code(secret, *id), *id)).collect(),
            attendance: Attendances::of(unit).of_registrations(&ids).await?,
            known: CheckIns::of(unit).known(session.id, &client_ids).await?,
            marked: HashMap::new(),
            kept: Vec::new(),
            by: call.actor().account().map(|account| account.id),
            session,
            seated,
        })
    }

    /// What comes of one entry, for which registration.
    fn let_in(&mut self, entry: &CheckInEntry, now: Timestamp) -> Result<(CheckInOutcome, RegistrationId), Refusal> {
        let client_id = Name::new(&entry.client_id).map_err(|refusal| refusal.at("clientId"))?;
        let registration = self.registration(entry)?;
        let (status, minutes, marked_at) = (entry.status, entry.minutes, entry.at.unwrap_or(now));
        let mark = Mark { registration, status, minutes, marked_at };
        if let Some(known) = self.known.get(&client_id) {
            known.expect_same(&mark, entry.at.is_some())?;
            return Ok((CheckInOutcome::Replayed, registration));
        }
        let before = self.attendance.get(&registration).cloned();
        let length = self.session.plan.minutes();
        let (outcome, recorded) = mark.check_in(before.as_ref(), length, self.by, now)?;
        if let Some(recorded) = recorded {
            self.attendance.insert(registration, recorded.clone());
            let marked = self.marked.entry(registration).or_insert(Marked { before, now: recorded.clone() });
            marked.now = recorded;
        }
        let (session, by) = (self.session.id, self.by);
        let kept = CheckIn { session, client_id, registration, status, minutes, marked_at, outcome, by, at: now };
        self.known.insert(kept.client_id.clone(), kept.clone());
        self.kept.push(kept);
        Ok((outcome, registration))
    }

    /// Whom the entry means: somebody with a seat in this session.
    fn registration(&self, entry: &CheckInEntry) -> Result<RegistrationId, Refusal> {
        let not_found = |field: &str| Refusal::new(RefusalCode::NotFound).at(field.to_owned());
        match (&entry.code, entry.registration) {
            (Some(code), None) => {
                let id = CheckInCode::read(code).and_then(|code| self.by_code.get(&code).copied());
                id.ok_or_else(|| not_found("code"))
            }
            (None, Some(id)) => {
                let seated = self.seated.iter().any(|registration| registration.id == id);
                seated.then_some(id).ok_or_else(|| not_found("registrationId"))
            }
            (None, None) => Err(Refusal::new(RefusalCode::Required).at("code")),
            (Some(_), Some(_)) => {
                let reason = "either a code or a registration";
                Err(Refusal::new(RefusalCode::Invalid).at("registrationId").with("reason", reason))
            }
        }
    }
}
