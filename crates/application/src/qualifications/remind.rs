use super::letters::{self, Letter, Notice};
use super::record;
use super::sight::every_offer;
use crate::{Call, Error};
use domain::access::{Action, Owner, Visibility};
use domain::qualifications::{
    CourseSession, OnlineAccess, Registration, RegistrationState, Reminder, ReminderAnchor, TrainerAssignment,
    TrainerState,
};
use domain::shared::{CourseReminderId, CourseSessionId};
use persistence::UnitOfWork;
use persistence::qualifications::{Registrations, Sessions, TrainerSight, Trainers, due_reminders, take_reminder};

/// The most reminders that are looked at in one go.
const MOST: u64 = 100;

/// Sends the reminders that are due, and says for how many of them letters were queued. That a reminder was sent is kept
/// together with its letters, while the session is held: it is sent once, whatever dies and however many nodes look.
///
/// # Errors
/// When the database does not answer; a denial for anybody but the platform itself and those who manage everything.
pub async fn send_reminders(call: &Call) -> Result<usize, Error> {
    let mut sent = 0;
    for (reminder, session) in due_reminders(call.database(), call.now(), MOST).await? {
        sent += usize::from(send_one(call, reminder, session).await?);
    }
    Ok(sent)
}

async fn send_one(call: &Call, id: CourseReminderId, session: CourseSessionId) -> Result<bool, Error> {
    let mut unit = call.begin().await?;
    let Some(session) = Sessions::of(&unit).hold(&every_offer(), session).await? else { return Ok(false) };
    let permit = call.permit(Action::RegistrationManage, &Owner::NOBODY)?;
    let Some(reminder) = take_reminder(&unit, id).await? else { return Ok(false) };
    let useful = reminder.is_useful(&session.plan, unit.now());
    let notices = if useful { notices(&unit, &session, reminder).await? } else { Vec::new() };
    letters::send(&mut unit, &session, &notices).await?;
    let event = if useful { "courseSession.reminded" } else { "courseSession.reminderSkipped" };
    let change = record::of_session(permit, event, &session)
        .field("reminder", None, Some(format!("{}={}", reminder.anchor, reminder.minutes)))
        .field("people", None, Some(notices.len()));
    unit.commit([change]).await?;
    Ok(useful)
}

async fn notices(unit: &UnitOfWork, session: &CourseSession, reminder: Reminder) -> Result<Vec<Notice>, Error> {
    let (states, letter): (&[RegistrationState], _) = match reminder.anchor {
        ReminderAnchor::Start => {
            let link = match session.online_access(Some(RegistrationState::Confirmed), unit.now()) {
                OnlineAccess::Open(link) => Some(link),
                OnlineAccess::From(_) | OnlineAccess::None => None,
            };
            (&[RegistrationState::Confirmed], Letter::Soon { link })
        }
        ReminderAnchor::End => (&[RegistrationState::Confirmed, RegistrationState::Attended], Letter::Afterwards),
    };
    let people: Vec<Registration> = Registrations::of_held(unit, session.id, states).await?;
    let mut notices: Vec<Notice> = people.iter().map(|it| Notice::still(it, letter.clone())).collect();
    if reminder.anchor == ReminderAnchor::Start {
        let sight = TrainerSight { own: Visibility::everything(), host: Visibility::everything() };
        let trainers = Trainers::of(unit).of_sessions(&sight, &[session.id]).await?.remove(&session.id);
        let confirmed = |it: &&TrainerAssignment| it.state == TrainerState::Confirmed;
        let trainers = trainers.unwrap_or_default();
        notices.extend(trainers.iter().filter(confirmed).map(|it| Notice::trainer(Some(it), it, letter.clone())));
    }
    Ok(notices)
}
