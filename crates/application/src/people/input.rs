//! What is typed about a person.

use domain::people::{PersonName, Salutation};
use domain::shared::{Name, Refusals};

/// The parts of a name as they were typed.
pub(super) struct NameParts<'n> {
    pub(super) salutation: Option<Salutation>,
    pub(super) title: Option<&'n str>,
    pub(super) given: Option<&'n str>,
    pub(super) family: &'n str,
}

impl NameParts<'_> {
    pub(super) fn check(&self, refusals: &mut Refusals) -> Option<PersonName> {
        let title = refusals.take("title", Name::optional(self.title));
        let given = refusals.take("givenName", Name::optional(self.given));
        let family = refusals.take("familyName", Name::new(self.family));
        Some(PersonName { salutation: self.salutation, title: title?, given: given?, family: family? })
    }
}
