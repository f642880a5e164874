use super::inputs::{
    ChangeNetworkPhaseInput, CreateNetworkInput, LeaveNetworkTeamInput, TakeNetworkSeatInput, UpdateNetworkInput,
};
use super::payloads::NetworkPayload;
use super::types::Network;
use crate::gate::authorized;
use crate::graphql::shared::{UserError, call, failure, outcome};
use application::Error;
use application::networks as verbs;
use async_graphql::{Context, Object, Result};
use domain::access::Action;
use domain::networks::{Network as Record, Team};
use domain::shared::NetworkId;

/// The fields that change networks.
#[derive(Debug, Default)]
pub(crate) struct NetworkMutations;

#[Object]
impl NetworkMutations {
    /// Founds a network, in its first phase and with its coordinator (German: Netzwerk gründen).
    #[graphql(directive = authorized::apply(Action::NetworkCreate))]
    async fn create_network(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The network.")] input: CreateNetworkInput,
    ) -> Result<NetworkPayload> {
        payload(ctx, None, verbs::create_network(call(ctx), input.into()).await).await
    }

    /// Changes what a network is called and what it is about (German: Netzwerk ändern).
    #[graphql(directive = authorized::apply(Action::NetworkUpdate))]
    async fn update_network(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The change.")] input: UpdateNetworkInput,
    ) -> Result<NetworkPayload> {
        let id = input.id.0;
        payload(ctx, Some(id), verbs::update_network(call(ctx), input.into()).await).await
    }

    /// Moves a network into another phase, forward or backward; `DISSOLVED` is final (German: Phase wechseln).
    #[graphql(directive = authorized::apply(Action::NetworkChangePhase))]
    async fn change_network_phase(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which network, where to, and why.")] input: ChangeNetworkPhaseInput,
    ) -> Result<NetworkPayload> {
        let id = input.id.0;
        payload(ctx, Some(id), verbs::change_phase(call(ctx), input.into()).await).await
    }

    /// Gives somebody a seat in the team of a network; a new coordinator follows the present one. From now on they read
    /// what is the team's alone (German: Team besetzen).
    #[graphql(directive = authorized::apply(Action::NetworkManageTeam))]
    async fn take_network_seat(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Who, and as what.")] input: TakeNetworkSeatInput,
    ) -> Result<NetworkPayload> {
        let id = input.network_id.0;
        team_payload(ctx, id, verbs::take_seat(call(ctx), input.into()).await).await
    }

    /// Ends somebody's seat in the team of a network (German: aus dem Team ausscheiden).
    #[graphql(directive = authorized::apply(Action::NetworkManageTeam))]
    async fn leave_network_team(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Who.")] input: LeaveNetworkTeamInput,
    ) -> Result<NetworkPayload> {
        let id = input.network_id.0;
        team_payload(ctx, id, verbs::leave_team(call(ctx), input.into()).await).await
    }
}

async fn payload(
    ctx: &Context<'_>,
    id: Option<NetworkId>,
    done: std::result::Result<Record, Error>,
) -> Result<NetworkPayload> {
    let (changed, errors) = outcome(ctx, done)?;
    let shown = match (changed, id) {
        (None, Some(id)) if errors.iter().any(UserError::is_conflict) => {
            failure(ctx, verbs::find_network(call(ctx), id).await)?
        }
        (changed, _) => changed,
    };
    Ok(NetworkPayload { network: shown.map(Network::one), errors })
}

/// The network whose team has changed.
async fn team_payload(
    ctx: &Context<'_>,
    id: NetworkId,
    done: std::result::Result<Team, Error>,
) -> Result<NetworkPayload> {
    let (changed, errors) = outcome(ctx, done)?;
    let shown = match changed {
        Some(_) => failure(ctx, verbs::find_network(call(ctx), id).await)?,
        None => None,
    };
    Ok(NetworkPayload { network: shown.map(Network::one), errors })
}
