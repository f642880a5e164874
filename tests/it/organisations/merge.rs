use super::{MERGE, change_of, create, department, read};
use acceptance::{Scene, Who, global, on_both_engines};
use domain::access::Role;
use serde_json::{Value, json};

const ASSIGN: &str = include_str!("../../../schema/operations/AssignFunction.graphql");
const PERSON: &str = "query($id: ID!) { person(id: $id) { version organisation { id } functions(all: true) { \
                      role from until organisation { name } } } }";

/// The functions of a person, by role and first day.
async fn functions(scene: &Scene, person: &str) -> Vec<Value> {
    let found = scene.get(Who::ADMIN, PERSON, json!({"id": person})).await;
    let mut held = found["functions"].as_array().unwrap().clone();
    held.sort_by_key(|function| format!("{} {}", function["role"], function["from"]));
    held
}

on_both_engines! {
    async fn parts_partners_people_and_functions_go_along(scene: Scene) {
        let cast = scene.cast();
        let old = read(&scene, &json!(global(cast.remscheid.office))).await;
        let target = create(&scene, json!({"name": "Neues Amt", "kind": "DEPARTMENT", "districtKey": "05915"})).await;
        let part = create(&scene, department("Team", json!({"parentId": old["id"], "validFrom": "2020-01-01"}))).await;
        let partner = create(&scene, json!({"name": "Verein", "kind": "CIVIL_SOCIETY", "sponsorId": old["id"]})).await;
        let person = global(cast.member(Role::OfficeStaff, "remscheid").person);
        for (organisation, role, from) in [
            (&old, "CLERK", "2020-01-15"), (&old, "CHAIR", "2020-04-01"),
            (&old, "MODERATOR", "2020-01-15"), (&target, "MODERATOR", "2020-02-01"),
        ] {
            let input = json!({"personId": person, "organisationId": organisation["id"], "role": role, "from": from});
            scene.change(Who::ADMIN, ASSIGN, input).await;
        }
        let foreign = scene.get(Who::FOREIGN, PERSON, json!({"id": person})).await;
        assert!(foreign.is_null());

        let input = change_of(&old, json!({"intoId": target["id"], "on": "2020-02-29"}));
        let merged = scene.change(Who::ADMIN, MERGE, input).await;
        assert_eq!(merged["state"], "MERGED");
        assert_eq!(merged["mergedInto"]["name"], "Neues Amt");
        assert_eq!(merged["validUntil"], "2020-02-29");

        let part = read(&scene, &part["id"]).await;
        assert_eq!((&part["parent"]["id"], &part["version"]), (&target["id"], &json!(2)));
        assert_eq!(read(&scene, &partner["id"]).await["sponsor"]["id"], target["id"]);
        let moved = scene.get(Who::FOREIGN, PERSON, json!({"id": person})).await;
        assert_eq!((&moved["organisation"]["id"], &moved["version"]), (&target["id"], &json!(2)));
        assert!(scene.get(Who::Member(Role::MunicipalityLead, "remscheid"), PERSON, json!({"id": person})).await.is_null());
        let held = |role: &str, from: &str, until: Value, name: &str| {
            json!({"role": role, "from": from, "until": until, "organisation": {"name": name}})
        };
        assert_eq!(functions(&scene, &person).await, [
            held("CHAIR", "2020-04-01", json!(null), "Neues Amt"),
            held("CLERK", "2020-01-15", json!("2020-02-29"), "Bildungsbüro Remscheid"),
            held("CLERK", "2020-03-01", json!(null), "Neues Amt"),
            held("MODERATOR", "2020-01-15", json!("2020-02-29"), "Bildungsbüro Remscheid"),
            held("MODERATOR", "2020-02-01", json!(null), "Neues Amt"),
        ]);
        let document = "query($id: ID!, $day: LocalDate) { organisation(id: $id, asOf: $day) { parent { id } } }";
        for (day, parent) in [("2020-02-29", &old["id"]), ("2020-03-01", &target["id"])] {
            let then = scene.get(Who::LEAD, document, json!({"id": part["id"], "day": day})).await;
            assert_eq!(then["parent"]["id"], *parent, "{day}");
        }
    }

    async fn it_goes_only_where_it_can(scene: Scene) {
        let top = create(&scene, department("Oben", json!({}))).await;
        let part = create(&scene, department("Teil", json!({"parentId": top["id"]}))).await;
        let into = |target: &Value| change_of(&top, json!({"intoId": target}));
        assert_eq!(scene.refusals(Who::ADMIN, MERGE, into(&top["id"])).await, ["CYCLE intoId"]);
        assert_eq!(scene.refusals(Who::ADMIN, MERGE, into(&part["id"])).await, ["CYCLE intoId"]);
        assert_eq!(scene.refusals(Who::ADMIN, MERGE, into(&json!(global(scene.cast().partner)))).await, ["INVALID intoId"]);
        assert_eq!(scene.refusals(Who::ADMIN, MERGE, into(&json!("x"))).await, ["NOT_FOUND intoId"]);
        let staff = Who::Member(Role::TransferagenturStaff, "transferagentur");
        for who in [Who::LEAD, staff] {
            let input = json!({"input": into(&json!(global(scene.cast().remscheid.office)))});
            assert_eq!(scene.denial(who, MERGE, input).await, "FORBIDDEN organisation:merge");
        }
        assert_eq!(read(&scene, &top["id"]).await["state"], "ACTIVE");
    }
}
