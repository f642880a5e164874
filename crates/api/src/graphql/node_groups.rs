//! Records by their ids, kind by kind: one statement for all records of a kind, and what hangs on them loads together.

use super::accounts::Account;
use super::consulting::Agreement;
use super::meetings::{AgendaItem, Committee, CommitteeMembership, Meeting, Resolution};
use super::networks::Network;
use super::node::{Node, find};
use super::organisations::Organisation;
use super::people::{Person, PersonFunction};
use super::qualifications::{CourseModule, CourseSeries, CourseSession, Registration};
use super::shared::{AnyNodeId, call, failure};
use super::territories::Territory;
use application::qualifications as courses;
use application::{Call, Error, accounts, consulting, meetings, networks, organisations, people, territories};
use async_graphql::{Context, Result};
use domain::shared::{
    AccountId, AgendaItemId, AgreementId, CommitteeId, CommitteeMembershipId, CourseModuleId, CourseSeriesId,
    CourseSessionId, FunctionId, Id, MeetingId, NetworkId, OrganisationId, PersonId, RegistrationId, ResolutionId,
    TerritoryId,
};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use uuid::Uuid;

/// The records with these ids, as far as the viewer may see them.
pub(super) async fn find_all(ctx: &Context<'_>, ids: &[AnyNodeId]) -> Result<HashMap<AnyNodeId, Node>> {
    let mut kinds: BTreeMap<&str, BTreeSet<Uuid>> = BTreeMap::new();
    for id in ids {
        kinds.entry(&id.type_name).or_default().insert(id.uuid);
    }
    let mut nodes = HashMap::with_capacity(ids.len());
    for (kind, ids) in kinds {
        let ids: Vec<Uuid> = ids.into_iter().collect();
        match failure(ctx, group(call(ctx), kind, &ids).await)? {
            Some(found) => nodes.extend(found.into_iter().map(|(id, node)| (AnyNodeId::new(kind, id), node))),
            // What is one's own or rare is looked for one by one.
            None => {
                for id in ids.into_iter().map(|id| AnyNodeId::new(kind, id)) {
                    if let Some(node) = find(ctx, &id).await? {
                        nodes.insert(id, node);
                    }
                }
            }
        }
    }
    Ok(nodes)
}

/// The records of one kind; `None` for a kind that is not read in groups.
async fn group(call: &Call, kind: &str, ids: &[Uuid]) -> std::result::Result<Option<Vec<(Uuid, Node)>>, Error> {
    Ok(Some(match kind {
        TerritoryId::TYPE => {
            let found = territories::find_territories(call, &typed(ids)).await?;
            let ids: Vec<Uuid> = found.iter().map(|territory| territory.id.uuid()).collect();
            let nodes = Territory::siblings_on(found, call.today()).into_iter().map(Node::Territory);
            ids.into_iter().zip(nodes).collect()
        }
        OrganisationId::TYPE => {
            let found = organisations::find_organisations(call, typed::<OrganisationId>(ids)).await?;
            in_order(ids, found, Organisation::siblings, Node::Organisation)
        }
        PersonId::TYPE => {
            in_order(ids, people::find_people(call, typed::<PersonId>(ids)).await?, Person::siblings, Node::Person)
        }
        FunctionId::TYPE => {
            let found = people::find_functions(call, &typed(ids)).await?;
            in_order(ids, found, PersonFunction::siblings, Node::PersonFunction)
        }
        AccountId::TYPE => {
            let found = accounts::find_accounts(call, &typed(ids)).await?;
            in_order(ids, found, Account::siblings, Node::Account)
        }
        AgreementId::TYPE => {
            let found = consulting::find_agreements(call, &typed(ids)).await?;
            in_order(ids, found, Agreement::siblings, Node::Agreement)
        }
        CourseSeriesId::TYPE => {
            let found = courses::find_many_series(call, &typed(ids)).await?;
            in_order(ids, found, CourseSeries::siblings, Node::CourseSeries)
        }
        CourseModuleId::TYPE => {
            let found = courses::find_seen_modules(call, &typed(ids)).await?;
            in_order(ids, found, CourseModule::siblings, Node::CourseModule)
        }
        CourseSessionId::TYPE => {
            let found = courses::find_many_sessions(call, &typed(ids)).await?;
            in_order(ids, found, CourseSession::siblings, Node::CourseSession)
        }
        RegistrationId::TYPE => {
            let found = courses::find_registrations(call, &typed(ids)).await?;
            in_order(ids, found, Registration::siblings, Node::Registration)
        }
        _ => return cooperation(call, kind, ids).await,
    }))
}

/// Records of the networks and the committees.
async fn cooperation(call: &Call, kind: &str, ids: &[Uuid]) -> std::result::Result<Option<Vec<(Uuid, Node)>>, Error> {
    Ok(Some(match kind {
        NetworkId::TYPE => {
            let found = networks::find_networks(call, typed::<NetworkId>(ids)).await?;
            in_order(ids, found, Network::siblings, Node::Network)
        }
        CommitteeId::TYPE => {
            let found = meetings::find_committees(call, typed::<CommitteeId>(ids)).await?;
            in_order(ids, found, Committee::siblings, Node::Committee)
        }
        CommitteeMembershipId::TYPE => {
            let found = meetings::find_committee_members(call, typed::<CommitteeMembershipId>(ids)).await?;
            in_order(ids, found, CommitteeMembership::siblings, Node::CommitteeMembership)
        }
        MeetingId::TYPE => {
            let found = meetings::find_meetings(call, typed::<MeetingId>(ids)).await?;
            in_order(ids, found, Meeting::siblings, Node::Meeting)
        }
        AgendaItemId::TYPE => {
            let found = meetings::find_agenda_items(call, typed::<AgendaItemId>(ids)).await?;
            in_order(ids, found, AgendaItem::siblings, Node::AgendaItem)
        }
        ResolutionId::TYPE => {
            let found = meetings::find_resolutions(call, typed::<ResolutionId>(ids)).await?;
            in_order(ids, found, Resolution::siblings, Node::Resolution)
        }
        _ => return Ok(None),
    }))
}

fn typed<I: Id>(ids: &[Uuid]) -> Vec<I> {
    ids.iter().copied().map(I::from).collect()
}

/// Makes nodes of records that were found together.
fn in_order<I: Id + std::hash::Hash + Eq, R, N>(
    ids: &[Uuid],
    mut found: HashMap<I, R>,
    siblings: impl FnOnce(Vec<R>) -> Vec<N>,
    node: impl Fn(N) -> Node,
) -> Vec<(Uuid, Node)> {
    let (ids, records): (Vec<Uuid>, Vec<R>) =
        ids.iter().filter_map(|id| Some((*id, found.remove(&I::from(*id))?))).unzip();
    ids.into_iter().zip(siblings(records).into_iter().map(node)).collect()
}
