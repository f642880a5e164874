//! The other addresses, and the headers of all answers.

use super::toy;
use acceptance::{Site, World, on_both_engines};
use api::http::{HttpSettings, MetricsAccess};
use reqwest::Method;
use serde_json::{Value, json};

on_both_engines! {
    async fn the_first_page_says_where_everything_is(world: World) {
        let site = Site::of(world).await;
        let places: Value = Site::send(site.get("/")).await.json().await.unwrap();
        for (_, path) in places.as_object().unwrap() {
            let path = path.as_str().unwrap();
            let found = Site::send(site.get(path).query(&[("query", "{ __typename }")])).await;
            // What is live wants a client that listens, and tokens are asked for by POST.
            let expected = match path {
                "/oauth/token" | "/oauth/revoke" => &[405][..],
                "/graphql/ws" => &[400, 426],
                "/graphql/stream" => &[406],
                _ => &[200, 204],
            };
            assert!(expected.contains(&found.status().as_u16()), "{path}: {}", found.status());
        }
        let page = Site::send(site.get("/").header("accept", "text/html")).await;
        assert_eq!(page.headers()["content-type"], "text/html; charset=utf-8");
        assert!(page.text().await.unwrap().contains("href=\"/graphiql\""));
    }

    async fn the_schema_is_sent_once(world: World) {
        let site = Site::of(world).await;
        let first = Site::send(site.get("/schema.graphql")).await;
        let tag = first.headers()["etag"].clone();
        assert_eq!(first.text().await.unwrap(), api::graphql::sdl());
        let again = Site::send(site.get("/schema.graphql").header("if-none-match", &tag)).await;
        assert_eq!((again.status().as_u16(), &again.headers()["etag"]), (304, &tag));
        let other = Site::send(site.get("/schema.graphql").header("if-none-match", "\"other\"")).await;
        assert_eq!(other.status(), 200);
    }

    async fn the_keys_are_public_and_only_their_public_half(world: World) {
        let site = Site::of(world).await;
        let keys: Value = Site::send(site.get("/.well-known/jwks.json")).await.json().await.unwrap();
        let key = &keys["keys"][0];
        assert_eq!((&key["kty"], &key["crv"], &key["alg"]), (&json!("OKP"), &json!("Ed25519"), &json!("EdDSA")));
        assert!(key["kid"].is_string() && key["x"].is_string() && key.get("d").is_none(), "{keys}");
    }

    async fn every_answer_is_safe_to_look_at(world: World) {
        let site = Site::of(world).await;
        for path in ["/", "/graphql?query={__typename}", "/graphiql", "/healthz", "/schema.graphql", "/nowhere"] {
            let answer = Site::send(site.get(path)).await;
            let headers = answer.headers();
            assert_eq!(headers["x-content-type-options"], "nosniff", "{path}");
            assert_eq!(headers["x-frame-options"], "DENY", "{path}");
            assert_eq!(headers["referrer-policy"], "no-referrer", "{path}");
            assert!(headers["content-security-policy"].to_str().unwrap().starts_with("default-src 'none'"), "{path}");
            assert!(headers["strict-transport-security"].to_str().unwrap().starts_with("max-age="), "{path}");
            assert!(headers.contains_key("x-request-id"), "{path}");
        }
    }

    async fn the_explorer_has_its_own_policy_and_can_be_switched_off(world: World) {
        let site = Site::of(world).await;
        let page = Site::send(site.get("/graphiql")).await;
        assert_eq!(page.headers()["content-security-policy"], explorer::CONTENT_SECURITY_POLICY);
        assert_eq!(Site::send(site.get("/graphiql/no-such-file.js")).await.status(), 404);
        assert_eq!(Site::answer(site.get("/graphiql/demo-accounts.json")).await, json!([]));
    }

    async fn operators_close_what_they_do_not_want(world: World) {
        let settings = HttpSettings { explorer: false, metrics: MetricsAccess::Off, ..HttpSettings::default() };
        let (site, _) = toy::site(world, settings).await;
        for path in ["/graphiql", "/graphiql/examples.json", "/metrics"] {
            assert_eq!(Site::send(site.get(path)).await.status(), 404, "{path}");
        }
    }

    async fn operations_are_counted(world: World) {
        let (site, _) = toy::site(world, HttpSettings::default()).await;
        site.ask("{ thing { name } }").await;
        let text = Site::send(site.get("/metrics")).await.text().await.unwrap();
        assert!(text.contains("graphql_operations_total{kind=\"query\",outcome=\"ok\"}"), "{text}");
        assert!(text.contains("database_statements_total"), "{text}");
    }

    async fn only_known_front_ends_may_ask_from_a_browser(world: World) {
        let origin = "https://bildung.example".to_owned();
        let settings = HttpSettings { cors_origins: vec![origin.clone()], ..HttpSettings::default() };
        let (site, _) = toy::site(world, settings).await;
        let preflight = |origin: &str| {
            let request = reqwest::Client::new().request(Method::OPTIONS, site.url("/graphql"));
            request
                .header("origin", origin)
                .header("access-control-request-method", "POST")
                .header("access-control-request-headers", "authorization,content-type,idempotency-key")
        };
        let allowed = Site::send(preflight(&origin)).await;
        assert_eq!(allowed.headers()["access-control-allow-origin"], origin.as_str());
        assert!(allowed.headers()["access-control-allow-headers"].to_str().unwrap().contains("idempotency-key"));
        let foreign = Site::send(preflight("https://elsewhere.example")).await;
        assert!(!foreign.headers().contains_key("access-control-allow-origin"));
    }

    async fn the_time_is_told_where_the_operator_wants_it(world: World) {
        let settings = HttpSettings { server_timing: true, ..HttpSettings::default() };
        let (site, _) = toy::site(world, settings).await;
        let answer = Site::send(site.post(&json!({"query": "mutation { count }"}))).await;
        let timing = answer.headers()["server-timing"].to_str().unwrap();
        let (_, statements) = timing.split_once("statements;desc=\"").unwrap();
        assert!(statements.trim_end_matches('"').parse::<u32>().unwrap() > 2, "{timing}");
    }
}
