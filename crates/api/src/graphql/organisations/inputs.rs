use crate::graphql::shared::{ContactPointInput, Enum, LocalDate, NodeId, OrderDirection, edit};
use application::organisations as verbs;
use async_graphql::{InputObject, MaybeUndefined};
use domain::organisations::{OrganisationFunction, OrganisationKind, OrganisationState};
use domain::shared::{ContactPointDraft, Date, OrganisationId};

fn values<T>(of: Option<Vec<Enum<T>>>) -> Vec<T> {
    of.unwrap_or_default().into_iter().map(|value| value.0).collect()
}

fn drafts(of: Vec<ContactPointInput>) -> Vec<ContactPointDraft> {
    of.into_iter().map(ContactPointDraft::from).collect()
}

/// Which organisations; what is left out does not narrow the list (German: Filter).
#[derive(Debug, Default, InputObject)]
pub(crate) struct OrganisationFilter {
    /// Lying in, or serving, the territory with this key or one in it (German: Gebiet).
    territory_key: Option<String>,
    /// Of one of these kinds (German: Arten).
    kinds: Option<Vec<Enum<OrganisationKind>>>,
    /// With one of these functions (German: Funktionen).
    functions: Option<Vec<Enum<OrganisationFunction>>>,
    /// In one of these states (German: Zustände).
    states: Option<Vec<Enum<OrganisationState>>>,
    /// With all of these words in name, short name or local label; upper and lower case and the ways to write an
    /// umlaut make no difference (German: Suchtext).
    text: Option<String>,
    /// That are parts of this one (German: Teil von).
    parent_id: Option<NodeId<OrganisationId>>,
    /// That this one brought in; for those who are signed in (German: Pate).
    sponsor_id: Option<NodeId<OrganisationId>>,
}

impl OrganisationFilter {
    pub(super) fn on(self, day: Option<Date>) -> verbs::ListOrganisations {
        verbs::ListOrganisations {
            territory: self.territory_key,
            kinds: values(self.kinds),
            functions: values(self.functions),
            states: values(self.states),
            text: self.text,
            parent: self.parent_id.map(|id| id.0),
            sponsor: self.sponsor_id.map(|id| id.0),
            on: day,
        }
    }
}

/// What a list of organisations is ordered by (German: Sortierung).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, async_graphql::Enum)]
pub(crate) enum OrganisationOrderField {
    /// By name in German order, where `ä` stands with `a`.
    #[default]
    Name,
    /// By when the record was made; not for a list as of a day.
    CreatedAt,
    /// By when the record was last changed; not for a list as of a day.
    UpdatedAt,
}

impl From<OrganisationOrderField> for verbs::OrganisationOrder {
    fn from(field: OrganisationOrderField) -> Self {
        match field {
            OrganisationOrderField::Name => Self::Name,
            OrganisationOrderField::CreatedAt => Self::Created,
            OrganisationOrderField::UpdatedAt => Self::Updated,
        }
    }
}

/// The order of a list of organisations (German: Reihenfolge).
#[derive(Clone, Copy, Debug, Default, InputObject)]
pub(crate) struct OrganisationOrder {
    /// By what.
    #[graphql(default)]
    pub(super) field: OrganisationOrderField,
    /// Which way.
    #[graphql(default)]
    pub(super) direction: OrderDirection,
}

/// A postal address (German: Anschrift).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct AddressInput {
    /// Street and number, or post-office box (German: Straße und Hausnummer).
    street: Option<String>,
    /// Five digits (German: Postleitzahl).
    postal_code: String,
    /// The town (German: Ort).
    place: String,
}

impl From<AddressInput> for verbs::AddressInput {
    fn from(input: AddressInput) -> Self {
        Self { street: input.street, postal_code: input.postal_code, place: input.place }
    }
}

/// An organisation to be made (German: neue Organisation).
#[derive(Debug, InputObject)]
pub(crate) struct CreateOrganisationInput {
    /// The full name (German: Name).
    name: String,
    /// A short form of the name (German: Kurzname).
    short_name: Option<String>,
    /// What it is (German: Art der Organisation).
    kind: Enum<OrganisationKind>,
    /// Its legal form (German: Rechtsform).
    legal_form: Option<String>,
    /// What it is called on the spot (German: örtliche Bezeichnung).
    local_label: Option<String>,
    /// What it does (German: Funktionen).
    functions: Option<Vec<Enum<OrganisationFunction>>>,
    /// The organisation that it is a part of (German: übergeordnete Organisation).
    parent_id: Option<NodeId<OrganisationId>>,
    /// The key of the district, independent city or city region in which it lies. Left out, it is that of the sponsor
    /// or of the organisation above (German: Kreisschlüssel).
    district_key: Option<String>,
    /// The keys of the territories that it serves (German: Schlüssel der Zuständigkeitsgebiete).
    territory_keys: Option<Vec<String>>,
    /// Where it is (German: Anschrift).
    address: Option<AddressInput>,
    /// Who brings it in; needed for external partners and only for them (German: Pate).
    sponsor_id: Option<NodeId<OrganisationId>>,
    /// How it is reached (German: Kontaktangaben).
    contact_points: Option<Vec<ContactPointInput>>,
    /// Since when it exists; today unless given (German: besteht seit).
    valid_from: Option<LocalDate>,
}

impl From<CreateOrganisationInput> for verbs::CreateOrganisation {
    fn from(input: CreateOrganisationInput) -> Self {
        Self {
            name: input.name,
            short_name: input.short_name,
            kind: input.kind.0,
            legal_form: input.legal_form,
            local_label: input.local_label,
            functions: values(input.functions),
            parent: input.parent_id.map(|id| id.0),
            district_key: input.district_key,
            territory_keys: input.territory_keys.unwrap_or_default(),
            address: input.address.map(Into::into),
            sponsor: input.sponsor_id.map(|id| id.0),
            contact_points: drafts(input.contact_points.unwrap_or_default()),
            valid_from: input.valid_from.map(|day| day.0),
        }
    }
}

/// A change of an organisation. What is left out stays as it is; `null` clears a field that may be empty (German:
/// Änderung einer Organisation).
#[derive(Debug, InputObject)]
pub(crate) struct UpdateOrganisationInput {
    /// Which organisation.
    pub(super) id: NodeId<OrganisationId>,
    /// The version that the change was made from; another one by now is a `VERSION_CONFLICT` (German: Version).
    expected_version: i64,
    /// The full name (German: Name).
    name: Option<String>,
    /// A short form of the name (German: Kurzname).
    short_name: MaybeUndefined<String>,
    /// What it is (German: Art der Organisation).
    kind: Option<Enum<OrganisationKind>>,
    /// Its legal form (German: Rechtsform).
    legal_form: MaybeUndefined<String>,
    /// What it is called on the spot (German: örtliche Bezeichnung).
    local_label: MaybeUndefined<String>,
    /// All that it does (German: Funktionen).
    functions: Option<Vec<Enum<OrganisationFunction>>>,
    /// The organisation that it is a part of (German: übergeordnete Organisation).
    parent_id: MaybeUndefined<NodeId<OrganisationId>>,
    /// The key of the district, independent city or city region in which it lies; its people move along (German:
    /// Kreisschlüssel).
    district_key: MaybeUndefined<String>,
    /// The keys of all territories that it serves (German: Schlüssel der Zuständigkeitsgebiete).
    territory_keys: Option<Vec<String>>,
    /// Where it is (German: Anschrift).
    address: MaybeUndefined<AddressInput>,
    /// Who brought it in (German: Pate).
    sponsor_id: MaybeUndefined<NodeId<OrganisationId>>,
    /// All ways to reach it; those with an id are kept, those that are missing are removed (German: Kontaktangaben).
    contact_points: Option<Vec<ContactPointInput>>,
    /// Since when it is so; today unless given. The first day of the present stage corrects this stage, a later day
    /// begins a new one (German: wirksam ab).
    effective_from: Option<LocalDate>,
}

impl From<UpdateOrganisationInput> for verbs::UpdateOrganisation {
    fn from(input: UpdateOrganisationInput) -> Self {
        Self {
            id: input.id.0,
            expected_version: input.expected_version,
            name: input.name,
            short_name: edit(input.short_name, |text| text),
            kind: input.kind.map(|kind| kind.0),
            legal_form: edit(input.legal_form, |text| text),
            local_label: edit(input.local_label, |text| text),
            functions: input.functions.map(|functions| values(Some(functions))),
            parent: edit(input.parent_id, |id| id.0),
            district_key: edit(input.district_key, |key| key),
            territory_keys: input.territory_keys,
            address: edit(input.address, Into::into),
            sponsor: edit(input.sponsor_id, |id| id.0),
            contact_points: input.contact_points.map(drafts),
            effective_from: input.effective_from.map(|day| day.0),
        }
    }
}

/// An organisation to be closed (German: Schließung).
#[derive(Debug, InputObject)]
pub(crate) struct CloseOrganisationInput {
    /// Which organisation.
    pub(super) id: NodeId<OrganisationId>,
    /// The version that the caller saw (German: Version).
    expected_version: i64,
    /// Its last day, today at the latest; today unless given (German: letzter Tag).
    on: Option<LocalDate>,
}

impl From<CloseOrganisationInput> for verbs::CloseOrganisation {
    fn from(input: CloseOrganisationInput) -> Self {
        let CloseOrganisationInput { id, expected_version, on } = input;
        Self { id: id.0, expected_version, on: on.map(|day| day.0) }
    }
}

/// An organisation that goes into another one (German: Zusammenführung).
#[derive(Debug, InputObject)]
pub(crate) struct MergeOrganisationsInput {
    /// The organisation that ends.
    pub(super) id: NodeId<OrganisationId>,
    /// The version of it that the caller saw (German: Version).
    expected_version: i64,
    /// The organisation that takes it in.
    into_id: NodeId<OrganisationId>,
    /// Its last day, today at the latest; today unless given (German: letzter Tag).
    on: Option<LocalDate>,
}

impl From<MergeOrganisationsInput> for verbs::MergeOrganisations {
    fn from(input: MergeOrganisationsInput) -> Self {
        let MergeOrganisationsInput { id, expected_version, into_id, on } = input;
        Self { id: id.0, expected_version, into: into_id.0, on: on.map(|day| day.0) }
    }
}
