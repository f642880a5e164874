//! Subscriptions: `/graphql/ws` speaks graphql-transport-ws, `/graphql/stream` the distinct connections of graphql-sse.

mod guardian;
mod opened;
mod places;
mod roots;
mod settings;
mod sse;
mod ws;

pub(super) use places::Places;
pub(super) use roots::one_root;
pub use settings::StreamSettings;
pub(super) use sse::answer as answer_sse;
pub(super) use ws::answer as answer_ws;
