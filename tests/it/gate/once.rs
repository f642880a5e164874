//! Idempotency keys.

use super::toy;
use acceptance::{Site, World, on_both_engines};
use api::http::HttpSettings;
use serde_json::{Value, json};

async fn send(site: &Site, key: &str, query: &str) -> (u16, bool, Value) {
    let request = site.post(&json!({"query": query})).header("idempotency-key", key);
    let response = Site::send(request).await;
    let replayed = response.headers().contains_key("idempotency-replayed");
    (response.status().as_u16(), replayed, response.json().await.unwrap())
}

on_both_engines! {
    async fn the_same_request_is_carried_out_once(world: World) {
        let (site, count) = toy::site(world, HttpSettings::default()).await;
        let first = send(&site, "key-1", "mutation { count }").await;
        assert_eq!((first.0, first.1, &first.2["data"]["count"]), (200, false, &json!(1)));
        let again = send(&site, "key-1", "mutation { count }").await;
        assert_eq!(again, (200, true, first.2));
        assert_eq!(send(&site, "key-2", "mutation { count }").await.2["data"]["count"], 2);
        assert_eq!(count.get(), 2);
    }

    async fn of_many_at_the_same_time_one_is_carried_out(world: World) {
        let (site, count) = toy::site(world, HttpSettings::default()).await;
        let all = (0..8).map(|_| send(&site, "key-1", "mutation { count(slow: true) }"));
        let answers = futures::future::join_all(all).await;
        assert_eq!(count.get(), 1);
        for (status, _, body) in answers {
            let told = &body["errors"][0]["extensions"]["code"];
            assert!(body["data"]["count"] == 1 || told == "IDEMPOTENCY_REPLAY", "{status} {body}");
        }
    }

    async fn another_request_under_the_same_key_is_refused(world: World) {
        let (site, count) = toy::site(world, HttpSettings::default()).await;
        send(&site, "key-1", "mutation { count }").await;
        let (status, _, body) = send(&site, "key-1", "mutation { count(by: 2) }").await;
        assert_eq!((status, &body["errors"][0]["extensions"]["code"]), (422, &json!("IDEMPOTENCY_MISMATCH")));
        assert_eq!(count.get(), 1);
    }

    async fn a_secret_answer_is_not_kept(world: World) {
        let (site, count) = toy::site(world, HttpSettings::default()).await;
        assert_eq!(send(&site, "key-1", "mutation { count(secret: true) }").await.2["data"]["count"], 1);
        let (status, _, body) = send(&site, "key-1", "mutation { count(secret: true) }").await;
        assert_eq!((status, &body["errors"][0]["extensions"]["code"]), (409, &json!("IDEMPOTENCY_REPLAY")));
        assert_eq!(count.get(), 1);
    }

    async fn a_key_is_forgotten_after_a_day(world: World) {
        let (site, count) = toy::site(world, HttpSettings::default()).await;
        send(&site, "key-1", "mutation { count }").await;
        site.world().clock().advance(24 * 3_600 + 1);
        assert!(!send(&site, "key-1", "mutation { count }").await.1);
        assert_eq!(count.get(), 2);
    }

    async fn keys_go_with_one_mutation_each(world: World) {
        let limits = HttpSettings::default();
        let (site, _) = toy::site(world, limits).await;
        let (status, _, body) = send(&site, "a key with spaces", "mutation { count }").await;
        assert_eq!((status, &body["errors"][0]["extensions"]["code"]), (400, &json!("BAD_REQUEST")));
        let (status, replayed, _) = send(&site, "key", "{ thing { name } }").await;
        assert_eq!((status, replayed), (200, false));
        let (_, _, body) = send(&site, "key", "mutation { count __typename }").await;
        assert_eq!(body["data"]["count"], 1);
    }
}
