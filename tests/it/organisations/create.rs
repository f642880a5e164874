use super::{CLOSE, CREATE, READ, UPDATE, change_of, create, department, listed, read};
use acceptance::{Scene, Who, global, on_both_engines};
use application::audit::{AuditFilter, list_audit_entries};
use domain::access::{Actor, Role};
use domain::shared::PageRequest;
use serde_json::json;

on_both_engines! {
    async fn an_office_lead_makes_an_organisation_in_their_city(scene: Scene) {
        let input = json!({
            "name": " Kommunales Bildungsbüro ", "shortName": "KBB", "kind": "REGIONAL_EDUCATION_OFFICE",
            "legalForm": "Regiebetrieb", "localLabel": "Geschäftsstelle",
            "functions": ["EDUCATION_MONITORING", "REGIONAL_EDUCATION_OFFICE"],
            "parentId": global(scene.cast().remscheid.municipality), "districtKey": "05120000",
            "territoryKeys": ["05120"],
            "address": {"street": "Alleestraße 66", "postalCode": "42853", "place": "Remscheid"},
            "contactPoints": [{"kind": "PHONE", "value": "02191 16-0", "visibility": "PUBLIC"}],
            "validFrom": "2009-02-01",
        });
        let made = scene.change(Who::LEAD, CREATE, input).await;
        let found = scene.get(Who::LEAD, READ, json!({"id": made["id"]})).await;
        assert_eq!(found, json!({
            "id": made["id"], "name": "Kommunales Bildungsbüro", "shortName": "KBB",
            "kind": "REGIONAL_EDUCATION_OFFICE", "legalForm": "Regiebetrieb", "localLabel": "Geschäftsstelle",
            "functions": ["REGIONAL_EDUCATION_OFFICE", "EDUCATION_MONITORING"], "state": "ACTIVE",
            "parent": {"id": global(scene.cast().remscheid.municipality)}, "districtKey": "05120",
            "territoryKeys": ["05120"],
            "address": {"street": "Alleestraße 66", "postalCode": "42853", "place": "Remscheid"},
            "sponsor": null, "mergedInto": null, "validFrom": "2009-02-01", "validUntil": null,
            "viewerCan": ["organisation:update", "organisation:close", "person:create", "person:assign-function"],
            "version": 1,
        }));
        let filter = AuditFilter { event: Some("organisation.created".to_owned()), ..AuditFilter::default() };
        let entries =
            list_audit_entries(&scene.world().call(Actor::System), &filter, &PageRequest::first(1)).await.unwrap();
        let entry = &entries.rows[0].1;
        assert_eq!((entry.action.as_str(), entry.version), ("organisation:create", Some(1)));
        let name = entry.fields.iter().find(|field| field.field == "name").unwrap();
        assert_eq!(name.new.as_deref(), Some("Kommunales Bildungsbüro"));
        assert!(entry.fields.iter().any(|field| field.field == "contactPoints" && field.personal));
    }

    async fn nobody_makes_one_where_their_rights_do_not_reach(scene: Scene) {
        let before = listed(&scene, Who::ADMIN, json!({})).await;
        let denied = "FORBIDDEN organisation:create";
        let foreign = json!({"input": department("Neu", json!({"districtKey": "05915"}))});
        assert_eq!(scene.denial(Who::LEAD, CREATE, foreign).await, denied);
        let nowhere = json!({"input": department("Neu", json!({"districtKey": null}))});
        assert_eq!(scene.denial(Who::LEAD, CREATE, nowhere).await, denied);
        let own = json!({"input": department("Neu", json!({}))});
        assert_eq!(scene.denial(Who::STAFF, CREATE, own.clone()).await, denied);
        assert_eq!(scene.denial(Who::Stranger, CREATE, own).await, "UNAUTHENTICATED organisation:create");
        assert_eq!(listed(&scene, Who::ADMIN, json!({})).await, before);
    }

    async fn nobody_serves_territories_beyond_their_own_reach(scene: Scene) {
        let denied = "FORBIDDEN organisation:create";
        for key in ["05", "053", "05915", "05334004"] {
            let input = json!({"input": department("Neu", json!({"territoryKeys": ["05120", key]}))});
            assert_eq!(scene.denial(Who::LEAD, CREATE, input).await, denied, "{key}");
        }
        // Who serves the state reaches the state: staff must not give that to themselves.
        let office = read(&scene, &json!(global(scene.cast().remscheid.office))).await;
        let everything = json!({"input": change_of(&office, json!({"territoryKeys": ["05"]}))});
        assert_eq!(scene.denial(Who::STAFF, UPDATE, everything).await, denied);
        let moved = json!({"input": change_of(&office, json!({"districtKey": "05915"}))});
        assert_eq!(scene.denial(Who::STAFF, UPDATE, moved).await, denied);
        assert_eq!(read(&scene, &office["id"]).await, office);
    }

    async fn all_that_is_wrong_is_told_at_once(scene: Scene) {
        let input = json!({
            "name": " ", "shortName": "a\nb", "kind": "DEPARTMENT", "districtKey": "051", "territoryKeys": ["05120", "x"],
            "address": {"postalCode": "1", "place": "Remscheid"}, "validFrom": "2020-03-04",
            "contactPoints": [{"kind": "EMAIL", "value": "nobody", "visibility": "PUBLIC"}],
        });
        assert_eq!(
            scene.refusals(Who::ADMIN, CREATE, input).await,
            [
                "REQUIRED name", "CONTROL_CHARACTERS shortName", "INVALID districtKey",
                "INVALID_TERRITORY_KEY territoryKeys.1", "INVALID address.postalCode", "OUT_OF_RANGE validFrom",
                "INVALID_EMAIL contactPoints.0.value",
            ]
        );
    }

    async fn what_it_refers_to_exists(scene: Scene) {
        let unknown = global(domain::shared::OrganisationId::from(uuid::Uuid::from_u128(1)));
        let person = global(scene.cast().member(Role::OfficeLead, "remscheid").person);
        for id in [unknown.as_str(), person.as_str(), "", "öäü"] {
            let refused = scene.refusals(Who::ADMIN, CREATE, department("Neu", json!({"parentId": id}))).await;
            assert_eq!(refused, ["NOT_FOUND parentId"], "{id}");
        }
        let gone = department("Neu", json!({"districtKey": "05354", "territoryKeys": ["05120", "05354"]}));
        assert_eq!(
            scene.refusals(Who::ADMIN, CREATE, gone).await,
            ["NOT_FOUND districtKey", "NOT_FOUND territoryKeys.05354"]
        );
    }

    async fn external_partners_and_only_they_have_a_sponsor(scene: Scene) {
        let cast = scene.cast();
        let chamber = |sponsor| json!({"name": "Kammer", "kind": "CHAMBER", "sponsorId": sponsor});
        assert_eq!(scene.refusals(Who::ADMIN, CREATE, chamber(json!(null))).await, ["REQUIRED sponsorId"]);
        assert_eq!(scene.refusals(Who::ADMIN, CREATE, chamber(json!(global(cast.partner)))).await, ["INVALID sponsorId"]);
        let public = department("Amt", json!({"sponsorId": global(cast.remscheid.office)}));
        assert_eq!(scene.refusals(Who::ADMIN, CREATE, public).await, ["INVALID sponsorId"]);
        // A partner lies where its sponsor lies, so the office looks after it.
        let made = scene.change(Who::LEAD, CREATE, chamber(json!(global(cast.remscheid.office)))).await;
        assert_eq!(made["districtKey"], "05120");
    }

    async fn a_district_has_one_regional_education_office(scene: Scene) {
        let office = |name, district| json!({
            "name": name, "kind": "DEPARTMENT", "districtKey": district, "functions": ["REGIONAL_EDUCATION_OFFICE"],
        });
        let first = create(&scene, office("Erstes", json!("05120"))).await;
        create(&scene, office("Anderswo", json!("05915"))).await;
        assert_eq!(scene.refusals(Who::ADMIN, CREATE, office("Zweites", json!("05120"))).await, ["DUPLICATE functions"]);
        assert_eq!(scene.refusals(Who::ADMIN, CREATE, office("Nirgends", json!(null))).await, ["REQUIRED districtKey"]);
        let closed = scene.change(Who::ADMIN, CLOSE, change_of(&first, json!({}))).await;
        assert_eq!(closed["state"], "CLOSED");
        create(&scene, office("Zweites", json!("05120"))).await;
    }
}
