//! Networks: phases, team, members, goals, contact care, reflections, surveys, analyses (German: Netzwerke).

mod analysis;
mod analysis_mutations;
mod care_mutations;
mod care_queries;
mod contact;
mod goal;
mod goal_mutations;
mod inputs;
mod member;
mod member_mutations;
mod mutations;
mod payloads;
mod quantity;
mod queries;
mod reflection;
mod survey;
mod survey_mutations;
mod types;

pub(crate) use analysis::NetworkFileFormat;
pub(crate) use analysis_mutations::NetworkAnalysisMutations;
pub(crate) use care_mutations::NetworkCareMutations;
pub(crate) use care_queries::NetworkCareQueries;
pub(crate) use goal::NetworkGoal;
pub(crate) use goal_mutations::NetworkGoalMutations;
pub(crate) use member::NetworkMembership;
pub(crate) use member_mutations::NetworkMemberMutations;
pub(crate) use mutations::NetworkMutations;
pub(crate) use queries::NetworkQueries;
pub(crate) use reflection::NetworkReflection;
pub(crate) use survey_mutations::NetworkSurveyMutations;
pub(crate) use types::Network;
