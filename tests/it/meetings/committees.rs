use super::{CREATE, MAYOR, PARTNER, SEAT, change_of, found, founding, person, seat, step};
use acceptance::{Scene, Who, on_both_engines};
use domain::access::Role;
use serde_json::{Value, json};

const READ: &str = "query($id: ID!) { committee(id: $id) { name kind fieldsOfAction visibility state viewerCan version \
                    rules { invitationLeadDays quorum quorumValue decisionRule circularAllowed votingMembers } } }";
const MEMBERS: &str =
    "query($id: ID!, $on: LocalDate) { committee(id: $id) { members(on: $on) { role votingRight } } }";

async fn roles(scene: &Scene, committee: &Value, on: &str) -> Vec<String> {
    let read = scene.get(Who::LEAD, MEMBERS, json!({"id": committee["id"], "on": on})).await;
    let members = read["members"].as_array().unwrap();
    let mut roles: Vec<String> = members.iter().map(|member| member["role"].as_str().unwrap().to_owned()).collect();
    roles.sort();
    roles
}

on_both_engines! {
    async fn an_office_founds_a_committee(scene: Scene) {
        let made = found(&scene, " Lenkungskreis ", json!({})).await;
        assert_eq!(scene.get(Who::LEAD, READ, json!({"id": made["id"]})).await, json!({
            "name": "Lenkungskreis", "kind": "STEERING_COMMITTEE", "fieldsOfAction": ["LANGUAGE"],
            "visibility": "MEMBERS", "state": "ACTIVE", "version": 1,
            "viewerCan": ["committee:update", "committee:manage-members", "meeting:plan", "meeting:run",
                          "minutes:write", "minutes:approve", "measure:manage"],
            "rules": {"invitationLeadDays": 14, "quorum": "MAJORITY", "quorumValue": null,
                      "decisionRule": "SIMPLE_MAJORITY", "circularAllowed": true, "votingMembers": null},
        }));
    }

    async fn all_that_is_wrong_is_told_at_once(scene: Scene) {
        let rules = json!({"invitationLeadDays": 91, "quorum": "COUNT", "quorumValue": 3, "decisionRule": "CONSENSUS"});
        let refused = scene.refusals(Who::LEAD, CREATE, founding(&scene, " ", json!({"rules": rules}))).await;
        assert_eq!(refused, ["REQUIRED name", "OUT_OF_RANGE invitationLeadDays"]);
        let rules = json!({"quorum": "SHARE", "decisionRule": "CONSENSUS"});
        let refused = scene.refusals(Who::LEAD, CREATE, founding(&scene, "Kreis", json!({"rules": rules}))).await;
        assert_eq!(refused, ["REQUIRED quorumValue"]);
    }

    async fn seats_have_terms_and_the_history_stays(scene: Scene) {
        let made = found(&scene, "Lenkungskreis", json!({})).await;
        let chair = seat(&scene, &made, Who::LEAD, "CHAIR", json!({})).await;
        seat(&scene, &made, PARTNER, "MEMBER", json!({"from": "2020-03-01"})).await;
        let second = json!({"committeeId": made["id"], "personId": person(&scene, MAYOR), "role": "CHAIR"});
        assert_eq!(scene.refusals(Who::LEAD, SEAT, second.clone()).await, ["OVERLAP role"]);
        let end = step("endCommitteeMembership", "EndCommitteeMembershipInput", "membership", "until");
        let ended = scene.change(Who::LEAD, &end, change_of(&chair, json!({"on": "2020-03-02"}))).await;
        assert_eq!(ended["until"], "2020-03-02");
        scene.change(Who::LEAD, SEAT, second).await;
        assert_eq!(roles(&scene, &made, "2020-02-29").await, ["CHAIR"]);
        assert_eq!(roles(&scene, &made, "2020-03-02").await, ["CHAIR", "MEMBER"]);
        assert_eq!(roles(&scene, &made, "2020-03-03").await, ["CHAIR", "MEMBER"]);
        assert_eq!(roles(&scene, &made, "2019-12-31").await, Vec::<String>::new());
        let again = change_of(&ended, json!({}));
        assert_eq!(scene.refusals(Who::LEAD, &end, again).await, ["WRONG_STATE on"]);
    }

    async fn a_substitute_names_a_seat_and_has_no_vote(scene: Scene) {
        let made = found(&scene, "Lenkungskreis", json!({})).await;
        let member = seat(&scene, &made, PARTNER, "MEMBER", json!({})).await;
        let input = |fields: Value| {
            let mut input = json!({"committeeId": made["id"], "personId": person(&scene, MAYOR), "role": "SUBSTITUTE"});
            input.as_object_mut().unwrap().extend(crate::meetings::object(fields));
            input
        };
        assert_eq!(scene.refusals(Who::LEAD, SEAT, input(json!({}))).await, ["REQUIRED substituteForId"]);
        let voting = input(json!({"substituteForId": member["id"], "votingRight": true}));
        assert_eq!(scene.refusals(Who::LEAD, SEAT, voting).await, ["INVALID votingRight"]);
        scene.change(Who::LEAD, SEAT, input(json!({"substituteForId": member["id"]}))).await;
    }

    async fn who_leads_a_committee_runs_it_whatever_their_role(scene: Scene) {
        let made = found(&scene, "Lenkungskreis", json!({})).await;
        let can = async |who| scene.get(who, READ, json!({"id": made["id"]})).await["viewerCan"].clone();
        seat(&scene, &made, PARTNER, "CHAIR", json!({})).await;
        assert_eq!(can(PARTNER).await, json!(["meeting:plan", "meeting:run", "minutes:write", "minutes:approve", "measure:manage"]));
        let statistician = Who::Member(Role::Statistician, "remscheid");
        seat(&scene, &made, statistician, "MINUTE_TAKER", json!({})).await;
        assert_eq!(can(statistician).await, json!(["minutes:write"]));
    }

    async fn a_dissolved_committee_meets_no_more(scene: Scene) {
        let made = found(&scene, "Lenkungskreis", json!({})).await;
        let dissolve = step("dissolveCommittee", "DissolveCommitteeInput", "committee", "state dissolvedOn");
        let gone = scene.change(Who::LEAD, &dissolve, change_of(&made, json!({"reason": "Reform"}))).await;
        assert_eq!((&gone["state"], &gone["dissolvedOn"]), (&json!("DISSOLVED"), &json!("2020-03-03")));
        let plan = crate::meetings::plan_of("Sitzung", "2020-04-01T07:00:00Z", "2020-04-01T09:00:00Z");
        let planned = json!({"committeeId": made["id"], "plan": plan});
        assert_eq!(scene.refusals(Who::LEAD, crate::meetings::PLAN, planned).await, ["WRONG_STATE committeeId"]);
    }
}
