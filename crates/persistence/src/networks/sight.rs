//! Which networks somebody sees, and what follows for what hangs on them.

use crate::entities::{network, network_membership, network_seat};
use crate::scope::{OwnerColumns, visible};
use domain::access::Visibility;
use domain::networks::{MembershipState, NetworkVisibility};
use domain::shared::PersonId;
use sea_orm::sea_query::{Expr, ExprTrait, Query, SelectStatement};
use sea_orm::{ColumnTrait, Condition};

/// What somebody sees of the networks.
#[derive(Clone, Debug)]
pub struct NetworkSight {
    /// By right: the networks kept by organisations that they reach, and those to which they belong.
    pub by_right: Visibility,
    /// By what the networks say of themselves.
    pub levels: Vec<NetworkVisibility>,
}

impl NetworkSight {
    /// What is seen by right alone.
    pub const fn by_right(seen: Visibility) -> Self {
        Self { by_right: seen, levels: Vec::new() }
    }
}

/// How somebody belongs to a network.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Insider {
    /// They hold a seat in its team.
    pub in_team: bool,
    /// They speak for a member.
    pub speaks: bool,
}

impl Insider {
    /// Whether they belong to it at all.
    pub const fn belongs(self) -> bool {
        self.in_team || self.speaks
    }
}

/// The networks that are seen.
pub(super) fn seen_networks(sight: &NetworkSight) -> Condition {
    let by_right = reached(&sight.by_right);
    if sight.by_right.is_everything() || sight.levels.is_empty() {
        return by_right;
    }
    let levels = sight.levels.iter().map(|level| level.code());
    Condition::any().add(by_right).add(network::Column::Visibility.is_in(levels))
}

/// The networks that are reached: by their organisation or district, or because the person belongs to them.
fn reached(seen: &Visibility) -> Condition {
    use network::Column;
    let columns =
        OwnerColumns { organisation: Some(Column::OrganisationId), district: Some(Column::DistrictKey), person: None };
    let by_owner = visible(seen, &columns);
    match seen.person() {
        Some(person) if !seen.is_everything() => {
            let any = Condition::any().add(by_owner);
            any.add(Column::Id.in_subquery(team_of(person))).add(Column::Id.in_subquery(spoken_for(person)))
        }
        _ => by_owner,
    }
}

/// The rows whose network, in `column`, is reached.
pub(crate) fn of_reached<C: ColumnTrait>(seen: &Visibility, column: C) -> Condition {
    if seen.is_everything() {
        return Condition::all();
    }
    let networks = Query::select().column(network::Column::Id).from(network::Entity).cond_where(reached(seen)).take();
    Condition::all().add(column.in_subquery(networks))
}

/// The rows whose network, in `column`, has the person in its team. Reach over organisations and districts counts for
/// nothing here: what is the team's is the team's alone.
pub(crate) fn of_team<C: ColumnTrait>(seen: &Visibility, column: C) -> Condition {
    match seen.person() {
        _ if seen.is_everything() => Condition::all(),
        Some(person) => Condition::all().add(column.in_subquery(team_of(person))),
        None => Condition::all().add(Expr::val(1).eq(0)),
    }
}

/// The networks in whose team a person sits.
pub(crate) fn team_of(person: PersonId) -> SelectStatement {
    use network_seat::Column;
    Query::select()
        .column(Column::NetworkId)
        .from(network_seat::Entity)
        .and_where(Column::PersonId.eq(person.uuid()))
        .and_where(Column::Until.is_null())
        .take()
}

/// The networks in which a person speaks for a member.
pub(crate) fn spoken_for(person: PersonId) -> SelectStatement {
    use network_membership::Column;
    Query::select()
        .column(Column::NetworkId)
        .from(network_membership::Entity)
        .and_where(Column::ContactPersonId.eq(person.uuid()))
        .and_where(Column::State.is_in([MembershipState::Active.code(), MembershipState::Paused.code()]))
        .take()
}
