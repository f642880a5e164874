//! No token and no secret ever stands in a log, however loud it is, nor in the database.

use super::{PEOPLE, ask, create, error, issue, oidc, post, token};
use acceptance::{Engine, PASSWORD, Scene, Who, World, run};
use serde_json::json;
use std::io::Write;
use std::sync::{Arc, Mutex};
use tracing::subscriber::DefaultGuard;

/// What was logged.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Log {
    /// Hears everything that is logged on this thread until what is given back is dropped. The tests here have one thread, so
    /// that everything that the site does is heard.
    fn listen(&self) -> DefaultGuard {
        let kept = self.clone();
        let subscriber = tracing_subscriber::fmt()
            .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
            .with_writer(move || kept.clone())
            .finish();
        tracing::subscriber::set_default(subscriber)
    }

    /// What was logged, in which nothing of these may stand.
    fn without(&self, hidden: &[&str]) -> String {
        let said = String::from_utf8(self.0.lock().unwrap().clone()).unwrap();
        for hidden in hidden {
            assert!(!said.contains(hidden), "{hidden} stands in the log");
            let core = &hidden[hidden.len() - 24..];
            assert!(!said.contains(core), "a part of {hidden} stands in the log");
        }
        said
    }
}

async fn no_token_stands_in_a_log(scene: Scene) {
    let log = Log::default();
    let listening = log.listen();
    let service = create(&scene, Who::LEAD, json!({})).await;
    let secret = issue(&scene, Who::LEAD, &service).await;
    let held = token(&scene, &service, &secret).await;
    let made = "mutation($input: CreatePersonalTokenInput!) { createPersonalToken(input: $input) { token } }";
    let made = scene.get(Who::LEAD, made, json!({"input": {"name": "X", "scopes": ["person:read"]}})).await;
    let personal = made["token"].as_str().unwrap();
    for token in [held.as_str(), personal] {
        assert_eq!(error(&scene, token, PEOPLE).await, None);
        assert!(error(&scene, &format!("{token}x"), PEOPLE).await.is_some());
    }
    let wrong = format!("{secret}x");
    assert_eq!(ask(&scene, &service, &wrong).await.0, 401);
    let form = [("token", held.as_str())];
    assert_eq!(post(&scene, "/oauth/revoke", Some((&service.client, &secret)), &form).await.0, 200);
    drop(listening);
    let said = log.without(&[&secret, &held, personal]);
    assert!(said.contains("a service account got a token") && said.contains("a service account was refused"), "{said}");
}

async fn no_token_of_a_provider_stands_in_a_log(world: World) {
    let log = Log::default();
    let listening = log.listen();
    let (scene, provider) = oidc::scene(world).await;
    let right = provider.token(json!({"subject": "a-subject-that-says-who-it-is"})).await;
    let wrong = provider.token(json!({"subject": "s-1", "resource": "https://elsewhere.example"})).await;
    let broken = format!("{}{}", &right[..right.len() - 8], "AAAAAAAA");
    assert!(error(&scene, &right, PEOPLE).await.is_some(), "it is linked to nobody yet");
    scene.change(Who::LEAD, oidc::LINK, json!({"token": right, "password": PASSWORD})).await;
    assert_eq!(error(&scene, &right, PEOPLE).await, None);
    for refused in [&wrong, &broken] {
        assert!(error(&scene, refused, PEOPLE).await.is_some());
        let input = json!({"token": refused, "password": PASSWORD});
        assert_eq!(scene.refusals(Who::LEAD, oidc::LINK, input).await, ["INVALID_TOKEN token"]);
    }
    drop(listening);
    let parts = |token: &str| token.split('.').map(str::to_owned).collect::<Vec<_>>();
    let (right, wrong, broken) = (parts(&right), parts(&wrong), parts(&broken));
    let hidden: Vec<&str> = [&right[1], &right[2], &wrong[1], &wrong[2], &broken[2]].map(String::as_str).to_vec();
    let said = log.without(&hidden);
    assert!(said.contains("a token of an identity provider was refused"), "{said}");
    assert!(said.contains("it is for somebody else") && said.contains("its signature is not right"), "{said}");
}

#[tokio::test]
async fn no_token_of_a_provider_stands_in_a_log_on_sqlite() {
    run(Engine::Sqlite, no_token_of_a_provider_stands_in_a_log).await;
}

#[tokio::test]
async fn no_token_of_a_provider_stands_in_a_log_on_postgres() {
    run(Engine::Postgres, no_token_of_a_provider_stands_in_a_log).await;
}

#[tokio::test]
async fn no_token_stands_in_a_log_on_sqlite() {
    run(Engine::Sqlite, no_token_stands_in_a_log).await;
}

#[tokio::test]
async fn no_token_stands_in_a_log_on_postgres() {
    run(Engine::Postgres, no_token_stands_in_a_log).await;
}
