//! The official keys of territories.

use super::kind::TerritoryLevel;
use crate::shared::{Refusal, RefusalCode};
use std::fmt;

/// The official key of a territory in North Rhine-Westphalia: the leading digits of the municipality key (Amtlicher
/// Gemeindeschlüssel, AGS), two for the state, three for an administrative region, five for a district, eight for a
/// municipality. Each key begins with the key of the territory above it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TerritoryKey(String);

impl TerritoryKey {
    /// The digits of the state of North Rhine-Westphalia, with which every key begins.
    pub const STATE: &'static str = "05";

    /// Reads a key. The eight digits of an independent city end in `000`; they become its five digits, because one
    /// record stands for both.
    ///
    /// # Errors
    /// `INVALID_TERRITORY_KEY`.
    pub fn new(text: &str) -> Result<Self, Refusal> {
        let text = text.trim();
        let region_fits = matches!(text.as_bytes().get(2), None | Some(b'1' | b'3' | b'5' | b'7' | b'9'));
        let fits = matches!(text.len(), 2 | 3 | 5 | 8)
            && text.bytes().all(|sign| sign.is_ascii_digit())
            && text.starts_with(Self::STATE)
            && region_fits;
        if !fits {
            return Err(Refusal::new(RefusalCode::InvalidTerritoryKey));
        }
        let independent_city = text.len() == 8 && text.ends_with("000");
        Ok(Self(if independent_city { &text[..5] } else { text }.to_owned()))
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The level on which the territory is filed.
    pub fn level(&self) -> TerritoryLevel {
        match self.0.len() {
            2 => TerritoryLevel::State,
            3 => TerritoryLevel::AdministrativeRegion,
            5 => TerritoryLevel::District,
            _ => TerritoryLevel::Municipality,
        }
    }

    /// The key of the territory above; the state has none.
    pub fn parent(&self) -> Option<Self> {
        let digits = match self.level() {
            TerritoryLevel::State => return None,
            TerritoryLevel::AdministrativeRegion => 2,
            TerritoryLevel::District => 3,
            TerritoryLevel::Municipality => 5,
        };
        Some(Self(self.0[..digits].to_owned()))
    }

    /// The keys of the territories above, the nearest first.
    pub fn ancestors(&self) -> impl Iterator<Item = Self> {
        std::iter::successors(self.parent(), Self::parent)
    }

    /// The key of the district (Kreis, kreisfreie Stadt, StädteRegion) in which the territory lies, itself included;
    /// state and administrative regions lie in none.
    pub fn district(&self) -> Option<Self> {
        self.0.get(..5).map(|digits| Self(digits.to_owned()))
    }

    /// Whether the other territory lies in this one, or is the same.
    pub fn covers(&self, other: &Self) -> bool {
        other.0.starts_with(&self.0)
    }
}

impl fmt::Display for TerritoryKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The regional key (Amtlicher Regionalschlüssel, ARS): twelve digits, with the association of municipalities between
/// district and municipality. Levels above the municipality are filled up with zeros on the right.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RegionalKey(String);

impl RegionalKey {
    /// Reads the regional key of the territory with this key.
    ///
    /// # Errors
    /// `INVALID` when it has not twelve digits or belongs to another territory.
    pub fn new(text: &str, of: &TerritoryKey) -> Result<Self, Refusal> {
        let key = of.as_str();
        let fits = text.len() == 12
            && text.bytes().all(|sign| sign.is_ascii_digit())
            && match of.level() {
                TerritoryLevel::Municipality => text.starts_with(&key[..5]) && text.ends_with(&key[5..]),
                _ => text == format!("{key:0<12}"),
            };
        if fits {
            Ok(Self(text.to_owned()))
        } else {
            let reason = format!("not the regional key (ARS) of {key}");
            Err(Refusal::new(RefusalCode::Invalid).with("reason", reason))
        }
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A code of the European classification of territories for statistics on its third level (NUTS 3), which in Germany
/// is a district.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Nuts3(String);

impl Nuts3 {
    /// Reads a code, for instance `DEA2D`.
    ///
    /// # Errors
    /// `INVALID` when it is none of North Rhine-Westphalia (`DEA` with two signs).
    pub fn new(text: &str) -> Result<Self, Refusal> {
        let signs = text.strip_prefix("DEA").unwrap_or_default();
        if signs.len() == 2 && signs.bytes().all(|sign| sign.is_ascii_digit() || sign.is_ascii_uppercase()) {
            Ok(Self(text.to_owned()))
        } else {
            Err(Refusal::new(RefusalCode::Invalid).with("reason", "not a NUTS 3 code of North Rhine-Westphalia"))
        }
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> TerritoryKey {
        TerritoryKey::new(text).unwrap()
    }

    #[test]
    fn the_length_gives_the_level_and_the_way_up() {
        let alsdorf = key("05334004");
        assert_eq!(alsdorf.level(), TerritoryLevel::Municipality);
        assert_eq!(alsdorf.ancestors().map(|key| key.to_string()).collect::<Vec<_>>(), ["05334", "053", "05"]);
        assert_eq!(alsdorf.district(), Some(key("05334")));
        assert_eq!(key("053").district(), None);
        assert!(key("053").covers(&alsdorf) && !key("051").covers(&alsdorf));
    }

    #[test]
    fn an_independent_city_has_one_key() {
        assert_eq!(key("05120000"), key("05120"));
    }

    #[test]
    fn what_is_no_key_is_refused() {
        for text in ["", "5", "06", "052", "0512", "5120", "051200", "05120a", "０５１２０", "05120 000", "051200000"]
        {
            assert_eq!(TerritoryKey::new(text).unwrap_err().code, RefusalCode::InvalidTerritoryKey, "{text}");
        }
    }

    #[test]
    fn a_regional_key_belongs_to_its_territory() {
        assert!(RegionalKey::new("053340004004", &key("05334004")).is_ok());
        assert!(RegionalKey::new("053340004008", &key("05334004")).is_err());
        assert!(RegionalKey::new("051200000000", &key("05120")).is_ok());
        assert!(RegionalKey::new("051200000001", &key("05120")).is_err());
        assert!(RegionalKey::new("0512000000000", &key("05120")).is_err());
    }

    #[test]
    fn nuts_codes_are_of_this_state() {
        assert!(Nuts3::new("DEA2D").is_ok());
        for text in ["DEB11", "DEA", "DEA2d", "DEA2DD", "DEAéé", "DEAé"] {
            assert!(Nuts3::new(text).is_err(), "{text}");
        }
    }
}
