//! The catalogue of events is complete.

use domain::integration::EventType;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// How literals of the same form end that name no event: hosts and files.
const OTHERS: [&str; 9] = [".example", ".txt", ".csv", ".json", ".toml", ".html", ".md", ".pdf", ".ics"];

fn word(part: &str) -> bool {
    let letters = |letter: char| letter.is_ascii_alphabetic() || matches!(letter, '_' | '-');
    part.starts_with(|first: char| first.is_ascii_lowercase()) && part.chars().all(letters)
}

/// The literals of the form `noun.verbed` in a line.
fn types(line: &str) -> impl Iterator<Item = &str> {
    line.split('"').skip(1).step_by(2).filter(|literal| {
        let parts = literal.split_once('.');
        parts.is_some_and(|(noun, verbed)| word(noun) && word(verbed))
    })
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn every_event_of_every_verb_stands_in_the_catalogue() {
    let verbs = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join("crates/application/src");
    let mut files = Vec::new();
    sources(&verbs, &mut files);
    let mut named = BTreeSet::new();
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        named.extend(text.lines().flat_map(types).map(str::to_owned));
    }
    named.retain(|code| !OTHERS.iter().any(|other| code.ends_with(other)));
    let known: BTreeSet<String> = EventType::ALL.iter().map(|kind| kind.code.to_owned()).collect();
    let missing: Vec<_> = named.difference(&known).collect();
    let unused: Vec<_> = known.difference(&named).collect();
    assert!(missing.is_empty(), "events that domain/src/integration/catalogue.rs lacks: {missing:?}");
    assert!(unused.is_empty(), "types in the catalogue that no verb names: {unused:?}");
}
