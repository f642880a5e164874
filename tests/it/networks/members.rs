use super::{ADD, END, PARTNER, change_of, found, join, person, read};
use acceptance::{Scene, Who, global, on_both_engines};
use serde_json::{Value, json};

const ACTIVATE: &str = include_str!("../../../schema/operations/ActivateNetworkMember.graphql");
const INVITE: &str = include_str!("../../../schema/operations/InviteNetworkMember.graphql");
const PAUSE: &str = include_str!("../../../schema/operations/PauseNetworkMember.graphql");
const UPDATE: &str = include_str!("../../../schema/operations/UpdateNetworkMember.graphql");
const HISTORY: &str = "query($id: ID!, $on: LocalDate) { networkMembers(filter: {networkId: $id, on: $on}) { totalCount \
                       nodes { state since until commitment role contactPerson { id } history { state on reason } } } }";

fn prospect(scene: &Scene, network: &Value) -> Value {
    json!({
        "networkId": network["id"], "organisationId": global(scene.cast().partner), "role": "FUNDER",
        "state": "PROSPECT", "since": "2020-01-10", "commitment": "Räume",
    })
}

on_both_engines! {
    async fn a_membership_goes_its_way_and_its_history_stays(scene: Scene) {
        let network = found(&scene, "Netz", json!({})).await;
        let made = scene.change(Who::STAFF, ADD, prospect(&scene, &network)).await;
        let step = |of: &Value, on: &str| change_of(of, json!({"on": on, "reason": format!("Am {on}")}));
        assert_eq!(scene.refusals(Who::STAFF, PAUSE, step(&made, "2020-01-11")).await, ["WRONG_STATE"]);
        let invited = scene.change(Who::STAFF, INVITE, step(&made, "2020-01-20")).await;
        assert_eq!(scene.refusals(Who::STAFF, ACTIVATE, step(&invited, "2020-01-19")).await, ["OUT_OF_RANGE on"]);
        let active = scene.change(Who::STAFF, ACTIVATE, step(&invited, "2020-02-01")).await;
        let edit = change_of(&active, json!({"contactPersonId": person(&scene, PARTNER), "commitment": null, "role": "PARTNER"}));
        let edited = scene.change(Who::STAFF, UPDATE, edit).await;
        let left = scene.change(Who::STAFF, END, step(&edited, "2020-03-01")).await;
        assert_eq!(left["version"], 5);
        let all = scene.get(Who::LEAD, HISTORY, json!({"id": network["id"]})).await;
        assert_eq!(all["nodes"], json!([{
            "state": "LEFT", "since": "2020-01-10", "until": "2020-03-01", "commitment": null, "role": "PARTNER",
            "contactPerson": {"id": person(&scene, PARTNER)},
            "history": [
                {"state": "PROSPECT", "on": "2020-01-10", "reason": null},
                {"state": "INVITED", "on": "2020-01-20", "reason": "Am 2020-01-20"},
                {"state": "ACTIVE", "on": "2020-02-01", "reason": "Am 2020-02-01"},
                {"state": "LEFT", "on": "2020-03-01", "reason": "Am 2020-03-01"},
            ],
        }]));
        for (day, count) in [("2020-01-09", 0), ("2020-01-10", 1), ("2020-02-29", 1), ("2020-03-01", 0)] {
            let then = scene.get(Who::LEAD, HISTORY, json!({"id": network["id"], "on": day})).await;
            assert_eq!(then["totalCount"], count, "{day}");
        }
        assert_eq!(scene.refusals(Who::STAFF, UPDATE, change_of(&left, json!({}))).await, ["WRONG_STATE"]);
    }

    async fn an_organisation_is_not_there_twice_but_may_come_back(scene: Scene) {
        let network = found(&scene, "Netz", json!({})).await;
        let made = scene.change(Who::STAFF, ADD, prospect(&scene, &network)).await;
        assert_eq!(scene.refusals(Who::STAFF, ADD, prospect(&scene, &network)).await, ["OVERLAP since"]);
        scene.change(Who::STAFF, END, change_of(&made, json!({"on": "2020-02-01"}))).await;
        let mut again = prospect(&scene, &network);
        assert_eq!(scene.refusals(Who::STAFF, ADD, again.clone()).await, ["OVERLAP since"]);
        again["since"] = json!("2020-02-01");
        scene.change(Who::STAFF, ADD, again).await;
    }

    async fn what_cannot_be_is_refused(scene: Scene) {
        let network = found(&scene, "Netz", json!({})).await;
        let with = |field: &str, value: Value| {
            let mut input = prospect(&scene, &network);
            input[field] = value;
            input
        };
        for (field, value, refusal) in [
            ("state", json!("PAUSED"), "WRONG_STATE state"),
            ("since", json!("2019-12-31"), "OUT_OF_RANGE since"),
            ("since", json!("2020-03-04"), "OUT_OF_RANGE since"),
            ("organisationId", json!("x"), "NOT_FOUND organisationId"),
            ("networkId", json!("x"), "NOT_FOUND networkId"),
            ("contactPersonId", json!(person(&scene, Who::FOREIGN)), "NOT_FOUND contactPersonId"),
            ("commitment", json!("a\u{7}b"), "CONTROL_CHARACTERS commitment"),
        ] {
            assert_eq!(scene.refusals(Who::STAFF, ADD, with(field, value)).await, [refusal], "{field}");
        }
        let input = json!({"input": prospect(&scene, &network)});
        assert_eq!(scene.denial(PARTNER, ADD, input.clone()).await, "FORBIDDEN network:manage-members");
        assert_eq!(scene.refusals(Who::ADMIN, ADD, input["input"].clone()).await, ["NOT_FOUND networkId"]);
    }

    async fn who_speaks_for_a_member_belongs_to_the_network_while_it_takes_part(scene: Scene) {
        let network = found(&scene, "Netz", json!({})).await;
        assert!(read(&scene, PARTNER, &network).await.is_null());
        let member = join(&scene, &network, global(scene.cast().partner), Some(person(&scene, PARTNER))).await;
        assert_eq!(read(&scene, PARTNER, &network).await["viewerCan"], json!(["reflection:write"]));
        scene.change(Who::LEAD, END, change_of(&member, json!({}))).await;
        assert!(read(&scene, PARTNER, &network).await.is_null());
    }
}
