//! What every area uses: ids, time, text, pages, and the shape of a refusal.

mod clock;
mod coded;
mod contact;
mod contact_point;
mod edit;
mod fold;
mod global_id;
mod ids;
pub(crate) mod machine;
mod page;
mod period;
mod refusal;
mod text;

pub use clock::{BERLIN, Clock, FrozenClock, Timestamp, berlin_date, berlin_time};
pub(crate) use coded::coded_enum;
pub use coded::{Coded, UnknownCode};
pub use contact::{EmailAddress, PhoneNumber, WebAddress};
pub use contact_point::{ContactKind, ContactPoint, ContactPointDraft, ContactVisibility};
pub use edit::Edit;
pub use fold::{search_key, sort_key};
pub use global_id::{global_id, read_global_id};
pub use ids::*;
pub use jiff::civil::Date;
pub(crate) use machine::transitions;
pub use page::{Page, PageRequest, Slice};
pub use period::Period;
pub use refusal::{Language, Refusal, RefusalCode, Refusals};
pub use text::{LongText, Name, Text};
