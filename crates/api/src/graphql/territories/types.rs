use super::relatives::{Seen, organisations, relatives};
use crate::gate::cost;
use crate::graphql::organisations::Organisation;
use crate::graphql::shared::{ActionCode, AnyNodeId, Enum, LocalDate, Row, failure, viewer_can};
use application::territories::Relation;
use async_graphql::{Context, Object, Result, SimpleObject};
use domain::access::{Action, Owner};
use domain::shared::{Date, Id, Name, Slice, TerritoryId};
use domain::territories::{Nuts3, Territory as Record, TerritoryFacts, TerritoryKind};
use std::sync::Arc;

/// A territory in one period of its key.
#[derive(Clone, Debug)]
pub(crate) struct Territory(Row<Seen>);

/// A number of inhabitants (German: Bevölkerungsstand).
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct Population {
    /// How many inhabitants (German: Einwohnerinnen und Einwohner).
    value: u32,
    /// On which day they were counted (German: Stichtag).
    date: LocalDate,
}

impl Territory {
    /// Nodes of territories that were read together, whose relatives are looked at on a day.
    pub(crate) fn siblings_on(territories: impl IntoIterator<Item = Record>, on: Date) -> Vec<Self> {
        Self::siblings(territories.into_iter().map(|territory| Seen { territory: Arc::new(territory), on }))
    }

    /// The same, each with a day of its own.
    pub(super) fn siblings(seen: impl IntoIterator<Item = Seen>) -> Vec<Self> {
        Row::all(seen).map(Self).collect()
    }

    fn facts(&self) -> &TerritoryFacts {
        &self.0.territory.facts
    }
}

/// A territory in one period of its key (German: Gebietskörperschaft mit Gebietsstand): the state, an administrative
/// region, a district or a municipality. An independent city (kreisfreie Stadt) is district and municipality at once.
#[Object]
impl Territory {
    /// The global id of this record. Another period of the same key has another one.
    pub(crate) async fn id(&self) -> AnyNodeId {
        AnyNodeId::new(TerritoryId::TYPE, self.0.territory.id.uuid())
    }

    /// The official key: two digits for the state, three for an administrative region, five for a district or an
    /// independent city, eight for any other municipality (German: Schlüssel; the leading digits of the AGS).
    async fn key(&self) -> &str {
        self.facts().key.as_str()
    }

    /// The municipality key of eight digits, for municipalities and independent cities (German: Amtlicher
    /// Gemeindeschlüssel, AGS).
    async fn municipality_key(&self) -> Option<String> {
        self.facts().municipality_key()
    }

    /// The regional key of twelve digits, filled up with zeros above the municipalities (German: Amtlicher
    /// Regionalschlüssel, ARS).
    async fn regional_key(&self) -> &str {
        self.facts().regional_key.as_str()
    }

    /// The code of the district on the third level of the European classification NUTS; municipalities show that of
    /// the district they lie in (German: NUTS-3-Code).
    async fn nuts3(&self) -> Option<&str> {
        self.facts().nuts3.as_ref().map(Nuts3::as_str)
    }

    /// What kind of territory it is (German: Art der Gebietskörperschaft).
    async fn kind(&self) -> Enum<TerritoryKind> {
        Enum(self.facts().kind)
    }

    /// The name without additions, for instance `Kleve` (German: Name).
    async fn name(&self) -> &str {
        self.facts().name.as_str()
    }

    /// The name in full, as the official directory has it, for instance `Hagen, Stadt der FernUniversität` (German:
    /// amtlicher Name).
    async fn official_name(&self) -> &str {
        self.facts().official_name.as_str()
    }

    /// The name with the kind where the name alone does not tell, for instance `Kreis Kleve` (German: Anzeigename).
    async fn display_name(&self) -> String {
        self.facts().display_name()
    }

    /// The seat of the administration; the directory gives none for municipalities of districts (German: Verwaltungssitz).
    async fn seat(&self) -> Option<&str> {
        self.facts().seat.as_ref().map(Name::as_str)
    }

    /// The number of inhabitants with its date; missing for territories that ended before the directory in use
    /// (German: Bevölkerung).
    async fn population(&self) -> Option<Population> {
        let population = self.facts().population?;
        Some(Population { value: population.inhabitants, date: LocalDate(population.on) })
    }

    /// The area in hectares (German: Fläche in Hektar).
    async fn area_hectares(&self) -> Option<u32> {
        self.facts().area.map(|area| area.0)
    }

    /// The first day on which the key stood for this territory (German: gültig ab).
    async fn valid_from(&self) -> LocalDate {
        LocalDate(self.0.territory.period.from)
    }

    /// The last day; missing as long as it lasts (German: gültig bis).
    async fn valid_until(&self) -> Option<LocalDate> {
        self.0.territory.period.until.map(LocalDate)
    }

    /// The status date of the official directory by which the record was last changed (German: Gebietsstand).
    async fn territorial_status_date(&self) -> LocalDate {
        LocalDate(self.facts().status_date)
    }

    /// The day on which parent, ancestors and children are looked at: the one asked for, or the nearest one on which
    /// this territory existed (German: Betrachtungstag).
    async fn as_of(&self) -> LocalDate {
        LocalDate(self.0.territory.day_near(self.0.on))
    }

    /// What this viewer may do with it (German: Möglichkeiten).
    async fn viewer_can(&self, ctx: &Context<'_>) -> Vec<ActionCode> {
        viewer_can(ctx, &Owner::NOBODY, &[Action::TerritoryImport])
    }

    /// The version of the record, from 1 (German: Version).
    async fn version(&self) -> i64 {
        self.0.territory.version
    }

    /// The territory above; the state has none (German: übergeordnete Gebietskörperschaft).
    async fn parent(&self, ctx: &Context<'_>) -> Result<Option<Self>> {
        Ok(relatives(&self.0, ctx, Relation::Parent).await?.pop())
    }

    /// All territories above, the nearest first (German: übergeordnete Gebietskörperschaften).
    #[graphql(directive = cost::apply(1, Some(3)))]
    async fn ancestors(&self, ctx: &Context<'_>) -> Result<Vec<Self>> {
        relatives(&self.0, ctx, Relation::Ancestors).await
    }

    /// The territories directly below, by name (German: untergeordnete Gebietskörperschaften). None has more than
    /// thirty.
    #[graphql(directive = cost::apply(1, Some(30)))]
    async fn children(&self, ctx: &Context<'_>) -> Result<Vec<Self>> {
        relatives(&self.0, ctx, Relation::Children).await
    }

    /// The active organisations that serve it, by name (German: zuständige Organisationen).
    async fn organisations(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many at most, up to 100.")] first: Option<i32>,
    ) -> Result<Vec<Organisation>> {
        let slice = failure(ctx, Slice::read(first).map_err(Into::into))?;
        organisations(&self.0, ctx, slice).await
    }

    /// What it was before its first day, by key (German: Vorgänger).
    #[graphql(directive = cost::apply(1, Some(3)))]
    async fn predecessors(&self, ctx: &Context<'_>) -> Result<Vec<Self>> {
        relatives(&self.0, ctx, Relation::Predecessors).await
    }

    /// What it became after its last day, by key (German: Nachfolger).
    #[graphql(directive = cost::apply(1, Some(3)))]
    async fn successors(&self, ctx: &Context<'_>) -> Result<Vec<Self>> {
        relatives(&self.0, ctx, Relation::Successors).await
    }
}
