//! Full-text search: what is found by which words, and which words are shown (issue 3).
//!
//! Words are cut, stemmed and folded here, once for what is kept in the index and once for what is asked, so that both
//! databases find the same. They only look words up.

mod kind;
mod marked;
mod query;
mod snippet;
mod word;

pub use kind::SearchKind;
pub use marked::{Mark, Marked};
pub use query::{SearchQuery, Term};
pub use word::{MOST_WORDS, Word, words};
