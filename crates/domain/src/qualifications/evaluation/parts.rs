//! The parts by which results are broken down. They are fixed when an evaluation opens, from those who were there.

use super::super::registration::Registration;
use super::protection::{FEWEST_SHOWN, shown_parts};
use crate::shared::{PersonId, coded_enum};
use std::collections::BTreeMap;

coded_enum! {
    /// By what the results of an evaluation are broken down: one thing, or nothing, so that no two of them can be compared.
    EvaluationBreakdown {
        /// In the room or online.
        AttendanceMode = "ATTENDANCE_MODE", "nach Teilnahmeform";
        /// The group under which people registered.
        TargetGroup = "TARGET_GROUP", "nach Zielgruppe";
        /// The municipality (Kreis, kreisfreie Stadt) of the people.
        Municipality = "MUNICIPALITY", "nach Kommune";
    }
}

/// The one part of an evaluation that is not broken down.
pub const PART_OF_ALL: &str = "ALL";
/// The part of all who are too few to be a part of their own.
pub const PART_OF_OTHERS: &str = "OTHERS";

impl EvaluationBreakdown {
    pub(super) fn value(self, registration: &Registration) -> String {
        match self {
            Self::AttendanceMode => registration.mode.code().to_owned(),
            Self::TargetGroup => registration.group.code().to_owned(),
            Self::Municipality => registration.district.clone().unwrap_or_else(|| PART_OF_OTHERS.to_owned()),
        }
    }
}

/// To which part each participant belongs. A part has at least five people, and those who are left over are together one
/// more part of at least five; where that cannot be, all are one part. So nobody's answers are ever counted alone.
pub fn assign_parts(
    breakdown: Option<EvaluationBreakdown>,
    participants: &[Registration],
) -> BTreeMap<PersonId, String> {
    let value = |registration: &Registration| match breakdown {
        Some(breakdown) => breakdown.value(registration),
        None => PART_OF_ALL.to_owned(),
    };
    let mut people: BTreeMap<String, u32> = BTreeMap::new();
    for registration in participants {
        *people.entry(value(registration)).or_default() += 1;
    }
    let numbers: Vec<u32> = people.values().copied().collect();
    let never: Vec<bool> = people.keys().map(|part| part == PART_OF_OTHERS).collect();
    let shown = shown_parts(&numbers, &never, FEWEST_SHOWN);
    let kept: Vec<&String> = people.keys().zip(shown).filter_map(|(part, shown)| shown.then_some(part)).collect();
    participants
        .iter()
        .map(|registration| {
            let own = value(registration);
            let part = if kept.contains(&&own) {
                own
            } else if kept.is_empty() {
                PART_OF_ALL.to_owned()
            } else {
                PART_OF_OTHERS.to_owned()
            };
            (registration.person, part)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::super::format::AttendanceMode;
    use super::super::super::registration::RegistrationState;
    use super::super::super::registration::tests::registration;
    use super::*;
    use std::collections::BTreeSet;
    use uuid::Uuid;

    fn there(districts: &[(Option<&str>, u128)]) -> Vec<Registration> {
        let mut all = Vec::new();
        for (district, number) in districts {
            for _ in 0..*number {
                let person = Uuid::from_u128(all.len() as u128 + 100).into();
                let district = district.map(str::to_owned);
                all.push(Registration {
                    person,
                    district,
                    mode: AttendanceMode::Room,
                    ..registration(RegistrationState::Attended)
                });
            }
        }
        all
    }

    fn sizes(breakdown: Option<EvaluationBreakdown>, people: &[Registration]) -> BTreeMap<String, usize> {
        let parts = assign_parts(breakdown, people);
        assert_eq!(parts.len(), people.len());
        let codes: BTreeSet<&String> = parts.values().collect();
        codes.into_iter().map(|code| (code.clone(), parts.values().filter(|part| *part == code).count())).collect()
    }

    fn of(parts: &[(&str, usize)]) -> BTreeMap<String, usize> {
        parts.iter().map(|(part, number)| ((*part).to_owned(), *number)).collect()
    }

    #[test]
    fn those_who_are_few_are_put_together() {
        let by = Some(EvaluationBreakdown::Municipality);
        let people = there(&[(Some("05120"), 7), (Some("05915"), 3), (Some("05111"), 2), (None, 1)]);
        assert_eq!(sizes(by, &people), of(&[("05120", 7), ("OTHERS", 6)]));
        // Three alone would show as the difference, so the smallest of the others goes with them.
        let people = there(&[(Some("05120"), 7), (Some("05915"), 5), (Some("05111"), 3)]);
        assert_eq!(sizes(by, &people), of(&[("05120", 7), ("OTHERS", 8)]));
        let people = there(&[(Some("05120"), 7), (Some("05915"), 4)]);
        assert_eq!(sizes(by, &people), of(&[("ALL", 11)]));
        // People without a municipality are never a municipality, however many they are.
        let people = there(&[(Some("05120"), 6), (None, 6)]);
        assert_eq!(sizes(by, &people), of(&[("05120", 6), ("OTHERS", 6)]));
        assert_eq!(sizes(None, &people), of(&[("ALL", 12)]));
        assert_eq!(sizes(Some(EvaluationBreakdown::AttendanceMode), &people), of(&[("ROOM", 12)]));
    }
}
