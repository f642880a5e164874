use super::{END, PARTNER, change_of, found, join, person, uuid_of};
use acceptance::{Scene, Who, global, on_both_engines};
use domain::access::Role;
use serde_json::{Value, json};

const CREATE: &str = include_str!("../../../schema/operations/CreateNetworkSurvey.graphql");
const OPEN: &str = include_str!("../../../schema/operations/OpenNetworkSurvey.graphql");
const CLOSE: &str = include_str!("../../../schema/operations/CloseNetworkSurvey.graphql");
const ANSWER: &str = include_str!("../../../schema/operations/AnswerNetworkSurvey.graphql");
const ANALYSE: &str = include_str!("../../../schema/operations/AnalyseNetwork.graphql");
const READ: &str = "query($id: ID!) { networkAnalysis(id: $id) { hash namesHidden answers figures { nodes ties density \
                    reciprocity externalInternalIndex } nodes { organisationId key label group degree isCutPoint } \
                    ties { from to weight } } }";
const FILE: &str =
    "query($id: ID!, $format: NetworkFileFormat!) { networkAnalysis(id: $id) { file(format: $format) } }";
const COMPARE: &str = "query($earlier: ID!, $later: ID!) { compareNetworkAnalyses(earlierId: $earlier, laterId: $later) { \
                       joinedIds leftIds figures { name earlier later } } }";
const TRUST: &str = "query($id: ID!) { network(id: $id) { surveys { state invited answered trust { organisationId mean \
                     ratings } } } }";

/// Six members, each with somebody of the cast who speaks for it.
fn speakers(scene: &Scene) -> Vec<(String, Who)> {
    let cast = scene.cast();
    vec![
        (global(cast.remscheid.municipality), Who::Member(Role::MunicipalityLead, "remscheid")),
        (global(cast.remscheid.office), Who::LEAD),
        (global(cast.partner), PARTNER),
        (global(cast.hamm.municipality), Who::Member(Role::MunicipalityLead, "hamm")),
        (global(cast.hamm.office), Who::FOREIGN),
        (global(cast.transferagentur), Who::Member(Role::TransferagenturStaff, "transferagentur")),
    ]
}

/// A network with an open survey among six members. Somebody who sees everybody brings them together.
async fn surveyed(scene: &Scene) -> (Value, Value, Vec<Value>) {
    let network = found(scene, "Netz", json!({})).await;
    let mut members = Vec::new();
    for (organisation, speaker) in speakers(scene) {
        let member = join(scene, &network, organisation, None).await;
        speak(scene, &member, speaker).await;
        members.push(member);
    }
    let input = json!({"networkId": network["id"], "title": "Welle 1", "kinds": ["COOPERATION"], "asksTrust": true,
                       "from": "2020-03-01", "until": "2020-03-31"});
    let survey = scene.change(Who::STAFF, CREATE, input).await;
    let survey = scene.change(Who::STAFF, OPEN, change_of(&survey, json!({}))).await;
    (network, survey, members)
}

/// Lets somebody speak for a member. The platform itself does it: an office does not see people of other cities.
async fn speak(scene: &Scene, member: &Value, who: Who) {
    use application::networks::{UpdateMember, update_member};
    use domain::access::Actor;
    use domain::shared::Edit;
    let Who::Member(role, place) = who else { panic!("a stranger speaks for nobody") };
    let input = UpdateMember {
        id: uuid_of(&member["id"]).into(),
        expected_version: 1,
        contact_person: Edit::Set(scene.cast().member(role, place).person),
        role: None,
        commitment: Edit::Keep,
    };
    update_member(&scene.world().call(Actor::System), input).await.unwrap();
}

/// The first `count` members answer: each works with the next one, and trusts the third one.
async fn answered(scene: &Scene, survey: &Value, count: usize) -> Value {
    let speakers = speakers(scene);
    for place in 0..count {
        let (own, who) = &speakers[place];
        let next = &speakers[(place + 1) % speakers.len()].0;
        let trust = if place == 2 { json!([]) } else { json!([{"organisationId": speakers[2].0, "rating": 4}]) };
        let input = json!({"surveyId": survey["id"], "organisationId": own, "trust": trust,
                           "ties": [{"organisationId": next, "kind": "COOPERATION", "frequency": 3}]});
        scene.change(*who, ANSWER, input).await;
    }
    let present = json!({"id": survey["id"], "expectedVersion": 2 + count});
    scene.change(Who::STAFF, CLOSE, present).await
}

async fn analysed(scene: &Scene, network: &Value, survey: &Value) -> Value {
    let input = json!({"networkId": network["id"], "kinds": ["COOPERATION"], "surveyId": survey["id"]});
    scene.change(Who::STAFF, ANALYSE, input).await
}

on_both_engines! {
    async fn six_answers_make_a_ring_with_names(scene: Scene) {
        let (network, survey, _) = surveyed(&scene).await;
        let survey = answered(&scene, &survey, 6).await;
        let made = analysed(&scene, &network, &survey).await;
        let read = scene.get(Who::LEAD, READ, json!({"id": made["id"]})).await;
        assert_eq!((&read["namesHidden"], &read["answers"]), (&json!(false), &json!(6)));
        let figures = json!({"nodes": 6, "ties": 6, "density": 0.4, "reciprocity": 0.0, "externalInternalIndex": 1.0});
        assert_eq!(read["figures"], figures);
        let nodes = read["nodes"].as_array().unwrap();
        assert!(nodes.iter().all(|node| node["degree"] == 2 && node["isCutPoint"] == false));
        assert!(nodes.iter().any(|node| node["label"] == "Stiftung Beispiel" && node["organisationId"].is_string()));
        // The same basis gives the same hash.
        assert_eq!(analysed(&scene, &network, &survey).await["hash"], made["hash"]);
        for (format, mark) in [("GRAPHML", "<graphml"), ("GEXF", "<gexf"), ("NODES_CSV", "key,label"), ("EDGES_CSV", "source,target"), ("SVG", "<svg")] {
            let file = scene.get(Who::LEAD, FILE, json!({"id": made["id"], "format": format})).await;
            assert!(file["file"].as_str().unwrap().contains(mark), "{format}: {file}");
        }
        let surveys = scene.get(Who::LEAD, TRUST, json!({"id": network["id"]})).await;
        let expected = json!([{"organisationId": speakers(&scene)[2].0, "mean": 4.0, "ratings": 5}]);
        assert_eq!(surveys["surveys"][0], json!({"state": "ANALYSED", "invited": 6, "answered": 6, "trust": expected}));
    }

    async fn below_five_answers_no_name_leaves(scene: Scene) {
        let (network, survey, members) = surveyed(&scene).await;
        let survey = answered(&scene, &survey, 4).await;
        let made = analysed(&scene, &network, &survey).await;
        let read = scene.get(Who::LEAD, READ, json!({"id": made["id"]})).await;
        assert_eq!((&read["namesHidden"], &read["figures"]["ties"]), (&json!(true), &json!(4)));
        let hidden = |text: &str| {
            ["Stiftung", "Remscheid", "Hamm", "Transferagentur", "MUNICIPALITY", "FOUNDATION"].iter().all(|name| !text.contains(name))
        };
        assert!(hidden(&read.to_string()), "{read}");
        assert!(read["nodes"].as_array().unwrap().iter().all(|node| node["organisationId"].is_null()));
        for format in ["GRAPHML", "GEXF", "NODES_CSV", "EDGES_CSV", "SVG"] {
            let file = scene.get(Who::LEAD, FILE, json!({"id": made["id"], "format": format})).await;
            let text = file["file"].as_str().unwrap();
            assert!(hidden(text), "{format}: {text}");
            for (organisation, _) in speakers(&scene) {
                assert!(!text.contains(&uuid_of(&json!(organisation)).to_string()), "{format}");
            }
        }
        // The graph is the same for every day, and so nothing follows from a difference; and no tie with a name in it
        // stands beside the hidden ones.
        let on = |day: &str, kinds: Value| json!({"networkId": network["id"], "kinds": kinds, "surveyId": survey["id"], "cutOff": day});
        let earlier = scene.change(Who::STAFF, ANALYSE, on("2020-01-01", json!(["COOPERATION"]))).await;
        assert_eq!(earlier["hash"], made["hash"]);
        let left = json!({"id": members[5]["id"], "expectedVersion": 2});
        scene.change(Who::LEAD, END, left).await;
        assert_eq!(analysed(&scene, &network, &survey).await["hash"], made["hash"]);
        let beside = on("2020-03-03", json!(["COOPERATION", "CO_MEMBERSHIP"]));
        assert_eq!(scene.refusals(Who::STAFF, ANALYSE, beside).await, ["INVALID kinds"]);
        assert!(read["figures"]["externalInternalIndex"].is_null());
        let days = json!({"earlier": earlier["id"], "later": made["id"]});
        let compared = scene.get(Who::LEAD, COMPARE, days).await;
        assert_eq!((&compared["joinedIds"], &compared["leftIds"]), (&json!([]), &json!([])));
        assert!(compared["figures"].as_array().unwrap().iter().all(|figure| figure["earlier"] == figure["later"]));
        // Three ratings are too few to be shown.
        let surveys = scene.get(Who::LEAD, TRUST, json!({"id": network["id"]})).await;
        assert_eq!(surveys["surveys"][0]["trust"], json!([]));
    }

    async fn an_answer_is_given_once_by_who_speaks_for_the_member(scene: Scene) {
        let (_, survey, _) = surveyed(&scene).await;
        let all = speakers(&scene);
        let answer = |own: &str, ties: Value| json!({"surveyId": survey["id"], "organisationId": own, "ties": ties});
        let tie = |to: &str, frequency: i64| json!({"organisationId": to, "kind": "COOPERATION", "frequency": frequency});
        let (own, who) = &all[2];
        for (ties, refusal) in [
            (json!([tie(&all[0].0, 6)]), "OUT_OF_RANGE ties.0.frequency"),
            (json!([tie(own, 1)]), "INVALID ties.0.organisationId"),
            (json!([tie("x", 1)]), "NOT_FOUND ties.0.organisationId"),
            (json!([tie(&all[0].0, 1), tie(&all[0].0, 2)]), "DUPLICATE ties.1.organisationId"),
            (json!([{"organisationId": all[0].0, "kind": "FUNDING", "frequency": 1}]), "INVALID ties.0.kind"),
        ] {
            assert_eq!(scene.refusals(*who, ANSWER, answer(own, ties)).await, [refusal]);
        }
        assert_eq!(scene.refusals(*who, ANSWER, answer(&all[0].0, json!([]))).await, ["NOT_FOUND organisationId"]);
        scene.change(*who, ANSWER, answer(own, json!([tie(&all[0].0, 5)]))).await;
        assert_eq!(scene.refusals(*who, ANSWER, answer(own, json!([]))).await, ["DUPLICATE organisationId"]);
        let outsider = Who::Member(Role::MunicipalityStaff, "remscheid");
        let refused = scene.refusals(outsider, ANSWER, answer(&all[0].0, json!([]))).await;
        assert_eq!(refused, ["NOT_FOUND surveyId"]);
        scene.world().clock().advance(40 * 86_400);
        let late = answer(&all[0].0, json!([]));
        assert_eq!(scene.refusals(all[0].1, ANSWER, late).await, ["OUT_OF_RANGE"]);
    }

    async fn two_days_are_compared(scene: Scene) {
        let (network, survey, members) = surveyed(&scene).await;
        let survey = answered(&scene, &survey, 6).await;
        let earlier = analysed(&scene, &network, &survey).await;
        let left = json!({"id": members[5]["id"], "expectedVersion": 2});
        scene.change(Who::LEAD, END, left).await;
        let later = analysed(&scene, &network, &survey).await;
        assert_ne!(earlier["hash"], later["hash"]);
        let found = scene.get(Who::LEAD, COMPARE, json!({"earlier": earlier["id"], "later": later["id"]})).await;
        assert_eq!((&found["joinedIds"], &found["leftIds"]), (&json!([]), &json!([speakers(&scene)[5].0])));
        let nodes = found["figures"].as_array().unwrap().iter().find(|figure| figure["name"] == "nodes").unwrap();
        assert_eq!((&nodes["earlier"], &nodes["later"]), (&json!(6.0), &json!(5.0)));
        // Who does not see the network gets nothing to compare.
        let outsider = Who::Member(Role::OfficeStaff, "hamm");
        let variables = json!({"earlier": earlier["id"], "later": later["id"]});
        assert!(scene.get(outsider, COMPARE, variables.clone()).await.is_null());
        assert!(scene.get(outsider, READ, json!({"id": later["id"]})).await.is_null());
        assert_eq!(scene.denial(Who::Stranger, COMPARE, variables).await, "UNAUTHENTICATED analysis:read");
    }

    async fn an_analysis_needs_its_basis(scene: Scene) {
        let (network, survey, _) = surveyed(&scene).await;
        let with = |fields: Value| {
            let mut input = json!({"networkId": network["id"], "kinds": ["COOPERATION"], "surveyId": survey["id"]});
            input.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
            input
        };
        for (fields, refusal) in [
            (json!({}), "WRONG_STATE surveyId"),
            (json!({"surveyId": null}), "REQUIRED surveyId"),
            (json!({"kinds": []}), "REQUIRED kinds"),
            (json!({"cutOff": "2019-12-31"}), "OUT_OF_RANGE cutOff"),
        ] {
            assert_eq!(scene.refusals(Who::STAFF, ANALYSE, with(fields)).await, [refusal]);
        }
        let input = json!({"input": with(json!({}))});
        assert_eq!(scene.denial(PARTNER, ANALYSE, input).await, "FORBIDDEN analysis:run");
    }

    async fn members_that_sit_elsewhere_together_are_tied(scene: Scene) {
        let network = found(&scene, "Netz", json!({})).await;
        let members = speakers(&scene);
        for (organisation, _) in &members[..3] {
            join(&scene, &network, organisation.clone(), None).await;
        }
        for name in ["Eins", "Zwei"] {
            let other = found(&scene, name, json!({})).await;
            for (organisation, _) in &members[1..3] {
                join(&scene, &other, organisation.clone(), Some(person(&scene, Who::LEAD))).await;
            }
        }
        let input = json!({"networkId": network["id"], "kinds": ["CO_MEMBERSHIP"]});
        let made = scene.change(Who::LEAD, ANALYSE, input).await;
        let read = scene.get(Who::LEAD, READ, json!({"id": made["id"]})).await;
        assert_eq!(read["figures"]["nodes"], 3);
        let ties = read["ties"].as_array().unwrap();
        assert_eq!((ties.len(), &ties[0]["weight"]), (1, &json!(2)));
    }
}
