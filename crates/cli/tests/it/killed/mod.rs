//! The server is killed at random points while it is written to: nothing that was kept is lost on its way to a webhook
//! and to the feed, and nothing is told of what was not kept.
//!
//! Six kills on each database; `KILLS=200` makes it two hundred.

pub(crate) mod platform;
mod receiver;

use platform::{Platform, Written};
use receiver::Receiver;
use scratch_postgres::ScratchPostgres;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{BuildHasher, RandomState};
use std::io::Write;
use std::time::{Duration, Instant};
use tempfile::tempdir;

/// How long after the last start everything has arrived: a claim of a process that died runs out after 31 seconds.
const PATIENCE: Duration = Duration::from_secs(90);
/// How many write at the same time.
const WRITERS: usize = 4;

#[expect(clippy::disallowed_methods, reason = "this variable steers the test and not the platform")]
fn kills() -> u32 {
    std::env::var("KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(6)
}

/// Some milliseconds, different each time.
pub(crate) fn at_random(most: u64) -> Duration {
    Duration::from_millis(RandomState::new().hash_one(0) % most)
}

pub(crate) fn say(line: &str) {
    // Past the test runner, which hides what a passing test says.
    std::io::stderr().write_all(format!("{line}\n").as_bytes()).unwrap();
}

async fn nothing_is_lost(engine: &str, database: Option<String>) {
    let folder = tempdir().unwrap();
    let receiver = Receiver::start().await;
    let mut platform = Platform::prepare(folder.path(), database);
    platform.start().await;
    platform.sign_in().await;
    platform.make_webhook(&receiver.url).await;
    let began = Instant::now();
    let mut written = Written::default();
    for _ in 0..kills() {
        platform.sign_in().await;
        let writers: Vec<_> = (0..WRITERS).map(|_| tokio::spawn(platform.writer().write())).collect();
        tokio::time::sleep(Duration::from_millis(100) + at_random(900)).await;
        platform.kill();
        for writer in writers {
            written.add(writer.await.unwrap());
        }
        platform.start().await;
    }
    platform.sign_in().await;
    let feed = platform.feed().await;
    let told: BTreeSet<&String> = feed.keys().collect();
    let deadline = Instant::now() + PATIENCE;
    while Instant::now() < deadline && receiver.ids().len() < feed.len() {
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    let deliveries = receiver.received();
    let subjects: BTreeSet<&String> = feed.values().collect();
    let lost: Vec<_> = written.kept.iter().filter(|id| !subjects.contains(id)).collect();
    assert!(lost.is_empty(), "kept and not in the feed: {lost:?}");
    let lost: Vec<_> = told.iter().filter(|id| !deliveries.contains_key(**id)).collect();
    assert!(lost.is_empty(), "{} of {} not delivered: {lost:?}", lost.len(), told.len());
    let invented: Vec<_> = deliveries.keys().filter(|id| !told.contains(id)).collect();
    assert!(invented.is_empty(), "delivered and not in the feed: {invented:?}");
    for (id, messages) in &deliveries {
        let about: BTreeSet<&String> = messages.iter().collect();
        assert_eq!(about.into_iter().collect::<Vec<_>>(), [&feed[id]], "a repetition is about the same record");
    }
    assert_eq!(platform.there(subjects).await, feed.len(), "each event is of a record that is there");
    let messages: usize = deliveries.values().map(Vec::len).sum();
    say(&format!(
        "{engine}: {} kills in {:.0} s, {} changes kept and told to their writers, {} in the feed, {} refused, {} cut \
         off; {} messages, {} of them repeated; none lost, none of a change that was not kept",
        kills(),
        began.elapsed().as_secs_f64(),
        written.kept.len(),
        feed.len(),
        written.refused,
        written.cut_off,
        messages,
        messages - deliveries.len(),
    ));
    assert!(written.kept.len() > kills() as usize && written.refused > 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_lost_on_sqlite() {
    nothing_is_lost("SQLite", None).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_lost_on_postgres() {
    match ScratchPostgres::start() {
        Ok(server) => nothing_is_lost("PostgreSQL", Some(server.address("postgres"))).await,
        Err(error) => say(&format!("*** SKIPPED: {error}")),
    }
}

/// What the feed has, by the ids of events: the records.
type Feed = BTreeMap<String, String>;

/// One page of the feed into the others; the cursor of the next one.
fn gather(feed: &mut Feed, page: &Value) -> Option<String> {
    for node in page["nodes"].as_array().unwrap() {
        let text = |name: &str| node[name].as_str().unwrap().to_owned();
        feed.insert(platform::uuid_of(&text("id")), text("subjectId"));
    }
    let info = &page["pageInfo"];
    (info["hasNextPage"] == json!(true)).then(|| info["endCursor"].as_str().unwrap().to_owned())
}
