use super::{CREATE, DUPLICATES, create, kim, listed, read};
use acceptance::{Scene, Who, global, on_both_engines};
use application::audit::{AuditFilter, list_audit_entries};
use domain::access::{Actor, Role};
use domain::shared::PageRequest;
use serde_json::json;

on_both_engines! {
    async fn a_person_is_made_with_everything(scene: Scene) {
        let made = create(&scene, json!({
            "salutation": "NEUTRAL", "title": "Prof. Dr.", "givenName": "Kim", "familyName": "Müller-Beispiel",
            "languages": ["DE", "tr"],
            "contactPoints": [{"kind": "EMAIL", "value": "Kim@remscheid.example", "visibility": "COMMUNITY"}],
        })).await;
        assert_eq!(read(&scene, Who::LEAD, &made["id"]).await, json!({
            "id": made["id"], "salutation": "NEUTRAL", "title": "Prof. Dr.", "givenName": "Kim",
            "familyName": "Müller-Beispiel", "displayName": "Prof. Dr. Kim Müller-Beispiel", "languages": ["de", "tr"],
            "state": "ACTIVE", "organisation": {"id": global(scene.cast().remscheid.office)},
            "contactPoints": [{"kind": "EMAIL", "value": "Kim@remscheid.example", "visibility": "COMMUNITY"}],
            "functions": [], "viewerCan": ["person:update", "person:deactivate"], "version": 1,
        }));
        let nameless = create(&scene, json!({"givenName": null, "familyName": "Einname"})).await;
        assert_eq!(nameless["displayName"], "Einname");
        let filter = AuditFilter { event: Some("person.created".to_owned()), ..AuditFilter::default() };
        let system = scene.world().call(Actor::System);
        let entries = list_audit_entries(&system, &filter, &PageRequest::first(2)).await.unwrap();
        let fields = &entries.rows[1].1.fields;
        assert!(fields.iter().filter(|field| field.personal).count() >= 5);
        let plain: Vec<_> = fields.iter().filter(|field| !field.personal).map(|field| field.field.as_str()).collect();
        assert_eq!(plain, ["organisationId", "state"]);
    }

    async fn all_that_is_wrong_is_told_at_once(scene: Scene) {
        let input = kim(&scene, json!({
            "familyName": "", "title": "a\nb", "languages": ["de", "Deutsch, bitte"],
            "contactPoints": [{"kind": "PHONE", "value": "12", "visibility": "PUBLIC"}],
        }));
        assert_eq!(
            scene.refusals(Who::LEAD, CREATE, input).await,
            ["CONTROL_CHARACTERS title", "REQUIRED familyName", "INVALID languages.1", "INVALID_PHONE contactPoints.0.value"]
        );
        let unknown = kim(&scene, json!({"organisationId": "x"}));
        assert_eq!(scene.refusals(Who::LEAD, CREATE, unknown).await, ["NOT_FOUND organisationId"]);
    }

    async fn the_same_person_is_noticed_under_another_spelling(scene: Scene) {
        let mail = |mail: &str| json!([{"kind": "EMAIL", "value": mail, "visibility": "COMMUNITY"}]);
        create(&scene, json!({"familyName": "Müller-Beispiel", "contactPoints": mail("kim@remscheid.example")})).await;
        for (given, family, contacts) in [
            ("KIM", "Mueller Beispiel", json!([])),
            ("kim", "Beispiel-Muller", json!([])),
            ("Alex", "Anders", mail("KIM@remscheid.example")),
        ] {
            let input = kim(&scene, json!({"givenName": given, "familyName": family, "contactPoints": contacts}));
            assert_eq!(scene.refusals(Who::LEAD, CREATE, input).await, ["POSSIBLE_DUPLICATE"], "{given} {family}");
        }
        let input = json!({"givenName": "Kim", "familyName": "Mueller-Beispiel", "emails": ["kim@remscheid.example"]});
        let alike = scene.get(Who::LEAD, DUPLICATES, json!({"input": input})).await;
        assert_eq!(alike.as_array().unwrap().len(), 1);
        assert_eq!(alike[0]["displayName"], "Kim Müller-Beispiel");
        let except = json!({"givenName": "Kim", "familyName": "Müller-Beispiel", "exceptId": alike[0]["id"]});
        assert_eq!(scene.get(Who::LEAD, DUPLICATES, json!({"input": except})).await, json!([]));
        create(&scene, json!({"familyName": "Müller-Beispiel", "acceptDuplicates": true})).await;
        assert_eq!(listed(&scene, Who::LEAD, json!({"text": "muller"})).await.len(), 2);
        create(&scene, json!({"givenName": "Alex", "familyName": "Müller-Beispiel"})).await;
    }

    async fn people_are_made_where_rights_reach(scene: Scene) {
        let cast = scene.cast();
        let at = |organisation| json!({"input": kim(&scene, json!({"organisationId": global(organisation)}))});
        let denied = "FORBIDDEN person:create";
        let municipality = Who::Member(Role::MunicipalityStaff, "remscheid");
        for (who, organisation) in [
            (Who::LEAD, cast.hamm.office), (Who::STAFF, cast.remscheid.municipality),
            (municipality, cast.remscheid.office), (Who::Member(Role::TransferagenturStaff, "transferagentur"), cast.remscheid.office),
            (Who::Member(Role::Partner, "stiftung"), cast.partner), (Who::Member(Role::Statistician, "remscheid"), cast.remscheid.municipality),
        ] {
            assert_eq!(scene.denial(who, CREATE, at(organisation)).await, denied, "{who:?}");
        }
        assert_eq!(scene.denial(Who::Stranger, CREATE, at(cast.partner)).await, "UNAUTHENTICATED person:create");
        assert_eq!(listed(&scene, Who::ADMIN, json!({})).await, Vec::<String>::new());
        for (who, organisation) in [(Who::STAFF, cast.remscheid.office), (Who::LEAD, cast.partner), (Who::ADMIN, cast.hamm.office)] {
            let fields = json!({"organisationId": global(organisation), "familyName": format!("Probe {organisation}")});
            scene.change(who, CREATE, kim(&scene, fields)).await;
        }
    }
}
