use super::record;
use super::update_member::managed;
use crate::version::expect_version;
use crate::{Call, Error};
use domain::networks::{Membership, MembershipStep, MembershipVerb};
use domain::shared::{Date, LongText, MembershipId};
use persistence::networks::Memberships;

/// A membership that goes a step.
#[derive(Clone, Debug)]
pub struct MoveMember {
    /// Which.
    pub id: MembershipId,
    /// The version that the caller saw.
    pub expected_version: i64,
    /// On which day; today without a day.
    pub on: Option<Date>,
    /// Why.
    pub reason: Option<String>,
}

/// Invites a member, makes it active, lets it rest or ends its membership.
///
/// # Errors
/// What is wrong with the input; `NOT_FOUND`, `VERSION_CONFLICT`, `WRONG_STATE`, `OUT_OF_RANGE`.
pub async fn move_member(call: &Call, input: MoveMember, verb: MembershipVerb) -> Result<Membership, Error> {
    let reason = LongText::optional(input.reason.as_deref()).map_err(|refusal| refusal.at("reason"))?;
    let unit = call.begin().await?;
    let (network, before, permit) = managed(call, &unit, input.id).await?;
    expect_version(before.version, input.expected_version)?;
    let on = input.on.unwrap_or_else(|| call.today());
    let mut after = before.clone().go(verb, on, call.today())?;
    after.version += 1;
    after.updated_at = unit.now();
    Memberships::update(&unit, &after, before.version).await?;
    let steps = Memberships::of(&unit).steps(&call.visibility(permit.action()), &[after.id]).await?;
    let last = steps.get(&after.id).and_then(|steps| steps.last()).map_or(0, |step| step.number);
    let step = MembershipStep {
        membership: after.id,
        number: last + 1,
        state: after.state,
        on,
        reason,
        by: call.actor().account().map(|account| account.id),
    };
    Memberships::insert_step(&unit, &step).await?;
    let event = match verb {
        MembershipVerb::Invite => "network.member-invited",
        MembershipVerb::Activate => "network.member-activated",
        MembershipVerb::Pause => "network.member-paused",
        MembershipVerb::End => "network.member-left",
    };
    let change = record::membership(permit, event, &network, Some(&before), &after);
    unit.commit([change.field("reason", None, step.reason.as_ref())]).await?;
    Ok(after)
}
