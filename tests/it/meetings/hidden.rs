//! What stays hidden: lists, counts, nodes and filters say nothing about committees that somebody may not know of.

use super::{PARTNER, draft, found, item, open, person, plan, propose, seat};
use acceptance::{Scene, Who, on_both_engines};
use domain::access::Role;
use serde_json::{Value, json};

const COUNTS: &str = "query($filter: CommitteeFilter) { committees(filter: $filter) { totalCount nodes { name } } }";
const NODE: &str = "query($id: ID!) { node(id: $id) { id } }";

async fn names(scene: &Scene, who: Who, filter: Value) -> Vec<String> {
    let list = scene.get(who, COUNTS, json!({"filter": filter})).await;
    let names: Vec<String> =
        list["nodes"].as_array().unwrap().iter().map(|node| node["name"].as_str().unwrap().to_owned()).collect();
    assert_eq!(list["totalCount"], names.len());
    names
}

async fn total(scene: &Scene, who: Who, field: &str) -> Value {
    scene.get(who, &format!("{{ {field} {{ totalCount }} }}"), json!({})).await["totalCount"].clone()
}

on_both_engines! {
    async fn lists_and_counts_have_what_one_may_know_of(scene: Scene) {
        for (name, visibility) in [("Drinnen", "MEMBERS"), ("Halb", "COMMUNITY"), ("Offen", "PUBLIC")] {
            let committee = found(&scene, name, json!({"visibility": visibility})).await;
            plan(&scene, &committee).await;
        }
        assert_eq!(names(&scene, Who::Stranger, json!({})).await, ["Offen"]);
        for who in [Who::FOREIGN, Who::ADMIN, PARTNER, Who::Member(Role::Auditor, "transferagentur")] {
            assert_eq!(names(&scene, who, json!({})).await, ["Halb", "Offen"], "{who:?}");
            assert!(names(&scene, who, json!({"text": "drinnen"})).await.is_empty());
            assert_eq!(total(&scene, who, "meetings").await, 2, "{who:?}");
        }
        assert_eq!(total(&scene, Who::Stranger, "meetings").await, 1);
        assert_eq!(names(&scene, Who::STAFF, json!({})).await, ["Drinnen", "Halb", "Offen"]);
    }

    async fn a_seat_opens_the_committee_while_it_lasts(scene: Scene) {
        let committee = found(&scene, "Drinnen", json!({})).await;
        assert!(names(&scene, PARTNER, json!({})).await.is_empty());
        seat(&scene, &committee, PARTNER, "MEMBER", json!({"until": "2020-03-04"})).await;
        assert_eq!(names(&scene, PARTNER, json!({})).await, ["Drinnen"]);
        scene.world().clock().advance(2 * 24 * 60 * 60);
        assert!(names(&scene, PARTNER, json!({})).await.is_empty());
    }

    async fn no_filter_tells_who_sits_in_a_public_committee(scene: Scene) {
        let committee = found(&scene, "Offen", json!({"visibility": "PUBLIC"})).await;
        seat(&scene, &committee, PARTNER, "MEMBER", json!({})).await;
        let member = json!({"memberId": person(&scene, PARTNER)});
        assert_eq!(names(&scene, Who::LEAD, member.clone()).await, ["Offen"]);
        for who in [Who::Stranger, Who::FOREIGN, Who::ADMIN] {
            assert!(names(&scene, who, member.clone()).await.is_empty(), "{who:?}");
        }
        assert_eq!(total(&scene, Who::FOREIGN, "committeeMemberships").await, 0);
        assert_eq!(total(&scene, PARTNER, "committeeMemberships").await, 1);
    }

    async fn the_inside_of_a_public_committee_stays_inside(scene: Scene) {
        let committee = found(&scene, "Offen", json!({"visibility": "PUBLIC"})).await;
        let seated = seat(&scene, &committee, PARTNER, "MEMBER", json!({})).await;
        let meeting = plan(&scene, &committee).await;
        let open_item = item(&scene, &meeting, "Öffentlich", true).await;
        let closed = item(&scene, &meeting, "Vertraulich", false).await;
        open(&scene, &meeting).await;
        let resolution = propose(&scene, &meeting, json!({"agendaItemId": open_item["id"]})).await;
        let minutes = draft(&scene, &meeting, "Vertraulich").await;
        let agenda = "query($id: ID!) { meeting(id: $id) { agenda { title } resolutions { id } } }";
        let public = json!({"agenda": [{"title": "Öffentlich"}], "resolutions": []});
        for who in [Who::Stranger, Who::FOREIGN, Who::ADMIN] {
            assert_eq!(scene.get(who, agenda, json!({"id": meeting["id"]})).await, public, "{who:?}");
            for hidden in [&closed, &resolution, &minutes, &seated] {
                assert!(scene.get(who, NODE, json!({"id": hidden["id"]})).await.is_null(), "{who:?} {hidden}");
            }
        }
        let inner = "query($id: ID!) { meeting(id: $id) { participants { answer } quorum { present } minutes { id } invitations { text } } }";
        let nothing = json!({"participants": [], "quorum": null, "minutes": null, "invitations": []});
        for who in [Who::FOREIGN, Who::ADMIN] {
            assert_eq!(scene.get(who, inner, json!({"id": meeting["id"]})).await, nothing, "{who:?}");
        }
        for seen in [&closed, &resolution, &minutes, &seated] {
            assert_eq!(scene.get(PARTNER, NODE, json!({"id": seen["id"]})).await["id"], seen["id"]);
        }
    }
}
