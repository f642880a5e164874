//! What is kept of a network as of a day, and what a reader is shown of it.
//!
//! Everything that was known on the day is kept, whoever asked for the analysis: so its basis is the same for all. Each
//! reader gets the graph of what they may know (ADR 0032, ADR 0036).

use super::standing::find_insiders;
use crate::meetings::{knows_attendance, knows_seats};
use crate::qualifications::sees_sessions;
use crate::{Call, Error};
use ::analysis::{Edge, Graph, Node};
use domain::access::{Action, Owner};
use domain::networks::{Gathering, Occasion, TieKind, ties_of};
use domain::shared::{CommitteeId, CourseSessionId, MeetingId, NetworkId, OrganisationId};
use persistence::networks::{Analysis, NetworkSight, Networks};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashSet};
use uuid::Uuid;

/// What a graph is made of.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Snapshot {
    /// Who was there.
    pub(super) nodes: Vec<Node>,
    /// What was said in a survey.
    pub(super) edges: Vec<Edge>,
    /// Where those who were there were together.
    #[serde(default)]
    gatherings: Vec<Kept>,
    /// With whom the team was in contact: for the team alone.
    #[serde(default)]
    pub(super) contacts: Vec<Edge>,
}

/// A gathering as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Kept {
    at: KeptOccasion,
    present: Vec<Uuid>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum KeptOccasion {
    Network(Uuid),
    Committee(Uuid),
    Session(Uuid),
    Meeting(Uuid),
}

impl From<KeptOccasion> for Occasion {
    fn from(kept: KeptOccasion) -> Self {
        match kept {
            KeptOccasion::Network(id) => Self::Network(id.into()),
            KeptOccasion::Committee(id) => Self::Committee(id.into()),
            KeptOccasion::Session(id) => Self::Session(id.into()),
            KeptOccasion::Meeting(id) => Self::Meeting(id.into()),
        }
    }
}

impl From<Occasion> for KeptOccasion {
    fn from(occasion: Occasion) -> Self {
        match occasion {
            Occasion::Network(id) => Self::Network(id.uuid()),
            Occasion::Committee(id) => Self::Committee(id.uuid()),
            Occasion::Session(id) => Self::Session(id.uuid()),
            Occasion::Meeting(id) => Self::Meeting(id.uuid()),
        }
    }
}

impl Snapshot {
    /// What is known from a survey alone.
    pub(super) fn said(nodes: Vec<Node>, edges: Vec<Edge>) -> Self {
        Self { nodes, edges, ..Self::default() }
    }

    /// Adds where members were together.
    pub(super) fn gather(&mut self, gatherings: impl IntoIterator<Item = Gathering>) {
        let kept = |Gathering { occasion, present }| Kept {
            at: KeptOccasion::from(occasion),
            present: present.into_iter().map(OrganisationId::uuid).collect(),
        };
        self.gatherings.extend(gatherings.into_iter().map(kept));
    }

    /// What brought members together.
    pub(super) fn occasions(&self) -> impl Iterator<Item = Occasion> {
        self.gatherings.iter().map(|kept| kept.at.into())
    }

    /// The graph with everything in it.
    pub(super) fn whole(&self) -> Result<Graph, Error> {
        self.graph(|_| true, true)
    }

    /// The graph for somebody who may know of some occasions, and perhaps of the contacts of the team.
    pub(super) fn graph(&self, known: impl Fn(Occasion) -> bool, contacts: bool) -> Result<Graph, Error> {
        let gatherings: Vec<Gathering> = self
            .gatherings
            .iter()
            .filter(|kept| known(kept.at.into()))
            .map(|kept| Gathering {
                occasion: kept.at.into(),
                present: kept.present.iter().copied().map(OrganisationId::from).collect(),
            })
            .collect();
        let together =
            ties_of(&gatherings).into_iter().map(|((kind, one, other), weight)| tie(kind, one, other, weight));
        let contacts = self.contacts.iter().filter(|_| contacts).cloned();
        let edges = self.edges.iter().cloned().chain(together).chain(contacts).collect();
        Graph::new(self.nodes.clone(), edges).map_err(Error::unexpected)
    }
}

/// A tie without direction that follows from records.
pub(super) fn tie(kind: TieKind, one: OrganisationId, other: OrganisationId, weight: u32) -> Edge {
    Edge { from: one.to_string(), to: other.to_string(), kind: kind.code().to_owned(), directed: false, weight }
}

/// What the caller may know of the basis of some analyses.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    networks: HashSet<NetworkId>,
    committees: HashSet<CommitteeId>,
    sessions: HashSet<CourseSessionId>,
    meetings: HashSet<MeetingId>,
    teams: HashSet<NetworkId>,
}

impl Known {
    /// Asks once for each kind of occasion that occurs, however many analyses there are.
    pub(super) async fn of(call: &Call, analyses: &[(Analysis, Snapshot)]) -> Result<Self, Error> {
        let (mut networks, mut committees) = (BTreeSet::new(), BTreeSet::new());
        let (mut sessions, mut meetings) = (BTreeSet::new(), BTreeSet::new());
        for occasion in analyses.iter().flat_map(|(_, snapshot)| snapshot.occasions()) {
            match occasion {
                Occasion::Network(id) => drop(networks.insert(id)),
                Occasion::Committee(id) => drop(committees.insert(id)),
                Occasion::Session(id) => drop(sessions.insert(id)),
                Occasion::Meeting(id) => drop(meetings.insert(id)),
            }
        }
        let by_right = NetworkSight::by_right(call.visibility(Action::NetworkRead));
        let networks = Networks::of(call.database()).find_many(&by_right, networks).await?.into_keys().collect();
        let committees = knows_seats(call, committees).await?;
        let sessions = sees_sessions(call, sessions).await?;
        let meetings = knows_attendance(call, meetings).await?;
        let with_contacts = analyses.iter().filter(|(_, snapshot)| !snapshot.contacts.is_empty());
        let with_contacts: BTreeSet<_> = with_contacts.map(|(analysis, _)| analysis.network).collect();
        Ok(Self { networks, committees, sessions, meetings, teams: own_teams(call, with_contacts).await? })
    }

    /// The graph of an analysis as the caller may know it.
    pub(super) fn graph(&self, network: NetworkId, snapshot: &Snapshot) -> Result<Graph, Error> {
        let known = |occasion| match occasion {
            Occasion::Network(id) => self.networks.contains(&id),
            Occasion::Committee(id) => self.committees.contains(&id),
            Occasion::Session(id) => self.sessions.contains(&id),
            Occasion::Meeting(id) => self.meetings.contains(&id),
        };
        snapshot.graph(known, self.teams.contains(&network))
    }
}

/// Those of these networks in whose team the caller sits, with a role that reads the contacts of a team.
async fn own_teams(call: &Call, networks: BTreeSet<NetworkId>) -> Result<HashSet<NetworkId>, Error> {
    if networks.is_empty() {
        return Ok(HashSet::new());
    }
    if call.visibility(Action::ContactRead).is_everything() {
        return Ok(networks.into_iter().collect());
    }
    let Some(account) = call.actor().account() else { return Ok(HashSet::new()) };
    if call.permit(Action::ContactRead, &Owner::NOBODY.about(account.person)).is_err() {
        return Ok(HashSet::new());
    }
    let ids: Vec<_> = networks.into_iter().collect();
    let found = find_insiders(call, &ids).await?;
    Ok(found.into_iter().filter(|(_, insider)| insider.in_team).map(|(network, _)| network).collect())
}
