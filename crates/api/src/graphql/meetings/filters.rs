//! Which committees, meetings, resolutions and measures.

use crate::graphql::shared::{DateTime, Enum, LocalDate, NodeId, OrderDirection};
use application::meetings as verbs;
use async_graphql::InputObject;
use domain::meetings::{CommitteeKind, CommitteeState, MeasureState, MeetingState, ResolutionMode, ResolutionState};
use domain::networks::FieldOfAction;
use domain::shared::{CommitteeId, Date, GoalId, MeetingId, NetworkId, OrganisationId, PersonId, ResolutionId};

pub(super) fn values<T>(of: Option<Vec<Enum<T>>>) -> Vec<T> {
    of.unwrap_or_default().into_iter().map(|value| value.0).collect()
}

/// Which committees; what is left out does not narrow the list (German: Filter).
#[derive(Clone, Debug, Default, InputObject)]
pub(crate) struct CommitteeFilter {
    /// Of this network (German: Netzwerk).
    network_id: Option<NodeId<NetworkId>>,
    /// Whose business this organisation runs (German: geschäftsführende Stelle).
    organisation_id: Option<NodeId<OrganisationId>>,
    /// Of one of these kinds (German: Arten).
    kinds: Option<Vec<Enum<CommitteeKind>>>,
    /// In this state (German: Stand).
    state: Option<Enum<CommitteeState>>,
    /// In which this person sits today, as far as the viewer may know (German: Mitglied).
    member_id: Option<NodeId<PersonId>>,
    /// With all of these words in name, short name or local label; upper and lower case and the ways to write an umlaut
    /// make no difference (German: Suchtext).
    text: Option<String>,
}

impl From<CommitteeFilter> for verbs::CommitteeFilter {
    fn from(filter: CommitteeFilter) -> Self {
        Self {
            network: filter.network_id.map(|id| id.0),
            organisation: filter.organisation_id.map(|id| id.0),
            kinds: values(filter.kinds),
            state: filter.state.map(|state| state.0),
            person: filter.member_id.map(|id| id.0),
            text: filter.text,
        }
    }
}

/// What a list of committees is ordered by (German: Sortierung).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, async_graphql::Enum)]
pub(crate) enum CommitteeOrderField {
    /// By name in German order, where `ä` stands with `a`.
    #[default]
    Name,
    /// By when the record was last changed.
    UpdatedAt,
}

/// The order of a list of committees (German: Reihenfolge).
#[derive(Clone, Copy, Debug, Default, InputObject)]
pub(crate) struct CommitteeOrder {
    /// By what.
    #[graphql(default)]
    field: CommitteeOrderField,
    /// Which way.
    #[graphql(default)]
    pub(super) direction: OrderDirection,
}

impl From<CommitteeOrder> for verbs::CommitteeOrder {
    fn from(order: CommitteeOrder) -> Self {
        match order.field {
            CommitteeOrderField::Name => Self::Name,
            CommitteeOrderField::UpdatedAt => Self::Updated,
        }
    }
}

/// Which seats; what is left out does not narrow the list (German: Filter).
#[derive(Clone, Debug, Default, InputObject)]
pub(crate) struct CommitteeMembershipFilter {
    /// In this committee (German: Gremium).
    committee_id: Option<NodeId<CommitteeId>>,
    /// Of this person (German: Person).
    person_id: Option<NodeId<PersonId>>,
    /// Held on this day (German: am).
    on: Option<LocalDate>,
}

impl From<CommitteeMembershipFilter> for verbs::CommitteeMembershipFilter {
    fn from(filter: CommitteeMembershipFilter) -> Self {
        Self {
            committee: filter.committee_id.map(|id| id.0),
            person: filter.person_id.map(|id| id.0),
            on: filter.on.map(|day| day.0),
        }
    }
}

/// Which meetings; what is left out does not narrow the list (German: Filter).
#[derive(Clone, Debug, Default, InputObject)]
pub(crate) struct MeetingFilter {
    /// Of this committee (German: Gremium).
    committee_id: Option<NodeId<CommitteeId>>,
    /// Of the committees of this network (German: Netzwerk).
    network_id: Option<NodeId<NetworkId>>,
    /// In one of these states (German: Stände).
    states: Option<Vec<Enum<MeetingState>>>,
    /// That begin at this instant or later (German: von).
    from: Option<DateTime>,
    /// That begin before this instant (German: bis).
    until: Option<DateTime>,
}

impl From<MeetingFilter> for verbs::MeetingFilter {
    fn from(filter: MeetingFilter) -> Self {
        Self {
            committee: filter.committee_id.map(|id| id.0),
            network: filter.network_id.map(|id| id.0),
            states: values(filter.states),
            from: filter.from.map(|at| at.0),
            until: filter.until.map(|at| at.0),
        }
    }
}

/// Which resolutions; what is left out does not narrow the list (German: Filter).
#[derive(Clone, Debug, Default, InputObject)]
pub(crate) struct ResolutionFilter {
    /// Of this committee (German: Gremium).
    committee_id: Option<NodeId<CommitteeId>>,
    /// Of this meeting (German: Sitzung).
    meeting_id: Option<NodeId<MeetingId>>,
    /// That came about in one of these ways (German: Verfahren).
    modes: Option<Vec<Enum<ResolutionMode>>>,
    /// In one of these states (German: Stände).
    states: Option<Vec<Enum<ResolutionState>>>,
    /// In this field (German: Handlungsfeld).
    field_of_action: Option<Enum<FieldOfAction>>,
}

impl From<ResolutionFilter> for verbs::ResolutionFilter {
    fn from(filter: ResolutionFilter) -> Self {
        Self {
            committee: filter.committee_id.map(|id| id.0),
            meeting: filter.meeting_id.map(|id| id.0),
            modes: values(filter.modes),
            states: values(filter.states),
            field: filter.field_of_action.map(|field| field.0),
        }
    }
}

/// Which measures; what is left out does not narrow the list (German: Filter).
#[derive(Clone, Debug, Default, InputObject)]
pub(crate) struct MeasureFilter {
    /// Of this committee (German: Gremium).
    committee_id: Option<NodeId<CommitteeId>>,
    /// Ordered by this resolution (German: Beschluss).
    resolution_id: Option<NodeId<ResolutionId>>,
    /// That serve this goal (German: Ziel).
    goal_id: Option<NodeId<GoalId>>,
    /// For which this organisation answers (German: verantwortliche Stelle).
    organisation_id: Option<NodeId<OrganisationId>>,
    /// For which this person answers (German: verantwortliche Person).
    person_id: Option<NodeId<PersonId>>,
    /// In one of these states (German: Stände).
    states: Option<Vec<Enum<MeasureState>>>,
    /// Only those that are overdue today (German: nur überfällige).
    overdue: Option<bool>,
}

impl MeasureFilter {
    /// The filter as of a day.
    pub(super) fn on(self, today: Date) -> verbs::MeasureFilter {
        verbs::MeasureFilter {
            committee: self.committee_id.map(|id| id.0),
            resolution: self.resolution_id.map(|id| id.0),
            goal: self.goal_id.map(|id| id.0),
            organisation: self.organisation_id.map(|id| id.0),
            person: self.person_id.map(|id| id.0),
            states: values(self.states),
            overdue_on: self.overdue.unwrap_or_default().then_some(today),
        }
    }
}
