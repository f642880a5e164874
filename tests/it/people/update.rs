use super::{ASSIGN, CREATE, UPDATE, change_of, create, kim, read};
use acceptance::{Scene, Who, global, on_both_engines};
use domain::access::Role;
use futures::future::join_all;
use serde_json::json;

const DEACTIVATE: &str = include_str!("../../../schema/operations/DeactivatePerson.graphql");
const REACTIVATE: &str = include_str!("../../../schema/operations/ReactivatePerson.graphql");

on_both_engines! {
    async fn what_is_left_out_stays_and_null_clears(scene: Scene) {
        let contacts = json!([{"kind": "PHONE", "value": "02191 16-0", "visibility": "PUBLIC"}]);
        let made = create(&scene, json!({"title": "Dr.", "languages": ["de"], "contactPoints": contacts})).await;
        let changes = json!({"title": null, "familyName": "Probe", "salutation": "MS"});
        let changed = scene.change(Who::STAFF, UPDATE, change_of(&made, changes)).await;
        assert_eq!((&changed["displayName"], &changed["version"]), (&json!("Kim Probe"), &json!(2)));
        let found = read(&scene, Who::LEAD, &made["id"]).await;
        assert_eq!((&found["languages"], &found["salutation"]), (&json!(["de"]), &json!("MS")));
        assert_eq!(found["contactPoints"].as_array().unwrap().len(), 1);
        let same = scene.change(Who::STAFF, UPDATE, change_of(&changed, json!({"familyName": "Probe"}))).await;
        assert_eq!(same["version"], 2);
        let late = json!({"input": change_of(&made, json!({"familyName": "Zu Spät"}))});
        let payload = scene.get(Who::LEAD, UPDATE, late).await;
        assert_eq!(payload["errors"][0]["code"], "VERSION_CONFLICT");
        assert_eq!(payload["person"]["displayName"], "Kim Probe");
    }

    async fn of_concurrent_edits_one_wins(scene: Scene) {
        let made = create(&scene, json!({})).await;
        let edit = async |number: usize| {
            let input = json!({"input": change_of(&made, json!({"title": format!("T{number}")}))});
            scene.get(Who::ADMIN, UPDATE, input).await["errors"][0]["code"].clone()
        };
        let codes = join_all((0..6).map(edit)).await;
        assert_eq!(codes.iter().filter(|code| code.is_null()).count(), 1);
        assert_eq!(codes.iter().filter(|code| **code == "VERSION_CONFLICT").count(), 5);
    }

    async fn people_change_their_own_record_and_no_other(scene: Scene) {
        let cast = scene.cast();
        let partner = Who::Member(Role::Partner, "stiftung");
        let own = json!(global(cast.member(Role::Partner, "stiftung").person));
        let before = read(&scene, partner, &own).await;
        let contacts = json!([{"kind": "EMAIL", "value": "kim@stiftung.example", "visibility": "ORGANISATION"}]);
        scene.change(partner, UPDATE, change_of(&before, json!({"contactPoints": contacts}))).await;
        assert_eq!(read(&scene, partner, &own).await["contactPoints"].as_array().unwrap().len(), 1);
        let now = read(&scene, partner, &own).await;
        let moved = json!({"input": change_of(&now, json!({"organisationId": global(cast.remscheid.office)}))});
        assert_eq!(scene.denial(partner, UPDATE, moved).await, "FORBIDDEN person:create");
        let colleague = json!(global(cast.member(Role::Statistician, "remscheid").person));
        let colleague = read(&scene, Who::STAFF, &colleague).await;
        let input = json!({"input": change_of(&colleague, json!({"title": "Dr."}))});
        assert_eq!(scene.denial(Who::STAFF, UPDATE, input).await, "FORBIDDEN person:update");
        assert_eq!(colleague["viewerCan"], json!([]));
    }

    async fn a_record_moves_with_everything_that_hangs_on_it(scene: Scene) {
        let cast = scene.cast();
        let contacts = json!([{"kind": "EMAIL", "value": "kim@remscheid.example", "visibility": "COMMUNITY"}]);
        let made = create(&scene, json!({"contactPoints": contacts})).await;
        let function = json!({"personId": made["id"], "organisationId": global(cast.remscheid.office), "role": "CLERK"});
        scene.change(Who::LEAD, ASSIGN, function).await;
        let to_hamm = change_of(&made, json!({"organisationId": global(cast.hamm.office)}));
        assert_eq!(scene.denial(Who::LEAD, UPDATE, json!({"input": to_hamm})).await, "FORBIDDEN person:create");
        assert!(read(&scene, Who::FOREIGN, &made["id"]).await.is_null());
        scene.change(Who::ADMIN, UPDATE, to_hamm).await;
        assert!(read(&scene, Who::LEAD, &made["id"]).await.is_null());
        let found = read(&scene, Who::FOREIGN, &made["id"]).await;
        assert_eq!(found["contactPoints"][0]["value"], "kim@remscheid.example");
        assert_eq!(found["functions"], json!([{"role": "CLERK", "state": "ACTIVE"}]));
        let gone = json!({"organisationId": "x", "id": made["id"], "expectedVersion": 2});
        assert_eq!(scene.refusals(Who::ADMIN, UPDATE, gone).await, ["NOT_FOUND organisationId"]);
    }

    async fn who_takes_no_part_holds_no_function(scene: Scene) {
        let office = global(scene.cast().remscheid.office);
        let made = create(&scene, json!({})).await;
        for (role, from) in [("CLERK", "2020-01-01"), ("CHAIR", "2020-05-01")] {
            scene.change(Who::LEAD, ASSIGN, json!({"personId": made["id"], "organisationId": office, "role": role, "from": from})).await;
        }
        let gone = scene.change(Who::LEAD, DEACTIVATE, change_of(&made, json!({"on": "2020-02-29"}))).await;
        assert_eq!((&gone["state"], &gone["version"]), (&json!("INACTIVE"), &json!(2)));
        assert_eq!(read(&scene, Who::LEAD, &made["id"]).await["functions"], json!([{"role": "CLERK", "state": "ENDED"}]));
        assert_eq!(scene.refusals(Who::LEAD, DEACTIVATE, change_of(&gone, json!({}))).await, ["WRONG_STATE"]);
        let again = json!({"personId": made["id"], "organisationId": office, "role": "CHAIR"});
        assert_eq!(scene.refusals(Who::LEAD, ASSIGN, again.clone()).await, ["WRONG_STATE personId"]);
        let back = scene.change(Who::LEAD, REACTIVATE, change_of(&gone, json!({}))).await;
        assert_eq!(back["state"], "ACTIVE");
        scene.change(Who::LEAD, ASSIGN, again).await;
        let own = json!({"input": {"id": global(scene.cast().member(Role::Partner, "stiftung").person), "expectedVersion": 1}});
        assert_eq!(scene.denial(Who::Member(Role::Partner, "stiftung"), DEACTIVATE, own).await, "FORBIDDEN person:deactivate");
    }

    async fn nobody_joins_what_is_closed(scene: Scene) {
        let close = include_str!("../../../schema/operations/CloseOrganisation.graphql");
        let office = global(scene.cast().remscheid.office);
        scene.change(Who::LEAD, close, json!({"id": office, "expectedVersion": 1})).await;
        assert_eq!(scene.refusals(Who::ADMIN, CREATE, kim(&scene, json!({}))).await, ["WRONG_STATE organisationId"]);
    }
}
