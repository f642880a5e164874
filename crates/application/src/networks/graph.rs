//! The graph of a network as of a day: its members, and the ties between them.

use super::snapshot::{Snapshot, tie};
use crate::{Call, Error};
use analysis::{Edge, Graph, Node};
use domain::access::{Action, Visibility};
use domain::networks::{Membership, MembershipState, Network, Survey, TieKind, counted_until};
use domain::organisations::Profile;
use domain::shared::{Date, OrganisationId};
use persistence::UnitOfWork;
use persistence::networks::{Contacts, Gatherings, MembershipFilter, Memberships, Surveys};
use persistence::organisations::Organisations;
use std::collections::{BTreeSet, HashMap};

/// What stands for a name that is hidden.
const HIDDEN: &str = "Partner";

/// What a graph is made of.
pub(super) struct Basis<'b> {
    pub(super) network: &'b Network,
    pub(super) cut_off: Date,
    pub(super) kinds: &'b BTreeSet<TieKind>,
    pub(super) survey: Option<&'b Survey>,
}

/// Draws what is known. Members of that day are the nodes, named and grouped as organisations were on that day. The team
/// is in contact with partners for the organisation that keeps the network, so with contacts that one is a node too.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn draw(call: &Call, unit: &UnitOfWork, basis: &Basis<'_>) -> Result<Snapshot, Error> {
    let Basis { network, cut_off, kinds, .. } = *basis;
    let mut present = members_on(call, unit, basis).await?;
    let mut drawn = Snapshot::default();
    if let Some(survey) = basis.survey {
        drawn.edges = said(unit, kinds, survey, &present).await?;
    }
    if kinds.contains(&TieKind::CoMembership) {
        drawn.gather(Gatherings::of(unit).networks(&present, network.id, cut_off).await?);
        drawn.gather(Gatherings::of(unit).committees(&present, cut_off).await?);
    }
    if kinds.contains(&TieKind::CoAttendance) {
        drawn.gather(Gatherings::of(unit).sessions(&present, counted_until(cut_off)).await?);
        drawn.gather(Gatherings::of(unit).meetings(&present, counted_until(cut_off)).await?);
    }
    if kinds.contains(&TieKind::Contact) {
        let seen = call.visibility(Action::ContactRead);
        let counts = Contacts::of(unit).count_by_partner(&seen, network.id, counted_until(cut_off)).await?;
        let counts = counts.into_iter().filter(|(partner, _)| present.contains(partner));
        let counts = counts.filter(|(partner, _)| *partner != network.organisation);
        drawn.contacts =
            counts.map(|(partner, count)| tie(TieKind::Contact, network.organisation, partner, count)).collect();
        present.insert(network.organisation);
    }
    drawn.nodes = nodes(call, unit, &present, cut_off).await?;
    Ok(drawn)
}

/// Draws what too few have said: all who were invited, whoever they were, and the same for every day, so that nothing
/// follows from the difference of two days either.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn draw_without_names(
    unit: &UnitOfWork,
    kinds: &BTreeSet<TieKind>,
    survey: &Survey,
    secret: &str,
) -> Result<Snapshot, Error> {
    let invited = Surveys::of(unit).invitees(survey).await?;
    let invited: BTreeSet<_> = invited.into_iter().map(|invitee| invitee.organisation).collect();
    let edges = said(unit, kinds, survey, &invited).await?;
    let node = |id: &OrganisationId| Node { key: id.to_string(), label: String::new(), group: String::new() };
    let named = Graph::new(invited.iter().map(node).collect(), edges).map_err(Error::unexpected)?;
    let nameless = named.without_names(HIDDEN, secret.as_bytes());
    Ok(Snapshot::said(nameless.nodes().to_vec(), nameless.edges().to_vec()))
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

/// The nodes, named as of the day; who was recorded only later, by the first name that is known.
async fn nodes(
    call: &Call,
    unit: &UnitOfWork,
    present: &BTreeSet<OrganisationId>,
    on: Date,
) -> Result<Vec<Node>, Error> {
    // Names and kinds of organisations are public; an analysis has the same ones whoever asks for it.
    let seen = Visibility::everything();
    let mut found = Organisations::of(unit).profiles_on(&seen, present.iter().copied(), on).await?;
    let later: Vec<_> = present.iter().filter(|id| !found.contains_key(id)).copied().collect();
    if !later.is_empty() {
        let later: HashMap<_, _> =
            Organisations::of(unit).find_many(&call.visibility(Action::OrganisationRead), later).await?;
        found.extend(later.into_iter().map(|(id, organisation)| (id, organisation.profile)));
    }
    let node = |id: &OrganisationId| {
        let profile: Option<&Profile> = found.get(id);
        let label = profile.map(|profile| profile.short_name.as_ref().unwrap_or(&profile.name).to_string());
        Node {
            key: id.to_string(),
            label: label.unwrap_or_default(),
            group: profile.map(|profile| profile.kind.code().to_owned()).unwrap_or_default(),
        }
    };
    Ok(present.iter().map(node).collect())
}

/// What those who count said in the survey.
async fn said(
    unit: &UnitOfWork,
    kinds: &BTreeSet<TieKind>,
    survey: &Survey,
    counts: &BTreeSet<OrganisationId>,
) -> Result<Vec<Edge>, Error> {
    let ties = Surveys::of(unit).ties(survey).await?.into_iter();
    let ties = ties.filter(|tie| kinds.contains(&tie.kind) && counts.contains(&tie.from) && counts.contains(&tie.to));
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
