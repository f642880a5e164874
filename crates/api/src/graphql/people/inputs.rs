use crate::graphql::shared::{ContactPointInput, Enum, LocalDate, NodeId, OrderDirection, edit};
use application::people as verbs;
use async_graphql::{InputObject, MaybeUndefined};
use domain::people::{FunctionRole, PersonState, Salutation};
use domain::shared::{ContactPointDraft, OrganisationId, PersonId};

fn values<T>(of: Option<Vec<Enum<T>>>) -> Vec<T> {
    of.unwrap_or_default().into_iter().map(|value| value.0).collect()
}

fn drafts(of: Vec<ContactPointInput>) -> Vec<ContactPointDraft> {
    of.into_iter().map(ContactPointDraft::from).collect()
}

/// Which people; what is left out does not narrow the list (German: Filter).
#[derive(Debug, Default, InputObject)]
pub(crate) struct PersonFilter {
    /// Whose record this organisation keeps, or who hold a function in it (German: Organisation).
    organisation_id: Option<NodeId<OrganisationId>>,
    /// Whose record is kept in the district or region with this key (German: Gebiet).
    territory_key: Option<String>,
    /// Who hold a function in one of these roles; with an organisation, in that one (German: Rollen).
    roles: Option<Vec<Enum<FunctionRole>>>,
    /// In one of these states (German: Zustände).
    states: Option<Vec<Enum<PersonState>>>,
    /// With all of these words in title and name; upper and lower case and the ways to write an umlaut make no
    /// difference (German: Suchtext).
    text: Option<String>,
    /// The day on which functions are looked at; today unless given (German: Stichtag).
    on: Option<LocalDate>,
}

impl From<PersonFilter> for verbs::ListPeople {
    fn from(filter: PersonFilter) -> Self {
        Self {
            organisation: filter.organisation_id.map(|id| id.0),
            territory: filter.territory_key,
            roles: values(filter.roles),
            states: values(filter.states),
            text: filter.text,
            on: filter.on.map(|day| day.0),
        }
    }
}

/// What a list of people is ordered by (German: Sortierung).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, async_graphql::Enum)]
pub(crate) enum PersonOrderField {
    /// By family name, then by given name, in German order.
    #[default]
    Name,
    /// By when the record was made.
    CreatedAt,
    /// By when the record was last changed.
    UpdatedAt,
}

impl From<PersonOrderField> for verbs::PersonOrder {
    fn from(field: PersonOrderField) -> Self {
        match field {
            PersonOrderField::Name => Self::Name,
            PersonOrderField::CreatedAt => Self::Created,
            PersonOrderField::UpdatedAt => Self::Updated,
        }
    }
}

/// The order of a list of people (German: Reihenfolge).
#[derive(Clone, Copy, Debug, Default, InputObject)]
pub(crate) struct PersonOrder {
    /// By what.
    #[graphql(default)]
    pub(super) field: PersonOrderField,
    /// Which way.
    #[graphql(default)]
    pub(super) direction: OrderDirection,
}

/// Somebody who is to be recorded and may be known already (German: Dublettenprüfung).
#[derive(Debug, InputObject)]
pub(crate) struct PersonDuplicatesInput {
    /// The given name (German: Vorname).
    given_name: Option<String>,
    /// The family name (German: Nachname).
    family_name: String,
    /// Their e-mail addresses (German: E-Mail-Adressen).
    #[graphql(validator(max_items = 20))]
    emails: Option<Vec<String>>,
    /// The person themselves, when they are recorded already.
    except_id: Option<NodeId<PersonId>>,
}

impl From<PersonDuplicatesInput> for verbs::CheckPersonDuplicates {
    fn from(input: PersonDuplicatesInput) -> Self {
        Self {
            given_name: input.given_name,
            family_name: input.family_name,
            emails: input.emails.unwrap_or_default(),
            but: input.except_id.map(|id| id.0),
        }
    }
}

/// A person to be made (German: neue Person).
#[derive(Debug, InputObject)]
pub(crate) struct CreatePersonInput {
    /// The organisation that keeps the record (German: führende Organisation).
    organisation_id: NodeId<OrganisationId>,
    /// How the person is addressed (German: Anrede).
    salutation: Option<Enum<Salutation>>,
    /// Academic or other titles (German: Titel).
    title: Option<String>,
    /// The given name (German: Vorname).
    given_name: Option<String>,
    /// The family name (German: Nachname).
    family_name: String,
    /// The languages as tags of BCP 47, the preferred one first (German: Sprachen).
    languages: Option<Vec<String>>,
    /// How the person is reached (German: Kontaktangaben).
    contact_points: Option<Vec<ContactPointInput>>,
    /// Says that this is somebody else than the people who look alike; without it they are a `POSSIBLE_DUPLICATE`, and
    /// `personDuplicates` names them (German: Dubletten hinnehmen).
    #[graphql(default)]
    accept_duplicates: bool,
}

impl From<CreatePersonInput> for verbs::CreatePerson {
    fn from(input: CreatePersonInput) -> Self {
        Self {
            organisation: input.organisation_id.0,
            salutation: input.salutation.map(|salutation| salutation.0),
            title: input.title,
            given_name: input.given_name,
            family_name: input.family_name,
            languages: input.languages.unwrap_or_default(),
            contact_points: drafts(input.contact_points.unwrap_or_default()),
            accept_duplicates: input.accept_duplicates,
        }
    }
}

/// A change of a person. What is left out stays as it is; `null` clears a field that may be empty (German: Änderung
/// einer Person).
#[derive(Debug, InputObject)]
pub(crate) struct UpdatePersonInput {
    /// Who.
    pub(super) id: NodeId<PersonId>,
    /// The version that the change was made from; another one by now is a `VERSION_CONFLICT` (German: Version).
    expected_version: i64,
    /// The organisation that is to keep the record; the viewer must be allowed to create people there (German: führende
    /// Organisation).
    organisation_id: Option<NodeId<OrganisationId>>,
    /// How the person is addressed (German: Anrede).
    salutation: MaybeUndefined<Enum<Salutation>>,
    /// Academic or other titles (German: Titel).
    title: MaybeUndefined<String>,
    /// The given name (German: Vorname).
    given_name: MaybeUndefined<String>,
    /// The family name (German: Nachname).
    family_name: Option<String>,
    /// All languages as tags of BCP 47 (German: Sprachen).
    languages: Option<Vec<String>>,
    /// All ways to reach the person; those with an id are kept, those that are missing are removed (German:
    /// Kontaktangaben).
    contact_points: Option<Vec<ContactPointInput>>,
}

impl From<UpdatePersonInput> for verbs::UpdatePerson {
    fn from(input: UpdatePersonInput) -> Self {
        Self {
            id: input.id.0,
            expected_version: input.expected_version,
            organisation: input.organisation_id.map(|id| id.0),
            salutation: edit(input.salutation, |salutation| salutation.0),
            title: edit(input.title, |text| text),
            given_name: edit(input.given_name, |text| text),
            family_name: input.family_name,
            languages: input.languages,
            contact_points: input.contact_points.map(drafts),
        }
    }
}

/// A person who takes no part any more (German: Deaktivierung).
#[derive(Debug, InputObject)]
pub(crate) struct DeactivatePersonInput {
    /// Who.
    pub(super) id: NodeId<PersonId>,
    /// The version that the caller saw (German: Version).
    expected_version: i64,
    /// The last day of their functions; today unless given (German: letzter Tag).
    on: Option<LocalDate>,
}

impl From<DeactivatePersonInput> for verbs::DeactivatePerson {
    fn from(input: DeactivatePersonInput) -> Self {
        let DeactivatePersonInput { id, expected_version, on } = input;
        Self { id: id.0, expected_version, on: on.map(|day| day.0) }
    }
}

/// A person who takes part again (German: Reaktivierung).
#[derive(Debug, InputObject)]
pub(crate) struct ReactivatePersonInput {
    /// Who.
    pub(super) id: NodeId<PersonId>,
    /// The version that the caller saw (German: Version).
    expected_version: i64,
}

impl From<ReactivatePersonInput> for verbs::ReactivatePerson {
    fn from(input: ReactivatePersonInput) -> Self {
        Self { id: input.id.0, expected_version: input.expected_version }
    }
}
