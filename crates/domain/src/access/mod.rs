//! Who may do what: said once here, printed as `schema/authorization.txt` and `@authorized(...)`, and enforced from it.
//!
//! A [`Role`] is held for an organisation and a period. Each [`Action`] says how far every role reaches ([`Reach`]).
//! An [`Actor`] answers two questions, both pure: [`Actor::visibility`] for what may be read, and [`Actor::permit`]
//! for one thing. Combined roles have exactly the union of their rights. Source: domain.md 5.3, design.md 3.

mod action;
mod actor;
mod explanation;
mod role;
mod service;
mod visibility;

pub use action::{Action, Opening, Reach};
pub use actor::{Account, Actor, ActorKind, Assignment, Denied, Permit, Proof};
pub use explanation::{AccessReason, Explanation, explain};
pub use role::Role;
pub use service::Service;
pub use visibility::{Owner, Visibility};
