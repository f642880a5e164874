//! The excerpt is of the official file (Statistisches Bundesamt, Gemeindeverzeichnis GV100AD of 30 November 2023,
//! Datenlizenz Deutschland Namensnennung 2.0): lines 1 to 16 are of North Rhine-Westphalia.

use super::*;
use crate::shared::Language;
use crate::territories::{Hectares, TerritoryKind, TerritoryLevel};

const EXCERPT: &str = include_str!("excerpt.txt");

/// The excerpt with a change to one line, counted from 1.
fn with(line: usize, change: impl Fn(&str) -> String) -> String {
    let lines = EXCERPT.lines().enumerate();
    lines.map(|(at, text)| if at + 1 == line { change(text) } else { text.to_owned() } + "\n").collect()
}

/// Puts a text over the characters from a place on.
fn over(place: usize, text: &'static str) -> impl Fn(&str) -> String {
    move |line| {
        line.chars().take(place).chain(text.chars()).chain(line.chars().skip(place + text.chars().count())).collect()
    }
}

fn without(line: usize) -> String {
    EXCERPT.split_inclusive('\n').enumerate().filter(|(at, _)| at + 1 != line).map(|(_, text)| text).collect()
}

/// What is refused, in English.
fn refused(file: impl AsRef<[u8]>) -> Vec<String> {
    let refusals = Directory::read(file.as_ref(), None).unwrap_err();
    refusals.iter().map(|refusal| refusal.message(Language::English)).collect()
}

fn find<'d>(directory: &'d Directory, key: &str) -> &'d TerritoryFacts {
    directory.entries.iter().find(|entry| entry.key.as_str() == key).unwrap()
}

#[test]
fn the_excerpt_is_read() {
    let directory = Directory::read(EXCERPT.as_bytes(), None).unwrap();
    assert_eq!(directory.status_date.to_string(), "2023-11-30");
    let keys: Vec<_> = directory.entries.iter().map(|entry| entry.key.as_str()).collect();
    let expected = ["05", "051", "05120", "05154", "05154004", "05154020", "053", "05334", "05334002", "05334024"];
    assert_eq!(keys, expected);
    let remscheid = find(&directory, "05120");
    assert_eq!(remscheid.kind, TerritoryKind::IndependentCity);
    assert_eq!(remscheid.regional_key.as_str(), "051200000000");
    assert_eq!(remscheid.population.unwrap().to_string(), "112613 (2022-12-31)");
    assert_eq!(remscheid.area, Some(Hectares(7_452)));
    assert_eq!(find(&directory, "05334").kind, TerritoryKind::CityRegion);
    assert_eq!(find(&directory, "05334024").kind, TerritoryKind::Municipality);
    assert_eq!(find(&directory, "05334024").regional_key.as_str(), "053340024024");
    assert_eq!(find(&directory, "05334002").kind, TerritoryKind::Town);
    assert_eq!(find(&directory, "051").seat.as_ref().unwrap().as_str(), "Düsseldorf");
}

#[test]
fn higher_levels_are_the_sum_of_their_municipalities() {
    let directory = Directory::read(EXCERPT.as_bytes(), None).unwrap();
    let inhabitants = |key| find(&directory, key).population.unwrap().inhabitants;
    assert_eq!(inhabitants("05334"), inhabitants("05334002") + inhabitants("05334024"));
    assert_eq!(inhabitants("05"), inhabitants("051") + inhabitants("053"));
    let municipalities = TerritoryLevel::Municipality.kinds();
    let all = directory.entries.iter().filter(|entry| municipalities.contains(&entry.kind));
    assert_eq!(all.map(|entry| inhabitants(entry.key.as_str())).sum::<u32>(), inhabitants("05"));
}

#[test]
fn the_day_of_the_count_can_be_given() {
    let directory = Directory::read(EXCERPT.as_bytes(), Some("2022-05-15".parse().unwrap())).unwrap();
    assert_eq!(find(&directory, "05").population.unwrap().on.to_string(), "2022-05-15");
}

#[test]
fn line_ends_of_windows_and_a_byte_order_mark_do_not_matter() {
    let windows = format!("\u{feff}{}", EXCERPT.replace('\n', "\r\n"));
    assert_eq!(Directory::read(windows.as_bytes(), None), Directory::read(EXCERPT.as_bytes(), None));
}

#[test]
fn every_kind_of_broken_line_is_named() {
    let cases: Vec<(String, &str)> = vec![
        (with(5, |line| line[..100].to_owned()), "Line 5: 100 characters long instead of 220."),
        (with(2, |_| String::new()), "Line 2: 0 characters long instead of 220."),
        (with(5, over(0, "61")), "Line 5: unknown record type \"61\" (known: 10, 20, 30, 40, 50, 60)."),
        (
            with(5, over(2, "20231131")),
            "Line 5: the territorial status \"20231131\" is not a date of the form YYYYMMDD.",
        ),
        (
            with(5, over(2, "00011130")),
            "Line 5: the territorial status \"00011130\" is not a date of the form YYYYMMDD.",
        ),
        (
            with(5, over(2, "20231129")),
            "Line 5: the territorial status 2023-11-29 differs from 2023-11-30 on the first line.",
        ),
        (with(5, over(10, "0512000 ")), "Line 5: key: 8 digits expected, found \"0512000\"."),
        (with(3, over(10, "05120000")), "Line 3: key: 5 digits expected, found \"05120000\"."),
        (with(5, over(18, "    ")), "Line 5: key of the association: 4 digits expected, found \"\"."),
        (with(2, over(22, "                    ")), "Line 2: the name is missing."),
        (with(5, over(22, "Rem\u{7}scheid")), "Line 5: \"Rem\\u{7}scheid Stadt\" is not an acceptable name."),
        (with(5, over(122, "99")), "Line 5: the type code \"99\" does not belong to this type of record."),
        (
            with(5, over(139, "0000011261x")),
            "Line 5: population: a whole number up to 10000000 expected, found \"0000011261x\".",
        ),
        (
            with(5, over(139, "+0000112613")),
            "Line 5: population: a whole number up to 10000000 expected, found \"+0000112613\".",
        ),
        (
            with(5, over(128, "99999999999")),
            "Line 5: area in hectares: a whole number up to 10000000 expected, found \"99999999999\".",
        ),
        (with(9, over(10, "05154020")), "Line 10: 05154020 stands on line 9 already."),
        (
            with(22, over(139, "           ")),
            "Line 22: population: a whole number up to 10000000 expected, found \"\".",
        ),
    ];
    for (file, expected) in cases {
        assert_eq!(refused(file).first().map(String::as_str), Some(expected));
    }
}

#[test]
fn all_broken_lines_are_named_and_all_that_is_wrong_with_each() {
    let broken = with(5, over(139, "x")).replacen("10202311", "99202311", 1);
    let broken = broken.replacen("Städteregion", "\u{7}täteregion", 1);
    let lines: Vec<_> = refused(broken).iter().map(|text| text[..text.find(':').unwrap()].to_owned()).collect();
    assert_eq!(lines, ["Line 1", "Line 5", "Line 12"]);
    let twice = with(5, |line| over(128, "x")(&over(139, "y")(line)));
    assert_eq!(refused(twice).len(), 2);
}

#[test]
fn broken_text_is_refused_with_its_line() {
    let mut file = EXCERPT.as_bytes().to_vec();
    let at = EXCERPT.find("Düsseldorf").unwrap() + 1;
    file[at] = 0xff;
    assert_eq!(refused(file), ["Line 1: not valid UTF-8."]);
    assert_eq!(refused("\0".repeat(3)), ["Line 1: 3 characters long instead of 220."]);
}

#[test]
fn lines_that_do_not_fit_together_are_refused() {
    assert_eq!(refused(without(1))[0], "Line 1: the territory 05 above it is missing in the file.");
    assert_eq!(refused(without(6))[0], "Line 8: the territory 05154 above it is missing in the file.");
    assert_eq!(refused(without(5))[0], "Line 3: the municipalities of 05120 are missing.");
    let town = "Line 5: the type code \"63\" does not belong to this type of record.";
    assert!(refused(with(5, over(122, "63"))).contains(&town.to_owned()));
    let district = "Line 3: the independent city 05120 needs exactly one municipality, 05120000 with the type code 61.";
    assert_eq!(refused(with(3, over(122, "43"))), [district]);
    assert_eq!(
        refused(with(9, over(122, "65"))),
        ["Line 9: the type code \"65\" does not belong to this type of record."]
    );
    assert_eq!(refused(with(2, over(10, "052")))[0], "Line 2: the municipalities of 052 are missing.");
}

#[test]
fn a_file_without_the_state_is_refused() {
    let others: String = EXCERPT.split_inclusive('\n').skip(16).collect();
    let message = "the file ends without the record of the state of North Rhine-Westphalia (05).";
    assert_eq!(refused(others), [format!("Line 6: {message}")]);
    assert_eq!(refused("")[0], "Line 1: 0 characters long instead of 220.");
}

#[test]
fn a_refusal_speaks_german_too() {
    let refusals = Directory::read(with(5, over(139, "x")).as_bytes(), None).unwrap_err();
    let german = "Zeile 5: Bevölkerung: eine ganze Zahl bis 10000000 erwartet, gefunden \"x0000112613\".";
    assert_eq!(refusals[0].message(Language::German), german);
}

#[test]
fn a_file_of_nothing_but_line_ends_gets_no_endless_answer() {
    let refusals = refused("\n".repeat(1_000_000));
    assert_eq!(refusals.len(), 20_001);
    assert_eq!(refusals[20_000], "Line 20000: too much is wrong; the rest of the file was not read.");
}
