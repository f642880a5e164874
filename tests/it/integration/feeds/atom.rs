//! News as a reader of news sees them.

use super::{CHANGES, cancel, fetch, published, readers, since, text};
use crate::networks::{UPDATE, change_of, found, profile};
use acceptance::{Scene, Who, on_both_engines};
use domain::qualifications::CourseFormat;
use domain::shared::Clock;
use serde_json::{Value, json};

async fn read(scene: &Scene, url: &str) -> Value {
    readers("atom", &[text(scene, url).await]).await.remove(0)
}

fn titles(feed: &Value) -> Vec<&str> {
    feed["entries"].as_array().unwrap().iter().map(|entry| entry["title"].as_str().unwrap()).collect()
}

fn entry<'f>(feed: &'f Value, title: &str) -> &'f Value {
    let found = feed["entries"].as_array().unwrap().iter().find(|entry| entry["title"] == title);
    found.unwrap_or_else(|| panic!("{title} is not among {:?}", titles(feed)))
}

on_both_engines! {
    async fn news_come_the_latest_first_under_lasting_ids(scene: Scene) {
        let first = published(&scene, "Fachtag", CourseFormat::InPerson).await;
        text(&scene, CHANGES).await;
        scene.world().clock().advance(60);
        let network = found(&scene, "Bildungsnetzwerk", json!({"visibility": "PUBLIC"})).await;
        let before = read(&scene, CHANGES).await;
        assert_eq!(titles(&before), ["New: Bildungsnetzwerk", "New: Fachtag"]);
        assert_eq!(before["id"], "https://bildungsnetz.example/feeds/changes.atom");
        let told = entry(&before, "New: Fachtag");
        assert_eq!((&told["id"], &told["categories"]), (&json!(format!("urn:uuid:{}", first.id)), &json!(["session.published"])));

        scene.world().clock().advance(60);
        cancel(&scene, &first).await;
        let after = read(&scene, CHANGES).await;
        assert_eq!(titles(&after), ["Cancelled: Fachtag", "New: Bildungsnetzwerk"]);
        let now = entry(&after, "Cancelled: Fachtag");
        assert_eq!((&now["id"], &now["published"]), (&told["id"], &told["published"]));
        assert!(now["updated"].as_str() > told["updated"].as_str(), "{now}");
        assert_eq!(after["updated"], now["updated"]);
        assert!(text(&scene, &format!("{CHANGES}?lang=de")).await.contains("Abgesagt: Fachtag"));

        // What is not public any more leaves a tombstone (RFC 6721).
        scene.world().clock().advance(60);
        let hidden = profile("Bildungsnetzwerk", json!({"visibility": "COMMUNITY"}));
        scene.change(Who::LEAD, UPDATE, change_of(&network, json!({"profile": hidden}))).await;
        let gone = read(&scene, CHANGES).await;
        assert_eq!(titles(&gone), ["Cancelled: Fachtag"]);
        assert_eq!(gone["gone"], json!([entry(&before, "New: Bildungsnetzwerk")["id"]]));
        assert!(!text(&scene, CHANGES).await.contains("Bildungsnetzwerk"));
    }

    async fn committees_tell_what_is_public_of_them(scene: Scene) {
        let rich = crate::oparl::rich(&scene, "Lenkungskreis").await;
        let feed = read(&scene, CHANGES).await;
        let decided = entry(&feed, "Decided: Frühjahrssitzung");
        assert_eq!(decided["categories"], json!(["meeting.decided"]));
        let summary = decided["summary"].as_str().unwrap();
        assert!(summary.contains("Lesepaten: angenommen (Die Paten kommen.)"), "{summary}");
        assert!(titles(&feed).iter().any(|title| title.ends_with(": Konzept")), "{:?}", titles(&feed));
        let all = text(&scene, CHANGES).await;
        assert!(!all.contains("eheim"), "{all}");
        let link = decided["link"].as_str().unwrap();
        assert_eq!(fetch(&scene, link, &[]).await.status(), 200);
        crate::oparl::change_committee(&scene, &rich.committee, json!({"visibility": "COMMUNITY"})).await;
        let gone = read(&scene, CHANGES).await;
        assert!(titles(&gone).is_empty());
        assert_eq!(gone["gone"].as_array().unwrap().len(), feed["entries"].as_array().unwrap().len());
    }

    async fn pages_lead_to_older_news(scene: Scene) {
        for number in 0..5 {
            published(&scene, &format!("Fachtag {number}"), CourseFormat::InPerson).await;
            text(&scene, CHANGES).await;
            scene.world().clock().advance(60);
        }
        let committee = crate::meetings::found(&scene, "Lenkungskreis", json!({"visibility": "PUBLIC"})).await;
        crate::meetings::plan(&scene, &committee).await;
        let whole = read(&scene, CHANGES).await;
        assert_eq!(whole["entries"].as_array().unwrap().len(), 6);
        assert_eq!(titles(&whole)[0], "New: Frühjahrssitzung");
        assert!(whole["links"]["next"].is_null());
        let (mut found, mut next, mut pages) = (Vec::new(), Some(format!("{CHANGES}?limit=2")), 0);
        while let Some(url) = next {
            let page = read(&scene, &url).await;
            assert!(page["links"]["self"].as_str().unwrap().ends_with(&url) || url == page["links"]["self"], "{page}");
            assert_eq!(page["links"]["first"], "https://bildungsnetz.example/feeds/changes.atom?limit=2");
            found.extend(page["entries"].as_array().unwrap().iter().cloned());
            next = page["links"]["next"].as_str().map(str::to_owned);
            pages += 1;
        }
        assert_eq!((pages, Value::from(found)), (3, whole["entries"].clone()));
        let now = scene.world().clock().now();
        assert_eq!(titles(&read(&scene, &format!("{CHANGES}?{}", since(now))).await), ["New: Frühjahrssitzung"]);
    }
}
