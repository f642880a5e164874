use crate::gate::{authorized, cost};
use crate::graphql::files::{File, files_of};
use crate::graphql::people::{Person, PersonFunction};
use crate::graphql::shared::{
    ActionCode, AnyNodeId, ContactPoint, DateTime, Enum, LocalDate, NodeId, Row, call, children, failure, referred,
    viewer_can,
};
use crate::graphql::territories::Territory;
use application::organisations as verbs;
use application::people::{FunctionFilter, list_functions_in, list_people_kept_by};
use application::territories::find_territories_by_key;
use async_graphql::{ComplexObject, Context, Object, Result, SimpleObject};
use domain::access::{Action, Owner};
use domain::files::HolderKind;
use domain::organisations::{
    Address as AddressRecord, Organisation as Record, OrganisationFunction, OrganisationKind, OrganisationState,
    Profile, Stage,
};
use domain::people::FunctionRole;
use domain::shared::{Id, Name, OrganisationId, Slice};
use domain::territories::TerritoryKey;
use std::collections::BTreeSet;

/// An organisation: an administration, an office, an agency or a partner of the networks (German: Organisation).
#[derive(Clone, Debug)]
pub(crate) struct Organisation(Row<Record>);

impl Organisation {
    /// Nodes of organisations that were read together.
    pub(crate) fn siblings(records: impl IntoIterator<Item = Record>) -> Vec<Self> {
        Row::all(records).map(Self).collect()
    }

    /// The node of one organisation.
    pub(crate) fn one(record: Record) -> Self {
        Self(Row::one(record))
    }

    /// To whom it belongs.
    pub(crate) fn owner(&self) -> Owner {
        self.0.owner()
    }

    fn profile(&self) -> &Profile {
        &self.0.profile
    }

    async fn referred(
        &self,
        ctx: &Context<'_>,
        relation: &'static str,
        to: fn(&Record) -> Option<OrganisationId>,
    ) -> Result<Option<Self>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let ids: BTreeSet<_> = rows.iter().filter_map(to).collect();
            let found = verbs::find_organisations(call, ids).await?;
            Ok(referred(rows.iter().map(to), found, Self::siblings))
        };
        self.0.related(ctx, relation, load).await
    }
}

const ACTIONS: [Action; 5] = [
    Action::OrganisationUpdate,
    Action::OrganisationClose,
    Action::OrganisationMerge,
    Action::PersonCreate,
    Action::PersonAssignFunction,
];

/// An organisation: an administration, an office, an agency or a partner of the networks (German: Organisation).
#[Object]
impl Organisation {
    /// The global id.
    pub(crate) async fn id(&self) -> AnyNodeId {
        AnyNodeId::new(OrganisationId::TYPE, self.0.id.uuid())
    }

    /// The full name (German: Name).
    async fn name(&self) -> &str {
        self.profile().name.as_str()
    }

    /// A short form of the name (German: Kurzname).
    async fn short_name(&self) -> Option<&str> {
        self.profile().short_name.as_ref().map(Name::as_str)
    }

    /// What it is (German: Art der Organisation).
    async fn kind(&self) -> Enum<OrganisationKind> {
        Enum(self.profile().kind)
    }

    /// Its legal form (German: Rechtsform).
    async fn legal_form(&self) -> Option<&str> {
        self.profile().legal_form.as_ref().map(Name::as_str)
    }

    /// What it is called on the spot, for instance `Kommunales Bildungsbüro` (German: örtliche Bezeichnung).
    async fn local_label(&self) -> Option<&str> {
        self.profile().local_label.as_ref().map(Name::as_str)
    }

    /// What it does, in the same words everywhere (German: Funktionen).
    async fn functions(&self) -> Vec<Enum<OrganisationFunction>> {
        self.profile().functions.iter().copied().map(Enum).collect()
    }

    /// Whether it is still there (German: Zustand).
    async fn state(&self) -> Enum<OrganisationState> {
        Enum(self.0.state)
    }

    /// The organisation that it is a part of (German: übergeordnete Organisation).
    async fn parent(&self, ctx: &Context<'_>) -> Result<Option<Organisation>> {
        self.referred(ctx, "parent", |record| record.profile.parent).await
    }

    /// Its active parts, by name (German: Gliederungen).
    async fn parts(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many at most, up to 100.")] first: Option<i32>,
    ) -> Result<Vec<Organisation>> {
        let slice = failure(ctx, Slice::read(first).map_err(Into::into))?;
        let load = async |call: &application::Call, rows: &[Record]| {
            let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
            Ok(children(ids.iter().copied(), verbs::list_parts(call, &ids, slice).await?, Self::siblings))
        };
        self.0.related(ctx, format!("parts {}", slice.size), load).await
    }

    /// The key of the district, independent city or city region in which it lies (German: Kreisschlüssel).
    async fn district_key(&self) -> Option<&str> {
        self.profile().district.as_ref().map(TerritoryKey::as_str)
    }

    /// The district, independent city or city region in which it lies (German: Kreis, kreisfreie Stadt oder
    /// StädteRegion).
    async fn district(&self, ctx: &Context<'_>) -> Result<Option<Territory>> {
        let on = call(ctx).today();
        let load = async |call: &application::Call, rows: &[Record]| {
            let keys: BTreeSet<_> = rows.iter().filter_map(|row| row.profile.district.clone()).collect();
            let found = find_territories_by_key(call, keys, on).await?;
            let nodes = |territories| Territory::siblings_on(territories, on);
            Ok(referred(rows.iter().map(|row| row.profile.district.clone()), found, nodes))
        };
        self.0.related(ctx, "district", load).await
    }

    /// The keys of the territories that it serves: two digits for the state, three for an administrative region, five
    /// for a district, eight for a municipality (German: Schlüssel der Zuständigkeitsgebiete).
    async fn territory_keys(&self) -> Vec<&str> {
        self.profile().territories.iter().map(TerritoryKey::as_str).collect()
    }

    /// The territories that it serves (German: Zuständigkeitsgebiete).
    #[graphql(directive = cost::apply(1, Some(3)))]
    async fn territories(&self, ctx: &Context<'_>) -> Result<Vec<Territory>> {
        let on = call(ctx).today();
        let load = async |call: &application::Call, rows: &[Record]| {
            let served = |row: &Record| row.profile.territories.clone();
            let keys: BTreeSet<_> = rows.iter().flat_map(served).collect();
            let found = find_territories_by_key(call, keys, on).await?;
            let (keys, found): (Vec<_>, Vec<_>) = found.into_iter().unzip();
            let nodes: std::collections::HashMap<_, _> =
                keys.into_iter().zip(Territory::siblings_on(found, on)).collect();
            let of_row = |row: &Record| served(row).iter().filter_map(|key| nodes.get(key).cloned()).collect();
            Ok(rows.iter().map(of_row).collect())
        };
        self.0.related(ctx, "territories", load).await
    }

    /// Where it is (German: Anschrift).
    async fn address(&self) -> Option<Address> {
        self.0.address.as_ref().map(Address::from)
    }

    /// How it is reached. Everybody sees what is public, those who are signed in also what is for the community, and
    /// those who may change the organisation all of it (German: Kontaktangaben).
    #[graphql(directive = authorized::apply(Action::OrganisationRead), directive = cost::apply(1, Some(3)))]
    async fn contact_points(&self, ctx: &Context<'_>) -> Result<Vec<ContactPoint>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
            let found = verbs::list_organisation_contact_points(call, &ids).await?;
            Ok(children(ids, found, |points| points.into_iter().map(ContactPoint).collect()))
        };
        self.0.related(ctx, "contactPoints", load).await
    }

    /// Who brought it into the networks, when it is an external partner (German: Pate).
    #[graphql(directive = authorized::apply(Action::OrganisationReadCommunity))]
    async fn sponsor(&self, ctx: &Context<'_>) -> Result<Option<Organisation>> {
        self.referred(ctx, "sponsor", |record| record.sponsor).await
    }

    /// Since when it exists (German: besteht seit).
    async fn valid_from(&self) -> LocalDate {
        LocalDate(self.0.period.from)
    }

    /// Its last day; missing as long as it lasts (German: besteht bis).
    async fn valid_until(&self) -> Option<LocalDate> {
        self.0.period.until.map(LocalDate)
    }

    /// The organisation that it went into (German: aufgegangen in).
    async fn merged_into(&self, ctx: &Context<'_>) -> Result<Option<Organisation>> {
        self.referred(ctx, "mergedInto", |record| record.merged_into).await
    }

    /// What it was and is, the oldest stage first (German: Verlauf).
    #[graphql(directive = authorized::apply(Action::OrganisationReadCommunity), directive = cost::apply(1, Some(3)))]
    async fn history(&self, ctx: &Context<'_>) -> Result<Vec<OrganisationStage>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
            let found = verbs::list_organisation_stages(call, &ids).await?;
            Ok(children(ids, found, |stages| stages.iter().map(OrganisationStage::from).collect()))
        };
        self.0.related(ctx, "history", load).await
    }

    /// The active people whose records it keeps and whom the viewer may see, by name (German: Personen).
    #[graphql(directive = authorized::apply(Action::PersonRead))]
    async fn people(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many at most, up to 100.")] first: Option<i32>,
    ) -> Result<Vec<Person>> {
        let slice = failure(ctx, Slice::read(first).map_err(Into::into))?;
        let load = async |call: &application::Call, rows: &[Record]| {
            let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
            Ok(children(ids.iter().copied(), list_people_kept_by(call, &ids, slice).await?, Person::siblings))
        };
        self.0.related(ctx, format!("people {}", slice.size), load).await
    }

    /// The functions that people whom the viewer may see hold in it, the newest first (German: Funktionen von
    /// Personen).
    #[graphql(directive = authorized::apply(Action::PersonRead))]
    async fn person_functions(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many at most, up to 100.")] first: Option<i32>,
        #[graphql(desc = "Held on this day; today unless given.")] on: Option<LocalDate>,
        #[graphql(desc = "In one of these roles.")] roles: Option<Vec<Enum<FunctionRole>>>,
    ) -> Result<Vec<PersonFunction>> {
        let slice = failure(ctx, Slice::read(first).map_err(Into::into))?;
        let roles = roles.unwrap_or_default().into_iter().map(|role| role.0).collect();
        let filter = FunctionFilter { on: Some(on.map_or_else(|| call(ctx).today(), |day| day.0)), roles };
        let load = async |call: &application::Call, rows: &[Record]| {
            let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
            let found = list_functions_in(call, &ids, &filter, slice).await?;
            Ok(children(ids, found, PersonFunction::siblings))
        };
        self.0.related(ctx, format!("personFunctions {} {filter:?}", slice.size), load).await
    }

    /// The files that hang on it, the oldest first (German: Dateien).
    async fn files(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many at most, up to 100.")] first: Option<i32>,
    ) -> Result<Vec<File>> {
        files_of(ctx, &self.0, HolderKind::Organisation, |row| row.id.uuid(), first).await
    }

    /// What this viewer may do with it, by its state and the viewer's rights (German: Möglichkeiten).
    async fn viewer_can(&self, ctx: &Context<'_>) -> Vec<ActionCode> {
        if self.0.is_active() { viewer_can(ctx, &self.0.owner(), &ACTIONS) } else { Vec::new() }
    }

    /// Counts the changes; a change names the version that it was made from (German: Version).
    async fn version(&self) -> i64 {
        self.0.version
    }

    /// When the record was made (German: angelegt am).
    async fn created_at(&self) -> DateTime {
        DateTime(self.0.created_at)
    }

    /// When the record was last changed (German: geändert am).
    async fn updated_at(&self) -> DateTime {
        DateTime(self.0.updated_at)
    }
}

/// A postal address (German: Anschrift).
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct Address {
    /// Street and number, or post-office box (German: Straße und Hausnummer).
    street: Option<String>,
    /// Five digits (German: Postleitzahl).
    postal_code: String,
    /// The town (German: Ort).
    place: String,
}

impl From<&AddressRecord> for Address {
    fn from(address: &AddressRecord) -> Self {
        Self {
            street: address.street.as_ref().map(Name::to_string),
            postal_code: address.postal_code.clone(),
            place: address.place.to_string(),
        }
    }
}

/// What an organisation was from a day until a day (German: Zeitabschnitt).
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub(crate) struct OrganisationStage {
    /// The first day (German: von).
    valid_from: LocalDate,
    /// The last day; missing for the present stage (German: bis).
    valid_until: Option<LocalDate>,
    /// The full name (German: Name).
    name: String,
    /// A short form of the name (German: Kurzname).
    short_name: Option<String>,
    /// What it was (German: Art der Organisation).
    kind: Enum<OrganisationKind>,
    /// Its legal form (German: Rechtsform).
    legal_form: Option<String>,
    /// What it was called on the spot (German: örtliche Bezeichnung).
    local_label: Option<String>,
    /// What it did (German: Funktionen).
    functions: Vec<Enum<OrganisationFunction>>,
    /// The key of the district in which it lay (German: Kreisschlüssel).
    district_key: Option<String>,
    /// The keys of the territories that it served (German: Schlüssel der Zuständigkeitsgebiete).
    territory_keys: Vec<String>,
    #[graphql(skip)]
    parent: Option<OrganisationId>,
}

#[ComplexObject]
impl OrganisationStage {
    /// The organisation that it was a part of (German: übergeordnete Organisation).
    async fn parent_id(&self) -> Option<NodeId<OrganisationId>> {
        self.parent.map(NodeId)
    }
}

impl From<&Stage> for OrganisationStage {
    fn from(stage: &Stage) -> Self {
        let profile = &stage.profile;
        let text = |name: &Option<Name>| name.as_ref().map(Name::to_string);
        Self {
            valid_from: LocalDate(stage.period.from),
            valid_until: stage.period.until.map(LocalDate),
            name: profile.name.to_string(),
            short_name: text(&profile.short_name),
            kind: Enum(profile.kind),
            legal_form: text(&profile.legal_form),
            local_label: text(&profile.local_label),
            functions: profile.functions.iter().copied().map(Enum).collect(),
            district_key: profile.district.as_ref().map(TerritoryKey::to_string),
            territory_keys: profile.territories.iter().map(TerritoryKey::to_string).collect(),
            parent: profile.parent,
        }
    }
}
