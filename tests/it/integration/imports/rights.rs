//! A row asks for the rights that its record would ask for.

use super::{READ, ROWS, START, columns, csv, figures, imported, people, rows, skipping, start, upload};
use acceptance::{Scene, Who, global, on_both_engines};
use serde_json::json;

on_both_engines! {
    async fn a_row_for_a_foreign_organisation_is_refused_and_no_other(scene: Scene) {
        let (own, foreign) = (global(scene.cast().remscheid.municipality), global(scene.cast().hamm.office));
        let file = csv(&scene, &format!("Nachname;Vorname;Stelle\n\
            Muster;Kim;Bildungsbüro Hamm\n\
            Muster;Alex;{foreign}\n\
            Muster;Robin;{own}\n\
            Muster;Toni;\n\
            Muster;Mika;Nirgendwo\n")).await;
        let mapping = columns(&[("Nachname", "FAMILY_NAME"), ("Vorname", "GIVEN_NAME"), ("Stelle", "ORGANISATION")]);
        let input = json!({"fileId": file, "kind": "PEOPLE", "policy": "SKIP_BAD_ROWS", "mapping": mapping});
        let (id, import) = imported(&scene, input).await;
        assert_eq!(figures(&import), ("DONE", [2, 0, 3]));
        assert_eq!(rows(&scene, &id).await, [
            "2 REFUSED NOT_PERMITTED Stelle",
            "3 REFUSED NOT_PERMITTED Stelle",
            "4 CREATED",
            "5 CREATED",
            "6 REFUSED NOT_FOUND Stelle",
        ]);
        let page = scene.get(Who::LEAD, ROWS, json!({"id": id, "outcome": "REFUSED"})).await;
        assert_eq!(page["nodes"][0]["messages"][0]["message"], "You lack the right person:create here.");
        let people = "{ people(filter: {text: \"Muster\"}, first: 10) { totalCount } }";
        assert_eq!(scene.get(Who::FOREIGN, people, json!({})).await["totalCount"], 0);
    }

    async fn imports_and_their_files_are_nobody_elses(scene: Scene) {
        let file = csv(&scene, &people(2, &[])).await;
        assert_eq!(scene.refusals(Who::FOREIGN, START, skipping(&file)).await, ["NOT_FOUND fileId"]);
        let id = start(&scene, skipping(&file)).await;
        assert!(scene.get(Who::FOREIGN, READ, json!({"id": id})).await.is_null());
        assert!(scene.get(Who::FOREIGN, ROWS, json!({"id": id})).await.is_null());
        let list = "{ imports(first: 10) { totalCount } }";
        assert_eq!(scene.get(Who::FOREIGN, list, json!({})).await["totalCount"], 0);
        assert_eq!(scene.get(Who::STAFF, list, json!({})).await["totalCount"], 1);
        let foreign = upload(&scene, Who::FOREIGN, scene.cast().hamm.office, "Liste.csv", b"Nachname;Vorname\nMuster;Kim\n").await;
        assert_eq!(scene.refusals(Who::LEAD, START, skipping(&foreign)).await, ["NOT_FOUND fileId"]);
        let input = json!({"organisationId": global(scene.cast().hamm.office), "name": "Liste.csv", "size": 3});
        assert_eq!(scene.denial(Who::LEAD, super::super::UPLOAD, json!({"input": input})).await, "FORBIDDEN import:run");
    }

    async fn a_list_of_imports_takes_few_statements(scene: Scene) {
        let list = "{ imports(first: 10) { nodes { id fileName state mapping { columns { header } } organisation { name } viewerCan } } }";
        let mut taken = Vec::new();
        for number in 0..3 {
            start(&scene, skipping(&csv(&scene, &people(2 + number, &[])).await)).await;
            taken.push(scene.count(Who::LEAD, list, json!({})).await.1);
        }
        // The imports, their files, the districts of their owners; and the organisations.
        assert_eq!(taken, [4, 4, 4]);
    }
}
