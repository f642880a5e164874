use super::function::PersonFunction;
use crate::gate::{authorized, cost};
use crate::graphql::organisations::Organisation;
use crate::graphql::shared::{
    ActionCode, AnyNodeId, ContactPoint, DateTime, Enum, LocalDate, Row, call, children, failure, referred, viewer_can,
};
use application::organisations::find_organisations;
use application::people as verbs;
use application::people::FunctionFilter;
use async_graphql::{Context, Object, Result};
use domain::access::Action;
use domain::people::{Person as Record, PersonState, Salutation};
use domain::shared::{Id, Name, PersonId, Slice};
use std::collections::BTreeSet;

/// A person who works in the field (German: Person).
#[derive(Clone, Debug)]
pub(crate) struct Person(Row<Record>);

impl Person {
    /// Nodes of people who were read together.
    pub(crate) fn siblings(records: impl IntoIterator<Item = Record>) -> Vec<Self> {
        Row::all(records).map(Self).collect()
    }

    /// The node of one person.
    pub(crate) fn one(record: Record) -> Self {
        Self(Row::one(record))
    }
}

/// A person who works in the field (German: Person). Whom the viewer may not see does not exist for them.
#[Object]
impl Person {
    /// The global id.
    pub(crate) async fn id(&self) -> AnyNodeId {
        AnyNodeId::new(PersonId::TYPE, self.0.id.uuid())
    }

    /// How the person is addressed (German: Anrede).
    #[graphql(directive = authorized::apply(Action::PersonRead))]
    async fn salutation(&self) -> Option<Enum<Salutation>> {
        self.0.name.salutation.map(Enum)
    }

    /// Academic or other titles (German: Titel).
    #[graphql(directive = authorized::apply(Action::PersonRead))]
    async fn title(&self) -> Option<&str> {
        self.0.name.title.as_ref().map(Name::as_str)
    }

    /// The given name; some people have none (German: Vorname).
    #[graphql(directive = authorized::apply(Action::PersonRead))]
    async fn given_name(&self) -> Option<&str> {
        self.0.name.given.as_ref().map(Name::as_str)
    }

    /// The family name (German: Nachname).
    #[graphql(directive = authorized::apply(Action::PersonRead))]
    async fn family_name(&self) -> &str {
        self.0.name.family.as_str()
    }

    /// The whole name with titles (German: vollständiger Name).
    #[graphql(directive = authorized::apply(Action::PersonRead))]
    async fn display_name(&self) -> String {
        self.0.name.to_string()
    }

    /// The languages as tags of BCP 47, the preferred one first (German: Sprachen).
    #[graphql(directive = authorized::apply(Action::PersonRead))]
    async fn languages(&self) -> &[String] {
        &self.0.languages
    }

    /// The organisation that keeps the record (German: führende Organisation).
    #[graphql(directive = authorized::apply(Action::PersonRead))]
    async fn organisation(&self, ctx: &Context<'_>) -> Result<Option<Organisation>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let ids: BTreeSet<_> = rows.iter().map(|row| row.organisation).collect();
            let found = find_organisations(call, ids).await?;
            Ok(referred(rows.iter().map(|row| Some(row.organisation)), found, Organisation::siblings))
        };
        self.0.related(ctx, "organisation", load).await
    }

    /// Whether the person still takes part (German: Zustand).
    #[graphql(directive = authorized::apply(Action::PersonRead))]
    async fn state(&self) -> Enum<PersonState> {
        Enum(self.0.state)
    }

    /// How the person is reached; what is only for the organisation is seen by those who may change the person (German:
    /// Kontaktangaben).
    #[graphql(directive = authorized::apply(Action::PersonReadContact), directive = cost::apply(1, Some(3)))]
    async fn contact_points(&self, ctx: &Context<'_>) -> Result<Vec<ContactPoint>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
            let found = verbs::list_person_contact_points(call, &ids).await?;
            Ok(children(ids, found, |points| points.into_iter().map(ContactPoint).collect()))
        };
        self.0.related(ctx, "contactPoints", load).await
    }

    /// The functions that the person holds, the newest first (German: Funktionen).
    #[graphql(directive = authorized::apply(Action::PersonRead))]
    async fn functions(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many at most, up to 100.")] first: Option<i32>,
        #[graphql(desc = "Held on this day; today unless given.")] on: Option<LocalDate>,
        #[graphql(desc = "Whenever held, past and planned ones too.", default)] all: bool,
    ) -> Result<Vec<PersonFunction>> {
        let slice = failure(ctx, Slice::read(first).map_err(Into::into))?;
        let on = on.map_or_else(|| call(ctx).today(), |day| day.0);
        let filter = FunctionFilter { on: (!all).then_some(on), roles: Vec::new() };
        let load = async |call: &application::Call, rows: &[Record]| {
            let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
            let found = verbs::list_functions_of(call, &ids, &filter, slice).await?;
            Ok(children(ids, found, PersonFunction::siblings))
        };
        self.0.related(ctx, format!("functions {} {filter:?}", slice.size), load).await
    }

    /// What this viewer may do with the person (German: Möglichkeiten).
    async fn viewer_can(&self, ctx: &Context<'_>) -> Vec<ActionCode> {
        viewer_can(ctx, &self.0.owner(), &[Action::PersonUpdate, Action::PersonDeactivate])
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
