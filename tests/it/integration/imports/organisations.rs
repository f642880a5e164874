//! Organisations, which may be parts of each other.

use super::{columns, csv, figures, imported, rows};
use acceptance::{Scene, Who, on_both_engines};
use serde_json::{Value, json};

const FOUND: &str = "query($text: String) { organisations(filter: {text: $text}, first: 20) { nodes { name kind functions \
                     parent { name } district { key } territories { key } address { street postalCode place } \
                     contactPoints { kind value visibility } sponsor { name } } } }";

fn mapping() -> Value {
    let mut mapping = columns(&[
        ("Name", "NAME"),
        ("Teil von", "PARENT"),
        ("Aufgaben", "FUNCTIONS"),
        ("Kreis", "DISTRICT_KEY"),
        ("Straße", "STREET"),
        ("PLZ", "POSTAL_CODE"),
        ("Ort", "PLACE"),
        ("Mail", "EMAIL"),
        ("bringt ein", "SPONSOR"),
        ("seit", "VALID_FROM"),
    ]);
    let values = json!([{"from": "vhs", "to": "ADULT_EDUCATION_CENTRE"}, {"from": "Amt", "to": "DEPARTMENT"}]);
    let kind = json!({"header": "Art", "field": "ORGANISATION_KIND", "values": values});
    mapping["columns"].as_array_mut().unwrap().push(kind);
    mapping
}

async fn input(scene: &Scene, rows: &str, policy: &str) -> Value {
    let head = "Name;Art;Teil von;Aufgaben;Kreis;Straße;PLZ;Ort;Mail;bringt ein;seit\n";
    let file = csv(scene, &format!("{head}{rows}")).await;
    json!({"fileId": file, "kind": "ORGANISATIONS", "policy": policy, "mapping": mapping()})
}

on_both_engines! {
    async fn a_tree_is_imported_in_one_file(scene: Scene) {
        let input = input(&scene, "Schulverwaltung Probe;Amt;stadt remscheid;;05120;Ämtergasse 1;42853;Remscheid;amt@beispiel.example;;1.2.2019\n\
            Volkshochschule Probe;VHS;Schulverwaltung Probe;;;;;;;;\n\
            Stiftung Probe;Stiftung;;;;;;;;Stadt Remscheid;\n", "ALL_OR_NOTHING").await;
        let (id, import) = imported(&scene, input).await;
        assert_eq!(figures(&import), ("DONE", [3, 0, 0]), "{:?}", rows(&scene, &id).await);
        let found = scene.get(Who::LEAD, FOUND, json!({"text": "Probe"})).await;
        let organisation = |name: &str| found["nodes"].as_array().unwrap().iter().find(|it| it["name"] == name).unwrap().clone();
        assert_eq!(organisation("Schulverwaltung Probe"), json!({
            "name": "Schulverwaltung Probe", "kind": "DEPARTMENT", "functions": [], "parent": {"name": "Stadt Remscheid"},
            "district": {"key": "05120"}, "territories": [],
            "address": {"street": "Ämtergasse 1", "postalCode": "42853", "place": "Remscheid"},
            "contactPoints": [{"kind": "EMAIL", "value": "amt@beispiel.example", "visibility": "PUBLIC"}], "sponsor": null,
        }));
        let school = organisation("Volkshochschule Probe");
        assert_eq!((&school["parent"]["name"], &school["district"]["key"]), (&json!("Schulverwaltung Probe"), &json!("05120")));
        assert_eq!(organisation("Stiftung Probe")["sponsor"]["name"], "Stadt Remscheid");
    }

    async fn each_fault_names_its_column(scene: Scene) {
        let input = input(&scene, ";Amt;;;05120;;;;;;\n\
            Amt A;Irgendwas;;;05120;;;;;;\n\
            Amt B;Amt;Nirgendwo;Quatsch | EDUCATION_MONITORING;05120;;;;;;\n\
            Amt C;Amt;;;05120;Gasse 1;1234;Remscheid;;;31.2.2019\n\
            Amt D;Amt;;;05915;;;;;;\n\
            Amt E;Amt;;;05120;Gasse 1;1234;Remscheid;keine;;\n\
            BILDUNGSBÜRO remscheid;Regionales Bildungsbüro;;;05120;;;;;;\n\
            Büro 2;Amt;;REGIONAL_EDUCATION_OFFICE;05120;;;;;;\n\
            Büro 3;Amt;;REGIONAL_EDUCATION_OFFICE;05120;;;;;;\n\
            Amt F;;;;05120;;;;;;\n", "SKIP_BAD_ROWS").await;
        let (id, _) = imported(&scene, input).await;
        assert_eq!(rows(&scene, &id).await, [
            "2 REFUSED REQUIRED Name",
            "3 REFUSED INVALID Art",
            "4 REFUSED INVALID Aufgaben NOT_FOUND Teil von",
            "5 REFUSED INVALID seit",
            // Hamm is not served by the office in Remscheid.
            "6 REFUSED NOT_PERMITTED Kreis",
            "7 REFUSED INVALID PLZ INVALID_EMAIL Mail",
            "8 DUPLICATE DUPLICATE Name",
            "9 CREATED",
            "10 DUPLICATE DUPLICATE Aufgaben",
            "11 REFUSED REQUIRED Art",
        ]);
    }
}
