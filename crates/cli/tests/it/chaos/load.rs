//! Those who change things, through whichever node answers: people who register and get a mail, and certificates that
//! are issued anew.

use super::cluster::Cluster;
use super::ground::Ground;
use acceptance::global;
use domain::qualifications::Certificate;
use domain::shared::CertificateId;
use serde_json::{Value, json};
use sqlx::{Connection, PgConnection};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::task::JoinSet;
use uuid::Uuid;

const PERSON: &str = include_str!("../../../../../schema/operations/CreatePerson.graphql");
const REGISTER: &str = include_str!("../../../../../schema/operations/Register.graphql");
const REISSUE: &str = include_str!("../../../../../schema/operations/ReissueCertificate.graphql");

/// How many register people at the same time.
const OFFICES: usize = 4;
/// How long each of them rests, so that the nodes have time to start.
const REST: Duration = Duration::from_millis(20);

/// What was done, as those who did it were told.
#[derive(Default)]
pub(super) struct Done {
    /// The addresses of those who are registered.
    pub(super) registered: Vec<String>,
    /// How many certificates were issued.
    pub(super) issued: usize,
    /// How many requests were sent again.
    pub(super) asked_again: u64,
}

/// The load while it goes on.
pub(super) struct Load {
    workers: JoinSet<Done>,
    cluster: Arc<Cluster>,
}

impl Load {
    pub(super) fn begin(cluster: &Arc<Cluster>, ground: &Ground, database: &str, until: Instant) -> Self {
        let mut workers = JoinSet::new();
        for office in 0..OFFICES {
            let (organisation, session) = (global(ground.office), global(ground.session.id));
            workers.spawn(register(Arc::clone(cluster), office, organisation, session, until));
        }
        for certificate in &ground.certificates {
            workers.spawn(reissue(Arc::clone(cluster), database.to_owned(), certificate.clone(), until));
        }
        Self { workers, cluster: Arc::clone(cluster) }
    }

    /// Waits until all have finished what they are at.
    pub(super) async fn end(mut self) -> Done {
        let mut all = Done::default();
        while let Some(done) = self.workers.join_next().await {
            let done = done.unwrap();
            all.registered.extend(done.registered);
            all.issued += done.issued;
        }
        all.asked_again = self.cluster.asked_again();
        all
    }
}

/// Whether the request was carried out before, and its answer is lost.
fn is_replay(answer: &Value) -> bool {
    answer["errors"][0]["extensions"]["code"] == "IDEMPOTENCY_REPLAY"
}

async fn register(cluster: Arc<Cluster>, office: usize, organisation: String, session: String, until: Instant) -> Done {
    let mut done = Done::default();
    for number in 0.. {
        if Instant::now() > until {
            break;
        }
        let email = format!("person-{office}-{number}@remscheid.example");
        let point = json!({"kind": "EMAIL", "value": email, "visibility": "ORGANISATION"});
        let input = json!({"organisationId": organisation, "givenName": "Robin", "acceptDuplicates": true,
            "familyName": format!("Muster {office} {number}"), "contactPoints": [point]});
        let answer = cluster.ask(&format!("person-{office}-{number}"), PERSON, &json!({"input": input})).await;
        if is_replay(&answer) {
            // They are there, and nobody knows under which id: they do not register.
            continue;
        }
        let person = answer["data"]["createPerson"]["person"]["id"].as_str();
        let person = person.unwrap_or_else(|| panic!("{answer}"));
        let people = json!([{"personId": person, "targetGroup": "EDUCATION_OFFICE"}]);
        let input = json!({"input": {"sessionId": session, "people": people}});
        let answer = cluster.ask(&format!("seat-{office}-{number}"), REGISTER, &input).await;
        let state = &answer["data"]["register"]["registrations"][0]["state"];
        assert!(is_replay(&answer) || state == "CONFIRMED", "{answer}");
        done.registered.push(email);
        tokio::time::sleep(REST).await;
    }
    done
}

async fn reissue(cluster: Arc<Cluster>, database: String, first: Certificate, until: Instant) -> Done {
    let mut database = PgConnection::connect(&database).await.unwrap();
    let mut done = Done::default();
    let (mut id, mut version) = (Uuid::from(first.id), first.version);
    while Instant::now() < until {
        let input = json!({"id": global(CertificateId::from(id)), "expectedVersion": version, "reason": "Neuer Name"});
        let answer = cluster.ask(&format!("instead-of-{id}"), REISSUE, &json!({"input": input})).await;
        let issued = &answer["data"]["reissueCertificate"]["certificate"]["number"];
        assert!(is_replay(&answer) || issued.is_string(), "{answer}");
        done.issued += 1;
        let next = sqlx::query_as("SELECT id, version FROM certificate WHERE replaces_id = $1").bind(id);
        (id, version) = next.fetch_one(&mut database).await.unwrap();
        tokio::time::sleep(REST).await;
    }
    done
}
