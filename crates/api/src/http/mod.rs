//! Everything between the network and the schema: routes, GraphQL over HTTP, who asks, how much, and how it is answered.

mod address;
mod analysis_files;
mod api;
mod authenticate;
mod calendar;
mod certificates;
mod entity_tag;
mod explorer;
mod files;
mod graphql;
mod health;
mod home;
mod keys;
mod language;
mod layers;
mod media;
mod metrics;
mod oauth;
mod oparl;
mod problem;
mod rates;
mod request_id;
mod router;
mod sdl;
mod serve;
mod settings;
mod streams;
mod table_files;
mod tagged;
mod webhooks;

pub use api::{Parts, SetupError};
pub use explorer::DemoAccount;
pub use router::{Server, server};
pub use serve::serve;
pub use settings::{HttpSettings, MetricsAccess, Rates};
pub use streams::StreamSettings;
