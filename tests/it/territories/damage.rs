//! Damaged directories are refused or read, and never a fault.

use domain::shared::RefusalCode;
use domain::territories::Directory;
use proptest::prelude::*;

const EXCERPT: &str = include_str!("../../../crates/domain/src/territories/directory/excerpt.txt");

proptest! {
    #[test]
    fn bytes_of_any_kind_are_no_fault(file in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        prop_assert!(Directory::read(&file, None).is_err());
    }

    #[test]
    fn a_damaged_place_is_refused_or_read(place in 0..EXCERPT.len(), put in any::<char>(), cut in 0..3_usize) {
        let mut characters: Vec<char> = EXCERPT.chars().collect();
        let place = place % characters.len();
        let end = (place + cut).min(characters.len());
        characters.splice(place..end, [put]);
        let file: String = characters.into_iter().collect();
        match Directory::read(file.as_bytes(), None) {
            Ok(directory) => prop_assert!(directory.entries.iter().all(|entry| entry.population.is_some())),
            Err(refusals) => {
                prop_assert!(!refusals.is_empty());
                prop_assert!(refusals.iter().all(|refusal| refusal.code == RefusalCode::ImportLine));
            }
        }
    }
}
