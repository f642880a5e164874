//! The harness of the acceptance tests: a platform of its own for every test, on either database.
//!
//! ```text
//! on_both_engines! {
//!     async fn an_office_reads_its_own_people(world: World) {
//!         …
//!     }
//! }
//! ```
//! makes the tests `an_office_reads_its_own_people::sqlite` and `::postgres`. PostgreSQL is the server that
//! `TEST_POSTGRES_URL` names, else one that is started for this run; where there is neither, its tests say so loudly
//! and are skipped, or fail when `BILDUNGSNETZ_REQUIRE_POSTGRES=1`.

mod authority;
mod both;
mod browser;
mod cast;
mod database;
mod ids;
mod letter;
mod loud;
mod mail_sink;
mod nats;
mod node;
mod postgres;
mod python;
mod reader;
mod running;
mod scene;
mod site;
mod sqlite;
mod storm;
mod world;

pub use authority::{Authority, Proof};
pub use both::{Given, run};
pub use browser::Browser;
pub use cast::{Cast, Member, PASSWORD, Place};
pub use database::TestDatabase;
pub use ids::CountingIds;
pub use letter::{Letter, read_calendars};
pub use mail_sink::{MailSink, TakenMail};
pub use nats::NatsServer;
pub use node::NodePackage;
pub use persistence::Engine;
pub use python::PythonPackage;
pub use reader::Reader;
pub use running::Running;
pub use scene::{Scene, Who, global};
pub use site::Site;
pub use storm::{Door, Passed, Prize, Storm};
pub use world::World;
