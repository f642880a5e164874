use super::{CLOSE, CREATE, UPDATE, change_of, create, department, read};
use acceptance::{Scene, Who, global, on_both_engines};
use domain::access::Role;
use serde_json::json;

const SALUTATIONS: &str = "query($id: ID!) { organisation(id: $id) { people(first: 100) { displayName } } }";

on_both_engines! {
    async fn what_is_left_out_stays_and_null_clears(scene: Scene) {
        let fields = json!({"shortName": "BB", "localLabel": "Büro", "functions": ["SCHOOL_CARRIER"], "territoryKeys": ["05120"],
                            "address": {"postalCode": "42853", "place": "Remscheid"}});
        let made = create(&scene, department("Bildung", fields)).await;
        let changes = json!({"name": "Bildung und Sport", "localLabel": null, "address": null});
        let changed = scene.change(Who::LEAD, UPDATE, change_of(&made, changes)).await;
        assert_eq!(changed["version"], 2);
        let found = read(&scene, &made["id"]).await;
        assert_eq!(found["name"], "Bildung und Sport");
        assert_eq!(found["shortName"], "BB");
        assert_eq!(found["functions"], json!(["SCHOOL_CARRIER"]));
        assert_eq!(found["territoryKeys"], json!(["05120"]));
        assert!(found["localLabel"].is_null() && found["address"].is_null());
        let emptied = scene.change(Who::LEAD, UPDATE, change_of(&changed, json!({"functions": [], "territoryKeys": []}))).await;
        assert_eq!(emptied["territoryKeys"], json!([]));
    }

    async fn a_change_that_changes_nothing_leaves_the_version(scene: Scene) {
        let made = create(&scene, department("Bildung", json!({}))).await;
        let same = scene.change(Who::LEAD, UPDATE, change_of(&made, json!({"name": "Bildung"}))).await;
        assert_eq!(same["version"], 1);
    }

    async fn a_change_of_an_old_version_is_refused_with_the_present_one(scene: Scene) {
        let made = create(&scene, department("Bildung", json!({}))).await;
        scene.change(Who::ADMIN, UPDATE, change_of(&made, json!({"name": "Erste"}))).await;
        let late = json!({"input": change_of(&made, json!({"shortName": "Z"}))});
        let payload = scene.get(Who::LEAD, UPDATE, late).await;
        let error = &payload["errors"][0];
        assert_eq!((&error["code"], &error["path"]), (&json!("VERSION_CONFLICT"), &json!(["expectedVersion"])));
        assert_eq!(error["parameters"], json!([{"name": "current", "value": "2"}]));
        assert_eq!((&payload["organisation"]["name"], &payload["organisation"]["version"]), (&json!("Erste"), &json!(2)));
    }

    async fn the_tree_has_no_cycle(scene: Scene) {
        let top = create(&scene, department("Oben", json!({}))).await;
        let middle = create(&scene, department("Mitte", json!({"parentId": top["id"]}))).await;
        let leaf = create(&scene, department("Unten", json!({"parentId": middle["id"]}))).await;
        for below in [&top, &middle, &leaf] {
            let refused = scene.refusals(Who::ADMIN, UPDATE, change_of(&top, json!({"parentId": below["id"]}))).await;
            assert_eq!(refused, ["CYCLE parentId"]);
        }
        let freed = scene.change(Who::ADMIN, UPDATE, change_of(&middle, json!({"parentId": null}))).await;
        scene.change(Who::ADMIN, UPDATE, change_of(&top, json!({"parentId": leaf["id"]}))).await;
        assert_eq!(scene.refusals(Who::ADMIN, UPDATE, change_of(&freed, json!({"parentId": top["id"]}))).await, ["CYCLE parentId"]);
    }

    async fn people_move_along_to_another_district(scene: Scene) {
        let office = scene.cast().remscheid.office;
        let seen = json!({"id": global(office)});
        let count = |people: serde_json::Value| people["people"].as_array().unwrap().len();
        assert_eq!(count(scene.get(Who::FOREIGN, SALUTATIONS, seen.clone()).await), 0);
        let before = read(&scene, &json!(global(office))).await;
        let moved = change_of(&before, json!({"districtKey": "05915", "territoryKeys": ["05915"]}));
        assert_eq!(scene.denial(Who::LEAD, UPDATE, json!({"input": moved})).await, "FORBIDDEN organisation:create");
        scene.change(Who::ADMIN, UPDATE, moved).await;
        assert_eq!(count(scene.get(Who::FOREIGN, SALUTATIONS, seen.clone()).await), 2);
        let municipality = Who::Member(Role::MunicipalityLead, "remscheid");
        assert_eq!(count(scene.get(municipality, SALUTATIONS, seen).await), 0);
    }

    async fn staff_change_their_own_organisation_only(scene: Scene) {
        let cast = scene.cast();
        let own = read(&scene, &json!(global(cast.remscheid.office))).await;
        assert_eq!(scene.change(Who::STAFF, UPDATE, change_of(&own, json!({"shortName": "BB"}))).await["version"], 2);
        for other in [cast.remscheid.municipality, cast.hamm.office, cast.transferagentur] {
            let other = read(&scene, &json!(global(other))).await;
            let input = json!({"input": change_of(&other, json!({"shortName": "X"}))});
            assert_eq!(scene.denial(Who::STAFF, UPDATE, input).await, "FORBIDDEN organisation:update");
            assert_eq!(read(&scene, &other["id"]).await, other);
        }
        let partner = Who::Member(Role::Partner, "stiftung");
        let foundation = read(&scene, &json!(global(cast.partner))).await;
        let changed = scene.change(partner, UPDATE, change_of(&foundation, json!({"legalForm": "Stiftung"}))).await;
        let public = change_of(&changed, json!({"kind": "DEPARTMENT", "sponsorId": null}));
        assert_eq!(scene.denial(partner, UPDATE, json!({"input": public})).await, "FORBIDDEN organisation:create");
        let office = change_of(&changed, json!({"functions": ["REGIONAL_EDUCATION_OFFICE"]}));
        assert_eq!(scene.refusals(partner, UPDATE, office).await, ["INVALID functions"]);
        assert_eq!(scene.change(Who::LEAD, UPDATE, public).await["kind"], "DEPARTMENT");
    }

    async fn an_unknown_organisation_is_not_found(scene: Scene) {
        for id in ["", "x", &global(scene.cast().member(Role::OfficeLead, "hamm").person)] {
            let refused = scene.refusals(Who::LEAD, UPDATE, json!({"id": id, "expectedVersion": 1, "name": "X"})).await;
            assert_eq!(refused, ["NOT_FOUND id"], "{id}");
        }
    }

    async fn a_closed_organisation_does_not_change(scene: Scene) {
        let made = create(&scene, department("Bildung", json!({}))).await;
        let closed = scene.change(Who::LEAD, CLOSE, change_of(&made, json!({}))).await;
        assert_eq!(scene.refusals(Who::LEAD, UPDATE, change_of(&closed, json!({"name": "X"}))).await, ["WRONG_STATE"]);
        let beneath = department("Neu", json!({"parentId": made["id"]}));
        assert_eq!(scene.refusals(Who::LEAD, CREATE, beneath).await, ["WRONG_STATE parentId"]);
        assert_eq!(read(&scene, &made["id"]).await["viewerCan"], json!([]));
    }
}
