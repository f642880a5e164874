//! A committee as it is now.

use super::kind::{CommitteeKind, CommitteeVisibility};
use super::rules::CommitteeRules;
use crate::access::Owner;
use crate::networks::FieldOfAction;
use crate::shared::{
    CommitteeId, Date, LongText, Name, NetworkId, OrganisationId, PersonId, Refusal, RefusalCode, Timestamp,
    coded_enum, search_key, sort_key,
};
use std::collections::BTreeSet;

coded_enum! {
    /// Whether a committee still meets.
    CommitteeState {
        /// It meets.
        Active = "ACTIVE", "aktiv";
        /// It was dissolved.
        Dissolved = "DISSOLVED", "aufgelöst";
    }
}

/// What a committee is called, what it is about, and how it works.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommitteeProfile {
    /// The full name.
    pub name: Name,
    /// A short form of it.
    pub short_name: Option<Name>,
    /// What such a committee is called on the spot.
    pub local_label: Option<Name>,
    /// What it is for.
    pub kind: CommitteeKind,
    /// The fields in which it may decide. None means all on which its network has agreed.
    pub fields: BTreeSet<FieldOfAction>,
    /// On what it rests.
    pub legal_basis: Option<Name>,
    /// How often it meets in a year, by its rules.
    pub meetings_per_year: Option<i64>,
    /// Who may know of it.
    pub visibility: CommitteeVisibility,
    /// How it invites, counts and decides.
    pub rules: CommitteeRules,
}

impl CommitteeProfile {
    /// By which words it is found.
    pub fn search_key(&self) -> String {
        let words = [Some(&self.name), self.short_name.as_ref(), self.local_label.as_ref()];
        search_key(&words.into_iter().flatten().map(Name::as_str).collect::<Vec<_>>().join(" "))
    }

    /// Where it stands in a list.
    pub fn sort_key(&self) -> String {
        sort_key(self.name.as_str())
    }

    /// Checks that its fields are among those on which its network has agreed; a committee of an organisation agrees
    /// for itself.
    ///
    /// # Errors
    /// `OUTSIDE_FIELD_OF_ACTION` for the first that is not.
    pub fn check_fields(&self, agreed: Option<&BTreeSet<FieldOfAction>>) -> Result<(), Refusal> {
        let outside = agreed.and_then(|agreed| self.fields.difference(agreed).next());
        outside.map_or(Ok(()), |field| Err(outside_of(*field).at("fieldsOfAction")))
    }
}

fn outside_of(field: FieldOfAction) -> Refusal {
    Refusal::new(RefusalCode::OutsideFieldOfAction).with("field", field)
}

/// A committee.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Committee {
    /// The committee.
    pub id: CommitteeId,
    /// What it is called, what it is about, and how it works.
    pub profile: CommitteeProfile,
    /// The network that it belongs to; without one it belongs to the organisation alone.
    pub network: Option<NetworkId>,
    /// The organisation that runs its business.
    pub organisation: OrganisationId,
    /// The district in which that organisation lies.
    pub district: Option<String>,
    /// Since when it exists.
    pub founded_on: Date,
    /// Whether it still meets.
    pub state: CommitteeState,
    /// On which day it was dissolved.
    pub dissolved_on: Option<Date>,
    /// Why it was dissolved.
    pub dissolve_reason: Option<LongText>,
    /// Counts the changes.
    pub version: i64,
    /// When the record was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

impl Committee {
    /// To whom it belongs: the organisation that runs its business.
    pub fn owner(&self) -> Owner {
        Owner::organisation(self.organisation, self.district.clone())
    }

    /// To whom it belongs for somebody who sits in it: to themselves as well.
    pub fn owner_for(&self, insider: Option<PersonId>) -> Owner {
        Owner { person: insider, ..self.owner() }
    }

    /// Goes on unless it is dissolved.
    ///
    /// # Errors
    /// `WRONG_STATE`.
    pub fn expect_active(&self, verb: &'static str) -> Result<(), Refusal> {
        match self.state {
            CommitteeState::Active => Ok(()),
            CommitteeState::Dissolved => {
                Err(Refusal::new(RefusalCode::WrongState).with("state", self.state).with("verb", verb))
            }
        }
    }

    /// Dissolves it on a day.
    ///
    /// # Errors
    /// `WRONG_STATE`, `OUT_OF_RANGE` for a day before its founding or still to come.
    pub fn dissolve(self, on: Date, reason: LongText, today: Date) -> Result<Self, Refusal> {
        self.expect_active("dissolve")?;
        if !(self.founded_on..=today).contains(&on) {
            let refusal = Refusal::new(RefusalCode::OutOfRange).at("on");
            return Err(refusal.with("min", self.founded_on).with("max", today));
        }
        let state = CommitteeState::Dissolved;
        Ok(Self { state, dissolved_on: Some(on), dissolve_reason: Some(reason), ..self })
    }

    /// Checks that it may decide in a field: one of its own, and one on which its network has agreed.
    ///
    /// # Errors
    /// `OUTSIDE_FIELD_OF_ACTION`.
    pub fn check_field(&self, field: FieldOfAction, agreed: Option<&BTreeSet<FieldOfAction>>) -> Result<(), Refusal> {
        let own = match agreed {
            Some(_) if self.profile.fields.is_empty() => true,
            _ => self.profile.fields.contains(&field),
        };
        let inside = own && agreed.is_none_or(|agreed| agreed.contains(&field));
        if inside { Ok(()) } else { Err(outside_of(field).at("fieldOfAction")) }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::rules::{DecisionRule, QuorumKind, QuorumRule};
    use super::*;
    use uuid::Uuid;

    pub(crate) fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    pub(crate) fn committee() -> Committee {
        let at = Timestamp::from_micros(0).unwrap();
        Committee {
            id: Uuid::from_u128(1).into(),
            profile: CommitteeProfile {
                name: Name::new("Lenkungskreis Bildung").unwrap(),
                short_name: None,
                local_label: None,
                kind: CommitteeKind::SteeringCommittee,
                fields: [FieldOfAction::Language].into(),
                legal_basis: None,
                meetings_per_year: Some(2),
                visibility: CommitteeVisibility::Members,
                rules: CommitteeRules {
                    lead_days: 21,
                    quorum: QuorumRule::new(QuorumKind::Majority, None).unwrap(),
                    decision: DecisionRule::SimpleMajority,
                    circular: true,
                    voting_members: Some(3),
                },
            },
            network: None,
            organisation: Uuid::from_u128(10).into(),
            district: Some("05120".to_owned()),
            founded_on: day("2020-01-01"),
            state: CommitteeState::Active,
            dissolved_on: None,
            dissolve_reason: None,
            version: 1,
            created_at: at,
            updated_at: at,
        }
    }

    #[test]
    fn it_decides_only_in_its_fields_and_those_of_its_network() {
        let agreed = BTreeSet::from([FieldOfAction::Stem]);
        let code = |checked: Result<(), Refusal>| checked.map_err(|refusal| refusal.code);
        let outside = Err(RefusalCode::OutsideFieldOfAction);
        assert_eq!(code(committee().check_field(FieldOfAction::Language, None)), Ok(()));
        assert_eq!(code(committee().check_field(FieldOfAction::Stem, None)), outside);
        assert_eq!(code(committee().check_field(FieldOfAction::Language, Some(&agreed))), outside);
        let mut open = committee();
        open.profile.fields.clear();
        assert_eq!(code(open.check_field(FieldOfAction::Stem, Some(&agreed))), Ok(()));
        assert_eq!(code(open.check_field(FieldOfAction::Language, Some(&agreed))), outside);
        assert_eq!(code(open.check_field(FieldOfAction::Stem, None)), outside, "nothing was agreed anywhere");
        assert_eq!(code(committee().profile.check_fields(Some(&agreed))), outside);
    }

    #[test]
    fn it_is_dissolved_once_and_not_ahead() {
        let dissolve = |on: &str| committee().dissolve(day(on), LongText::new("Reform").unwrap(), day("2020-03-03"));
        assert_eq!(dissolve("2020-03-04").unwrap_err().code, RefusalCode::OutOfRange);
        let gone = dissolve("2020-03-03").unwrap();
        let again = gone.dissolve(day("2020-03-03"), LongText::new("Reform").unwrap(), day("2020-03-03"));
        assert_eq!(again.unwrap_err().code, RefusalCode::WrongState);
    }
}
