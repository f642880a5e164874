//! What stands in the files, as those read them who are not we.

use super::{PEOPLE, person, written};
use acceptance::{Scene, Who, on_both_engines};
use calamine::{Data, Reader as _, Xlsx};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::io::Cursor;

/// Values of all kinds: text, numbers, days, instants, lists of objects and of words.
const KINDS: &str = "{ organisations(filter: {text: \"Remscheid\"}) { edges { cursor node { name kind version since: validFrom \
                     createdAt territories { key name } viewerCan address { place } } } } }";

/// Those whom the caller sees in the list itself, by family name and given name.
async fn listed(scene: &Scene, who: Who) -> Vec<(String, String)> {
    let document = "{ people(first: 100) { nodes { givenName familyName } } }";
    let page = scene.get(who, document, json!({})).await;
    let name = |node: &Value, field: &str| node[field].as_str().unwrap_or_default().to_owned();
    page["nodes"].as_array().unwrap().iter().map(|node| (name(node, "familyName"), name(node, "givenName"))).collect()
}

fn csv(bytes: &[u8]) -> Vec<Vec<String>> {
    let text = bytes.strip_prefix("\u{feff}".as_bytes()).expect("spreadsheets need the mark of UTF-8");
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').has_headers(false).from_reader(text);
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

on_both_engines! {
    async fn each_line_is_an_object(scene: Scene) {
        person(&scene, "Zoë", "Größe; \"=1+1\"").await;
        let (export, bytes) = written(&scene, Who::LEAD, PEOPLE, "JSONL").await;
        let lines: Vec<Value> =
            bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).map(|line| serde_json::from_slice(line).unwrap()).collect();
        let found: Vec<_> = lines
            .iter()
            .map(|line| (line["familyName"].as_str().unwrap_or_default(), line["givenName"].as_str().unwrap_or_default()))
            .collect();
        let expected = listed(&scene, Who::LEAD).await;
        assert!(expected.len() > 4, "several pages were read");
        assert_eq!(found, expected.iter().map(|(family, given)| (family.as_str(), given.as_str())).collect::<Vec<_>>());
        assert_eq!((export["rows"].as_u64(), export["total"].as_u64()), (Some(lines.len() as u64), Some(lines.len() as u64)));
        assert_eq!(export["sha256"], hex::encode(Sha256::digest(&bytes)));
        assert_eq!(export["fileName"], "people-2020-03-03.jsonl");
        let first = std::str::from_utf8(&bytes).unwrap().lines().next().unwrap();
        assert!(first.starts_with("{\"id\":") && first.contains(",\"organisation\":{\"name\":"), "as it was asked: {first}");
    }

    async fn german_spreadsheets_open_the_table(scene: Scene) {
        person(&scene, "=1+1", "Größe; \"klein\"").await;
        let (export, bytes) = written(&scene, Who::LEAD, PEOPLE, "CSV").await;
        let rows = csv(&bytes);
        assert_eq!(rows[0], ["id", "givenName", "familyName", "organisation.name"]);
        let expected: Vec<(String, String)> = listed(&scene, Who::LEAD).await;
        assert_eq!(rows.len() - 1, expected.len());
        for (row, (family, given)) in rows[1..].iter().zip(expected) {
            let guarded = if given.starts_with('=') { format!("'{given}") } else { given };
            assert_eq!((&row[2], &row[1]), (&family, &guarded));
        }
        assert!(rows.iter().any(|row| row[1] == "'=1+1" && row[2] == "Größe; \"klein\""), "no text becomes a formula");
        assert_eq!(export["fileName"], "people-2020-03-03.csv");
        assert!(bytes.ends_with(b"\r\n"));
    }

    async fn values_are_written_as_spreadsheets_here_show_them(scene: Scene) {
        let (_, bytes) = written(&scene, Who::ADMIN, KINDS, "CSV").await;
        let rows = csv(&bytes);
        let head = "name kind version since createdAt territories.key territories.name viewerCan address.place";
        assert_eq!(rows[0].join(" "), head);
        let city = rows.iter().find(|row| row[0] == "Stadt Remscheid").unwrap();
        assert_eq!(city[1..7], ["MUNICIPALITY", "1", "01.01.2020", "03.03.2020 09:00:00", "05120", "Remscheid"]);
        assert!(city[7].contains("organisation:update | organisation:close"), "{}", city[7]);
        assert_eq!(city[8], "");
    }

    async fn a_workbook_has_its_types(scene: Scene) {
        person(&scene, "=1+1", "Groß").await;
        let (export, bytes) = written(&scene, Who::LEAD, PEOPLE, "XLSX").await;
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
        assert_eq!(book.sheet_names(), ["people"]);
        let range = book.worksheet_range("people").unwrap();
        assert_eq!(range.rows().len() as u64 - 1, export["rows"].as_u64().unwrap());
        let head: Vec<String> = range.rows().next().unwrap().iter().map(ToString::to_string).collect();
        assert_eq!(head, ["id", "givenName", "familyName", "organisation.name"]);
        assert!(range.rows().any(|row| row[1] == Data::String("=1+1".to_owned())), "a text, as it is");
        assert!(book.worksheet_formula("people").unwrap().is_empty(), "and no formula");

        let (_, bytes) = written(&scene, Who::ADMIN, KINDS, "XLSX").await;
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
        let range = book.worksheet_range("organisations").unwrap();
        let city = range.rows().find(|row| row[0] == Data::String("Stadt Remscheid".to_owned())).unwrap();
        assert_eq!(city[2], Data::Float(1.0));
        assert_eq!(city[5], Data::String("05120".to_owned()), "a key is no number");
        let day = |cell: &Data| match cell {
            Data::DateTime(at) => at.as_f64(),
            other => panic!("{other:?} is no day"),
        };
        // Days since the end of 1899, as spreadsheets count.
        assert!((day(&city[3]) - 43_831.0).abs() < f64::EPSILON, "1 January 2020");
        assert!((day(&city[4]) - (43_893.0 + 0.375)).abs() < 1e-6, "3 March 2020 at nine here");
    }

    async fn an_empty_list_is_an_empty_file(scene: Scene) {
        let nobody = "{ people(filter: {text: \"Nirgendwer\"}) { nodes { familyName } } }";
        let (export, bytes) = written(&scene, Who::LEAD, nobody, "JSONL").await;
        assert_eq!((&export["rows"], &export["total"], bytes.len()), (&json!(0), &json!(0), 0));
        let (_, bytes) = written(&scene, Who::LEAD, nobody, "CSV").await;
        assert_eq!(csv(&bytes), [["familyName"]]);
        let (_, bytes) = written(&scene, Who::LEAD, nobody, "XLSX").await;
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
        assert_eq!(book.worksheet_range("people").unwrap().rows().len(), 1);
    }
}
