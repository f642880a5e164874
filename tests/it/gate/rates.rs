//! How much one caller may ask for in a minute.

use super::toy;
use acceptance::{Site, World, on_both_engines};
use api::http::{HttpSettings, Rates};
use serde_json::json;

on_both_engines! {
    async fn whoever_asks_for_too_much_waits(world: World) {
        let rates = Rates { address_cost: 200, ..Rates::default() };
        let (site, _) = toy::site(world, HttpSettings { rates, ..HttpSettings::default() }).await;
        let body = json!({"query": "{ things(first: 100) { name } }"});
        assert_eq!(Site::send(site.post(&body)).await.status(), 200);
        for accept in ["application/json", "application/graphql-response+json"] {
            let refused = Site::send(site.bare_post().json(&body).header("accept", accept)).await;
            assert_eq!(refused.status(), 429);
            let wait: u64 = refused.headers()["retry-after"].to_str().unwrap().parse().unwrap();
            assert!((1..=60).contains(&wait), "{wait}");
            let answer: serde_json::Value = refused.json().await.unwrap();
            assert_eq!(answer["errors"][0]["extensions"], json!({"code": "RATE_LIMITED", "retryAfter": wait}));
        }
        assert_eq!(Site::send(site.post(&json!({"query": "{ thing { name } }"}))).await.status(), 200);
    }

    async fn sign_ins_are_counted_for_themselves(world: World) {
        let rates = Rates { session_starts: 2, ..Rates::default() };
        let (site, count) = toy::site(world, HttpSettings { rates, ..HttpSettings::default() }).await;
        let body = json!({"query": "mutation { count }"});
        for status in [200, 200, 429] {
            assert_eq!(Site::send(site.post(&body)).await.status(), status);
        }
        assert_eq!(count.get(), 2);
        assert_eq!(Site::send(site.post(&json!({"query": "{ thing { name } }"}))).await.status(), 200);
    }

    async fn behind_a_proxy_each_caller_counts_for_themselves(world: World) {
        let rates = Rates { session_starts: 1, ..Rates::default() };
        let (site, _) = toy::site(world, HttpSettings { rates, proxies: 1, ..HttpSettings::default() }).await;
        let from = |address: &str| site.post(&json!({"query": "mutation { count }"})).header("x-forwarded-for", address);
        assert_eq!(Site::send(from("192.0.2.1")).await.status(), 200);
        assert_eq!(Site::send(from("198.51.100.7, 192.0.2.1")).await.status(), 429);
        assert_eq!(Site::send(from("192.0.2.2")).await.status(), 200);
    }
}
