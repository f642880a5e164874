//! Which networks, and in which order.

use super::sight::{NetworkSight, seen_networks};
use crate::entities::network::{self, Column};
use crate::entities::network_membership;
use crate::page::{Key, Ordering};
use crate::search::has_words;
use domain::networks::{FieldOfAction, MembershipState, NetworkKind, NetworkPhase};
use domain::shared::{NetworkId, OrganisationId};
use domain::territories::TerritoryKey;
use sea_orm::sea_query::{Query, SelectStatement};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryTrait, Select};

/// Which networks; what is left out does not narrow the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct NetworkFilter {
    /// With this territory or one in it.
    pub territory: Option<TerritoryKey>,
    /// Of one of these types.
    pub kinds: Vec<NetworkKind>,
    /// In one of these phases.
    pub phases: Vec<NetworkPhase>,
    /// With one of these fields of action.
    pub fields: Vec<FieldOfAction>,
    /// That are parts of this one.
    pub parent: Option<NetworkId>,
    /// Kept by this organisation.
    pub organisation: Option<OrganisationId>,
    /// With words in name, short name or local label, whatever the spelling of umlauts.
    pub text: Option<String>,
    /// In which this organisation takes part; only among the networks that are seen by right.
    pub member: Option<OrganisationId>,
}

/// By what a list of networks is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum NetworkOrder {
    /// By name, in German order.
    #[default]
    Name,
    /// By when the record was made.
    Created,
    /// By when the record was last changed.
    Updated,
}

pub(super) fn order(by: NetworkOrder, descending: bool) -> Ordering<network::Entity> {
    let (column, keys): (_, fn(&network::Model) -> Vec<Key>) = match by {
        NetworkOrder::Name => (Column::SortKey, |row| vec![Key::Text(row.sort_key.clone()), Key::Id(row.id)]),
        NetworkOrder::Created => (Column::CreatedAt, |row| vec![Key::Number(row.created_at), Key::Id(row.id)]),
        NetworkOrder::Updated => (Column::UpdatedAt, |row| vec![Key::Number(row.updated_at), Key::Id(row.id)]),
    };
    Ordering { columns: vec![column, Column::Id], descending, keys }
}

pub(super) fn select(sight: &NetworkSight, filter: &NetworkFilter) -> Select<network::Entity> {
    let fields = || filter.fields.iter().map(|field| Column::Fields.contains(format!(" {field} ")));
    network::Entity::find()
        .filter(seen_networks(sight))
        .apply_if(filter.territory.as_ref(), |found, key| found.filter(Column::Territories.contains(format!(" {key}"))))
        .apply_if((!filter.kinds.is_empty()).then_some(&filter.kinds), |found, kinds| {
            found.filter(Column::Kind.is_in(kinds.iter().map(|kind| kind.code())))
        })
        .apply_if((!filter.phases.is_empty()).then_some(&filter.phases), |found, phases| {
            found.filter(Column::Phase.is_in(phases.iter().map(|phase| phase.code())))
        })
        .apply_if((!filter.fields.is_empty()).then(fields), |found, fields| {
            found.filter(fields.fold(Condition::any(), Condition::add))
        })
        .apply_if(filter.parent, |found, parent| found.filter(Column::ParentId.eq(parent.uuid())))
        .apply_if(filter.organisation, |found, keeper| found.filter(Column::OrganisationId.eq(keeper.uuid())))
        .apply_if(filter.text.as_deref(), |found, text| found.filter(has_words(Column::SearchKey, text)))
        .apply_if(filter.member, |found, member| {
            // Who sees a network only because it is public must not learn from a filter who its members are.
            let by_right = NetworkSight::by_right(sight.by_right.clone());
            found.filter(seen_networks(&by_right)).filter(Column::Id.in_subquery(joined_by(member)))
        })
}

fn joined_by(organisation: OrganisationId) -> SelectStatement {
    use network_membership::Column;
    Query::select()
        .column(Column::NetworkId)
        .from(network_membership::Entity)
        .and_where(Column::OrganisationId.eq(organisation.uuid()))
        .and_where(Column::State.ne(MembershipState::Left.code()))
        .take()
}
