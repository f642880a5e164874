//! Who is told of what: never more than they could read.

use acceptance::{Scene, Who, global, on_both_engines};
use application::accounts::authenticate;
use application::audit::{AuditFilter, count_audit_entries};
use application::integration::{EventFilter, count_changes, list_changes};
use domain::access::{Action, Actor, Owner, Role};
use domain::integration::Topics;
use domain::shared::{ContactId, PageRequest};
use persistence::Change;
use serde_json::{Value, json};

const CREATE: &str = include_str!("../../../schema/operations/CreatePerson.graphql");
const ASSIGN: &str = include_str!("../../../schema/operations/AssignFunction.graphql");
const WITHDRAW: &str = include_str!("../../../schema/operations/WithdrawFunction.graphql");
const ABOUT: &str =
    "query($id: ID!) { changes(subjectId: $id, first: 100) { totalCount nodes { type removed version } } }";
const READ: &str = "query($id: ID!) { node(id: $id) { id } }";

async fn told(scene: &Scene, who: Who, subject: &Value) -> Vec<String> {
    let page = scene.get(who, ABOUT, json!({"id": subject})).await;
    let types: Vec<String> = page["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|event| format!("{}{}", event["type"].as_str().unwrap(), if event["removed"] == true { " †" } else { "" }))
        .collect();
    assert_eq!(page["totalCount"], types.len(), "the count leaks nothing either");
    types
}

async fn person(scene: &Scene) -> Value {
    let office = global(scene.cast().remscheid.office);
    let input = json!({"organisationId": office, "givenName": "Robin", "familyName": "Muster"});
    scene.change(Who::LEAD, CREATE, input).await["id"].clone()
}

on_both_engines! {
    async fn people_are_told_of_as_they_are_read(scene: Scene) {
        let person = person(&scene).await;
        let statistician = Who::Member(Role::Statistician, "remscheid");
        let partner = Who::Member(Role::Partner, "stiftung");
        for who in [Who::ADMIN, Who::LEAD, Who::STAFF, Who::FOREIGN, Who::Stranger, statistician, partner] {
            let stranger = matches!(who, Who::Stranger);
            let reads = !stranger && !scene.get(who, READ, json!({"id": person})).await.is_null();
            let expected: &[&str] = if reads { &["person.created"] } else { &[] };
            assert_eq!(told(&scene, who, &person).await, expected, "{who:?}");
        }
        assert!(told(&scene, Who::LEAD, &person).await.len() + told(&scene, Who::FOREIGN, &person).await.len() == 1);
    }

    async fn people_are_told_of_what_is_their_own(scene: Scene) {
        let partner = scene.cast().member(Role::Partner, "stiftung");
        let (who, own) = (Who::Member(Role::Partner, "stiftung"), json!(global(partner.account)));
        assert_eq!(told(&scene, who, &own).await, ["account.created"]);
        let other = json!(global(scene.cast().member(Role::OfficeLead, "hamm").account));
        assert!(told(&scene, who, &other).await.is_empty());
    }

    async fn what_is_gone_is_told_to_those_who_saw_it(scene: Scene) {
        let office = global(scene.cast().remscheid.office);
        let assign = json!({"personId": person(&scene).await, "organisationId": office, "role": "CLERK",
            "from": "2020-04-01"});
        let function = scene.change(Who::LEAD, ASSIGN, assign).await;
        let withdraw = json!({"id": function["id"], "expectedVersion": function["version"]});
        scene.change(Who::LEAD, WITHDRAW, withdraw).await;
        assert_eq!(told(&scene, Who::LEAD, &function["id"]).await, ["function.assigned", "function.withdrawn †"]);
        assert!(scene.get(Who::LEAD, READ, json!({"id": function["id"]})).await.is_null());
        assert!(told(&scene, Who::FOREIGN, &function["id"]).await.is_empty());
    }

    async fn what_is_confidential_is_told_to_nobody(scene: Scene) {
        let (world, cast) = (scene.world(), scene.cast());
        let lead = cast.member(Role::OfficeLead, "remscheid");
        let owner = Owner::organisation(cast.remscheid.office, Some("05120".to_owned())).about(lead.person);
        for event in ["contact.recorded", "contact.followed-up"] {
            let call = world.call(Actor::System);
            let permit = call.permit(Action::NetworkRead, &owner).unwrap();
            let (unit, id) = (call.begin().await.unwrap(), ContactId::new(call.ids()));
            unit.commit([Change::new(permit, event, id, owner.clone())]).await.unwrap();
        }
        let filter = EventFilter { topics: Topics::read("types", ["contact.*", "reflection.*"]).unwrap(), subject: None };
        let mut actors = vec![Actor::System, Actor::Anonymous];
        for member in &cast.members {
            actors.push(authenticate(world.platform(), &world.token(member, true).await).await.unwrap());
        }
        for actor in actors {
            let call = world.call(actor);
            let page = list_changes(&call, &filter, &PageRequest::first(10)).await.unwrap();
            assert!(page.rows.is_empty(), "{:?}", call.actor());
            assert_eq!(count_changes(&call, &filter).await.unwrap(), 0);
        }
        let audit = AuditFilter { event: Some("contact.recorded".to_owned()), ..AuditFilter::default() };
        assert_eq!(count_audit_entries(&world.call(Actor::System), &audit).await.unwrap(), 1, "the audit knows");
    }

    async fn an_offer_is_told_of_to_those_for_whom_it_is_published(scene: Scene) {
        let create = "mutation($input: CreateCourseSeriesInput!) { createCourseSeries(input: $input) {
            series { id version } errors { code message path } } }";
        let publish = "mutation($input: CourseSeriesStepInput!) { publishCourseSeries(input: $input) {
            series { id } errors { code message path } } }";
        let offer = async |entitlement: &str| {
            let host = global(scene.cast().transferagentur);
            let plan = json!({"title": "Fachtag", "entitlement": entitlement});
            let input = json!({"hostId": host, "kind": "CONFERENCE", "plan": plan});
            let made = scene.change(Who::ADMIN, create, input).await;
            scene.change(Who::ADMIN, publish, json!({"id": made["id"], "expectedVersion": made["version"]})).await;
            made["id"].clone()
        };
        let (open, closer) = (offer("PUBLIC").await, offer("AGREEMENT").await);
        let all = ["courseSeries.created", "courseSeries.published"];
        assert_eq!(told(&scene, Who::ADMIN, &open).await, all);
        assert_eq!(told(&scene, Who::Stranger, &open).await, all[1..], "the draft was nobody's business");
        assert_eq!(told(&scene, Who::LEAD, &closer).await, all[1..]);
        assert!(told(&scene, Who::Stranger, &closer).await.is_empty());
    }
}
