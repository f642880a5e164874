//! Events are handed to a real NATS server, and nodes wake each other by it.

mod handing_over;
mod logins;
mod nodes;
mod outages;
mod waking;

use acceptance::{NatsServer, World};
use application::integration::CloudEvent;
use application::integration::broker::{Broker, BrokerLogin, BrokerSettings, BrokerTls, Relay};
use application::organisations::{CreateOrganisation, create_organisation};
use application::territories::load_reference_territories;
use async_nats::HeaderMap;
use async_nats::jetstream::Context;
use domain::access::Actor;
use domain::integration::{Event, EventSight};
use domain::organisations::OrganisationKind;
use domain::shared::PageRequest;
use persistence::integration::{EventFilter, Events};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions, Connection, PgConnection};
use std::sync::Arc;
use std::time::Duration;
use tokio::time::timeout;

const STREAM: &str = "BILDUNGSNETZ";
/// How long something may take that takes no time.
const PATIENCE: Duration = Duration::from_mins(1);

fn settings(server: &NatsServer) -> BrokerSettings {
    BrokerSettings {
        servers: vec![server.url()],
        login: BrokerLogin::Nobody,
        tls: BrokerTls::default(),
        stream: STREAM.to_owned(),
        subject_prefix: "bildungsnetz".to_owned(),
        types: Vec::new(),
        keep_days: 30,
        replicas: 1,
        wake_nodes: false,
    }
}

/// A world with a broker and those who hand events to it: everything that comes from now on.
async fn begun(world: World, settings: BrokerSettings) -> (World, Relay) {
    load_reference_territories(&world.call(Actor::System)).await.unwrap();
    let world = world.with_broker(Broker::new(settings).unwrap());
    let relay = connected(Relay::new(Arc::clone(world.platform())).unwrap()).await;
    (world, relay)
}

/// Waits until a connection is there, and hands over what is there already.
async fn connected(mut relay: Relay) -> Relay {
    let connecting = async {
        while relay.hand_over().await.is_err() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    timeout(PATIENCE, connecting).await.expect("the broker is there");
    relay
}

/// Makes an organisation, which is one event.
async fn organisation(world: &World, name: &str) {
    let input = CreateOrganisation {
        name: name.to_owned(),
        short_name: None,
        kind: OrganisationKind::Municipality,
        legal_form: None,
        local_label: None,
        functions: Vec::new(),
        parent: None,
        district_key: Some("05120".to_owned()),
        territory_keys: vec!["05120".to_owned()],
        address: None,
        sponsor: None,
        contact_points: Vec::new(),
        valid_from: None,
    };
    create_organisation(&world.call(Actor::System), input).await.unwrap();
}

/// What a neighbour finds in the stream.
struct Found {
    subject: String,
    headers: HeaderMap,
    body: String,
    event: CloudEvent,
}

async fn stream(broker: &Context) -> Vec<Found> {
    let stream = broker.get_stream(STREAM).await.unwrap();
    let state = stream.cached_info().state.clone();
    let mut found = Vec::new();
    for sequence in state.first_sequence..=state.last_sequence {
        let message = stream.get_raw_message(sequence).await.unwrap();
        let body = String::from_utf8(message.payload.to_vec()).unwrap();
        let event = serde_json::from_str(&body).unwrap();
        found.push(Found { subject: message.subject.to_string(), headers: message.headers, body, event });
    }
    found
}

/// The ids of the events in the stream, in its order.
async fn ids(broker: &Context) -> Vec<String> {
    stream(broker).await.into_iter().map(|found| found.event.id).collect()
}

/// What the feed has of organisations, in the order of the commits.
async fn feed(world: &World) -> Vec<Event> {
    let topics = domain::integration::Topics::read("types", ["organisation.*"]).unwrap();
    let filter = EventFilter { topics, subject: None };
    let (events, sight) = (Events::of(&world.platform().database), EventSight::of(&Actor::System));
    let (mut all, mut cursor) = (Vec::new(), None);
    loop {
        let request = PageRequest { size: 100, backward: false, cursor: cursor.clone() };
        let page = events.list(&sight, &filter, &request).await.unwrap();
        cursor = page.rows.last().map(|(cursor, _)| cursor.clone());
        all.extend(page.rows.into_iter().map(|(_, event)| event));
        if !page.has_next {
            return all;
        }
    }
}

async fn feed_ids(world: &World) -> Vec<String> {
    feed(world).await.iter().map(|event| event.id.to_string()).collect()
}

/// Changes the database behind the platform's back.
async fn meddle(world: &World, statement: &'static str) {
    let address = acceptance::Given::address(world);
    if let Some(file) = address.strip_prefix("sqlite:") {
        let options = SqliteConnectOptions::new().filename(file).busy_timeout(PATIENCE);
        let mut connection: SqliteConnection = options.connect().await.unwrap();
        sqlx::query(statement).execute(&mut connection).await.unwrap();
        return;
    }
    let mut connection = PgConnection::connect(address).await.unwrap();
    sqlx::query(statement).execute(&mut connection).await.unwrap();
}
