use super::free_trainers::check_trainers;
use super::letters::{self, Letter, Notice};
use super::record;
use super::seating::{self, Moves};
use super::sight::hold_session;
use crate::version::expect_version;
use crate::{Call, Error};
use domain::access::Action;
use domain::qualifications::{CourseFormat, CourseSession, FormatChange, RegistrationState, Seats};
use domain::shared::{CourseSessionId, FormatChangeId, LongText, Refusals, WebAddress};
use persistence::qualifications::{Registrations, Sessions};

/// A change of the format of a published session.
#[derive(Clone, Debug)]
pub struct ChangeSessionFormat {
    /// Which.
    pub id: CourseSessionId,
    /// The version that the caller saw.
    pub expected_version: i64,
    /// How it takes place from now on.
    pub format: CourseFormat,
    /// How many seats there are now; as before without it.
    pub seats: Option<Seats>,
    /// The address of the video room; as before without it.
    pub online_link: Option<String>,
    /// Why.
    pub reason: String,
}

/// Changes the format of a published session. The history keeps the change with its reason; all who are registered take
/// part in the new way, are told, and may withdraw without effect; seats that the new format adds go to those who wait.
///
/// # Errors
/// `NOT_FOUND`, `VERSION_CONFLICT`, `WRONG_STATE`, `CAPACITY_BELOW_CONFIRMED`, and what is wrong with the input.
pub async fn change_session_format(call: &Call, input: ChangeSessionFormat) -> Result<CourseSession, Error> {
    let mut refusals = Refusals::new();
    let reason = refusals.take("reason", LongText::new(&input.reason));
    let link = refusals.take("onlineLink", input.online_link.as_deref().map(WebAddress::new).transpose());
    let (reason, link) = refusals.into_result(reason.zip(link))?;
    let mut unit = call.begin().await?;
    let before = hold_session(call, &unit, input.id, "id").await?;
    let permit = call.permit(Action::SeriesDecide, &before.owner())?;
    expect_version(before.version, input.expected_version)?;
    let taken = seating::taken(&unit, &before).await?;
    let after = before.clone().change_format(input.format, input.seats, link, &taken, unit.now())?;
    let after = CourseSession { version: before.version + 1, updated_at: unit.now(), ..after };
    check_trainers(&unit, &before, &after, "format").await?;
    Sessions::update(&unit, &after, before.version).await?;
    Registrations::move_modes(&unit, &after).await?;
    let change = FormatChange {
        id: FormatChangeId::new(call.ids()),
        session: after.id,
        from: before.plan.format,
        to: after.plan.format,
        reason: reason.clone(),
        at: unit.now(),
        by: call.actor().account().map(|account| account.id),
    };
    Sessions::note_format(&unit, &change).await?;
    let mut moves = Moves::default();
    let noted = record::session(permit, "courseSession.formatChanged", Some(&before), &after);
    moves.changes.push(noted.field("formatReason", None, Some(&reason)));
    let concerned = [
        RegistrationState::Submitted,
        RegistrationState::Confirmed,
        RegistrationState::Waitlisted,
        RegistrationState::Offered,
    ];
    let letter = Letter::FormatChanged { before: before.plan.format, reason };
    for registration in Registrations::of_held(&unit, after.id, &concerned).await? {
        moves.letters.push(Notice::still(&registration, letter.clone()));
    }
    moves.letters.extend(letters::to_trainers(&unit, &after, &letter).await?);
    seating::fill(&unit, &after, permit, &mut moves).await?;
    letters::send(&mut unit, &after, &moves.letters).await?;
    unit.commit(moves.changes).await?;
    Ok(after)
}
