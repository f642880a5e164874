//! Which parts of a whole may be shown beside it, so that no difference shows a few people.

/// The fewest people whose answers are shown together.
pub const FEWEST_SHOWN: u32 = 5;

/// Which of these disjoint parts are shown, when their sum is shown too. Those that are `hidden` for another reason stay
/// so. A shown part has at least `fewest` people; and those who are left when shown parts are taken from the whole are
/// nobody or at least `fewest`. Where they would be fewer, the smallest part that was shown is hidden with them.
///
/// With that, whatever somebody adds up or takes away of what is shown is about nobody or about at least `fewest` people.
pub fn shown_parts(people: &[u32], hidden: &[bool], fewest: u32) -> Vec<bool> {
    let mut shown: Vec<bool> = people
        .iter()
        .enumerate()
        .map(|(place, number)| *number >= fewest && !hidden.get(place).copied().unwrap_or(false))
        .collect();
    loop {
        let left: u64 =
            people.iter().zip(&shown).filter(|(_, shown)| !**shown).map(|(number, _)| u64::from(*number)).sum();
        if left == 0 || left >= u64::from(fewest) {
            return shown;
        }
        let smallest = (0..people.len()).filter(|place| shown[*place]).min_by_key(|place| people[*place]);
        match smallest {
            Some(place) => shown[place] = false,
            None => return shown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Whether everything that can be added up or taken away is about nobody or enough people.
    fn is_safe(people: &[u32], shown: &[bool], fewest: u32) -> bool {
        let total: u32 = people.iter().sum();
        (0_u32..1 << people.len()).all(|subset| {
            let taken = (0..people.len()).filter(|place| (subset >> place) & 1 == 1);
            if taken.clone().any(|place| !shown[place]) {
                return true;
            }
            let sum: u32 = taken.map(|place| people[place]).sum();
            let enough = |number: u32| number == 0 || number >= fewest;
            // A whole that is itself too small is not shown, and neither are its parts.
            total < fewest || (enough(sum) && enough(total - sum))
        })
    }

    #[test]
    fn a_small_part_takes_the_next_one_with_it() {
        assert_eq!(shown_parts(&[9, 5, 2], &[], 5), [true, false, false]);
        assert_eq!(shown_parts(&[9, 5, 0], &[], 5), [true, true, false]);
        assert_eq!(shown_parts(&[9, 3, 2], &[], 5), [true, false, false]);
        assert_eq!(shown_parts(&[6, 4], &[], 5), [false, false]);
        assert_eq!(shown_parts(&[6, 5], &[], 5), [true, true]);
        assert_eq!(shown_parts(&[6, 5], &[true, false], 5), [false, true]);
        assert_eq!(shown_parts(&[6, 5, 7], &[false, true, false], 5), [true, false, true]);
        assert_eq!(shown_parts(&[], &[], 5), Vec::<bool>::new());
    }

    #[test]
    fn every_split_of_up_to_four_parts_is_safe() {
        for number in 0..14_u32.pow(4) {
            let people: Vec<u32> = (0..4).map(|place| number / 14_u32.pow(place) % 14).collect();
            let shown = shown_parts(&people, &[], FEWEST_SHOWN);
            assert!(is_safe(&people, &shown, FEWEST_SHOWN), "{people:?} {shown:?}");
        }
    }

    proptest! {
        #[test]
        fn any_split_is_safe(
            parts in proptest::collection::vec((0_u32..30, any::<bool>()), 0..9),
            fewest in 2_u32..9,
        ) {
            let (people, hidden): (Vec<u32>, Vec<bool>) = parts.into_iter().unzip();
            let shown = shown_parts(&people, &hidden, fewest);
            prop_assert!(is_safe(&people, &shown, fewest));
            prop_assert!(shown.iter().zip(&hidden).all(|(shown, hidden)| !(*shown && *hidden)));
        }
    }
}
