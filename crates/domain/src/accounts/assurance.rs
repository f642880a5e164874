//! How sure an identity provider is of whom it lets in (OpenID Connect: `acr`).

/// The levels of one issuer, and which of them are needed for what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assurance {
    levels: Vec<String>,
    minimum: Option<usize>,
    second_factor: Option<usize>,
}

impl Assurance {
    /// Levels from the lowest to the highest; with less than `minimum` nobody gets in, from `second_factor` on the second
    /// factor counts as shown. Without a minimum everybody gets in, without the other nobody has shown it.
    ///
    /// # Errors
    /// The name of a level that is missing among the levels, or stands there twice.
    pub fn new(levels: Vec<String>, minimum: Option<&str>, second_factor: Option<&str>) -> Result<Self, String> {
        let place = |level: &str| levels.iter().position(|known| known == level).ok_or_else(|| level.to_owned());
        if let Some(twice) = levels.iter().enumerate().find(|(at, level)| levels[..*at].contains(level)) {
            return Err(twice.1.clone());
        }
        let (minimum, second_factor) = (minimum.map(place).transpose()?, second_factor.map(place).transpose()?);
        Ok(Self { levels, minimum, second_factor })
    }

    /// Whether a level lets somebody in. One that is not known counts as below all.
    pub fn suffices(&self, acr: Option<&str>) -> bool {
        self.minimum.is_none() || self.reaches(acr, self.minimum)
    }

    /// Whether the second factor counts as shown.
    pub fn shows_second_factor(&self, acr: Option<&str>) -> bool {
        self.reaches(acr, self.second_factor)
    }

    /// The levels that let somebody in, the lowest first.
    pub fn needed(&self) -> &[String] {
        self.minimum.and_then(|minimum| self.levels.get(minimum..)).unwrap_or_default()
    }

    fn reaches(&self, acr: Option<&str>, needed: Option<usize>) -> bool {
        let place = acr.and_then(|acr| self.levels.iter().position(|level| level == acr));
        place.zip(needed).is_some_and(|(place, needed)| place >= needed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assurance(minimum: Option<&str>, second_factor: Option<&str>) -> Result<Assurance, String> {
        Assurance::new(["low", "substantial", "high"].map(ToOwned::to_owned).to_vec(), minimum, second_factor)
    }

    #[test]
    fn levels_are_ordered_and_unknown_ones_are_below_all() {
        let rules = assurance(Some("substantial"), Some("high")).unwrap();
        for (acr, enters, factor) in [
            (None, false, false),
            (Some("other"), false, false),
            (Some("low"), false, false),
            (Some("substantial"), true, false),
            (Some("high"), true, true),
        ] {
            assert_eq!((rules.suffices(acr), rules.shows_second_factor(acr)), (enters, factor), "{acr:?}");
        }
        assert_eq!(rules.needed(), ["substantial", "high"]);
    }

    #[test]
    fn without_levels_everybody_enters_and_nobody_has_shown_a_second_factor() {
        let rules = Assurance::default();
        assert!(rules.suffices(None) && rules.suffices(Some("high")));
        assert!(!rules.shows_second_factor(Some("high")) && rules.needed().is_empty());
    }

    #[test]
    fn a_level_that_is_not_there_or_there_twice_is_named() {
        assert_eq!(assurance(Some("medium"), None), Err("medium".to_owned()));
        assert_eq!(assurance(None, Some("medium")), Err("medium".to_owned()));
        let twice = vec!["a".to_owned(), "b".to_owned(), "a".to_owned()];
        assert_eq!(Assurance::new(twice, None, None), Err("a".to_owned()));
    }
}
