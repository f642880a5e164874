//! Which sessions.

use super::co_hosts;
use super::sight::{OfferSight, offers};
use crate::entities::course_session::{self, Column};
use crate::scope::OwnerColumns;
use crate::search::has_words;
use domain::qualifications::{CourseFormat, CourseKind, Entitlement, SessionState};
use domain::shared::{CourseModuleId, CourseSeriesId, OrganisationId, Timestamp};
use sea_orm::sea_query::SelectStatement;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait, Select};

/// Which sessions; what is left out does not narrow the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct SessionFilter {
    /// Of this series.
    pub series: Option<CourseSeriesId>,
    /// Of this module.
    pub module: Option<CourseModuleId>,
    /// Of one of these kinds.
    pub kinds: Vec<CourseKind>,
    /// In one of these formats.
    pub formats: Vec<CourseFormat>,
    /// In one of these states.
    pub states: Vec<SessionState>,
    /// For these people.
    pub entitlements: Vec<Entitlement>,
    /// Held by this organisation.
    pub host: Option<OrganisationId>,
    /// Held by organisations in these districts.
    pub districts: Vec<String>,
    /// That end after this instant.
    pub from: Option<Timestamp>,
    /// That begin before this instant.
    pub until: Option<Timestamp>,
    /// With these words in the title, whatever the spelling of umlauts.
    pub text: Option<String>,
}

/// The ids of the sessions that end after an instant, and begin before another.
pub(super) fn between(from: Option<Timestamp>, until: Option<Timestamp>) -> SelectStatement {
    course_session::Entity::find()
        .apply_if(from, |found, at| found.filter(Column::EndsAt.gt(at.as_micros())))
        .apply_if(until, |found, at| found.filter(Column::StartsAt.lt(at.as_micros())))
        .select_only()
        .column(Column::Id)
        .into_query()
}

pub(super) fn select(sight: &OfferSight, filter: &SessionFilter) -> Select<course_session::Entity> {
    let owner =
        OwnerColumns { organisation: Some(Column::OrganisationId), district: Some(Column::DistrictKey), person: None };
    let codes = |column: Column, codes: Vec<&'static str>| (!codes.is_empty()).then(|| column.is_in(codes));
    course_session::Entity::find()
        .filter(offers(sight, Column::Audience, &owner, co_hosts::of_sessions(&sight.planned, Column::Id)))
        .apply_if(filter.series, |found, id| found.filter(Column::SeriesId.eq(id.uuid())))
        .apply_if(filter.module, |found, id| found.filter(Column::ModuleId.eq(id.uuid())))
        .apply_if(codes(Column::Kind, filter.kinds.iter().map(|kind| kind.code()).collect()), QueryFilter::filter)
        .apply_if(codes(Column::Format, filter.formats.iter().map(|it| it.code()).collect()), QueryFilter::filter)
        .apply_if(codes(Column::State, filter.states.iter().map(|state| state.code()).collect()), QueryFilter::filter)
        .apply_if(
            codes(Column::Entitlement, filter.entitlements.iter().map(|it| it.code()).collect()),
            QueryFilter::filter,
        )
        .apply_if(filter.host, |found, host| found.filter(Column::OrganisationId.eq(host.uuid())))
        .apply_if((!filter.districts.is_empty()).then_some(&filter.districts), |found, keys| {
            found.filter(Column::DistrictKey.is_in(keys))
        })
        .apply_if(filter.from, |found, at| found.filter(Column::EndsAt.gt(at.as_micros())))
        .apply_if(filter.until, |found, at| found.filter(Column::StartsAt.lt(at.as_micros())))
        .apply_if(filter.text.as_ref(), |found, text| found.filter(has_words(Column::SearchKey, text)))
}
