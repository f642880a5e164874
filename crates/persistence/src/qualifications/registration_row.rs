//! Between rows and registrations.

use super::series_row::{amount, spaced, words};
use crate::entities::registration;
use crate::error::StoreError;
use crate::stored::{checked, code, corrupt, instant};
use domain::qualifications::{CourseSession, PriorityClass, Registration, RegistrationState};
use domain::shared::{CourseSessionId, LongText, PersonId, Timestamp};
use sea_orm::ActiveValue::Set;

const WHAT: &str = "registration";

/// What may exist only once: a session and a person, while the registration is active.
pub(super) fn active_for(session: CourseSessionId, person: PersonId, state: RegistrationState) -> Option<String> {
    state.is_active().then(|| format!("{session}/{person}"))
}

pub(super) fn read(row: registration::Model) -> Result<Registration, StoreError> {
    Ok(Registration {
        id: row.id.into(),
        session: row.session_id.into(),
        person: row.person_id.into(),
        organisation: row.organisation_id.into(),
        district: row.district_key,
        party: row.party_id.into(),
        mode: code(WHAT, &row.mode)?,
        group: code(WHAT, &row.target_group)?,
        class: class(row.class)?,
        place: row.place,
        state: code(WHAT, &row.state)?,
        offer_until: row.offer_until.map(|at| instant(WHAT, at)).transpose()?,
        needs: checked(WHAT, LongText::optional(row.needs.as_deref()))?,
        shares_name: row.shares_name != 0,
        consents: words(WHAT, &row.consents)?,
        source: code(WHAT, &row.source)?,
        withdrawn_late: row.withdrawn_late != 0,
        version: row.version,
        created_at: instant(WHAT, row.created_at)?,
        updated_at: instant(WHAT, row.updated_at)?,
    })
}

pub(super) fn class(number: i64) -> Result<PriorityClass, StoreError> {
    PriorityClass::of_number(number).ok_or_else(|| corrupt(WHAT, format!("there is no class {number}")))
}

pub(super) fn people(count: i64) -> Result<u32, StoreError> {
    amount(WHAT, count)
}

pub(super) fn write(session: &CourseSession, registration: &Registration) -> registration::ActiveModel {
    registration::ActiveModel {
        id: Set(registration.id.uuid()),
        session_id: Set(registration.session.uuid()),
        person_id: Set(registration.person.uuid()),
        organisation_id: Set(registration.organisation.uuid()),
        district_key: Set(registration.district.clone()),
        host_id: Set(session.host.uuid()),
        host_district_key: Set(session.host_district.clone()),
        party_id: Set(registration.party.uuid()),
        mode: Set(registration.mode.code().to_owned()),
        target_group: Set(registration.group.code().to_owned()),
        class: Set(registration.class.number()),
        place: Set(registration.place),
        state: Set(registration.state.code().to_owned()),
        offer_until: Set(registration.offer_until.map(Timestamp::as_micros)),
        needs: Set(registration.needs.as_ref().map(LongText::to_string)),
        shares_name: Set(i64::from(registration.shares_name)),
        consents: Set(spaced(&registration.consents)),
        has_needs: Set(i64::from(registration.needs.is_some())),
        has_consents: Set(i64::from(registration.shares_name || !registration.consents.is_empty())),
        source: Set(registration.source.code().to_owned()),
        withdrawn_late: Set(i64::from(registration.withdrawn_late)),
        active_for: Set(active_for(registration.session, registration.person, registration.state)),
        version: Set(registration.version),
        created_at: Set(registration.created_at.as_micros()),
        updated_at: Set(registration.updated_at.as_micros()),
    }
}
