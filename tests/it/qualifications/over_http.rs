//! Qualifications over HTTP: the way of an organiser, of an office and of strangers.

use super::stage::{Stage, plan};
use acceptance::{Cast, Site, World, on_both_engines};
use async_graphql::{Request, Variables};
use domain::access::{Actor, Role};
use domain::qualifications::CourseKind;
use persistence::counted;
use serde_json::{Value, json};
use std::sync::Arc;

const CREATE: &str = include_str!("../../../schema/operations/CreateCourseSession.graphql");
const SESSIONS: &str = include_str!("../../../schema/operations/CourseSessions.graphql");
const REGISTER: &str = include_str!("../../../schema/operations/Register.graphql");
const CANCEL: &str = include_str!("../../../schema/operations/CancelRegistration.graphql");
const FORMAT: &str = include_str!("../../../schema/operations/ChangeSessionFormat.graphql");
const MINE: &str = include_str!("../../../schema/operations/MyRegistrations.graphql");
const OFFICE: &str = include_str!("../../../schema/operations/Registrations.graphql");
const OPEN: &str = include_str!("../../../schema/operations/OpenToMe.graphql");

/// Asks as a member of the cast; what ends the request is a fault of the test.
async fn ask(site: &Site, cast: &Cast, who: (Role, &str), document: &str, variables: Value) -> Value {
    let token = cast.token(site.world(), who.0, who.1).await;
    let answer = site.ask_as(&token, document, variables).await;
    assert!(answer["errors"].is_null(), "{document}\n{answer}");
    answer["data"].clone()
}

async fn step(site: &Site, cast: &Cast, verb: &str, session: &Value) -> Value {
    let document = format!(
        "mutation Step($input: CourseSessionStepInput!) {{ {verb}(input: $input) \
         {{ session {{ id state version }} errors {{ code }} }} }}"
    );
    let input = json!({"input": {"id": session["id"], "expectedVersion": session["version"]}});
    let data = ask(site, cast, (Role::TransferagenturStaff, "transferagentur"), &document, input).await;
    assert_eq!(data[verb]["errors"], json!([]), "{data}");
    data[verb]["session"].clone()
}

/// The global id of what a viewer is.
async fn own_person(site: &Site, cast: &Cast, who: (Role, &str)) -> Value {
    ask(site, cast, who, "{ me { person { id } } }", json!({})).await["me"]["person"]["id"].clone()
}

/// The global id of the Transferagentur.
async fn agency(site: &Site, cast: &Cast) -> Value {
    let document = "{ organisations(filter: {text: \"Transferagentur\"}, first: 1) { nodes { id } } }";
    let who = (Role::TransferagenturStaff, "transferagentur");
    ask(site, cast, who, document, json!({})).await["organisations"]["nodes"][0]["id"].clone()
}

/// Carries a document out in the name of an actor, and says how many statements it took.
async fn run(world: &World, actor: Actor, document: &str, variables: Value) -> (Value, u64) {
    let call = Arc::new(world.call(actor));
    let request = Request::new(document).variables(Variables::from_json(variables)).data(call);
    let schema = api::graphql::schema();
    let (answer, statements) = counted(schema.execute(request)).await;
    (serde_json::to_value(answer).unwrap(), statements)
}

on_both_engines! {
    async fn a_session_is_planned_announced_taken_changed_and_given_back(site: Site) {
        let cast = Cast::enter(site.world()).await;
        let organiser = (Role::TransferagenturStaff, "transferagentur");
        let office = (Role::OfficeLead, "remscheid");
        let input = json!({"input": {
            "hostId": agency(&site, &cast).await,
            "kind": "EXCHANGE",
            "plan": {
                "title": "Austausch zur Netzwerkarbeit",
                "start": "2020-04-21T08:00:00Z",
                "end": "2020-04-21T09:30:00Z",
                "format": "IN_PERSON",
                "location": "Münster",
                "seats": {"room": 1, "online": 1},
            },
        }});
        let created = ask(&site, &cast, organiser, CREATE, input).await;
        let draft = &created["createCourseSession"]["session"];
        assert_eq!((draft["state"].as_str(), draft["version"].as_i64()), (Some("DRAFT"), Some(1)), "{created}");
        let published = step(&site, &cast, "publishCourseSession", draft).await;
        let open = step(&site, &cast, "openRegistration", &published).await;
        assert_eq!(open["state"], "REGISTRATION_OPEN");

        // An office registers one person; the second one waits.
        let lead = own_person(&site, &cast, office).await;
        let staff = own_person(&site, &cast, (Role::OfficeStaff, "remscheid")).await;
        let people = |person: &Value| json!({"input": {
            "sessionId": open["id"],
            "people": [{"personId": person, "targetGroup": "EDUCATION_OFFICE", "needs": "vegetarisch"}],
        }});
        let first = ask(&site, &cast, office, REGISTER, people(&staff)).await;
        assert_eq!(first["register"]["registrations"][0]["state"], "CONFIRMED", "{first}");
        let second = ask(&site, &cast, office, REGISTER, people(&lead)).await;
        let waiting = &second["register"]["registrations"][0];
        assert_eq!(waiting["state"], "WAITLISTED");
        assert_eq!(waiting["waitingPlace"], json!({"rank": 1, "length": 1}));
        let again = ask(&site, &cast, office, REGISTER, people(&lead)).await;
        let error = &again["register"]["errors"][0];
        assert_eq!((error["code"].as_str(), &error["path"]), (Some("DUPLICATE"), &json!(["people", "0"])), "{again}");

        // Everybody sees the seats; the person sees their own state.
        let seats = site.ask("{ courseSessions(first: 5) { nodes { isFull seatsLeft { room online } } } }").await;
        let expected = json!([{"isFull": true, "seatsLeft": {"room": 0, "online": 0}}]);
        assert_eq!(seats["data"]["courseSessions"]["nodes"], expected, "{seats}");
        let mine = ask(&site, &cast, (Role::OfficeStaff, "remscheid"), MINE, json!({})).await;
        assert_eq!(mine["myRegistrations"]["totalCount"], 1);
        assert_eq!(mine["myRegistrations"]["nodes"][0]["session"]["title"], "Austausch zur Netzwerkarbeit");
        let all = ask(&site, &cast, office, OFFICE, json!({"filter": {"sessionId": open["id"]}})).await;
        assert_eq!(all["registrations"]["totalCount"], 2, "{all}");

        // The format changes; a video room of one seat is enough for the one who is confirmed.
        let change = json!({"input": {
            "id": open["id"],
            "expectedVersion": open["version"],
            "format": "DIGITAL",
            "onlineLink": "https://video.example/raum",
            "reason": "Treffen in Präsenz sind nicht möglich.",
        }});
        let changed = ask(&site, &cast, organiser, FORMAT, change.clone()).await;
        let session = &changed["changeSessionFormat"]["session"];
        assert_eq!(session["seats"], json!({"room": 0, "online": 1}), "{changed}");
        assert_eq!(session["formatChanges"][0]["to"], "DIGITAL");
        let stale = ask(&site, &cast, organiser, FORMAT, change).await;
        assert_eq!(stale["changeSessionFormat"]["errors"][0]["code"], "VERSION_CONFLICT");
        assert_eq!(stale["changeSessionFormat"]["session"]["version"], session["version"]);

        // The link is for the confirmed person, from a day before.
        let before = ask(&site, &cast, (Role::OfficeStaff, "remscheid"), MINE, json!({})).await;
        let seen = &before["myRegistrations"]["nodes"][0]["session"];
        assert_eq!(seen["onlineLink"], Value::Null);
        assert_eq!(seen["onlineLinkFrom"], "2020-04-20T08:00:00.000000Z");
        let guest = ask(&site, &cast, office, MINE, json!({})).await;
        assert_eq!(guest["myRegistrations"]["nodes"][0]["session"]["onlineLinkFrom"], Value::Null);

        // The seat is given back, and taken by the one who waits.
        let registration = &before["myRegistrations"]["nodes"][0];
        let cancel = json!({"input": {"id": registration["id"], "expectedVersion": registration["version"]}});
        let gone = ask(&site, &cast, (Role::OfficeStaff, "remscheid"), CANCEL, cancel).await;
        assert_eq!(gone["cancelRegistration"]["registration"]["state"], "CANCELLED_BY_PARTICIPANT", "{gone}");
        let promoted = ask(&site, &cast, office, MINE, json!({})).await;
        assert_eq!(promoted["myRegistrations"]["nodes"][0]["state"], "CONFIRMED");
        let node = json!({"id": waiting["id"]});
        let document = "query Node($id: ID!) { node(id: $id) { id ... on Registration { state name needs } } }";
        let found = ask(&site, &cast, organiser, document, node.clone()).await;
        assert_eq!(found["node"]["state"], "CONFIRMED");
        assert_eq!(found["node"]["needs"], "vegetarisch");
        let foreign = ask(&site, &cast, (Role::OfficeLead, "hamm"), document, node).await;
        assert_eq!(foreign["node"], Value::Null);
    }

    async fn strangers_see_what_is_published_for_everybody_and_nothing_more(site: Site) {
        let code = async |query: &str| site.ask(query).await["errors"][0]["extensions"]["code"].clone();
        assert_eq!(site.ask("{ courseSessions { totalCount } }").await["data"]["courseSessions"]["totalCount"], 0);
        assert_eq!(site.ask("{ agreementHolders }").await["data"]["agreementHolders"], json!([]));
        for query in [
            "{ registrations { totalCount } }",
            "{ myRegistrations { totalCount } }",
            "{ openToMe { id } }",
            "{ agreements { totalCount } }",
            "{ myTrainerAssignments { id } }",
            "{ courseSessions { nodes { participantNames } } }",
            "{ courseSessions { nodes { myRegistration { id } } } }",
        ] {
            assert_eq!(code(query).await, "UNAUTHENTICATED", "{query}");
        }
    }

    async fn a_list_of_sessions_costs_the_same_statements_however_long_it_is(world: World) {
        let stage = Stage::set(world).await;
        let mine = stage.of(Role::OfficeStaff, "remscheid");
        for number in 0..6 {
            let mut typed = plan();
            typed.title = format!("Termin {number}");
            let session = stage.open(CourseKind::Exchange, typed).await;
            let before = stage.people(stage.cast.hamm.office, 2).await;
            stage.register(&session, &before).await.unwrap();
            stage.register(&session, &[mine]).await.unwrap();
        }
        let actor = stage.cast.actor(&stage.world, Role::OfficeStaff, "remscheid").await;
        let few = run(&stage.world, actor.clone(), SESSIONS, json!({"first": 1})).await;
        let (answer, statements) = run(&stage.world, actor.clone(), SESSIONS, json!({"first": 100})).await;
        let nodes = answer["data"]["courseSessions"]["nodes"].as_array().unwrap();
        assert_eq!(nodes.len(), 6, "{answer}");
        assert!(nodes.iter().all(|node| node["myRegistration"]["waitingPlace"]["rank"] == 1), "{answer}");
        // The list, its count, the seats, the organisations, one's own, the waiting lists.
        assert_eq!((few.1, statements), (6, 6));
        let (open, _) = run(&stage.world, actor, OPEN, json!({})).await;
        assert_eq!(open["data"]["openToMe"], json!([]), "{open}");
        let actor = stage.cast.actor(&stage.world, Role::OfficeLead, "remscheid").await;
        let (open, statements) = run(&stage.world, actor, OPEN, json!({})).await;
        let prospects = open["data"]["openToMe"].as_array().unwrap();
        assert_eq!(prospects.len(), 6, "{open}");
        assert!(prospects.iter().all(|node| node["myProspect"]["state"] == "WAITLISTED"), "{open}");
        assert!(statements <= 20, "{statements}");
    }
}
