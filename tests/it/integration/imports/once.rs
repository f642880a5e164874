//! The same file is imported once.

use super::{START, all_or_nothing, csv, figures, imported, known, people, read, skipping, start, trying, upload};
use acceptance::{Scene, Who, on_both_engines};
use serde_json::{Value, json};

async fn started(scene: &Scene, who: Who, input: &Value) -> Value {
    let payload = scene.get(who, START, json!({"input": input})).await;
    assert_eq!(payload["errors"], json!([]), "{payload:#}");
    payload
}

on_both_engines! {
    async fn the_same_bytes_are_answered_with_the_import_before(scene: Scene) {
        let text = people(3, &[1]);
        let (id, _) = imported(&scene, skipping(&csv(&scene, &text).await)).await;
        // The same file, uploaded once more, by a colleague, with another policy.
        let office = scene.cast().remscheid.office;
        let again = upload(&scene, Who::STAFF, office, "Andere.csv", text.as_bytes()).await;
        let payload = started(&scene, Who::STAFF, &all_or_nothing(&again)).await;
        assert_eq!((&payload["alreadyImported"], &payload["import"]["id"]), (&json!(true), &id));
        assert_eq!(super::super::carry_out(&scene).await, 0);
        assert_eq!(known(&scene, "Muster").await.len(), 2);
        // Trying it is always possible, and another mapping or another organisation is another import.
        assert_eq!(started(&scene, Who::LEAD, &trying(skipping(&again))).await["alreadyImported"], false);
        let mut other = skipping(&again);
        other["mapping"]["constants"] = json!([{"field": "LANGUAGES", "value": "de"}]);
        assert_eq!(started(&scene, Who::LEAD, &other).await["alreadyImported"], false);
        let elsewhere = upload(&scene, Who::LEAD, scene.cast().remscheid.municipality, "Liste.csv", text.as_bytes()).await;
        assert_eq!(started(&scene, Who::LEAD, &skipping(&elsewhere)).await["alreadyImported"], false);
    }

    async fn of_two_that_ask_at_once_one_is_started(scene: Scene) {
        let file = csv(&scene, &people(3, &[])).await;
        let input = skipping(&file);
        let (one, two) = tokio::join!(started(&scene, Who::LEAD, &input), started(&scene, Who::STAFF, &input));
        assert_eq!(one["import"]["id"], two["import"]["id"]);
        assert_ne!(one["alreadyImported"], two["alreadyImported"]);
        super::super::carry_out(&scene).await;
        assert_eq!(known(&scene, "Muster").await.len(), 3);
    }

    async fn what_failed_or_was_cancelled_may_be_tried_again(scene: Scene) {
        let file = csv(&scene, &people(3, &[1])).await;
        let (_, import) = imported(&scene, all_or_nothing(&file)).await;
        assert_eq!(import["state"], "FAILED");
        let id = start(&scene, skipping(&file)).await;
        scene.change(Who::LEAD, super::super::CANCEL, json!({"importId": id})).await;
        let id = start(&scene, skipping(&file)).await;
        super::super::carry_out(&scene).await;
        assert_eq!(figures(&read(&scene, &id).await), ("DONE", [2, 0, 1]));
    }
}
