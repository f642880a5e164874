//! Where an organisation is.

use crate::shared::{Name, Refusal, RefusalCode, Refusals};
use std::fmt;

/// A postal address in Germany.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// Street and number, or post-office box.
    pub street: Option<Name>,
    /// Five digits.
    pub postal_code: String,
    /// The town.
    pub place: Name,
}

impl Address {
    /// Checks an address.
    ///
    /// # Errors
    /// `REQUIRED` without a place, `INVALID` for a postal code that is not of five digits, and what is wrong with
    /// the texts.
    pub fn new(street: Option<&str>, postal_code: &str, place: &str) -> Result<Self, Vec<Refusal>> {
        let mut refusals = Refusals::new();
        let street = refusals.take("street", Name::optional(street));
        let postal_code = refusals.take("postalCode", checked_postal_code(postal_code));
        let place = refusals.take("place", Name::new(place));
        let address = street.zip(postal_code).zip(place);
        refusals.into_result(address.map(|((street, postal_code), place)| Self { street, postal_code, place }))
    }
}

fn checked_postal_code(code: &str) -> Result<String, Refusal> {
    let code = code.trim();
    if code.len() == 5 && code.bytes().all(|sign| sign.is_ascii_digit()) {
        Ok(code.to_owned())
    } else {
        Err(Refusal::new(RefusalCode::Invalid).with("reason", "a postal code has five digits"))
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(street) = &self.street {
            write!(f, "{street}, ")?;
        }
        write!(f, "{} {}", self.postal_code, self.place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_all_that_is_wrong() {
        let address = Address::new(Some("Alleestraße 66"), "42853", "Remscheid").unwrap();
        assert_eq!(address.to_string(), "Alleestraße 66, 42853 Remscheid");
        let refused = Address::new(None, "4285", " ").unwrap_err();
        let fields: Vec<_> = refused.iter().map(|refusal| refusal.path.join(".")).collect();
        assert_eq!(fields, ["postalCode", "place"]);
    }
}
