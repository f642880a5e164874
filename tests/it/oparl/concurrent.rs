//! A harvester beside writers: what it has in the end is what is published.

use super::harvest::{Dice, Harvester, disturb};
use acceptance::{Scene, on_both_engines};
use futures::future::join_all;
use serde_json::json;

const WRITERS: u64 = 4;
const CHANGES: usize = 15;

on_both_engines! {
    async fn no_change_is_missed_between_two_harvests(scene: Scene) {
        for name in ["Eins", "Zwei", "Drei"] {
            crate::meetings::found(&scene, name, json!({"visibility": "PUBLIC"})).await;
        }
        let writers = join_all((0..WRITERS).map(async |writer| {
            let mut dice = Dice(0xabcd + writer);
            for number in 0..CHANGES {
                disturb(&scene, &mut dice, number).await;
            }
        }));
        let mut harvester = Harvester::default();
        let harvests = async {
            for _ in 0..6 {
                harvester.harvest(&scene).await;
                scene.world().clock().advance(1);
            }
        };
        tokio::join!(writers, harvests);
        harvester.harvest(&scene).await;
        assert_eq!(harvester.copy, Harvester::fresh(&scene).await);
    }
}
