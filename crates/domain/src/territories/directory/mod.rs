//! The official directory of municipalities, GV100AD of the Statistisches Bundesamt: a text file in UTF-8 with lines
//! of fixed width, one for each territory of Germany (domain.md 4.1).

mod assemble;
mod line;
pub(in crate::territories) mod problem;
mod record;

use super::territory::TerritoryFacts;
use crate::shared::{Date, Refusal};
use problem::Problem;
use record::Record;

/// How many refusals one file gets. A directory that is broken in each of its 16,000 lines gets all of them; a file of
/// a million line ends is no directory.
const MOST_REFUSALS: usize = 20_000;

/// The part of a directory that belongs to North Rhine-Westphalia, free of contradictions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directory {
    /// The day whose territories it lists (Gebietsstand).
    pub status_date: Date,
    /// Its territories, each after the one above it.
    pub entries: Vec<TerritoryFacts>,
    /// How many lines the file has.
    pub lines: usize,
}

impl Directory {
    /// Reads a file. Every line is checked, also those of other states: a file that is damaged anywhere is not used.
    /// The file does not say on which day its inhabitants were counted; unless `population_date` does, it is the last
    /// day of the year before the status date.
    ///
    /// # Errors
    /// `IMPORT_LINE` for everything that is wrong, with the number of the line.
    pub fn read(file: &[u8], population_date: Option<Date>) -> Result<Self, Vec<Refusal>> {
        let file = file.strip_prefix("\u{feff}".as_bytes()).unwrap_or(file);
        let file = file.strip_suffix(b"\n").unwrap_or(file);
        let (mut records, mut refusals) = (Vec::new(), Vec::new());
        for (number, line) in (1..).zip(file.split(|sign| *sign == b'\n')) {
            match Record::read(number, line.strip_suffix(b"\r").unwrap_or(line)) {
                Ok(record) => records.push(record),
                Err(problems) => refusals.extend(problems.iter().map(|problem| problem.on_line(number))),
            }
            if refusals.len() >= MOST_REFUSALS {
                refusals.push(Problem::TooMany.on_line(number));
                break;
            }
        }
        // Whether lines fit together can be said only when each of them can be read.
        if refusals.is_empty() { assemble::assemble(&records, population_date) } else { Err(refusals) }
    }

    /// Refuses the file because of something that no single territory is to blame for.
    pub(super) fn refuse(&self, problem: &Problem) -> Refusal {
        problem.on_line(self.lines)
    }
}

#[cfg(test)]
mod tests;
