use super::module::CourseModule;
use super::session::CourseSession;
use crate::gate::cost;
use crate::graphql::files::{File, files_of};
use crate::graphql::organisations::Organisation;
use crate::graphql::shared::{ActionCode, AnyNodeId, DateTime, Enum, Row, call, children, failure, referred};
use application::organisations::find_organisations;
use application::qualifications as verbs;
use async_graphql::{Context, Object, Result};
use domain::access::Action;
use domain::files::HolderKind;
use domain::qualifications::{
    CourseKind, CourseSeries as Record, EducationStage, Entitlement, SeriesState, TargetGroup,
};
use domain::shared::{CourseSeriesId, Id, LongText, Name, Slice};
use std::collections::BTreeSet;

/// An offer of several modules and sessions under one title (German: Qualifizierungsreihe).
#[derive(Clone, Debug)]
pub(crate) struct CourseSeries(Row<Record>);

impl CourseSeries {
    /// Nodes of series that were read together.
    pub(crate) fn siblings(records: impl IntoIterator<Item = Record>) -> Vec<Self> {
        Row::all(records).map(Self).collect()
    }

    /// The node of one series.
    pub(crate) fn one(record: Record) -> Self {
        Self(Row::one(record))
    }
}

/// An offer of several modules and sessions under one title (German: Qualifizierungsreihe).
#[Object]
impl CourseSeries {
    /// The global id.
    pub(crate) async fn id(&self) -> AnyNodeId {
        AnyNodeId::new(CourseSeriesId::TYPE, self.0.id.uuid())
    }

    /// The organisation that holds it (German: Veranstalter).
    async fn host(&self, ctx: &Context<'_>) -> Result<Option<Organisation>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let ids: BTreeSet<_> = rows.iter().map(|row| row.host).collect();
            let found = find_organisations(call, ids).await?;
            Ok(referred(rows.iter().map(|row| Some(row.host)), found, Organisation::siblings))
        };
        self.0.related(ctx, "host", load).await
    }

    /// What kind of offer it is (German: Format des Katalogs).
    async fn kind(&self) -> Enum<CourseKind> {
        Enum(self.0.kind)
    }

    /// What it is called (German: Titel).
    async fn title(&self) -> &str {
        self.0.plan.title.as_str()
    }

    /// What it is about (German: Beschreibung).
    async fn description(&self) -> Option<&str> {
        self.0.plan.description.as_ref().map(LongText::as_str)
    }

    /// What people can do afterwards (German: Ziele).
    async fn goals(&self) -> Option<&str> {
        self.0.plan.goals.as_ref().map(LongText::as_str)
    }

    /// Who may take part (German: Teilnahmeberechtigung).
    async fn entitlement(&self) -> Enum<Entitlement> {
        Enum(self.0.plan.entitlement)
    }

    /// For whom it is (German: Zielgruppen).
    async fn target_groups(&self) -> Vec<Enum<TargetGroup>> {
        self.0.plan.target_groups.iter().copied().map(Enum).collect()
    }

    /// Which stages of education it is about (German: Bildungsbereiche).
    async fn education_stages(&self) -> Vec<Enum<EducationStage>> {
        self.0.plan.stages.iter().copied().map(Enum).collect()
    }

    /// What it is about, in single words (German: Themen).
    async fn topics(&self) -> Vec<&str> {
        self.0.plan.topics.iter().map(Name::as_str).collect()
    }

    /// The organisations that hold it together with the host: they plan and run it, and the host decides (German:
    /// Mitveranstalter).
    #[graphql(directive = cost::apply(1, Some(2)))]
    async fn co_hosts(&self, ctx: &Context<'_>) -> Result<Vec<Organisation>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let ids: BTreeSet<_> = rows.iter().flat_map(|row| row.plan.co_hosts.iter().copied()).collect();
            let found = find_organisations(call, ids).await?;
            let one =
                |row: &Record| row.plan.co_hosts.iter().filter_map(|id| found.get(id).cloned()).collect::<Vec<_>>();
            Ok(rows.iter().map(|row| Organisation::siblings(one(row))).collect())
        };
        self.0.related(ctx, "coHosts", load).await
    }

    /// Its modules, in their order (German: Module).
    #[graphql(directive = cost::apply(1, Some(10)))]
    async fn modules(&self, ctx: &Context<'_>) -> Result<Vec<CourseModule>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
            let found = verbs::list_modules(call, &ids).await?;
            Ok(children(ids, found, CourseModule::siblings))
        };
        self.0.related(ctx, "modules", load).await
    }

    /// Its sessions, by their start (German: Termine).
    async fn sessions(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many at most, up to 100.")] first: Option<i32>,
    ) -> Result<Vec<CourseSession>> {
        let slice = failure(ctx, Slice::read(first).map_err(Into::into))?;
        let load = async |call: &application::Call, rows: &[Record]| {
            let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
            let found = verbs::list_sessions_of_series(call, &ids, slice).await?;
            Ok(children(ids, found, CourseSession::siblings))
        };
        self.0.related(ctx, format!("sessions {}", slice.size), load).await
    }

    /// Where it stands (German: Zustand).
    async fn state(&self) -> Enum<SeriesState> {
        Enum(self.0.state)
    }

    /// What this viewer may do with the series (German: Möglichkeiten).
    async fn viewer_can(&self, ctx: &Context<'_>) -> Vec<ActionCode> {
        let actions = [Action::SeriesPlan, Action::SeriesDecide, Action::SeriesRecognise];
        verbs::allowed_on(call(ctx), &*self.0, &actions).into_iter().map(ActionCode).collect()
    }

    /// The files that hang on it, the oldest first (German: Materialien).
    async fn files(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many at most, up to 100.")] first: Option<i32>,
    ) -> Result<Vec<File>> {
        files_of(ctx, &self.0, HolderKind::CourseSeries, |row| row.id.uuid(), first).await
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
