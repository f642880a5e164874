//! What is printed.
#![expect(clippy::print_stdout, reason = "figures are what this program is for")]

use crate::load::Figures;

/// The head of the table of one database.
pub(crate) fn heading(engine: &str) {
    println!("\n{engine}");
    println!("{:<44} {:>9} {:>9} {:>9} {:>9} {:>9}", "", "answers/s", "p50 ms", "p99 ms", "CPU ms", "x bare");
}

/// One line; with the figures of bare SQL, their ratio in processor time.
pub(crate) fn line(what: &str, figures: Figures, bare: Option<Figures>) {
    let ratio = bare.map_or_else(String::new, |bare| format!("{:.2}", figures.cpu / bare.cpu));
    println!(
        "{what:<44} {:>9.0} {:>9.2} {:>9.2} {:>9.3} {ratio:>9}",
        figures.per_second, figures.p50, figures.p99, figures.cpu
    );
}

/// A ratio of two figures in processor time.
pub(crate) fn ratio(what: &str, one: Figures, other: Figures) {
    println!("{what:<44} {:>49.2}", one.cpu / other.cpu);
}

/// Something to know.
pub(crate) fn note(text: &str) {
    println!("{text}");
}
