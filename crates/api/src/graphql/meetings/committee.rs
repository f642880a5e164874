use super::meeting::Meeting;
use super::membership::CommitteeMembership;
use crate::gate::{authorized, cost};
use crate::graphql::networks::Network;
use crate::graphql::organisations::Organisation;
use crate::graphql::shared::{
    ActionCode, AnyNodeId, DateTime, Enum, LocalDate, Row, call, children, failure, referred, viewer_can,
};
use application::meetings as verbs;
use application::networks::find_networks;
use application::oparl::interface_url;
use application::organisations::find_organisations;
use async_graphql::{Context, Object, Result, SimpleObject};
use domain::access::Action;
use domain::meetings::{
    Committee as Record, CommitteeKind, CommitteeProfile, CommitteeRole, CommitteeRules as Rules, CommitteeState,
    CommitteeVisibility, DecisionRule, QuorumKind,
};
use domain::networks::FieldOfAction;
use domain::oparl::{ObjectKind, ObjectPath};
use domain::shared::{CommitteeId, Id, LongText, Name, Slice};
use std::collections::BTreeSet;

/// A committee (German: Gremium).
#[derive(Clone, Debug)]
pub(crate) struct Committee(Row<Record>);

impl Committee {
    /// Nodes of committees that were read together.
    pub(crate) fn siblings(records: impl IntoIterator<Item = Record>) -> Vec<Self> {
        Row::all(records).map(Self).collect()
    }

    /// The node of one committee.
    pub(crate) fn one(record: Record) -> Self {
        Self(Row::one(record))
    }

    fn profile(&self) -> &CommitteeProfile {
        &self.0.profile
    }
}

fn ids(rows: &[Record]) -> Vec<CommitteeId> {
    rows.iter().map(|row| row.id).collect()
}

/// What can be done with a committee that meets.
const VERBS: [Action; 7] = [
    Action::CommitteeUpdate,
    Action::CommitteeManageMembers,
    Action::MeetingPlan,
    Action::MeetingRun,
    Action::MinutesWrite,
    Action::MinutesApprove,
    Action::MeasureManage,
];
/// What is left of it once a committee is dissolved.
const VERBS_AFTERWARDS: [Action; 2] = [Action::MinutesWrite, Action::MinutesApprove];

/// The rules by which a committee invites, counts and decides (German: Geschäftsordnung).
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct CommitteeRules {
    /// How many days before a meeting its invitation is sent at the latest (German: Einladungsfrist).
    invitation_lead_days: i64,
    /// How the quorum is found (German: Beschlussfähigkeit).
    quorum: Enum<QuorumKind>,
    /// The share of the voting seats in per cent, or the number of votes (German: Wert der Beschlussfähigkeit).
    quorum_value: Option<i64>,
    /// How it decides by vote (German: Mehrheitsregel).
    decision_rule: Enum<DecisionRule>,
    /// Whether it may decide in writing, without a meeting (German: Umlaufverfahren zulässig).
    circular_allowed: bool,
    /// How many voting members it has by its statute (German: Zahl der stimmberechtigten Mitglieder).
    voting_members: Option<i64>,
}

impl From<&Rules> for CommitteeRules {
    fn from(rules: &Rules) -> Self {
        Self {
            invitation_lead_days: rules.lead_days,
            quorum: Enum(rules.quorum.kind()),
            quorum_value: rules.quorum.value(),
            decision_rule: Enum(rules.decision),
            circular_allowed: rules.circular,
            voting_members: rules.voting_members,
        }
    }
}

/// A committee of a network or an organisation (German: Gremium).
#[Object]
impl Committee {
    /// The global id.
    pub(crate) async fn id(&self) -> AnyNodeId {
        AnyNodeId::new(CommitteeId::TYPE, self.0.id.uuid())
    }

    /// The full name (German: Name).
    async fn name(&self) -> &str {
        self.profile().name.as_str()
    }

    /// A short form of the name (German: Kurzname).
    async fn short_name(&self) -> Option<&str> {
        self.profile().short_name.as_ref().map(Name::as_str)
    }

    /// What such a committee is called on the spot, for instance `Lenkungsgruppe` (German: örtliche Bezeichnung).
    async fn local_label(&self) -> Option<&str> {
        self.profile().local_label.as_ref().map(Name::as_str)
    }

    /// What it is for (German: Art des Gremiums).
    async fn kind(&self) -> Enum<CommitteeKind> {
        Enum(self.profile().kind)
    }

    /// The fields in which it may decide; none means all on which its network has agreed (German: Handlungsfelder).
    async fn fields_of_action(&self) -> Vec<Enum<FieldOfAction>> {
        self.profile().fields.iter().copied().map(Enum).collect()
    }

    /// On what it rests (German: Rechtsgrundlage).
    async fn legal_basis(&self) -> Option<&str> {
        self.profile().legal_basis.as_ref().map(Name::as_str)
    }

    /// How often it meets in a year, by its rules (German: Sitzungen im Jahr).
    async fn meetings_per_year(&self) -> Option<i64> {
        self.profile().meetings_per_year
    }

    /// Who may know of it (German: Sichtbarkeit).
    async fn visibility(&self) -> Enum<CommitteeVisibility> {
        Enum(self.profile().visibility)
    }

    /// The rules by which it invites, counts and decides (German: Geschäftsordnung).
    async fn rules(&self) -> CommitteeRules {
        (&self.profile().rules).into()
    }

    /// The network that it belongs to, if the viewer sees it (German: Netzwerk).
    async fn network(&self, ctx: &Context<'_>) -> Result<Option<Network>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let networks: BTreeSet<_> = rows.iter().filter_map(|row| row.network).collect();
            let found = find_networks(call, networks).await?;
            Ok(referred(rows.iter().map(|row| row.network), found, Network::siblings))
        };
        self.0.related(ctx, "network", load).await
    }

    /// The organisation that runs its business (German: geschäftsführende Stelle).
    async fn organisation(&self, ctx: &Context<'_>) -> Result<Option<Organisation>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let keepers: BTreeSet<_> = rows.iter().map(|row| row.organisation).collect();
            let found = find_organisations(call, keepers).await?;
            Ok(referred(rows.iter().map(|row| Some(row.organisation)), found, Organisation::siblings))
        };
        self.0.related(ctx, "organisation", load).await
    }

    /// Since when it exists (German: Gründung).
    async fn founded_on(&self) -> LocalDate {
        LocalDate(self.0.founded_on)
    }

    /// Whether it still meets (German: Stand).
    async fn state(&self) -> Enum<CommitteeState> {
        Enum(self.0.state)
    }

    /// On which day it was dissolved (German: Auflösung).
    async fn dissolved_on(&self) -> Option<LocalDate> {
        self.0.dissolved_on.map(LocalDate)
    }

    /// Why it was dissolved (German: Grund der Auflösung).
    async fn dissolve_reason(&self) -> Option<&str> {
        self.0.dissolve_reason.as_ref().map(LongText::as_str)
    }

    /// Who sits in it on a day (German: Mitglieder).
    #[graphql(directive = authorized::apply(Action::CommitteeRead), directive = cost::apply(1, Some(15)))]
    async fn members(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "On which day; today unless given.")] on: Option<LocalDate>,
    ) -> Result<Vec<CommitteeMembership>> {
        let day = on.map_or_else(|| call(ctx).today(), |on| on.0);
        let load = async |call: &application::Call, rows: &[Record]| {
            let found = verbs::list_members_of_committees(call, &ids(rows), day).await?;
            Ok(children(ids(rows), found, CommitteeMembership::siblings))
        };
        self.0.related(ctx, format!("members {day}"), load).await
    }

    /// Its meetings, the latest first; `meetings` has all of them (German: Sitzungen).
    async fn meetings(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many at most, up to 100.")] first: Option<i32>,
    ) -> Result<Vec<Meeting>> {
        let slice = failure(ctx, Slice::read(first).map_err(Into::into))?;
        let load = async |call: &application::Call, rows: &[Record]| {
            let found = verbs::list_meetings_of(call, &ids(rows), slice).await?;
            Ok(children(ids(rows), found, Meeting::siblings))
        };
        self.0.related(ctx, format!("meetings {}", slice.size), load).await
    }

    /// What this viewer may do with it, by their rights and their seat in it (German: Möglichkeiten).
    async fn viewer_can(&self, ctx: &Context<'_>) -> Result<Vec<ActionCode>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let found = verbs::find_roles(call, &ids(rows)).await?;
            Ok(rows.iter().map(|row| found.get(&row.id).cloned().unwrap_or_default()).collect())
        };
        let roles: Vec<CommitteeRole> = self.0.related(ctx, "roles", load).await?;
        let can = match self.0.state {
            CommitteeState::Active => &VERBS[..],
            CommitteeState::Dissolved => &VERBS_AFTERWARDS[..],
        };
        let owner = |action| verbs::owner_by_roles(call(ctx), &self.0, action, &roles);
        Ok(can.iter().flat_map(|action| viewer_can(ctx, &owner(*action), &[*action])).collect())
    }

    /// Where it is published over OParl, when it is public (German: Adresse in OParl).
    #[graphql(directive = authorized::apply(Action::OparlRead))]
    async fn oparl_url(&self, ctx: &Context<'_>) -> Option<String> {
        let public = self.0.profile.visibility == CommitteeVisibility::Public;
        let path = ObjectPath::of(ObjectKind::Organization, self.0.id);
        public.then(|| format!("{}/{path}", interface_url(call(ctx).platform())))
    }

    /// Counts the changes; a change names the version that it was made from (German: Version).
    async fn version(&self) -> i64 {
        self.0.version
    }

    /// When the record was made (German: angelegt am).
    async fn created_at(&self) -> DateTime {
        DateTime(self.0.created_at)
    }

    /// When the record was last changed (German: geändert am).
    async fn updated_at(&self) -> DateTime {
        DateTime(self.0.updated_at)
    }
}
