//! Those who listen: subscribers of the platform, and a neighbour at the broker.

use super::cluster::Cluster;
use crate::killed::at_random;
use crate::killed::platform::uuid_of;
use async_nats::jetstream::{self, consumer::pull};
use futures::StreamExt;
use reqwest::Client;
use serde_json::{Value, json};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::task::JoinHandle;

/// Of what subscribers want to hear.
pub(super) const TYPES: [&str; 4] =
    ["person.created", "registration.confirmed", "certificate.issued", "certificate.revoked"];
const FOLLOW: &str =
    "subscription($types: [String!], $after: String) { changes(types: $types, after: $after) { cursor event { id } } }";

#[derive(Default)]
struct Heard {
    ids: Mutex<Vec<String>>,
    resumed: AtomicUsize,
}

/// Somebody who follows the changes by server-sent events, and goes on at another node when one dies.
pub(super) struct Subscriber {
    heard: Arc<Heard>,
    listening: JoinHandle<()>,
}

impl Subscriber {
    pub(super) fn follow(cluster: &Arc<Cluster>, after: &str) -> Self {
        let (cluster, mut after, heard) = (Arc::clone(cluster), after.to_owned(), Arc::<Heard>::default());
        let listening = tokio::spawn({
            let heard = Arc::clone(&heard);
            async move {
                let client = Client::new();
                loop {
                    // Whatever ends it, the next one goes on from the last cursor.
                    let _ended = listen(&client, &cluster, &mut after, &heard).await;
                    heard.resumed.fetch_add(1, Ordering::Relaxed);
                    tokio::time::sleep(Duration::from_millis(50) + at_random(100)).await;
                }
            }
        });
        Self { heard, listening }
    }

    /// The ids of the events so far.
    pub(super) fn ids(&self) -> Vec<String> {
        self.heard.ids.lock().unwrap().clone()
    }

    /// How often it had to come back.
    pub(super) fn resumed(&self) -> usize {
        self.heard.resumed.load(Ordering::Relaxed)
    }
}

impl Drop for Subscriber {
    fn drop(&mut self) {
        self.listening.abort();
    }
}

async fn listen(client: &Client, cluster: &Cluster, after: &mut String, heard: &Heard) -> reqwest::Result<()> {
    let request = client.post(cluster.somewhere("/graphql/stream")).header("accept", "text/event-stream");
    let body = json!({"query": FOLLOW, "variables": {"types": TYPES, "after": after}});
    let mut response = request.bearer_auth(cluster.token()).json(&body).send().await?.error_for_status()?;
    let mut text = String::new();
    while let Some(part) = response.chunk().await? {
        text.push_str(&String::from_utf8_lossy(&part));
        while let Some((message, rest)) = text.split_once("\n\n") {
            let data = message.lines().find_map(|line| line.strip_prefix("data:")).unwrap_or_default();
            let told: Value = serde_json::from_str(data).unwrap_or_default();
            let change = &told["data"]["changes"];
            if let (Some(cursor), Some(id)) = (change["cursor"].as_str(), change["event"]["id"].as_str()) {
                cursor.clone_into(after);
                heard.ids.lock().unwrap().push(uuid_of(id));
            }
            text = rest.to_owned();
        }
    }
    Ok(())
}

/// A neighbour who takes events from the broker, and confirms each.
pub(super) struct Neighbour {
    heard: Arc<Mutex<Vec<String>>>,
    listening: JoinHandle<()>,
}

impl Neighbour {
    pub(super) fn listen(broker: String) -> Self {
        let heard = Arc::<Mutex<Vec<String>>>::default();
        let listening = tokio::spawn({
            let heard = Arc::clone(&heard);
            async move {
                loop {
                    let _ended = take(&broker, &heard).await;
                    tokio::time::sleep(Duration::from_millis(100)).await;
                }
            }
        });
        Self { heard, listening }
    }

    /// The ids of the events so far; one that was not confirmed in time comes again.
    pub(super) fn ids(&self) -> Vec<String> {
        self.heard.lock().unwrap().clone()
    }
}

impl Drop for Neighbour {
    fn drop(&mut self) {
        self.listening.abort();
    }
}

async fn take(broker: &str, heard: &Mutex<Vec<String>>) -> Result<(), async_nats::Error> {
    let stream = jetstream::new(async_nats::connect(broker).await?).get_stream("BILDUNGSNETZ").await?;
    let config = pull::Config {
        durable_name: Some("portal".to_owned()),
        // One after the other: what comes again comes before what follows it.
        max_ack_pending: 1,
        ack_wait: Duration::from_secs(2),
        ..pull::Config::default()
    };
    let consumer = stream.get_or_create_consumer("portal", config).await?;
    let mut messages = consumer.messages().await?;
    while let Some(message) = messages.next().await {
        let message = message?;
        let event: Value = serde_json::from_slice(&message.payload)?;
        heard.lock().unwrap().push(event["id"].as_str().unwrap_or_default().to_owned());
        message.double_ack().await?;
    }
    Ok(())
}
