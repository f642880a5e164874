//! What networks and their members are founded and changed with.

use crate::graphql::shared::{Enum, LocalDate, NodeId, OrderDirection, edit};
use application::networks as verbs;
use async_graphql::{InputObject, MaybeUndefined};
use domain::networks::{
    FieldOfAction, MemberRole, MembershipState, NetworkKind, NetworkPhase, NetworkVisibility, TeamRole,
};
use domain::shared::{MembershipId, NetworkId, OrganisationId, PersonId};

pub(super) fn values<T>(of: Option<Vec<Enum<T>>>) -> Vec<T> {
    of.unwrap_or_default().into_iter().map(|value| value.0).collect()
}

/// Which networks; what is left out does not narrow the list (German: Filter).
#[derive(Clone, Debug, Default, InputObject)]
pub(crate) struct NetworkFilter {
    /// With the territory with this key or one in it (German: Gebiet).
    territory_key: Option<String>,
    /// Of one of these types (German: Arten).
    kinds: Option<Vec<Enum<NetworkKind>>>,
    /// In one of these phases (German: Phasen).
    phases: Option<Vec<Enum<NetworkPhase>>>,
    /// With one of these fields of action (German: Handlungsfelder).
    fields_of_action: Option<Vec<Enum<FieldOfAction>>>,
    /// That are parts of this one (German: Teil von).
    parent_id: Option<NodeId<NetworkId>>,
    /// Kept by this organisation (German: geführt von).
    organisation_id: Option<NodeId<OrganisationId>>,
    /// In which this organisation takes part, as far as the viewer may know (German: Mitglied).
    member_id: Option<NodeId<OrganisationId>>,
    /// With all of these words in name, short name or local label; upper and lower case and the ways to write an umlaut
    /// make no difference (German: Suchtext).
    text: Option<String>,
}

impl From<NetworkFilter> for verbs::ListNetworks {
    fn from(filter: NetworkFilter) -> Self {
        Self {
            territory: filter.territory_key,
            kinds: values(filter.kinds),
            phases: values(filter.phases),
            fields: values(filter.fields_of_action),
            parent: filter.parent_id.map(|id| id.0),
            organisation: filter.organisation_id.map(|id| id.0),
            member: filter.member_id.map(|id| id.0),
            text: filter.text,
        }
    }
}

/// What a list of networks is ordered by (German: Sortierung).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, async_graphql::Enum)]
pub(crate) enum NetworkOrderField {
    /// By name in German order, where `ä` stands with `a`.
    #[default]
    Name,
    /// By when the record was made.
    CreatedAt,
    /// By when the record was last changed.
    UpdatedAt,
}

impl From<NetworkOrderField> for verbs::NetworkOrder {
    fn from(field: NetworkOrderField) -> Self {
        match field {
            NetworkOrderField::Name => Self::Name,
            NetworkOrderField::CreatedAt => Self::Created,
            NetworkOrderField::UpdatedAt => Self::Updated,
        }
    }
}

/// The order of a list of networks (German: Reihenfolge).
#[derive(Clone, Copy, Debug, Default, InputObject)]
pub(crate) struct NetworkOrder {
    /// By what.
    #[graphql(default)]
    pub(super) field: NetworkOrderField,
    /// Which way.
    #[graphql(default)]
    pub(super) direction: OrderDirection,
}

/// What a network is to be called and to be about (German: Angaben zum Netzwerk).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct NetworkProfileInput {
    /// The full name (German: Name).
    name: String,
    /// A short form of the name (German: Kurzname).
    short_name: Option<String>,
    /// What it is called on the spot (German: örtliche Bezeichnung).
    local_label: Option<String>,
    /// Its type (German: Art des Netzwerks).
    kind: Enum<NetworkKind>,
    /// What it is for (German: Zweck).
    purpose: Option<String>,
    /// The fields in which it acts (German: Handlungsfelder).
    fields_of_action: Option<Vec<Enum<FieldOfAction>>>,
    /// The keys of its territories, one at least (German: Gebietsschlüssel).
    territory_keys: Vec<String>,
    /// On what it rests (German: Rechtsgrundlage).
    legal_basis: Option<String>,
    /// Its website (German: Internetseite).
    website: Option<String>,
    /// Who may know of it (German: Sichtbarkeit).
    visibility: Enum<NetworkVisibility>,
}

impl From<NetworkProfileInput> for verbs::ProfileInput {
    fn from(input: NetworkProfileInput) -> Self {
        Self {
            name: input.name,
            short_name: input.short_name,
            local_label: input.local_label,
            kind: input.kind.0,
            purpose: input.purpose,
            fields: values(input.fields_of_action),
            territory_keys: input.territory_keys,
            legal_basis: input.legal_basis,
            website: input.website,
            visibility: input.visibility.0,
        }
    }
}

/// A network to be founded (German: neues Netzwerk).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct CreateNetworkInput {
    /// The organisation that keeps it (German: geführt von).
    organisation_id: NodeId<OrganisationId>,
    /// What it is to be called and to be about (German: Angaben).
    profile: NetworkProfileInput,
    /// The network that it is a part of (German: übergeordnetes Netzwerk).
    parent_id: Option<NodeId<NetworkId>>,
    /// Since when it exists; today unless given (German: Gründung).
    founded_on: Option<LocalDate>,
    /// Who coordinates it (German: Netzwerkkoordination).
    coordinator_id: NodeId<PersonId>,
}

impl From<CreateNetworkInput> for verbs::CreateNetwork {
    fn from(input: CreateNetworkInput) -> Self {
        Self {
            organisation: input.organisation_id.0,
            profile: input.profile.into(),
            parent: input.parent_id.map(|id| id.0),
            founded_on: input.founded_on.map(|day| day.0),
            coordinator: input.coordinator_id.0,
        }
    }
}

/// A change of a network (German: Änderung eines Netzwerks).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct UpdateNetworkInput {
    /// Which network.
    pub(super) id: NodeId<NetworkId>,
    /// The version that the change was made from; another one by now is a `VERSION_CONFLICT` (German: Version).
    expected_version: i64,
    /// What it is to be called and to be about, all of it (German: Angaben).
    profile: NetworkProfileInput,
    /// The network that it is a part of; `null` takes it out, left out it stays (German: übergeordnetes Netzwerk).
    parent_id: MaybeUndefined<NodeId<NetworkId>>,
}

impl From<UpdateNetworkInput> for verbs::UpdateNetwork {
    fn from(input: UpdateNetworkInput) -> Self {
        Self {
            id: input.id.0,
            expected_version: input.expected_version,
            profile: input.profile.into(),
            parent: edit(input.parent_id, |id| id.0),
        }
    }
}

/// A network that moves into another phase (German: Phasenwechsel).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct ChangeNetworkPhaseInput {
    /// Which network.
    pub(super) id: NodeId<NetworkId>,
    /// The version that the caller saw (German: Version).
    expected_version: i64,
    /// Into which phase; backward as well, but not out of `DISSOLVED` (German: Phase).
    phase: Enum<NetworkPhase>,
    /// On which day; today unless given (German: am).
    on: Option<LocalDate>,
    /// Why (German: Begründung).
    reason: String,
}

impl From<ChangeNetworkPhaseInput> for verbs::ChangePhase {
    fn from(input: ChangeNetworkPhaseInput) -> Self {
        let ChangeNetworkPhaseInput { id, expected_version, phase, on, reason } = input;
        Self { id: id.0, expected_version, phase: phase.0, on: on.map(|day| day.0), reason }
    }
}

/// Somebody who comes into the team of a network, or changes their place in it (German: Platz im Team).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct TakeNetworkSeatInput {
    /// Of which network (German: Netzwerk).
    pub(super) network_id: NodeId<NetworkId>,
    /// Who (German: Person).
    person_id: NodeId<PersonId>,
    /// As what; a new coordinator follows the present one (German: Rolle im Team).
    role: Enum<TeamRole>,
}

impl From<TakeNetworkSeatInput> for verbs::TakeSeat {
    fn from(input: TakeNetworkSeatInput) -> Self {
        Self { network: input.network_id.0, person: input.person_id.0, role: input.role.0 }
    }
}

/// Somebody who leaves the team of a network (German: Ausscheiden aus dem Team).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct LeaveNetworkTeamInput {
    /// Of which network (German: Netzwerk).
    pub(super) network_id: NodeId<NetworkId>,
    /// Who (German: Person).
    person_id: NodeId<PersonId>,
}

impl From<LeaveNetworkTeamInput> for verbs::LeaveTeam {
    fn from(input: LeaveNetworkTeamInput) -> Self {
        Self { network: input.network_id.0, person: input.person_id.0 }
    }
}

/// An organisation that comes into a network (German: neues Mitglied).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct AddNetworkMemberInput {
    /// Into which network (German: Netzwerk).
    network_id: NodeId<NetworkId>,
    /// Which organisation (German: Organisation).
    organisation_id: NodeId<OrganisationId>,
    /// Who speaks for it (German: Ansprechperson).
    contact_person_id: Option<NodeId<PersonId>>,
    /// As what it takes part (German: Rolle im Netzwerk).
    role: Enum<MemberRole>,
    /// What it has promised to contribute (German: zugesagter Beitrag).
    commitment: Option<String>,
    /// How it begins: `PROSPECT`, `INVITED` or `ACTIVE` (German: Stand).
    state: Enum<MembershipState>,
    /// Since when; today unless given (German: seit).
    since: Option<LocalDate>,
}

impl From<AddNetworkMemberInput> for verbs::AddMember {
    fn from(input: AddNetworkMemberInput) -> Self {
        Self {
            network: input.network_id.0,
            organisation: input.organisation_id.0,
            contact_person: input.contact_person_id.map(|id| id.0),
            role: input.role.0,
            commitment: input.commitment,
            state: input.state.0,
            since: input.since.map(|day| day.0),
        }
    }
}

/// A change of a membership. What is left out stays as it is; `null` clears a field that may be empty (German: Änderung
/// einer Mitgliedschaft).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct UpdateNetworkMemberInput {
    /// Which membership.
    pub(super) id: NodeId<MembershipId>,
    /// The version that the change was made from; another one by now is a `VERSION_CONFLICT` (German: Version).
    expected_version: i64,
    /// Who speaks for the organisation (German: Ansprechperson).
    contact_person_id: MaybeUndefined<NodeId<PersonId>>,
    /// As what it takes part (German: Rolle im Netzwerk).
    role: Option<Enum<MemberRole>>,
    /// What it has promised to contribute (German: zugesagter Beitrag).
    commitment: MaybeUndefined<String>,
}

impl From<UpdateNetworkMemberInput> for verbs::UpdateMember {
    fn from(input: UpdateNetworkMemberInput) -> Self {
        Self {
            id: input.id.0,
            expected_version: input.expected_version,
            contact_person: edit(input.contact_person_id, |id| id.0),
            role: input.role.map(|role| role.0),
            commitment: edit(input.commitment, |text| text),
        }
    }
}

/// A membership that goes a step (German: Schritt einer Mitgliedschaft).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct MoveNetworkMemberInput {
    /// Which membership.
    pub(super) id: NodeId<MembershipId>,
    /// The version that the caller saw (German: Version).
    expected_version: i64,
    /// On which day; today unless given (German: am).
    on: Option<LocalDate>,
    /// Why (German: Begründung).
    reason: Option<String>,
}

impl From<MoveNetworkMemberInput> for verbs::MoveMember {
    fn from(input: MoveNetworkMemberInput) -> Self {
        let MoveNetworkMemberInput { id, expected_version, on, reason } = input;
        Self { id: id.0, expected_version, on: on.map(|day| day.0), reason }
    }
}
