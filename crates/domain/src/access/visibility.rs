//! What may be seen, in a form that a database can filter by.

use crate::shared::{OrganisationId, PersonId};
use std::collections::BTreeSet;

/// To whom a thing belongs. What is not known stays empty and reaches nobody but those who reach everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Owner {
    /// The organisation that it belongs to.
    pub organisation: Option<OrganisationId>,
    /// The key of the district (Kreis, kreisfreie Stadt, StädteRegion) in which this organisation lies.
    pub district: Option<String>,
    /// The person that it is about.
    pub person: Option<PersonId>,
}

impl Owner {
    /// Belongs to nobody: only those who reach everything, or a public action, get through.
    pub const NOBODY: Self = Self { organisation: None, district: None, person: None };

    /// Belongs to an organisation.
    pub fn organisation(organisation: OrganisationId, district: Option<String>) -> Self {
        Self { organisation: Some(organisation), district, person: None }
    }

    /// Is about a person.
    #[must_use]
    pub fn about(mut self, person: PersonId) -> Self {
        self.person = Some(person);
        self
    }
}

/// What an actor may see with an action: everything, or the union of some parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Visibility {
    everything: bool,
    person: Option<PersonId>,
    organisations: BTreeSet<OrganisationId>,
    districts: BTreeSet<String>,
}

impl Visibility {
    /// Nothing at all.
    pub fn nothing() -> Self {
        Self::default()
    }

    /// All of it.
    pub fn everything() -> Self {
        Self { everything: true, ..Self::default() }
    }

    /// Adds the person's own.
    #[must_use]
    pub fn and_person(mut self, person: Option<PersonId>) -> Self {
        self.person = self.person.or(person);
        self
    }

    /// Adds an organisation.
    #[must_use]
    pub fn and_organisation(mut self, organisation: OrganisationId) -> Self {
        self.organisations.insert(organisation);
        self
    }

    /// Adds districts.
    #[must_use]
    pub fn and_districts(mut self, districts: impl IntoIterator<Item = String>) -> Self {
        self.districts.extend(districts);
        self
    }

    /// What is seen in either of the two.
    #[must_use]
    pub fn union(mut self, other: Self) -> Self {
        if self.everything || other.everything {
            return Self::everything();
        }
        self.person = self.person.or(other.person);
        self.organisations.extend(other.organisations);
        self.districts.extend(other.districts);
        self
    }

    /// Whether it is all of it.
    pub const fn is_everything(&self) -> bool {
        self.everything
    }

    /// Whether nothing can ever be seen.
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }

    /// The person whose own things are seen.
    pub const fn person(&self) -> Option<PersonId> {
        self.person
    }

    /// The organisations whose things are seen.
    pub const fn organisations(&self) -> &BTreeSet<OrganisationId> {
        &self.organisations
    }

    /// The districts whose organisations' things are seen.
    pub const fn districts(&self) -> &BTreeSet<String> {
        &self.districts
    }

    /// Whether a thing of this owner is seen. The database's filter says the same.
    pub fn includes(&self, owner: &Owner) -> bool {
        self.everything
            || owner.person.is_some_and(|person| self.person == Some(person))
            || owner.organisation.is_some_and(|organisation| self.organisations.contains(&organisation))
            || owner.district.as_ref().is_some_and(|district| self.districts.contains(district))
    }

    /// Whether all that `other` shows is shown here too.
    pub fn covers(&self, other: &Self) -> bool {
        self.everything
            || (!other.everything
                && (other.person.is_none() || other.person == self.person)
                && other.organisations.is_subset(&self.organisations)
                && other.districts.is_subset(&self.districts))
    }
}
