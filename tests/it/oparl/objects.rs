//! Every object against the tables of the standard, and every link from the entry to the end.

use super::schema::{Link, check, check_page};
use super::{SYSTEM, all, body, fetch, get, listed, names, rich};
use crate::meetings::{found, plan};
use acceptance::{Scene, Who, on_both_engines};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Walks all links from the entry on, checks what they lead to, and says how many objects of each type there are.
async fn walk(scene: &Scene) -> BTreeMap<String, usize> {
    let system = get(scene, SYSTEM).await;
    let mut open: VecDeque<Link> = check(&system, "System").into();
    let mut done: BTreeSet<Link> = BTreeSet::new();
    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    while let Some(link) = open.pop_front() {
        if !done.insert(link.clone()) {
            continue;
        }
        match link {
            Link::Object(of, url) => {
                let object = get(scene, &url).await;
                assert_eq!(object["id"], url.as_str(), "an object has one address");
                assert!(object.get("deleted").is_none(), "a link leads to what was withdrawn: {url}");
                open.extend(check(&object, &of));
                *found.entry(of).or_default() += 1;
            }
            Link::List(of, url) => {
                let mut next = Some(url);
                while let Some(url) = next {
                    let page = get(scene, &url).await;
                    for object in check_page(&page, &url) {
                        open.extend(check(object, &of));
                    }
                    next = page["links"]["next"].as_str().map(str::to_owned);
                }
            }
            Link::Bytes(url) => {
                let answer = fetch(scene, &url).await;
                assert_eq!(answer.status(), 200, "{url}");
                let set = answer.headers()["content-type"] == "application/pdf";
                let bytes = answer.bytes().await.unwrap();
                assert!(if set { bytes.starts_with(b"%PDF") } else { bytes == "abc" }, "{url}");
            }
        }
    }
    found
}

on_both_engines! {
    async fn all_objects_are_what_the_standard_says(scene: Scene) {
        rich(&scene, "Lenkungskreis").await;
        let committee = found(&scene, "Beirat", json!({"visibility": "PUBLIC"})).await;
        plan(&scene, &committee).await;
        found(&scene, "Geheimrat", json!({"visibility": "COMMUNITY"})).await;
        let counts = walk(&scene).await;
        let expected = [
            ("AgendaItem", 1), ("Body", 1), ("Consultation", 1), ("File", 6), ("LegislativeTerm", 3), ("Location", 2),
            ("Meeting", 2), ("Membership", 1), ("Organization", 4), ("Paper", 1), ("Person", 1), ("System", 1),
        ];
        let expected: BTreeMap<String, usize> = expected.map(|(of, count)| (of.to_owned(), count)).into();
        assert_eq!(counts, expected);
    }

    async fn objects_say_what_the_records_say(scene: Scene) {
        rich(&scene, "Lenkungskreis").await;
        let body = body(&scene).await;
        assert_eq!((&body["name"], &body["rgs"], &body["classification"]),
                   (&json!("Stadt Remscheid"), &json!("051200000000"), &json!("kreisfreie Stadt")));
        let organizations = listed(&scene, "organization").await;
        let committee = organizations.iter().find(|it| it["organizationType"] == "Gremium").unwrap();
        assert_eq!((&committee["name"], &committee["shortName"], &committee["classification"], &committee["startDate"]),
                   (&json!("Lenkungskreis"), &json!("LK"), &json!("Lenkungskreis"), &json!("2020-01-01")));
        let meeting = &listed(&scene, "meeting").await[0];
        assert_eq!((&meeting["meetingState"], &meeting["cancelled"], &meeting["start"]),
                   (&json!("durchgeführt"), &json!(false), &json!("2020-04-01T09:00:00+02:00")));
        assert_eq!(meeting["location"]["description"], "Rathaus");
        assert_eq!(meeting["organization"], json!([committee["id"]]));
        assert!(meeting.get("participant").is_none());
        let item = &meeting["agendaItem"][0];
        assert_eq!((&item["number"], &item["order"], &item["name"], &item["public"]),
                   (&json!("1"), &json!(1), &json!("Lesepaten"), &json!(true)));
        assert_eq!((&item["result"], &item["resolutionText"]), (&json!("angenommen"), &json!("Die Paten kommen.")));
        assert_eq!(item["auxiliaryFile"][0]["fileName"], "folien.txt");
        let paper = &listed(&scene, "paper").await[0];
        assert_eq!((&paper["name"], &paper["reference"], &paper["paperType"], &paper["date"]),
                   (&json!("Konzept"), &json!("1"), &json!("Mitteilungsvorlage"), &json!("2020-03-03")));
        let file = &paper["mainFile"];
        assert_eq!((&file["fileName"], &file["mimeType"], &file["size"], &file["paper"]),
                   (&json!("konzept.txt"), &json!("text/plain"), &json!(3), &json!([paper["id"]])));
        assert_eq!(file["sha512Checksum"].as_str().unwrap().len(), 128);
        assert_eq!(paper["auxiliaryFile"][0]["fileName"], "anlage.txt");
        let consultation = &paper["consultation"][0];
        assert_eq!((&consultation["agendaItem"], &consultation["meeting"], &consultation["authoritative"]),
                   (&item["id"], &meeting["id"], &json!(true)));
        assert_eq!(item["consultation"], consultation["id"]);
        let seat = &listed(&scene, "person").await[0]["membership"][0];
        assert_eq!((&seat["role"], &seat["votingRight"], &seat["organization"]), (&json!("Leitung"), &json!(true), &committee["id"]));
        let behalf = get(&scene, seat["onBehalfOf"].as_str().unwrap()).await;
        assert_eq!((&behalf["name"], &behalf["organizationType"]), (&json!("Stiftung Beispiel"), &json!("Institution")));
        let url = scene.get(Who::Stranger, "{ committees { nodes { oparlUrl } } }", json!({})).await;
        assert_eq!(url["nodes"][0]["oparlUrl"], committee["id"]);
    }

    async fn each_district_has_its_body(scene: Scene) {
        let input = json!({"organisationId": acceptance::global(scene.cast().transferagentur), "foundedOn": "2020-01-01", "profile": {
            "name": "Landesbeirat", "kind": "ADVISORY_BOARD", "visibility": "PUBLIC",
            "rules": {"quorum": "NONE", "decisionRule": "CONSENSUS"}}});
        scene.change(Who::ADMIN, crate::meetings::CREATE, input).await;
        let bodies = crate::oparl::bodies(&scene).await;
        assert_eq!(names(&bodies), ["Stadt Münster"], "where its organisation lies");
        let organizations = all(&scene, bodies[0]["organization"].as_str().unwrap()).await;
        let mut found: Vec<&Value> = organizations.iter().map(|it| &it["name"]).collect();
        found.sort_by_key(ToString::to_string);
        assert_eq!(found, ["Landesbeirat", "Transferagentur"]);
    }
}
