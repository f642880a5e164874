//! Imports that break off go on behind the last row that was kept.

use super::{all_or_nothing, csv, figures, known, people, read, rows, skipping, start, wait};
use acceptance::{Scene, on_both_engines};
use application::integration::imports::{ImportWork, carry_out_due};
use serde_json::Value;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Longer than a claim holds.
const PATIENCE: i64 = 301;

async fn begin(scene: &Scene) -> ImportWork {
    ImportWork::begin(scene.world().platform(), &Arc::default()).await.unwrap().unwrap()
}

/// Checks that each of these rows was gone through once.
async fn each_once(scene: &Scene, id: &Value, count: usize) {
    assert_eq!(figures(&read(scene, id).await), ("DONE", [count as u64, 0, 0]));
    let expected: Vec<String> = (2..count + 2).map(|number| format!("{number} CREATED")).collect();
    assert_eq!(rows(scene, id).await, expected);
    let names = known(scene, "Muster").await;
    assert_eq!((names.len(), names.into_iter().collect::<BTreeSet<_>>().len()), (count, count));
}

on_both_engines! {
    async fn a_worker_that_died_is_followed_by_another(scene: Scene) {
        let id = start(&scene, skipping(&csv(&scene, &people(23, &[])).await)).await;
        let mut dying = begin(&scene).await;
        // It begins, and keeps two batches of five.
        for _ in 0..3 {
            assert!(dying.step().await.unwrap());
        }
        drop(dying);
        let import = read(&scene, &id).await;
        assert_eq!((&import["state"], &import["doneCount"]), (&"RUNNING".into(), &10.into()));
        assert_eq!(carry_out_due(scene.world().platform()).await.unwrap(), 0, "the claim still holds");
        wait(&scene, PATIENCE);
        assert_eq!(carry_out_due(scene.world().platform()).await.unwrap(), 3);
        each_once(&scene, &id, 23).await;
    }

    async fn a_worker_that_lost_its_claim_keeps_nothing(scene: Scene) {
        let id = start(&scene, skipping(&csv(&scene, &people(12, &[])).await)).await;
        let mut slow = begin(&scene).await;
        assert!(slow.step().await.unwrap() && slow.step().await.unwrap());
        wait(&scene, PATIENCE);
        let mut next = begin(&scene).await;
        assert!(next.step().await.unwrap());
        // Its rows are entered and taken back: the import is at another place, with another claim.
        assert!(!slow.step().await.unwrap());
        assert!(!next.step().await.unwrap());
        each_once(&scene, &id, 12).await;
    }

    async fn several_workers_share_the_imports(scene: Scene) {
        let mut started = Vec::new();
        for number in 0..3 {
            let text = people(11, &[]).replace("Muster", &format!("Probe {number}"));
            started.push(start(&scene, skipping(&csv(&scene, &text).await)).await);
        }
        let platform = scene.world().platform();
        let (one, two, three) = tokio::join!(carry_out_due(platform), carry_out_due(platform), carry_out_due(platform));
        assert_eq!(one.unwrap() + two.unwrap() + three.unwrap(), 3 * 4);
        for id in &started {
            assert_eq!(figures(&read(&scene, id).await), ("DONE", [11, 0, 0]));
        }
        assert_eq!(known(&scene, "Probe").await.len(), 33);
    }

    async fn a_platform_that_stops_gives_its_import_back(scene: Scene) {
        let id = start(&scene, all_or_nothing(&csv(&scene, &people(8, &[])).await)).await;
        let stopping = Arc::new(AtomicBool::new(false));
        let mut work = ImportWork::begin(scene.world().platform(), &stopping).await.unwrap().unwrap();
        assert!(work.step().await.unwrap());
        stopping.store(true, Ordering::Relaxed);
        assert!(!work.step().await.unwrap());
        assert!(known(&scene, "Muster").await.is_empty());
        assert_eq!(carry_out_due(scene.world().platform()).await.unwrap(), 1, "nobody waits for the claim to end");
        each_once(&scene, &id, 8).await;
    }

    async fn an_import_whose_file_is_lost_is_given_up(scene: Scene) {
        let id = start(&scene, skipping(&csv(&scene, &people(3, &[])).await)).await;
        for folder in std::fs::read_dir(scene.world().files()).unwrap() {
            let _ = std::fs::remove_dir_all(folder.unwrap().path());
        }
        for _ in 0..6 {
            assert_eq!(carry_out_due(scene.world().platform()).await.unwrap(), 0);
            wait(&scene, 600);
        }
        let import = read(&scene, &id).await;
        assert_eq!((&import["state"], &import["failure"]["code"]), (&"FAILED".into(), &"BROKE_OFF".into()));
    }
}
