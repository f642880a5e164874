//! What the caller may see of offers, registrations and trainers, and the ways to hold them.

use crate::{Call, Error};
use domain::access::{Action, Visibility};
use domain::qualifications::{CourseSeries, CourseSession, Registration};
use domain::shared::{CourseSeriesId, CourseSessionId, RegistrationId};
use persistence::UnitOfWork;
use persistence::qualifications::{OfferSight, RegistrationSight, Registrations, SeriesList, Sessions, TrainerSight};
use std::collections::HashSet;

/// Series and sessions.
pub(crate) fn offers(call: &Call) -> OfferSight {
    OfferSight {
        public: call.visibility(Action::SeriesRead),
        community: call.visibility(Action::SeriesReadCommunity),
        planned: call.visibility(Action::SeriesPlan),
    }
}

/// Registrations.
pub(super) fn registrations(call: &Call) -> RegistrationSight {
    RegistrationSight {
        own: call.visibility(Action::RegistrationRead),
        host: call.visibility(Action::RegistrationManage),
    }
}

/// Trainers.
pub(super) fn trainers(call: &Call) -> TrainerSight {
    TrainerSight { own: call.visibility(Action::TrainerAnswer), host: call.visibility(Action::TrainerRead) }
}

/// Those of these sessions that the caller sees.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn sees_sessions(
    call: &Call,
    ids: impl IntoIterator<Item = CourseSessionId>,
) -> Result<HashSet<CourseSessionId>, Error> {
    Ok(Sessions::of(call.database()).find_many(&offers(call), ids).await?.into_keys().collect())
}

/// All series and sessions: for what hangs on something that is seen.
pub(super) fn every_offer() -> OfferSight {
    let all = Visibility::everything;
    OfferSight { public: all(), community: all(), planned: all() }
}

/// A session that the caller sees, held until the unit of work ends.
///
/// # Errors
/// `NOT_FOUND` at `field`.
pub(super) async fn hold_session(
    call: &Call,
    unit: &UnitOfWork,
    id: CourseSessionId,
    field: &str,
) -> Result<CourseSession, Error> {
    let found = Sessions::of(unit).hold(&offers(call), id).await?;
    found.ok_or_else(|| Error::not_found(field))
}

/// A series that the caller sees, held until the unit of work ends.
///
/// # Errors
/// `NOT_FOUND` at `field`.
pub(super) async fn hold_series(
    call: &Call,
    unit: &UnitOfWork,
    id: CourseSeriesId,
    field: &str,
) -> Result<CourseSeries, Error> {
    let found = SeriesList::of(unit).hold(&offers(call), id).await?;
    found.ok_or_else(|| Error::not_found(field))
}

/// A registration that the caller sees, with its session held: the registration is read after that, so nobody else
/// changes it until the unit of work ends.
///
/// # Errors
/// `NOT_FOUND`.
pub(super) async fn hold_registration(
    call: &Call,
    unit: &UnitOfWork,
    id: RegistrationId,
) -> Result<(CourseSession, Registration), Error> {
    let sight = registrations(call);
    let not_found = || Error::not_found("id");
    let seen = Registrations::of(unit).find(&sight, id).await?.ok_or_else(not_found)?;
    let session = Sessions::of(unit).hold(&every_offer(), seen.session).await?.ok_or_else(not_found)?;
    let registration = Registrations::of(unit).find(&sight, id).await?.ok_or_else(not_found)?;
    Ok((session, registration))
}
