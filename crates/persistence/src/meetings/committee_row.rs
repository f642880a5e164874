//! Between rows and committees.

use crate::entities::{committee, committee_membership};
use crate::error::StoreError;
use crate::networks::{codes, spaced};
use crate::stored::{checked, code, date, instant, optional_date, period};
use domain::meetings::{Committee, CommitteeMembership, CommitteeProfile, CommitteeRules, QuorumRule};
use domain::shared::{CommitteeMembershipId, LongText, Name, NetworkId, OrganisationId};
use sea_orm::ActiveValue::Set;
use uuid::Uuid;

const WHAT: &str = "committee";
const SEAT: &str = "committee membership";

pub(crate) fn read(row: &committee::Model) -> Result<Committee, StoreError> {
    let rules = CommitteeRules {
        lead_days: row.lead_days,
        quorum: checked(WHAT, QuorumRule::new(code(WHAT, &row.quorum_kind)?, row.quorum_value))?,
        decision: code(WHAT, &row.decision_rule)?,
        circular: row.is_circular_allowed != 0,
        voting_members: row.voting_members,
    };
    let profile = CommitteeProfile {
        name: checked(WHAT, Name::new(&row.name))?,
        short_name: checked(WHAT, Name::optional(row.short_name.as_deref()))?,
        local_label: checked(WHAT, Name::optional(row.local_label.as_deref()))?,
        kind: code(WHAT, &row.kind)?,
        fields: codes(WHAT, &row.fields)?,
        legal_basis: checked(WHAT, Name::optional(row.legal_basis.as_deref()))?,
        meetings_per_year: row.meetings_per_year,
        visibility: code(WHAT, &row.visibility)?,
        rules,
    };
    Ok(Committee {
        id: row.id.into(),
        profile,
        network: row.network_id.map(NetworkId::from),
        organisation: row.organisation_id.into(),
        district: row.district_key.clone(),
        founded_on: date(WHAT, &row.founded_on)?,
        state: code(WHAT, &row.state)?,
        dissolved_on: optional_date(WHAT, row.dissolved_on.as_deref())?,
        dissolve_reason: checked(WHAT, LongText::optional(row.dissolve_reason.as_deref()))?,
        version: row.version,
        created_at: instant(WHAT, row.created_at)?,
        updated_at: instant(WHAT, row.updated_at)?,
    })
}

pub(super) fn write(committee: &Committee) -> committee::ActiveModel {
    let (profile, rules) = (&committee.profile, &committee.profile.rules);
    let text = |name: &Option<Name>| Set(name.as_ref().map(Name::to_string));
    committee::ActiveModel {
        id: Set(committee.id.uuid()),
        organisation_id: Set(committee.organisation.uuid()),
        district_key: Set(committee.district.clone()),
        network_id: Set(committee.network.map(Uuid::from)),
        name: Set(profile.name.to_string()),
        short_name: text(&profile.short_name),
        local_label: text(&profile.local_label),
        kind: Set(profile.kind.code().to_owned()),
        fields: Set(spaced(&profile.fields)),
        legal_basis: text(&profile.legal_basis),
        meetings_per_year: Set(profile.meetings_per_year),
        visibility: Set(profile.visibility.code().to_owned()),
        lead_days: Set(rules.lead_days),
        quorum_kind: Set(rules.quorum.kind().code().to_owned()),
        quorum_value: Set(rules.quorum.value()),
        decision_rule: Set(rules.decision.code().to_owned()),
        is_circular_allowed: Set(i64::from(rules.circular)),
        voting_members: Set(rules.voting_members),
        founded_on: Set(committee.founded_on.to_string()),
        state: Set(committee.state.code().to_owned()),
        dissolved_on: Set(committee.dissolved_on.map(|day| day.to_string())),
        dissolve_reason: Set(committee.dissolve_reason.as_ref().map(LongText::to_string)),
        search_key: Set(profile.search_key()),
        sort_key: Set(profile.sort_key()),
        version: Set(committee.version),
        created_at: Set(committee.created_at.as_micros()),
        updated_at: Set(committee.updated_at.as_micros()),
    }
}

pub(crate) fn read_seat(row: &committee_membership::Model) -> Result<CommitteeMembership, StoreError> {
    Ok(CommitteeMembership {
        id: row.id.into(),
        committee: row.committee_id.into(),
        person: row.person_id.into(),
        seat: checked(SEAT, Name::optional(row.seat.as_deref()))?,
        role: code(SEAT, &row.role)?,
        voting: row.is_voting != 0,
        public: row.is_public != 0,
        substitute_for: row.substitute_for_id.map(CommitteeMembershipId::from),
        organisation: row.organisation_id.map(OrganisationId::from),
        period: period(SEAT, &row.since, row.until.as_deref())?,
        version: row.version,
        created_at: instant(SEAT, row.created_at)?,
        updated_at: instant(SEAT, row.updated_at)?,
    })
}

pub(super) fn write_seat(seat: &CommitteeMembership) -> committee_membership::ActiveModel {
    committee_membership::ActiveModel {
        id: Set(seat.id.uuid()),
        committee_id: Set(seat.committee.uuid()),
        person_id: Set(seat.person.uuid()),
        seat: Set(seat.seat.as_ref().map(Name::to_string)),
        role: Set(seat.role.code().to_owned()),
        is_voting: Set(i64::from(seat.voting)),
        is_public: Set(i64::from(seat.public)),
        substitute_for_id: Set(seat.substitute_for.map(Uuid::from)),
        organisation_id: Set(seat.organisation.map(Uuid::from)),
        since: Set(seat.period.from.to_string()),
        until: Set(seat.period.until.map(|day| day.to_string())),
        version: Set(seat.version),
        created_at: Set(seat.created_at.as_micros()),
        updated_at: Set(seat.updated_at.as_micros()),
    }
}
