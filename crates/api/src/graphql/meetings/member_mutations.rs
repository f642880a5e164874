use super::payloads::{self, CommitteeMembershipPayload};
use crate::gate::authorized;
use crate::graphql::shared::{Enum, LocalDate, NodeId, call, edit};
use application::meetings as verbs;
use async_graphql::{Context, InputObject, MaybeUndefined, Object, Result};
use domain::access::Action;
use domain::meetings::CommitteeRole;
use domain::shared::{CommitteeId, CommitteeMembershipId, OrganisationId, PersonId};

/// Somebody who gets a seat in a committee (German: neues Mitglied).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct AddCommitteeMemberInput {
    /// In which committee (German: Gremium).
    committee_id: NodeId<CommitteeId>,
    /// Who (German: Person).
    person_id: NodeId<PersonId>,
    /// What the seat is called (German: Sitz).
    seat: Option<String>,
    /// As what (German: Rolle im Gremium).
    role: Enum<CommitteeRole>,
    /// Whether the seat has a vote (German: Stimmrecht).
    #[graphql(default)]
    voting_right: bool,
    /// Whether it is published by name who holds it, where the committee is public: with the consent of the person, or
    /// where the law lets it be (German: öffentlich genannt).
    #[graphql(default)]
    is_public: bool,
    /// For which seat a substitute stands in (German: Stellvertretung für).
    substitute_for_id: Option<NodeId<CommitteeMembershipId>>,
    /// On whose behalf (German: im Auftrag von).
    organisation_id: Option<NodeId<OrganisationId>>,
    /// The first day of the term; today unless given (German: Beginn der Amtszeit).
    from: Option<LocalDate>,
    /// The last day of the term (German: Ende der Amtszeit).
    until: Option<LocalDate>,
}

impl From<AddCommitteeMemberInput> for verbs::AddCommitteeMember {
    fn from(input: AddCommitteeMemberInput) -> Self {
        Self {
            committee: input.committee_id.0,
            person: input.person_id.0,
            seat: input.seat,
            role: input.role.0,
            voting: input.voting_right,
            public: input.is_public,
            substitute_for: input.substitute_for_id.map(|id| id.0),
            organisation: input.organisation_id.map(|id| id.0),
            from: input.from.map(|day| day.0),
            until: input.until.map(|day| day.0),
        }
    }
}

/// A change of a seat; what is left out stays, `null` clears (German: Änderung eines Sitzes).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct UpdateCommitteeMemberInput {
    /// Which seat.
    id: NodeId<CommitteeMembershipId>,
    /// The version that the change was made from; another one by now is a `VERSION_CONFLICT` (German: Version).
    expected_version: i64,
    /// What the seat is called (German: Sitz).
    seat: MaybeUndefined<String>,
    /// Whether the seat has a vote (German: Stimmrecht).
    voting_right: Option<bool>,
    /// Whether it is published by name who holds it, where the committee is public (German: öffentlich genannt).
    is_public: Option<bool>,
    /// On whose behalf (German: im Auftrag von).
    organisation_id: MaybeUndefined<NodeId<OrganisationId>>,
}

impl From<UpdateCommitteeMemberInput> for verbs::UpdateCommitteeMember {
    fn from(input: UpdateCommitteeMemberInput) -> Self {
        Self {
            id: input.id.0,
            expected_version: input.expected_version,
            seat: edit(input.seat, |seat| seat),
            voting: input.voting_right,
            public: input.is_public,
            organisation: edit(input.organisation_id, |id| id.0),
        }
    }
}

/// A term that ends (German: Ende einer Amtszeit).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct EndCommitteeMembershipInput {
    /// Which seat.
    id: NodeId<CommitteeMembershipId>,
    /// The version that the caller saw (German: Version).
    expected_version: i64,
    /// The last day of the term; today unless given (German: am).
    on: Option<LocalDate>,
}

impl From<EndCommitteeMembershipInput> for verbs::EndCommitteeMember {
    fn from(input: EndCommitteeMembershipInput) -> Self {
        Self { id: input.id.0, expected_version: input.expected_version, on: input.on.map(|day| day.0) }
    }
}

/// The fields that change the seats of committees.
#[derive(Debug, Default)]
pub(crate) struct CommitteeMemberMutations;

#[Object]
impl CommitteeMemberMutations {
    /// Gives somebody a seat in a committee: while it lasts they see what is the committee's (German: Mitglied aufnehmen).
    #[graphql(directive = authorized::apply(Action::CommitteeManageMembers))]
    async fn add_committee_member(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Who, and as what.")] input: AddCommitteeMemberInput,
    ) -> Result<CommitteeMembershipPayload> {
        payloads::membership(ctx, None, verbs::add_committee_member(call(ctx), input.into()).await).await
    }

    /// Changes a seat; another role or person is another seat (German: Sitz ändern).
    #[graphql(directive = authorized::apply(Action::CommitteeManageMembers))]
    async fn update_committee_member(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The change.")] input: UpdateCommitteeMemberInput,
    ) -> Result<CommitteeMembershipPayload> {
        let id = input.id.0;
        payloads::membership(ctx, Some(id), verbs::update_committee_member(call(ctx), input.into()).await).await
    }

    /// Ends the term of a seat on a day, its last (German: Amtszeit beenden).
    #[graphql(directive = authorized::apply(Action::CommitteeManageMembers))]
    async fn end_committee_membership(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which seat, and when.")] input: EndCommitteeMembershipInput,
    ) -> Result<CommitteeMembershipPayload> {
        let id = input.id.0;
        payloads::membership(ctx, Some(id), verbs::end_committee_member(call(ctx), input.into()).await).await
    }
}
