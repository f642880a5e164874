//! Which registrations.

use super::co_hosts;
use super::session_filter::between;
use super::sight::{RegistrationSight, either};
use crate::entities::registration::{self, Column};
use crate::scope::OwnerColumns;
use domain::qualifications::RegistrationState;
use domain::shared::{CourseSessionId, OrganisationId, PersonId, Timestamp};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryTrait, Select};

/// Which registrations; what is left out does not narrow the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct RegistrationFilter {
    /// For this session.
    pub session: Option<CourseSessionId>,
    /// Of this person.
    pub person: Option<PersonId>,
    /// Of people of this organisation.
    pub organisation: Option<OrganisationId>,
    /// In one of these states.
    pub states: Vec<RegistrationState>,
    /// For sessions that end after this instant.
    pub from: Option<Timestamp>,
    /// For sessions that begin before this instant.
    pub until: Option<Timestamp>,
}

const OWN: OwnerColumns<Column> = OwnerColumns {
    organisation: Some(Column::OrganisationId),
    district: Some(Column::DistrictKey),
    person: Some(Column::PersonId),
};
const HOST: OwnerColumns<Column> =
    OwnerColumns { organisation: Some(Column::HostId), district: Some(Column::HostDistrictKey), person: None };

pub(super) fn select(sight: &RegistrationSight, filter: &RegistrationFilter) -> Select<registration::Entity> {
    registration::Entity::find()
        .filter(either((&sight.own, &OWN), (&sight.host, &HOST), co_hosts::of_sessions(&sight.host, Column::SessionId)))
        .apply_if(filter.session, |found, id| found.filter(Column::SessionId.eq(id.uuid())))
        .apply_if(filter.person, |found, id| found.filter(Column::PersonId.eq(id.uuid())))
        .apply_if(filter.organisation, |found, id| found.filter(Column::OrganisationId.eq(id.uuid())))
        .apply_if((!filter.states.is_empty()).then_some(&filter.states), |found, states| {
            found.filter(Column::State.is_in(states.iter().map(|state| state.code())))
        })
        .apply_if((filter.from.is_some() || filter.until.is_some()).then_some(filter), |found, filter| {
            found.filter(Column::SessionId.in_subquery(between(filter.from, filter.until)))
        })
}
