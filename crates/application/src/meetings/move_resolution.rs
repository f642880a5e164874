use super::{record, standing};
use crate::version::expect_version;
use crate::{Call, Error};
use domain::access::{Action, Permit};
use domain::meetings::{Committee, Resolution, ResolutionState, ResolutionVerb};
use domain::shared::{LongText, Refusal, RefusalCode, ResolutionId};
use persistence::UnitOfWork;
use persistence::meetings::Resolutions;

/// A resolution that goes a step without a vote.
#[derive(Clone, Debug)]
pub struct MoveResolution {
    /// Which.
    pub id: ResolutionId,
    /// The version that the caller saw.
    pub expected_version: i64,
    /// Why.
    pub reason: String,
    /// The resolution that takes its place, where one does.
    pub superseded_by: Option<ResolutionId>,
}

/// Puts a resolution off, takes it back, or lets a later one take its place.
///
/// # Errors
/// `REQUIRED` without a reason, or without the later resolution; `NOT_FOUND`, `VERSION_CONFLICT`, `WRONG_STATE`.
pub async fn move_resolution(call: &Call, input: MoveResolution, verb: ResolutionVerb) -> Result<Resolution, Error> {
    let reason = LongText::new(&input.reason).map_err(|refusal| refusal.at("reason"))?;
    let unit = call.begin().await?;
    let (committee, before, permit) = held(call, &unit, input.id).await?;
    expect_version(before.version, input.expected_version)?;
    let mut after = before.clone().go(verb)?;
    if verb == ResolutionVerb::Supersede {
        after.superseded_by = Some(later(call, &unit, &before, input.superseded_by).await?);
    }
    after.reason = Some(reason);
    after.version += 1;
    after.updated_at = unit.now();
    Resolutions::update(&unit, &after, before.version).await?;
    let event = match verb {
        ResolutionVerb::Defer => "resolution.deferred",
        ResolutionVerb::Supersede => "resolution.superseded",
        _ => "resolution.withdrawn",
    };
    unit.commit([record::resolution(permit, event, &committee, Some(&before), &after)]).await?;
    Ok(after)
}

/// The resolution that takes the place of another: an adopted one of the same committee.
async fn later(
    call: &Call,
    unit: &UnitOfWork,
    before: &Resolution,
    by: Option<ResolutionId>,
) -> Result<ResolutionId, Error> {
    let by = by.ok_or_else(|| Refusal::new(RefusalCode::Required).at("supersededById"))?;
    let found = Resolutions::of(unit).find(&standing::sight(call), by).await?;
    let fits = found
        .filter(|it| it.committee == before.committee && it.id != before.id && it.state == ResolutionState::Adopted);
    fits.map(|it| it.id).ok_or_else(|| Error::not_found("supersededById"))
}

/// A resolution that the caller may move, kept from changing meanwhile, its committee first.
///
/// # Errors
/// `NOT_FOUND`, a denial.
pub(super) async fn held(
    call: &Call,
    unit: &UnitOfWork,
    id: ResolutionId,
) -> Result<(Committee, Resolution, Permit), Error> {
    let (resolutions, sight) = (Resolutions::of(unit), standing::sight(call));
    let found = resolutions.find(&sight, id).await?.ok_or_else(|| Error::not_found("id"))?;
    let committee = standing::hold(call, unit, found.committee, "id").await?;
    let permit = standing::permit(call, unit, &committee, Action::MeetingRun).await?;
    let resolution = resolutions.hold(&sight, id).await?.ok_or_else(|| Error::not_found("id"))?;
    Ok((committee, resolution, permit))
}
