//! A person as the platform knows them.

use super::duplicate::name_key;
use crate::access::Owner;
use crate::shared::{
    Name, OrganisationId, PersonId, Refusal, RefusalCode, Timestamp, coded_enum, search_key, sort_key,
};
use std::fmt;

coded_enum! {
    /// How a person is addressed.
    Salutation {
        /// Frau.
        Ms = "MS", "Frau";
        /// Herr.
        Mr = "MR", "Herr";
        /// By name, without either.
        Neutral = "NEUTRAL", "ohne Anrede";
    }
}

coded_enum! {
    /// Whether a person still takes part.
    PersonState {
        /// Takes part.
        Active = "ACTIVE", "aktiv";
        /// Does not take part any more; the record stays until its time to be erased.
        Inactive = "INACTIVE", "nicht mehr aktiv";
    }
}

/// What a person is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonName {
    /// How they are addressed.
    pub salutation: Option<Salutation>,
    /// Academic or other titles, for instance `Prof. Dr.`.
    pub title: Option<Name>,
    /// The given name; some people have none.
    pub given: Option<Name>,
    /// The family name.
    pub family: Name,
}

impl PersonName {
    /// By which words they are found.
    pub fn search_key(&self) -> String {
        let words = [self.title.as_ref(), self.given.as_ref(), Some(&self.family)];
        search_key(&words.into_iter().flatten().map(Name::as_str).collect::<Vec<_>>().join(" "))
    }

    /// Where they stand in a list: by family name, then by given name.
    pub fn sort_key(&self) -> String {
        sort_key(&format!("{}, {}", self.family, self.given.as_ref().map_or("", Name::as_str)))
    }

    /// The first letters of given and family name, for instance `K. B.`.
    pub fn initials(&self) -> String {
        let first = |name: &Name| name.as_str().chars().next().map(|sign| format!("{}.", sign.to_uppercase()));
        let names = [self.given.as_ref(), Some(&self.family)];
        names.into_iter().flatten().filter_map(first).collect::<Vec<_>>().join(" ")
    }

    /// The form by which two people of the same name are noticed.
    pub fn key(&self) -> String {
        name_key(self.given.as_ref().map(Name::as_str), self.family.as_str())
    }
}

impl fmt::Display for PersonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for part in [&self.title, &self.given].into_iter().flatten() {
            write!(f, "{part} ")?;
        }
        self.family.fmt(f)
    }
}

/// A person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The person.
    pub id: PersonId,
    /// What they are called.
    pub name: PersonName,
    /// Their languages as tags of BCP 47, the preferred one first.
    pub languages: Vec<String>,
    /// The organisation that keeps the record.
    pub organisation: OrganisationId,
    /// The district in which that organisation lies.
    pub district: Option<String>,
    /// Whether they still take part.
    pub state: PersonState,
    /// Counts the changes.
    pub version: i64,
    /// When the record was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

impl Person {
    /// To whom the record belongs.
    pub fn owner(&self) -> Owner {
        Owner::organisation(self.organisation, self.district.clone()).about(self.id)
    }

    /// Goes on when the person takes part.
    ///
    /// # Errors
    /// `WRONG_STATE`.
    pub fn expect_active(&self, verb: &'static str) -> Result<(), Refusal> {
        self.expect(PersonState::Active, verb)
    }

    /// The person takes no part any more.
    ///
    /// # Errors
    /// `WRONG_STATE` when they do not already.
    pub fn deactivate(self) -> Result<Self, Refusal> {
        self.expect(PersonState::Active, "deactivate")?;
        Ok(Self { state: PersonState::Inactive, ..self })
    }

    /// The person takes part again.
    ///
    /// # Errors
    /// `WRONG_STATE` when they do already.
    pub fn reactivate(self) -> Result<Self, Refusal> {
        self.expect(PersonState::Inactive, "reactivate")?;
        Ok(Self { state: PersonState::Active, ..self })
    }

    fn expect(&self, state: PersonState, verb: &'static str) -> Result<(), Refusal> {
        if self.state == state {
            Ok(())
        } else {
            Err(Refusal::new(RefusalCode::WrongState).with("state", self.state).with("verb", verb))
        }
    }
}

/// The most languages of one person.
const MOST_LANGUAGES: usize = 10;

/// Reads language tags and writes them as BCP 47 recommends.
///
/// # Errors
/// `INVALID` for a tag that is not well-formed, `DUPLICATE` for one named twice, `TOO_MANY` above 10.
pub fn check_languages(tags: &[String]) -> Result<Vec<String>, Refusal> {
    if tags.len() > MOST_LANGUAGES {
        return Err(Refusal::new(RefusalCode::TooMany).with("max", MOST_LANGUAGES));
    }
    let mut read = Vec::with_capacity(tags.len());
    for (place, tag) in tags.iter().enumerate() {
        let refuse = |code| Refusal::new(code).at(place.to_string());
        let tag = oxilangtag::LanguageTag::parse_and_normalize(tag.trim())
            .map_err(|error| refuse(RefusalCode::Invalid).with("reason", error))?
            .into_inner();
        if read.contains(&tag) {
            return Err(refuse(RefusalCode::Duplicate));
        }
        read.push(tag);
    }
    Ok(read)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(title: Option<&str>, given: Option<&str>, family: &str) -> PersonName {
        let text = |text: &str| Name::new(text).unwrap();
        PersonName { salutation: None, title: title.map(text), given: given.map(text), family: text(family) }
    }

    #[test]
    fn names_are_shown_with_their_titles_and_found_without_their_umlauts() {
        let kim = name(Some("Prof. Dr."), Some("Kim"), "Müller-Beispiel");
        assert_eq!(kim.to_string(), "Prof. Dr. Kim Müller-Beispiel");
        assert_eq!(kim.search_key(), "prof dr kim muller beispiel");
        assert_eq!(name(None, None, "Beispiel").to_string(), "Beispiel");
    }

    #[test]
    fn people_are_sorted_by_family_name() {
        let mut people =
            [name(None, Some("Alex"), "Zander"), name(None, Some("Kim"), "Ärmel"), name(None, None, "Beispiel")];
        people.sort_by_key(PersonName::sort_key);
        assert_eq!(people.map(|person| person.family.to_string()), ["Ärmel", "Beispiel", "Zander"]);
    }

    #[test]
    fn languages_are_written_one_way() {
        let tags = |tags: &[&str]| check_languages(&tags.iter().map(ToString::to_string).collect::<Vec<_>>());
        assert_eq!(tags(&["DE", "en-gb", "tr"]).unwrap(), ["de", "en-GB", "tr"]);
        assert_eq!(tags(&["de", "DE"]).unwrap_err().code, RefusalCode::Duplicate);
        assert_eq!(tags(&["Deutsch, bitte"]).unwrap_err().code, RefusalCode::Invalid);
        assert_eq!(tags(&["de"; 11]).unwrap_err().code, RefusalCode::TooMany);
    }
}
