//! Invented worlds: people and organisations that do not exist, in territories that do. For demos, tests and
//! benchmarks. They are written by the same repositories as everything else, and audited.

mod acting;
mod bodies;
mod completed_series;
mod courses;
mod demo;
mod evaluations;
mod hosting;
mod meetings;
mod names;
mod networks;
mod past_sessions;
mod plan;
mod state;
mod surveys;
mod write;
mod write_bodies;

pub use demo::{DEMO_ACCOUNTS, DemoAccount, make_demo_world};
pub use state::make_state_world;

/// The password of every account of an invented world.
pub const WORLD_PASSWORD: &str = "bildungsnetz-demo";

/// How far the making of a world is: steps that are done, and steps in all.
pub type Progress<'p> = &'p (dyn Fn(usize, usize) + Sync);
