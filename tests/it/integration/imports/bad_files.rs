//! Files that are no tables, or not the ones that were meant.

use super::{START, UPLOAD, columns, csv, skipping, trying, upload, workbook};
use acceptance::{Scene, Site, Who, global, on_both_engines};
use reqwest::Method;
use serde_json::{Value, json};

/// A workbook of a few kilobytes that unpacks to more than is ever read.
fn bomb() -> Vec<u8> {
    let cells: Vec<String> = (0..60).map(|number| format!("{}{number}", "a".repeat(30_000))).collect();
    let row: Vec<&str> = cells.iter().map(String::as_str).collect();
    let book = workbook(&[&row]);
    assert!(book.len() < 60_000, "{}", book.len());
    book
}

/// The code with which the bytes of an upload are refused.
async fn refused(scene: &Scene, name: &str, bytes: &[u8], announced: usize) -> (u16, Value) {
    let input = json!({"organisationId": global(scene.cast().remscheid.office), "name": name, "size": announced});
    let upload = scene.change(Who::LEAD, UPLOAD, input).await;
    let request = scene.site().request(Method::PUT, upload["url"].as_str().unwrap());
    let answer = Site::send(request.body(bytes.to_vec())).await;
    (answer.status().as_u16(), answer.json::<Value>().await.unwrap()["code"].clone())
}

on_both_engines! {
    async fn what_is_announced_is_what_is_sent(scene: Scene) {
        let ask = async |name: &str, size: u64| {
            let input = json!({"organisationId": global(scene.cast().remscheid.office), "name": name, "size": size});
            scene.refusals(Who::LEAD, UPLOAD, input).await
        };
        assert_eq!(ask("Liste.pdf", 5).await, ["UNSUPPORTED_TYPE name"]);
        assert_eq!(ask("../Liste.csv", 0).await, ["INVALID name", "INCOMPLETE size"]);
        assert_eq!(ask("Liste.csv", 2 << 20).await, ["FILE_TOO_LARGE size"]);
        assert_eq!(refused(&scene, "Liste.csv", b"A;B\n", 5).await, (400, json!("INCOMPLETE")));
        assert_eq!(refused(&scene, "Liste.xlsx", b"A;B\n", 4).await, (415, json!("TYPE_MISMATCH")));
        let book = workbook(&[&["A"]]);
        assert_eq!(refused(&scene, "Liste.csv", &book, book.len()).await, (415, json!("TYPE_MISMATCH")));
        let large = vec![b'a'; (64 << 10) + 1];
        assert_eq!(refused(&scene, "Liste.csv", &large, 4).await, (413, json!("FILE_TOO_LARGE")));
        let forged = scene.site().request(Method::PUT, "/imports/uploads/forged").body("A");
        assert_eq!(Site::send(forged).await.status(), 403);
    }

    async fn a_link_takes_one_file(scene: Scene) {
        let input = json!({"organisationId": global(scene.cast().remscheid.office), "name": "Liste.csv", "size": 2});
        let upload = scene.change(Who::LEAD, UPLOAD, input).await;
        let put = || scene.site().request(Method::PUT, upload["url"].as_str().unwrap()).body("A\n");
        assert_eq!(Site::send(put()).await.status(), 201);
        assert_eq!(Site::send(put()).await.status(), 409);
    }

    async fn a_file_that_cannot_be_imported_is_refused_at_once(scene: Scene) {
        let office = scene.cast().remscheid.office;
        for (name, bytes, expected) in [
            ("Müll.csv", &b"\x00\x01\x02\xff;\n"[..], "UNREADABLE_TABLE fileId"),
            ("Müll.xlsx", b"PK\x03\x04 nonsense", "UNREADABLE_TABLE fileId"),
            ("Leer.csv", b"Nachname;Vorname\n;\n", "TOO_FEW fileId"),
            ("Nichts.csv", b"\n\n", "TOO_FEW fileId"),
            ("Breit.csv", b"Nachname;Vorname\nMuster;Kim;Rest\n", "UNREADABLE_TABLE fileId"),
            ("Leer.xlsx", &workbook(&[]), "TOO_FEW fileId"),
            ("Bombe.xlsx", &bomb(), "UNREADABLE_TABLE fileId"),
        ] {
            let file = upload(&scene, Who::LEAD, office, name, bytes).await;
            assert_eq!(scene.refusals(Who::LEAD, START, skipping(&file)).await, [expected], "{name}");
        }
        let long = format!("Nachname;Vorname\n{};Kim\n", "a".repeat(32_768));
        assert_eq!(scene.refusals(Who::LEAD, START, skipping(&csv(&scene, &long).await)).await, ["UNREADABLE_TABLE fileId"]);
        let many = csv(&scene, &super::super::people(51, &[])).await;
        assert_eq!(scene.refusals(Who::LEAD, START, super::super::all_or_nothing(&many)).await, ["TOO_MANY fileId"]);
        assert_eq!(scene.refusals(Who::LEAD, START, trying(skipping(&many))).await, ["TOO_MANY fileId"]);
    }

    async fn columns_that_are_missing_or_double_are_named(scene: Scene) {
        let file = csv(&scene, "Nachname;Rufname;NACHNAME\nMuster;Kim;Beispiel\n").await;
        let mut input = skipping(&file);
        let payload = scene.get(Who::LEAD, START, json!({"input": input})).await;
        let told: Vec<_> = payload["errors"].as_array().unwrap().iter().map(|error| (&error["code"], &error["path"])).collect();
        assert_eq!(told, [
            (&json!("MISSING_COLUMN"), &json!(["mapping", "columns", "GIVEN_NAME"])),
            (&json!("DUPLICATE_COLUMN"), &json!(["mapping", "columns", "FAMILY_NAME"])),
        ]);
        assert_eq!(
            payload["errors"][0]["message"],
            "The column \"Vorname\" is not in the file. Present are: Nachname, Rufname, NACHNAME."
        );
        input["mapping"] = columns(&[("Rufname", "GIVEN_NAME"), ("Rufname", "TITLE"), ("X", "ROLE")]);
        assert_eq!(scene.refusals(Who::LEAD, START, input.clone()).await, [
            "DUPLICATE mapping.columns.1.header",
            "INVALID mapping.columns.2.field",
            "REQUIRED mapping.columns.FAMILY_NAME",
        ]);
        input.as_object_mut().unwrap().remove("mapping");
        assert_eq!(scene.refusals(Who::LEAD, START, input).await, ["REQUIRED mapping"]);
    }
}
