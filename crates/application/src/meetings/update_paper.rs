use super::add_paper::{PaperInput, check_item};
use super::record;
use super::standing::{self, Held};
use crate::version::expect_version;
use crate::{Call, Error};
use domain::access::{Action, Permit};
use domain::meetings::Paper;
use domain::shared::{AgendaItemId, Edit, PaperId};
use persistence::UnitOfWork;
use persistence::meetings::Papers;

/// A change of a paper.
#[derive(Clone, Debug)]
pub struct UpdatePaper {
    /// Which.
    pub id: PaperId,
    /// The version that the caller saw.
    pub expected_version: i64,
    /// For which item of the agenda.
    pub item: Edit<AgendaItemId>,
    /// What it is to say: all of it.
    pub paper: PaperInput,
}

/// A paper that is taken back.
#[derive(Clone, Debug)]
pub struct WithdrawPaper {
    /// Which.
    pub id: PaperId,
    /// The version that the caller saw.
    pub expected_version: i64,
}

/// Changes a paper.
///
/// # Errors
/// What is wrong with the input; `NOT_FOUND`, `VERSION_CONFLICT`, `WRONG_STATE` when the meeting is over.
pub async fn update_paper(call: &Call, input: UpdatePaper) -> Result<Paper, Error> {
    let draft = input.paper.check()?;
    let unit = call.begin().await?;
    let (place, before, permit) = held(call, &unit, input.id).await?;
    expect_version(before.version, input.expected_version)?;
    let item = input.item.apply(before.item);
    check_item(call, &unit, &place, item).await?;
    let after = Paper { draft, item, version: before.version + 1, updated_at: unit.now(), ..before.clone() };
    Papers::update(&unit, &after, before.version).await?;
    unit.commit([record::paper(permit, "paper.updated", &place.committee, Some(&before), &after)]).await?;
    Ok(after)
}

/// Takes a paper back; its number is not used again.
///
/// # Errors
/// `NOT_FOUND`, `VERSION_CONFLICT`, `WRONG_STATE` when the meeting is over.
pub async fn withdraw_paper(call: &Call, input: WithdrawPaper) -> Result<Paper, Error> {
    let unit = call.begin().await?;
    let (place, before, permit) = held(call, &unit, input.id).await?;
    expect_version(before.version, input.expected_version)?;
    let (version, now) = (before.version + 1, unit.now());
    let after = Paper { removed_at: Some(now), version, updated_at: now, ..before.clone() };
    Papers::update(&unit, &after, before.version).await?;
    unit.commit([record::paper(permit, "paper.withdrawn", &place.committee, Some(&before), &after)]).await?;
    Ok(after)
}

async fn held(call: &Call, unit: &UnitOfWork, id: PaperId) -> Result<(Held, Paper, Permit), Error> {
    let (papers, sight) = (Papers::of(unit), standing::sight(call));
    let found = papers.find(&sight, id).await?.ok_or_else(|| Error::not_found("id"))?;
    let place = standing::hold_meeting(call, unit, found.meeting, "id").await?;
    let permit = standing::permit(call, unit, &place.committee, Action::MeetingPlan).await?;
    place.meeting.expect_open_agenda("change a paper")?;
    let paper = papers.hold(&sight, id).await?.filter(|paper| paper.removed_at.is_none());
    Ok((place, paper.ok_or_else(|| Error::not_found("id"))?, permit))
}
