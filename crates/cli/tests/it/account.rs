//! `account`: what an operator does when nobody can sign in.

use crate::running::{run, run_with_input};
use tempfile::tempdir;

#[test]
fn the_first_administrator_is_made_listed_shut_and_opened() {
    let folder = tempdir().unwrap();
    let run = |arguments: &[&str]| run(folder.path(), arguments);
    assert!(run(&["migrate"]).status.success() && run(&["keygen"]).status.success());
    let create = ["account", "create-admin", "--email", "kim@agentur.example", "--family-name", "Beispiel"];
    let made = run(&create);
    assert!(made.status.success(), "{}", made.complained);
    assert!(made.said.contains("Password (shown only now): "), "{}", made.said);
    assert!(!run(&create).status.success(), "the address is taken");

    let listed = run(&["account", "list"]).said;
    assert!(listed.contains("kim@agentur.example") && listed.contains("TRANSFERAGENTUR_ADMIN"), "{listed}");
    assert_eq!(run(&["account", "disable", "Kim@Agentur.example"]).said, "Kim@Agentur.example is disabled.\n");
    assert!(run(&["account", "list"]).said.contains("DISABLED"));
    assert_eq!(run(&["account", "enable", "kim@agentur.example"]).said, "kim@agentur.example is active.\n");
    assert!(run(&["account", "unlock", "kim@agentur.example"]).status.success());
    assert!(run(&["account", "unlock", "alex@agentur.example"]).complained.contains("has no account"));
}

#[test]
fn a_password_can_come_from_elsewhere_but_not_be_short() {
    let folder = tempdir().unwrap();
    assert!(run(folder.path(), &["migrate"]).status.success() && run(folder.path(), &["keygen"]).status.success());
    let create =
        ["account", "create-admin", "--email", "kim@agentur.example", "--family-name", "Beispiel", "--password-stdin"];
    let refused = run_with_input(folder.path(), &create, "short\n");
    assert!(refused.complained.contains("password"), "{}", refused.complained);
    let made = run_with_input(folder.path(), &create, "Kaffee ohne Henkel, 7 Krähen\n");
    assert!(made.status.success(), "{}", made.complained);
    assert!(!made.said.contains("Kaffee"));
}
