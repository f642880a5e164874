//! The house keeps its shape (design.md 2): arrows run one way, files stay short, no test sleeps.

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// What each room may name of the others. Whoever adds an arrow changes the architecture: ask design.md first.
const ARROWS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("analysis", &[]),
    ("documents", &[]),
    ("migrations", &[]),
    ("scratch-postgres", &[]),
    ("explorer", &[]),
    ("persistence", &["domain", "migrations"]),
    ("application", &["analysis", "documents", "domain", "persistence"]),
    ("api", &["application", "domain", "explorer"]),
    ("bildungsnetz", &["api", "application", "domain", "persistence", "scratch-postgres"]),
];

/// What each room must never name, not even by way of another crate of its own choice.
const FORBIDDEN: &[(&str, &[&str])] = &[
    ("domain", &["tokio", "sea-orm", "sqlx", "axum", "async-graphql", "tracing"]),
    ("analysis", &["tokio", "sea-orm", "sqlx", "axum", "async-graphql", "tracing"]),
    ("documents", &["tokio", "sea-orm", "sqlx", "axum", "async-graphql", "tracing"]),
    ("persistence", &["axum", "async-graphql"]),
    ("application", &["sea-orm", "sqlx", "axum", "async-graphql"]),
    ("api", &["sea-orm", "sqlx", "persistence", "migrations"]),
];

const LONGEST_FILE: usize = 600;
const LONGEST_MEDIAN: usize = 150;

fn metadata() -> Metadata {
    MetadataCommand::new().manifest_path(workspace().join("Cargo.toml")).no_deps().exec().unwrap()
}

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

fn dependencies() -> BTreeMap<String, BTreeSet<String>> {
    let packages = metadata().packages.into_iter().map(|package| {
        let named = package.dependencies.into_iter().filter(|named| named.kind == DependencyKind::Normal);
        (package.name.to_string(), named.map(|named| named.name).collect())
    });
    packages.collect()
}

#[test]
fn arrows_run_one_way() {
    let dependencies = dependencies();
    for (room, allowed) in ARROWS {
        let ours = dependencies[*room].iter().filter(|named| dependencies.contains_key(*named));
        let unexpected: Vec<_> = ours.filter(|named| !allowed.contains(&named.as_str())).collect();
        assert!(unexpected.is_empty(), "{room} must not depend on {unexpected:?}");
    }
    let ruled: BTreeSet<_> = ARROWS.iter().map(|(room, _)| (*room).to_owned()).collect();
    let unruled: Vec<_> = dependencies.keys().filter(|name| !ruled.contains(*name)).collect();
    assert_eq!(unruled, ["acceptance", "bench", "generated-client"], "a new crate needs a line in ARROWS");
}

#[test]
fn no_room_names_what_belongs_to_another() {
    let dependencies = dependencies();
    for (room, forbidden) in FORBIDDEN {
        let named: Vec<_> = forbidden.iter().filter(|name| dependencies[*room].contains(**name)).collect();
        assert!(named.is_empty(), "{room} must not name {named:?}");
    }
}

#[test]
fn files_stay_short() {
    let mut lengths = Vec::new();
    for file in rust_files(&workspace()) {
        let lines = fs::read_to_string(&file).unwrap().lines().count();
        assert!(lines <= LONGEST_FILE, "{} has {lines} lines, more than {LONGEST_FILE}", file.display());
        lengths.push(lines);
    }
    lengths.sort_unstable();
    let median = lengths[lengths.len() / 2];
    assert!(median <= LONGEST_MEDIAN, "the median file has {median} lines, more than {LONGEST_MEDIAN}");
}

#[test]
fn no_test_sleeps() {
    // Spelled so that this file does not find itself.
    let marks = [concat!("#[", "ignore"), concat!("#![", "allow"), concat!("#[", "allow(")];
    for file in rust_files(&workspace()) {
        let text = fs::read_to_string(&file).unwrap();
        for mark in marks {
            assert!(!text.contains(mark), "{} says {mark}…", file.display());
        }
    }
}

#[test]
fn every_area_has_its_room_in_every_layer() {
    for area in ["accounts", "audit", "organisations", "people", "territories"] {
        for layer in ["persistence/src", "application/src", "api/src/graphql"] {
            let room = workspace().join("crates").join(layer).join(area);
            assert!(room.is_dir(), "{} is missing", room.display());
        }
    }
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() && !name.starts_with('.') && name != "target" && name != "node_modules" {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    found
}
