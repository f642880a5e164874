use super::inputs::{AddNetworkMemberInput, MoveNetworkMemberInput, UpdateNetworkMemberInput};
use super::member::NetworkMembership;
use super::payloads::NetworkMembershipPayload;
use crate::gate::authorized;
use crate::graphql::shared::{UserError, call, failure, outcome};
use application::Error;
use application::networks as verbs;
use async_graphql::{Context, Object, Result};
use domain::access::Action;
use domain::networks::{Membership as Record, MembershipVerb};
use domain::shared::MembershipId;

/// The fields that change the members of networks.
#[derive(Debug, Default)]
pub(crate) struct NetworkMemberMutations;

#[Object]
impl NetworkMemberMutations {
    /// Brings an organisation into a network (German: Mitglied aufnehmen).
    #[graphql(directive = authorized::apply(Action::NetworkManageMembers))]
    async fn add_network_member(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which organisation, and as what.")] input: AddNetworkMemberInput,
    ) -> Result<NetworkMembershipPayload> {
        payload(ctx, None, verbs::add_member(call(ctx), input.into()).await).await
    }

    /// Changes a membership that lasts (German: Mitgliedschaft ändern).
    #[graphql(directive = authorized::apply(Action::NetworkManageMembers))]
    async fn update_network_member(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The change.")] input: UpdateNetworkMemberInput,
    ) -> Result<NetworkMembershipPayload> {
        let id = input.id.0;
        payload(ctx, Some(id), verbs::update_member(call(ctx), input.into()).await).await
    }

    /// Invites a prospect (German: Mitglied einladen).
    #[graphql(directive = authorized::apply(Action::NetworkManageMembers))]
    async fn invite_network_member(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which membership.")] input: MoveNetworkMemberInput,
    ) -> Result<NetworkMembershipPayload> {
        moved(ctx, input, MembershipVerb::Invite).await
    }

    /// Lets a member take part from now on, for the first time or again (German: Mitglied aktiv setzen).
    #[graphql(directive = authorized::apply(Action::NetworkManageMembers))]
    async fn activate_network_member(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which membership.")] input: MoveNetworkMemberInput,
    ) -> Result<NetworkMembershipPayload> {
        moved(ctx, input, MembershipVerb::Activate).await
    }

    /// Lets a membership rest (German: Mitgliedschaft ruhen lassen).
    #[graphql(directive = authorized::apply(Action::NetworkManageMembers))]
    async fn pause_network_member(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which membership.")] input: MoveNetworkMemberInput,
    ) -> Result<NetworkMembershipPayload> {
        moved(ctx, input, MembershipVerb::Pause).await
    }

    /// Ends a membership: the organisation leaves or declines (German: Mitgliedschaft beenden).
    #[graphql(directive = authorized::apply(Action::NetworkManageMembers))]
    async fn end_network_membership(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which membership.")] input: MoveNetworkMemberInput,
    ) -> Result<NetworkMembershipPayload> {
        moved(ctx, input, MembershipVerb::End).await
    }
}

async fn moved(
    ctx: &Context<'_>,
    input: MoveNetworkMemberInput,
    verb: MembershipVerb,
) -> Result<NetworkMembershipPayload> {
    let id = input.id.0;
    payload(ctx, Some(id), verbs::move_member(call(ctx), input.into(), verb).await).await
}

async fn payload(
    ctx: &Context<'_>,
    id: Option<MembershipId>,
    done: std::result::Result<Record, Error>,
) -> Result<NetworkMembershipPayload> {
    let (changed, errors) = outcome(ctx, done)?;
    let shown = match (changed, id) {
        (None, Some(id)) if errors.iter().any(UserError::is_conflict) => {
            failure(ctx, verbs::find_member(call(ctx), id).await)?
        }
        (changed, _) => changed,
    };
    Ok(NetworkMembershipPayload { membership: shown.map(NetworkMembership::one), errors })
}
