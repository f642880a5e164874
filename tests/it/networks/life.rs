use super::{CREATE, PARTNER, PHASE, UPDATE, change_of, found, founding, person, profile, read};
use acceptance::{Scene, Who, global, on_both_engines};
use domain::access::Role;
use serde_json::{Value, json};

const PHASES: &str = "query($id: ID!) { network(id: $id) { phaseChanges { from to on reason } } }";

fn phase(network: &Value, to: &str, on: &Value, reason: &str) -> Value {
    change_of(network, json!({"phase": to, "on": on, "reason": reason}))
}

on_both_engines! {
    async fn an_office_founds_a_network_of_its_city(scene: Scene) {
        let fields = json!({
            "shortName": "BNR", "localLabel": "Bildungsregion", "purpose": "Wirksame Übergänge",
            "fieldsOfAction": ["TRANSITIONS", "LANGUAGE"], "territoryKeys": ["05120", "05915"],
            "legalBasis": "Kooperationsvertrag", "website": "https://netz.example", "visibility": "COMMUNITY",
        });
        let made = found(&scene, " Bildungsnetzwerk Remscheid ", fields).await;
        assert_eq!(read(&scene, Who::LEAD, &made).await, json!({
            "id": made["id"], "name": "Bildungsnetzwerk Remscheid", "shortName": "BNR", "kind": "REGIONAL_EDUCATION_NETWORK",
            "territoryKeys": ["05120", "05915"], "fieldsOfAction": ["TRANSITIONS", "LANGUAGE"], "visibility": "COMMUNITY",
            "parent": null, "organisation": {"id": global(scene.cast().remscheid.office)}, "foundedOn": "2020-01-01",
            "phase": "INITIATION", "phaseSince": "2020-01-01",
            "viewerCan": ["network:update", "network:change-phase", "network:manage-team", "network:manage-members",
                          "network:manage-goals", "survey:manage", "analysis:run"],
            "version": 1,
        }));
    }

    async fn all_that_is_wrong_is_told_at_once(scene: Scene) {
        let wrong = json!({"name": " ", "territoryKeys": ["x"], "website": "javascript:alert(1)"});
        let mut input = founding(&scene, "Netz", wrong);
        input["foundedOn"] = json!("2020-03-04");
        let refused = scene.refusals(Who::LEAD, CREATE, input).await;
        let expected = ["OUT_OF_RANGE foundedOn", "REQUIRED name", "INVALID_TERRITORY_KEY territoryKeys.0", "INVALID_URL website"];
        assert_eq!(refused, expected);
        let nowhere = founding(&scene, "Netz", json!({"territoryKeys": []}));
        assert_eq!(scene.refusals(Who::LEAD, CREATE, nowhere).await, ["REQUIRED territoryKeys"]);
        let unknown = founding(&scene, "Netz", json!({"territoryKeys": ["05999"]}));
        assert_eq!(scene.refusals(Who::LEAD, CREATE, unknown).await, ["NOT_FOUND territoryKeys.05999"]);
        let mut nobody = founding(&scene, "Netz", json!({}));
        nobody["coordinatorId"] = json!(person(&scene, Who::FOREIGN));
        assert_eq!(scene.refusals(Who::LEAD, CREATE, nobody).await, ["NOT_FOUND coordinatorId"]);
    }

    async fn nobody_founds_a_network_beyond_their_reach(scene: Scene) {
        let input = || json!({"input": founding(&scene, "Netz", json!({}))});
        for who in [Who::FOREIGN, Who::ADMIN, PARTNER, Who::Member(Role::Statistician, "remscheid")] {
            assert_eq!(scene.denial(who, CREATE, input()).await, "FORBIDDEN network:create", "{who:?}");
        }
        assert_eq!(scene.denial(Who::Stranger, CREATE, input()).await, "UNAUTHENTICATED network:create");
    }

    async fn a_part_of_a_network_makes_no_cycle(scene: Scene) {
        let whole = found(&scene, "Ganzes", json!({})).await;
        let mut input = founding(&scene, "Teil", json!({}));
        input["parentId"] = whole["id"].clone();
        let part = scene.change(Who::LEAD, CREATE, input).await;
        assert_eq!(read(&scene, Who::LEAD, &part).await["parent"]["id"], whole["id"]);
        let turned = change_of(&whole, json!({"profile": profile("Ganzes", json!({})), "parentId": part["id"]}));
        assert_eq!(scene.refusals(Who::LEAD, UPDATE, turned).await, ["CYCLE parentId"]);
        let taken_out = change_of(&part, json!({"profile": profile("Teil", json!({})), "parentId": null}));
        scene.change(Who::LEAD, UPDATE, taken_out).await;
        assert!(read(&scene, Who::LEAD, &part).await["parent"].is_null());
    }

    async fn a_stale_change_gets_the_present_state(scene: Scene) {
        let made = found(&scene, "Netz", json!({})).await;
        let change = |name: &str| change_of(&made, json!({"profile": profile(name, json!({}))}));
        scene.change(Who::STAFF, UPDATE, change("Eins")).await;
        let answer = scene.get(Who::STAFF, UPDATE, json!({"input": change("Zwei")})).await;
        assert_eq!(answer["errors"][0]["code"], "VERSION_CONFLICT");
        assert_eq!((&answer["network"]["name"], &answer["network"]["version"]), (&json!("Eins"), &json!(2)));
    }

    async fn phases_go_forward_and_back_but_a_dissolution_is_final(scene: Scene) {
        let made = found(&scene, "Netz", json!({})).await;
        let grown = scene.change(Who::LEAD, PHASE, phase(&made, "PERFORMING", &json!("2020-02-01"), "Alle arbeiten")).await;
        let early = phase(&grown, "GROWTH", &json!("2020-01-31"), "Zu früh");
        assert_eq!(scene.refusals(Who::LEAD, PHASE, early).await, ["OUT_OF_RANGE on"]);
        let silent = phase(&grown, "GROWTH", &json!(null), " ");
        assert_eq!(scene.refusals(Who::LEAD, PHASE, silent).await, ["REQUIRED reason"]);
        let back = scene.change(Who::LEAD, PHASE, phase(&grown, "BUILD_UP", &json!("2020-02-02"), "Reform")).await;
        let gone = scene.change(Who::LEAD, PHASE, phase(&back, "DISSOLVED", &json!(null), "Zweck erreicht")).await;
        let woken = phase(&gone, "GROWTH", &json!(null), "Doch nicht");
        assert_eq!(scene.refusals(Who::LEAD, PHASE, woken).await, ["WRONG_STATE phase"]);
        let changes = scene.get(Who::LEAD, PHASES, json!({"id": made["id"]})).await;
        assert_eq!(changes["phaseChanges"], json!([
            {"from": null, "to": "INITIATION", "on": "2020-01-01", "reason": "Gründung"},
            {"from": "INITIATION", "to": "PERFORMING", "on": "2020-02-01", "reason": "Alle arbeiten"},
            {"from": "PERFORMING", "to": "BUILD_UP", "on": "2020-02-02", "reason": "Reform"},
            {"from": "BUILD_UP", "to": "DISSOLVED", "on": "2020-03-03", "reason": "Zweck erreicht"},
        ]));
        let change = change_of(&gone, json!({"profile": profile("Neu", json!({}))}));
        assert_eq!(scene.refusals(Who::LEAD, UPDATE, change).await, ["WRONG_STATE"]);
        assert_eq!(read(&scene, Who::LEAD, &gone).await["viewerCan"], json!(["analysis:run"]));
    }

    async fn staff_do_not_change_the_phase(scene: Scene) {
        let made = found(&scene, "Netz", json!({})).await;
        let input = json!({"input": phase(&made, "GROWTH", &json!(null), "Mehr Partner")});
        for who in [Who::STAFF, PARTNER] {
            assert_eq!(scene.denial(who, PHASE, input.clone()).await, "FORBIDDEN network:change-phase", "{who:?}");
        }
        for who in [Who::FOREIGN, Who::ADMIN] {
            assert_eq!(scene.refusals(who, PHASE, input["input"].clone()).await, ["NOT_FOUND id"], "{who:?}");
        }
        assert_eq!(read(&scene, Who::LEAD, &made).await["version"], 1);
    }
}
