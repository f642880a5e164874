//! How much one request may ask for.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Who may ask for the schema by introspection. The SDL at `/schema.graphql` follows the same setting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Introspection {
    /// Everybody.
    #[default]
    Public,
    /// Everybody who is signed in.
    SignedIn,
    /// Nobody.
    Off,
}

/// What one request may ask for at most. A request beyond it is refused before anything runs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Bytes of a request's body, and of the query string of a GET.
    pub body_bytes: usize,
    /// Tokens of the document, counted before it is parsed.
    pub tokens: u32,
    /// Operations and fragments that the document defines.
    pub definitions: u32,
    /// Selections after all fragments are put in their places.
    pub selections: u32,
    /// Fields inside of fields.
    pub depth: u32,
    /// Aliases, also those in fragments, as often as they are used.
    pub aliases: u32,
    /// Directives such as `@include`.
    pub directives: u32,
    /// Mutations in one request. Of those that start a session, there may be one at most.
    pub mutations: u32,
    /// The cost, see `@cost`: roughly the number of fields in the answer.
    pub cost: u64,
    /// The rows that count for a list which takes no page size and says nothing of its own.
    pub assumed_rows: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            body_bytes: 1 << 20,
            tokens: 8_000,
            definitions: 200,
            selections: 4_000,
            depth: 20,
            aliases: 50,
            directives: 50,
            mutations: 5,
            cost: 100_000,
            assumed_rows: 10,
        }
    }
}
