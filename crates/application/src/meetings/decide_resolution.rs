use super::move_resolution::held;
use super::{record, standing};
use crate::version::expect_version;
use crate::{Call, Error};
use domain::meetings::{Electorate, Poll, QuorumCount, Resolution, Votes};
use domain::shared::{Refusal, RefusalCode, ResolutionId};
use persistence::UnitOfWork;
use persistence::meetings::{CommitteeMemberships, Meetings, Participants, Resolutions};

/// What came of asking the members.
#[derive(Clone, Debug)]
pub struct DecideResolution {
    /// About which resolution.
    pub id: ResolutionId,
    /// The version that the caller saw.
    pub expected_version: i64,
    /// The votes: for it, against it, neither.
    pub votes: Option<(i64, i64, i64)>,
    /// How many objected.
    pub objections: i64,
}

/// Decides a resolution by what came of asking the members: whether it is adopted follows from the rules.
///
/// # Errors
/// What is wrong with the counts; `NOT_FOUND`, `VERSION_CONFLICT`, `WRONG_STATE` unless the meeting takes place,
/// `NOT_QUORATE`, `TOO_MANY_VOTES`, `HAS_OBJECTIONS`, `AGAINST_THE_RULES`, `NOT_YET`.
pub async fn decide_resolution(call: &Call, input: DecideResolution) -> Result<Resolution, Error> {
    let votes = input.votes.map(|(yes, no, abstentions)| Votes::new(yes, no, abstentions)).transpose();
    let votes = votes.map_err(|refusal| refusal.at("votes"))?;
    if !(0..=1_000).contains(&input.objections) {
        let refusal = Refusal::new(RefusalCode::OutOfRange).at("objections");
        return Err(refusal.with("min", 0).with("max", 1_000).into());
    }
    let unit = call.begin().await?;
    let (committee, before, permit) = held(call, &unit, input.id).await?;
    expect_version(before.version, input.expected_version)?;
    let rules = &committee.profile.rules;
    let count = electorate(call, &unit, &before, rules).await?;
    let electorate = Electorate { count, rule: rules.decision, circular: rules.circular };
    let poll = Poll { votes, objections: input.objections };
    let mut after = before.clone().decide(poll, &electorate, call.today())?;
    after.version += 1;
    after.updated_at = unit.now();
    Resolutions::update(&unit, &after, before.version).await?;
    unit.commit([record::resolution(permit, "resolution.decided", &committee, Some(&before), &after)]).await?;
    Ok(after)
}

/// The votes of the meeting in which it is decided, which has to take place; in writing, those of today.
async fn electorate(
    call: &Call,
    unit: &UnitOfWork,
    of: &Resolution,
    rules: &domain::meetings::CommitteeRules,
) -> Result<QuorumCount, Error> {
    let sight = standing::system(call);
    let seats = CommitteeMemberships::of(unit).of_committee(of.committee).await?;
    let Some(meeting) = of.meeting else { return Ok(QuorumCount::of(rules, &seats, &[], call.today())) };
    let meeting = Meetings::of(unit).find(&sight, meeting).await?.ok_or_else(|| Error::not_found("id"))?;
    meeting.expect_in_session("decide")?;
    let participants = Participants::of(unit).of_meetings(&sight, &[meeting.id]).await?;
    let participants: Vec<_> = participants.into_values().flatten().collect();
    Ok(QuorumCount::of(rules, &seats, &participants, meeting.plan.day()))
}
