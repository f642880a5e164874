use super::analysis::NetworkAnalysis;
use super::goal::NetworkGoal;
use super::member::NetworkMembership;
use super::survey::NetworkSurvey;
use crate::gate::{authorized, cost};
use crate::graphql::organisations::Organisation;
use crate::graphql::people::Person;
use crate::graphql::shared::{
    ActionCode, AnyNodeId, DateTime, Enum, LocalDate, NodeId, Row, call, children, failure, referred, viewer_can,
};
use crate::graphql::territories::Territory;
use application::networks as verbs;
use application::organisations::find_organisations;
use application::people::find_people;
use application::territories::find_territories_by_key;
use async_graphql::{Context, Object, Result, SimpleObject};
use domain::access::Action;
use domain::networks::{
    FieldOfAction, Network as Record, NetworkKind, NetworkPhase, NetworkVisibility, PhaseChange, Profile, Seat, Team,
    TeamRole,
};
use domain::shared::{AccountId, Id, LongText, Name, NetworkId, PersonId, Slice, WebAddress};
use domain::territories::TerritoryKey;
use std::collections::{BTreeSet, HashMap};

/// A network of organisations (German: Netzwerk).
#[derive(Clone, Debug)]
pub(crate) struct Network(Row<Record>);

impl Network {
    /// Nodes of networks that were read together.
    pub(crate) fn siblings(records: impl IntoIterator<Item = Record>) -> Vec<Self> {
        Row::all(records).map(Self).collect()
    }

    /// The node of one network.
    pub(crate) fn one(record: Record) -> Self {
        Self(Row::one(record))
    }

    fn profile(&self) -> &Profile {
        &self.0.profile
    }

    async fn team_of(&self, ctx: &Context<'_>) -> Result<Vec<NetworkSeat>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let found = verbs::list_teams(call, &ids(rows)).await?;
            let found = found.into_iter().map(|(network, team)| (network, Team::seats(&team).to_vec())).collect();
            Ok(children(ids(rows), found, |seats| Row::all(seats).map(NetworkSeat).collect()))
        };
        self.0.related(ctx, "team", load).await
    }
}

fn ids(rows: &[Record]) -> Vec<NetworkId> {
    rows.iter().map(|row| row.id).collect()
}

/// What the keeping organisation may do.
const BY_OWNER: [Action; 7] = [
    Action::NetworkUpdate,
    Action::NetworkChangePhase,
    Action::NetworkManageTeam,
    Action::NetworkManageMembers,
    Action::NetworkManageGoals,
    Action::SurveyManage,
    Action::AnalysisRun,
];
/// What is left of it once a network is dissolved.
const BY_OWNER_AFTERWARDS: [Action; 1] = [Action::AnalysisRun];

/// A network of organisations: it acts together in fields on which its members have agreed (German: Netzwerk).
#[Object]
impl Network {
    /// The global id.
    pub(crate) async fn id(&self) -> AnyNodeId {
        AnyNodeId::new(NetworkId::TYPE, self.0.id.uuid())
    }

    /// The full name (German: Name).
    async fn name(&self) -> &str {
        self.profile().name.as_str()
    }

    /// A short form of the name (German: Kurzname).
    async fn short_name(&self) -> Option<&str> {
        self.profile().short_name.as_ref().map(Name::as_str)
    }

    /// What it is called on the spot, for instance `Bildungsregion` (German: örtliche Bezeichnung).
    async fn local_label(&self) -> Option<&str> {
        self.profile().local_label.as_ref().map(Name::as_str)
    }

    /// Its type (German: Art des Netzwerks).
    async fn kind(&self) -> Enum<NetworkKind> {
        Enum(self.profile().kind)
    }

    /// What it is for (German: Zweck).
    async fn purpose(&self) -> Option<&str> {
        self.profile().purpose.as_ref().map(LongText::as_str)
    }

    /// The fields in which it acts (German: Handlungsfelder).
    async fn fields_of_action(&self) -> Vec<Enum<FieldOfAction>> {
        self.profile().fields.iter().copied().map(Enum).collect()
    }

    /// The keys of its territories, also of several districts (German: Gebietsschlüssel).
    async fn territory_keys(&self) -> Vec<&str> {
        self.profile().territories.iter().map(TerritoryKey::as_str).collect()
    }

    /// Its territories (German: Gebiete).
    #[graphql(directive = cost::apply(1, Some(3)))]
    async fn territories(&self, ctx: &Context<'_>) -> Result<Vec<Territory>> {
        let on = call(ctx).today();
        let load = async |call: &application::Call, rows: &[Record]| {
            let keys: BTreeSet<_> = rows.iter().flat_map(|row| row.profile.territories.clone()).collect();
            let (keys, found): (Vec<_>, Vec<_>) = find_territories_by_key(call, keys, on).await?.into_iter().unzip();
            let nodes: HashMap<_, _> = keys.into_iter().zip(Territory::siblings_on(found, on)).collect();
            let of_row =
                |row: &Record| row.profile.territories.iter().filter_map(|key| nodes.get(key).cloned()).collect();
            Ok(rows.iter().map(of_row).collect::<Vec<Vec<Territory>>>())
        };
        self.0.related(ctx, "territories", load).await
    }

    /// On what it rests, for instance the contract of cooperation with the state (German: Rechtsgrundlage).
    async fn legal_basis(&self) -> Option<&str> {
        self.profile().legal_basis.as_ref().map(Name::as_str)
    }

    /// Its website (German: Internetseite).
    async fn website(&self) -> Option<&str> {
        self.profile().website.as_ref().map(WebAddress::as_str)
    }

    /// Who may know of it (German: Sichtbarkeit).
    async fn visibility(&self) -> Enum<NetworkVisibility> {
        Enum(self.profile().visibility)
    }

    /// The network that it is a part of, if the viewer sees that one (German: übergeordnetes Netzwerk).
    async fn parent(&self, ctx: &Context<'_>) -> Result<Option<Network>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let above: BTreeSet<_> = rows.iter().filter_map(|row| row.parent).collect();
            let found = verbs::find_networks(call, above).await?;
            Ok(referred(rows.iter().map(|row| row.parent), found, Network::siblings))
        };
        self.0.related(ctx, "parent", load).await
    }

    /// The organisation that keeps it (German: geführt von).
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

    /// Where it stands in its development (German: Phase).
    async fn phase(&self) -> Enum<NetworkPhase> {
        Enum(self.0.phase)
    }

    /// Since when it stands there (German: in dieser Phase seit).
    async fn phase_since(&self) -> LocalDate {
        LocalDate(self.0.phase_since)
    }

    /// How its phase has changed, the oldest change first (German: Phasenverlauf).
    #[graphql(directive = authorized::apply(Action::NetworkRead), directive = cost::apply(1, Some(5)))]
    async fn phase_changes(&self, ctx: &Context<'_>) -> Result<Vec<NetworkPhaseChange>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let found = verbs::list_phase_changes(call, &ids(rows)).await?;
            Ok(children(ids(rows), found, |changes| changes.iter().map(Into::into).collect()))
        };
        self.0.related(ctx, "phaseChanges", load).await
    }

    /// The team that runs it, the coordinator first (German: Team).
    #[graphql(directive = authorized::apply(Action::NetworkRead), directive = cost::apply(1, Some(4)))]
    async fn team(&self, ctx: &Context<'_>) -> Result<Vec<NetworkSeat>> {
        self.team_of(ctx).await
    }

    /// Who coordinates it (German: Netzwerkkoordination).
    #[graphql(directive = authorized::apply(Action::NetworkRead))]
    async fn coordinator(&self, ctx: &Context<'_>) -> Result<Option<NetworkSeat>> {
        Ok(self.team_of(ctx).await?.into_iter().find(|seat| seat.0.role == TeamRole::Coordinator))
    }

    /// Its members that have not left, those that came first in front; `networkMembers` has all of them (German:
    /// Mitglieder).
    #[graphql(directive = authorized::apply(Action::NetworkRead))]
    async fn members(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many at most, up to 100.")] first: Option<i32>,
    ) -> Result<Vec<NetworkMembership>> {
        let slice = failure(ctx, Slice::read(first).map_err(Into::into))?;
        let load = async |call: &application::Call, rows: &[Record]| {
            let found = verbs::list_members_of(call, &ids(rows), slice).await?;
            Ok(children(ids(rows), found, NetworkMembership::siblings))
        };
        self.0.related(ctx, format!("members {}", slice.size), load).await
    }

    /// Its goals, those due first in front (German: Ziele).
    #[graphql(directive = authorized::apply(Action::NetworkRead), directive = cost::apply(1, Some(5)))]
    async fn goals(&self, ctx: &Context<'_>) -> Result<Vec<NetworkGoal>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let found = verbs::list_goals(call, &ids(rows)).await?;
            Ok(children(ids(rows), found, |goals| goals.into_iter().map(NetworkGoal).collect()))
        };
        self.0.related(ctx, "goals", load).await
    }

    /// The surveys among its members, the newest first (German: Netzwerkbefragungen).
    #[graphql(directive = authorized::apply(Action::NetworkRead), directive = cost::apply(1, Some(3)))]
    async fn surveys(&self, ctx: &Context<'_>) -> Result<Vec<NetworkSurvey>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let found = verbs::list_surveys(call, &ids(rows)).await?;
            Ok(children(ids(rows), found, |surveys| surveys.into_iter().map(NetworkSurvey).collect()))
        };
        self.0.related(ctx, "surveys", load).await
    }

    /// The analyses that were made of it, the latest day first (German: Netzwerkanalysen).
    #[graphql(directive = authorized::apply(Action::AnalysisRead), directive = cost::apply(5, None))]
    async fn analyses(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many at most, up to 100.", default = 3)] first: i32,
    ) -> Result<Vec<NetworkAnalysis>> {
        let slice = failure(ctx, Slice::read(Some(first)).map_err(Into::into))?;
        let load = async |call: &application::Call, rows: &[Record]| {
            let found = verbs::list_analyses(call, &ids(rows), slice).await?;
            Ok(children(ids(rows), found, |analyses| analyses.into_iter().map(NetworkAnalysis::from).collect()))
        };
        self.0.related(ctx, format!("analyses {}", slice.size), load).await
    }

    /// What this viewer may do with it, by its phase, the viewer's rights and their place in it (German: Möglichkeiten).
    async fn viewer_can(&self, ctx: &Context<'_>) -> Result<Vec<ActionCode>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let found = verbs::find_insiders(call, &ids(rows)).await?;
            Ok(rows.iter().map(|row| found.get(&row.id).copied().unwrap_or_default()).collect())
        };
        let insider: verbs::Insider = self.0.related(ctx, "insiders", load).await?;
        let person = call(ctx).actor().account().map(|account| account.person);
        let by_owner = if self.0.phase == NetworkPhase::Dissolved { &BY_OWNER_AFTERWARDS[..] } else { &BY_OWNER[..] };
        let mut can = viewer_can(ctx, &self.0.owner(), by_owner);
        let team = self.0.owner_for(person.filter(|_| insider.in_team));
        can.extend(viewer_can(ctx, &team, &[Action::ContactRead, Action::ContactWrite]));
        let belongs = self.0.owner_for(person.filter(|_| insider.belongs()));
        can.extend(viewer_can(ctx, &belongs, &[Action::ReflectionWrite]));
        Ok(can)
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

/// A change of the phase of a network (German: Phasenwechsel).
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct NetworkPhaseChange {
    /// From which phase; missing for the first (German: von).
    from: Option<Enum<NetworkPhase>>,
    /// To which phase (German: nach).
    to: Enum<NetworkPhase>,
    /// On which day (German: am).
    on: LocalDate,
    /// Why (German: Begründung).
    reason: String,
    /// By which account; missing when the operator did it at the command line (German: durch).
    account_id: Option<NodeId<AccountId>>,
    /// When it was recorded (German: erfasst am).
    recorded_at: DateTime,
}

impl From<&PhaseChange> for NetworkPhaseChange {
    fn from(change: &PhaseChange) -> Self {
        Self {
            from: change.from.map(Enum),
            to: Enum(change.to),
            on: LocalDate(change.on),
            reason: change.reason.to_string(),
            account_id: change.by.map(NodeId),
            recorded_at: DateTime(change.at),
        }
    }
}

/// A seat in the team of a network (German: Platz im Team).
#[derive(Clone, Debug)]
pub(crate) struct NetworkSeat(pub(super) Row<Seat>);

/// A seat in the team of a network (German: Platz im Team).
#[Object]
impl NetworkSeat {
    /// The id of the person, also where the viewer may not see the person (German: Kennung der Person).
    async fn person_id(&self) -> NodeId<PersonId> {
        NodeId(self.0.person)
    }

    /// Who holds it, if the viewer may see them (German: Person).
    #[graphql(directive = authorized::apply(Action::PersonRead))]
    async fn person(&self, ctx: &Context<'_>) -> Result<Option<Person>> {
        let load = async |call: &application::Call, rows: &[Seat]| {
            let people: BTreeSet<_> = rows.iter().map(|row| row.person).collect();
            let found = find_people(call, people).await?;
            Ok(referred(rows.iter().map(|row| Some(row.person)), found, Person::siblings))
        };
        self.0.related(ctx, "person", load).await
    }

    /// As what (German: Rolle im Team).
    async fn role(&self) -> Enum<TeamRole> {
        Enum(self.0.role)
    }

    /// Since when (German: seit).
    async fn since(&self) -> DateTime {
        DateTime(self.0.since)
    }
}
