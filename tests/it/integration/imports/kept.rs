//! For how long files and what became of their rows are kept.

use super::{START, csv, figures, imported, known, people, read, rows, skipping, start};
use acceptance::{Scene, Who, on_both_engines};
use application::files::sweep;
use application::integration::imports::forget_old_imports;
use serde_json::json;
use std::path::Path;

const DAY: i64 = 86_400;

/// How many blobs lie in the storage.
fn blobs(folder: &Path) -> usize {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.map(|path| if path.is_dir() { blobs(&path) } else { 1 }).sum()
}

async fn forget(scene: &Scene) -> usize {
    forget_old_imports(scene.world().platform()).await.unwrap()
}

on_both_engines! {
    async fn rows_and_files_are_forgotten_after_their_time(scene: Scene) {
        let file = csv(&scene, &people(3, &[1])).await;
        let (id, _) = imported(&scene, skipping(&file)).await;
        super::super::wait(&scene, 29 * DAY);
        assert_eq!((forget(&scene).await, rows(&scene, &id).await.len()), (0, 3));
        super::super::wait(&scene, 2 * DAY);
        assert_eq!(forget(&scene).await, 2, "the rows, and the file");
        assert_eq!((rows(&scene, &id).await.len(), blobs(scene.world().files())), (0, 0));
        let import = read(&scene, &id).await;
        assert_eq!(figures(&import), ("DONE", [2, 0, 1]));
        assert!(import["forgottenAt"].is_string());
        assert_eq!(forget(&scene).await, 0);
        assert_eq!(known(&scene, "Muster").await.len(), 2);
        assert_eq!(scene.refusals(Who::LEAD, START, skipping(&file)).await, ["NOT_FOUND fileId"]);
        // That it was imported is not forgotten.
        let again = csv(&scene, &people(3, &[1])).await;
        let payload = scene.get(Who::LEAD, START, json!({"input": skipping(&again)})).await;
        assert_eq!((&payload["alreadyImported"], &payload["import"]["id"]), (&json!(true), &id));
    }

    async fn a_file_that_nobody_imports_is_kept_for_a_day(scene: Scene) {
        csv(&scene, "A\nx\n").await;
        super::super::wait(&scene, DAY - 60);
        assert_eq!((forget(&scene).await, blobs(scene.world().files())), (0, 1));
        super::super::wait(&scene, 120);
        assert_eq!((forget(&scene).await, blobs(scene.world().files())), (1, 0));
    }

    async fn what_waits_is_not_forgotten_and_not_swept(scene: Scene) {
        let id = start(&scene, skipping(&csv(&scene, &people(3, &[])).await)).await;
        super::super::wait(&scene, 40 * DAY);
        assert_eq!((forget(&scene).await, sweep(scene.world().platform()).await.unwrap()), (0, 0));
        super::super::carry_out(&scene).await;
        assert_eq!(figures(&read(&scene, &id).await), ("DONE", [3, 0, 0]));
    }
}
