use super::{LEAVE, PHASE, SEAT, change_of, found, person, read};
use acceptance::{Scene, Who, on_both_engines};
use domain::access::Role;
use serde_json::{Value, json};

const TEAM: &str = "query($id: ID!) { network(id: $id) { team { personId role } coordinator { personId } } }";

fn seat(scene: &Scene, network: &Value, who: Who, role: &str) -> Value {
    json!({"networkId": network["id"], "personId": person(scene, who), "role": role})
}

fn leaving(scene: &Scene, network: &Value, who: Who) -> Value {
    json!({"networkId": network["id"], "personId": person(scene, who)})
}

on_both_engines! {
    async fn one_coordinator_follows_the_other(scene: Scene) {
        let made = found(&scene, "Netz", json!({})).await;
        scene.change(Who::LEAD, SEAT, seat(&scene, &made, Who::LEAD, "STAFF")).await;
        let again = seat(&scene, &made, Who::LEAD, "STAFF");
        assert_eq!(scene.refusals(Who::LEAD, SEAT, again).await, ["DUPLICATE personId"]);
        scene.change(Who::LEAD, SEAT, seat(&scene, &made, Who::LEAD, "COORDINATOR")).await;
        let team = scene.get(Who::LEAD, TEAM, json!({"id": made["id"]})).await;
        let lead = person(&scene, Who::LEAD);
        assert_eq!(team["team"], json!([{"personId": lead, "role": "COORDINATOR"}]));
        assert_eq!(team["coordinator"]["personId"], json!(lead));
    }

    async fn a_network_that_works_keeps_its_coordinator(scene: Scene) {
        let made = found(&scene, "Netz", json!({})).await;
        let step_down = seat(&scene, &made, Who::STAFF, "STAFF");
        assert_eq!(scene.refusals(Who::LEAD, SEAT, step_down).await, ["COORDINATOR_REQUIRED role"]);
        let left = || leaving(&scene, &made, Who::STAFF);
        assert_eq!(scene.refusals(Who::LEAD, LEAVE, left()).await, ["COORDINATOR_REQUIRED personId"]);
        let rest = change_of(&made, json!({"phase": "DORMANT", "reason": "Vakanz"}));
        let resting = scene.change(Who::LEAD, PHASE, rest).await;
        scene.change(Who::LEAD, LEAVE, left()).await;
        assert_eq!(scene.refusals(Who::LEAD, LEAVE, left()).await, ["NOT_FOUND personId"]);
        let wake = change_of(&resting, json!({"phase": "BUILD_UP", "reason": "Neuer Anlauf"}));
        assert_eq!(scene.refusals(Who::LEAD, PHASE, wake.clone()).await, ["COORDINATOR_REQUIRED phase"]);
        scene.change(Who::LEAD, SEAT, seat(&scene, &made, Who::LEAD, "COORDINATOR")).await;
        scene.change(Who::LEAD, PHASE, wake).await;
    }

    async fn only_leads_choose_who_reads_what_is_the_teams(scene: Scene) {
        let made = found(&scene, "Netz", json!({})).await;
        let input = json!({"input": seat(&scene, &made, Who::STAFF, "COORDINATOR")});
        for who in [Who::STAFF, Who::Member(Role::MunicipalityStaff, "remscheid")] {
            assert_eq!(scene.denial(who, SEAT, input.clone()).await, "FORBIDDEN network:manage-team", "{who:?}");
        }
        for who in [Who::FOREIGN, Who::ADMIN] {
            assert_eq!(scene.refusals(who, SEAT, input["input"].clone()).await, ["NOT_FOUND networkId"], "{who:?}");
        }
    }

    async fn what_a_seat_opens_is_told_to_its_holder(scene: Scene) {
        let made = found(&scene, "Netz", json!({})).await;
        let can = |network: Value| network["viewerCan"].as_array().unwrap().clone();
        assert!(can(read(&scene, Who::STAFF, &made).await).contains(&json!("contact:write")));
        assert!(!can(read(&scene, Who::LEAD, &made).await).contains(&json!("contact:write")));
    }
}
