//! What a person who runs the tests must see.

/// Says that tests are skipped. `cargo test` hides what a passing test prints, so it goes to the handle itself.
#[expect(clippy::print_stderr, reason = "cargo test hides what a passing test says; this must be seen")]
pub(crate) fn skipped(which: &str, reason: &str, remedy: &str) {
    use std::io::Write;
    let text = format!("\n*** {which} are SKIPPED: {reason}.\n*** {remedy}\n\n");
    if std::io::stderr().write_all(text.as_bytes()).is_err() {
        eprintln!("{text}");
    }
}
