//! No token and no secret ever stands in a log, however loud it is, nor in the database.

use super::{PEOPLE, ask, create, error, issue, post, token};
use acceptance::{Engine, Scene, Who, run};
use serde_json::json;
use std::io::Write;
use std::sync::{Arc, Mutex};

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

async fn no_token_stands_in_a_log(scene: Scene) {
    let log = Log::default();
    let kept = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_writer(move || kept.clone())
        .finish();
    // This test has one thread, so that everything that the site does is heard here.
    let listening = tracing::subscriber::set_default(subscriber);
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
    let said = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(said.contains("a service account got a token") && said.contains("a service account was refused"), "{said}");
    for hidden in [secret.as_str(), &held, personal] {
        assert!(!said.contains(hidden), "{hidden} stands in the log");
        let core = &hidden[hidden.len() - 24..];
        assert!(!said.contains(core), "a part of {hidden} stands in the log");
    }
}

#[tokio::test]
async fn no_token_stands_in_a_log_on_sqlite() {
    run(Engine::Sqlite, no_token_stands_in_a_log).await;
}

#[tokio::test]
async fn no_token_stands_in_a_log_on_postgres() {
    run(Engine::Postgres, no_token_stands_in_a_log).await;
}
