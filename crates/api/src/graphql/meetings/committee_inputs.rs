//! What committees are founded and changed with.

use super::filters::values;
use crate::graphql::shared::{Enum, LocalDate, NodeId};
use application::meetings as verbs;
use async_graphql::InputObject;
use domain::meetings::{CommitteeKind, CommitteeVisibility, DecisionRule, QuorumKind};
use domain::networks::FieldOfAction;
use domain::shared::{CommitteeId, NetworkId, OrganisationId};

/// The rules by which a committee invites, counts and decides (German: Geschäftsordnung).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct CommitteeRulesInput {
    /// How many days before a meeting its invitation is sent at the latest, 0 to 90 (German: Einladungsfrist).
    #[graphql(default = 14)]
    invitation_lead_days: i64,
    /// How the quorum is found (German: Beschlussfähigkeit).
    quorum: Enum<QuorumKind>,
    /// The share of the voting seats in per cent, or the number of votes (German: Wert der Beschlussfähigkeit).
    quorum_value: Option<i64>,
    /// How it decides by vote (German: Mehrheitsregel).
    decision_rule: Enum<DecisionRule>,
    /// Whether it may decide in writing (German: Umlaufverfahren zulässig).
    #[graphql(default)]
    circular_allowed: bool,
    /// How many voting members it has by its statute (German: Zahl der stimmberechtigten Mitglieder).
    voting_members: Option<i64>,
}

/// What a committee is to be called, to be about, and by which rules it works (German: Angaben zum Gremium).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct CommitteeProfileInput {
    /// The full name (German: Name).
    name: String,
    /// A short form of the name (German: Kurzname).
    short_name: Option<String>,
    /// What such a committee is called on the spot (German: örtliche Bezeichnung).
    local_label: Option<String>,
    /// What it is for (German: Art des Gremiums).
    kind: Enum<CommitteeKind>,
    /// The fields in which it may decide, among those of its network; none means all of them (German: Handlungsfelder).
    fields_of_action: Option<Vec<Enum<FieldOfAction>>>,
    /// On what it rests (German: Rechtsgrundlage).
    legal_basis: Option<String>,
    /// How often it meets in a year, by its rules (German: Sitzungen im Jahr).
    meetings_per_year: Option<i64>,
    /// Who may know of it (German: Sichtbarkeit).
    visibility: Enum<CommitteeVisibility>,
    /// By which rules it works (German: Geschäftsordnung).
    rules: CommitteeRulesInput,
}

impl From<CommitteeProfileInput> for verbs::CommitteeProfileInput {
    fn from(input: CommitteeProfileInput) -> Self {
        let rules = input.rules;
        Self {
            name: input.name,
            short_name: input.short_name,
            local_label: input.local_label,
            kind: input.kind.0,
            fields: values(input.fields_of_action),
            legal_basis: input.legal_basis,
            meetings_per_year: input.meetings_per_year,
            visibility: input.visibility.0,
            lead_days: rules.invitation_lead_days,
            quorum: rules.quorum.0,
            quorum_value: rules.quorum_value,
            decision: rules.decision_rule.0,
            circular: rules.circular_allowed,
            voting_members: rules.voting_members,
        }
    }
}

/// A committee to be founded: of a network, or of an organisation (German: neues Gremium).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct CreateCommitteeInput {
    /// Of which network (German: Netzwerk).
    network_id: Option<NodeId<NetworkId>>,
    /// Of which organisation, unless it is one of a network (German: Organisation).
    organisation_id: Option<NodeId<OrganisationId>>,
    /// What it is to be called, to be about, and by which rules it works (German: Angaben).
    profile: CommitteeProfileInput,
    /// Since when it exists; today unless given (German: Gründung).
    founded_on: Option<LocalDate>,
}

impl From<CreateCommitteeInput> for verbs::CreateCommittee {
    fn from(input: CreateCommitteeInput) -> Self {
        Self {
            network: input.network_id.map(|id| id.0),
            organisation: input.organisation_id.map(|id| id.0),
            profile: input.profile.into(),
            founded_on: input.founded_on.map(|day| day.0),
        }
    }
}

/// A change of a committee (German: Änderung eines Gremiums).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct UpdateCommitteeInput {
    /// Which committee.
    pub(super) id: NodeId<CommitteeId>,
    /// The version that the change was made from; another one by now is a `VERSION_CONFLICT` (German: Version).
    expected_version: i64,
    /// What it is to be called, to be about, and by which rules it works: all of it (German: Angaben).
    profile: CommitteeProfileInput,
}

impl From<UpdateCommitteeInput> for verbs::UpdateCommittee {
    fn from(input: UpdateCommitteeInput) -> Self {
        Self { id: input.id.0, expected_version: input.expected_version, profile: input.profile.into() }
    }
}

/// A committee that meets no more (German: Auflösung eines Gremiums).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct DissolveCommitteeInput {
    /// Which committee.
    pub(super) id: NodeId<CommitteeId>,
    /// The version that the caller saw (German: Version).
    expected_version: i64,
    /// On which day; today unless given (German: am).
    on: Option<LocalDate>,
    /// Why (German: Grund).
    reason: String,
}

impl From<DissolveCommitteeInput> for verbs::DissolveCommittee {
    fn from(input: DissolveCommitteeInput) -> Self {
        Self {
            id: input.id.0,
            expected_version: input.expected_version,
            on: input.on.map(|day| day.0),
            reason: input.reason,
        }
    }
}
