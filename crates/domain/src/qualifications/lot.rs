//! Drawing lots in a way that everybody can repeat.

use crate::shared::PartyId;
use sha2::{Digest, Sha256};

/// The order in which the lots fall: by the SHA-256 of the seed, a line feed and the id of the party as it is written.
/// Whoever knows the published seed and the ids gets the same order.
pub fn draw_lots(seed: &str, mut parties: Vec<PartyId>) -> Vec<PartyId> {
    parties.sort_by_cached_key(|party| {
        let lot: [u8; 32] = Sha256::digest(format!("{seed}\n{party}")).into();
        (lot, *party)
    });
    parties
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn the_same_seed_draws_the_same_order_from_any_list() {
        let parties: Vec<PartyId> = (0..50).map(|number| Uuid::from_u128(number).into()).collect();
        let drawn = draw_lots("Ziehung vom 21. März 2020: 4 8 15 16 23 42", parties.clone());
        let reversed = draw_lots("Ziehung vom 21. März 2020: 4 8 15 16 23 42", parties.iter().rev().copied().collect());
        assert_eq!(drawn, reversed);
        assert_ne!(drawn, parties);
        assert_ne!(drawn, draw_lots("another seed", parties.clone()));
        let mut again = drawn;
        again.sort();
        assert_eq!(again, parties);
    }
}
