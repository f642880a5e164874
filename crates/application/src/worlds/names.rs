//! Names of people who do not exist: given names that say nothing about gender, family names that nobody bears.

use crate::Error;
use domain::people::PersonName;
use domain::shared::Name;

const GIVEN: &[&str] = &[
    "Kim", "Alex", "Robin", "Sascha", "Toni", "Mika", "Luca", "Jona", "Charlie", "Kaya", "Sam", "Eli", "Nika", "Uli",
    "Chris", "Deniz", "Jamie", "Marlin", "Noa", "Quinn", "Romy", "Tomke", "Yael", "Bente", "Juno",
];

const FAMILY: &[&str] = &[
    "Beispiel",
    "Muster",
    "Exempel",
    "Vorlage",
    "Entwurf",
    "Platzhalter",
    "Probe",
    "Schablone",
    "Modell",
    "Skizze",
    "Versuch",
    "Demonstration",
    "Annahme",
    "Fiktion",
    "Rahmen",
    "Umriss",
    "Prototyp",
    "Formular",
    "Beleg",
    "Aufriss",
];

/// The name of the person with this number; 500 numbers give 500 names.
pub(super) fn name_of(number: usize) -> Result<PersonName, Error> {
    let (round, given) = (number / GIVEN.len(), number % GIVEN.len());
    // Every round begins one further in the other list, so that all pairs come.
    let family = FAMILY[(round + given) % FAMILY.len()];
    Ok(PersonName { salutation: None, title: None, given: Some(Name::new(GIVEN[given])?), family: Name::new(family)? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn five_hundred_people_have_five_hundred_names() {
        let names: BTreeSet<String> = (0..500).map(|number| name_of(number).unwrap().to_string()).collect();
        assert_eq!(names.len(), 500);
        assert!(names.contains("Kim Beispiel"));
    }
}
