//! Cards as an address book sees them.

use super::{CARDS, department, fetch, point, readers, since, text};
use acceptance::{Scene, global, on_both_engines};
use domain::shared::{Clock, ContactKind, ContactVisibility};
use serde_json::json;

on_both_engines! {
    async fn cards_have_the_contacts_that_are_for_everybody(scene: Scene) {
        let contacts = vec![
            point(ContactKind::Phone, "02191 16-0", Some("Zentrale"), ContactVisibility::Public),
            point(ContactKind::Email, "bildung@remscheid.example", None, ContactVisibility::Public),
            point(ContactKind::Web, "https://remscheid.example", None, ContactVisibility::Public),
            point(ContactKind::Email, "gemeinschaft@remscheid.example", None, ContactVisibility::Community),
            point(ContactKind::Mobile, "0151 23456789", None, ContactVisibility::Organisation),
        ];
        let name = "Fachbereich Bildung, Jugend; Soziales und die Steuerung der kommunalen Bildungslandschaft in Remscheid";
        let made = department(&scene, name, contacts).await;
        let path = format!("/feeds/organisations/{}.vcf", global(made.id));
        let answer = fetch(&scene, &path, &[]).await;
        assert_eq!(answer.headers()["content-type"], "text/vcard; charset=utf-8");
        let texts = [answer.text().await.unwrap(), text(&scene, CARDS).await];
        for text in &texts {
            assert!(!text.contains("gemeinschaft@") && !text.contains("4915123456789"), "{text}");
        }
        let read = readers("vcard", &texts).await;
        let card = &read[0][0];
        assert_eq!((&card["name"], &card["kind"]), (&json!(name), &json!("org")));
        assert_eq!(card["uid"], format!("urn:uuid:{}", made.id));
        assert_eq!((&card["tel"], &card["email"]), (&json!(["tel:+492191160"]), &json!(["bildung@remscheid.example"])));
        assert_eq!((&card["url"], &card["x-ablabel"]), (&json!(["https://remscheid.example/"]), &json!(["Zentrale"])));
        assert!(read[1].as_array().unwrap().contains(card), "{}", read[1]);
    }

    async fn cards_come_in_pages_and_by_change(scene: Scene) {
        let whole = readers("vcard", &[text(&scene, CARDS).await]).await.remove(0);
        let (mut found, mut next) = (Vec::new(), Some(format!("{CARDS}?limit=2")));
        while let Some(url) = next {
            let answer = fetch(&scene, &url, &[]).await;
            next = super::super::next_of(&answer);
            let page = readers("vcard", &[answer.text().await.unwrap()]).await.remove(0);
            found.extend(page.as_array().unwrap().iter().cloned());
        }
        assert_eq!(&found, whole.as_array().unwrap());
        assert!(found.len() > 4);
        scene.world().clock().advance(10);
        let now = scene.world().clock().now();
        assert_eq!(text(&scene, &format!("{CARDS}?{}", since(now))).await, "");
        department(&scene, "Neu", Vec::new()).await;
        assert_eq!(text(&scene, &format!("{CARDS}?{}", since(now))).await.matches("BEGIN:VCARD").count(), 1);
    }
}
