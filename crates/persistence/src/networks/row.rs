//! Between rows and networks.

use crate::entities::{network, network_phase_change};
use crate::error::StoreError;
use crate::stored::{checked, code, date, instant};
use domain::networks::{Network, PhaseChange, Profile};
use domain::shared::{AccountId, LongText, Name, NetworkId, WebAddress};
use domain::territories::TerritoryKey;
use sea_orm::ActiveValue::Set;
use std::fmt::Display;
use std::str::FromStr;
use uuid::Uuid;

const WHAT: &str = "network";

/// Words with a space before and after each: `% WORD %` finds a word, and `% START%` one that starts like this.
pub(crate) fn spaced<T: Display>(words: impl IntoIterator<Item = T>) -> String {
    words.into_iter().fold(" ".to_owned(), |spaced, word| format!("{spaced}{word} "))
}

/// Reads codes with spaces between them.
pub(crate) fn codes<T, C>(what: &'static str, words: &str) -> Result<C, StoreError>
where
    T: FromStr<Err: Display>,
    C: FromIterator<T>,
{
    words.split_whitespace().map(|word| code(what, word)).collect()
}

pub(super) fn read(row: network::Model) -> Result<Network, StoreError> {
    let keys = row.territories.split_whitespace().map(|key| checked(WHAT, TerritoryKey::new(key)));
    let profile = Profile {
        name: checked(WHAT, Name::new(&row.name))?,
        short_name: checked(WHAT, Name::optional(row.short_name.as_deref()))?,
        local_label: checked(WHAT, Name::optional(row.local_label.as_deref()))?,
        kind: code(WHAT, &row.kind)?,
        purpose: checked(WHAT, LongText::optional(row.purpose.as_deref()))?,
        fields: codes(WHAT, &row.fields)?,
        territories: keys.collect::<Result<_, _>>()?,
        legal_basis: checked(WHAT, Name::optional(row.legal_basis.as_deref()))?,
        website: checked(WHAT, row.website.as_deref().map(WebAddress::new).transpose())?,
        visibility: code(WHAT, &row.visibility)?,
    };
    Ok(Network {
        id: row.id.into(),
        profile,
        parent: row.parent_id.map(NetworkId::from),
        organisation: row.organisation_id.into(),
        district: row.district_key,
        founded_on: date(WHAT, &row.founded_on)?,
        phase: code(WHAT, &row.phase)?,
        phase_since: date(WHAT, &row.phase_since)?,
        version: row.version,
        created_at: instant(WHAT, row.created_at)?,
        updated_at: instant(WHAT, row.updated_at)?,
    })
}

pub(super) fn write(network: &Network) -> network::ActiveModel {
    let profile = &network.profile;
    let text = |name: &Option<Name>| Set(name.as_ref().map(Name::to_string));
    network::ActiveModel {
        id: Set(network.id.uuid()),
        organisation_id: Set(network.organisation.uuid()),
        district_key: Set(network.district.clone()),
        name: Set(profile.name.to_string()),
        short_name: text(&profile.short_name),
        local_label: text(&profile.local_label),
        kind: Set(profile.kind.code().to_owned()),
        purpose: Set(profile.purpose.as_ref().map(LongText::to_string)),
        fields: Set(spaced(&profile.fields)),
        territories: Set(spaced(&profile.territories)),
        legal_basis: text(&profile.legal_basis),
        website: Set(profile.website.as_ref().map(WebAddress::to_string)),
        visibility: Set(profile.visibility.code().to_owned()),
        parent_id: Set(network.parent.map(Uuid::from)),
        founded_on: Set(network.founded_on.to_string()),
        phase: Set(network.phase.code().to_owned()),
        phase_since: Set(network.phase_since.to_string()),
        search_key: Set(profile.search_key()),
        sort_key: Set(profile.sort_key()),
        version: Set(network.version),
        created_at: Set(network.created_at.as_micros()),
        updated_at: Set(network.updated_at.as_micros()),
    }
}

pub(super) fn read_change(row: &network_phase_change::Model) -> Result<PhaseChange, StoreError> {
    Ok(PhaseChange {
        id: row.id.into(),
        from: row.from_phase.as_deref().map(|phase| code(WHAT, phase)).transpose()?,
        to: code(WHAT, &row.to_phase)?,
        on: date(WHAT, &row.changed_on)?,
        reason: checked(WHAT, LongText::new(&row.reason))?,
        by: row.account_id.map(AccountId::from),
        at: instant(WHAT, row.recorded_at)?,
    })
}

pub(super) fn write_change(network: NetworkId, change: &PhaseChange) -> network_phase_change::ActiveModel {
    network_phase_change::ActiveModel {
        id: Set(change.id.uuid()),
        network_id: Set(network.uuid()),
        from_phase: Set(change.from.map(|phase| phase.code().to_owned())),
        to_phase: Set(change.to.code().to_owned()),
        changed_on: Set(change.on.to_string()),
        reason: Set(change.reason.to_string()),
        account_id: Set(change.by.map(Uuid::from)),
        recorded_at: Set(change.at.as_micros()),
    }
}
