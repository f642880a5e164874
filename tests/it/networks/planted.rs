//! Planted rows of another city: no count, lookup, search, cursor or file of networks, committees and meetings tells of
//! them, and an id that is foreign answers like one that is unknown.

use super::{profile, uuid_of};
use acceptance::{Scene, Site, Who, global, on_both_engines};
use application::meetings::{AddCommitteeMember, MeetingPlanInput, PlanMeeting, add_committee_member, plan_meeting};
use application::networks::{AddMember, add_member};
use domain::access::{Actor, Role};
use domain::meetings::{CommitteeRole, MeetingFormat};
use domain::networks::{MemberRole, MembershipState};
use domain::shared::{CommitteeId, MeetingId, NetworkId, Timestamp};
use serde_json::{Value, json};
use uuid::Uuid;

const ANALYSE: &str = include_str!("../../../schema/operations/AnalyseNetwork.graphql");
const COMMITTEE: &str = include_str!("../../../schema/operations/CreateCommittee.graphql");
/// What the planted records are called.
const NAME: &str = "Verborgenes";

/// Lists with their filters by a network, a committee or words.
const COUNTS: [(&str, &str); 9] = [
    ("networks", "query($n: ID!) { networks(filter: {parentId: $n}) { totalCount pageInfo { hasNextPage } } }"),
    ("networks", "{ networks(filter: {text: \"Verborgenes\"}) { totalCount pageInfo { hasNextPage } } }"),
    (
        "networkMembers",
        "query($n: ID!) { networkMembers(filter: {networkId: $n}) { totalCount pageInfo { hasNextPage } } }",
    ),
    ("committees", "query($n: ID!) { committees(filter: {networkId: $n}) { totalCount pageInfo { hasNextPage } } }"),
    ("committees", "{ committees(filter: {text: \"Verborgenes\"}) { totalCount pageInfo { hasNextPage } } }"),
    (
        "committeeMemberships",
        "query($c: ID!) { committeeMemberships(filter: {committeeId: $c}) { totalCount pageInfo { hasNextPage } } }",
    ),
    ("meetings", "query($c: ID!) { meetings(filter: {committeeId: $c}) { totalCount pageInfo { hasNextPage } } }"),
    ("meetings", "query($n: ID!) { meetings(filter: {networkId: $n}) { totalCount pageInfo { hasNextPage } } }"),
    ("measures", "query($c: ID!) { measures(filter: {committeeId: $c}) { totalCount pageInfo { hasNextPage } } }"),
];

/// What is asked with an id: all of it answers the same for what is foreign and what is unknown.
const LOOKUPS: [&str; 8] = [
    "query($id: ID!) { node(id: $id) { id } }",
    "query($id: ID!) { nodes(ids: [$id]) { id } }",
    "query($id: ID!) { network(id: $id) { name } }",
    "query($id: ID!) { committee(id: $id) { name } }",
    "query($id: ID!) { meeting(id: $id) { title } }",
    "query($id: ID!) { networkAnalysis(id: $id) { hash } }",
    "query($id: ID!) { committeeComparison(filter: {networkId: $id}) { committees people overlaps { shared } } }",
    "query($id: ID!) { compareNetworkAnalyses(earlierId: $id, laterId: $id) { figures { name } } }",
];

struct Planted {
    network: Value,
    committee: Value,
    meeting: Value,
    membership: Value,
    seat: Value,
    analysis: Value,
}

/// A network of Hamm with a member, a committee, a seat, a meeting and an analysis.
async fn plant(scene: &Scene) -> Planted {
    let hamm = global(scene.cast().hamm.office);
    let founding = json!({
        "organisationId": hamm, "foundedOn": "2020-01-01",
        "coordinatorId": super::person(scene, Who::Member(Role::OfficeStaff, "hamm")),
        "profile": profile(NAME, json!({"territoryKeys": ["05915"]})),
    });
    let network = scene.change(Who::FOREIGN, super::CREATE, founding).await;
    let rules = json!({"quorum": "NONE", "decisionRule": "CONSENSUS"});
    let kind = json!({"name": NAME, "kind": "WORKING_GROUP", "visibility": "MEMBERS", "rules": rules});
    let founding = json!({"networkId": network["id"], "profile": kind, "foundedOn": "2020-01-01"});
    let committee = scene.change(Who::FOREIGN, COMMITTEE, founding).await;
    let system = scene.world().call(Actor::System);
    let member = AddMember {
        network: uuid_of(&network["id"]).into(),
        organisation: scene.cast().remscheid.municipality,
        contact_person: None,
        role: MemberRole::Partner,
        commitment: None,
        state: MembershipState::Active,
        since: None,
    };
    let membership = add_member(&system, member).await.unwrap();
    let committee_id = uuid_of(&committee["id"]).into();
    let seat = AddCommitteeMember {
        committee: committee_id,
        person: scene.cast().member(Role::MunicipalityStaff, "hamm").person,
        seat: None,
        role: CommitteeRole::Member,
        public: false,
        voting: true,
        substitute_for: None,
        organisation: Some(scene.cast().hamm.municipality),
        from: None,
        until: None,
    };
    let seat = add_committee_member(&system, seat).await.unwrap();
    let at = |text: &str| Timestamp::parse(text).unwrap();
    let plan = MeetingPlanInput {
        title: NAME.to_owned(),
        start: at("2020-04-01T07:00:00Z"),
        end: at("2020-04-01T09:00:00Z"),
        format: MeetingFormat::Digital,
        place: None,
        online: None,
    };
    let meeting = plan_meeting(&system, PlanMeeting { committee: committee_id, plan }).await.unwrap();
    let input = json!({"networkId": network["id"], "kinds": ["CO_MEMBERSHIP"]});
    let analysis = scene.change(Who::FOREIGN, ANALYSE, input).await;
    Planted {
        network,
        committee,
        meeting: json!({"id": global(meeting.id)}),
        membership: json!({"id": global(membership.id)}),
        seat: json!({"id": global(seat.id)}),
        analysis,
    }
}

/// Those who see neither the network nor its committee, even though the municipality of one is a member.
const OUTSIDERS: [Who; 4] = [Who::LEAD, Who::Member(Role::MunicipalityLead, "remscheid"), super::PARTNER, Who::ADMIN];

on_both_engines! {
    async fn no_count_or_search_knows_of_them(scene: Scene) {
        let planted = plant(&scene).await;
        let variables = json!({"n": planted.network["id"], "c": planted.committee["id"]});
        for (field, document) in COUNTS {
            let names: Vec<&str> = ["n", "c"].into_iter().filter(|name| document.contains(&format!("${name}:"))).collect();
            let asked: Value = names.iter().map(|name| ((*name).to_owned(), variables[name].clone())).collect::<serde_json::Map<_, _>>().into();
            for who in OUTSIDERS {
                let found = scene.get(who, document, asked.clone()).await;
                assert_eq!(found, json!({"totalCount": 0, "pageInfo": {"hasNextPage": false}}), "{who:?} {document}");
            }
            let there = scene.get(Who::FOREIGN, document, asked).await["totalCount"].as_i64().unwrap();
            let nothing = document.contains("parentId") || field == "measures";
            assert_eq!(there, i64::from(!nothing), "{document}: the row is there for who may see it");
        }
    }

    async fn a_foreign_id_answers_like_an_unknown_one(scene: Scene) {
        let planted = plant(&scene).await;
        let unknown = Uuid::from_u128(0x0198_0000_0000_7000_8000_0000_0000_0001);
        let (network, committee) = (global(NetworkId::from(unknown)), global(CommitteeId::from(unknown)));
        let meeting = global(MeetingId::from(unknown));
        for (foreign, unknown) in
            [(&planted.network, network), (&planted.committee, committee), (&planted.meeting, meeting)]
        {
            for document in LOOKUPS {
                for who in [Who::LEAD, Who::ADMIN] {
                    let mut seen = scene.ask(who, document, json!({"id": foreign["id"]})).await;
                    let mut nothing = scene.ask(who, document, json!({"id": unknown})).await;
                    for answer in [&mut seen, &mut nothing] {
                        answer.as_object_mut().unwrap().remove("extensions");
                    }
                    assert_eq!(seen, nothing, "{who:?} {document}");
                }
            }
        }
        for record in [&planted.membership, &planted.seat, &planted.analysis] {
            for who in OUTSIDERS {
                let node = scene.get(who, LOOKUPS[0], json!({"id": record["id"]})).await;
                assert!(node.is_null(), "{who:?} {node}");
            }
        }
        for record in [&planted.membership, &planted.seat] {
            assert!(!scene.get(Who::FOREIGN, LOOKUPS[0], json!({"id": record["id"]})).await.is_null(), "{record}");
        }
    }

    async fn no_cursor_leads_to_them(scene: Scene) {
        let planted = plant(&scene).await;
        for field in ["networks", "committees", "meetings", "networkMembers", "committeeMemberships"] {
            let document = format!("query($after: String) {{ {field}(after: $after) {{ totalCount edges {{ cursor node {{ id }} }} }} }}");
            let there = scene.get(Who::FOREIGN, &document, json!({})).await;
            let cursor = there["edges"][0]["cursor"].clone();
            assert!(cursor.is_string(), "{field}");
            for who in [Who::LEAD, Who::ADMIN] {
                for after in [json!({}), json!({"after": cursor})] {
                    let found = scene.get(who, &document, after).await;
                    assert_eq!(found, json!({"totalCount": 0, "edges": []}), "{who:?} {field}");
                }
            }
        }
        assert!(planted.network["id"].is_string());
    }

    async fn no_file_holds_them(scene: Scene) {
        let planted = plant(&scene).await;
        let id = planted.analysis["id"].as_str().unwrap();
        let network = planted.network["id"].as_str().unwrap();
        let fetch = async |role, place, path: String| {
            let token = scene.cast().token(scene.world(), role, place).await;
            let answer = Site::send(scene.site().get(&path).bearer_auth(token)).await;
            (answer.status().as_u16(), answer.text().await.unwrap())
        };
        let outsiders = [(Role::OfficeLead, "remscheid"), (Role::TransferagenturAdmin, "transferagentur")];
        for (role, place) in outsiders {
            for file in ["network.svg", "nodes.csv", "ties.csv", "network.gexf", "network.graphml"] {
                let found = fetch(role, place, format!("/networks/analyses/{id}/{file}")).await;
                assert_eq!(found, (404, String::new()), "{role} {file}");
            }
            for file in ["overlaps.csv", "loads.csv"] {
                let (status, text) = fetch(role, place, format!("/committees/comparison/{file}?network={network}")).await;
                assert_eq!((status, text.lines().count()), (200, 1), "{role} {file}: {text}");
            }
        }
        let (_, own) = fetch(Role::OfficeLead, "hamm", format!("/committees/comparison/loads.csv?network={network}")).await;
        assert!(own.contains(NAME) && own.lines().count() == 2, "{own}");
    }
}
