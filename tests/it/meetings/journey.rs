//! The whole journey: a network is built and surveyed, its committees recommend and order, a measure is done and a goal
//! moves, minutes are frozen, a partner is called, a reflection stays private. After each step somebody from outside looks.

use super::{
    APPROVE, CREATE, DECIDE, DONE, INVITE, MAYOR, MEASURE, PARTNER, PLAN, PROPOSE, WRITE, attend, change_of, draft,
    inside, move_meeting, person, propose, seat, submit,
};
use acceptance::{Scene, Who, global, on_both_engines};
use domain::access::{Actor, Role};
use domain::shared::Timestamp;
use serde_json::{Value, json};

const NETWORK: &str = include_str!("../../../schema/operations/CreateNetwork.graphql");
const MEMBER: &str = include_str!("../../../schema/operations/AddNetworkMember.graphql");
const GOAL: &str = include_str!("../../../schema/operations/SetNetworkGoal.graphql");
const SURVEY: &str = include_str!("../../../schema/operations/CreateNetworkSurvey.graphql");
const OPEN_SURVEY: &str = include_str!("../../../schema/operations/OpenNetworkSurvey.graphql");
const CLOSE_SURVEY: &str = include_str!("../../../schema/operations/CloseNetworkSurvey.graphql");
const ANSWER: &str = include_str!("../../../schema/operations/AnswerNetworkSurvey.graphql");
const ANALYSE: &str = include_str!("../../../schema/operations/AnalyseNetwork.graphql");
const CALL: &str = include_str!("../../../schema/operations/RecordNetworkContacts.graphql");
const REFLECT: &str = include_str!("../../../schema/operations/WriteNetworkReflection.graphql");
const TRAIL: &str = include_str!("../../../schema/operations/ResolutionTrail.graphql");
const TASKS: &str = include_str!("../../../schema/operations/MyTasks.graphql");
const READ: &str =
    "query($id: ID!) { networkAnalysis(id: $id) { namesHidden answers figures { nodes } ties { kind } } }";
const MISSED: &str = "query($id: ID!) { networkPartnersOutOfContact(networkId: $id, days: 60) { \
                      membership { organisation { name } } } }";
const REFLECTIONS: &str = "query($id: ID!) { networkReflections(networkId: $id) { totalCount } }";
const GOALS: &str = "query($id: ID!) { network(id: $id) { goals { title progress } } }";
const NODES: &str = "query($ids: [ID!]!) { nodes(ids: $ids) { id } }";
/// Lists that are open to everybody, and those for which one signs in.
const OPEN_LISTS: [&str; 3] = ["networks", "committees", "meetings"];
const CLOSED_LISTS: [&str; 4] = ["resolutions", "measures", "networkMembers", "committeeMemberships"];

/// Those who have no part in it: the office of another city, the agency, its auditor, and nobody.
const OUTSIDERS: [Who; 4] = [Who::FOREIGN, Who::ADMIN, Who::Member(Role::Auditor, "transferagentur"), Who::Stranger];

/// Nothing of what was made so far is there for those who have no part in it.
async fn closed_outside(scene: &Scene, made: &[&Value]) {
    let ids: Vec<&Value> = made.iter().map(|record| &record["id"]).collect();
    for who in OUTSIDERS {
        let nodes = scene.get(who, NODES, json!({"ids": ids})).await;
        assert!(nodes.as_array().unwrap().iter().all(Value::is_null), "{who:?}: {nodes}");
        let closed = CLOSED_LISTS.iter().filter(|_| who != Who::Stranger && who != OUTSIDERS[2]);
        for list in OPEN_LISTS.iter().chain(closed) {
            let found = scene.get(who, &format!("{{ {list} {{ totalCount }} }}"), json!({})).await;
            assert_eq!(found["totalCount"], 0, "{who:?} {list}");
        }
    }
}

fn until(scene: &Scene, instant: &str) {
    let (then, now) = (Timestamp::parse(instant).unwrap(), scene.world().call(Actor::System).now());
    scene.world().clock().advance(then.as_seconds() - now.as_seconds());
}

async fn build(scene: &Scene) -> (Value, Value) {
    let profile = json!({"name": "Bildungsnetzwerk Remscheid", "kind": "REGIONAL_EDUCATION_NETWORK",
                         "fieldsOfAction": ["LANGUAGE"], "territoryKeys": ["05120"], "visibility": "MEMBERS"});
    let input = json!({"organisationId": global(scene.cast().remscheid.office), "profile": profile,
                       "foundedOn": "2020-01-01", "coordinatorId": person(scene, Who::STAFF)});
    let network = scene.change(Who::LEAD, NETWORK, input).await;
    for (organisation, who) in members(scene) {
        let member = json!({"networkId": network["id"], "organisationId": organisation, "contactPersonId": person(scene, who),
                            "role": "PARTNER", "state": "ACTIVE", "since": "2020-01-01"});
        scene.change(Who::LEAD, MEMBER, member).await;
    }
    let goal = json!({"title": "Mehr lesen", "criterion": "Alle Schulen haben Paten.", "due": "2021-07-31"});
    let goal = scene.change(Who::LEAD, GOAL, json!({"networkId": network["id"], "goal": goal})).await;
    (network, goal)
}

fn members(scene: &Scene) -> [(String, Who); 3] {
    let cast = scene.cast();
    [
        (global(cast.remscheid.municipality), MAYOR),
        (global(cast.remscheid.office), Who::LEAD),
        (global(cast.partner), PARTNER),
    ]
}

/// Everybody says with whom they work; three are too few for names.
async fn survey(scene: &Scene, network: &Value) -> (Value, Value) {
    let input = json!({"networkId": network["id"], "title": "Erste Welle", "kinds": ["COOPERATION"],
                       "from": "2020-03-01", "until": "2020-03-31"});
    let survey = scene.change(Who::STAFF, SURVEY, input).await;
    scene.change(Who::STAFF, OPEN_SURVEY, change_of(&survey, json!({}))).await;
    let members = members(scene);
    for place in 0..3 {
        let tie = json!({"organisationId": members[(place + 1) % 3].0, "kind": "COOPERATION", "frequency": 4});
        let input = json!({"surveyId": survey["id"], "organisationId": members[place].0, "ties": [tie]});
        scene.change(members[place].1, ANSWER, input).await;
    }
    scene.change(Who::STAFF, CLOSE_SURVEY, json!({"id": survey["id"], "expectedVersion": 5})).await;
    let input = json!({"networkId": network["id"], "kinds": ["COOPERATION"], "surveyId": survey["id"]});
    (survey, scene.change(Who::STAFF, ANALYSE, input).await)
}

async fn committee(scene: &Scene, network: &Value, name: &str, kind: &str, quorum: &str) -> Value {
    let rules = json!({"invitationLeadDays": 14, "quorum": quorum, "decisionRule": "CONSENSUS"});
    let profile = json!({"name": name, "kind": kind, "visibility": "MEMBERS", "rules": rules});
    let input = json!({"networkId": network["id"], "profile": profile, "foundedOn": "2020-01-01"});
    scene.change(Who::LEAD, CREATE, input).await
}

/// A meeting to which people are invited in time, and that begins with these seats taken.
async fn gather(scene: &Scene, committee: &Value, start: &str, end: &str, seats: &[&Value]) -> Value {
    let plan = super::plan_of("Sitzung", start, end);
    let meeting = scene.change(Who::LEAD, PLAN, json!({"committeeId": committee["id"], "plan": plan})).await;
    scene.change(Who::LEAD, INVITE, change_of(&meeting, json!({}))).await;
    until(scene, start);
    move_meeting(scene, "openMeeting", &meeting).await;
    attend(scene, &meeting, seats).await;
    meeting
}

/// In summer the team sees with which partner nobody has spoken, and calls.
async fn care(scene: &Scene, network: &Value) -> Value {
    until(scene, "2020-06-15T08:00:00Z");
    let missed = async |who| scene.get(who, MISSED, json!({"id": network["id"]})).await.to_string();
    assert!(missed(Who::STAFF).await.contains("Stiftung Beispiel"));
    assert_eq!(missed(Who::FOREIGN).await, "[]");
    let call = json!({"networkId": network["id"], "partnerIds": [global(scene.cast().partner)], "channel": "PHONE",
                      "direction": "OUTGOING", "summary": "Stand der Lesepaten erfragt"});
    let called = scene.get(Who::STAFF, CALL, json!({"input": call})).await;
    assert_eq!(called["errors"], json!([]), "{called}");
    assert!(!missed(Who::STAFF).await.contains("Stiftung Beispiel"));
    assert_eq!(scene.denial(Who::ADMIN, MISSED, json!({"id": network["id"]})).await, "FORBIDDEN contact:read");
    called["contacts"][0].clone()
}

/// What the coordinator thinks stays with them.
async fn reflect(scene: &Scene, network: &Value) -> Value {
    let thought = json!({"observation": "Die Runde wartet auf den Vorsitz.", "visibility": "PRIVATE"});
    let thought = scene.change(Who::STAFF, REFLECT, json!({"networkId": network["id"], "reflection": thought})).await;
    let count = async |who| scene.get(who, REFLECTIONS, json!({"id": network["id"]})).await["totalCount"].clone();
    assert_eq!(count(Who::STAFF).await, 1);
    for who in [Who::LEAD, MAYOR, PARTNER, Who::FOREIGN] {
        assert_eq!(count(who).await, 0, "{who:?}");
        assert_eq!(scene.get(who, NODES, json!({"ids": [thought["id"]]})).await, json!([null]), "{who:?}");
    }
    thought
}

on_both_engines! {
    async fn from_a_network_to_a_goal_that_moves(scene: Scene) {
        let (network, goal) = build(&scene).await;
        closed_outside(&scene, &[&network, &goal]).await;

        let (survey, analysis) = survey(&scene, &network).await;
        let seen = scene.get(PARTNER, READ, json!({"id": analysis["id"]})).await;
        assert_eq!((&seen["namesHidden"], &seen["answers"], &seen["figures"]["nodes"]), (&json!(true), &json!(3), &json!(3)));
        for who in [Who::FOREIGN, Who::ADMIN] {
            assert!(scene.get(who, READ, json!({"id": analysis["id"]})).await.is_null(), "{who:?}");
        }
        closed_outside(&scene, &[&network, &survey, &analysis]).await;

        let conference = committee(&scene, &network, "Bildungskonferenz", "CONFERENCE", "NONE").await;
        let steering = committee(&scene, &network, "Lenkungskreis", "STEERING_COMMITTEE", "MAJORITY").await;
        let speaker = seat(&scene, &conference, PARTNER, "MEMBER", json!({})).await;
        let chair = seat(&scene, &steering, MAYOR, "CHAIR", json!({})).await;
        closed_outside(&scene, &[&conference, &steering, &speaker, &chair]).await;

        let gathering = gather(&scene, &conference, "2020-03-20T08:00:00Z", "2020-03-20T12:00:00Z", &[&speaker]).await;
        let advice = propose(&scene, &gathering, json!({"mode": "RECOMMENDATION", "title": "Paten an alle Schulen"})).await;
        let stem = json!({"meetingId": gathering["id"], "title": "MINT", "text": "MINT", "mode": "RECOMMENDATION", "fieldOfAction": "STEM"});
        assert_eq!(scene.refusals(Who::LEAD, PROPOSE, stem).await, ["OUTSIDE_FIELD_OF_ACTION fieldOfAction"]);
        let session = gather(&scene, &steering, "2020-04-08T08:00:00Z", "2020-04-08T10:00:00Z", &[&chair]).await;
        let early = json!({"meetingId": session["id"], "title": "Auftrag", "text": "Auftrag", "mode": "CONSENSUS",
                           "fieldOfAction": "LANGUAGE", "basedOnId": advice["id"]});
        assert_eq!(scene.refusals(Who::LEAD, PROPOSE, early).await, ["INVALID basedOnId"]);
        scene.change(Who::LEAD, DECIDE, change_of(&advice, json!({}))).await;
        let order = propose(&scene, &session, json!({"mode": "CONSENSUS", "title": "Auftrag", "basedOnId": advice["id"]})).await;
        assert_eq!(scene.change(MAYOR, DECIDE, change_of(&order, json!({}))).await["state"], "ADOPTED");
        closed_outside(&scene, &[&gathering, &advice, &session, &order]).await;

        let measure = json!({"title": "Lesepaten gewinnen", "organisationId": global(scene.cast().partner),
                             "personId": person(&scene, PARTNER), "start": "2020-04-08", "due": "2020-12-31", "goalId": goal["id"]});
        let input = json!({"committeeId": steering["id"], "resolutionId": order["id"], "measure": measure});
        let measure = scene.change(MAYOR, MEASURE, input).await;
        let tasks = async |who| scene.get(who, TASKS, json!({})).await.to_string().contains("Lesepaten gewinnen");
        assert!(tasks(PARTNER).await && !tasks(Who::FOREIGN).await && !tasks(Who::ADMIN).await);
        closed_outside(&scene, &[&measure]).await;

        let minutes = draft(&scene, &session, "Der Lenkungskreis beauftragt das Bildungsbüro.").await;
        let review = submit(&scene, &session, &minutes, json!(null)).await;
        let approved = scene.change(MAYOR, APPROVE, change_of(&review, json!({}))).await;
        assert_eq!((&approved["state"], &approved["isIntact"]), (&json!("APPROVED"), &json!(true)));
        assert_eq!(approved["hash"].as_str().unwrap().len(), 64);
        let late = change_of(&approved, json!({"text": "Der Lenkungskreis beauftragt niemanden."}));
        assert_eq!(scene.refusals(Who::LEAD, WRITE, late).await, ["WRONG_STATE"]);
        let kept = inside(&scene, Who::LEAD, &session).await;
        assert_eq!((&kept["state"], &kept["minutes"]["hash"]), (&json!("HELD"), &approved["hash"]));
        closed_outside(&scene, &[&minutes, &session]).await;

        let called = care(&scene, &network).await;
        closed_outside(&scene, &[&called]).await;

        let progress = async |who| scene.get(who, GOALS, json!({"id": network["id"]})).await;
        assert_eq!(progress(Who::STAFF).await["goals"], json!([{"title": "Mehr lesen", "progress": 0}]));
        scene.change(PARTNER, DONE, change_of(&measure, json!({"note": "Zwölf Paten an zwölf Schulen"}))).await;
        assert_eq!(progress(MAYOR).await["goals"][0]["progress"], 100);
        assert!(progress(Who::FOREIGN).await.is_null() && progress(Who::ADMIN).await.is_null());
        let trail = scene.get(Who::LEAD, TRAIL, json!({"id": advice["id"]})).await;
        let followed = &trail["followedBy"][0];
        assert_eq!((&followed["id"], &followed["measures"][0]["id"]), (&order["id"], &measure["id"]));
        let back = "query($id: ID!) { measure(id: $id) { goal { title } resolution { id basedOn { id committee { name } } } } }";
        let origin = scene.get(Who::LEAD, back, json!({"id": measure["id"]})).await;
        assert_eq!(origin, json!({"goal": {"title": "Mehr lesen"}, "resolution": {
            "id": order["id"], "basedOn": {"id": advice["id"], "committee": {"name": "Bildungskonferenz"}}}}));
        assert!(scene.get(Who::FOREIGN, back, json!({"id": measure["id"]})).await.is_null());

        let thought = reflect(&scene, &network).await;
        closed_outside(&scene, &[&network, &conference, &steering, &measure, &thought]).await;
    }
}
