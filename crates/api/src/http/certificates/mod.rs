//! `/certificates`: certificates of attendance as PDF, and the page on which everybody can verify one.

mod document;
mod labels;
mod page;
mod verify;

pub(super) use verify::{answer as verify, answer_code as verify_code};
