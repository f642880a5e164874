//! A world before it is written.

use super::names::name_of;
use crate::accounts::{CreateAccount, CreateRole, PreparedPassword};
use crate::{Call, Error};
use domain::access::Role;
use domain::organisations::{Organisation, OrganisationFunction, OrganisationKind, OrganisationState, Profile};
use domain::people::{FunctionRole, Person, PersonFunction, PersonState};
use domain::shared::{
    ContactKind, ContactPoint, ContactPointId, ContactVisibility, Date, EmailAddress, FunctionId, Language, Name,
    OrganisationId, Period, PersonId, Timestamp,
};
use domain::territories::TerritoryKey;
use std::collections::BTreeSet;

/// Since when everything in an invented world exists: the begin of a school year.
const SINCE: Date = jiff::civil::date(2019, 8, 1);

/// A world before it is written.
pub(super) struct Plan<'c> {
    call: &'c Call,
    now: Timestamp,
    password: PreparedPassword,
    pub(super) organisations: Vec<(Organisation, Vec<ContactPoint>)>,
    pub(super) members: Vec<Member>,
}

/// A person with all that hangs on them.
pub(super) struct Member {
    pub(super) person: Person,
    pub(super) contact_points: Vec<ContactPoint>,
    pub(super) function: PersonFunction,
    pub(super) account: CreateAccount,
}

/// An organisation that is to be planned.
pub(super) struct Site<'t> {
    pub(super) name: &'t str,
    pub(super) kind: OrganisationKind,
    pub(super) functions: &'t [OrganisationFunction],
    pub(super) label: Option<&'t str>,
    pub(super) parent: Option<OrganisationId>,
    pub(super) sponsor: Option<OrganisationId>,
    /// The district in which it lies.
    pub(super) district: &'t str,
    /// The territories that it serves.
    pub(super) serves: &'t [&'t str],
    /// Its web address.
    pub(super) web: &'t str,
}

/// A person that is to be planned, with an account that holds a role for their organisation.
pub(super) struct Post<'t> {
    pub(super) function: FunctionRole,
    pub(super) role: Role,
    pub(super) email: &'t str,
}

impl<'c> Plan<'c> {
    /// An empty one. Every account gets this password.
    pub(super) fn new(call: &'c Call, password: PreparedPassword) -> Self {
        Self { call, now: call.now(), password, organisations: Vec::new(), members: Vec::new() }
    }

    /// Adds an organisation and says its place in the plan.
    pub(super) fn organisation(&mut self, site: &Site<'_>) -> Result<Organisation, Error> {
        let territories = site.serves.iter().map(|key| TerritoryKey::new(key)).collect::<Result<BTreeSet<_>, _>>()?;
        let organisation = Organisation {
            id: OrganisationId::new(self.call.ids()),
            profile: Profile {
                name: Name::new(site.name)?,
                short_name: None,
                kind: site.kind,
                legal_form: None,
                local_label: Name::optional(site.label)?,
                functions: site.functions.iter().copied().collect(),
                parent: site.parent,
                district: Some(TerritoryKey::new(site.district)?),
                territories,
            },
            address: None,
            sponsor: site.sponsor,
            period: Period::new(SINCE, None)?,
            state: OrganisationState::Active,
            merged_into: None,
            version: 1,
            created_at: self.now,
            updated_at: self.now,
        };
        let points = vec![self.contact_point(ContactKind::Web, site.web, ContactVisibility::Public)];
        self.organisations.push((organisation.clone(), points));
        Ok(organisation)
    }

    /// Adds a person to an organisation, with an account and a role, and says their name.
    pub(super) fn member(&mut self, organisation: &Organisation, post: &Post<'_>) -> Result<(), Error> {
        let ids = self.call.ids();
        let email = EmailAddress::new(post.email)?;
        let owner = organisation.owner();
        let person = Person {
            id: PersonId::new(ids),
            name: name_of(self.members.len())?,
            languages: vec!["de".to_owned()],
            organisation: organisation.id,
            district: owner.district.clone(),
            state: PersonState::Active,
            version: 1,
            created_at: self.now,
            updated_at: self.now,
        };
        let function = PersonFunction {
            id: FunctionId::new(ids),
            person: person.id,
            held_in: organisation.id,
            role: post.function,
            local_label: None,
            period: Period::new(SINCE, None)?,
            on_behalf_of: None,
            organisation: organisation.id,
            district: owner.district.clone(),
            version: 1,
            created_at: self.now,
            updated_at: self.now,
        };
        let role = CreateRole { role: post.role, organisation: organisation.id, period: function.period };
        let account = CreateAccount {
            person: person.id,
            email: email.clone(),
            password: self.password.clone(),
            language: Language::German,
            roles: vec![role],
        };
        let contact_points = vec![self.contact_point(ContactKind::Email, email.as_str(), ContactVisibility::Community)];
        self.members.push(Member { person, contact_points, function, account });
        Ok(())
    }

    fn contact_point(&self, kind: ContactKind, value: &str, visibility: ContactVisibility) -> ContactPoint {
        let id = ContactPointId::new(self.call.ids());
        ContactPoint { id, kind, value: value.to_owned(), label: None, visibility }
    }
}
