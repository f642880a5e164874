use super::{record, standing};
use crate::version::expect_version;
use crate::{Call, Error};
use domain::access::Action;
use domain::networks::{Network, NetworkPhase, PhaseChange};
use domain::shared::{Date, LongText, NetworkId, PhaseChangeId};
use persistence::networks::{Networks, Seats};

/// A network that moves into another phase.
#[derive(Clone, Debug)]
pub struct ChangePhase {
    /// Which.
    pub id: NetworkId,
    /// The version that the caller saw.
    pub expected_version: i64,
    /// Into which phase.
    pub phase: NetworkPhase,
    /// On which day; today without a day.
    pub on: Option<Date>,
    /// Why.
    pub reason: String,
}

/// Moves a network into another phase, forward or backward.
///
/// # Errors
/// `REQUIRED` without a reason, `NOT_FOUND`, `VERSION_CONFLICT`, `WRONG_STATE`, `OUT_OF_RANGE`,
/// `COORDINATOR_REQUIRED`.
pub async fn change_phase(call: &Call, input: ChangePhase) -> Result<Network, Error> {
    let reason = LongText::new(&input.reason).map_err(|refusal| refusal.at("reason"))?;
    let unit = call.begin().await?;
    let before = standing::hold(call, &unit, input.id, "id").await?;
    let permit = call.permit(Action::NetworkChangePhase, &before.owner())?;
    expect_version(before.version, input.expected_version)?;
    let teams = Seats::of(&unit).teams(&call.visibility(Action::NetworkChangePhase), &[before.id]).await?;
    let coordinated = teams.get(&before.id).is_some_and(|team| team.coordinator().is_some());
    let on = input.on.unwrap_or_else(|| call.today());
    let mut after = before.clone().change_phase(input.phase, on, coordinated, call.today())?;
    after.version += 1;
    after.updated_at = unit.now();
    let change = PhaseChange {
        id: PhaseChangeId::new(call.ids()),
        from: Some(before.phase),
        to: after.phase,
        on,
        reason,
        by: call.actor().account().map(|account| account.id),
        at: unit.now(),
    };
    Networks::update(&unit, &after, before.version).await?;
    Networks::insert_phase_change(&unit, after.id, &change).await?;
    let told = record::network(permit, "network.phase-changed", Some(&before), &after);
    unit.commit([told.field("reason", None, Some(&change.reason))]).await?;
    Ok(after)
}
