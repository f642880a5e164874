//! Cancelling imports.

use super::{CANCEL, all_or_nothing, csv, figures, known, people, read, rows, skipping, start};
use acceptance::{Scene, Who, on_both_engines};
use application::integration::imports::{ImportWork, carry_out_due};
use serde_json::json;
use std::sync::Arc;

on_both_engines! {
    async fn one_that_waits_never_begins(scene: Scene) {
        let id = start(&scene, skipping(&csv(&scene, &people(3, &[])).await)).await;
        let cancelled = scene.change(Who::STAFF, CANCEL, json!({"importId": id})).await;
        assert_eq!(cancelled["state"], "CANCELLED");
        assert_eq!(carry_out_due(scene.world().platform()).await.unwrap(), 0);
        assert!(known(&scene, "Muster").await.is_empty());
        assert_eq!(scene.refusals(Who::LEAD, CANCEL, json!({"importId": id})).await, ["WRONG_STATE"]);
        assert_eq!(scene.refusals(Who::FOREIGN, CANCEL, json!({"importId": id})).await, ["NOT_FOUND importId"]);
    }

    async fn rows_that_were_kept_stay(scene: Scene) {
        let id = start(&scene, skipping(&csv(&scene, &people(12, &[2])).await)).await;
        let mut work = ImportWork::begin(scene.world().platform(), &Arc::default()).await.unwrap().unwrap();
        assert!(work.step().await.unwrap() && work.step().await.unwrap());
        scene.change(Who::LEAD, CANCEL, json!({"importId": id})).await;
        assert!(!work.step().await.unwrap(), "the next batch is taken back");
        assert_eq!(figures(&read(&scene, &id).await), ("CANCELLED", [4, 0, 1]));
        assert_eq!((rows(&scene, &id).await.len(), known(&scene, "Muster").await.len()), (5, 4));
        assert_eq!(carry_out_due(scene.world().platform()).await.unwrap(), 0);
    }

    async fn all_or_nothing_is_nothing_then(scene: Scene) {
        let id = start(&scene, all_or_nothing(&csv(&scene, &people(6, &[])).await)).await;
        let mut work = ImportWork::begin(scene.world().platform(), &Arc::default()).await.unwrap().unwrap();
        assert!(work.step().await.unwrap());
        scene.change(Who::LEAD, CANCEL, json!({"importId": id})).await;
        assert!(!work.step().await.unwrap());
        assert!(known(&scene, "Muster").await.is_empty() && rows(&scene, &id).await.is_empty());
    }
}
