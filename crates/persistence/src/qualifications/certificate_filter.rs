//! Which certificates, and who sees them.

use super::sight::either;
use crate::entities::certificate::{self, Column};
use crate::scope::OwnerColumns;
use domain::access::Visibility;
use domain::qualifications::CertificateState;
use domain::shared::{CourseSeriesId, CourseSessionId, OrganisationId, PersonId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryTrait, Select};

/// What an actor may see of certificates.
#[derive(Clone, Debug)]
pub struct CertificateSight {
    /// As the holder, or as the one who answers for the holder.
    pub own: Visibility,
    /// As the issuer.
    pub issuer: Visibility,
}

/// Which certificates; what is left out does not narrow the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct CertificateFilter {
    /// Of this person.
    pub person: Option<PersonId>,
    /// Of people of this organisation.
    pub organisation: Option<OrganisationId>,
    /// Issued by this organisation.
    pub issuer: Option<OrganisationId>,
    /// Issued after this session.
    pub session: Option<CourseSessionId>,
    /// For this series or one of its modules.
    pub series: Option<CourseSeriesId>,
    /// In this state.
    pub state: Option<CertificateState>,
    /// With a number of this year.
    pub year: Option<i64>,
}

const OWN: OwnerColumns<Column> = OwnerColumns {
    organisation: Some(Column::OrganisationId),
    district: Some(Column::DistrictKey),
    person: Some(Column::PersonId),
};
const ISSUER: OwnerColumns<Column> =
    OwnerColumns { organisation: Some(Column::IssuerId), district: Some(Column::IssuerDistrictKey), person: None };

pub(super) fn select(sight: &CertificateSight, filter: &CertificateFilter) -> Select<certificate::Entity> {
    certificate::Entity::find()
        .filter(either((&sight.own, &OWN), (&sight.issuer, &ISSUER), None))
        .apply_if(filter.person, |found, id| found.filter(Column::PersonId.eq(id.uuid())))
        .apply_if(filter.organisation, |found, id| found.filter(Column::OrganisationId.eq(id.uuid())))
        .apply_if(filter.issuer, |found, id| found.filter(Column::IssuerId.eq(id.uuid())))
        .apply_if(filter.session, |found, id| found.filter(Column::SessionId.eq(id.uuid())))
        .apply_if(filter.series, |found, id| found.filter(Column::SeriesId.eq(id.uuid())))
        .apply_if(filter.state, |found, state| found.filter(Column::State.eq(state.code())))
        .apply_if(filter.year, |found, year| found.filter(Column::Year.eq(year)))
}
