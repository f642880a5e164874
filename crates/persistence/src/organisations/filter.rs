//! Which organisations, and in which order.

use crate::entities::{organisation, organisation_stage, organisation_territory};
use crate::page::{Key, Ordering};
use crate::scope::{OwnerColumns, visible};
use crate::search::has_words;
use crate::stored::on_day;
use domain::access::Visibility;
use domain::organisations::{OrganisationFunction, OrganisationKind, OrganisationState};
use domain::shared::{Date, OrganisationId};
use domain::territories::TerritoryKey;
use sea_orm::sea_query::{Query, SelectStatement};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryTrait, Select};

/// Which organisations; what is left out does not narrow the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct OrganisationFilter {
    /// Lying in, or serving, this territory or one in it.
    pub territory: Option<TerritoryKey>,
    /// Of one of these kinds.
    pub kinds: Vec<OrganisationKind>,
    /// With one of these functions.
    pub functions: Vec<OrganisationFunction>,
    /// In one of these states.
    pub states: Vec<OrganisationState>,
    /// With these words in name, short name or local label, whatever the spelling of umlauts.
    pub text: Option<String>,
    /// That are parts of this one.
    pub parent: Option<OrganisationId>,
    /// That this one brought in.
    pub sponsor: Option<OrganisationId>,
}

/// By what a list of organisations is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum OrganisationOrder {
    /// By name, in German order.
    #[default]
    Name,
    /// By when the record was made.
    Created,
    /// By when the record was last changed.
    Updated,
}

pub(super) fn owner() -> OwnerColumns<organisation::Column> {
    use organisation::Column;
    OwnerColumns { organisation: Some(Column::Id), district: Some(Column::DistrictKey), person: None }
}

pub(super) fn order(by: OrganisationOrder, descending: bool) -> Ordering<organisation::Entity> {
    use organisation::Column;
    let (column, keys): (_, fn(&organisation::Model) -> Vec<Key>) = match by {
        OrganisationOrder::Name => (Column::SortKey, |row| vec![Key::Text(row.sort_key.clone()), Key::Id(row.id)]),
        OrganisationOrder::Created => (Column::CreatedAt, |row| vec![Key::Number(row.created_at), Key::Id(row.id)]),
        OrganisationOrder::Updated => (Column::UpdatedAt, |row| vec![Key::Number(row.updated_at), Key::Id(row.id)]),
    };
    Ordering { columns: vec![column, Column::Id], descending, keys }
}

/// The organisations of today.
pub(super) fn select(seen: &Visibility, filter: &OrganisationFilter) -> Select<organisation::Entity> {
    use organisation::Column;
    let codes = |states: &[OrganisationState]| states.iter().map(|state| state.code()).collect::<Vec<_>>();
    organisation::Entity::find()
        .filter(visible(seen, &owner()))
        .filter(profile(filter, [Column::Kind, Column::Functions, Column::SearchKey], [Column::ParentId]))
        .apply_if(filter.territory.as_ref(), |found, key| {
            let lies_in = Column::DistrictKey.starts_with(key.as_str());
            found.filter(Condition::any().add(lies_in).add(Column::Id.in_subquery(serving(key))))
        })
        .apply_if((!filter.states.is_empty()).then(|| codes(&filter.states)), |found, states| {
            found.filter(Column::State.is_in(states))
        })
        .apply_if(filter.sponsor, |found, sponsor| found.filter(Column::SponsorId.eq(sponsor.uuid())))
}

/// What the organisations were on a day. States and sponsors are those of today.
pub(super) fn select_stage(
    seen: &Visibility,
    filter: &OrganisationFilter,
    day: Date,
) -> Select<organisation_stage::Entity> {
    use organisation_stage::Column;
    let today =
        OrganisationFilter { states: filter.states.clone(), sponsor: filter.sponsor, ..OrganisationFilter::default() };
    let ids =
        sea_orm::QuerySelect::column(sea_orm::QuerySelect::select_only(select(seen, &today)), organisation::Column::Id);
    organisation_stage::Entity::find()
        .filter(on_day(Column::ValidFrom, Column::ValidUntil, day))
        .filter(Column::OrganisationId.in_subquery(ids.into_query()))
        .filter(profile(filter, [Column::Kind, Column::Functions, Column::SearchKey], [Column::ParentId]))
        .apply_if(filter.territory.as_ref(), |found, key| {
            let lies_in = Column::DistrictKey.starts_with(key.as_str());
            let serves = Column::Territories.contains(format!(" {key}"));
            found.filter(Condition::any().add(lies_in).add(serves))
        })
}

pub(super) fn stage_order(descending: bool) -> Ordering<organisation_stage::Entity> {
    use organisation_stage::Column;
    Ordering {
        columns: vec![Column::SortKey, Column::OrganisationId],
        descending,
        keys: |row| vec![Key::Text(row.sort_key.clone()), Key::Id(row.organisation_id)],
    }
}

fn profile<C: ColumnTrait>(
    filter: &OrganisationFilter,
    [kind, functions, search]: [C; 3],
    [parent]: [C; 1],
) -> Condition {
    let mut all = Condition::all();
    if !filter.kinds.is_empty() {
        all = all.add(kind.is_in(filter.kinds.iter().map(|kind| kind.code())));
    }
    if !filter.functions.is_empty() {
        let any = Condition::any();
        all = all.add(
            filter.functions.iter().fold(any, |any, function| any.add(functions.contains(format!(" {function} ")))),
        );
    }
    if let Some(text) = &filter.text {
        all = all.add(has_words(search, text));
    }
    if let Some(id) = filter.parent {
        all = all.add(parent.eq(id.uuid()));
    }
    all
}

fn serving(key: &TerritoryKey) -> SelectStatement {
    use organisation_territory::Column;
    Query::select()
        .column(Column::OrganisationId)
        .from(organisation_territory::Entity)
        .and_where(Column::TerritoryKey.starts_with(key.as_str()))
        .to_owned()
}
