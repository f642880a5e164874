//! GraphQL over HTTP beyond what the audit asks.

use super::toy;
use acceptance::{Site, World, on_both_engines};
use api::http::HttpSettings;
use reqwest::RequestBuilder;
use reqwest::header::{ACCEPT, ALLOW, CONTENT_TYPE};
use serde_json::{Value, json};

/// Status, media type and `extensions.code` of the first error.
async fn outcome(request: RequestBuilder) -> (u16, String, Value) {
    let response = Site::send(request).await;
    let (status, media) = (response.status().as_u16(), response.headers()[CONTENT_TYPE].to_str().unwrap().to_owned());
    let body: Value = response.json().await.unwrap();
    (status, media, body["errors"][0]["extensions"]["code"].clone())
}

async fn code(request: RequestBuilder) -> (u16, Value) {
    let (status, _, code) = outcome(request).await;
    (status, code)
}

async fn toy(world: World) -> Site {
    toy::site(world, HttpSettings::default()).await.0
}

on_both_engines! {
    async fn the_status_says_how_it_went_to_those_who_ask_for_it(world: World) {
        let site = toy(world).await;
        for (query, status, expected) in [
            ("{ thing { name } }", 200, Value::Null),
            ("{ thing { ", 400, json!("GRAPHQL_PARSE_FAILED")),
            ("{ thing { nothing } }", 400, json!("GRAPHQL_VALIDATION_FAILED")),
            ("{ thing { email } }", 401, json!("UNAUTHENTICATED")),
            ("{ forgotten }", 403, json!("FORBIDDEN")),
            ("query A { thing { name } } query B { thing { name } }", 400, json!("UNKNOWN_OPERATION")),
        ] {
            let body = json!({"query": query});
            let strict = outcome(site.post(&body)).await;
            let media = "application/graphql-response+json; charset=utf-8".to_owned();
            assert_eq!(strict, (status, media, expected.clone()), "{query}");
            for accept in ["application/json", "*/*"] {
                let easy = outcome(site.bare_post().json(&body).header(ACCEPT, accept)).await;
                let media = "application/json; charset=utf-8".to_owned();
                assert_eq!(easy, (200, media, expected.clone()), "{query} for {accept}");
            }
        }
    }

    async fn what_was_not_carried_out_has_no_data(world: World) {
        let site = toy(world).await;
        assert_eq!(site.ask("{ thing { email } }").await.get("data"), None);
        assert_eq!(site.ask("{ thing { nothing } }").await.get("data"), None);
        let failed = site.ask("{ failing thing { name } }").await;
        assert_eq!(failed["data"]["failing"], Value::Null);
    }

    async fn fields_are_answered_in_the_order_of_the_query(world: World) {
        let site = toy(world).await;
        let response = Site::send(site.post(&json!({"query": "{ later thing { name } again: later a: __typename }"}))).await;
        let text = response.text().await.unwrap();
        assert!(
            text.starts_with(r#"{"data":{"later":"later","thing":{"name":"a thing"},"again":"later","a":"Query"}"#),
            "{text}"
        );
    }

    async fn another_site_cannot_post(world: World) {
        let (site, count) = toy::site(world, HttpSettings::default()).await;
        let body = r#"{"query":"mutation { count }"}"#;
        for media in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "", "x"] {
            let request = site.bare_post().header(CONTENT_TYPE, media).body(body);
            assert_eq!(code(request).await, (415, json!("UNSUPPORTED_MEDIA_TYPE")), "{media}");
        }
        assert_eq!(code(site.bare_post().body(body)).await, (415, json!("UNSUPPORTED_MEDIA_TYPE")));
        let request = site.bare_post().header(CONTENT_TYPE, "application/json; charset=iso-8859-1").body(body);
        assert_eq!(code(request).await, (415, json!("UNSUPPORTED_MEDIA_TYPE")));
        assert_eq!(count.get(), 0);
    }

    async fn get_carries_out_queries_only(world: World) {
        let (site, count) = toy::site(world, HttpSettings::default()).await;
        let get = |query: &'static str| site.get("/graphql").query(&[("query", query)]);
        assert_eq!(code(get("{ thing { name } }")).await, (200, Value::Null));
        assert_eq!(code(get("mutation { count }")).await, (405, json!("METHOD_NOT_ALLOWED")));
        let mixed = get("query A { thing { name } } mutation B { count }").query(&[("operationName", "B")]);
        let refused = Site::send(mixed).await;
        assert_eq!((refused.status().as_u16(), &refused.headers()[ALLOW]), (405, &"GET, POST".parse().unwrap()));
        let with_variables = get("query($n: Int) { echo(number: $n) }").query(&[("variables", r#"{"n": 7}"#)]);
        assert_eq!(Site::answer(with_variables).await["data"]["echo"], "Some(7) None");
        let broken = get("query($n: Int) { echo(number: $n) }").query(&[("variables", "{")]);
        assert_eq!(code(broken).await, (400, json!("BAD_REQUEST")));
        let request = reqwest::Client::new().delete(site.url("/graphql"));
        assert_eq!(code(request).await, (405, json!("METHOD_NOT_ALLOWED")));
        assert_eq!(count.get(), 0);
    }

    async fn what_nobody_can_read_is_not_answered(world: World) {
        let site = toy(world).await;
        let body = json!({"query": "{ thing { name } }"});
        let request = site.bare_post().json(&body).header(ACCEPT, "text/html");
        assert_eq!(code(request).await, (406, json!("NOT_ACCEPTABLE")));
    }

    async fn broken_bodies_are_clear_refusals(world: World) {
        let site = toy(world).await;
        let bodies: [&[u8]; 12] = [
            b"",
            b"{",
            b"null",
            b"7",
            b"\"{ thing }\"",
            b"{}",
            b"{\"query\": 7}",
            b"[{\"query\": \"{ thing { name } }\"}]",
            b"{\"query\": \"{ thing { name } }\", \"variables\": []}",
            b"{\"query\": \"{ thing { name } }\", \"query\": \"{ a }\"}",
            b"{\"query\": \"\xff\xfe\"}",
            b"\xef\xbb\xbf{\"query\": \"{ thing { name } }\"}",
        ];
        for body in bodies {
            let request = site.bare_post().header(CONTENT_TYPE, "application/json").body(body);
            assert_eq!(code(request).await, (400, json!("BAD_REQUEST")), "{}", String::from_utf8_lossy(body));
        }
        let nested = format!("{{\"query\": \"{{ a }}\", \"variables\": {{\"x\": {}}}}}", "[".repeat(100_000));
        let request = site.bare_post().header(CONTENT_TYPE, "application/json").body(nested);
        assert_eq!(code(request).await, (400, json!("BAD_REQUEST")));
    }

    async fn nul_bytes_are_refused_wherever_they_are(world: World) {
        let site = toy(world).await;
        let variables = |value: Value| json!({"query": "query($t: String) { echo(text: $t) }", "variables": value});
        for body in [
            json!({"query": "{ thing { name } }\0"}),
            json!({"query": r#"{ echo(text: "\u0000") }"#}),
            variables(json!({"t": "a\0b"})),
            variables(json!({"t": "a", "other": [{"deep": "\0"}]})),
            variables(json!({"t": "a", "other": {"de\0ep": 1}})),
        ] {
            assert_eq!(code(site.post(&body)).await, (400, json!("BAD_REQUEST")), "{body}");
        }
        assert_eq!(code(site.post(&variables(json!({"t": "ä\n"})))).await, (200, Value::Null));
    }

    async fn a_body_may_not_be_huge(world: World) {
        let site = toy(world).await;
        let body = json!({"query": "{ thing { name } }", "padding": "x".repeat(1 << 20)});
        assert_eq!(code(site.post(&body)).await, (413, json!("BODY_TOO_LARGE")));
        // Without a length, it is counted while it arrives.
        let chunks = (0..40).map(|_| Ok::<_, std::io::Error>(" ".repeat(1 << 15)));
        let stream = reqwest::Body::wrap_stream(futures::stream::iter(chunks));
        let request = site.bare_post().header(CONTENT_TYPE, "application/json").body(stream);
        assert_eq!(code(request).await, (413, json!("BODY_TOO_LARGE")));
        assert_eq!(code(site.post(&json!({"query": "{ thing { name } }"}))).await, (200, Value::Null));
    }

    async fn wrong_values_of_variables_are_refused(world: World) {
        let site = toy(world).await;
        for (query, variables) in [
            ("query($n: Int) { echo(number: $n) }", json!({"n": "seven"})),
            ("query($n: Int) { echo(number: $n) }", json!({"n": 3_000_000_000_u32})),
            ("query($n: Int) { echo(number: $n) }", json!({"n": {"a": 1}})),
            ("query($n: Int!) { echo(number: $n) }", json!({})),
            ("query($n: Nothing) { echo(number: $n) }", json!({"n": 1})),
            ("query($t: String) { echo(number: $t) }", json!({"t": "1"})),
            ("{ echo(number: $n) }", json!({"n": 1})),
            ("{ echo(number: \"7\") }", json!({})),
        ] {
            let (status, code) = code(site.post(&json!({"query": query, "variables": variables}))).await;
            let refused = code == "GRAPHQL_VALIDATION_FAILED" && status == 400 || code == "INVALID" && status == 200;
            assert!(refused, "{query} {variables}: {status} {code}");
        }
    }

    async fn answers_speak_the_language_of_the_caller(world: World) {
        let site = toy(world).await;
        let body = json!({"query": "{ language }"});
        let english = Site::answer(site.post(&body).header("accept-language", "en-GB, de;q=0.5")).await;
        assert_eq!(english["data"]["language"], "English");
        assert_eq!(Site::answer(site.post(&body)).await["data"]["language"], "German");
    }
}
