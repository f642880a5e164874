//! Finding records by their words (ADR 0026).

mod find;
mod keep_index;

pub use find::{Search, count_hits, search};
pub use keep_index::{check_search_index, ensure_search_index, rebuild_search_index};
pub use persistence::search::{IndexCheck, SearchHit};
