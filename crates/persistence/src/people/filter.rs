//! Which people, and in which order.

use crate::entities::person::{self, Column};
use crate::entities::person_function::{self, Column as Function};
use crate::page::{Key, Ordering};
use crate::scope::{OwnerColumns, visible};
use crate::search::has_words;
use crate::stored::on_day;
use domain::access::Visibility;
use domain::people::{FunctionRole, PersonState};
use domain::shared::{Date, OrganisationId};
use domain::territories::TerritoryKey;
use sea_orm::sea_query::{Query, SelectStatement};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryTrait, Select};

/// Which people; what is left out does not narrow the list.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PersonFilter {
    /// Whose record this organisation keeps, or who hold a function in it.
    pub organisation: Option<OrganisationId>,
    /// Whose record is kept in this territory or one in it.
    pub territory: Option<TerritoryKey>,
    /// Who hold a function in one of these roles; with an organisation, in that one.
    pub roles: Vec<FunctionRole>,
    /// In one of these states.
    pub states: Vec<PersonState>,
    /// With these words in title and name, whatever the spelling of umlauts.
    pub text: Option<String>,
    /// The day on which functions are looked at.
    pub on: Date,
}

impl PersonFilter {
    /// All people, with their functions on a day.
    pub const fn on(day: Date) -> Self {
        Self { organisation: None, territory: None, roles: Vec::new(), states: Vec::new(), text: None, on: day }
    }
}

/// By what a list of people is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum PersonOrder {
    /// By family name, then by given name, in German order.
    #[default]
    Name,
    /// By when the record was made.
    Created,
    /// By when the record was last changed.
    Updated,
}

const OWNER: OwnerColumns<Column> = OwnerColumns {
    organisation: Some(Column::OrganisationId),
    district: Some(Column::DistrictKey),
    person: Some(Column::Id),
};

pub(super) fn order(by: PersonOrder, descending: bool) -> Ordering<person::Entity> {
    let (column, keys): (_, fn(&person::Model) -> Vec<Key>) = match by {
        PersonOrder::Name => (Column::SortKey, |row| vec![Key::Text(row.sort_key.clone()), Key::Id(row.id)]),
        PersonOrder::Created => (Column::CreatedAt, |row| vec![Key::Number(row.created_at), Key::Id(row.id)]),
        PersonOrder::Updated => (Column::UpdatedAt, |row| vec![Key::Number(row.updated_at), Key::Id(row.id)]),
    };
    Ordering { columns: vec![column, Column::Id], descending, keys }
}

/// The people who are seen.
pub(super) fn visible_people(seen: &Visibility) -> Select<person::Entity> {
    person::Entity::find().filter(visible(seen, &OWNER))
}

/// The people of a filter who are seen.
pub(super) fn select(seen: &Visibility, filter: &PersonFilter) -> Select<person::Entity> {
    let mut found = visible_people(seen);
    let roles = (!filter.roles.is_empty()).then_some(filter.roles.as_slice());
    match (filter.organisation, roles) {
        (None, None) => {}
        (Some(organisation), None) => {
            let holds = Column::Id.in_subquery(holders(Some(organisation), None, filter.on));
            let kept = Column::OrganisationId.eq(organisation.uuid());
            found = found.filter(Condition::any().add(kept).add(holds));
        }
        (organisation, roles) => {
            found = found.filter(Column::Id.in_subquery(holders(organisation, roles, filter.on)));
        }
    }
    found
        .apply_if(filter.territory.as_ref(), |found, key| found.filter(Column::DistrictKey.starts_with(key.as_str())))
        .apply_if(filter.text.as_ref(), |found, text| found.filter(has_words(Column::SearchKey, text)))
        .apply_if((!filter.states.is_empty()).then_some(&filter.states), |found, states| {
            found.filter(Column::State.is_in(states.iter().map(|state| state.code())))
        })
}

/// Who holds a function on a day: in this organisation, in one of these roles.
fn holders(organisation: Option<OrganisationId>, roles: Option<&[FunctionRole]>, day: Date) -> SelectStatement {
    let mut held = on_day(Function::ValidFrom, Function::ValidUntil, day);
    if let Some(id) = organisation {
        held = held.add(Function::HeldInId.eq(id.uuid()));
    }
    if let Some(roles) = roles {
        held = held.add(Function::Role.is_in(roles.iter().map(|role| role.code())));
    }
    Query::select().column(Function::PersonId).from(person_function::Entity).cond_where(held).to_owned()
}
