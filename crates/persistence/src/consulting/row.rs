//! Between rows and agreements.

use crate::entities::agreement;
use crate::error::StoreError;
use crate::stored::{checked, code, date, instant, period};
use domain::consulting::{Agreement, AgreementParties, AgreementPlan, Signature};
use domain::shared::{AgreementId, LongText, Name};
use sea_orm::ActiveValue::Set;
use uuid::Uuid;

const WHAT: &str = "agreement";

fn signature(signatory: Option<&str>, on: Option<&str>) -> Result<Option<Signature>, StoreError> {
    signatory
        .zip(on)
        .map(|(signatory, on)| Ok(Signature { signatory: checked(WHAT, Name::new(signatory))?, on: date(WHAT, on)? }))
        .transpose()
}

pub(super) fn read(row: agreement::Model) -> Result<Agreement, StoreError> {
    Ok(Agreement {
        id: row.id.into(),
        kind: code(WHAT, &row.kind)?,
        number: checked(WHAT, Name::new(&row.number))?,
        edition: row.edition,
        parties: AgreementParties { agency: row.agency_id.into(), municipality: row.organisation_id.into() },
        district: row.district_key,
        plan: AgreementPlan {
            period: period(WHAT, &row.valid_from, row.valid_until.as_deref())?,
            purpose: checked(WHAT, LongText::new(&row.purpose))?,
            focal_points: checked(WHAT, LongText::optional(row.focal_points.as_deref()))?,
        },
        agency_signature: signature(row.agency_signatory.as_deref(), row.agency_signed_on.as_deref())?,
        municipality_signature: signature(
            row.municipality_signatory.as_deref(),
            row.municipality_signed_on.as_deref(),
        )?,
        reason: checked(WHAT, LongText::optional(row.reason.as_deref()))?,
        predecessor: row.predecessor_id.map(AgreementId::from),
        state: code(WHAT, &row.state)?,
        version: row.version,
        created_at: instant(WHAT, row.created_at)?,
        updated_at: instant(WHAT, row.updated_at)?,
    })
}

pub(super) fn write(agreement: &Agreement) -> agreement::ActiveModel {
    let Agreement { plan, agency_signature: agency, municipality_signature: municipality, .. } = agreement;
    let signatory = |signature: &Option<Signature>| Set(signature.as_ref().map(|it| it.signatory.to_string()));
    let signed_on = |signature: &Option<Signature>| Set(signature.as_ref().map(|it| it.on.to_string()));
    agreement::ActiveModel {
        id: Set(agreement.id.uuid()),
        kind: Set(agreement.kind.code().to_owned()),
        number: Set(agreement.number.to_string()),
        edition: Set(agreement.edition),
        agency_id: Set(agreement.parties.agency.uuid()),
        organisation_id: Set(agreement.parties.municipality.uuid()),
        district_key: Set(agreement.district.clone()),
        valid_from: Set(plan.period.from.to_string()),
        valid_until: Set(plan.period.until.map(|until| until.to_string())),
        purpose: Set(plan.purpose.to_string()),
        focal_points: Set(plan.focal_points.as_ref().map(LongText::to_string)),
        agency_signatory: signatory(agency),
        agency_signed_on: signed_on(agency),
        municipality_signatory: signatory(municipality),
        municipality_signed_on: signed_on(municipality),
        reason: Set(agreement.reason.as_ref().map(LongText::to_string)),
        predecessor_id: Set(agreement.predecessor.map(Uuid::from)),
        state: Set(agreement.state.code().to_owned()),
        in_force_for: Set(agreement.in_force_for()),
        version: Set(agreement.version),
        created_at: Set(agreement.created_at.as_micros()),
        updated_at: Set(agreement.updated_at.as_micros()),
    }
}
