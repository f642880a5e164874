//! Webhooks go out over HTTPS, and only to receivers for whom somebody vouches whom this machine trusts.

use crate::killed::platform::Platform;
use acceptance::{Authority, NodePackage};
use reqwest::{Certificate, Client};
use serde_json::{Value, json};
use std::fs;
use std::time::{Duration, Instant};
use tempfile::tempdir;

/// How long a delivery may take.
const PATIENCE: Duration = Duration::from_mins(1);
const PING: &str = include_str!("../../../../schema/operations/PingWebhook.graphql");
const DELIVERIES: &str =
    "{ webhookSubscriptions(first: 1) { nodes { id } } webhookDeliveries(first: 10) { nodes { outcome attempts } } }";

/// A platform with a webhook to a receiver with a certificate of `shown`, on a machine that trusts `trusted`.
async fn reached(shown: &Authority, trusted: &Authority) -> (Value, Vec<Value>) {
    let proof = shown.vouch("receiver");
    let (_receiver, port) = NodePackage::installed("webhooks").await.start("receive.mjs", &proof.texts()).await;
    let url = format!("https://127.0.0.1:{port}");
    let folder = tempdir().unwrap();
    let mut platform = Platform::prepare(folder.path(), None);
    platform.variables = vec![
        ("BILDUNGSNETZ_WEBHOOKS__ALLOW_HTTP", "false".to_owned()),
        ("SSL_CERT_FILE", trusted.file().to_str().unwrap().to_owned()),
    ];
    platform.start().await;
    platform.sign_in().await;
    platform.make_webhook(&format!("{url}/hook")).await;
    let webhook = platform.ask(DELIVERIES, json!({})).await["webhookSubscriptions"]["nodes"][0]["id"].clone();
    let pinged = platform.ask(PING, json!({"input": {"webhookId": webhook}})).await;
    assert_eq!(pinged["pingWebhook"]["errors"], json!([]), "{pinged}");
    let began = Instant::now();
    let delivery = loop {
        let found = platform.ask(DELIVERIES, json!({})).await["webhookDeliveries"]["nodes"][0].clone();
        if found["attempts"].as_u64().is_some_and(|attempts| attempts > 0) {
            break found;
        }
        assert!(began.elapsed() < PATIENCE, "nothing was delivered: {found}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    };
    let trusting = Certificate::from_pem(&fs::read(shown.file()).unwrap()).unwrap();
    let client = Client::builder().tls_certs_only([trusting]).build().unwrap();
    let received = client.get(format!("{url}/received")).send().await.unwrap().json().await.unwrap();
    (delivery["outcome"].clone(), received)
}

#[tokio::test]
async fn a_receiver_for_whom_a_trusted_authority_vouches_is_told() {
    let authority = Authority::new();
    let (outcome, received) = reached(&authority, &authority).await;
    assert_eq!((outcome, received.len()), (json!("ACCEPTED"), 1));
    assert!(received[0]["headers"]["webhook-signature"].as_str().unwrap().starts_with("v1,"), "{}", received[0]);
}

#[tokio::test]
async fn a_receiver_for_whom_nobody_vouches_hears_nothing() {
    let (outcome, received) = reached(&Authority::new(), &Authority::new()).await;
    assert_eq!((outcome, received.len()), (json!("UNREACHABLE"), 0));
}
