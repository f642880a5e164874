//! Numbers that goals are measured by.

use crate::shared::{Refusal, RefusalCode};
use std::fmt;

/// The largest number, in thousandths: one billion.
const MOST: i64 = 1_000_000_000_000;

/// A decimal number with at most three places after the point, between minus and plus one billion. It is exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quantity(i64);

impl Quantity {
    /// The number in thousandths.
    pub const fn thousandths(self) -> i64 {
        self.0
    }

    /// A number from its thousandths.
    ///
    /// # Errors
    /// `OUT_OF_RANGE` beyond one billion.
    pub fn from_thousandths(thousandths: i64) -> Result<Self, Refusal> {
        if (-MOST..=MOST).contains(&thousandths) {
            Ok(Self(thousandths))
        } else {
            Err(Refusal::new(RefusalCode::OutOfRange).with("min", -MOST / 1_000).with("max", MOST / 1_000))
        }
    }

    /// Reads a number like `-12.5`.
    ///
    /// # Errors
    /// `INVALID` when it is not one, `OUT_OF_RANGE`.
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        let reason = "write a number with at most three places after the point, like 12.5";
        let invalid = || Refusal::new(RefusalCode::Invalid).with("reason", reason);
        let (negative, digits) = text.strip_prefix('-').map_or((false, text), |digits| (true, digits));
        let (whole, places) = digits.split_once('.').unwrap_or((digits, "0"));
        let plain = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if !plain(whole) || !plain(places) || places.len() > 3 || whole.len() > 15 {
            return Err(invalid());
        }
        let thousandths: i64 = format!("{whole}{places:0<3}").parse().map_err(|_| invalid())?;
        Self::from_thousandths(if negative { -thousandths } else { thousandths })
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, places) = (self.0.unsigned_abs() / 1_000, self.0.unsigned_abs() % 1_000);
        if places == 0 {
            write!(f, "{sign}{whole}")
        } else {
            write!(f, "{sign}{whole}.{}", format!("{places:03}").trim_end_matches('0'))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_shown_is_read_back(thousandths in -MOST..=MOST) {
            let quantity = Quantity::from_thousandths(thousandths).unwrap();
            prop_assert_eq!(Quantity::parse(&quantity.to_string()).unwrap(), quantity);
        }

        #[test]
        fn no_text_is_a_fault(text in ".{0,30}") {
            if let Ok(quantity) = Quantity::parse(&text) {
                prop_assert!(quantity.thousandths().abs() <= MOST);
            }
        }
    }

    #[test]
    fn numbers_are_read_exactly() {
        assert_eq!(Quantity::parse("12.5").unwrap().thousandths(), 12_500);
        assert_eq!(Quantity::parse("-0.001").unwrap().to_string(), "-0.001");
        for wrong in ["", "-", ".5", "5.", "1.2345", "1e3", "12,5", "+1", "٣"] {
            assert_eq!(Quantity::parse(wrong).unwrap_err().code, RefusalCode::Invalid, "{wrong}");
        }
        assert_eq!(Quantity::parse("1000000000.001").unwrap_err().code, RefusalCode::OutOfRange);
    }
}
