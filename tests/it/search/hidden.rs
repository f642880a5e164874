//! What stays hidden: no hit, count, snippet or cursor says anything about what somebody may not read.

use super::{FIND, find, hits, ids, titles};
use crate::{meetings, networks, people, qualifications};
use acceptance::{Scene, Who, global, on_both_engines};
use application::qualifications::{AdvanceSession, CreateSession, advance_session, create_session};
use domain::access::Role;
use domain::qualifications::{CourseKind, SessionVerb};
use serde_json::{Value, json};
use std::collections::BTreeSet;

const CREATE_ORGANISATION: &str = include_str!("../../../schema/operations/CreateOrganisation.graphql");
const DEACTIVATE: &str = include_str!("../../../schema/operations/DeactivatePerson.graphql");
const NODE: &str = "query($id: ID!) { node(id: $id) { id } }";

const PARTNER: Who = Who::Member(Role::Partner, "stiftung");

/// Everybody of whom the tests ask.
const READERS: [Who; 8] = [
    Who::Stranger,
    Who::ADMIN,
    Who::LEAD,
    Who::STAFF,
    Who::FOREIGN,
    PARTNER,
    Who::Member(Role::Auditor, "transferagentur"),
    Who::Member(Role::MunicipalityLead, "remscheid"),
];

/// A session with the word in its title, as far as the verbs bring it.
async fn session(scene: &Scene, verbs: &[SessionVerb]) -> String {
    let actor = scene.cast().actor(scene.world(), Role::TransferagenturStaff, "transferagentur").await;
    let call = scene.world().call(actor);
    let mut plan = qualifications::stage::plan();
    plan.title = format!("Quellwort im Termin {}", verbs.len());
    let host = Some(scene.cast().transferagentur);
    let input = CreateSession { host, series: None, module: None, kind: Some(CourseKind::Exchange), plan };
    let mut session = create_session(&call, input).await.unwrap();
    for verb in verbs {
        let step = AdvanceSession { id: session.id, expected_version: session.version, verb: *verb };
        session = advance_session(&call, step).await.unwrap();
    }
    global(session.id)
}

/// One record of every kind and visibility with the same word in it.
async fn plant(scene: &Scene) -> BTreeSet<String> {
    let mut planted = BTreeSet::new();
    let mut keep = |record: &Value| planted.insert(record["id"].as_str().unwrap().to_owned());
    for visibility in ["MEMBERS", "COMMUNITY", "PUBLIC"] {
        let fields = json!({"visibility": visibility, "purpose": "Quellwort im Zweck"});
        keep(&networks::found(scene, &format!("Netz {visibility}"), fields).await);
        let name = format!("Quellwort im Gremium {visibility}");
        let committee = meetings::found(scene, &name, json!({"visibility": visibility})).await;
        keep(&committee);
        let chair = meetings::seat(scene, &committee, Who::LEAD, "CHAIR", json!({})).await;
        let meeting = meetings::plan(scene, &committee).await;
        keep(&meeting);
        let item = meetings::item(scene, &meeting, "Quellwort in der Tagesordnung", true).await;
        meetings::open(scene, &meeting).await;
        meetings::attend(scene, &meeting, &[&chair]).await;
        let fields = json!({"agendaItemId": item["id"], "text": "Quellwort im Beschluss"});
        keep(&meetings::propose(scene, &meeting, fields).await);
    }
    let office =
        |place: &str| global(if place == "hamm" { scene.cast().hamm.office } else { scene.cast().remscheid.office });
    for place in ["hamm", "remscheid"] {
        let who = if place == "hamm" { Who::FOREIGN } else { Who::LEAD };
        let input = json!({"organisationId": office(place), "givenName": "Kim", "familyName": "Quellwort"});
        keep(&scene.change(who, people::CREATE, input).await);
    }
    let input = json!({"name": "Stiftung Quellwort", "kind": "FOUNDATION", "districtKey": "05120",
                       "sponsorId": office("remscheid"), "validFrom": "2020-01-01"});
    let made = scene.get(Who::LEAD, CREATE_ORGANISATION, json!({"input": input})).await;
    if made["organisation"].is_object() {
        keep(&made["organisation"]);
    }
    for verbs in [&[][..], &[SessionVerb::Publish]] {
        planted.insert(session(scene, verbs).await);
    }
    planted
}

/// What of the planted records somebody may read one by one.
async fn readable(scene: &Scene, who: Who, planted: &BTreeSet<String>) -> BTreeSet<String> {
    let mut readable = BTreeSet::new();
    for id in planted {
        if !scene.get(who, NODE, json!({"id": id})).await.is_null() {
            readable.insert(id.clone());
        }
    }
    readable
}

on_both_engines! {
    async fn everybody_finds_what_they_may_read_and_nothing_else(scene: Scene) {
        let planted = plant(&scene).await;
        assert!(planted.len() > 15);
        let mut seen = BTreeSet::new();
        for who in READERS {
            let expected = readable(&scene, who, &planted).await;
            let found = find(&scene, who, "quellwort").await;
            let found_ids: BTreeSet<String> = hits(&found).map(|hit| hit["recordId"].as_str().unwrap().to_owned()).collect();
            assert_eq!(found_ids, expected, "{who:?}");
            assert_eq!(found["totalCount"], expected.len(), "{who:?}");
            let (mut paged, mut after) = (Vec::new(), Value::Null);
            loop {
                let page = scene.get(who, FIND, json!({"text": "Quellwort", "first": 3, "after": after})).await;
                assert_eq!(page["totalCount"], expected.len(), "{who:?}");
                paged.extend(hits(&page).cloned());
                if page["pageInfo"]["hasNextPage"] == false {
                    break;
                }
                after = page["edges"].as_array().unwrap().last().unwrap()["cursor"].clone();
            }
            assert_eq!(paged.iter().collect::<Vec<_>>(), hits(&found).collect::<Vec<_>>(), "{who:?}");
            seen.extend(expected);
        }
        assert_eq!(seen, planted, "every record is read by somebody and not by everybody");
    }

    async fn what_is_not_public_in_a_meeting_decides_about_no_hit(scene: Scene) {
        let committee = meetings::found(&scene, "Lenkungskreis", json!({"visibility": "PUBLIC"})).await;
        let chair = meetings::seat(&scene, &committee, PARTNER, "CHAIR", json!({})).await;
        let meeting = meetings::plan(&scene, &committee).await;
        let open_item = meetings::item(&scene, &meeting, "Haushalt", true).await;
        meetings::item(&scene, &meeting, "Verschlusssache", false).await;
        meetings::open(&scene, &meeting).await;
        meetings::attend(&scene, &meeting, &[&chair]).await;
        let resolution = meetings::propose(&scene, &meeting, json!({"agendaItemId": open_item["id"], "title": "Sprachziel"})).await;
        let votes = json!({"votes": {"yes": 1, "no": 0, "abstentions": 0}});
        scene.change(Who::LEAD, meetings::DECIDE, meetings::change_of(&resolution, votes)).await;
        let minutes = meetings::draft(&scene, &meeting, "Protokollwort und Verschlusssache").await;
        let outside = [Who::Stranger, Who::FOREIGN, Who::ADMIN];
        for who in outside {
            assert_eq!(titles(&scene, who, "haushalt").await, ["Frühjahrssitzung"], "{who:?}");
            for hidden in ["verschlusssache", "haushalt verschlusssache", "protokollwort", "sprachziel"] {
                assert!(titles(&scene, who, hidden).await.is_empty(), "{who:?} {hidden}");
            }
            // A word that is hidden takes no hit away either.
            assert_eq!(titles(&scene, who, "haushalt -verschlusssache").await, ["Frühjahrssitzung"], "{who:?}");
            assert!(!find(&scene, who, "haushalt").await.to_string().contains("Verschluss"), "{who:?}");
        }
        for who in [Who::LEAD, Who::STAFF, PARTNER] {
            assert_eq!(titles(&scene, who, "haushalt verschlusssache").await, ["Frühjahrssitzung"], "{who:?}");
            assert!(titles(&scene, who, "haushalt -verschlusssache").await.is_empty(), "{who:?}");
            assert!(titles(&scene, who, "protokollwort").await.is_empty(), "minutes are found once they are approved");
            assert_eq!(titles(&scene, who, "sprachziel").await, ["Sprachziel"], "{who:?}");
        }
        let review = meetings::submit(&scene, &meeting, &minutes, json!(null)).await;
        scene.change(Who::LEAD, meetings::APPROVE, meetings::change_of(&review, json!({}))).await;
        for who in outside {
            assert!(titles(&scene, who, "protokollwort").await.is_empty(), "{who:?}");
            assert_eq!(titles(&scene, who, "sprachziel").await, ["Sprachziel"], "decided in public, minutes approved: {who:?}");
        }
        assert_eq!(titles(&scene, PARTNER, "protokollwort haushalt").await, ["Frühjahrssitzung"]);
    }

    async fn what_becomes_hidden_is_gone_at_once(scene: Scene) {
        let network = networks::found(&scene, "Quellwort", json!({"visibility": "PUBLIC"})).await;
        let committee = meetings::found(&scene, "Quellwort im Gremium", json!({"visibility": "PUBLIC"})).await;
        let meeting = meetings::plan(&scene, &committee).await;
        meetings::item(&scene, &meeting, "Quellwort", true).await;
        assert_eq!(ids(&scene, Who::Stranger, "quellwort").await.len(), 3);
        let profile = networks::profile("Quellwort", json!({"visibility": "MEMBERS"}));
        scene.change(Who::LEAD, networks::UPDATE, networks::change_of(&network, json!({"profile": profile}))).await;
        assert_eq!(ids(&scene, Who::Stranger, "quellwort").await.len(), 2);
        let founding = meetings::founding(&scene, "Quellwort im Gremium", json!({"visibility": "MEMBERS"}));
        let update = meetings::step("updateCommittee", "UpdateCommitteeInput", "committee", "state");
        let hidden = meetings::change_of(&committee, json!({"profile": founding["profile"]}));
        scene.change(Who::LEAD, &update, hidden).await;
        assert!(ids(&scene, Who::Stranger, "quellwort").await.is_empty(), "its meetings follow the committee");
        assert_eq!(ids(&scene, Who::LEAD, "quellwort").await.len(), 3);
    }

    async fn people_who_take_no_part_are_gone_at_once(scene: Scene) {
        let input = json!({"organisationId": global(scene.cast().remscheid.office), "givenName": "Kim", "familyName": "Quellwort"});
        let person = scene.change(Who::LEAD, people::CREATE, input).await;
        assert_eq!(titles(&scene, Who::LEAD, "quellwort kim").await, ["Kim Quellwort"]);
        assert!(titles(&scene, Who::FOREIGN, "quellwort").await.is_empty());
        scene.change(Who::LEAD, DEACTIVATE, people::change_of(&person, json!({}))).await;
        for who in READERS {
            assert!(titles(&scene, who, "quellwort").await.is_empty(), "{who:?}");
        }
    }
}
