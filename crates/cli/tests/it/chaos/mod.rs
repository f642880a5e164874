//! Three nodes on one PostgreSQL with NATS, under load, while nodes are killed at random and started again, and the
//! broker once: no event is lost or told in another order, no number is given twice, no mail is another one's double,
//! and those who listen go on where they were.
//!
//! Twenty seconds; `CHAOS_SECONDS=300` makes it five minutes.

mod cluster;
mod ground;
mod listeners;
mod load;
mod verdict;

use crate::killed::{at_random, say};
use acceptance::{Cast, Engine, MailSink, NatsServer, PASSWORD, TestDatabase, World};
use cluster::Cluster;
use domain::access::Role;
use ground::Ground;
use listeners::{Neighbour, Subscriber};
use load::Load;
use std::sync::Arc;
use std::time::{Duration, Instant};
use verdict::Verdict;

/// How many nodes there are.
const NODES: usize = 3;

#[expect(clippy::disallowed_methods, reason = "this variable steers the test and not the platform")]
fn lasts() -> Duration {
    let seconds = std::env::var("CHAOS_SECONDS").ok().and_then(|text| text.parse().ok());
    Duration::from_secs(seconds.unwrap_or(20))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_lost_and_nothing_is_done_twice() {
    let Some(mut broker) = NatsServer::start().await else { return };
    let Some(database) = TestDatabase::migrated(Engine::Postgres).await else { return };
    let address = database.address().to_owned();
    let sink = MailSink::start().await;
    let world = World::with(database);
    let cast = Cast::enter(&world).await;
    let ground = Ground::lay(&world, &cast).await;
    let verdict = Verdict::begin(&address).await;
    let cluster = Arc::new(Cluster::start(NODES, &address, &broker.url(), &sink.url()).await);
    cluster.sign_in(&cast.member(Role::TransferagenturAdmin, "transferagentur").email, PASSWORD).await;
    let after = cluster.end_of_feed().await;
    let (subscriber, other) = (Subscriber::follow(&cluster, &after), Subscriber::follow(&cluster, &after));
    let neighbour = Neighbour::listen(broker.url());

    let (began, lasts) = (Instant::now(), lasts());
    let load = Load::begin(&cluster, &ground, &address, began + lasts);
    let (mut kills, mut broker_is_due) = (0, true);
    while began.elapsed() < lasts {
        tokio::time::sleep(Duration::from_millis(300) + at_random(1_500)).await;
        cluster.kill_one();
        kills += 1;
        if broker_is_due && began.elapsed() > lasts / 2 {
            broker_is_due = false;
            broker.kill().await;
            tokio::time::sleep(at_random(3_000)).await;
            broker.resume().await;
        }
    }
    let done = load.end().await;

    cluster.all_ready().await;
    verdict.events(&cluster, &after, &broker, [&subscriber, &other], &neighbour).await;
    let (mails, repeated) = verdict.mails(&sink, kills, &done).await;
    let certificates = verdict.certificates(&ground, &done).await;
    say(&format!(
        "{kills} kills of {NODES} nodes and one of the broker in {:.0} s: {} people registered, {certificates} \
         certificates, {} answers asked for again; {mails} mails, {repeated} of them repeated under the same id; \
         subscribers came back {} and {} times",
        began.elapsed().as_secs_f64(),
        done.registered.len(),
        done.asked_again,
        subscriber.resumed(),
        other.resumed(),
    ));
}
