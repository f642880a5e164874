//! What series have in common when they are made and changed.

use domain::qualifications::{EducationStage, Entitlement, SeriesDraft, TargetGroup};
use domain::shared::OrganisationId;

/// What is said about a series.
#[derive(Clone, Debug)]
pub struct SeriesInput {
    /// What it is called.
    pub title: String,
    /// What it is about.
    pub description: Option<String>,
    /// What people can do afterwards.
    pub goals: Option<String>,
    /// Who may take part; what the kind says when nothing is said.
    pub entitlement: Option<Entitlement>,
    /// For whom it is.
    pub target_groups: Vec<TargetGroup>,
    /// Which stages of education it is about.
    pub stages: Vec<EducationStage>,
    /// What it is about, in single words.
    pub topics: Vec<String>,
    /// The organisations that hold it together with the host.
    pub co_hosts: Vec<OrganisationId>,
}

impl From<SeriesInput> for SeriesDraft {
    fn from(input: SeriesInput) -> Self {
        Self {
            title: input.title,
            description: input.description,
            goals: input.goals,
            entitlement: input.entitlement,
            target_groups: input.target_groups.into_iter().collect(),
            stages: input.stages.into_iter().collect(),
            topics: input.topics,
            co_hosts: input.co_hosts,
        }
    }
}
