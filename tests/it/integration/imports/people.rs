//! People from CSV and XLSX.

use super::{columns, csv, figures, imported, known, rows, skipping, start, upload, workbook};
use acceptance::{Scene, Who, global, on_both_engines};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use persistence::counted;
use serde_json::{Value, json};

const PERSON: &str = "query($id: ID!) { node(id: $id) { ... on Person { salutation title givenName familyName languages \
                      organisation { name } contactPoints { kind value visibility } } } }";
const FILE: &str = "query($id: ID!) { import(id: $id) { resultsFile(format: CSV) resultsUrl(format: XLSX) } }";

fn full() -> Value {
    let mut mapping = columns(&[
        ("Nachname", "FAMILY_NAME"),
        ("Vorname", "GIVEN_NAME"),
        ("E-Mail", "EMAIL"),
        ("Mobil", "MOBILE"),
        ("Titel", "TITLE"),
    ]);
    let values = json!([{"from": "Fr.", "to": "MS"}, {"from": "k. A.", "to": ""}]);
    let anrede = json!({"header": "Anrede", "field": "SALUTATION", "values": values});
    mapping["columns"].as_array_mut().unwrap().push(anrede);
    mapping["constants"] = json!([{"field": "LANGUAGES", "value": "de | tr"}]);
    mapping
}

on_both_engines! {
    async fn they_become_what_the_columns_say(scene: Scene) {
        let file = csv(&scene, "Anrede;Titel;Vorname;Nachname;E-Mail;Mobil;Notiz\n\
            fr.;Dr.;Kim;Muster-Größe;kim@beispiel.example;0151 23456789;egal\n\
            Herr;;Alex;Beispiel;;;\"mit\nUmbruch\"\n\
            k. a.;;Robin;Probe;;;\n").await;
        let input = json!({"fileId": file, "kind": "PEOPLE", "policy": "SKIP_BAD_ROWS", "mapping": full()});
        let (id, import) = imported(&scene, input).await;
        assert_eq!(figures(&import), ("DONE", [3, 0, 0]), "{import:#} {:?}", rows(&scene, &id).await);
        assert_eq!(rows(&scene, &id).await, ["2 CREATED", "3 CREATED", "4 CREATED"]);
        let page = scene.get(Who::LEAD, super::super::ROWS, json!({"id": id})).await;
        let person = scene.get(Who::LEAD, PERSON, json!({"id": page["nodes"][0]["recordId"]})).await;
        assert_eq!(person, json!({
            "salutation": "MS", "title": "Dr.", "givenName": "Kim", "familyName": "Muster-Größe", "languages": ["de", "tr"],
            "organisation": {"name": "Bildungsbüro Remscheid"},
            "contactPoints": [
                {"kind": "EMAIL", "value": "kim@beispiel.example", "visibility": "ORGANISATION"},
                {"kind": "MOBILE", "value": "+4915123456789", "visibility": "ORGANISATION"},
            ],
        }));
        let salutation = |row: usize| page["nodes"][row]["recordId"].clone();
        assert_eq!(scene.get(Who::LEAD, PERSON, json!({"id": salutation(1)})).await["salutation"], "MR");
        assert!(scene.get(Who::LEAD, PERSON, json!({"id": salutation(2)})).await["salutation"].is_null());
    }

    async fn old_spreadsheets_and_workbooks_are_read_alike(scene: Scene) {
        let office = scene.cast().remscheid.office;
        // Windows-1252, as Excel saves CSV without being asked for more.
        let old = b"Nachname,Vorname\r\nM\xfcller-Stra\xdfe,Ren\xe9\r\n";
        let old = upload(&scene, Who::LEAD, office, "Alt.CSV", old).await;
        let (_, import) = imported(&scene, skipping(&old)).await;
        assert_eq!(figures(&import), ("DONE", [1, 0, 0]));
        assert_eq!(known(&scene, "müller").await, ["Müller-Straße"]);
        let marked = upload(&scene, Who::LEAD, office, "Neu.csv", "\u{feff}Vorname;Nachname\nZoë;Größe\n".as_bytes()).await;
        let (_, import) = imported(&scene, skipping(&marked)).await;
        assert_eq!(figures(&import), ("DONE", [1, 0, 0]));
        let book = workbook(&[&["Nachname", "Vorname"], &["Łukasz", "Jürgen"], &["", ""], &["=1+1", "Kim"]]);
        let book = upload(&scene, Who::LEAD, office, "Mappe.xlsx", &book).await;
        let (id, import) = imported(&scene, skipping(&book)).await;
        assert_eq!(figures(&import), ("DONE", [2, 0, 0]));
        assert_eq!(rows(&scene, &id).await, ["2 CREATED", "4 CREATED"]);
        // What looks like a formula is the text that it was.
        assert_eq!(known(&scene, "1 1").await, ["=1+1"]);
    }

    async fn what_is_wrong_is_said_with_its_column(scene: Scene) {
        let long = "ä".repeat(201);
        let file = csv(&scene, &format!("Anrede;Titel;Vorname;Nachname;E-Mail;Mobil\n\
            ;;Kim;;;\n\
            Prinz;;Kim;Muster;;\n\
            ;{long};Kim;Muster;keine Adresse;0151 23456789\n\
            ;;Kim;Muster;;keine Nummer\n")).await;
        let input = json!({"fileId": file, "kind": "PEOPLE", "policy": "SKIP_BAD_ROWS", "mapping": full()});
        let (id, import) = imported(&scene, input).await;
        assert_eq!(figures(&import), ("DONE", [0, 0, 4]));
        assert_eq!(rows(&scene, &id).await, [
            "2 REFUSED REQUIRED Nachname",
            "3 REFUSED INVALID Anrede",
            "4 REFUSED TOO_LONG Titel INVALID_EMAIL E-Mail",
            "5 REFUSED INVALID_PHONE Mobil",
        ]);
        let taken = scene.get(Who::LEAD, FILE, json!({"id": id})).await;
        let text = String::from_utf8(STANDARD.decode(taken["resultsFile"].as_str().unwrap()).unwrap()).unwrap();
        assert!(text.starts_with("\u{feff}Zeile;Ergebnis;Spalte;Meldung;ID\r\n2;abgelehnt;Nachname;Diese Angabe fehlt.;\r\n"), "{text}");
        assert!(taken["resultsUrl"].as_str().unwrap().ends_with("/results.xlsx"));
    }

    async fn who_looks_alike_is_not_entered_again(scene: Scene) {
        let file = csv(&scene, "Nachname;Vorname\nMuster;Kim\nMüster;KIM\nMuster;Alex\n").await;
        let (id, import) = imported(&scene, skipping(&file)).await;
        assert_eq!(figures(&import), ("DONE", [2, 1, 0]));
        assert_eq!(rows(&scene, &id).await, ["2 CREATED", "3 DUPLICATE POSSIBLE_DUPLICATE -", "4 CREATED"]);
        // The same people in another file are there already.
        let file = csv(&scene, "Vorname;Nachname\nKim;Muster\n").await;
        let (_, import) = imported(&scene, skipping(&file)).await;
        assert_eq!(figures(&import), ("DONE", [0, 1, 0]));
    }

    async fn every_row_is_a_change_like_any_other(scene: Scene) {
        let file = csv(&scene, &super::super::people(7, &[3])).await;
        let (id, _) = imported(&scene, skipping(&file)).await;
        let about = "query($id: ID!) { changes(subjectId: $id, first: 10) { nodes { type version } } }";
        let told = scene.get(Who::LEAD, about, json!({"id": id})).await;
        let types: Vec<_> = told["nodes"].as_array().unwrap().iter().map(|event| event["type"].as_str().unwrap()).collect();
        assert_eq!(types, ["import.started", "import.progressed", "import.progressed", "import.done"]);
        let changes = "{ changes(types: [\"person.created\"], last: 6) { nodes { subjectId } } }";
        let told = scene.get(Who::LEAD, changes, json!({})).await;
        let page = scene.get(Who::LEAD, super::super::ROWS, json!({"id": id, "outcome": "CREATED"})).await;
        let made: Vec<_> = page["nodes"].as_array().unwrap().iter().map(|row| row["recordId"].clone()).collect();
        let subjects: Vec<_> = told["nodes"].as_array().unwrap().iter().map(|event| event["subjectId"].clone()).collect();
        assert_eq!(made, subjects);
        let audit = "query($id: ID!) { auditEntries(filter: {subjectId: $id}, first: 1) { nodes { event action accountId } } }";
        let auditor = Who::Member(domain::access::Role::Auditor, "transferagentur");
        let entries = scene.get(auditor, audit, json!({"id": made[0]})).await;
        assert_eq!(entries["nodes"][0]["event"], "person.created");
        let lead = scene.cast().member(domain::access::Role::OfficeLead, "remscheid").account;
        assert_eq!(entries["nodes"][0]["accountId"], global(lead));
        let intact = scene.get(auditor, "{ verifyAudit { intact } }", json!({})).await;
        assert_eq!(intact["intact"], true);
        // They are found like any others.
        let search = scene.get(Who::LEAD, "{ search(text: \"Muster\", kinds: [PERSON], first: 10) { totalCount } }", json!({})).await;
        assert_eq!(search["totalCount"], 6);
    }

    async fn a_row_takes_a_few_statements(scene: Scene) {
        let platform = scene.world().platform();
        let mut taken = Vec::new();
        for count in [5, 50] {
            let text = super::super::people(count, &[]).replace("Muster", &format!("Muster {count}"));
            start(&scene, super::super::all_or_nothing(&csv(&scene, &text).await)).await;
            let (steps, statements) = Box::pin(counted(application::integration::imports::carry_out_due(platform))).await;
            assert_eq!(steps.unwrap(), 2);
            taken.push(statements);
        }
        // Begin and end of the part, the organisation, people who look alike, the person.
        assert!((taken[1] - taken[0]) <= 45 * 6, "{taken:?}");
        assert_eq!(known(&scene, "Muster 50").await.len(), 50);
    }
}
