//! Networks: phases, goals, members, contact care, reflections, surveys (domain.md 1.3, 2c).
//!
//! A network belongs to the organisation that keeps it. Its [`Team`] runs it: one coordinator and others; what is
//! confidential by design (the contact log, reflections) belongs to the team and to nobody above it. Its members are
//! organisations, each with a history of states.

mod analysis;
mod care;
mod contact;
mod gathering;
mod goal;
mod goal_progress;
mod kind;
mod membership;
mod network;
mod phase;
mod quantity;
mod reflection;
mod survey;
mod team;
mod tie;

pub use analysis::{Comparison, FEWEST_ANSWERS, compare, names_are_hidden};
pub use care::{ContactCount, LastContact, OutOfContact, out_of_contact};
pub use contact::{Contact, ContactChannel, ContactDirection, ContactDraft, FollowUp};
pub use gathering::{Gathering, Occasion, counted_until, ties_of};
pub use goal::{Goal, GoalDraft, GoalReview, GoalState, Judgement};
pub use goal_progress::{GoalProgress, MeasureProgress};
pub use kind::{FieldOfAction, NetworkKind, NetworkVisibility};
pub use membership::{MemberRole, Membership, MembershipState, MembershipStep, MembershipVerb, check_no_overlap};
pub use network::{Network, Profile};
pub use phase::{NetworkPhase, PhaseChange};
pub use quantity::Quantity;
pub use reflection::{Reader, Reflection, ReflectionDraft, ReflectionVisibility};
pub use survey::{Survey, SurveyState, Wave, check_ties};
pub use team::{Seat, Team, TeamRole};
pub use tie::{Frequency, Tie, TieKind, Trust};
