//! Networks: phases, teams, members, goals, contact care, reflections, surveys, analyses (domain.md 2c).
//!
//! What is the team's alone (the contact log) and what is an author's alone (reflections) is found by seats and by
//! authorship, never by the reach of a role; and the audit says that something was written there, not what.

mod add_member;
mod analyse_network;
mod answer_survey;
mod change_phase;
mod compare_analyses;
mod complete_follow_up;
mod contact_care;
mod create_goal;
mod create_network;
mod create_survey;
mod drop_goal;
mod export_analysis;
mod find_network;
mod graph;
mod input;
mod leave_team;
mod list_analyses;
mod list_contacts;
mod list_goals;
mod list_members;
mod list_reflections;
mod list_surveys;
mod move_member;
mod move_survey;
pub(crate) mod record;
mod record_contacts;
mod review_goal;
mod snapshot;
mod standing;
mod take_seat;
mod update_goal;
mod update_member;
mod update_network;
mod write_reflection;

pub use ::analysis::{Edge, Node, NodeMetrics, WholeMetrics};
pub use add_member::{AddMember, add_member};
pub use analyse_network::{AnalyseNetwork, analyse_network};
pub use answer_survey::{AnswerSurvey, TieInput, TrustInput, answer_survey};
pub use change_phase::{ChangePhase, change_phase};
pub use compare_analyses::{AnalysisChange, compare_analyses};
pub use complete_follow_up::{CompleteFollowUp, complete_follow_up};
pub use contact_care::{count_contacts_by_month, list_last_contacts, list_out_of_contact};
pub use create_goal::{GoalInput, create_goal};
pub use create_network::{CreateNetwork, create_network};
pub use create_survey::{CreateSurvey, create_survey};
pub use drop_goal::{DropGoal, drop_goal};
pub use export_analysis::{ExportFormat, export_analysis};
pub use find_network::{ListNetworks, count_networks, find_network, find_networks, list_networks, list_phase_changes};
pub use input::ProfileInput;
pub use leave_team::{LeaveTeam, leave_team, list_teams};
pub use list_analyses::{ShownAnalysis, find_analysis, list_analyses};
pub use list_contacts::{ListContacts, count_contacts, list_contacts};
pub use list_goals::{GoalView, find_goal, list_goals};
pub use list_members::{ListMembers, count_members, find_member, list_member_steps, list_members, list_members_of};
pub use list_reflections::{count_reflections, find_reflection, list_reflections};
pub use list_surveys::{TrustMean, find_survey, list_surveys, list_trust};
pub use move_member::{MoveMember, move_member};
pub use move_survey::{MoveSurvey, close_survey, open_survey};
pub use persistence::networks::{Insider, NetworkOrder};
pub(crate) use record::network_handed_over;
pub use record_contacts::{RecordContacts, record_contacts};
pub use review_goal::{ReviewGoal, review_goal};
pub use standing::find_insiders;
pub(crate) use standing::sight;
pub use take_seat::{TakeSeat, take_seat};
pub use update_goal::{UpdateGoal, update_goal};
pub use update_member::{UpdateMember, update_member};
pub use update_network::{UpdateNetwork, update_network};
pub use write_reflection::{
    DeleteReflection, ReflectionInput, UpdateReflection, delete_reflection, update_reflection, write_reflection,
};
