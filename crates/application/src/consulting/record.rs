//! What the audit says about changes of agreements, and how they are held.

use crate::{Call, Error};
use domain::access::{Action, Permit};
use domain::consulting::Agreement;
use domain::shared::AgreementId;
use persistence::consulting::Agreements;
use persistence::{Change, UnitOfWork};

/// An agreement that the caller sees, held until the unit of work ends.
///
/// # Errors
/// `NOT_FOUND`.
pub(super) async fn hold(call: &Call, unit: &UnitOfWork, id: AgreementId) -> Result<Agreement, Error> {
    let found = Agreements::of(unit).hold(&call.visibility(Action::AgreementRead), id).await?;
    found.ok_or_else(|| Error::not_found("id"))
}

/// What `event` made of an agreement.
pub(super) fn changed(permit: Permit, event: &'static str, before: Option<&Agreement>, after: &Agreement) -> Change {
    let agency = |it: &Agreement| it.agency_signature.as_ref().map(|by| format!("{}, {}", by.signatory, by.on));
    let municipality =
        |it: &Agreement| it.municipality_signature.as_ref().map(|by| format!("{}, {}", by.signatory, by.on));
    Change::new(permit, event, after.id, after.owner())
        .version(after.version)
        .field("kind", before.map(|it| it.kind), Some(after.kind))
        .field("number", before.map(|it| &it.number), Some(&after.number))
        .field("edition", before.map(|it| it.edition), Some(after.edition))
        .field("agencyId", before.map(|it| it.parties.agency), Some(after.parties.agency))
        .field("municipalityId", before.map(|it| it.parties.municipality), Some(after.parties.municipality))
        .field("districtKey", before.map(|it| &it.district), Some(&after.district))
        .field("from", before.map(|it| it.plan.period.from), Some(after.plan.period.from))
        .field("until", before.and_then(|it| it.plan.period.until), after.plan.period.until)
        .field("purpose", before.map(|it| &it.plan.purpose), Some(&after.plan.purpose))
        .field("focalPoints", before.and_then(|it| it.plan.focal_points.as_ref()), after.plan.focal_points.as_ref())
        .personal("agencySignature", before.and_then(agency), agency(after))
        .personal("municipalitySignature", before.and_then(municipality), municipality(after))
        .field("reason", before.and_then(|it| it.reason.as_ref()), after.reason.as_ref())
        .field("state", before.map(|it| it.state), Some(after.state))
}
