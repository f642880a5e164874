//! What participants think of a session, said so that nobody can tell who said it (ADR 0016).
//!
//! An [`Evaluation`] is a form that is drafted, opened and closed with its session. A [`Ballot`] falls into an [`Urn`],
//! which knows sums and texts and no single ballot. When it closes, only what may be shown is kept
//! ([`EvaluationFigures`]): of five people or more, in every part and in what is left when parts are taken away.

mod ballot;
mod figures;
mod form;
mod latecomers;
mod parts;
mod protection;
mod record;
mod urn;
mod wording;

pub use ballot::{Ballot, EvaluationAnswer};
pub use figures::EvaluationFigures;
pub use form::{EvaluationQuestion, EvaluationQuestionDraft, EvaluationQuestionKind};
pub use latecomers::{Latecomers, assign_latecomers};
pub use parts::{EvaluationBreakdown, PART_OF_ALL, PART_OF_OTHERS, assign_parts};
pub use protection::{FEWEST_SHOWN, shown_parts};
pub use record::{Evaluation, EvaluationState, EvaluationVerb};
pub use urn::{Counts, Tally, Urn};
pub use wording::{Wording, WordingDraft};
