//! Mappings that are kept.

use super::{START, columns, csv, figures, imported, names};
use acceptance::{Scene, Who, global, on_both_engines};
use serde_json::{Value, json};

const CREATE: &str = include_str!("../../../../schema/operations/CreateImportMapping.graphql");
const LIST: &str = include_str!("../../../../schema/operations/ImportMappings.graphql");
const UPDATE: &str = "mutation($input: UpdateImportMappingInput!) { updateImportMapping(input: $input) \
                      { mapping { id name version definition { columns { header field } } } errors { code path } } }";
const DELETE: &str = "mutation($input: DeleteImportMappingInput!) { deleteImportMapping(input: $input) \
                      { deletedId errors { code path } } }";

fn new(scene: &Scene) -> Value {
    let office = global(scene.cast().remscheid.office);
    json!({"organisationId": office, "name": "Adressbuch", "kind": "PEOPLE", "definition": names()})
}

on_both_engines! {
    async fn one_is_kept_changed_used_and_deleted(scene: Scene) {
        let made = scene.change(Who::LEAD, CREATE, new(&scene)).await;
        assert_eq!((&made["kind"], &made["version"]), (&json!("PEOPLE"), &json!(1)));
        let list = scene.get(Who::STAFF, LIST, json!({"filter": {"kind": "PEOPLE"}})).await;
        assert_eq!(list["nodes"][0]["definition"]["columns"][0], json!({"header": "Vorname", "field": "GIVEN_NAME", "values": []}));
        assert_eq!(scene.get(Who::STAFF, LIST, json!({"filter": {"kind": "ORGANISATIONS"}})).await["nodes"], json!([]));
        let file = csv(&scene, "Rufname;Nachname\nKim;Muster\n").await;
        let input = json!({"fileId": file, "kind": "PEOPLE", "policy": "SKIP_BAD_ROWS", "mappingId": made["id"]});
        assert_eq!(scene.refusals(Who::LEAD, START, input.clone()).await, ["MISSING_COLUMN mappingId.columns.GIVEN_NAME"]);
        let definition = columns(&[("Rufname", "GIVEN_NAME"), ("Nachname", "FAMILY_NAME")]);
        let change = json!({"id": made["id"], "expectedVersion": 1, "name": "Telefonbuch", "definition": definition});
        let changed = scene.change(Who::STAFF, UPDATE, change.clone()).await;
        assert_eq!((&changed["name"], &changed["version"]), (&json!("Telefonbuch"), &json!(2)));
        let conflict = scene.get(Who::LEAD, UPDATE, json!({"input": change})).await;
        assert_eq!((&conflict["errors"][0]["code"], &conflict["mapping"]["version"]), (&json!("VERSION_CONFLICT"), &json!(2)));
        let (id, import) = imported(&scene, input).await;
        assert_eq!(figures(&import), ("DONE", [1, 0, 0]));
        let delete = |version: i64| json!({"id": made["id"], "expectedVersion": version});
        assert_eq!(scene.refusals(Who::LEAD, DELETE, delete(1)).await, ["VERSION_CONFLICT expectedVersion"]);
        let gone = scene.get(Who::LEAD, DELETE, json!({"input": delete(2)})).await;
        assert_eq!(gone, json!({"deletedId": made["id"], "errors": []}));
        assert_eq!(scene.refusals(Who::LEAD, DELETE, delete(2)).await, ["NOT_FOUND id"]);
        // What it said stays with the import.
        let said = "query($id: ID!) { import(id: $id) { mappingId mapping { columns { header } } } }";
        let import = scene.get(Who::LEAD, said, json!({"id": id})).await;
        assert_eq!((&import["mappingId"], &import["mapping"]["columns"][0]["header"]), (&made["id"], &json!("Rufname")));
    }

    async fn one_that_cannot_be_is_refused(scene: Scene) {
        let mut input = new(&scene);
        input["name"] = json!(" ");
        input["definition"] = json!({
            "columns": [{"header": "", "field": "GIVEN_NAME", "values": [{"from": "a", "to": "b"}, {"from": "A", "to": "c"}]}],
            "constants": [{"field": "POSTAL_CODE", "value": ""}],
        });
        assert_eq!(scene.refusals(Who::LEAD, CREATE, input).await, [
            "REQUIRED name",
            "REQUIRED columns.0.header",
            "DUPLICATE columns.0.values.1.from",
            "INVALID constants.0.field",
            "REQUIRED constants.0.value",
            "REQUIRED columns.FAMILY_NAME",
        ]);
        let made = scene.change(Who::LEAD, CREATE, new(&scene)).await;
        let file = csv(&scene, "Name\nx\n").await;
        let wrong = json!({"fileId": file, "kind": "ORGANISATIONS", "policy": "SKIP_BAD_ROWS", "mappingId": made["id"]});
        assert_eq!(scene.refusals(Who::LEAD, START, wrong).await, ["INVALID mappingId"]);
        let both = json!({"fileId": file, "kind": "PEOPLE", "policy": "SKIP_BAD_ROWS", "mappingId": made["id"], "mapping": names()});
        assert_eq!(scene.refusals(Who::LEAD, START, both).await, ["INVALID mapping"]);
    }

    async fn it_is_nobody_elses(scene: Scene) {
        let made = scene.change(Who::LEAD, CREATE, new(&scene)).await;
        assert_eq!(scene.get(Who::FOREIGN, LIST, json!({})).await["nodes"], json!([]));
        let delete = json!({"id": made["id"], "expectedVersion": 1});
        assert_eq!(scene.refusals(Who::FOREIGN, DELETE, delete).await, ["NOT_FOUND id"]);
        assert_eq!(scene.denial(Who::FOREIGN, CREATE, json!({"input": new(&scene)})).await, "FORBIDDEN mapping:manage");
    }
}
