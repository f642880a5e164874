//! Every rule of graphql-transport-ws.

use super::socket::{Heard, Socket};
use acceptance::{Cast, Site, World, on_both_engines};
use api::http::{HttpSettings, StreamSettings};
use domain::access::Role;
use serde_json::json;

const CHANGES: &str = "subscription { changes { cursor event { type } } }";

async fn site(world: World, streams: StreamSettings) -> Site {
    Site::with(world, HttpSettings { streams, ..HttpSettings::default() }).await
}

on_both_engines! {
    async fn only_this_protocol_is_spoken(world: World) {
        let site = site(world, StreamSettings::default()).await;
        assert_eq!(Socket::speaking(&site, None).await.hear().await, Heard::Closed(4406));
    }

    async fn who_does_not_begin_is_sent_away(world: World) {
        let site = site(world, StreamSettings { init_seconds: 1, ..StreamSettings::default() }).await;
        assert_eq!(Socket::open(&site).await.hear().await, Heard::Closed(4408));
        let mut early = Socket::open(&site).await;
        early.subscribe("1", CHANGES, json!({})).await;
        assert_eq!(early.hear().await, Heard::Closed(4401));
    }

    async fn one_begins_once(world: World) {
        let site = site(world, StreamSettings::default()).await;
        let mut socket = Socket::begun(&site, None).await;
        socket.say(json!({"type": "connection_init"})).await;
        assert_eq!(socket.hear().await, Heard::Closed(4429));
    }

    async fn a_token_that_opens_nothing_is_forbidden(world: World) {
        let site = site(world, StreamSettings::default()).await;
        for payload in [json!({"authorization": "Bearer nonsense"}), json!({"authorization": "Basic eA=="}),
                        json!({"accessToken": "nonsense"}), json!({"Authorization": 7}), json!({"authorization": "\n"})] {
            let mut socket = Socket::open(&site).await;
            socket.say(json!({"type": "connection_init", "payload": payload})).await;
            assert_eq!(socket.hear().await, Heard::Closed(4403), "{payload}");
        }
    }

    async fn what_is_no_message_ends_the_connection(world: World) {
        let site = site(world, StreamSettings::default()).await;
        for text in ["", "nonsense", "{}", "[]", "{\"type\":\"start\"}", "{\"type\":\"subscribe\",\"id\":\"1\"}",
                     "{\"type\":\"subscribe\",\"id\":\"\",\"payload\":{\"query\":\"{a}\"}}",
                     "{\"type\":\"subscribe\",\"id\":\"1\",\"payload\":{\"query\":7}}"] {
            let mut socket = Socket::begun(&site, None).await;
            socket.say_text(text).await;
            assert_eq!(socket.hear().await, Heard::Closed(4400), "{text}");
        }
        let mut socket = Socket::begun(&site, None).await;
        socket.say_bytes(b"{\"type\":\"ping\"}".to_vec()).await;
        assert_eq!(socket.hear().await, Heard::Closed(4400));
    }

    async fn an_id_is_taken_until_its_operation_is_over(world: World) {
        let site = site(world, StreamSettings::default()).await;
        let mut socket = Socket::begun(&site, None).await;
        socket.subscribe("1", CHANGES, json!({})).await;
        socket.say(json!({"type": "complete", "id": "1"})).await;
        socket.subscribe("1", CHANGES, json!({})).await;
        socket.subscribe("1", CHANGES, json!({})).await;
        assert_eq!(socket.hear().await, Heard::Closed(4409));
    }

    async fn a_ping_is_answered_with_its_payload(world: World) {
        let site = site(world, StreamSettings::default()).await;
        let mut socket = Socket::open(&site).await;
        socket.say(json!({"type": "ping", "payload": {"n": 1}})).await;
        assert_eq!(socket.hear().await, Heard::Message(json!({"type": "pong", "payload": {"n": 1}})));
    }

    async fn silence_is_asked_about_and_then_ended(world: World) {
        let site = site(world, StreamSettings { heartbeat_seconds: 1, ..StreamSettings::default() }).await;
        assert_eq!(Socket::begun(&site, None).await.hear().await, Heard::Closed(1001));
    }

    async fn a_large_message_is_refused(world: World) {
        let site = site(world, StreamSettings { message_bytes: 1_000, ..StreamSettings::default() }).await;
        let mut socket = Socket::begun(&site, None).await;
        socket.say_text(&" ".repeat(2_000)).await;
        assert_eq!(socket.hear().await, Heard::Closed(1009));
    }

    async fn what_the_schema_does_not_take_is_an_error_of_the_operation(world: World) {
        let site = site(world, StreamSettings::default()).await;
        let mut socket = Socket::begun(&site, None).await;
        for (query, code) in [
            ("subscription {", "GRAPHQL_PARSE_FAILED"),
            ("subscription { nothing }", "GRAPHQL_VALIDATION_FAILED"),
            ("subscription($x: Nothing) { changes { cursor } }", "GRAPHQL_VALIDATION_FAILED"),
            ("subscription { changes { cursor } more: changes { cursor } }", "GRAPHQL_VALIDATION_FAILED"),
            ("subscription { changes(types: [\"organisation.exploded\"]) { cursor } }", "INVALID"),
            ("subscription { changes(after: \"nonsense\") { cursor } }", "INVALID"),
            ("{ me { id } }", "UNAUTHENTICATED"),
            ("{ nothing }", "GRAPHQL_VALIDATION_FAILED"),
        ] {
            socket.subscribe("1", query, json!({})).await;
            assert_eq!(socket.error("1").await, code, "{query}");
        }
        socket.subscribe("2", "{ territory(key: \"05120\") { name } }", json!({})).await;
        assert!(socket.next("2").await["data"].is_object(), "queries are carried out too");
        assert_eq!(socket.hear().await, Heard::Message(json!({"type": "complete", "id": "2"})));
    }

    async fn nobody_holds_more_than_their_share(world: World) {
        let cast = Cast::enter(&world).await;
        let streams = StreamSettings { per_account: 2, per_address: 3, per_socket: 4, ..StreamSettings::default() };
        let site = site(world, streams).await;
        let token = cast.token(site.world(), Role::OfficeLead, "remscheid").await;
        let mut socket = Socket::begun(&site, Some(&token)).await;
        for id in ["1", "2"] {
            socket.subscribe(id, CHANGES, json!({})).await;
        }
        socket.subscribe("3", "{ me { id } }", json!({})).await;
        assert!(socket.next("3").await["data"]["me"].is_object());
        assert_eq!(socket.hear().await, Heard::Message(json!({"type": "complete", "id": "3"})));
        socket.subscribe("4", CHANGES, json!({})).await;
        assert_eq!(socket.error("4").await, "RATE_LIMITED");
        let _second = Socket::begun(&site, None).await;
        let _third = Socket::begun(&site, None).await;
        let url = site.url("/graphql/ws");
        let fourth = reqwest::Client::new().get(url)
            .header("connection", "upgrade").header("upgrade", "websocket")
            .header("sec-websocket-version", "13").header("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ==")
            .send().await.unwrap();
        assert_eq!(fourth.status(), 429);
    }
}
