//! Faults of the platform: a reference for the caller, the cause for the log, and the process goes on.

use super::toy;
use acceptance::{Cast, Engine, Given, PASSWORD, Site, World, on_both_engines};
use api::http::HttpSettings;
use domain::access::Role;
use serde_json::{Value, json};
use sqlx::{Connection, Executor, SqliteConnection};

on_both_engines! {
    async fn a_panic_is_told_by_its_reference_alone(world: World) {
        let (site, _) = toy::site(world, HttpSettings::default()).await;
        for query in ["{ panicking }", "{ thing { name } panicking }"] {
            let request = site.post(&json!({"query": query})).header("x-request-id", "abc-1");
            let response = Site::send(request).await;
            assert_eq!((response.status().as_u16(), &response.headers()["x-request-id"]), (500, &"abc-1".parse().unwrap()));
            let body: Value = response.json().await.unwrap();
            assert_eq!(body["errors"][0]["extensions"], json!({"code": "INTERNAL", "reference": "abc-1"}));
            assert!(!body.to_string().contains("secret"), "{body}");
        }
        assert_eq!(site.ask("{ thing { name } }").await["data"]["thing"]["name"], "a thing");
    }

    async fn an_error_that_nobody_translated_says_nothing(world: World) {
        let (site, _) = toy::site(world, HttpSettings::default()).await;
        let answer = Site::answer(site.post(&json!({"query": "{ failing }"})).header("x-request-id", "abc-2")).await;
        assert_eq!(answer["errors"][0]["extensions"], json!({"code": "INTERNAL", "reference": "abc-2"}));
        assert_eq!(answer["errors"][0]["path"], json!(["failing"]));
        assert!(!answer.to_string().contains("secret"), "{answer}");
    }

    async fn an_error_beside_a_nullable_field_leaves_the_others(world: World) {
        let (site, _) = toy::site(world, HttpSettings::default()).await;
        let answer = site.ask("{ thing { name } failing last: __typename }").await;
        assert_eq!(answer["data"], json!({"thing": {"name": "a thing"}, "failing": null, "last": "Query"}));
    }

    async fn an_error_at_one_root_field_leaves_its_siblings(world: World) {
        let site = Site::of(world).await;
        let bad = "bad: territory(key: \"05\", asOf: \"some day\") { name }";
        let answer = site.ask(&format!("{{ {bad} other: territory(key: \"05\") {{ name }} last: __typename }}")).await;
        assert_eq!(answer["data"], json!({"bad": null, "other": null, "last": "Query"}), "there are no territories yet");
        assert_eq!(answer["errors"].as_array().unwrap().len(), 1, "{answer}");
        assert_eq!(answer["errors"][0]["path"], json!(["bad"]));
        let strict = site.ask("{ territories(first: -1) { nodes { name } } last: __typename }").await;
        assert_eq!((&strict["data"], &strict["errors"][0]["path"]), (&Value::Null, &json!(["territories"])));
    }

    async fn many_errors_are_told_in_part(world: World) {
        let (site, _) = toy::site(world, HttpSettings::default()).await;
        let query: String = (0..500).fold(String::new(), |all, number| format!("{all} nothing{number}"));
        let answer = site.ask(&format!("{{ {query} }}")).await;
        assert_eq!(answer["errors"].as_array().unwrap().len(), 20);
    }

    async fn a_request_id_that_is_no_plain_word_is_replaced(world: World) {
        let (site, _) = toy::site(world, HttpSettings::default()).await;
        for id in ["", "a b", &"a".repeat(65), "<script>"] {
            let response = Site::send(site.get("/healthz").header("x-request-id", id)).await;
            let given = response.headers()["x-request-id"].to_str().unwrap();
            assert_eq!((given.len(), given == id), (36, false), "{id:?}");
        }
    }

    async fn a_database_that_is_away_is_told_and_the_process_goes_on(world: World) {
        let site = Site::of(world).await;
        assert_eq!(Site::send(site.get("/readyz")).await.status(), 200);
        site.world().platform().database.clone().close().await;
        let ready = Site::send(site.get("/readyz")).await;
        assert_eq!(ready.status(), 503);
        let answer = site.ask("{ territories { nodes { name } } }").await;
        assert_eq!(answer["errors"][0]["extensions"], json!({"code": "UNAVAILABLE"}), "{answer}");
        assert_eq!(Site::send(site.get("/healthz")).await.status(), 200);
        assert_eq!(site.ask("{ __typename }").await["data"]["__typename"], "Query");
    }
}

/// The one writer of SQLite is kept busy by another process for longer than anybody waits.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_that_is_locked_is_told() {
    acceptance::run(Engine::Sqlite, async |world: World| {
        let file = Given::address(&world).trim_start_matches("sqlite:").to_owned();
        let cast = Cast::enter(&world).await;
        let email = cast.member(Role::OfficeLead, "remscheid").email.clone();
        let site = Site::of(world).await;
        let mut other = SqliteConnection::connect(&file).await.unwrap();
        other.execute("BEGIN IMMEDIATE").await.unwrap();
        let query = "mutation($input: SignInInput!) { signIn(input: $input) { accessToken errors { code } } }";
        let body = json!({"query": query, "variables": {"input": {"email": email, "password": PASSWORD}}});
        let answer = Site::answer(site.post(&body)).await;
        assert_eq!(answer["errors"][0]["extensions"], json!({"code": "UNAVAILABLE"}), "{answer}");
        assert_eq!(site.ask("{ territories(first: 1) { nodes { key } } }").await["errors"], Value::Null, "reads go on");
        other.execute("ROLLBACK").await.unwrap();
        let answer = Site::answer(site.post(&body)).await;
        assert!(answer["data"]["signIn"]["accessToken"].is_string(), "{answer}");
    })
    .await;
}
