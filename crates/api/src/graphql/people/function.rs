use super::types::Person;
use crate::gate::authorized;
use crate::graphql::organisations::Organisation;
use crate::graphql::shared::{ActionCode, AnyNodeId, DateTime, Enum, LocalDate, Row, call, referred, viewer_can};
use application::organisations::find_organisations;
use application::people::find_people;
use async_graphql::{Context, Object, Result};
use domain::access::Action;
use domain::people::{FunctionRole, FunctionState, PersonFunction as Record};
use domain::shared::{FunctionId, Id, Name, OrganisationId};
use std::collections::BTreeSet;

/// A function that a person holds in an organisation for a period (German: Funktion).
#[derive(Clone, Debug)]
pub(crate) struct PersonFunction(Row<Record>);

impl PersonFunction {
    /// Nodes of functions that were read together.
    pub(crate) fn siblings(records: impl IntoIterator<Item = Record>) -> Vec<Self> {
        Row::all(records).map(Self).collect()
    }

    /// The node of one function.
    pub(crate) fn one(record: Record) -> Self {
        Self(Row::one(record))
    }

    async fn organisation_of(
        &self,
        ctx: &Context<'_>,
        relation: &'static str,
        to: fn(&Record) -> Option<OrganisationId>,
    ) -> Result<Option<Organisation>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let ids: BTreeSet<_> = rows.iter().filter_map(to).collect();
            let found = find_organisations(call, ids).await?;
            Ok(referred(rows.iter().map(to), found, Organisation::siblings))
        };
        self.0.related(ctx, relation, load).await
    }
}

/// A function that a person holds in an organisation for a period (German: Funktion). It gives no rights on the
/// platform.
#[Object]
impl PersonFunction {
    /// The global id.
    pub(crate) async fn id(&self) -> AnyNodeId {
        AnyNodeId::new(FunctionId::TYPE, self.0.id.uuid())
    }

    /// Who holds it (German: Person).
    #[graphql(directive = authorized::apply(Action::PersonRead))]
    async fn person(&self, ctx: &Context<'_>) -> Result<Option<Person>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let ids: BTreeSet<_> = rows.iter().map(|row| row.person).collect();
            let found = find_people(call, ids).await?;
            Ok(referred(rows.iter().map(|row| Some(row.person)), found, Person::siblings))
        };
        self.0.related(ctx, "person", load).await
    }

    /// In which organisation it is held (German: Organisation).
    #[graphql(directive = authorized::apply(Action::PersonRead))]
    async fn organisation(&self, ctx: &Context<'_>) -> Result<Option<Organisation>> {
        self.organisation_of(ctx, "organisation", |function| Some(function.held_in)).await
    }

    /// As what (German: Rolle).
    #[graphql(directive = authorized::apply(Action::PersonRead))]
    async fn role(&self) -> Enum<FunctionRole> {
        Enum(self.0.role)
    }

    /// What it is called on the spot (German: örtliche Bezeichnung).
    #[graphql(directive = authorized::apply(Action::PersonRead))]
    async fn local_label(&self) -> Option<&str> {
        self.0.local_label.as_ref().map(Name::as_str)
    }

    /// The first day (German: von).
    #[graphql(directive = authorized::apply(Action::PersonRead))]
    async fn from(&self) -> LocalDate {
        LocalDate(self.0.period.from)
    }

    /// The last day; missing as long as it lasts (German: bis).
    #[graphql(directive = authorized::apply(Action::PersonRead))]
    async fn until(&self) -> Option<LocalDate> {
        self.0.period.until.map(LocalDate)
    }

    /// Where it stands today (German: Zustand).
    #[graphql(directive = authorized::apply(Action::PersonRead))]
    async fn state(&self, ctx: &Context<'_>) -> Enum<FunctionState> {
        Enum(self.0.state(call(ctx).today()))
    }

    /// For which other organisation the person acts (German: in Vertretung von).
    #[graphql(directive = authorized::apply(Action::PersonRead))]
    async fn on_behalf_of(&self, ctx: &Context<'_>) -> Result<Option<Organisation>> {
        self.organisation_of(ctx, "onBehalfOf", |function| function.on_behalf_of).await
    }

    /// What this viewer may do with it (German: Möglichkeiten).
    async fn viewer_can(&self, ctx: &Context<'_>) -> Result<Vec<ActionCode>> {
        let held_in = self.organisation_of(ctx, "organisation", |function| Some(function.held_in)).await?;
        let may = |it: Organisation| viewer_can(ctx, &it.owner(), &[Action::PersonAssignFunction]);
        Ok(held_in.map(may).unwrap_or_default())
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
