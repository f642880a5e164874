//! German: stems, umlauts, compounds.

use super::{FIND, SEARCH, hits, titles};
use crate::networks::found;
use acceptance::{Scene, Who, on_both_engines};
use serde_json::{Value, json};

on_both_engines! {
    async fn words_are_found_in_all_their_forms(scene: Scene) {
        for (name, purpose) in [
            ("Bildungskonferenz Köln", "Jährliche Konferenz der Lehrkräfte in der Straße der Bildung."),
            ("Netzwerk Sprache", "Durch Lesepatenschaften wird die Sprache gefördert."),
            ("Runder Tisch Inklusion", "Ein runder Tisch."),
        ] {
            found(&scene, name, json!({"purpose": purpose, "visibility": "PUBLIC"})).await;
        }
        for text in [
            "Bildungskonferenzen", "bildungskonferenz", "Lehrkraft", "Lehrkräften", "Lehrkraefte", "Strasse", "Straßen", "Koeln",
            "KÖLN", "bildungskonf", "köln konferenz", "-sprache Konferenz", "\"Konferenz der Lehrkräfte\"", "Ko\u{308}ln",
        ] {
            assert_eq!(titles(&scene, Who::Stranger, text).await, ["Bildungskonferenz Köln"], "{text}");
        }
        for text in ["\"der Konferenz\"", "köln sprache", "\"Lehrkraft\"", "Düren", "Köln -Lehrkraft", "-Köln", "", "…"] {
            assert!(titles(&scene, Who::Stranger, text).await.is_empty(), "{text}");
        }
        assert_eq!(titles(&scene, Who::Stranger, "\"runder tisch\"").await, ["Runder Tisch Inklusion"]);
    }

    async fn titles_come_first_and_the_newest_among_them(scene: Scene) {
        let founded = async |name: &str, purpose: Option<&str>| {
            scene.world().clock().advance(60);
            found(&scene, name, json!({"purpose": purpose, "visibility": "PUBLIC"})).await;
        };
        founded("Schulen im Quartier", None).await;
        founded("Schulamtsbezirk", None).await;
        founded("Übergänge", Some("Von der Kita in die Schule")).await;
        founded("Schule und Beruf", None).await;
        founded("Musik", Some("Instrumente in jeder Schule")).await;
        let expected = ["Schule und Beruf", "Schulen im Quartier", "Schulamtsbezirk", "Musik", "Übergänge"];
        assert_eq!(titles(&scene, Who::LEAD, "schule").await, expected);
        let (mut paged, mut after) = (Vec::new(), Value::Null);
        loop {
            let page = scene.get(Who::LEAD, FIND, json!({"text": "schule", "first": 2, "after": after})).await;
            paged.extend(hits(&page).map(|hit| hit["title"]["text"].as_str().unwrap().to_owned()));
            after = page["edges"].as_array().unwrap().last().unwrap()["cursor"].clone();
            if page["pageInfo"]["hasNextPage"] == false {
                break;
            }
            // What comes new meanwhile moves nothing.
            founded(&format!("Schulen {}", paged.len()), None).await;
        }
        assert_eq!(paged, expected);
    }

    async fn what_was_found_is_marked_and_read_together(scene: Scene) {
        let fields = json!({"purpose": "Erste Zeile.\nDie Lehrkräfte lernen.", "visibility": "PUBLIC"});
        let network = found(&scene, "Fortbildung für Lehrkräfte", fields).await;
        let answer = scene.get(Who::Stranger, SEARCH, json!({"text": "Lehrkraft", "territoryKey": "05120"})).await;
        let hit = &answer["nodes"][0];
        assert_eq!(hit["recordId"], network["id"]);
        assert_eq!(hit["title"], json!({"text": "Fortbildung für Lehrkräfte", "marks": [{"start": 16, "end": 26}]}));
        assert_eq!(hit["snippet"], json!({"text": "Erste Zeile. Die Lehrkräfte lernen.", "marks": [{"start": 17, "end": 27}]}));
        assert_eq!(hit["record"], json!({"__typename": "Network", "phase": "INITIATION"}));
        for narrowed in [json!({"text": "Lehrkraft", "territoryKey": "05915"}), json!({"text": "Lehrkraft", "kinds": ["PERSON"]})] {
            assert_eq!(scene.get(Who::Stranger, SEARCH, narrowed).await["totalCount"], 0);
        }
    }
}
