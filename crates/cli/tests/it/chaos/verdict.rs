//! What became of it, as the database, the broker and the mail server see it.

use super::cluster::Cluster;
use super::ground::Ground;
use super::listeners::{Neighbour, Subscriber, TYPES};
use super::load::Done;
use crate::killed::platform::uuid_of;
use acceptance::{MailSink, NatsServer, TakenMail};
use serde_json::{Value, json};
use sqlx::{Connection, PgConnection};
use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};
use uuid::Uuid;

/// How long it may take until all has arrived: a claim of a node that died runs out after a minute.
const PATIENCE: Duration = Duration::from_mins(5);
const FEED: &str = "query($types: [String!], $after: String) { changes(types: $types, first: 100, after: $after) { \
                    nodes { id } pageInfo { hasNextPage endCursor } } }";

pub(super) struct Verdict {
    database: String,
    /// The last event that was there before the broker was told of any.
    before: i64,
}

/// Waits until something is so.
async fn until(what: &str, mut is: impl AsyncFnMut() -> bool) {
    let began = Instant::now();
    while !is().await {
        assert!(began.elapsed() < PATIENCE, "{what} does not come");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

/// Each once, where it comes first.
fn once(ids: Vec<String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    ids.into_iter().filter(|id| seen.insert(id.clone())).collect()
}

impl Verdict {
    /// Has everything told to the broker that comes from now on, before there is any node.
    pub(super) async fn begin(database: &str) -> Self {
        let mut connection = PgConnection::connect(database).await.unwrap();
        let sql = "INSERT INTO event_relay (stream, cursor_seq, held_until) SELECT 'BILDUNGSNETZ', seq, 0 \
                   FROM audit_head RETURNING cursor_seq";
        let before = sqlx::query_scalar(sql).fetch_one(&mut connection).await.unwrap();
        Self { database: database.to_owned(), before }
    }

    async fn connect(&self) -> PgConnection {
        PgConnection::connect(&self.database).await.unwrap()
    }

    /// Every event that was committed is in the feed, in the stream, and with those who listen: in the order of the
    /// commits, and in the stream not one of them twice.
    pub(super) async fn events(
        &self,
        cluster: &Cluster,
        after: &str,
        broker: &NatsServer,
        subscribers: [&Subscriber; 2],
        neighbour: &Neighbour,
    ) {
        // Nothing is written any more but what the nodes do by themselves: the stream comes to the end of the log.
        until("the end of the stream", async || {
            let sql = "SELECT (SELECT cursor_seq FROM event_relay) = (SELECT seq FROM audit_head)";
            sqlx::query_scalar(sql).fetch_one(&mut self.connect().await).await.unwrap()
        })
        .await;
        let kept = self.kept().await;
        let all: Vec<String> = kept.iter().map(|(id, _, _)| id.to_string()).collect();
        let stream = stream(broker).await;
        assert_eq!(stream.len(), all.len(), "in the stream and in the database");
        assert!(stream == all, "the stream has the events of the database in their order");
        until("the neighbour's last event", async || once(neighbour.ids()).len() == all.len()).await;
        assert!(once(neighbour.ids()) == all, "the neighbour has heard them in their order");

        let start = Uuid::try_parse(after).unwrap();
        let position = "SELECT seq FROM outbox_event WHERE id = $1";
        let position: i64 =
            sqlx::query_scalar(position).bind(start).fetch_one(&mut self.connect().await).await.unwrap();
        let wanted = kept.iter().filter(|(_, kind, seq)| TYPES.contains(&kind.as_str()) && *seq > position);
        let wanted: Vec<String> = wanted.map(|(id, _, _)| id.to_string()).collect();
        assert!(feed(cluster, after).await == wanted, "the feed has them all");
        for subscriber in subscribers {
            until("a subscriber's last event", async || subscriber.ids().len() >= wanted.len()).await;
            assert!(subscriber.ids() == wanted, "a subscriber has heard each once, in their order");
        }
    }

    /// The events that may be told: id, type and number.
    async fn kept(&self) -> Vec<(Uuid, String, i64)> {
        let sql = "SELECT id, \"type\", seq FROM outbox_event WHERE seq > $1 AND shown_by IS NOT NULL ORDER BY seq";
        sqlx::query_as(sql).bind(self.before).fetch_all(&mut self.connect().await).await.unwrap()
    }

    /// Every mail has arrived, each under its one id; whoever registered has one that says so. What comes twice is the
    /// same mail, and no more of them do than nodes were killed: SMTP cannot say whether a mail was taken when the line
    /// is cut after it. Says how many mails there are, and how many of them came again.
    pub(super) async fn mails(&self, sink: &MailSink, kills: usize, done: &Done) -> (usize, usize) {
        until("the last mail", async || {
            let sql = "SELECT count(*) = 0 FROM outbox_message WHERE done_at IS NULL AND due_at <= \
                       (extract(epoch FROM now()) * 1000000)::bigint";
            sqlx::query_scalar(sql).fetch_one(&mut self.connect().await).await.unwrap()
        })
        .await;
        let sql = "SELECT id FROM outbox_message WHERE done_at IS NOT NULL";
        let sent: Vec<Uuid> = sqlx::query_scalar(sql).fetch_all(&mut self.connect().await).await.unwrap();
        let mut taken = BTreeMap::<String, Vec<TakenMail>>::new();
        for mail in sink.taken() {
            let id = mail.id.split('@').next().unwrap_or_default().to_owned();
            taken.entry(id).or_default().push(mail);
        }
        let sent: BTreeSet<String> = sent.iter().map(Uuid::to_string).collect();
        assert!(taken.keys().cloned().collect::<BTreeSet<_>>() == sent, "each mail of the outbox, and no other one");
        assert!(taken.values().all(|same| same.iter().all(|mail| *mail == same[0])), "one id is one mail");
        let repeated: usize = taken.values().map(|same| same.len() - 1).sum();
        assert!(repeated <= kills, "{repeated} mails came again after {kills} kills");
        let mut told = BTreeMap::<&str, usize>::new();
        for mail in taken.values().map(|same| &same[0]).filter(|mail| mail.to.starts_with("person-")) {
            *told.entry(&mail.to).or_default() += 1;
        }
        let registered: BTreeSet<&str> = done.registered.iter().map(String::as_str).collect();
        assert!(told.keys().copied().collect::<BTreeSet<_>>() == registered, "who registered is told so");
        assert!(told.values().all(|mails| *mails == 1), "once");
        let issued = taken.values().filter(|same| same[0].subject.starts_with("Teilnahmebescheinigung:")).count();
        let sql = "SELECT count(*) FROM certificate";
        let certificates: i64 = sqlx::query_scalar(sql).fetch_one(&mut self.connect().await).await.unwrap();
        assert_eq!(i64::try_from(issued).unwrap(), certificates, "each certificate is announced by a mail of its own");
        (sent.len(), repeated)
    }

    /// The numbers of certificates have no gap and are given once, nobody holds two, and nobody is registered twice.
    /// Says how many certificates there are.
    pub(super) async fn certificates(&self, ground: &Ground, done: &Done) -> usize {
        let mut database = self.connect().await;
        let sql = "SELECT c.year, count(*), count(DISTINCT c.serial), min(c.serial), max(c.serial), \
                   (SELECT r.last FROM certificate_register r WHERE r.issuer_id = $1 AND r.year = c.year) \
                   FROM certificate c WHERE c.issuer_id = $1 GROUP BY c.year ORDER BY c.year";
        let years: Vec<(i64, i64, i64, i64, i64, i64)> =
            sqlx::query_as(sql).bind(Uuid::from(ground.issuer)).fetch_all(&mut database).await.unwrap();
        let mut all = 0;
        for (year, count, different, first, last, counted) in years {
            assert_eq!((different, first, last, counted), (count, 1, count, count), "the numbers of {year}");
            all += usize::try_from(count).unwrap();
        }
        assert_eq!(all, ground.certificates.len() + done.issued);
        let sql = "SELECT count(*), count(DISTINCT person_id) FROM certificate WHERE state = 'ISSUED'";
        let held: (i64, i64) = sqlx::query_as(sql).fetch_one(&mut database).await.unwrap();
        assert_eq!(held.0, held.1);
        assert_eq!(usize::try_from(held.0).unwrap(), ground.certificates.len());
        let sql = "SELECT count(*), count(DISTINCT person_id) FROM registration WHERE session_id = $1";
        let seats: (i64, i64) =
            sqlx::query_as(sql).bind(Uuid::from(ground.session.id)).fetch_one(&mut database).await.unwrap();
        assert_eq!((seats.0, seats.1), (seats.1, i64::try_from(done.registered.len()).unwrap()));
        all
    }
}

/// The ids of the events in the stream of the broker, in its order.
async fn stream(broker: &NatsServer) -> Vec<String> {
    let stream = broker.neighbour().await.get_stream("BILDUNGSNETZ").await.unwrap();
    let state = stream.cached_info().state.clone();
    let mut ids = Vec::new();
    for sequence in state.first_sequence..=state.last_sequence {
        let message = stream.get_raw_message(sequence).await.unwrap();
        let event: Value = serde_json::from_slice(&message.payload).unwrap();
        ids.push(event["id"].as_str().unwrap().to_owned());
    }
    ids
}

/// The ids of the events that the feed has after a cursor.
async fn feed(cluster: &Cluster, after: &str) -> Vec<String> {
    let (mut ids, mut after) = (Vec::new(), after.to_owned());
    loop {
        let answer = cluster.ask("-", FEED, &json!({"types": TYPES, "after": after})).await;
        let page = &answer["data"]["changes"];
        let nodes = page["nodes"].as_array().unwrap_or_else(|| panic!("{answer}"));
        ids.extend(nodes.iter().map(|node| uuid_of(node["id"].as_str().unwrap())));
        if page["pageInfo"]["hasNextPage"] != true {
            return ids;
        }
        page["pageInfo"]["endCursor"].as_str().unwrap().clone_into(&mut after);
    }
}
