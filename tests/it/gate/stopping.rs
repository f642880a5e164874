//! Callers who hang up, and a platform that is told to stop.

use super::toy;
use acceptance::{Site, World, on_both_engines};
use api::http::{HttpSettings, Rates};
use serde_json::json;
use std::time::Duration;

const SLOW: &str = "mutation { count(slow: true) }";

on_both_engines! {
    async fn a_caller_who_hangs_up_does_not_break_a_change_off(world: World) {
        let (site, count) = toy::site(world, HttpSettings::default()).await;
        let request = site.post(&json!({"query": SLOW})).timeout(Duration::from_millis(200));
        assert!(request.send().await.unwrap_err().is_timeout());
        for _ in 0..100 {
            if count.get() == 1 {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        assert_eq!(count.get(), 1);
        assert_eq!(site.ask("mutation { count }").await["data"]["count"], 2);
    }

    async fn callers_who_hang_up_in_the_middle_of_a_beginning_leave_the_pool_clean(world: World) {
        let rates = Rates { session_starts: 1_000, ..Rates::default() };
        let (site, count) = toy::site(world, HttpSettings { rates, ..HttpSettings::default() }).await;
        for round in 0..40 {
            let request = site.post(&json!({"query": "mutation { count }"}));
            // What happens in time and what does not is up to the machine: both must do no harm.
            let _ = request.timeout(Duration::from_micros(300 + 150 * round)).send().await;
        }
        let before = tokio::time::timeout(Duration::from_secs(20), async {
            let mut last = count.get();
            loop {
                tokio::time::sleep(Duration::from_millis(200)).await;
                if count.get() == last {
                    return last;
                }
                last = count.get();
            }
        });
        let before = before.await.unwrap();
        for round in 1..=8 {
            assert_eq!(site.ask("mutation { count }").await["data"]["count"], before + round);
        }
    }

    async fn running_requests_are_finished_before_it_stops(world: World) {
        let (site, count) = toy::site(world, HttpSettings::default()).await;
        let address = site.address();
        let running = tokio::spawn(Site::answer(site.post(&json!({"query": SLOW}))));
        tokio::time::sleep(Duration::from_millis(250)).await;
        site.stop().await;
        assert_eq!(running.await.unwrap()["data"]["count"], 1);
        assert_eq!(count.get(), 1);
        assert!(reqwest::get(format!("http://{address}/healthz")).await.is_err());
    }

    async fn a_change_whose_caller_has_hung_up_is_finished_before_it_stops(world: World) {
        let (site, count) = toy::site(world, HttpSettings::default()).await;
        let request = site.post(&json!({"query": SLOW})).timeout(Duration::from_millis(200));
        assert!(request.send().await.unwrap_err().is_timeout());
        site.stop().await;
        assert_eq!(count.get(), 1);
    }
}
