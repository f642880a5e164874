use super::{LEAVE, PARTNER, SEAT, change_of, found, join, person};
use acceptance::{Scene, Who, global, on_both_engines};
use application::audit::{AuditFilter, list_audit_entries};
use domain::access::{Actor, Role};
use domain::shared::PageRequest;
use serde_json::{Value, json};

const RECORD: &str = include_str!("../../../schema/operations/RecordNetworkContacts.graphql");
const COMPLETE: &str = include_str!("../../../schema/operations/CompleteNetworkFollowUp.graphql");
const LOG: &str = "query($id: ID!, $filter: NetworkContactFilter) { networkContacts(networkId: $id, filter: $filter) { \
                   totalCount nodes { id at channel direction summary followUp followUpOn version partner { name } \
                   recordedBy { id } } } }";
const COUNTS: &str = "query($id: ID!) { networkContactCounts(networkId: $id) { month channel count } }";
const LAST: &str = "query($id: ID!) { networkLastContacts(networkId: $id) { partnerId at } }";
const MISSED: &str = "query($id: ID!, $days: Int!) { networkPartnersOutOfContact(networkId: $id, days: $days) { days \
                      lastContactAt membership { organisation { name } } } }";

fn call(scene: &Scene, network: &Value, fields: &Value) -> Value {
    let mut input = json!({
        "networkId": network["id"], "partnerIds": [global(scene.cast().partner)], "channel": "PHONE",
        "direction": "OUTGOING", "summary": "Nach der Konferenz gefragt",
    });
    input.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    input
}

/// A network with two members, and the first contact.
async fn cared_for(scene: &Scene) -> Value {
    let network = found(scene, "Netz", json!({})).await;
    join(scene, &network, global(scene.cast().partner), Some(person(scene, PARTNER))).await;
    join(scene, &network, global(scene.cast().remscheid.municipality), None).await;
    let input = call(scene, &network, &json!({"at": "2020-01-31T23:30:00Z", "followUpOn": "2020-03-10"}));
    let made = scene.get(Who::STAFF, RECORD, json!({"input": input})).await;
    assert_eq!(made["errors"], json!([]), "{made}");
    network
}

async fn log(scene: &Scene, who: Who, network: &Value, filter: Value) -> Value {
    scene.get(who, LOG, json!({"id": network["id"], "filter": filter})).await
}

on_both_engines! {
    async fn the_team_records_and_reads(scene: Scene) {
        let network = cared_for(&scene).await;
        let letter = json!({"channel": "NEWSLETTER", "summary": "Ausgabe 1",
            "partnerIds": [global(scene.cast().partner), global(scene.cast().remscheid.municipality)]});
        let made = scene.get(Who::STAFF, RECORD, json!({"input": call(&scene, &network, &letter)})).await;
        assert_eq!(made["contacts"].as_array().unwrap().len(), 2);
        let all = log(&scene, Who::STAFF, &network, json!({})).await;
        assert_eq!(all["totalCount"], 3);
        let first = &all["nodes"][2];
        assert_eq!((&first["summary"], &first["followUp"]), (&json!("Nach der Konferenz gefragt"), &json!("OPEN")));
        assert_eq!(first["recordedBy"]["id"], json!(person(&scene, Who::STAFF)));
        let by_phone = log(&scene, Who::STAFF, &network, json!({"channels": ["PHONE"]})).await;
        assert_eq!(by_phone["totalCount"], 1);
        let since = log(&scene, Who::STAFF, &network, json!({"since": "2020-02-01T00:00:00Z"})).await;
        assert_eq!(since["totalCount"], 2);
        let counts = scene.get(Who::STAFF, COUNTS, json!({"id": network["id"]})).await;
        // The last evening of January was the first night of February in Berlin.
        assert_eq!(counts, json!([
            {"month": "2020-02-01", "channel": "PHONE", "count": 1},
            {"month": "2020-03-01", "channel": "NEWSLETTER", "count": 2},
        ]));
        let last = scene.get(Who::STAFF, LAST, json!({"id": network["id"]})).await;
        assert!(last.as_array().unwrap().iter().all(|one| one["at"] == "2020-03-03T08:00:00.000000Z"), "{last}");
    }

    async fn who_was_out_of_reach_is_found(scene: Scene) {
        let network = cared_for(&scene).await;
        let missed = async |days: i64| scene.get(Who::STAFF, MISSED, json!({"id": network["id"], "days": days})).await;
        let name = |partner: &Value| partner["membership"]["organisation"]["name"].clone();
        let month = missed(31).await;
        assert_eq!(month.as_array().unwrap().iter().map(name).collect::<Vec<_>>(), ["Stadt Remscheid", "Stiftung Beispiel"]);
        assert_eq!((&month[0]["days"], &month[0]["lastContactAt"]), (&json!(62), &json!(null)));
        assert_eq!(missed(32).await.as_array().unwrap().len(), 1);
        assert_eq!(missed(63).await, json!([]));
        for days in [0, 3_651, -1] {
            let variables = json!({"id": network["id"], "days": days});
            assert_eq!(scene.denial(Who::STAFF, MISSED, variables).await, "OUT_OF_RANGE");
        }
    }

    async fn follow_ups_are_open_until_they_are_done(scene: Scene) {
        let network = cared_for(&scene).await;
        let open = async |by: &str| log(&scene, Who::STAFF, &network, json!({"followUpOpenBy": by})).await["nodes"].clone();
        assert_eq!(open("2020-03-09").await, json!([]));
        let contact = open("2020-03-10").await[0].clone();
        let done = scene.get(Who::STAFF, COMPLETE, json!({"input": change_of(&contact, json!({}))})).await;
        assert_eq!(done["contacts"][0]["followUp"], "DONE");
        assert_eq!(open("2020-12-31").await, json!([]));
        let again = json!({"id": contact["id"], "expectedVersion": 2});
        assert_eq!(scene.refusals(Who::STAFF, COMPLETE, again).await, ["WRONG_STATE"]);
        assert_eq!(scene.refusals(Who::LEAD, COMPLETE, change_of(&contact, json!({}))).await, ["NOT_FOUND id"]);
    }

    async fn the_log_is_closed_to_everybody_outside_the_team(scene: Scene) {
        let network = cared_for(&scene).await;
        let variables = json!({"id": network["id"], "filter": {}});
        let empty = json!({"totalCount": 0, "nodes": []});
        for who in [Who::LEAD, Who::FOREIGN, Who::Member(Role::MunicipalityLead, "remscheid")] {
            assert_eq!(scene.get(who, LOG, variables.clone()).await, empty, "{who:?}");
            assert_eq!(scene.get(who, COUNTS, json!({"id": network["id"]})).await, json!([]));
            assert_eq!(scene.get(who, LAST, json!({"id": network["id"]})).await, json!([]));
            assert_eq!(scene.get(who, MISSED, json!({"id": network["id"], "days": 1})).await, json!([]));
        }
        for role in [Role::TransferagenturAdmin, Role::Auditor, Role::DataProtectionOfficer] {
            let who = Who::Member(role, "transferagentur");
            assert_eq!(scene.denial(who, LOG, variables.clone()).await, "FORBIDDEN contact:read", "{role}");
        }
        assert_eq!(scene.denial(PARTNER, LOG, variables.clone()).await, "FORBIDDEN contact:read");
        assert_eq!(scene.denial(Who::Stranger, LOG, variables).await, "UNAUTHENTICATED contact:read");
        let input = json!({"input": call(&scene, &network, &json!({}))});
        assert_eq!(scene.denial(Who::LEAD, RECORD, input.clone()).await, "FORBIDDEN contact:write");
        assert_eq!(scene.refusals(Who::FOREIGN, RECORD, input["input"].clone()).await, ["NOT_FOUND networkId"]);
    }

    async fn who_leaves_the_team_reads_it_no_more(scene: Scene) {
        let network = cared_for(&scene).await;
        let seat = json!({"networkId": network["id"], "personId": person(&scene, Who::LEAD), "role": "COORDINATOR"});
        scene.change(Who::LEAD, SEAT, seat).await;
        assert_eq!(log(&scene, Who::LEAD, &network, json!({})).await["totalCount"], 1);
        assert_eq!(log(&scene, Who::STAFF, &network, json!({})).await["totalCount"], 0);
        let left = json!({"networkId": network["id"], "personId": person(&scene, Who::STAFF)});
        assert_eq!(scene.refusals(Who::LEAD, LEAVE, left).await, ["NOT_FOUND personId"]);
    }

    async fn the_audit_says_that_and_not_what(scene: Scene) {
        cared_for(&scene).await;
        let filter = AuditFilter { event: Some("contact.recorded".to_owned()), ..AuditFilter::default() };
        let system = scene.world().call(Actor::System);
        let entries = list_audit_entries(&system, &filter, &PageRequest::first(10)).await.unwrap();
        assert_eq!(entries.rows.len(), 1);
        assert!(entries.rows[0].1.fields.is_empty(), "{:?}", entries.rows[0].1.fields);
    }

    async fn what_cannot_be_is_refused(scene: Scene) {
        let network = cared_for(&scene).await;
        let both = json!([global(scene.cast().partner), global(scene.cast().remscheid.municipality)]);
        for (fields, refusal) in [
            (json!({"at": "2020-03-03T08:00:01Z"}), "OUT_OF_RANGE at"),
            (json!({"followUpOn": "2020-03-02"}), "OUT_OF_RANGE followUpOn"),
            (json!({"summary": "ä".repeat(501)}), "TOO_LONG summary"),
            (json!({"summary": " "}), "REQUIRED summary"),
            (json!({"partnerIds": []}), "REQUIRED partnerIds"),
            (json!({"partnerIds": [global(scene.cast().hamm.office)]}), "NOT_A_MEMBER partnerIds.0"),
            (json!({"partnerIds": both, "partnerPersonId": person(&scene, PARTNER)}), "INVALID partnerPersonId"),
        ] {
            assert_eq!(scene.refusals(Who::STAFF, RECORD, call(&scene, &network, &fields)).await, [refusal]);
        }
        assert_eq!(log(&scene, Who::STAFF, &network, json!({})).await["totalCount"], 1);
    }
}
