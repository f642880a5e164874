//! Networks: phases, teams, members, goals, the contact log, reflections, surveys, analyses (domain.md 2c).
//!
//! What hangs on a network is seen through it: every such read names who asks ([`NetworkSight`] or the visibility of
//! the action), and finds only rows of networks that they reach.

mod analyses;
mod contacts;
mod filter;
mod gatherings;
mod goals;
mod memberships;
mod network;
mod reflections;
mod row;
mod sight;
mod surveys;
mod team;

pub use analyses::{Analyses, Analysis};
pub use contacts::{ContactFilter, Contacts};
pub use filter::{NetworkFilter, NetworkOrder};
pub use gatherings::Gatherings;
pub use goals::Goals;
pub use memberships::{MembershipFilter, Memberships};
pub use network::Networks;
pub use reflections::Reflections;
pub(crate) use row::{codes, spaced};
pub use sight::{Insider, NetworkSight};
pub(crate) use sight::{of_reached, of_team, spoken_for, team_of};
pub use surveys::{Invitee, Surveys};
pub use team::Seats;
