//! The report on whom qualifications reach, for the funder.

mod export_reach;
mod report_reach;

pub use export_reach::export_reach_report;
pub use report_reach::{ReachReport, ReachRequest, report_reach};
