use crate::graphql::shared::{Enum, NodeId};
use application::qualifications as verbs;
use async_graphql::InputObject;
use domain::qualifications::{
    CourseKind, EducationStage, Entitlement, ModuleDraft, SeriesState, SeriesVerb, TargetGroup,
};
use domain::shared::{CourseModuleId, CourseSeriesId, OrganisationId, PersonId};

pub(super) fn values<T>(of: Option<Vec<Enum<T>>>) -> Vec<T> {
    of.unwrap_or_default().into_iter().map(|value| value.0).collect()
}

/// Which series; what is left out does not narrow the list (German: Filter).
#[derive(Debug, Default, InputObject)]
pub(crate) struct CourseSeriesFilter {
    /// Of one of these kinds (German: Formate des Katalogs).
    kinds: Option<Vec<Enum<CourseKind>>>,
    /// In one of these states (German: Zustände).
    states: Option<Vec<Enum<SeriesState>>>,
    /// Held by this organisation (German: Veranstalter).
    host_id: Option<NodeId<OrganisationId>>,
    /// With all of these words in title and topics; upper and lower case and the ways to write an umlaut make no
    /// difference (German: Suchtext).
    text: Option<String>,
}

impl From<CourseSeriesFilter> for verbs::SeriesFilter {
    fn from(filter: CourseSeriesFilter) -> Self {
        Self {
            kinds: values(filter.kinds),
            states: values(filter.states),
            host: filter.host_id.map(|id| id.0),
            text: filter.text,
        }
    }
}

/// What is said about a series (German: Angaben zur Reihe).
#[derive(Debug, InputObject)]
pub(crate) struct CourseSeriesPlanInput {
    /// What it is called (German: Titel).
    title: String,
    /// What it is about (German: Beschreibung).
    description: Option<String>,
    /// What people can do afterwards (German: Ziele).
    goals: Option<String>,
    /// Who may take part; what the kind says when nothing is said (German: Teilnahmeberechtigung).
    entitlement: Option<Enum<Entitlement>>,
    /// For whom it is (German: Zielgruppen).
    target_groups: Option<Vec<Enum<TargetGroup>>>,
    /// Which stages of education it is about (German: Bildungsbereiche).
    education_stages: Option<Vec<Enum<EducationStage>>>,
    /// What it is about, in single words, at most 20 (German: Themen).
    topics: Option<Vec<String>>,
    /// The organisations that hold it together with the host; only the host says so (German: Mitveranstalter).
    #[graphql(validator(max_items = 50))]
    co_host_ids: Option<Vec<NodeId<OrganisationId>>>,
}

impl From<CourseSeriesPlanInput> for verbs::SeriesInput {
    fn from(input: CourseSeriesPlanInput) -> Self {
        Self {
            title: input.title,
            description: input.description,
            goals: input.goals,
            entitlement: input.entitlement.map(|it| it.0),
            target_groups: values(input.target_groups),
            stages: values(input.education_stages),
            topics: input.topics.unwrap_or_default(),
            co_hosts: input.co_host_ids.unwrap_or_default().into_iter().map(|id| id.0).collect(),
        }
    }
}

/// A series to be planned (German: neue Reihe).
#[derive(Debug, InputObject)]
pub(crate) struct CreateCourseSeriesInput {
    /// The organisation that holds it (German: Veranstalter).
    host_id: NodeId<OrganisationId>,
    /// What kind of offer it is (German: Format des Katalogs).
    kind: Enum<CourseKind>,
    /// What is said about it (German: Angaben).
    plan: CourseSeriesPlanInput,
}

impl From<CreateCourseSeriesInput> for verbs::CreateSeries {
    fn from(input: CreateCourseSeriesInput) -> Self {
        Self { host: input.host_id.0, kind: input.kind.0, plan: input.plan.into() }
    }
}

/// A change of what is said about a series: all of it is said anew (German: Änderung der Reihe).
#[derive(Debug, InputObject)]
pub(crate) struct UpdateCourseSeriesInput {
    /// Which (German: Reihe).
    pub(super) id: NodeId<CourseSeriesId>,
    /// The version that the change was made from (German: erwartete Version).
    expected_version: i64,
    /// What is said about it (German: Angaben).
    plan: CourseSeriesPlanInput,
}

impl From<UpdateCourseSeriesInput> for verbs::UpdateSeries {
    fn from(input: UpdateCourseSeriesInput) -> Self {
        Self { id: input.id.0, expected_version: input.expected_version, plan: input.plan.into() }
    }
}

/// A step of a series (German: Zustandswechsel der Reihe).
#[derive(Debug, InputObject)]
pub(crate) struct CourseSeriesStepInput {
    /// Which (German: Reihe).
    pub(super) id: NodeId<CourseSeriesId>,
    /// The version that the change was made from (German: erwartete Version).
    expected_version: i64,
}

impl CourseSeriesStepInput {
    /// The step that is made.
    pub(super) const fn step(&self, verb: SeriesVerb) -> verbs::AdvanceSeries {
        verbs::AdvanceSeries { id: self.id.0, expected_version: self.expected_version, verb }
    }
}

/// What is said about a module (German: Angaben zum Modul).
#[derive(Debug, InputObject)]
pub(crate) struct CourseModulePlanInput {
    /// What it is called (German: Titel).
    title: String,
    /// What it is about (German: Beschreibung).
    description: Option<String>,
    /// How long it takes, in minutes (German: Umfang in Minuten).
    minutes: u32,
    /// Whether the certificate of the series asks for it (German: Pflichtmodul).
    #[graphql(default = true)]
    is_mandatory: bool,
    /// The modules that have to be completed first (German: Voraussetzungen).
    #[graphql(validator(max_items = 50))]
    prerequisite_ids: Option<Vec<NodeId<CourseModuleId>>>,
}

impl From<CourseModulePlanInput> for ModuleDraft {
    fn from(input: CourseModulePlanInput) -> Self {
        Self {
            title: input.title,
            description: input.description,
            minutes: input.minutes,
            mandatory: input.is_mandatory,
            prerequisites: input.prerequisite_ids.unwrap_or_default().into_iter().map(|id| id.0).collect(),
        }
    }
}

/// A module for a series (German: neues Modul).
#[derive(Debug, InputObject)]
pub(crate) struct AddCourseModuleInput {
    /// For which series (German: Reihe).
    series_id: NodeId<CourseSeriesId>,
    /// What is said about it (German: Angaben).
    plan: CourseModulePlanInput,
}

impl From<AddCourseModuleInput> for verbs::AddModule {
    fn from(input: AddCourseModuleInput) -> Self {
        Self { series: input.series_id.0, plan: input.plan.into() }
    }
}

/// A change of what is said about a module: all of it is said anew (German: Änderung des Moduls).
#[derive(Debug, InputObject)]
pub(crate) struct UpdateCourseModuleInput {
    /// Which (German: Modul).
    pub(super) id: NodeId<CourseModuleId>,
    /// The version that the change was made from (German: erwartete Version).
    expected_version: i64,
    /// What is said about it (German: Angaben).
    plan: CourseModulePlanInput,
}

impl From<UpdateCourseModuleInput> for verbs::UpdateModule {
    fn from(input: UpdateCourseModuleInput) -> Self {
        Self { id: input.id.0, expected_version: input.expected_version, plan: input.plan.into() }
    }
}

/// Prior learning that is to count as a completed module (German: Anrechnung).
#[derive(Debug, InputObject)]
pub(crate) struct RecognisePriorLearningInput {
    /// Whose (German: Person).
    person_id: NodeId<PersonId>,
    /// Which module (German: Modul).
    module_id: NodeId<CourseModuleId>,
    /// Why (German: Grund).
    reason: String,
}

impl From<RecognisePriorLearningInput> for verbs::RecognisePriorLearning {
    fn from(input: RecognisePriorLearningInput) -> Self {
        Self { person: input.person_id.0, module: input.module_id.0, reason: input.reason }
    }
}
