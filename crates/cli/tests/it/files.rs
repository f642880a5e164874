//! Commands that read and write files.

use crate::running::run;
use scratch_postgres::ScratchPostgres;
use std::fs;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use tempfile::tempdir;

#[test]
fn keys_and_secrets_are_for_the_operator_alone() {
    let folder = tempdir().unwrap();
    for _ in 0..2 {
        assert!(run(folder.path(), &["keygen", "--data-dir", "d"]).status.success());
    }
    let keys: Vec<_> = fs::read_dir(folder.path().join("d/keys")).unwrap().map(|key| key.unwrap().path()).collect();
    assert_eq!(keys.len(), 2, "each call adds a key, and keeps the secret");
    for file in keys.iter().chain([&folder.path().join("d/secret")]) {
        assert_eq!(fs::metadata(file).unwrap().permissions().mode() & 0o777, 0o600, "{}", file.display());
    }
}

#[test]
fn an_import_with_a_wrong_line_changes_nothing_and_names_it() {
    let folder = tempdir().unwrap();
    let run = |arguments: &[&str]| run(folder.path(), arguments);
    assert!(run(&["migrate"]).status.success() && run(&["keygen"]).status.success());
    fs::write(folder.path().join("wrong.txt"), "10nonsense\n").unwrap();
    let refused = run(&["import", "territories", "wrong.txt"]);
    assert!(!refused.status.success());
    assert!(refused.said.starts_with("Line 1: "), "{}", refused.said);
    assert!(refused.complained.contains("nothing was changed"), "{}", refused.complained);
    assert!(run(&["import", "territories", "nowhere.txt"]).complained.contains("nowhere.txt"));
}

#[test]
fn without_a_file_the_territories_of_the_binary_are_imported() {
    let folder = tempdir().unwrap();
    let run = |arguments: &[&str]| run(folder.path(), arguments);
    assert!(run(&["migrate"]).status.success() && run(&["keygen"]).status.success());
    assert!(!run(&["import", "territories", "--dry-run"]).status.success(), "there is no file to try");
    assert!(run(&["import", "territories"]).said.starts_with("444 territories loaded"));
    let again = run(&["import", "territories"]);
    assert!(again.status.success() && again.said.contains("already"), "{}", again.said);
}

#[test]
fn a_seeded_database_is_not_seeded_again() {
    let folder = tempdir().unwrap();
    assert!(run(folder.path(), &["seed", "--size", "demo"]).said.starts_with("15 accounts were made"));
    assert!(run(folder.path(), &["seed", "--size", "demo"]).said.contains("nothing was made"));
}

/// Whether there is a PostgreSQL for the dump. Without one its tests say so and are skipped, unless it is required.
#[expect(clippy::disallowed_methods, reason = "this variable steers the tests and not the platform")]
fn has_postgres() -> bool {
    match ScratchPostgres::start() {
        Ok(_) => true,
        Err(error) => {
            let required = std::env::var("BILDUNGSNETZ_REQUIRE_POSTGRES").is_ok_and(|value| value == "1");
            assert!(!required, "BILDUNGSNETZ_REQUIRE_POSTGRES=1, but: {error}");
            // Past the test runner, which hides what a passing test says.
            std::io::stderr().write_all(format!("*** SKIPPED: {error}\n").as_bytes()).unwrap();
            false
        }
    }
}

#[test]
fn the_generated_files_are_those_in_the_repository() {
    if !has_postgres() {
        return;
    }
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schema");
    let folder = tempdir().unwrap();
    let named = schema.to_str().unwrap();
    let checked = run(folder.path(), &["schema", "--check", "--dir", named]);
    assert!(checked.status.success(), "{}", checked.complained);
}

#[test]
fn a_file_that_drifted_is_named() {
    if !has_postgres() {
        return;
    }
    let folder = tempdir().unwrap();
    fs::create_dir_all(folder.path().join("schema/operations")).unwrap();
    assert!(run(folder.path(), &["schema"]).status.success());
    assert!(run(folder.path(), &["schema", "--check"]).status.success());
    fs::write(folder.path().join("schema/sqlite.sql"), "").unwrap();
    fs::write(folder.path().join("schema/operations/A.graphql"), "{ nothing }").unwrap();
    let refused = run(folder.path(), &["schema", "--check"]).complained;
    assert!(refused.contains("A.graphql"), "{refused}");
    fs::remove_file(folder.path().join("schema/operations/A.graphql")).unwrap();
    let refused = run(folder.path(), &["schema", "--check"]).complained;
    assert!(refused.contains("sqlite.sql") && refused.contains("cargo run -- schema"), "{refused}");
}
