use super::series::CourseSeries;
use crate::gate::cost;
use crate::graphql::files::{File, files_of};
use crate::graphql::shared::{AnyNodeId, DateTime, Row, referred};
use application::qualifications as verbs;
use async_graphql::{Context, Object, Result};
use domain::files::HolderKind;
use domain::qualifications::CourseModule as Record;
use domain::shared::{CourseModuleId, Id, LongText};
use std::collections::BTreeSet;

/// A module of a series (German: Modul).
#[derive(Clone, Debug)]
pub(crate) struct CourseModule(Row<Record>);

impl CourseModule {
    /// Nodes of modules that were read together.
    pub(crate) fn siblings(records: impl IntoIterator<Item = Record>) -> Vec<Self> {
        Row::all(records).map(Self).collect()
    }

    /// The node of one module.
    pub(crate) fn one(record: Record) -> Self {
        Self(Row::one(record))
    }
}

/// A module of a series (German: Modul).
#[Object]
impl CourseModule {
    /// The global id.
    pub(crate) async fn id(&self) -> AnyNodeId {
        AnyNodeId::new(CourseModuleId::TYPE, self.0.id.uuid())
    }

    /// The series that it belongs to (German: Reihe).
    async fn series(&self, ctx: &Context<'_>) -> Result<Option<CourseSeries>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let ids: BTreeSet<_> = rows.iter().map(|row| row.series).collect();
            let found = verbs::find_many_series(call, &ids.into_iter().collect::<Vec<_>>()).await?;
            Ok(referred(rows.iter().map(|row| Some(row.series)), found, CourseSeries::siblings))
        };
        self.0.related(ctx, "series", load).await
    }

    /// Its place in the series, from 1 (German: Reihenfolge).
    async fn place(&self) -> i64 {
        self.0.place
    }

    /// What it is called (German: Titel).
    async fn title(&self) -> &str {
        self.0.plan.title.as_str()
    }

    /// What it is about (German: Beschreibung).
    async fn description(&self) -> Option<&str> {
        self.0.plan.description.as_ref().map(LongText::as_str)
    }

    /// How long it takes, in minutes (German: Umfang in Minuten).
    async fn minutes(&self) -> u32 {
        self.0.plan.minutes
    }

    /// Whether the certificate of the series asks for it (German: Pflichtmodul).
    async fn is_mandatory(&self) -> bool {
        self.0.plan.mandatory
    }

    /// The modules that have to be completed first (German: Voraussetzungen).
    #[graphql(directive = cost::apply(1, Some(3)))]
    async fn prerequisites(&self, ctx: &Context<'_>) -> Result<Vec<CourseModule>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let ids: BTreeSet<_> = rows.iter().flat_map(|row| row.plan.prerequisites.iter().copied()).collect();
            let found = verbs::find_many_modules(call, &ids.into_iter().collect::<Vec<_>>()).await?;
            let asked = rows.iter().map(|row| row.plan.prerequisites.iter());
            Ok(asked.map(|asked| Self::siblings(asked.filter_map(|id| found.get(id).cloned()))).collect())
        };
        self.0.related(ctx, "prerequisites", load).await
    }

    /// The files that hang on it, the oldest first (German: Materialien).
    async fn files(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many at most, up to 100.")] first: Option<i32>,
    ) -> Result<Vec<File>> {
        files_of(ctx, &self.0, HolderKind::CourseModule, |row| row.id.uuid(), first).await
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
