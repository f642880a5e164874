//! An organisation as it is now, and the rules that hold at any time.

use super::address::Address;
use super::function::OrganisationFunction;
use super::kind::OrganisationKind;
use crate::access::Owner;
use crate::shared::{Date, Name, OrganisationId, Period, Refusal, RefusalCode, Timestamp, coded_enum, search_key};
use crate::territories::{TerritoryKey, TerritoryLevel};
use std::collections::BTreeSet;

coded_enum! {
    /// Whether an organisation is still there.
    OrganisationState {
        /// It is there.
        Active = "ACTIVE", "aktiv";
        /// It went into another one.
        Merged = "MERGED", "zusammengeführt";
        /// It was closed.
        Closed = "CLOSED", "geschlossen";
    }
}

/// What an organisation is and does: the part of which there is a history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// The full name.
    pub name: Name,
    /// A short form of it.
    pub short_name: Option<Name>,
    /// What it is.
    pub kind: OrganisationKind,
    /// Its legal form, for instance `eingetragener Verein`.
    pub legal_form: Option<Name>,
    /// What it is called on the spot, for instance `Kommunales Bildungsbüro` or `Geschäftsstelle`.
    pub local_label: Option<Name>,
    /// What it does.
    pub functions: BTreeSet<OrganisationFunction>,
    /// The organisation that it is a part of.
    pub parent: Option<OrganisationId>,
    /// The key of the district in which it lies.
    pub district: Option<TerritoryKey>,
    /// The keys of the territories that it serves.
    pub territories: BTreeSet<TerritoryKey>,
}

impl Profile {
    /// By which words it is found.
    pub fn search_key(&self) -> String {
        let words = [Some(&self.name), self.short_name.as_ref(), self.local_label.as_ref()];
        search_key(&words.into_iter().flatten().map(Name::as_str).collect::<Vec<_>>().join(" "))
    }

    /// The district whose regional education office this is.
    ///
    /// # Errors
    /// `REQUIRED` when it is such an office but lies in no district, `INVALID` for an external partner.
    pub fn education_office_of(&self) -> Result<Option<&TerritoryKey>, Refusal> {
        if !self.functions.contains(&OrganisationFunction::RegionalEducationOffice) {
            return Ok(None);
        }
        if self.kind.is_external() {
            let reason = "an external partner is no regional education office";
            return Err(Refusal::new(RefusalCode::Invalid).at("functions").with("reason", reason));
        }
        self.district.as_ref().map(Some).ok_or_else(|| Refusal::new(RefusalCode::Required).at("districtKey"))
    }
}

/// An organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// The organisation itself.
    pub id: OrganisationId,
    /// What it is and does.
    pub profile: Profile,
    /// Where it is.
    pub address: Option<Address>,
    /// Who brought it in, when it is an external partner.
    pub sponsor: Option<OrganisationId>,
    /// Since when, and until when, it exists.
    pub period: Period,
    /// Whether it is still there.
    pub state: OrganisationState,
    /// Into which one it went.
    pub merged_into: Option<OrganisationId>,
    /// Counts the changes.
    pub version: i64,
    /// When the record was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

impl Organisation {
    /// To whom the record belongs: to the organisation itself.
    pub fn owner(&self) -> Owner {
        Owner::organisation(self.id, self.profile.district.as_ref().map(TerritoryKey::to_string))
    }

    /// Whether it is there.
    pub fn is_active(&self) -> bool {
        self.state == OrganisationState::Active
    }

    /// Goes on when it is there.
    ///
    /// # Errors
    /// `WRONG_STATE`.
    pub fn expect_active(&self, verb: &'static str) -> Result<(), Refusal> {
        if self.is_active() {
            Ok(())
        } else {
            Err(Refusal::new(RefusalCode::WrongState).with("state", self.state).with("verb", verb))
        }
    }

    /// Whether this sponsor may stand for an organisation of this kind. External partners need one that is itself a
    /// public body; others have none.
    ///
    /// # Errors
    /// `REQUIRED`, `INVALID` or `WRONG_STATE`, at `sponsorId`.
    pub fn check_sponsor(kind: OrganisationKind, sponsor: Option<&Self>) -> Result<(), Refusal> {
        let invalid = |reason: &str| Err(Refusal::new(RefusalCode::Invalid).at("sponsorId").with("reason", reason));
        match sponsor {
            None if kind.is_external() => Err(Refusal::new(RefusalCode::Required).at("sponsorId")),
            None => Ok(()),
            Some(_) if !kind.is_external() => invalid("only external partners have a sponsor"),
            Some(sponsor) if sponsor.profile.kind.is_external() => invalid("a sponsor is not an external partner"),
            Some(sponsor) => sponsor.expect_active("sponsor").map_err(|refusal| refusal.at("sponsorId")),
        }
    }

    /// The key of the district in which an organisation lies.
    ///
    /// # Errors
    /// `INVALID_TERRITORY_KEY` for what is no key, `INVALID` for the key of a larger or smaller territory.
    pub fn district_key(text: &str) -> Result<TerritoryKey, Refusal> {
        let key = TerritoryKey::new(text)?;
        if key.level() == TerritoryLevel::District {
            return Ok(key);
        }
        let reason = "not the key of a district, independent city or city region";
        Err(Refusal::new(RefusalCode::Invalid).with("reason", reason))
    }

    /// The period of an organisation that begins on this day.
    ///
    /// # Errors
    /// `OUT_OF_RANGE` for a day that is still to come, or before 1800.
    pub fn period_from(from: Date, today: Date) -> Result<Period, Refusal> {
        if from > today {
            return Err(Refusal::new(RefusalCode::OutOfRange).with("min", "1800-01-01").with("max", today));
        }
        Period::new(from, None).map_err(|refusal| Refusal { path: Vec::new(), ..refusal })
    }
}

/// A day of the past or today on which something ends that began on `from`.
pub(super) fn check_last_day(on: Date, from: Date, today: Date) -> Result<(), Refusal> {
    if (from..=today).contains(&on) {
        Ok(())
    } else {
        Err(Refusal::new(RefusalCode::OutOfRange).at("on").with("min", from).with("max", today))
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use uuid::Uuid;

    pub(crate) fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    pub(crate) fn organisation(number: u128, kind: OrganisationKind) -> Organisation {
        let at = Timestamp::from_micros(0).unwrap();
        Organisation {
            id: Uuid::from_u128(number).into(),
            profile: Profile {
                name: Name::new(&format!("Organisation {number}")).unwrap(),
                short_name: None,
                kind,
                legal_form: None,
                local_label: None,
                functions: BTreeSet::new(),
                parent: None,
                district: None,
                territories: BTreeSet::new(),
            },
            address: None,
            sponsor: None,
            period: Period::new(day("2010-08-01"), None).unwrap(),
            state: OrganisationState::Active,
            merged_into: None,
            version: 1,
            created_at: at,
            updated_at: at,
        }
    }

    #[test]
    fn an_external_partner_needs_a_public_sponsor() {
        let office = organisation(1, OrganisationKind::RegionalEducationOffice);
        let foundation = organisation(2, OrganisationKind::Foundation);
        let code = |kind, sponsor| Organisation::check_sponsor(kind, sponsor).map_err(|refusal| refusal.code);
        assert_eq!(code(OrganisationKind::Chamber, None), Err(RefusalCode::Required));
        assert_eq!(code(OrganisationKind::Chamber, Some(&office)), Ok(()));
        assert_eq!(code(OrganisationKind::Chamber, Some(&foundation)), Err(RefusalCode::Invalid));
        assert_eq!(code(OrganisationKind::Jobcentre, Some(&office)), Err(RefusalCode::Invalid));
        let closed = Organisation { state: OrganisationState::Closed, ..office.clone() };
        assert_eq!(code(OrganisationKind::Chamber, Some(&closed)), Err(RefusalCode::WrongState));
    }

    #[test]
    fn an_education_office_lies_in_a_district() {
        let mut profile = organisation(1, OrganisationKind::Department).profile;
        assert_eq!(profile.education_office_of(), Ok(None));
        profile.functions.insert(OrganisationFunction::RegionalEducationOffice);
        assert_eq!(profile.education_office_of().unwrap_err().code, RefusalCode::Required);
        let remscheid = TerritoryKey::new("05120").unwrap();
        profile.district = Some(remscheid.clone());
        assert_eq!(profile.education_office_of(), Ok(Some(&remscheid)));
        profile.kind = OrganisationKind::CivilSociety;
        assert_eq!(profile.education_office_of().unwrap_err().code, RefusalCode::Invalid);
    }

    #[test]
    fn a_district_is_no_municipality_and_no_region() {
        let code = |text| Organisation::district_key(text).map_err(|refusal| refusal.code);
        assert_eq!(code("05120000"), Ok(TerritoryKey::new("05120").unwrap()));
        assert_eq!(code("05334004"), Err(RefusalCode::Invalid));
        assert_eq!(code("051"), Err(RefusalCode::Invalid));
        assert_eq!(code("Remscheid"), Err(RefusalCode::InvalidTerritoryKey));
    }

    #[test]
    fn nothing_begins_in_the_future() {
        assert!(Organisation::period_from(day("2020-08-01"), day("2020-08-01")).is_ok());
        let refused = Organisation::period_from(day("2020-08-02"), day("2020-08-01")).unwrap_err();
        assert_eq!(refused.code, RefusalCode::OutOfRange);
    }
}
