//! A wrong configuration stops the start with one sentence that names what is wrong.

use crate::running::{command, ended, run};
use std::fs;
use tempfile::tempdir;

fn refused(file: &str, variables: &[(&str, &str)], arguments: &[&str], named: &str) {
    let folder = tempdir().unwrap();
    fs::write(folder.path().join("bildungsnetz.toml"), file).unwrap();
    let ended = ended(command(folder.path(), arguments).envs(variables.iter().copied()));
    assert!(!ended.status.success());
    assert!(ended.complained.contains(named), "{named}: {}", ended.complained);
    assert_eq!(ended.complained.lines().count(), 1, "{}", ended.complained);
}

#[test]
fn an_unknown_key_is_named() {
    refused("database_url = \"x\"", &[], &["migrate"], "database_url");
    refused("", &[("BILDUNGSNETZ_DATABASE_URL", "x")], &["serve"], "database_url");
}

#[test]
fn a_wrong_value_is_named() {
    refused("connections = \"many\"", &[], &["migrate"], "connections");
    refused("[log]\nfilter = \"a=b=c\"", &[], &["migrate"], "log.filter");
    refused("", &[("BILDUNGSNETZ_LISTEN", "here")], &["serve"], "listen");
    refused("", &[], &["serve", "--database", "mysql:x"], "database");
    let issuer = "[[oidc.issuers]]\nissuer = \"http://login.example\"\naudience = \"x\"";
    refused(issuer, &[], &["serve"], "`http://login.example` must be reached by https");
    refused("[http]\ncors_origins = [\"nowhere\"]", &[], &["serve", "--prepare"], "cors_origins");
}

#[test]
fn a_database_that_is_not_there_is_named() {
    let folder = tempdir().unwrap();
    let nobody = "postgres://nobody@127.0.0.1:1/nothing";
    let ended = run(folder.path(), &["migrate", "--database", nobody]);
    assert!(!ended.status.success());
    assert!(ended.complained.contains("the database does not answer"), "{}", ended.complained);
}

#[test]
fn serving_says_what_has_to_be_done_first() {
    let folder = tempdir().unwrap();
    assert!(run(folder.path(), &["serve"]).complained.contains("run `bildungsnetz migrate`"));
    assert_eq!(run(folder.path(), &["migrate"]).said.lines().count(), 1);
    assert!(run(folder.path(), &["serve"]).complained.contains("`bildungsnetz keygen`"));
    assert!(run(folder.path(), &["keygen"]).status.success());
    assert_eq!(run(folder.path(), &["migrate"]).said, "The database is up to date.\n");
}
