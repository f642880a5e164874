//! What happens to bad rows, and trials.

use super::{all_or_nothing, csv, figures, imported, known, people, rows, skipping, trying};
use acceptance::{Scene, World, on_both_engines};
use application::audit::verify_audit;
use domain::access::Actor;

/// How many changes there were to people.
async fn changes(world: &World) -> i64 {
    verify_audit(&world.call(Actor::System)).await.unwrap().entries
}

on_both_engines! {
    async fn a_trial_says_what_would_be_and_keeps_nothing(scene: Scene) {
        let file = csv(&scene, "Nachname;Vorname\nMuster;Kim\n;Alex\nMuster;Kim\nVorbild;Kim\n").await;
        for input in [skipping(&file), all_or_nothing(&file)] {
            let (id, import) = imported(&scene, trying(input)).await;
            assert_eq!(figures(&import), ("CHECKED", [2, 1, 1]), "{import:#}");
            // That the third row doubles the first one shows although the first one is not kept.
            assert_eq!(rows(&scene, &id).await, [
                "2 VALID", "3 REFUSED REQUIRED Nachname", "4 DUPLICATE POSSIBLE_DUPLICATE -", "5 VALID",
            ]);
            assert!(import["finishedAt"].is_string());
        }
        assert!(known(&scene, "Muster").await.is_empty() && known(&scene, "Vorbild").await.is_empty());
        // A trial stands in nobody's way.
        let (_, import) = imported(&scene, skipping(&file)).await;
        assert_eq!(figures(&import), ("DONE", [2, 1, 1]));
    }

    async fn a_trial_changes_nothing_but_the_import(scene: Scene) {
        let file = csv(&scene, &people(20, &[])).await;
        let id = super::super::start(&scene, trying(skipping(&file))).await;
        let before = changes(scene.world()).await;
        super::super::carry_out(&scene).await;
        // It began, and it ended.
        assert_eq!(changes(scene.world()).await - before, 2);
        assert_eq!(figures(&super::super::read(&scene, &id).await), ("CHECKED", [20, 0, 0]));
    }

    async fn with_one_bad_row_nothing_is_kept(scene: Scene) {
        let file = csv(&scene, &people(12, &[7])).await;
        let (id, import) = imported(&scene, all_or_nothing(&file)).await;
        assert_eq!(figures(&import), ("FAILED", [11, 0, 1]));
        assert_eq!(import["failure"]["code"], "BAD_ROWS");
        assert_eq!(import["failure"]["message"], "1 rows are wrong or there already; so none was kept.");
        let ended = rows(&scene, &id).await;
        assert_eq!((ended[0].as_str(), ended[7].as_str()), ("2 VALID", "9 REFUSED REQUIRED Nachname"));
        assert!(known(&scene, "Muster").await.is_empty());
        let whole = csv(&scene, &people(12, &[])).await;
        let (_, import) = imported(&scene, all_or_nothing(&whole)).await;
        assert_eq!(figures(&import), ("DONE", [12, 0, 0]));
        assert_eq!(known(&scene, "Muster").await.len(), 12);
    }

    async fn bad_rows_are_left_out(scene: Scene) {
        let file = csv(&scene, &people(17, &[0, 5, 16])).await;
        let (id, import) = imported(&scene, skipping(&file)).await;
        assert_eq!(figures(&import), ("DONE", [14, 0, 3]));
        assert_eq!(known(&scene, "Muster").await.len(), 14);
        assert_eq!(rows(&scene, &id).await.iter().filter(|row| row.contains("REFUSED REQUIRED Nachname")).count(), 3);
    }
}
