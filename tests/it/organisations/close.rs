use super::{CLOSE, MERGE, UPDATE, change_of, create, department, read};
use acceptance::{Scene, Who, global, on_both_engines};
use domain::access::Role;
use serde_json::json;

const ASSIGN: &str = include_str!("../../../schema/operations/AssignFunction.graphql");
const GRANT: &str = include_str!("../../../schema/operations/GrantRole.graphql");
const FUNCTIONS: &str = "query($id: ID!) { person(id: $id) { functions(all: true) { role from until state } } }";

on_both_engines! {
    async fn it_closes_on_a_day_when_nothing_hangs_on_it(scene: Scene) {
        let office = create(&scene, department("Bildung", json!({"validFrom": "2020-01-01"}))).await;
        let part = create(&scene, department("Team", json!({"parentId": office["id"]}))).await;
        let partner = json!({"name": "Verein", "kind": "CIVIL_SOCIETY", "sponsorId": office["id"]});
        let partner = create(&scene, partner).await;
        let close = |what: &serde_json::Value, on: &str| change_of(what, json!({"on": on}));
        assert_eq!(scene.refusals(Who::LEAD, CLOSE, close(&office, "2020-02-29")).await, ["IN_USE"]);
        scene.change(Who::LEAD, CLOSE, change_of(&part, json!({}))).await;
        assert_eq!(scene.refusals(Who::LEAD, CLOSE, close(&office, "2020-02-29")).await, ["IN_USE"]);
        scene.change(Who::LEAD, CLOSE, change_of(&partner, json!({}))).await;
        for outside in ["2019-12-31", "2020-03-04"] {
            assert_eq!(scene.refusals(Who::LEAD, CLOSE, close(&office, outside)).await, ["OUT_OF_RANGE on"]);
        }
        let closed = scene.change(Who::LEAD, CLOSE, close(&office, "2020-02-29")).await;
        assert_eq!((&closed["state"], &closed["validUntil"], &closed["version"]), (&json!("CLOSED"), &json!("2020-02-29"), &json!(2)));
        assert_eq!(scene.refusals(Who::LEAD, CLOSE, close(&closed, "2020-02-29")).await, ["WRONG_STATE"]);
    }

    async fn functions_in_it_end_with_it(scene: Scene) {
        let office = create(&scene, department("Bildung", json!({"validFrom": "2020-01-01"}))).await;
        let person = global(scene.cast().member(Role::OfficeStaff, "remscheid").person);
        for (role, from, until) in [
            ("CLERK", "2020-01-01", json!(null)),
            ("MODERATOR", "2020-01-01", json!("2020-01-31")),
            ("CHAIR", "2020-04-01", json!(null)),
        ] {
            let input = json!({"personId": person, "organisationId": office["id"], "role": role, "from": from, "until": until});
            scene.change(Who::LEAD, ASSIGN, input).await;
        }
        scene.change(Who::LEAD, CLOSE, change_of(&office, json!({"on": "2020-02-29"}))).await;
        let held = scene.get(Who::LEAD, FUNCTIONS, json!({"id": person})).await;
        let mut held = held["functions"].as_array().unwrap().clone();
        held.sort_by_key(|function| function["role"].to_string());
        assert_eq!(held, [
            json!({"role": "CLERK", "from": "2020-01-01", "until": "2020-02-29", "state": "ENDED"}),
            json!({"role": "MODERATOR", "from": "2020-01-01", "until": "2020-01-31", "state": "ENDED"}),
        ]);
    }

    async fn roles_for_it_end_at_once(scene: Scene) {
        let office = read(&scene, &json!(global(scene.cast().remscheid.office))).await;
        let rename = json!({"input": change_of(&read(&scene, &json!(global(scene.cast().remscheid.municipality))).await, json!({"shortName": "RS"}))});
        let staff = scene.cast().member(Role::OfficeStaff, "remscheid");
        scene.change(Who::LEAD, CLOSE, change_of(&office, json!({}))).await;
        // A lead of the office reached the whole city until now.
        assert_eq!(scene.denial(Who::LEAD, UPDATE, rename).await, "FORBIDDEN organisation:update");
        let people = "{ people { totalCount } }";
        assert_eq!(scene.get(Who::STAFF, people, json!({})).await["totalCount"], 1);
        let grant = json!({"accountId": global(staff.account), "role": "OFFICE_STAFF", "organisationId": office["id"]});
        assert_eq!(scene.refusals(Who::ADMIN, GRANT, grant).await, ["WRONG_STATE organisationId"]);
    }

    async fn nobody_locks_the_administrators_out(scene: Scene) {
        let agency = read(&scene, &json!(global(scene.cast().transferagentur))).await;
        for who in [Who::ADMIN, Who::Member(Role::TransferagenturStaff, "transferagentur")] {
            assert_eq!(scene.refusals(who, CLOSE, change_of(&agency, json!({}))).await, ["IN_USE"]);
        }
        let input = change_of(&agency, json!({"intoId": global(scene.cast().remscheid.office)}));
        assert_eq!(scene.refusals(Who::ADMIN, MERGE, input).await, ["IN_USE"]);
        assert_eq!(read(&scene, &agency["id"]).await, agency);
    }

    async fn only_leads_close(scene: Scene) {
        let office = read(&scene, &json!(global(scene.cast().remscheid.office))).await;
        let input = json!({"input": change_of(&office, json!({}))});
        for who in [Who::STAFF, Who::FOREIGN, Who::Member(Role::Partner, "stiftung")] {
            assert_eq!(scene.denial(who, CLOSE, input.clone()).await, "FORBIDDEN organisation:close");
        }
        assert_eq!(read(&scene, &office["id"]).await, office);
    }
}
