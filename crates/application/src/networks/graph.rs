//! The graph of a network as of a day: its members, and the ties between them.

use crate::{Call, Error};
use analysis::{Edge, Graph, Node};
use domain::access::Action;
use domain::networks::{Membership, MembershipState, Network, Survey, TieKind};
use domain::shared::{Date, OrganisationId};
use persistence::UnitOfWork;
use persistence::networks::{MembershipFilter, Memberships, Surveys};
use persistence::organisations::Organisations;
use std::collections::{BTreeMap, BTreeSet};

/// What a graph is made of.
pub(super) struct Basis<'b> {
    pub(super) network: &'b Network,
    pub(super) cut_off: Date,
    pub(super) kinds: &'b BTreeSet<TieKind>,
    pub(super) survey: Option<&'b Survey>,
}

/// Draws the graph. Members of that day are its nodes, named and grouped as organisations were on that day, as far as
/// their history goes.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn draw(call: &Call, unit: &UnitOfWork, basis: &Basis<'_>) -> Result<Graph, Error> {
    let present = members_on(call, unit, basis).await?;
    let nodes = nodes(call, unit, &present).await?;
    let mut edges = Vec::new();
    if let Some(survey) = basis.survey {
        edges.extend(said(unit, basis, survey, &present).await?);
    }
    if basis.kinds.contains(&TieKind::CoMembership) {
        edges.extend(elsewhere_together(call, unit, basis, &present).await?);
    }
    Graph::new(nodes, edges).map_err(Error::unexpected)
}

/// The organisations that took part on the day, by the histories of their memberships.
async fn members_on(call: &Call, unit: &UnitOfWork, basis: &Basis<'_>) -> Result<BTreeSet<OrganisationId>, Error> {
    let seen = call.visibility(Action::AnalysisRun);
    let lasting =
        MembershipFilter { network: Some(basis.network.id), on: Some(basis.cut_off), ..MembershipFilter::default() };
    let members = Memberships::of(unit).all(&seen, &lasting).await?;
    let ids: Vec<_> = members.iter().map(|member| member.id).collect();
    let steps = Memberships::of(unit).steps(&seen, &ids).await?;
    let active = |member: &&Membership| {
        let history = steps.get(&member.id).map_or(&[][..], Vec::as_slice);
        Membership::state_on(history, basis.cut_off) == Some(MembershipState::Active)
    };
    Ok(members.iter().filter(active).map(|member| member.organisation).collect())
}

async fn nodes(call: &Call, unit: &UnitOfWork, present: &BTreeSet<OrganisationId>) -> Result<Vec<Node>, Error> {
    let seen = call.visibility(Action::OrganisationRead);
    let found = Organisations::of(unit).find_many(&seen, present.iter().copied()).await?;
    let node = |id: &OrganisationId| {
        let profile = found.get(id).map(|organisation| &organisation.profile);
        let label = profile.map(|profile| profile.short_name.as_ref().unwrap_or(&profile.name).to_string());
        Node {
            key: id.to_string(),
            label: label.unwrap_or_default(),
            group: profile.map(|profile| profile.kind.code().to_owned()).unwrap_or_default(),
        }
    };
    Ok(present.iter().map(node).collect())
}

/// What the members said in the survey.
async fn said(
    unit: &UnitOfWork,
    basis: &Basis<'_>,
    survey: &Survey,
    present: &BTreeSet<OrganisationId>,
) -> Result<Vec<Edge>, Error> {
    let counts = |id: &OrganisationId| present.contains(id);
    let ties = Surveys::of(unit).ties(survey).await?.into_iter();
    let ties = ties.filter(|tie| basis.kinds.contains(&tie.kind) && counts(&tie.from) && counts(&tie.to));
    Ok(ties
        .map(|tie| Edge {
            from: tie.from.to_string(),
            to: tie.to.to_string(),
            kind: tie.kind.code().to_owned(),
            directed: tie.kind.is_directed(),
            weight: u32::from(tie.frequency.value()),
        })
        .collect())
}

/// Members that sit together in other networks which the caller sees by right: one tie for each pair, as strong as the
/// number of those networks.
async fn elsewhere_together(
    call: &Call,
    unit: &UnitOfWork,
    basis: &Basis<'_>,
    present: &BTreeSet<OrganisationId>,
) -> Result<Vec<Edge>, Error> {
    let lasting = MembershipFilter { on: Some(basis.cut_off), ..MembershipFilter::default() };
    let all = Memberships::of(unit).all(&call.visibility(Action::NetworkRead), &lasting).await?;
    let mut groups: BTreeMap<_, BTreeSet<OrganisationId>> = BTreeMap::new();
    let elsewhere = all.into_iter().filter(|member| member.network != basis.network.id);
    for member in elsewhere.filter(|member| present.contains(&member.organisation)) {
        groups.entry(member.network).or_default().insert(member.organisation);
    }
    let mut pairs: BTreeMap<(OrganisationId, OrganisationId), u32> = BTreeMap::new();
    for group in groups.values() {
        for (number, one) in group.iter().enumerate() {
            for other in group.iter().skip(number + 1) {
                *pairs.entry((*one, *other)).or_default() += 1;
            }
        }
    }
    let edge = |((one, other), weight): ((OrganisationId, OrganisationId), u32)| Edge {
        from: one.to_string(),
        to: other.to_string(),
        kind: TieKind::CoMembership.code().to_owned(),
        directed: false,
        weight,
    };
    Ok(pairs.into_iter().map(edge).collect())
}
